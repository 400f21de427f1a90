"""What a heading alone says, and which headings a paragraph stands under."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from govtext.records.structure import Paragraph
from govtext.spans import TextView
from govtext.themes.cues import CueHit, CueMatcher

__all__ = ["HeadingReading", "Section", "read_heading", "walk_sections"]

_NUMBER = re.compile(
    r"^[ 　]*(?:[（(]?[一二三四五六七八九十百\d]{1,3}[）)、.．:：]?[、.． 　]*|[①-⑳][ 　]*|第[一二三四五六七八九十]{1,3}[，、章节 　]*)"
)
_CLAUSE = re.compile(r"[，；：,;: 　——]+")
_ADVERBIAL = re.compile(r"^(?:坚持|始终)?(?:以|用|围绕|按照|聚焦|紧扣|对标)")
_STRONG, _WEAK, _LATER, _MEANS = 1.0, 0.25, 0.75, 0.5


@dataclass(frozen=True)
class HeadingReading:
    """What a heading says.

    Parameters
    ----------
    theme
        Position of the theme in the taxonomy, the number of themes for other business, or
        None where the heading names nothing known.
    weight
        How plainly it says so, 0 to 1.
    second
        A second theme that it names, or None.
    """

    theme: int | None = None
    weight: float = 0.0
    second: int | None = None


_NOTHING = HeadingReading()


@dataclass(frozen=True)
class Section:
    """The headings a paragraph stands under.

    Parameters
    ----------
    outer
        Reading of the highest heading that names a theme or other business.
    inner
        Reading of the nearest heading, the one that runs into the paragraph included.
    number
        Running number of the outermost heading; paragraphs of one section share it.
    """

    outer: HeadingReading = _NOTHING
    inner: HeadingReading = _NOTHING
    number: int = 0


def read_heading(
    text: str, matcher: CueMatcher, n_themes: int, switching: frozenset[int]
) -> HeadingReading:
    """Return the theme a heading names.

    A switching theme is tested first; otherwise the cues are weighed: clauses behind the
    first count less, and so does a clause that only says with what the rest is done
    (以……为统领，……).

    Parameters
    ----------
    text
        The heading, folded, with or without its number.
    matcher
        Heading cues.
    n_themes
        Number of themes of the taxonomy.
    switching
        Positions of the switching themes.
    """
    bare = _NUMBER.sub("", text, count=1)
    hits = list(matcher.find(bare))
    if not hits:
        return _NOTHING
    against = {hit.theme for hit in hits if hit.tier == "anti"}
    for hit in hits:
        if hit.theme in switching and hit.theme not in against and hit.tier == "strong":
            return HeadingReading(hit.theme, 1.0)
    scores = _weigh(bare, hits, n_themes)
    if not any(scores):
        return _NOTHING
    order = sorted(range(n_themes + 1), key=lambda i: (-scores[i], i))
    best, next_best = order[0], order[1]
    total = sum(scores)
    second = next_best if scores[next_best] >= 0.5 and next_best < n_themes else None
    return HeadingReading(best, min(1.0, scores[best]) * scores[best] / total, second)


def _weigh(bare: str, hits: Sequence[CueHit], n_themes: int) -> list[float]:
    starts = [0, *(match.end() for match in _CLAUSE.finditer(bare))]
    shares = [1.0] + [_LATER] * (len(starts) - 1)
    for i in range(len(starts) - 1):
        if _ADVERBIAL.match(bare, starts[i]):
            shares[i] = _MEANS
    scores = [0.0] * (n_themes + 1)
    for hit in hits:
        if hit.tier != "anti":
            weight = _WEAK if hit.tier == "weak" else _STRONG + 0.05 * hit.length
            scores[hit.theme] += weight * shares[bisect_right(starts, hit.start) - 1]
    return scores


def walk_sections(
    paragraphs: Sequence[Paragraph],
    view: TextView,
    matcher: CueMatcher,
    n_themes: int,
    switching: frozenset[int],
) -> list[Section]:
    """Return, for every paragraph, the headings it stands under.

    Parameters
    ----------
    paragraphs
        Paragraphs of a report, in order.
    view
        The text as read.
    matcher, n_themes, switching
        As for ``read_heading``.
    """
    stack: list[tuple[int, HeadingReading]] = []
    sections: list[Section] = []
    number, section = 0, Section()
    for paragraph in paragraphs:
        if paragraph.level is not None:
            span = paragraph.heading or paragraph.span
            reading = read_heading(
                view.folded[span.start : span.end], matcher, n_themes, switching
            )
            while stack and stack[-1][0] >= paragraph.level:
                stack.pop()
            number += not stack
            stack.append((paragraph.level, reading))
            section = _section(stack, number)
        sections.append(section)
    return sections


def _section(stack: Sequence[tuple[int, HeadingReading]], number: int) -> Section:
    outer = next((r for _, r in stack if r.theme is not None), _NOTHING)
    return Section(outer, stack[-1][1], number)

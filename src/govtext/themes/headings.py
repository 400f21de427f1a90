"""What a heading alone says, and which headings a paragraph stands under."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from govtext.records.structure import Paragraph
from govtext.spans import TextView
from govtext.themes.cues import CueHit, CueMatcher

__all__ = ["HeadingReading", "Section", "read_heading", "walk_sections"]

_NUMBER: Final = re.compile(
    r"^[ 　]*(?:[（(]?[一二三四五六七八九十百\d]{1,3}[）)、.．:：]?[、.． 　]*|[①-⑳][ 　]*|第[一二三四五六七八九十]{1,3}[，、章节 　]*)"
)
_CLAUSE: Final = re.compile(r"[，；：,;: 　——]+")
_WIDE: Final = re.compile(r"(?:情况|工作|回顾|总结|做法|成效|举措|进展|开展|实践)[。：: 　]*$")
_ADVERBIAL: Final = re.compile(r"^(?:坚持|始终)?(?:以|用|围绕|按照|聚焦|紧扣|对标)")
_STRONG, _WEAK, _LATER, _MEANS = 1.0, 0.25, 0.75, 0.5
_PLAIN: Final = 0.5


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
    own
        Whether it says whose matter follows: all below it is of its theme.
    """

    theme: int | None = None
    weight: float = 0.0
    second: int | None = None
    own: bool = False


_NOTHING: Final = HeadingReading()


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
    own = any(hit.tier == "own" and hit.theme == best for hit in hits)
    return HeadingReading(best, min(1.0, scores[best]) * scores[best] / total, second, own)


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
    headings: list[tuple[int, HeadingReading]] = []
    wide: list[bool] = []
    for paragraph in paragraphs:
        if paragraph.level is not None:
            span = paragraph.heading or paragraph.span
            words = view.folded[span.start : span.end]
            reading = read_heading(words, matcher, n_themes, switching)
            headings.append((paragraph.level, reading))
            wide.append(_WIDE.search(words) is not None)
    roofs = _roofs(headings, wide, frozenset(range(n_themes)) - switching)
    stack: list[int] = []
    sections: list[Section] = []
    number, section, at = 0, Section(), -1
    for paragraph in paragraphs:
        if paragraph.level is not None:
            at += 1
            while stack and headings[stack[-1]][0] >= paragraph.level:
                stack.pop()
            number += not stack
            stack.append(at)
            section = _section(stack, headings, roofs, number)
        sections.append(section)
    return sections


def _roofs(
    headings: Sequence[tuple[int, HeadingReading]],
    wide: Sequence[bool],
    subjects: frozenset[int],
) -> frozenset[int]:
    """Return the headings that name no subject of their own, whatever words they hold.

    Such a one says that it reports (履行主体责任情况), and the headings below it plainly name
    several other subjects.
    """
    roofs = set()
    for i, (level, reading) in enumerate(headings):
        if not wide[i] or reading.theme not in subjects:
            continue
        below: set[int | None] = set()
        for deeper, other in headings[i + 1 :]:
            if deeper <= level:
                break
            if other.theme in subjects and other.weight >= _PLAIN:
                below.add(other.theme)
        if len(below - {reading.theme}) > 1:
            roofs.add(i)
    return frozenset(roofs)


def _section(
    stack: Sequence[int],
    headings: Sequence[tuple[int, HeadingReading]],
    roofs: frozenset[int],
    number: int,
) -> Section:
    inner = headings[stack[-1]][1]
    named = (headings[i][1] for i in stack if i not in roofs or i == stack[-1])
    outer = next((reading for reading in named if reading.theme is not None), _NOTHING)
    return Section(outer, inner, number)

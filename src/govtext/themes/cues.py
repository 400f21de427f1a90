"""Finding the cues of a taxonomy in text, in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

from govtext.themes.taxonomy import Taxonomy

__all__ = ["CueHit", "CueMatcher", "Matchers", "Tier", "build_matchers"]

Tier = Literal["strong", "weak", "anti", "problem", "plan", "none", "own"]

_GAP: Final = 8
_CLAUSE_MARKS: Final = frozenset("。；！？\n")


class CueHit(NamedTuple):
    """A cue found in a text.

    Parameters
    ----------
    start, end
        Offsets into the text searched.
    theme
        Position of the theme in the taxonomy; the number of themes stands for no theme.
    tier
        What kind of cue it is.
    subtheme
        ``id`` of the sub-theme it belongs to, or None.
    """

    start: int
    end: int
    theme: int
    tier: Tier
    subtheme: str | None

    @property
    def length(self) -> int:
        """Characters covered."""
        return self.end - self.start


class _Entry(NamedTuple):
    tails: tuple[str, ...]
    theme: int
    tier: Tier
    subtheme: str | None


class CueMatcher:
    """Searches a text for a fixed list of cues, leftmost and longest first.

    A ``*`` in a cue stands for up to eight characters of one clause; at either end of a cue
    it is ignored. Hits of plain cues don't overlap. Time is linear in the text.

    Parameters
    ----------
    cues
        Pairs of a cue and what it stands for: theme, tier, sub-theme.

    Examples
    --------
    >>> matcher = CueMatcher([("存在*问题", (4, "problem", None))])
    >>> [hit[:3] for hit in matcher.find("还存在一些问题")]
    [(1, 7, 4)]
    """

    def __init__(self, cues: Iterable[tuple[str, tuple[int, Tier, str | None]]]) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        table: dict[str, list[_Entry]] = {}
        for cue, (theme, tier, subtheme) in cues:
            head, *tails = [piece for piece in cue.split("*") if piece]
            table.setdefault(head, []).append(_Entry(tuple(tails), theme, tier, subtheme))
        self._entries: Sequence[tuple[_Entry, ...]] = [tuple(e) for e in table.values()]
        self._tailed = {i for i, e in enumerate(self._entries) if any(x.tails for x in e)}
        self._automaton: Any = AhoCorasick(
            list(table), MatchKind.LeftmostLongest, implementation=Implementation.DFA
        )

    def find(self, text: str) -> tuple[CueHit, ...]:
        """Return the cues in ``text``, in text order."""
        return self.find_in(text, [(0, len(text))])[0]

    def find_in(self, text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[CueHit, ...]]:
        """Return the cues inside each span of a text, with offsets into the span.

        Parameters
        ----------
        text
            The text.
        spans
            Stretches of it, ascending and apart, between which no cue runs on.
        """
        entries, tailed = self._entries, self._tailed
        found: list[tuple[CueHit, ...]] = [()] * len(spans)
        inside: list[CueHit] = []
        number, base, limit, last = -1, 0, 0, len(spans) - 1
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            if start >= limit:
                if inside:
                    found[number], inside = tuple(inside), []
                while start >= limit and number < last:
                    number += 1
                    base, limit = spans[number]
            if start < base or end > limit:
                continue
            if index in tailed:
                inside += _with_tails(text, start, end, base, entries[index])
            else:
                for _, theme, tier, subtheme in entries[index]:
                    inside.append(CueHit(start - base, end - base, theme, tier, subtheme))
        if inside:
            found[number] = tuple(inside)
        return found


def _with_tails(
    text: str, start: int, end: int, base: int, entries: tuple[_Entry, ...]
) -> Iterator[CueHit]:
    for tails, theme, tier, subtheme in entries:
        stop = end
        for tail in tails:
            found = text.find(tail, stop, stop + _GAP + len(tail))
            if found < 0 or not _CLAUSE_MARKS.isdisjoint(text[stop:found]):
                break
            stop = found + len(tail)
        else:
            yield CueHit(start - base, stop - base, theme, tier, subtheme)


@dataclass(frozen=True)
class Matchers:
    """The three searches of a taxonomy.

    Parameters
    ----------
    content
        Cues of running text.
    strong
        The strong cues of themes among them: all that is needed beside a model.
    openings
        Openings that switch to a theme, and phrases that open or close a report.
    headings
        Cues of headings.
    """

    content: CueMatcher
    strong: CueMatcher
    openings: CueMatcher
    headings: CueMatcher


@lru_cache(maxsize=8)
def build_matchers(taxonomy: Taxonomy) -> Matchers:
    """Return the matchers of a taxonomy; built once for each.

    Parameters
    ----------
    taxonomy
        The taxonomy.
    """
    return Matchers(
        CueMatcher(_content_cues(taxonomy)),
        CueMatcher(_strong_cues(taxonomy)),
        CueMatcher(_opening_cues(taxonomy)),
        CueMatcher(_heading_cues(taxonomy)),
    )


_Cue = tuple[str, tuple[int, Tier, str | None]]


def _entries(cues: Iterable[str], number: int, tier: Tier) -> Iterator[_Cue]:
    for cue in cues:
        yield cue, (number, tier, None)


def _content_cues(taxonomy: Taxonomy) -> Iterator[_Cue]:
    for number, theme in enumerate(taxonomy.themes):
        strong = [(cue, sub.id) for sub in theme.subthemes for cue in sub.strong]
        weak = [(cue, sub.id) for sub in theme.subthemes for cue in sub.weak]
        known = {cue for cue, _ in strong}
        for cue, sub in strong:
            yield cue, (number, "strong", sub)
        yield from _entries((c for c in theme.strong if c not in known), number, "strong")
        for cue, sub in weak:
            yield cue, (number, "weak", sub)
        yield from _entries(theme.weak, number, "weak")
        yield from _entries(theme.anti, number, "anti")
    outside = len(taxonomy.themes)
    yield from _entries(taxonomy.none.strong, outside, "strong")
    yield from _entries(taxonomy.none.weak, outside, "weak")


def _strong_cues(taxonomy: Taxonomy) -> Iterator[_Cue]:
    outside = len(taxonomy.themes)
    for cue, (theme, tier, subtheme) in _content_cues(taxonomy):
        if tier == "strong" and theme < outside:
            yield cue, (theme, tier, subtheme)


def _opening_cues(taxonomy: Taxonomy) -> Iterator[_Cue]:
    for number, theme in enumerate(taxonomy.themes):
        if theme.switch:
            yield from _entries(theme.problem_openings, number, "problem")
            yield from _entries(theme.plan_openings, number, "plan")
    outside = len(taxonomy.themes)
    yield from _entries(taxonomy.none.openings, outside, "none")


def _heading_cues(taxonomy: Taxonomy) -> Iterator[_Cue]:
    for number, theme in enumerate(taxonomy.themes):
        yield from _entries(theme.heading, number, "strong")
        yield from _entries(theme.heading_own, number, "own")
        yield from _entries(theme.heading_weak, number, "weak")
        yield from _entries(theme.heading_anti, number, "anti")
    outside = len(taxonomy.themes)
    yield from _entries(taxonomy.none.heading, outside, "strong")

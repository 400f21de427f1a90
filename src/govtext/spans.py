"""Character spans and the map from a rewritten text back to the original.

Offsets are Unicode code points, start included, end excluded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["CharSpan", "OffsetMap", "TextView"]


class CharSpan(NamedTuple):
    """A half-open range of characters, ``text[start:end]``.

    Parameters
    ----------
    start
        First character, counted in code points from 0.
    end
        One past the last character.

    Examples
    --------
    >>> CharSpan(2, 4).cut("全面从严治党")
    '从严'
    """

    start: int
    end: int

    def cut(self, text: str) -> str:
        """Return the characters of ``text`` that the span covers.

        Parameters
        ----------
        text
            The text that the offsets count.

        Examples
        --------
        >>> CharSpan(0, 2).cut("查处问题")
        '查处'
        """
        return text[self.start : self.end]

    def overlaps(self, other: CharSpan) -> bool:
        """Tell whether the two spans share at least one character.

        Parameters
        ----------
        other
            A span of the same text.

        Examples
        --------
        >>> CharSpan(0, 2).overlaps(CharSpan(1, 3)), CharSpan(0, 2).overlaps(CharSpan(2, 3))
        (True, False)
        """
        return self.start < other.end and other.start < self.end

    def contains(self, other: CharSpan) -> bool:
        """Tell whether every character of ``other`` is inside this span.

        Parameters
        ----------
        other
            A span of the same text.

        Examples
        --------
        >>> CharSpan(0, 4).contains(CharSpan(1, 3))
        True
        """
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class OffsetMap:
    r"""Where the characters of a rewritten text stood in the original.

    A rewriting only ever deletes characters or replaces one by one, so the map is a list of
    runs: from ``view_starts[i]`` on, a view offset is the original offset less a constant.

    Parameters
    ----------
    view_starts
        View offset at which each run begins; ascending, the first is 0.
    original_starts
        Original offset of the first character of the same run.
    view_length, original_length
        Lengths of the two texts, in code points.

    Examples
    --------
    >>> offsets = OffsetMap.from_kept("查处\n问题", [True, True, False, True, True])
    >>> offsets.to_original(2), offsets.span_to_original(CharSpan(1, 3))
    (3, CharSpan(start=1, end=4))
    """

    view_starts: tuple[int, ...]
    original_starts: tuple[int, ...]
    view_length: int
    original_length: int

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """Return the map of a text of ``length`` characters that was not rewritten."""
        return cls((0,), (0,), length, length)

    @classmethod
    def from_kept(cls, text: str, kept: Sequence[bool]) -> OffsetMap:
        """Return the map of a view that keeps the characters of ``text`` flagged true."""
        deleted = [i for i, keep in enumerate(kept) if not keep]
        return cls.from_deleted(len(text), deleted)

    @classmethod
    def from_deleted(cls, length: int, deleted: Sequence[int]) -> OffsetMap:
        """Return the map of a view without the characters at the ascending ``deleted``."""
        view_starts: list[int] = []
        original_starts: list[int] = []
        previous = -1
        for count, position in enumerate([*deleted, length]):
            if position > previous + 1:
                view_starts.append(previous + 1 - count)
                original_starts.append(previous + 1)
            previous = position
        if not view_starts:
            view_starts, original_starts = [0], [0]
        return cls(tuple(view_starts), tuple(original_starts), length - len(deleted), length)

    @property
    def is_identity(self) -> bool:
        """Whether view and original have the same offsets."""
        return self.view_length == self.original_length

    def to_original(self, offset: int) -> int:
        """Return the original offset of the view character at ``offset``.

        The view's length maps to one past the original of its last character.
        """
        if offset >= self.view_length:
            return self._end(self.view_length)
        run = bisect_right(self.view_starts, offset) - 1
        return self.original_starts[run] + offset - self.view_starts[run]

    def _end(self, offset: int) -> int:
        """Return the original end that belongs to the view end ``offset``."""
        return self.to_original(offset - 1) + 1 if offset > 0 else self.original_starts[0]

    def span_to_original(self, span: CharSpan) -> CharSpan:
        """Return the shortest original span that holds all characters of a view span."""
        if self.is_identity:
            return span
        if span.end <= span.start:
            start = self.to_original(span.start)
            return CharSpan(start, start)
        return CharSpan(self.to_original(span.start), self._end(span.end))

    def runs_to_original(self, span: CharSpan) -> list[CharSpan]:
        """Return the original spans that together hold the characters of a view span.

        Examples
        --------
        >>> OffsetMap.from_deleted(5, [2]).runs_to_original(CharSpan(1, 3))
        [CharSpan(start=1, end=2), CharSpan(start=3, end=4)]
        """
        start, end = span.start, min(span.end, self.view_length)
        found: list[CharSpan] = []
        while start < end:
            run = bisect_right(self.view_starts, start) - 1
            last = run + 1 == len(self.view_starts)
            stop = end if last else min(end, self.view_starts[run + 1])
            moved = self.original_starts[run] - self.view_starts[run]
            found.append(CharSpan(start + moved, stop + moved))
            start = stop
        return found

    def to_view(self, offset: int) -> int:
        """Return the view offset of an original offset; of a deleted one, its successor's."""
        run = bisect_right(self.original_starts, offset) - 1
        if run < 0:
            return 0
        moved = self.view_starts[run] + offset - self.original_starts[run]
        last = len(self.view_starts) - 1
        limit = self.view_starts[run + 1] if run < last else self.view_length
        return min(moved, limit)


@dataclass(frozen=True)
class TextView:
    """A text as the finders read it, beside the original.

    Parameters
    ----------
    original
        The text as given, never changed.
    text
        The original less the characters that only layout or damage put there (soft line
        breaks of hard-wrapped text, zero-width characters). Quote from this one.
    folded
        ``text`` with full-width digits, letters and signs replaced one by one by their
        half-width forms; same length as ``text``. Match patterns on this one.
    offsets
        Map from offsets into ``text`` and ``folded`` to offsets into ``original``.

    Examples
    --------
    >>> view = TextView.plain("增长５％")
    >>> view.text == view.original
    True
    """

    original: str
    text: str
    folded: str
    offsets: OffsetMap

    @classmethod
    def plain(cls, text: str) -> TextView:
        """Return a view that changes nothing."""
        return cls(text, text, text, OffsetMap.identity(len(text)))

"""Terms of the lexicon found in a text, and its words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from govtext.spans import CharSpan

__all__ = ["Term", "Words"]


class Term(NamedTuple):
    """A set phrase or name of the lexicon.

    Parameters
    ----------
    start, end
        Offsets of the mention.
    term
        The term as the lexicon has it.
    kind
        Its kind in the lexicon (``set_phrase``, ``institution``, ``mechanism``, …).
    """

    start: int
    end: int
    term: str
    kind: str

    @property
    def span(self) -> CharSpan:
        """The mention as a span."""
        return CharSpan(self.start, self.end)


@dataclass(frozen=True)
class Words:
    """The words of a text as parallel columns; they cover it without gaps.

    Parameters
    ----------
    starts, ends
        Offsets of each word.
    tags
        Part of speech of each word in jieba's tag set (``"v"``, ``"n"``, ``"x"``, …).

    Examples
    --------
    >>> words = Words((0, 2), (2, 4), ("v", "n"))
    >>> words.between(1, 4)
    range(0, 2)
    """

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.starts)

    def between(self, start: int, end: int) -> range:
        """Return the indices of the words that share a character with a range.

        Parameters
        ----------
        start, end
            The range, end excluded.
        """
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

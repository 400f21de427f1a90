"""Terms of the lexicon found in a text, and its words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
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

    Examples
    --------
    >>> import govtext
    >>> report = govtext.analyze("运用“四种形态”处理干部30人次。")
    >>> report.terms[0].term, report.terms[0].kind
    ('四种形态', 'protected_numeral')
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
    texts
        The words themselves as the segmenter read them, which is what finders want; empty
        in reports and where they were not kept. They follow from the offsets, so they are
        not compared.

    Examples
    --------
    >>> words = Words((0, 2), (2, 4), ("v", "n"))
    >>> words.between(1, 4)
    range(0, 2)
    """

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    texts: tuple[str, ...] = field(default=(), repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.starts)

    def between(self, start: int, end: int) -> range:
        """Return the indices of the words that share a character with ``[start, end)``.

        Parameters
        ----------
        start, end
            Range of characters.

        Examples
        --------
        >>> Words((0, 2), (2, 4), ("v", "n")).between(2, 4)
        range(1, 2)
        """
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

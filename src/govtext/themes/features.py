"""Numbers a linear model reads off paragraphs: characters, words, opening.

Characters and words are looked up by hash in whole arrays, so that their cost hardly
grows with the vocabulary; no string is cut out of the text on the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt

from govtext.themes.passage import Passage

__all__ = [
    "DENSE",
    "Slots",
    "TokenTable",
    "Vocabulary",
    "dense_matrix",
    "token_hashes",
    "word_arrays",
]

Hashes = npt.NDArray[np.uint64]
Indices = npt.NDArray[np.int32]

_SINGLE: Final = np.uint64(0x9E3779B97F4A7C15)
_BASE_WORD: Final = np.uint64(0x100000001B3)
_MIX: Final = np.uint64(0xBF58476D1CE4E5B9)
_WORD: Final = np.uint64(0xD6E8FEB86659FD93)
_TABLE_BITS: Final = 19
_FIGURES: Final = frozenset("0123456789*×○□＿XＸ")
_LONGEST_WORD: Final = 8
_FIGURE: Final = np.uint64(ord("0") * int(_SINGLE) % (1 << 64))

DENSE: Final = ("opens_problem", "opens_plan", "turn", "frame", "figures", "length")
"""Names of the dense features: opening, share of figures, length."""


@dataclass(frozen=True)
class Slots:
    """Where the tokens of one kind stand in a batch of paragraphs: one row a token.

    Parameters
    ----------
    rows
        Number of the paragraph of each token, ascending.
    hashes
        Hash of each token.
    starts
        Offset of each token into the batch's text.
    lengths
        Characters of each token.
    """

    rows: npt.NDArray[np.int64]
    hashes: Hashes
    starts: npt.NDArray[np.int64]
    lengths: npt.NDArray[np.int64]


def _codes(text: str) -> Hashes:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return codes.astype(np.uint64)


def _fold_figures(codes: Hashes) -> Hashes:
    """Return the codes with every digit and mask made one, so that figures weigh the same."""
    table = _figure_table()
    folded = table.take(codes.astype(np.intp), mode="clip")
    rare = np.flatnonzero(codes >= len(table))
    folded[rare] = codes[rare]
    return folded


@cache
def _figure_table() -> Hashes:
    table = np.arange(1 << 16, dtype=np.uint64)
    table[[ord(mark) for mark in _FIGURES]] = ord("0")
    return table


def fold_figures(text: str) -> str:
    """Return a text with every digit and mask made one character."""
    return "".join("0" if c in _FIGURES else c for c in text)


def token_hashes(
    text: str,
    spans: Sequence[tuple[int, int]],
    word_starts: npt.NDArray[np.int64],
    word_ends: npt.NDArray[np.int64],
) -> tuple[Slots, ...]:
    """Return the characters and the words inside the spans of a text.

    Parameters
    ----------
    text
        The text, folded.
    spans
        The paragraphs' own words, ascending and apart.
    word_starts, word_ends
        Offsets of the words of the text; empty where there are none.

    Returns
    -------
    Slots of both kinds, in that order.
    """
    codes = _fold_figures(_codes(text))
    row_of = _row_of(spans, len(codes))
    singles = np.flatnonzero(row_of >= 0)
    with np.errstate(over="ignore"):
        of_singles = codes[singles] * _SINGLE
    lengths = word_ends - word_starts
    # Measured: places cost a quarter of flags where an array is to be picked from.
    words = np.flatnonzero((lengths >= 2) & (lengths <= _LONGEST_WORD))
    starts, lengths = word_starts[words], lengths[words]
    rows = row_of[starts]
    inside = np.flatnonzero((rows >= 0) & (rows == row_of[starts + lengths - 1]))
    starts, lengths = starts[inside], lengths[inside]
    return (
        Slots(row_of[singles], of_singles, singles, np.ones_like(singles)),
        Slots(rows[inside], _hash_words(codes, starts, lengths), starts, lengths),
    )


def _row_of(spans: Sequence[tuple[int, int]], size: int) -> npt.NDArray[np.int64]:
    """Return the number of the span that each character lies in, -1 outside of all."""
    bounds = np.array([0, *chain.from_iterable(spans), size], dtype=np.int64)
    rows = np.full(2 * len(spans) + 1, -1, dtype=np.int64)
    rows[1::2] = np.arange(len(spans))
    return np.repeat(rows, np.diff(bounds))


def _hash_words(
    codes: Hashes, starts: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64]
) -> Hashes:
    """Return hashes of words of two characters or more, from their characters in turn."""
    with np.errstate(over="ignore"):
        hashes = codes[starts] * _BASE_WORD + codes[starts + 1]
        longer = np.flatnonzero(lengths > 2)
        for step in range(2, _LONGEST_WORD):
            hashes[longer] = hashes[longer] * _BASE_WORD + codes[starts[longer] + step]
            longer = longer[lengths[longer] > step + 1]
        hashes = (hashes ^ _WORD) * _MIX
        hashes ^= hashes >> np.uint64(29)
        hashes *= _MIX
    return hashes


def word_arrays(
    starts: Sequence[int], ends: Sequence[int]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return word offsets as arrays."""
    return (
        np.fromiter(starts, dtype=np.int64, count=len(starts)),
        np.fromiter(ends, dtype=np.int64, count=len(ends)),
    )


@dataclass(frozen=True)
class TokenTable:
    """Finds the position of a token in a vocabulary by its hash, without a search.

    Parameters
    ----------
    hashes
        Hashes of the vocabulary, in its order.
    """

    hashes: Hashes

    @cached_property
    def _slots(self) -> Indices:
        table = np.full(1 << _TABLE_BITS, -1, dtype=np.int32)
        # Written backwards: of two tokens in one slot the first of the vocabulary stays.
        table[_slot(self.hashes[::-1])] = np.arange(len(self.hashes), dtype=np.int32)[::-1]
        return table

    def find(self, hashes: Hashes) -> Indices:
        """Return the position of each hash in the vocabulary, -1 where it is not in it."""
        if not len(self.hashes):
            return np.full(len(hashes), -1, dtype=np.int32)
        found = self._slots[_slot(hashes)]
        found[self.hashes[found] != hashes] = -1
        return found


def _slot(hashes: Hashes) -> npt.NDArray[np.int64]:
    return (hashes >> np.uint64(64 - _TABLE_BITS)).astype(np.int64)


@dataclass(frozen=True)
class Vocabulary:
    """The tokens a model knows.

    Parameters
    ----------
    tokens
        Characters as they stand, words with ``w:`` before them, in ascending order.
    hashes
        Their hashes.
    """

    tokens: tuple[str, ...]
    hashes: Hashes

    @cached_property
    def table(self) -> TokenTable:
        """The lookup by hash."""
        return TokenTable(self.hashes)


def dense_matrix(
    passages: Sequence[Passage], kinds: Sequence[Slots]
) -> npt.NDArray[np.float64]:
    """Return the dense features, those of ``DENSE``, one row a paragraph.

    Parameters
    ----------
    passages
        The paragraphs' own words.
    kinds
        Their tokens, characters first.
    """
    rows = [(o.problem, o.plan, o.turn, o.frame, 0.0, len(text)) for text, _, _, o in passages]
    dense = np.array(rows, dtype=np.float64).reshape(len(rows), len(DENSE))
    sizes = np.maximum(dense[:, -1], 1.0)
    figures = kinds[0].rows[kinds[0].hashes == _FIGURE]
    dense[:, -2] = np.bincount(figures, minlength=len(rows)) / sizes
    dense[:, -1] = np.minimum(np.log1p(sizes) / 7, 1.0)
    return dense

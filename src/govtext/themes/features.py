"""Numbers a linear model reads off paragraphs: characters, pairs of them, words, opening.

Characters and words are looked up by hash in whole arrays, so that their cost hardly
grows with the vocabulary; no string is cut out of the text on the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log1p
from typing import Final

import numpy as np
import numpy.typing as npt

from govtext.themes.passage import Passage

__all__ = [
    "DENSE",
    "Slots",
    "TokenTable",
    "Vocabulary",
    "dense_row",
    "token_hashes",
    "word_arrays",
]

Hashes = npt.NDArray[np.uint64]
Indices = npt.NDArray[np.int32]

_BASE: Final = 0x9E3779B97F4A7C15
_INVERSE: Final = pow(_BASE, -1, 1 << 64)
_MIX: Final = np.uint64(0xBF58476D1CE4E5B9)
_WORD: Final = np.uint64(0xD6E8FEB86659FD93)
_TABLE_BITS: Final = 21
_DIGIT: Final = ord("0")
_LONGEST_WORD: Final = 8

DENSE: Final = ("opens_problem", "opens_plan", "turn", "frame", "figures", "length")
"""Names of the dense features: opening, share of figures, length."""


@dataclass(frozen=True)
class Slots:
    """Where tokens of a batch of paragraphs stand: one row a token.

    Parameters
    ----------
    rows
        Number of the paragraph of each token, ascending.
    hashes
        Hash of each token.
    starts, ends
        Offsets of each token into the batch's text.
    """

    rows: npt.NDArray[np.int64]
    hashes: Hashes
    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]


def _codes(text: str) -> Hashes:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return codes.astype(np.uint64)


def _fold_figures(codes: Hashes) -> Hashes:
    """Return the codes with every digit and mask made one, so that figures weigh the same."""
    is_figure = (codes >= ord("0")) & (codes <= ord("9"))
    for mark in "*×○□＿XＸ":
        is_figure |= codes == ord(mark)
    return np.where(is_figure, np.uint64(_DIGIT), codes)


def token_hashes(
    text: str,
    spans: Sequence[tuple[int, int]],
    word_starts: npt.NDArray[np.int64],
    word_ends: npt.NDArray[np.int64],
) -> Slots:
    """Return the characters, character pairs and words inside the spans of a text, as hashes.

    Parameters
    ----------
    text
        The text, folded.
    spans
        The paragraphs' own words, ascending and apart.
    word_starts, word_ends
        Offsets of the words of the text; empty where there are none.
    """
    codes = _fold_figures(_codes(text))
    size = len(codes)
    bounds = np.array(spans, dtype=np.int64).reshape(-1, 2)
    with np.errstate(over="ignore"):
        powers = np.ones(size + 1, dtype=np.uint64)
        inverses = np.ones(size + 1, dtype=np.uint64)
        np.cumprod(np.full(size, _BASE, dtype=np.uint64), out=powers[1:])
        np.cumprod(np.full(size, _INVERSE, dtype=np.uint64), out=inverses[1:])
        sums = np.zeros(size + 1, dtype=np.uint64)
        np.cumsum(codes * powers[:size], out=sums[1:])
    places = np.arange(size, dtype=np.int64)
    wide = (word_ends - word_starts >= 2) & (word_ends - word_starts <= _LONGEST_WORD)
    starts = np.concatenate([places, places[:-1], word_starts[wide]])
    ends = np.concatenate([places + 1, places[1:] + 1, word_ends[wide]])
    is_word = np.arange(len(starts)) >= 2 * size - 1
    rows = np.searchsorted(bounds[:, 0], starts, side="right") - 1
    inside = rows >= 0
    inside[inside] = ends[inside] <= bounds[rows[inside], 1]
    starts, ends, rows, is_word = starts[inside], ends[inside], rows[inside], is_word[inside]
    with np.errstate(over="ignore"):
        hashes = (sums[ends] - sums[starts]) * inverses[starts] * _MIX
        hashes ^= np.where(is_word, _WORD, np.uint64(0))
        hashes *= _MIX
    order = np.argsort(rows, kind="stable")
    return Slots(rows[order], hashes[order], starts[order], ends[order])


def word_arrays(
    starts: Sequence[int], ends: Sequence[int]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return word offsets as arrays."""
    return np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)


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
        Characters and pairs of them as they stand, words with ``w:`` before them, in ascending order.
    hashes
        Their hashes.
    """

    tokens: tuple[str, ...]
    hashes: Hashes

    @cached_property
    def table(self) -> TokenTable:
        """The lookup by hash."""
        return TokenTable(self.hashes)


def dense_row(passage: Passage) -> list[float]:
    """Return the dense features of one paragraph, those of ``DENSE``.

    Parameters
    ----------
    passage
        The paragraph's own words.
    """
    text, opening = passage.text, passage.opening
    size = max(1, len(text))
    figures = sum(map(text.count, "0123456789*×○□"))
    return [
        float(opening.problem),
        float(opening.plan),
        opening.turn,
        float(opening.frame),
        figures / size,
        min(log1p(size) / 7, 1.0),
    ]

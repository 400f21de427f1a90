"""Lays stretches over the words of an engine, each stretch one word afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from govtext.records import Words
from govtext.segment.engines import Engine

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["Overlay", "Whole"]

_RECUT_LENGTH = 3
_BOUND = b"\x01"


class Whole(NamedTuple):
    """A stretch that becomes one word, also where it cuts a word of the engine."""

    start: int
    end: int
    tag: str


class Overlay:
    """The bounds of an engine's words as one byte a character, and what is laid over them.

    Bytes are set and searched in place, and the words are read off once at the end: on a
    report with its many figures and terms that costs a third of rewriting lists of words.

    Parameters
    ----------
    text
        The text that the words cover.
    words
        The engine's words.
    engine
        Gives tags, and cuts again what is left of a long word.
    """

    def __init__(self, text: str, words: list[str], engine: Engine) -> None:
        import numpy as np

        self._text = text
        self._engine = engine
        self._tagged = engine.tag(words)
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        self._ends = lengths.cumsum()
        self._starts = self._ends - lengths
        self._bounds = bytearray(len(text) + 1)
        view = np.frombuffer(self._bounds, np.uint8)
        view[0] = 1
        view[self._ends] = 1

    def is_bound(self, offset: int) -> bool:
        """Tell whether a word begins or ends at an offset."""
        return self._bounds[offset] == 1

    def is_word(self, start: int, end: int) -> bool:
        """Tell whether a stretch is just one word already."""
        bounds = self._bounds
        return (
            bounds[start] == 1 and bounds[end] == 1 and bounds.find(_BOUND, start + 1, end) < 0
        )

    def word_around(self, offset: int) -> tuple[int, int]:
        """Return start and end of the word that an offset lies inside."""
        return self._bounds.rfind(_BOUND, 0, offset), self._bounds.find(_BOUND, offset)

    def word_end(self, offset: int) -> int:
        """Return where the word ends that holds the character at an offset."""
        return self._bounds.find(_BOUND, offset + 1)

    def lay(self, wholes: Iterable[Whole]) -> Words:
        """Return the words with the disjoint wholes among them."""
        bounds = self._bounds
        cuts: list[int] = []
        ends: dict[int, int] = {}
        tagged: dict[int, tuple[str, str]] = {}
        for start, end, tag in wholes:
            if not bounds[start]:
                cuts.append(start)
            if not bounds[end]:
                cuts.append(end)
            bounds[start + 1 : end] = bytes(end - start - 1)
            bounds[start] = bounds[end] = 1
            ends[start] = end
            tagged[start] = self._text[start:end], tag
        for cut in cuts:
            before = bounds.rfind(_BOUND, 0, cut)
            if ends.get(before) != cut:
                tagged.update(self._tag_piece(before, cut))
            if cut not in ends and cut not in tagged:
                tagged.update(self._tag_piece(cut, bounds.find(_BOUND, cut + 1)))
        return self._read_off(tagged)

    def _tag_piece(self, start: int, end: int) -> dict[int, tuple[str, str]]:
        """Return words with tags by start for what a whole left of a word; a long rest is cut again."""
        piece = self._text[start:end]
        words = self._engine.cut(piece) if end - start >= _RECUT_LENGTH else [piece]
        starts = list(accumulate(map(len, words[:-1]), initial=start))
        for offset in starts:
            self._bounds[offset] = 1
        return dict(zip(starts, self._engine.tag(words), strict=True))

    def _read_off(self, laid: dict[int, tuple[str, str]]) -> Words:
        import numpy as np

        bounds = np.flatnonzero(np.frombuffer(self._bounds, np.uint8))
        words = self._with_laid(laid, bounds) if laid else self._tagged
        # An end is the next start: the numbers are made once for both.
        offsets = tuple(bounds.tolist())
        texts, tags = map(itemgetter(0), words), map(itemgetter(1), words)
        return Words(offsets[:-1], offsets[1:], tuple(tags), tuple(texts))

    def _with_laid(
        self, laid: dict[int, tuple[str, str]], bounds: npt.NDArray[np.int64]
    ) -> list[tuple[str, str]]:
        """Return the engine's words with the new ones, which stand by their starts."""
        import numpy as np

        starts = sorted(laid)
        places = bounds.searchsorted(starts)
        # Behind a new word the engine's go on, up to the next new one.
        firsts = self._starts.searchsorted(bounds[places + 1])
        lasts = firsts + np.diff(places, append=len(bounds) - 1) - 1
        words = self._tagged[: places[0]]
        for start, first, last in zip(starts, firsts.tolist(), lasts.tolist(), strict=True):
            words.append(laid[start])
            words += self._tagged[first:last]
        return words

"""Text to words with their tags, and the terms of a lexicon among them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from govtext.lexicon import Lexicon, load_lexicon, load_topic
from govtext.records import Term, Words
from govtext.segment.engines import Engine, EngineName, check_engine, load_engine
from govtext.segment.wholes import UNITS, find_wholes
from govtext.spans import TextView

__all__ = ["Segmenter"]

_SURROGATE = re.compile("[\ud800-\udfff]")
# A term this long is taken also where it cuts a word of the engine.
_SURE_LENGTH = 4
_RECUT_LENGTH = 3


class _Whole(NamedTuple):
    """A stretch that becomes one word, also where it cuts a word of the engine."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, kw_only=True)
class Segmenter:
    """Cuts text into words; terms, numerals and masks come out whole.

    The engine reads the whole text once. Then terms of the lexicon, numerals
    (``12.5%``, ``３＋X``) and masks (``**``, ``××``, ``某``) are laid over its words. A term that
    cuts a dictionary word of the engine is mostly no term there (人大 in 工人大会). A
    classifier behind a figure or mask is cut off what follows (``**名县监委``). Everything
    else is the engine's words. The segmenter holds no state: it can be shared by threads,
    copied and pickled.

    Parameters
    ----------
    lexicon
        The lexicon whose terms are found; the one that govtext ships where not given.
    engine
        ``"rjieba"`` (quick) or ``"jieba"`` (the reference, about twenty times slower).

    Examples
    --------
    >>> view = TextView.plain("聘请**名县监委特约监察员，增长９８．５％")
    >>> words, terms = Segmenter().segment(view)
    >>> [view.text[start:end] for start, end in zip(words.starts, words.ends)]
    ['聘请', '**', '名', '县监委', '特约监察员', '，', '增长', '９８．５％']
    >>> [term.term for term in terms]
    ['县监委', '特约监察员']
    """

    lexicon: Lexicon = field(default_factory=load_lexicon)
    engine: EngineName = "rjieba"

    def __post_init__(self) -> None:
        check_engine(self.engine)

    @property
    def version(self) -> str:
        """Version of the lexicon in use."""
        return self.lexicon.version

    def segment(self, view: TextView) -> tuple[Words, tuple[Term, ...]]:
        """Return the words of a view and the terms among them.

        Parameters
        ----------
        view
            The text; engine and lexicon read ``view.folded``.

        Returns
        -------
        Words that cover ``view.text`` without gaps, and the terms in text order; offsets
        count ``view.text``.
        """
        text = view.folded
        if not text:
            return Words(), ()
        text = _SURROGATE.sub("\ufffd", text)
        engine = load_engine(self.engine)
        words = engine.cut(text)
        ends = list(accumulate(map(len, words)))
        wholes = list(_find_wholes(text, ends, engine))
        terms = _keep_terms(text, self.lexicon.find(text), ends, wholes, engine)
        wholes = _join(wholes, terms, ends)
        new_ends, tags = _lay_over(text, ends, engine.tags(words), wholes, engine)
        starts = (0, *new_ends[:-1])
        return Words(starts, tuple(new_ends), tuple(tags)), terms


@cache
def _kind_tags() -> dict[str, str]:
    """Return the part of speech that terms of each kind carry."""
    table = load_topic("terms").table("kinds.tsv")
    return dict(zip(table.column("kind"), table.column("tag"), strict=True))


def _is_edge(ends: list[int], offset: int) -> bool:
    index = bisect_left(ends, offset)
    return offset == 0 or (index < len(ends) and ends[index] == offset)


def _keep_terms(
    text: str, found: tuple[Term, ...], ends: list[int], wholes: list[_Whole], engine: Engine
) -> tuple[Term, ...]:
    """Drop the terms that only seem to stand there, since they cut words of the engine."""
    edges = {0, *ends, *(whole.end for whole in wholes)}
    return tuple(
        term
        for term in found
        if (term.start in edges and term.end in edges) or _fits(text, term, ends, edges, engine)
    )


def _fits(text: str, term: Term, ends: list[int], edges: set[int], engine: Engine) -> bool:
    """Tell whether a term that cuts words of the engine is one nevertheless.

    A word that the dictionary does not hold may be cut. One that it holds may not lose a
    single character (公司法|人, 失业保险|金, 企|事业单位), but for a long term a word of two
    (民主生活会|上). A short term must besides begin or end with the word (各级|党委).
    """
    is_long = term.end - term.start >= _SURE_LENGTH
    for offset in {term.start, term.end} - edges:
        index = bisect_right(ends, offset)
        start, end = ends[index - 1] if index else 0, ends[index]
        if not engine.knows(text[start:end]):
            continue
        outside = offset - start if offset == term.start else end - offset
        if outside == 1 and not (is_long and (end - start == 2 or text[offset] in "比较")):
            return False
        is_inside = start <= term.start and term.end <= end
        if not is_long and not (is_inside and (start == term.start or end == term.end)):
            return False
    return True


def _find_wholes(text: str, ends: list[int], engine: Engine) -> Iterator[_Whole]:
    """Yield numerals and masks, and the classifiers to be cut off behind them."""
    for start, end, group, tag in find_wholes(text):
        if group == "han" and not _is_clean(text, start, end, ends):
            continue
        if group == "mask" and text[start] == "某" and not _is_mask(text, end):
            continue
        yield _Whole(start, end, tag)
        if group != "mix" and end < len(text) and text[end] in UNITS:
            word = bisect_right(ends, end)
            length = ends[word] - end
            rest = text[end : end + length]
            if length > 1 and rest[1] != "次" and not engine.knows(rest):
                yield _Whole(end, end + 1, "q")


def _is_clean(text: str, start: int, end: int, ends: list[int]) -> bool:
    """Tell whether a run of Chinese numerals is a number, not a part of words (万一)."""
    if text[start + 1] == "分" or (end < len(text) and text[end] == "年" and end - start == 4):
        return True
    return _is_edge(ends, start) and _is_edge(ends, end)


def _is_mask(text: str, end: int) -> bool:
    """Tell whether 某 hides a name; in 某些, 某种, 某个, 某一 it does not."""
    return end >= len(text) or text[end] not in "些种个一时"


def _join(wholes: list[_Whole], terms: tuple[Term, ...], ends: list[int]) -> list[_Whole]:
    """Return terms and wholes in text order, less those that are words of the engine already.

    Where a whole and a term overlap, the term stands.
    """
    tags = _kind_tags()
    joined = []
    for start, end, _, kind in terms:
        index = bisect_left(ends, end)
        if ends[index] != end or (ends[index - 1] if index else 0) != start:
            joined.append(_Whole(start, end, tags.get(kind, "n")))
    term_ends = [term.end for term in terms]
    for whole in wholes:
        index = bisect_right(term_ends, whole.start)
        if index == len(terms) or terms[index].start >= whole.end:
            joined.append(whole)
    joined.sort()
    return joined


def _lay_over(
    text: str, ends: list[int], tags: list[str], wholes: list[_Whole], engine: Engine
) -> tuple[list[int], list[str]]:
    """Return ends and tags of the words with every whole laid over them."""
    overlay = _Overlay(text, ends, tags, engine)
    for whole in wholes:
        overlay.fill(whole.start)
        overlay.put(whole)
    overlay.fill(len(text))
    return overlay.new_ends, overlay.new_tags


class _Overlay:
    """Writes the engine's words anew, cutting those that a whole reaches into."""

    def __init__(self, text: str, ends: list[int], tags: list[str], engine: Engine) -> None:
        self.new_ends: list[int] = []
        self.new_tags: list[str] = []
        self._text = text
        self._ends = ends
        self._tags = tags
        self._engine = engine
        self._written = 0
        self._cursor = 0  # the first word that ends behind what is written

    def put(self, whole: _Whole) -> None:
        """Write one whole; everything before it is written already."""
        self.new_ends.append(whole.end)
        self.new_tags.append(whole.tag)
        self._written = whole.end
        self._cursor = bisect_right(self._ends, whole.end, self._cursor)

    def fill(self, upto: int) -> None:
        """Write the engine's words, or what is left of them, up to an offset."""
        ends, cursor = self._ends, self._cursor
        if self._written >= upto:
            return
        begin = ends[cursor - 1] if cursor else 0
        if begin < self._written:
            self._put_piece(min(upto, ends[cursor]))
            cursor = self._cursor
        last = bisect_right(ends, upto, cursor)
        if last > cursor:
            self.new_ends += ends[cursor:last]
            self.new_tags += self._tags[cursor:last]
            self._written, self._cursor = ends[last - 1], last
        if self._written < upto:
            self._put_piece(upto)

    def _put_piece(self, end: int) -> None:
        """Write what a whole left of a word; a long rest is cut again."""
        piece = self._text[self._written : end]
        words = self._engine.cut(piece) if len(piece) >= _RECUT_LENGTH else [piece]
        self.new_ends += accumulate(map(len, words[1:]), initial=self._written + len(words[0]))
        self.new_tags += self._engine.tags(words)
        self._written = end
        self._cursor = bisect_right(self._ends, end, self._cursor)

"""Text to words with their tags, and the terms of a lexicon among them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from govtext.lexicon import Lexicon, load_lexicon, load_topic
from govtext.records import Term, Words
from govtext.segment.engines import Engine, EngineName, check_engine, load_engine
from govtext.segment.overlay import Overlay, Whole
from govtext.segment.wholes import UNITS, find_wholes
from govtext.spans import TextView

__all__ = ["Segmenter"]

_SURROGATE = re.compile(r"[\ud800-\udfff]")
# A term this long is taken also where it cuts a word of the engine.
_SURE_LENGTH = 4


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
        text = _without_surrogates(text)
        engine = load_engine(self.engine)
        overlay = Overlay(text, engine.cut(text), engine)
        wholes = list(_find_wholes(text, overlay, engine))
        terms = _keep_terms(text, self.lexicon.find(text), wholes, overlay, engine)
        return overlay.lay(_join(wholes, terms, overlay)), terms


def _without_surrogates(text: str) -> str:
    """Return a text that an engine can read; measured: encoding is the quickest test."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


@cache
def _kind_tags() -> dict[str, str]:
    """Return the part of speech that terms of each kind carry."""
    table = load_topic("terms").table("kinds.tsv")
    return dict(zip(table.column("kind"), table.column("tag"), strict=True))


def _keep_terms(
    text: str, found: tuple[Term, ...], wholes: list[Whole], overlay: Overlay, engine: Engine
) -> tuple[Term, ...]:
    """Drop the terms that only seem to stand there, since they cut words of the engine."""
    cuts = {whole.end for whole in wholes}
    is_bound = overlay.is_bound
    kept = []
    for term in found:
        edges = [at for at in term[:2] if not is_bound(at) and at not in cuts]
        if not edges or _fits(text, term, edges, overlay, engine):
            kept.append(term)
    return tuple(kept)


def _fits(text: str, term: Term, edges: list[int], overlay: Overlay, engine: Engine) -> bool:
    """Tell whether a term that cuts words of the engine at its edges is one nevertheless.

    A word that the dictionary does not hold may be cut. One that it holds may not lose a
    single character (公司法|人, 失业保险|金, 企|事业单位), but for a long term a word of two
    (民主生活会|上). A short term must besides begin or end with the word (各级|党委).
    """
    is_long = term.end - term.start >= _SURE_LENGTH
    for offset in edges:
        start, end = overlay.word_around(offset)
        if not engine.knows(text[start:end]):
            continue
        outside = offset - start if offset == term.start else end - offset
        if outside == 1 and not (is_long and (end - start == 2 or text[offset] in "比较")):
            return False
        is_inside = start <= term.start and term.end <= end
        if not is_long and not (is_inside and (start == term.start or end == term.end)):
            return False
    return True


def _find_wholes(text: str, overlay: Overlay, engine: Engine) -> Iterator[Whole]:
    """Yield numerals and masks that are no words yet, and classifiers to cut off behind."""
    length = len(text)
    for start, end, group, tag in find_wholes(text):
        if group == "mask" or not overlay.is_word(start, end):
            if group == "han" and not _is_number(text, start, end, overlay):
                continue
            if group == "mask" and text[start] == "某" and not _is_mask(text, end):
                continue
            yield Whole(start, end, tag)
        if group != "mix" and end < length and text[end] in UNITS:
            word_end = overlay.word_end(end)
            rest = text[end:word_end]
            if len(rest) > 1 and rest[1] != "次" and not engine.knows(rest):
                yield Whole(end, end + 1, "q")


def _is_number(text: str, start: int, end: int, overlay: Overlay) -> bool:
    """Tell whether a run of Chinese numerals is a number, not a part of words (万一)."""
    if text[start + 1] == "分" or (text[end : end + 1] == "年" and end - start == 4):
        return True
    return overlay.is_bound(start) and overlay.is_bound(end)


def _is_mask(text: str, end: int) -> bool:
    """Tell whether 某 hides a name; in 某些, 某种, 某个, 某一 it does not."""
    return end >= len(text) or text[end] not in "些种个一时"


def _join(wholes: list[Whole], terms: tuple[Term, ...], overlay: Overlay) -> list[Whole]:
    """Return what is no word yet in text order; where a term and a whole meet, the term."""
    tags = _kind_tags()
    joined = [
        Whole(start, end, tags.get(kind, "n"))
        for start, end, _, kind in terms
        if not overlay.is_word(start, end)
    ]
    term_ends = [term.end for term in terms]
    for whole in wholes:
        index = bisect_right(term_ends, whole.start)
        if index == len(terms) or terms[index].start >= whole.end:
            joined.append(whole)
    joined.sort()
    return joined

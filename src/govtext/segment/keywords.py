"""Words that mark a text, and its terms counted and set against another text's."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from govtext.errors import ConfigError, shorten
from govtext.lexicon import Lexicon, load_lexicon, load_topic
from govtext.records import Report, Term, Words
from govtext.segment.segmenter import Segmenter
from govtext.segment.textrank import rank_words
from govtext.spans import CharSpan, TextView

__all__ = [
    "Keyword",
    "TermCount",
    "content_words",
    "count_terms",
    "find_keywords",
    "find_report_keywords",
]

_BACKGROUND = "govtext.segment"
# Tags of nouns, verbs, names, idioms and abbreviations; the rest marks no report.
_CONTENT_TAGS = frozenset(
    [
        "n",
        "nr",
        "ns",
        "nt",
        "nz",
        "nrt",
        "nrfg",
        "v",
        "vn",
        "vd",
        "a",
        "an",
        "ad",
        "l",
        "i",
        "j",
        "b",
    ]
)
# Measures and words of comparison stand in every report beside figures.
_STOP_WORDS = frozenset(
    ["人次", "件次", "户次", "场次", "同比", "环比", "百分点", "亿元", "万元", "平方米", "公里"]
)
# What jieba.analyse.textrank keeps, and the tags of terms.
_RANK_TAGS = frozenset(["n", "ns", "nt", "nz", "vn", "v", "l"])


@dataclass(frozen=True)
class Keyword:
    """A word that marks a report (关键词).

    Parameters
    ----------
    word
        The word, or the term as the lexicon has it.
    score
        Its weight; comparable within one report and method only.
    count
        How often it stands in the text.
    kind
        The kind of the lexicon's term, or None for a plain word.
    spans
        Every place where it stands.

    Examples
    --------
    >>> import govtext
    >>> keyword = govtext.analyze("巡察分两轮，巡察发现问题155个。").keywords(limit=1)[0]
    >>> keyword.word, keyword.count, [(s.start, s.end) for s in keyword.spans]
    ('巡察', 2, [(0, 2), (6, 8)])
    """

    word: str
    score: float
    count: int
    kind: str | None
    spans: tuple[CharSpan, ...]


@dataclass(frozen=True)
class TermCount:
    """How often a term of the lexicon stands in a text.

    Parameters
    ----------
    term, kind
        The term and its kind in the lexicon.
    since
        First year of use in official language, or None where not known.
    count
        Mentions in the text.
    before
        Mentions in the text it is compared with, or None without one.

    Examples
    --------
    >>> import govtext
    >>> row = govtext.analyze("运用四种形态，坚持四种形态。").count_terms()[0]
    >>> row.term, row.count, row.since, row.is_new
    ('四种形态', 2, 2015, False)
    """

    term: str
    kind: str
    since: int | None
    count: int
    before: int | None = None

    @property
    def is_new(self) -> bool:
        """Whether the other text does not have the term; false without one."""
        return self.before == 0


def content_words(
    text: str, words: Words, terms: Sequence[Term] = ()
) -> list[tuple[int, str, str]]:
    """Return position, word and tag of the words of at least two characters that say something.

    Numerals, masks, marks and function words are left out; a term stands in the lexicon's
    spelling. Positions count ``words``.
    """
    names = {(term.start, term.end): term.term for term in terms}
    found = []
    rows = zip(words.starts, words.ends, words.tags, strict=True)
    for index, (start, end, tag) in enumerate(rows):
        if end - start < 2:
            continue
        name = names.get((start, end))
        if name is not None:
            found.append((index, name, "nz"))
        elif tag in _CONTENT_TAGS and text[start:end] not in _STOP_WORDS:
            found.append((index, text[start:end], tag))
    return found


def find_keywords(
    text: str,
    words: Words,
    terms: Sequence[Term] = (),
    *,
    limit: int = 20,
    method: Literal["tfidf", "textrank"] = "tfidf",
) -> tuple[Keyword, ...]:
    """Return the words that mark a text, best first.

    ``tfidf`` weighs a word's share of the text by the logarithm of how few paragraphs of
    govtext's own reports hold it. ``textrank`` is the procedure of ``jieba.analyse``: words
    that stand within five words of one another support each other; it needs no background.
    Equal scores are in the order of the words.

    Parameters
    ----------
    text
        The text that the offsets of words and terms count.
    words, terms
        What ``Segmenter.segment`` returned for it.
    limit
        Most keywords to return.
    method
        ``"tfidf"`` or ``"textrank"``.

    Raises
    ------
    ConfigError
        The method is neither, or the limit is negative.

    Examples
    --------
    >>> from govtext.segment import Segmenter
    >>> from govtext.spans import TextView
    >>> text = "巡察分两轮，共巡察单位20个，发现问题155个。"
    >>> words, terms = Segmenter().segment(TextView.plain(text))
    >>> [(k.word, k.count) for k in find_keywords(text, words, terms, limit=1)]
    [('巡察', 2)]
    """
    if limit < 0:
        raise ConfigError(f"limit {limit} is negative; give 0 or more", "config-limit")
    content = content_words(text, words, terms)
    if method == "tfidf":
        scores = _tfidf(Counter(word for _, word, _ in content))
    elif method == "textrank":
        scores = rank_words([row for row in content if row[2] in _RANK_TAGS])
    else:
        raise ConfigError(
            f"no method {shorten(method)}; choose tfidf or textrank", "config-keyword-method"
        )
    best = sorted(scores, key=lambda word: (-scores[word], word))[:limit]
    places: dict[str, list[CharSpan]] = {word: [] for word in best}
    for index, word, _ in content:
        if word in places:
            places[word].append(CharSpan(words.starts[index], words.ends[index]))
    kinds = {term.term: term.kind for term in terms}
    return tuple(
        Keyword(word, scores[word], len(places[word]), kinds.get(word), tuple(places[word]))
        for word in best
    )


@cache
def _segmenter() -> Segmenter:
    return Segmenter()


def find_report_keywords(
    report: Report, *, limit: int = 20, method: Literal["tfidf", "textrank"] = "tfidf"
) -> tuple[Keyword, ...]:
    """Return the words that mark a report, best first; ``Report.keywords`` calls this.

    Parameters
    ----------
    report
        The report; one that was stored without its words is cut into words again.
    limit
        Most keywords to return.
    method
        ``"tfidf"`` or ``"textrank"``.

    Examples
    --------
    >>> import govtext
    >>> form = govtext.analyze("巡察分两轮，巡察发现问题155个。").to_dict()
    >>> [keyword.word for keyword in govtext.Report.from_dict(form).keywords(limit=1)]
    ['巡察']
    """
    words, terms = report.words, report.terms
    if not words:
        words, terms = _segmenter().segment(TextView.plain(report.text))
    return find_keywords(report.text, words, terms, limit=limit, method=method)


@cache
def _background() -> tuple[int, Mapping[str, int]]:
    """Return the number of paragraphs of the background and how many hold each word."""
    table = load_topic("background", _BACKGROUND).table("background.tsv")
    counts = dict(zip(table.column("word"), map(int, table.column("paragraphs")), strict=True))
    return counts.pop("*"), counts


def _tfidf(counts: Mapping[str, int]) -> dict[str, float]:
    paragraphs, held = _background()
    total = sum(counts.values()) or 1
    return {
        word: count / total * math.log((1 + paragraphs) / (1 + held.get(word, 0)))
        for word, count in counts.items()
    }


def count_terms(
    terms: Iterable[Term],
    *,
    other: Iterable[Term] | None = None,
    lexicon: Lexicon | None = None,
) -> tuple[TermCount, ...]:
    """Return how often each term stands in a text, most frequent first.

    Parameters
    ----------
    terms
        The terms of the text (``report.terms``).
    other
        The terms of the text to compare with, such as last year's report; terms that it
        does not have are ``is_new``.
    lexicon
        The lexicon that knows the year of first use; the shipped one where not given.

    Examples
    --------
    >>> terms = load_lexicon().find("落实“两个维护”，运用四种形态，坚定做到“两个维护”")
    >>> before = load_lexicon().find("运用四种形态")
    >>> [(t.term, t.since, t.count, t.is_new) for t in count_terms(terms, other=before)]
    [('两个维护', 2018, 2, True), ('四种形态', 2015, 1, False)]
    """
    entries = (lexicon or load_lexicon()).entries
    before = None if other is None else Counter(term.term for term in other)
    counts = Counter((term.term, term.kind) for term in terms)
    rows = [
        TermCount(
            term,
            kind,
            entries[term].since if term in entries else None,
            count,
            None if before is None else before[term],
        )
        for (term, kind), count in counts.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.term)))

"""Tests of keywords and term counts."""

from __future__ import annotations

import warnings

import pytest

from govtext.errors import ConfigError
from govtext.lexicon import load_lexicon
from govtext.segment import Segmenter, count_terms, find_keywords
from govtext.segment.keywords import content_words
from govtext.segment.textrank import rank_words
from govtext.spans import TextView

TEXT = (
    "县委把巡察作为利剑，完成两轮常规巡察，巡察村级党组织20个，发现问题155个。"
    "督促抓好整改，整改完成率98%。运用四种形态处理干部30人次，通报四种形态典型做法。"
)


def layers(text):
    """Return text, words and terms."""
    words, terms = Segmenter().segment(TextView.plain(text))
    return text, words, terms


def test_keywords_point_to_every_mention():
    """Each span of a keyword holds the keyword, and there are as many as it counts."""
    for keyword in find_keywords(*layers(TEXT), limit=50):
        assert len(keyword.spans) == keyword.count
        assert {span.cut(TEXT) for span in keyword.spans} == {keyword.word}


def test_a_rare_word_outweighs_a_common_one():
    """Of two words of one count the one that few paragraphs hold comes first."""
    words = [keyword.word for keyword in find_keywords(*layers("问题与钟表"))]
    assert words.index("钟表") < words.index("问题")


def test_figures_masks_and_measures_are_no_keywords():
    """Numerals, masks and measure words are left out."""
    words = {keyword.word for keyword in find_keywords(*layers(TEXT + "约谈**人次"), limit=99)}
    assert not words & {"155", "98%", "**", "人次"}


def test_terms_carry_their_kind():
    """A keyword that is a term has the kind of the lexicon."""
    kinds = {keyword.word: keyword.kind for keyword in find_keywords(*layers(TEXT), limit=50)}
    assert kinds["四种形态"] == "protected_numeral"
    assert kinds["完成"] is None


def test_textrank_is_that_of_jieba():
    """Over the same words the ranks are those of jieba.analyse.textrank."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba.analyse.textrank import TextRank
        from jieba.posseg import pair
    text, words, terms = layers(TEXT * 3 + "加强队伍建设，严管厚爱干部，提升监督质效。")
    content = content_words(text, words, terms)
    tags = {index: (word, tag) for index, word, tag in content}
    reference = TextRank()
    stub = [
        pair(*tags.get(index, (text[start:end], "x")))
        for index, (start, end) in enumerate(zip(words.starts, words.ends, strict=True))
    ]
    reference.tokenizer = type("Stub", (), {"cut": lambda _self, _text: stub})()
    allowed = {tag for _, _, tag in content}
    expected = dict(reference.textrank(text, topK=0, withWeight=True, allowPOS=tuple(allowed)))
    assert rank_words(content) == pytest.approx(expected)


def test_a_text_without_words_has_no_keywords():
    """Empty text and text of marks alone give no keywords by either method."""
    for text in ("", "。，**"):
        assert find_keywords(*layers(text)) == ()
        assert find_keywords(*layers(text), method="textrank") == ()


def test_limit_holds():
    """Not more keywords come than asked for."""
    assert len(find_keywords(*layers(TEXT), limit=3)) == 3
    assert find_keywords(*layers(TEXT), limit=0) == ()


def test_wrong_options_are_refused():
    """An unknown method and a negative limit are refused with what is allowed."""
    with pytest.raises(ConfigError, match="tfidf"):
        find_keywords(*layers(TEXT), method="bm25")
    with pytest.raises(ConfigError, match="negative"):
        find_keywords(*layers(TEXT), limit=-1)


def test_term_counts_know_first_use_and_news():
    """Counts come most frequent first, with the year of first use and what is new."""
    lexicon = load_lexicon()
    now = lexicon.find("四种形态，四种形态，两个确立")
    rows = count_terms(now, other=lexicon.find("四种形态"))
    assert [(row.term, row.count, row.since, row.is_new) for row in rows] == [
        ("四种形态", 2, 2015, False),
        ("两个确立", 1, 2021, True),
    ]
    assert [row.is_new for row in count_terms(now)] == [False, False]

"""Tests of words and terms."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from govtext.errors import ConfigError
from govtext.lexicon import LexiconEntry, load_lexicon
from govtext.records import Words
from govtext.segment import Segmenter
from govtext.spans import TextView


def cut(text, segmenter=None):
    """Return the words of a text as strings."""
    words, _ = (segmenter or Segmenter()).segment(TextView.plain(text))
    return [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)]


def terms(text, segmenter=None):
    """Return the terms of a text as strings."""
    _, found = (segmenter or Segmenter()).segment(TextView.plain(text))
    return [term.term for term in found]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("增长12.5%左右", "12.5%"),
        ("增长１２．５％左右", "１２．５％"),
        ("受理1,234.5件", "1,234.5"),
        ("受理26，530元", "26，530"),
        ("同比减少**％", "**"),
        ("查处××起", "××"),
        ("查处XX起", "XX"),
        ("查处○○起", "○○"),
        ("某某同志", "某某"),
        ("推行“3＋X”学习方式", "3＋X"),
        ("推行“1+3+N”模式", "1+3+N"),
        ("占百分之五点一", "百分之五点一"),
        ("二〇二三年工作", "二〇二三"),
        ("共一千二百三十五人", "一千二百三十五"),
    ],
)
def test_numerals_and_masks_are_one_word(text, whole):
    """A numeral with its decimals and sign, or a run of mask characters, is one word."""
    assert whole in cut(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("聘请**名县监委", ["聘请", "**", "名"]),
        ("整治35条黑臭河涌", ["整治", "35", "条"]),
        ("组建39个医联体", ["组建", "39", "个"]),
        ("感动**人物", ["感动", "**", "人物"]),
        ("某局某县", ["某", "局", "某", "县"]),
    ],
)
def test_a_figure_or_mask_swallows_no_neighbour(text, expected):
    """What follows a figure or mask starts a word of its own; a known word stays whole."""
    assert cut(text)[: len(expected)] == expected


@pytest.mark.parametrize("word", ["某些", "某个", "万一", "千方百计"])
def test_words_with_a_numeral_or_mask_character_stay(word):
    """某些, 万一 and the like are words, not masks or numbers."""
    assert cut(word + "单位")[0] == word


def test_terms_come_out_whole():
    """A term of the lexicon is one word, also where the engine would cut it."""
    assert "三会一课" in cut("落实三会一课制度")
    assert terms("落实三会一课制度") == ["三会一课"]


def test_a_short_term_that_cuts_a_word_is_no_term():
    """A term of up to three characters inside the engine's words is not taken."""
    segmenter = Segmenter(lexicon=load_lexicon([LexiconEntry("人大")]))
    assert terms("召开工人大会", segmenter) == []
    assert terms("接受人大常规监督", segmenter) == ["人大"]


def test_words_cover_the_text():
    """Words follow one another without gaps from the first to the last character."""
    text = " 一、**县\n\n　立案\t12.5%。\u200b《办法》\r\n"
    words, _ = Segmenter().segment(TextView.plain(text))
    assert words.starts[0] == 0
    assert words.ends[-1] == len(text)
    assert words.starts[1:] == words.ends[:-1]


def test_an_empty_text_has_no_words():
    """The empty text gives no words and no terms."""
    assert Segmenter().segment(TextView.plain("")) == (Words(), ())


def test_lone_surrogates_do_not_crash():
    """A lone surrogate is a character like any other."""
    assert "".join(cut("立案\ud800三会一课")) == "立案\ud800三会一课"
    assert terms("立案\udfff三会一课") == ["立案", "三会一课"]


def test_two_lexicons_live_side_by_side_in_threads():
    """Two segmenters with different lexicons in threads each find their own terms."""
    text = "清风讲堂和廉韵书屋" * 50
    one = Segmenter(lexicon=load_lexicon([LexiconEntry("清风讲堂")]))
    two = Segmenter(lexicon=load_lexicon([LexiconEntry("廉韵书屋")]))
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda seg: set(terms(text, seg)), [one, two] * 20))
    assert found == [{"清风讲堂"}, {"廉韵书屋"}] * 20


def test_a_segmenter_survives_pickle():
    """A pickled segmenter comes back equal in what it does, without its engine inside."""
    segmenter = Segmenter(lexicon=load_lexicon([LexiconEntry("清风讲堂", "mechanism")]))
    segmenter.segment(TextView.plain("清风讲堂"))
    data = pickle.dumps(segmenter)
    assert terms("办清风讲堂", pickle.loads(data)) == ["清风讲堂"]
    assert len(data) < 1_000_000


def test_both_engines_agree_on_plain_text():
    """The reference engine gives the same words and terms."""
    text = "全面落实从严治党主体责任，聘请**名特约监察员，增长12.5%。"
    assert cut(text) == cut(text, Segmenter(engine="jieba"))


def test_the_reference_engine_is_quiet(capfd):
    """Loading jieba prints nothing."""
    Segmenter(engine="jieba")
    assert capfd.readouterr() == ("", "")


def test_an_unknown_engine_is_refused():
    """An engine that does not exist is refused with the choices."""
    with pytest.raises(ConfigError, match="rjieba, jieba"):
        Segmenter(engine="pkuseg")


def test_tags_come_from_the_dictionary():
    """Words carry jieba's dictionary tags, terms the tag of their kind."""
    words, _ = Segmenter().segment(TextView.plain("查处问题，3件，三会一课"))
    assert words.tags == ("v", "n", "x", "m", "zg", "x", "l")

"""Tests of the shipped terms and of lexicons with additions."""

from __future__ import annotations

import pickle

import pytest

from govtext.errors import LexiconError
from govtext.lexicon import LexiconEntry, load_lexicon, load_topic

# CODEBOOK 5.4: numerals that are names.
PROTECTED = (
    "两个确立 两个维护 两个责任 两学一做 两会 两委 两新 两公开 三会一课 三会一书两公开 三严三实 "
    "三重一大 三不腐 三资 三农 四个意识 四个自信 四个全面 四风 四种形态 四大考验 四种危险 五位一体 "
    "五中全会 六大攻坚战 六稳六保 八项规定 八个严禁 十四五 二十大 二十届三中全会 一岗双责 一案双查 "
    "一把手 一池春水 一报告两评议 一体推进 凡提四必 第一议题 第一责任人 第一书记 百姓宣讲 千方百计"
)


def test_there_are_enough_terms():
    """The lexicon holds at least 1,500 terms, each spelled once."""
    terms = load_topic("terms").table("terms.tsv").column("term")
    assert len(terms) >= 1500
    assert len(set(terms)) == len(terms)


def test_every_kind_is_explained():
    """The kinds used are exactly those of kinds.tsv."""
    topic = load_topic("terms")
    used = set(topic.table("terms.tsv").column("kind"))
    assert used == set(topic.table("kinds.tsv").column("kind"))


def test_years_of_first_use_are_plausible():
    """A year of first use lies between the founding of the party and now."""
    years = {entry.since for entry in load_lexicon().entries.values() if entry.since}
    assert min(years) >= 1910
    assert max(years) <= 2026


def test_every_term_finds_itself():
    """Each term, standing alone, is found as one mention of itself."""
    lexicon = load_lexicon()
    lost = [
        term
        for term in lexicon.entries
        if [(found.start, found.end, found.term) for found in lexicon.find(term)]
        != [(0, len(term), term)]
    ]
    assert lost == []


def test_the_protect_list_is_covered():
    """Every numeral phrase of the codebook's protect list is a term."""
    missing = [term for term in PROTECTED.split() if term not in load_lexicon()]
    assert missing == []


def test_full_width_terms_match_half_width():
    """A term with full-width signs is found in both widths."""
    lexicon = load_lexicon()
    assert [term.term for term in lexicon.find("“3+X”“3＋X”")] == ["3＋X", "3＋X"]


def test_the_longest_term_wins():
    """Of terms that begin at one place the longest is found."""
    assert [term.term for term in load_lexicon().find("全面从严治党主体责任")] == [
        "全面从严治党主体责任"
    ]


def test_additions_leave_the_shipped_lexicon_alone():
    """Entries added for one caller are not seen by another, and the version tells."""
    mine = load_lexicon([LexiconEntry("清风讲堂", "mechanism")])
    assert "清风讲堂" in mine
    assert "清风讲堂" not in load_lexicon()
    assert mine.version.startswith(load_lexicon().version + "+")


def test_same_additions_same_version():
    """Equal additions give equal versions, different ones different versions."""
    one = load_lexicon([LexiconEntry("甲乙"), LexiconEntry("丙丁")])
    two = load_lexicon([LexiconEntry("丙丁"), LexiconEntry("甲乙")])
    assert one.version == two.version != load_lexicon([LexiconEntry("甲乙")]).version


def test_a_file_of_terms_needs_only_the_column_term(tmp_path):
    """A user's TSV may have the column term alone; the kind is then user."""
    path = tmp_path / "mine.tsv"
    path.write_text("term\n清风讲堂\n", "utf-8")
    assert load_lexicon([path]).entries["清风讲堂"] == LexiconEntry("清风讲堂", "user")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("word\n甲乙\n", "term"),
        ("term\tsince\n甲乙\t今年\n", "line 2"),
        ("term\n甲\n", "line 2"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(tmp_path, content, line):
    """A missing column, a year that is none and a one-character term are refused."""
    path = tmp_path / "mine.tsv"
    path.write_text(content, "utf-8")
    with pytest.raises(LexiconError, match=line):
        load_lexicon([path])


def test_a_lexicon_survives_pickle():
    """A pickled lexicon finds the same."""
    lexicon = load_lexicon([LexiconEntry("清风讲堂")])
    lexicon.find("清风讲堂")
    again = pickle.loads(pickle.dumps(lexicon))
    assert again.find("办清风讲堂") == lexicon.find("办清风讲堂")
    assert again.version == lexicon.version


def test_an_empty_text_has_no_terms():
    """The empty text and the empty lexicon find nothing."""
    assert load_lexicon().find("") == ()

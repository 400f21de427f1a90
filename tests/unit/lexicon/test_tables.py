"""Tests of the checked data tables."""

from __future__ import annotations

import shutil

import pytest

from govtext.errors import LexiconError
from govtext.lexicon.manifest import find_topics, refresh_manifest
from govtext.lexicon.tables import load_topic, parse_table, read_topic, read_user_table


@pytest.fixture
def folder(tmp_path):
    """A small topic with one table and one TOML file."""
    topic = tmp_path / "words"
    topic.mkdir()
    (topic / "words.tsv").write_bytes("term\tkind\n乙\tb\n甲\ta\n".encode())
    (topic / "rules.toml").write_text('[rule]\nname = "x"\n', "utf-8")
    refresh_manifest(topic)
    return topic


@pytest.mark.parametrize("topic", find_topics(), ids=lambda path: path.name)
def test_every_shipped_topic_matches_its_manifest(topic):
    """Files, hashes, rows and columns of every data folder are those of its manifest."""
    read = read_topic(topic)
    assert read.name == topic.name
    assert read.version[:2] == "20"


@pytest.mark.parametrize("topic", find_topics(), ids=lambda path: path.name)
def test_every_shipped_manifest_is_as_the_refresh_writes_it(topic, tmp_path):
    """Refreshing a copy of a shipped data folder changes nothing in it."""
    copy = tmp_path / topic.name
    shutil.copytree(topic, copy)
    assert refresh_manifest(copy) is False


def test_tables_and_documents_come_by_name(folder):
    """A topic hands out its tables and TOML files by file name."""
    topic = read_topic(folder)
    assert topic.table("words.tsv").rows == (("乙", "b"), ("甲", "a"))
    assert topic.document("rules.toml")["rule"]["name"] == "x"
    assert next(iter(topic.table("words.tsv").records())) == {"term": "乙", "kind": "b"}


def test_a_changed_file_is_refused_with_the_mend(folder):
    """A file that differs from its hash is refused, and the message names the command."""
    (folder / "words.tsv").write_bytes("term\tkind\n乙\tb\n".encode())
    with pytest.raises(LexiconError, match=r"govtext\.lexicon\.manifest") as caught:
        read_topic(folder)
    assert caught.value.code == "lexicon-checksum"


def test_an_unlisted_file_is_refused(folder):
    """A TSV that the manifest does not list is refused by name."""
    (folder / "more.tsv").write_text("term\n", "utf-8")
    with pytest.raises(LexiconError, match=r"more\.tsv"):
        read_topic(folder)


def test_a_missing_manifest_is_refused(tmp_path):
    """A folder without a manifest is refused."""
    with pytest.raises(LexiconError, match="missing"):
        read_topic(tmp_path)


def test_refresh_sorts_rows(tmp_path):
    """Refreshing sorts the rows, so that a topic loads after any edit of order."""
    topic = tmp_path / "t"
    topic.mkdir()
    (topic / "a.tsv").write_text("term\n甲\n乙\n", "utf-8")
    refresh_manifest(topic)
    assert read_topic(topic).table("a.tsv").column("term") == ("乙", "甲")


def test_refresh_refuses_doubled_rows(tmp_path):
    """A row that stands twice is refused, not dropped."""
    (tmp_path / "a.tsv").write_text("term\n甲\n甲\n", "utf-8")
    with pytest.raises(LexiconError, match="twice"):
        refresh_manifest(tmp_path)


def test_unsorted_rows_are_refused_with_their_line():
    """A row out of order is refused with file and line."""
    with pytest.raises(LexiconError, match=r"x\.tsv line 3"):
        parse_table("term\n甲\n乙\n", "x.tsv")


def test_blanks_around_a_cell_are_refused():
    """A cell with blanks around it is refused with its line."""
    with pytest.raises(LexiconError, match=r"x\.tsv line 2"):
        parse_table("term\tkind\n甲 \ta\n", "x.tsv")


def test_doubled_columns_are_refused():
    """A header that names a column twice is refused."""
    with pytest.raises(LexiconError, match="line 1"):
        parse_table("term\tterm\n", "x.tsv")


def test_an_empty_table_is_refused():
    """A file without a header row is refused."""
    with pytest.raises(LexiconError, match="header"):
        parse_table("", "x.tsv")


def test_unknown_names_list_what_there_is(folder):
    """Asking for an unknown topic, table, document or column names the choices."""
    topic = read_topic(folder)
    with pytest.raises(LexiconError, match=r"words\.tsv"):
        topic.table("none.tsv")
    with pytest.raises(LexiconError, match=r"rules\.toml"):
        topic.document("none.toml")
    with pytest.raises(LexiconError, match="kind"):
        topic.table("words.tsv").column("none")
    with pytest.raises(LexiconError, match="terms"):
        load_topic("none")


def test_a_user_table_may_carry_a_bom_and_carriage_returns(tmp_path):
    """Files saved on Windows load as they are."""
    path = tmp_path / "mine.tsv"
    path.write_bytes(b"\xef\xbb\xbf" + "term\tkind\r\n丙\tx\r\n甲\ty\r\n".encode())
    assert read_user_table(path).column("term") == ("丙", "甲")


def test_a_user_table_in_another_encoding_is_refused_with_its_line(tmp_path):
    """A GBK file is refused with the line of its first bad byte."""
    path = tmp_path / "mine.tsv"
    path.write_bytes(b"term\n" + "甲乙".encode("gbk"))
    with pytest.raises(LexiconError, match="line 2") as caught:
        read_user_table(path)
    assert caught.value.code == "lexicon-encoding"


def test_a_missing_user_table_is_refused(tmp_path):
    """A path that is not there is refused with the path."""
    with pytest.raises(LexiconError, match="check the path"):
        read_user_table(tmp_path / "none.tsv")

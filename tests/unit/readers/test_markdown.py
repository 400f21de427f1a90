"""Markdown loses its markup, masks keep their asterisks."""

import pytest

from govtext.readers import read_bytes


def text_of(markdown, name="a.md"):
    return read_bytes(markdown.encode(), name=name).text


def test_front_matter_goes_and_its_title_stays():
    """The title of the front matter opens the text when the text does not hold it."""
    assert text_of("---\ntitle: '某县报告'\ndate: 2022\n---\n正文。") == "某县报告\n正文。"
    assert text_of("---\ntitle: 某县报告\n---\n# 某县报告\n正文。") == "某县报告\n正文。"


def test_front_matter_makes_it_markdown():
    """A text with front matter is Markdown whatever its name."""
    source = read_bytes("---\nyear: 2022\n---\n# 一、总体\n".encode(), name="a.txt")
    assert (source.text.strip(), source.media_type) == ("一、总体", "text/markdown")


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("## （一）学习 ##", "（一）学习"),
        ("**一、总体情况**", "一、总体情况"),
        ("**（一）强化学习。**全年开展。", "（一）强化学习。全年开展。"),
        ("查处问题**起**人，给予处分**人。", "查处问题**起**人，给予处分**人。"),
        ("**县委书记到**镇调研。", "**县委书记到**镇调研。"),
        ("- 条目", "条目"),
        ("> 引文", "引文"),
        ("见[通知](http://a.b/c)。![图](a.png)", "见通知。"),
        ("| 指标 | 数值 |", "指标\t数值"),
        ("1\\. 学习", "1. 学习"),
        ("5 * 3", "5 * 3"),
    ],
)
def test_markup(line, plain):
    """Each kind of markup is taken off, and what only looks like it stays."""
    assert text_of(line) == plain


def test_rules_are_no_lines():
    """Rules, fences and the rule of a table leave no line."""
    assert text_of("甲\n---\n```\n乙\n```\n|--|:-:|\n丙") == "甲\n乙\n丙"


def test_places_are_lines_of_the_file():
    """A line knows its number in the file, front matter counted."""
    source = read_bytes("---\na: 1\n---\n甲\n乙".encode(), name="a.md")
    assert [place.paragraph for place in source.places] == [4, 5]

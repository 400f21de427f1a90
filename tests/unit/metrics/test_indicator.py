"""What a figure counts, read in its sentence."""

from __future__ import annotations

from functools import cache
from re._parser import parse

import pytest

from govtext.analyzer import Analyzer
from govtext.metrics import frame, indicator


@cache
def _analyzer():
    return Analyzer()


def _indicators(text):
    return [m.indicator for m in _analyzer().analyze("一、工作情况\n" + text).metrics]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("审查虚报冒领问题8起12人。", ["审查虚报冒领问题"] * 2),
        ("约谈村居负责人15人次、部门主管6人次。", ["约谈村居负责人", "约谈部门主管"]),
        (
            "第一、二、三种形态分别为50人次、20人次、3人次。",
            ["第一种形态", "二种形态", "三种形态"],
        ),
        ("一、二季度分别引资1.2亿元、0.8亿元。", ["引资", "引资"]),
        ("排队时间由40分钟压缩至15分钟。", ["排队时间", "排队时间"]),
        ("对存在隐患的3个料场责令整改。", ["存在隐患料场"]),
        ("压减4个临时机构。", ["压减临时机构"]),
        ("新增9个充电站。", ["新增充电站"]),
        ("书记带头讲党课两次。", ["讲党课"]),
        ("排名居全市第4位。", ["排名"]),
    ],
)
def test_indicator(text, indicators):
    """The words are those of the figure's own clause, head or list."""
    assert _indicators(text) == indicators


def test_spans_give_the_words():
    """Joined, the spans of an indicator are its words."""
    report = _analyzer().analyze("一、工作情况\n查办吃拿卡要问题5起、违规收礼问题7起。")
    for metric in report.metrics:
        assert "".join(report.text[a:b] for a, b in metric.indicator_spans) == metric.indicator


def _first_signs(items):
    """Return the signs that a parsed pattern may begin with, and whether it may be empty."""
    signs = set()
    for code, value in items:
        match str(code):
            case "LITERAL":
                return signs | {chr(value)}, False
            case "IN":
                return signs | set().union(*(_signs_in(*part) for part in value)), False
            case "BRANCH":
                found = [_first_signs(branch) for branch in value[1]]
            case "SUBPATTERN":
                found = [_first_signs(value[3])]
            case "MAX_REPEAT" | "MIN_REPEAT":
                first, empty = _first_signs(value[2])
                found = [(first, empty or value[0] == 0)]
            case _:
                continue  # what looks around takes no sign
        signs = signs.union(*(first for first, _ in found))
        if not any(empty for _, empty in found):
            return signs, False
    return signs, True


def _signs_in(code, value):
    match str(code):
        case "LITERAL":
            return {chr(value)}
        case "RANGE":
            return set(map(chr, range(value[0], value[1] + 1)))
        case _:
            return set("0123456789")


@pytest.mark.parametrize("name", ["_OPENING", "_MEANS", "_ADVERB"])
def test_first_signs(name):
    """The signs that let a pattern be tried are those that it may begin with."""
    pattern = getattr(indicator, name).pattern
    assert getattr(indicator, name + "_SIGNS") == _first_signs(parse(pattern))[0]


@pytest.mark.parametrize(
    "words",
    [
        "升至",
        "提高到",
        "调整为",
        "变成",
        "增加到了",
        "降至约",
        "升到近",
        "增至上升了",
        "到增长",
    ],
)
def test_ends_of_what_joins_two_levels(words):
    """What stands between the A and the B of 由A升至B ends in a sign that lets it be tried."""
    assert frame._TO.fullmatch(words)
    assert words[-1] in frame.TO_ENDS

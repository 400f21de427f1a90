"""Remarks on figures that don't fit each other."""

from __future__ import annotations

from functools import cache

import pytest

from govtext.analyzer import Analyzer


@cache
def _analyzer():
    return Analyzer()


def _codes(text):
    return [f.code for f in _analyzer().analyze("一、工作情况\n" + text).findings]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("表彰个人40名，其中女性46名。", "part-exceeds-total"),
        ("处分60人，其中厅级干部20人、处级干部30人、科级干部25人。", "parts-exceed-total"),
        ("受理举报400件，其中业务外100件，占35%。", "share-mismatch"),
        ("女职工占比达到120%。", "share-above-100"),
        ("覆盖率由60%提高到72%，提高20个百分点。", "change-mismatch"),
        ("年均提高２$1.$3％。", "destroyed-number"),
        ("同比下降4..6%。", "destroyed-number"),
    ],
)
def test_what_does_not_fit_is_remarked(text, code):
    """Each kind of contradiction has its code."""
    assert code in _codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "处分90人，其中党纪处分71人、政务处分24人。",
        "收入33.2万元，其中补贴23.6万元，占70.9%。",
        "覆盖率由60%提高到72%，提高12个百分点。",
        "产值由4.1亿元增加到4.5亿元，增长9.9%。",
        "完成年度计划的118%。",
        "会议定于2023.5.8召开。",
        "表彰个人约40名，其中女性46名。",
    ],
)
def test_right_figures_raise_no_alarm(text):
    """Rounding, double penalties, approximations and plans are no contradictions."""
    assert _codes(text) == []


def test_one_indicator_twice_with_two_values():
    """The same indicator of the same year in two paragraphs is remarked."""
    text = "2022年，全县办结信访事项310件。\n会议指出。\n2022年，全县办结信访事项350件。"
    assert "conflicting-values" in _codes(text)


def test_nothing_is_corrected():
    """A figure that doesn't fit keeps its value."""
    report = _analyzer().analyze("一、工作情况\n表彰个人40名，其中女性46名。")
    assert [m.value for m in report.metrics] == [40, 46]

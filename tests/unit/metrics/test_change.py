"""Words of change and comparison before a figure."""

from __future__ import annotations

import pytest

from govtext.metrics.change import is_flat, read_basis, read_lead, read_total, runs_up


@pytest.mark.parametrize(
    ("segment", "subject", "change"),
    [
        ("粮食产量同比增长", "粮食产量", "increase"),
        ("逾期率比年初下降", "逾期率", "decrease"),
        ("营收按可比价格计算比上年增长", "营收", "increase"),
        ("钢产量1956年就增加了", "钢产量", "increase"),
        ("绿化率提高到", "绿化率", "to"),
        ("化解率提到", "化解率", "to"),
        ("耗时由最初压缩至", "耗时由最初", "to"),
        ("技术合同成交额增长", "技术合同成交额", "increase"),
        ("职级晋升", "职级晋升", None),
        ("起降", "起降", None),
        ("户均增收", "户均增收", "increase"),
        ("查处问题", "查处问题", None),
        ("", "", None),
    ],
)
def test_lead_cuts_the_words_of_change_off(segment, subject, change):
    """What changed is left, and the direction is told."""
    lead = read_lead(segment)
    assert (segment[: lead.cut], lead.change) == (subject, change)


@pytest.mark.parametrize(
    "segment", ["增速高于全省平均", "比全市平均水平高出", "失业率低于控制目标"]
)
def test_distance_from_others_is_no_change(segment):
    """A figure against a norm or against others has no direction in time."""
    lead = read_lead(segment)
    assert lead.compared
    assert lead.change is None


def test_higher_than_a_former_time_is_a_rise():
    """比上年高 is a change."""
    assert read_lead("水位比上年高").change == "increase"


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("较上年", "yoy"),
        ("环比", "qoq"),
        ("比年初", "vs_start"),
        ("比2015年", "other"),
        ("增长", None),
    ],
)
def test_basis(text, basis):
    """What a change is against."""
    assert read_basis(text) == basis


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("全国共清退", "sentence"),
        ("五年来", "sentence"),
        ("2018年以来", "sentence"),
        ("累计发放", "clause"),
        ("今年以来", "none"),
        ("中国共产党", "none"),
        ("公共服务", "none"),
    ],
)
def test_total_and_how_far_it_reaches(text, total):
    """共 holds for the sentence, 累计 for its clause, the year reported on is no total."""
    assert read_total(text) == total


def test_change_that_runs_up():
    """累计下降 is a running total itself."""
    assert runs_up("能耗累计下降")
    assert not runs_up("能耗下降")


def test_flat():
    """持平 right behind a figure."""
    assert is_flat("30件，与上年持平", 3)
    assert not is_flat("30件，增长", 3)

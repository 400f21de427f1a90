"""Expressions of time, targets and requirements."""

from __future__ import annotations

import pytest

from govtext.metrics.period import find_periods, read_status, status_behind


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2022年，全年立案", ["2022年", "全年"]),
        ("1至9月查办", ["1至9月"]),
        ("近三年轮岗", ["近三年"]),
        ("比2021年多", []),
        ("“十四五”时期修路", ["“十四五”时期"]),
        ("2019年3月至6月排查", ["2019年3月至6月"]),
        ("第一季度完成", ["一季度"]),
        ("干部考核", []),
    ],
)
def test_periods(text, periods):
    """Expressions of time are found in order; a year compared with is none."""
    assert [words for _, words in find_periods(text, 0, len(text))] == periods


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("力争达到", "target"),
        ("预计全年完成", "target"),
        ("每月必须报送", "requirement"),
        ("要求达到", "requirement"),
        ("争取上级补助", "actual"),
        ("主要经济指标", "actual"),
        ("要回欠薪", "actual"),
    ],
)
def test_status(words, status):
    """A fact, a target of one's own, a requirement made of others."""
    assert read_status(words) == status


def test_status_of_what_follows():
    """的目标 and 的要求 behind a figure tell what it is."""
    assert status_behind("3%的目标", 2) == "target"
    assert status_behind("1%的要求", 2) == "requirement"
    assert status_behind("1%的村", 2) is None

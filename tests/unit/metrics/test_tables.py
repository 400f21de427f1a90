"""Rows of tables written out as text."""

from __future__ import annotations

from govtext.analyzer import Analyzer

_TABLE = """一、运输
主要指标如下：
2023年 比上年增长％
客运量（万人次） 1820 4．5
铁路 620 3.1
公路 1,140 -2.2
全年运行平稳。
"""


def _cells(text):
    return [
        (m.text, m.indicator, m.value, m.unit, m.change, m.basis)
        for m in Analyzer().analyze(text).metrics
    ]


def test_cells_take_units_of_row_and_column():
    """A cell has the unit of its row, or of its column's head; a sub-row has its parent's."""
    assert _cells(_TABLE) == [
        ("1820", "客运量", 18200000, "人次", None, None),
        ("4．5", "客运量", 4.5, "%", "increase", "yoy"),
        ("620", "铁路客运量", 6200000, "人次", None, None),
        ("3.1", "铁路客运量", _decimal("3.1"), "%", "increase", "yoy"),
        ("1,140", "公路客运量", 11400000, "人次", None, None),
        ("2.2", "公路客运量", _decimal("2.2"), "%", "decrease", "yoy"),
    ]


def _decimal(text):
    from decimal import Decimal

    return Decimal(text)


def test_unit_of_the_caption():
    """（单位：%） above holds for all rows; 要求 makes a requirement."""
    text = "一、监管\n指标（单位：%）：\n拨备覆盖率　　本行203.5　　监管要求≥150\n流动比例　　本行58.2　　监管要求≥25\n"
    found = Analyzer().analyze(text).metrics
    assert [(m.text, m.status, m.low) for m in found] == [
        ("203.5", "actual", None),
        ("≥150", "requirement", 150),
        ("58.2", "actual", None),
        ("≥25", "requirement", 25),
    ]


def test_columns_apart_by_bars():
    """Rows with bars and a column of units are read too."""
    text = "一、运输\n| 指标 | 单位 | 数量 | 比上年增长（%） |\n| 货运量 | 万吨 | 582 | 3.4 |\n| 客运量 | 万人次 | 216 | -0.9 |\n"
    assert [cell[1:] for cell in _cells(text)] == [
        ("货运量", 5820000, "吨", None, None),
        ("货运量", _decimal("3.4"), "%", "increase", "yoy"),
        ("客运量", 2160000, "人次", None, None),
        ("客运量", _decimal("0.9"), "%", "decrease", "yoy"),
    ]


def test_numbers_without_any_unit_are_no_figures():
    """A list of names and numbers says no quantities."""
    assert _cells("一、名单\n甲组 101 102\n乙组 103 104\n") == []

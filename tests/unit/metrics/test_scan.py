"""Candidates in plain text: numbers, masks, units, hedges, bounds, ranges."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from govtext.metrics.scan import scan


def _only(text):
    (found,) = scan(text)
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("12,345件", "12345", "件"),
        ("12，345件", "12345", "件"),
        ("2 063.37亿元", "206337000000", "元"),
        ("39．3吨", "39.3", "吨"),
        ("776，7万人", "7767000", "人"),
        ("12. 5%", "12.5", "%"),
        ("320千瓦时", "320", "千瓦时"),
        ("1.1百分点", "1.1", "百分点"),
        ("三万五千亩", "35000", "亩"),
        ("百分之五点一", "5.1", "%"),
        ("三分之一", "33.33333333333333333333333333", "%"),
        ("七成六", "76", "%"),
        ("五元三角二分", "5.32", "元"),
        ("翻两番", "4", "倍"),
        ("第3位", "3", "位"),
        ("负2.5%", "-2.5", "%"),
    ],
)
def test_number_and_unit_are_read(text, value, unit):
    """Every writing of a number gives its exact value in the base unit."""
    found = _only(text)
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3至5名", "3", "5"),
        ("8.5—9%", "8.5", "9"),
        ("七八座", "7", "8"),
        ("数百份", "200", "999"),
        ("百分之十至十二", "10", "12"),
    ],
)
def test_range_has_bounds_and_no_value(text, low, high):
    """A range of two numbers has no single value."""
    found = _only(text)
    assert (found.value, found.low, found.high) == (None, Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("超过12件", 12, None),
        ("不得超过2%", None, 2),
        ("≥150%", 150, None),
        ("不足5吨", None, 5),
        ("80%以上", 80, None),
        ("5个工作日内", None, 5),
    ],
)
def test_bounding_words_belong_to_the_expression(text, low, high):
    """The span holds the bounding word, and one bound is the value."""
    found = _only(text)
    assert (found.start, found.end) == (0, len(text))
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "mask", ["**", "*.*", "××", "XX", "x.x", "○○", "□□.□", "_", "_._", "某", "N"]
)
def test_mask_before_a_unit_is_a_figure_without_value(mask):
    """A mask is read, never dropped or guessed."""
    unit = "件" if mask == "N" else "万元"
    found = _only(f"共{mask}{unit}")
    assert found.masked
    assert found.value is None
    assert found.start == 1


def test_parallel_numbers_take_the_unit_of_the_last():
    """3、15、6人次 are three figures."""
    assert [(f.value, f.unit) for f in scan("处理3、15、6人次")] == [
        (3, "人次"),
        (15, "人次"),
        (6, "人次"),
    ]


def test_change_from_a_to_b_is_two_figures():
    """由3至5名 behind 由 states two levels."""
    assert [f.value for f in scan("由12至15名")] == [12, 15]


def test_years_are_no_candidates():
    """A year is passed over already by the pattern."""
    assert scan("2023年召开") == []


def test_candidates_do_not_overlap():
    """Candidates come in text order, apart from each other."""
    text = "比重为5.8:40:54.2，增长3%至5%，其中1.2万人、3、4件，约占三成。"
    found = scan(text)
    assert all(a.end <= b.start for a, b in pairwise(found))

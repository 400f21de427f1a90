"""Quantities of free text, without a report around them."""

from __future__ import annotations

import govtext


def test_quantities_of_any_text():
    """find_quantities works without a report and gives exact values."""
    found = govtext.find_quantities("立案1.2万余件，同比增长5.5%")
    assert [(q.text, str(q.value), q.unit, q.approx) for q in found] == [
        ("1.2万余件", "12000", "件", True),
        ("5.5%", "5.5", "%", False),
    ]


def test_names_and_dates_are_left_out():
    """Set phrases, dates and ordinals are no quantities."""
    assert govtext.find_quantities("贯彻八项规定，2022年召开第三次会议") == ()


def test_traditional_and_financial_numerals():
    """Numerals of other writings and with blanks are read."""
    assert [str(q.value) for q in govtext.find_quantities("伍拾萬元")] == ["500000"]
    assert [str(q.value) for q in govtext.find_quantities("百 分 之 五")] == ["5"]


def test_spans_count_the_text_as_given():
    """Blanks taken out for reading don't move the span."""
    text = "约 百分 之 三"
    (found,) = govtext.find_quantities(text)
    assert text[found.start : found.end] == found.text


def test_numeral_alone():
    """parse_numeral reads one numeral exactly."""
    assert str(govtext.parse_numeral("一亿零三万")) == "100030000"

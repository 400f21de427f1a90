"""The finder as a whole: offsets, exact numbers, hostile text."""

from __future__ import annotations

from decimal import Decimal

import pytest

import govtext
from govtext.analyzer import Analyzer
from govtext.metrics import MetricFinder

_SIZE = 30_000
_HOSTILE = {
    "adjoining figures": "两次",
    "digits": "1234567890",
    "stars": "*",
    "ones": "一",
    "numerals": "三百万",
    "scales": "1万亿",
    "points": "1.2.",
    "dollars": "$1",
    "commas": "1,234,",
    "brackets": "（“《",
    "sentence": "全年立案12件，同比增长5.5%，其中处分3人；",
    "ranges": "3至5至",
    "colons": "1:2:",
    "from": "由3件",
    "and": "、3",
    "shares": "占比近居全市第3位",
    "circles": "〇",
}


def test_text_of_each_metric_is_its_span():
    """Offsets count the original text."""
    text = "一、工作情况\n全年立案１２件，追缴３．５万元，占**％。"
    report = govtext.analyze(text)
    assert len(report.metrics) == 3
    assert all(text[m.start : m.end] == m.text for m in report.metrics)


def test_numbers_are_exact_and_keep_their_digits():
    """Decimals inside, every written digit in the JSON."""
    report = govtext.analyze("一、工作情况\n满意率98.0%，投入0.1亿元。")
    assert [m.value for m in report.metrics] == [Decimal("98.0"), Decimal(10000000)]
    assert '"value":98.0' in report.to_json().replace(" ", "")


def test_headings_and_titles_hold_no_metrics():
    """Only what a paragraph states counts."""
    assert govtext.analyze("一、办好12件实事\n工作有序推进。").metrics == ()


def test_pairs_point_backwards_to_metrics():
    """pair is the id of an earlier metric."""
    report = govtext.analyze("一、工作情况\n查办案件7起11人，其中受贿5起8人。")
    for metric in report.metrics:
        assert metric.pair is None or 0 <= metric.pair < metric.id


def test_two_runs_give_the_same():
    """Same input, same output."""
    text = "一、工作情况\n全年立案12件，比上年增长3%。"
    assert govtext.analyze(text).metrics == govtext.analyze(text).metrics


@pytest.mark.parametrize("name", _HOSTILE)
def test_time_is_linear_on_hostile_text(name, assert_linear):
    """Four times the text takes at most six times as long."""
    unit = _HOSTILE[name]
    short, long = (
        Analyzer().read_layers("一、工作情况\n" + unit * (size // len(unit)))[0]
        for size in (_SIZE, 4 * _SIZE)
    )
    assert_linear(MetricFinder().find, short, long)

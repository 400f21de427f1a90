"""The table of units and conversion between them."""

from __future__ import annotations

from decimal import Decimal

import pytest

import govtext
from govtext.errors import InputError
from govtext.metrics.units import convert, load_units


def test_table_is_large_enough_and_sound():
    """At least 200 units, each with a positive factor; bases are units that convert to themselves."""
    units = load_units()
    assert len(units) >= 200
    assert all(unit.factor > 0 for unit in units.values())
    assert all(unit.base == unit.canonical for unit in units.values() if unit.is_classifier)


@pytest.mark.parametrize(
    ("value", "unit", "target", "wanted"),
    [
        ("15", "亩", "公顷", "1"),
        ("2", "吨", "公斤", "2000"),
        ("3", "万伏", "千伏", "30"),
        ("5", "‰", "%", "0.5"),
        ("90", "分钟", "小时", "1.5"),
    ],
)
def test_units_of_one_kind_convert(value, unit, target, wanted):
    """Conversion is exact."""
    if unit not in {u.canonical for u in load_units().values()}:
        pytest.fail(f"{unit} is not in the table")
    assert convert(Decimal(value), unit, target) == Decimal(wanted)


@pytest.mark.parametrize(
    ("unit", "target"), [("件", "人"), ("起", "件"), ("元", "美元"), ("%", "百分点")]
)
def test_what_measures_other_things_is_refused(unit, target):
    """Classifiers, currencies and percentage points never turn into each other."""
    with pytest.raises(InputError) as refused:
        convert(Decimal(1), unit, target)
    assert refused.value.code == "unit-mismatch"
    assert unit in str(refused.value)


def test_unknown_unit_is_named():
    """The message names the unit that the table lacks."""
    with pytest.raises(InputError, match="浬海"):
        convert(Decimal(1), "件", "浬海")


def test_quantity_of_a_metric_converts():
    """metric.quantity.to gives value and bounds in the other unit."""
    (metric,) = govtext.analyze("一、生态\n复绿荒坡不少于30亩。").metrics
    area = metric.quantity.to("公顷")
    assert (area.value, area.low, area.high, area.unit) == (2, 2, None, "公顷")


def test_mask_converts_to_a_mask_and_still_refuses():
    """A quantity without a number keeps none, and a wrong unit is refused all the same."""
    (quantity,) = govtext.find_quantities("整治**亩")
    assert quantity.to("公顷").value is None
    with pytest.raises(InputError):
        quantity.to("件")

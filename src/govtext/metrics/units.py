"""Units and classifiers of official statistics, and conversion between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import cast

from govtext.errors import InputError, shorten
from govtext.lexicon.tables import load_topic
from govtext.records import MetricKind

__all__ = ["Unit", "convert", "load_units", "unit_pattern"]


@dataclass(frozen=True)
class Unit:
    """One row of the table of units.

    Parameters
    ----------
    name
        As written behind a number, without scale (个百分点).
    canonical
        As records name it (百分点).
    kind
        Kind of quantity.
    base, factor
        The unit it converts to and how many of it one of this is.
    is_classifier
        Whether it only counts (件, 名) and measures nothing.
    is_chinese
        Whether a single Chinese digit before it is a figure (三轮 yes, 三天 no).
    not_before
        Beginnings of words that its last character starts instead (人 before 物).
    """

    name: str
    canonical: str
    kind: MetricKind
    base: str
    factor: Decimal
    is_classifier: bool
    is_chinese: bool
    not_before: tuple[str, ...]


@cache
def load_units() -> MappingProxyType[str, Unit]:
    """Return the table of units by the name as written, read once a process."""
    units = {
        row["unit"]: Unit(
            row["unit"],
            row["canonical"],
            cast("MetricKind", row["kind"]),
            row["base"],
            Decimal(row["factor"]),
            row["form"] == "classifier",
            row["chinese"] == "yes",
            tuple(row["not_before"].split()),
        )
        for row in load_topic("units").table("units.tsv").records()
    }
    return MappingProxyType(units)


@cache
def _by_canonical() -> MappingProxyType[str, Unit]:
    table: dict[str, Unit] = {}
    for unit in load_units().values():
        if unit.canonical not in table or unit.name == unit.canonical:
            table[unit.canonical] = unit
    return MappingProxyType(table)


def unit_pattern(names: Iterable[str]) -> str:
    """Return a pattern that matches the longest of ``names``, built as a prefix tree.

    Examples
    --------
    >>> unit_pattern(["人", "人次", "件"])
    '(?:人(?:次)?|件)'
    """
    tree: dict[str, dict[str, object]] = {}
    for name in names:
        node = tree
        for sign in name:
            node = cast("dict[str, dict[str, object]]", node.setdefault(sign, {}))
        node[""] = {}
    return _tree_pattern(tree)


def _tree_pattern(tree: dict[str, dict[str, object]]) -> str:
    branches = [
        re.escape(sign)
        + (
            _tree_pattern(cast("dict[str, dict[str, object]]", rest))
            if set(rest) != {""}
            else ""
        )
        for sign, rest in sorted(tree.items())
        if sign
    ]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in tree else "")


def convert(value: Decimal, unit: str, target: str) -> Decimal:
    """Return ``value`` of ``unit`` in ``target``.

    Parameters
    ----------
    value
        The number.
    unit
        Its unit, as a record names it (``"亩"``).
    target
        The unit wanted; it must measure the same thing.

    Returns
    -------
    Decimal
        The number in the unit wanted, to 28 digits.

    Raises
    ------
    InputError
        When a unit is unknown (``unit-unknown``) or the two don't measure the same
        (``unit-mismatch``): 件 never becomes 人, and 元 never 美元.

    Examples
    --------
    >>> convert(Decimal(3), "平方公里", "公顷")
    Decimal('300')
    >>> convert(Decimal(5), "件", "人")
    Traceback (most recent call last):
    govtext.errors.InputError: '件' cannot be converted to '人'; 件 converts only to 件
    """
    table = _by_canonical()
    for name in (unit, target):
        if name not in table:
            raise InputError(
                f"{shorten(name)} is not a unit of the table; use a unit as records name it, "
                "such as '公顷', '元' or '%'",
                "unit-unknown",
            )
    source, goal = table[unit], table[target]
    if source.base != goal.base:
        same = "、".join(sorted(n for n, u in table.items() if u.base == source.base))
        raise InputError(
            f"{shorten(unit)} cannot be converted to {shorten(target)}; {unit} converts only to {same}",
            "unit-mismatch",
        )
    result = value * source.factor / goal.factor
    whole = result.to_integral_value()
    return whole if whole == result else result.normalize()

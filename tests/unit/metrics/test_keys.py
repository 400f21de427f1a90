"""Stable keys of indicators, and the catalogue."""

from __future__ import annotations

import pytest

from govtext.metrics.keys import indicator_key, load_catalogue


def test_catalogue_is_large_enough_and_sound():
    """At least 120 indicators with different ids, each with name, unit, theme and wording."""
    entries = load_catalogue()
    assert len({entry.id for entry in entries}) == len(entries) >= 120
    assert all(
        entry.name and entry.units and entry.theme and entry.wordings for entry in entries
    )


def test_every_wording_finds_its_own_entry_or_a_longer_one():
    """A wording gives the key of an entry that has it, in the first of its units."""
    for entry in load_catalogue():
        unit = min(entry.units)
        for wording in entry.wordings:
            assert indicator_key("".join(wording), unit), (entry.id, wording)


@pytest.mark.parametrize(
    ("first", "second", "unit"),
    [
        ("给予党纪政务处分", "党纪政务处分", "人"),
        ("立案", "立案审查调查", "件"),
        ("开展消防演练", "消防演练", "次"),
        ("全市常住人口城镇化率", "城镇化率", "%"),
    ],
)
def test_wordings_of_one_indicator_share_a_key(first, second, unit):
    """Light verbs, scope and particles make no difference."""
    assert indicator_key(first, unit) == indicator_key(second, unit)


def test_unit_decides_between_entries():
    """A count of persons and a count of cases are two indicators."""
    assert indicator_key("消防演练", "次") != indicator_key("处分", "人")


def test_longest_wording_wins():
    """Energy per GDP is no GDP."""
    assert indicator_key("万元地区生产总值能耗", "%") != indicator_key("地区生产总值", "%")


@pytest.mark.parametrize(
    ("indicator", "key"),
    [
        ("整顿后进党组织", "整顿后进党组织"),
        ("县委组织部", "县委组织部"),
        ("组织消防演练", "消防演练"),
    ],
)
def test_organisations_keep_their_name(indicator, key):
    """组织 is a light verb before what is done, not where it names a body."""
    assert indicator_key(indicator, "个") == key

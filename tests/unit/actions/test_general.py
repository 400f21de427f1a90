"""Reading the clauses of general text: every verb with the noun phrase behind it."""

from __future__ import annotations

import pytest

from govtext.actions import ActionFinder
from govtext.actions.general import read_general
from govtext.analyzer import read_layers


def _pairs(codes):
    return [(draft.verb[0], draft.object) for draft in read_general(codes).drafts]


def test_every_verb_has_its_object():
    """Two verbs in a row of clauses each take the noun behind them."""
    assert _pairs("nVneVnn") == [(1, (2, 3)), (4, (5, 7))]


def test_disposed_object_stands_before_its_verb():
    """把 A V gives A, not what follows."""
    assert _pairs("nbnV") == [(3, (2, 3))]


@pytest.mark.parametrize(
    ("codes", "reason"),
    [("Vu", "an attribute"), ("nuVn", "a noun behind 的"), ("VnVn", "a subject")],
)
def test_verbs_without_object_give_nothing_at_first(codes, reason):
    """A verb inside an attribute, used as a noun, or before a clause has no noun object."""
    assert (codes.index("V"), reason) not in [(at, reason) for at, _ in _pairs(codes)]


def test_open_finder_reads_general_text():
    """Verbs that no table of official language holds are read with their objects."""
    text = "老人砸碎了窗户，孩子喂饱了小猫。"
    actions = ActionFinder(open_verbs=True).find(read_layers(text), ())
    assert [action.object.cut(text) for action in actions] == ["窗户", "小猫"]


def test_time_is_linear(assert_linear):
    """Four times the codes take at most six times the time."""
    assert_linear(read_general, "Vnu" * 2_000, "Vnu" * 8_000, slack=0.05)

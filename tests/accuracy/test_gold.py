"""Figures on the annotated reports never fall under their floors."""

import tomllib
from pathlib import Path

import pytest

import govtext
from govtext.evaluate.gold import read_gold
from govtext.evaluate.score import score_reports

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def figures(gold_folder):
    """All figures of all annotated reports, pooled."""
    gold = read_gold(gold_folder)
    return score_reports((one, govtext.analyze(one.text)) for one in gold).rows()


@pytest.mark.parametrize(
    ("layer", "name"), [(layer, name) for layer, row in FLOORS.items() for name in row]
)
def test_no_figure_falls_under_its_floor(figures, layer, name):
    """Each figure is at least what it was when its floor was set."""
    assert figures[layer][name] >= FLOORS[layer][name]

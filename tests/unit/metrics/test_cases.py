"""The metric cases of tests/cases/metrics."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from govtext.analyzer import Analyzer

_FOLDER = Path(__file__).parents[2] / "cases" / "metrics"
_SHARED = Path(__file__).parents[4] / "shared"
_OPTIONAL = (
    "indicator",
    "kind",
    "approx",
    "masked",
    "change",
    "basis",
    "period",
    "status",
    "pair",
)


def _cases(name):
    return tomllib.loads((_FOLDER / name).read_text("utf-8"))["case"]


@cache
def _analyzer():
    return Analyzer()


def _find(text):
    """Return the metrics of a text as a body paragraph of its own."""
    return _analyzer().analyze("一、工作情况\n" + text).metrics


def _shown(metric, want):
    shown = {"text": metric.text, "unit": metric.unit or ""}
    for key in ("value", "low", "high"):
        number = getattr(metric, key)
        if number is not None or key in want:
            shown[key] = number
    said = {key: getattr(metric, key) for key in _OPTIONAL if key in want}
    return shown | {key: "" if value is None else value for key, value in said.items()}


def _wanted(want):
    numbers = {key: Decimal(want[key]) for key in ("value", "low", "high") if key in want}
    return want | numbers


@pytest.mark.parametrize("case", _cases("positive.toml"), ids=lambda case: case["id"])
def test_case_gives_its_metrics(case):
    """Text, value, unit and every other field that a case names come out as written."""
    found = _find(case["text"])
    assert [_shown(m, want) for m, want in zip(found, case["metrics"], strict=True)] == [
        _wanted(want) for want in case["metrics"]
    ]


@pytest.mark.parametrize("case", _cases("negative.toml"), ids=lambda case: case["id"])
def test_case_holds_no_metric(case):
    """A name, a date, a code, an ordinal, a limit or a destroyed number gives nothing."""
    assert _find(case["text"]) == ()


def test_case_files_are_sound():
    """Ids and texts differ, there are at least 400 cases, and a quarter is negative."""
    positive, negative = _cases("positive.toml"), _cases("negative.toml")
    every = positive + negative
    assert len({case["id"] for case in every}) == len(every) >= 400
    assert len({case["text"] for case in every}) == len(every)
    assert len(negative) * 4 >= len(every)


def test_case_texts_are_our_own():
    """No text of a case stands in the reports that the project was given."""
    if not _SHARED.is_dir():
        pytest.skip("the shared reports are not here")
    texts = {
        case["text"] for name in ("positive.toml", "negative.toml") for case in _cases(name)
    }
    for path in _SHARED.rglob("*.txt"):
        shared = path.read_text("utf-8", "replace")
        assert [text for text in texts if len(text) > 6 and text in shared] == []

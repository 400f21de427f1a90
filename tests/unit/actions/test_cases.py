"""The action cases of tests/cases/actions."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from govtext.analyzer import Analyzer

_FOLDER = Path(__file__).parents[2] / "cases" / "actions"


def _cases(name):
    return tomllib.loads((_FOLDER / name).read_text("utf-8"))["case"]


@cache
def _analyzer():
    return Analyzer()


def _find(text):
    """Return the actions of a text as a body paragraph of its own."""
    return _analyzer().analyze("一、工作情况\n" + text).actions


def _shown(text, action, keys):
    full = "一、工作情况\n" + text
    values = {
        "verb": full[action.verb.start : action.verb.end],
        "object": full[action.object.start : action.object.end] if action.object else "",
        "agent": action.agent or "",
        "target": action.target,
        "status": action.status,
        "result": action.result,
    }
    return {key: values[key] for key in keys}


@pytest.mark.parametrize("case", _cases("positive.toml"), ids=lambda case: case["id"])
def test_case_gives_its_actions(case):
    """Verb, object and every other field that a case names come out as written."""
    found = _find(case["text"])
    wanted = case["actions"]
    assert len(found) == len(wanted)
    for action, want in zip(found, wanted, strict=True):
        assert _shown(case["text"], action, want) == want


@pytest.mark.parametrize("case", _cases("negative.toml"), ids=lambda case: case["id"])
def test_case_holds_no_action(case):
    """A statement, a state, a figure or a phrase without a main verb gives nothing."""
    assert _find(case["text"]) == ()


def test_case_files_are_sound():
    """Ids differ, a third of at least 300 cases is negative, and no text stands twice."""
    positive, negative = _cases("positive.toml"), _cases("negative.toml")
    every = positive + negative
    assert len({case["id"] for case in every}) == len(every) >= 300
    assert len({case["text"] for case in every}) == len(every)
    assert len(negative) * 3 >= len(every)

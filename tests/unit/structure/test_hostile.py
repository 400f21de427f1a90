"""Hostile text: time stays linear in its length."""

import pytest

from govtext.structure import read_structure
from govtext.text.view import make_view

PIECES = {
    "digits": "1",
    "masks": "*",
    "numerals": "一、",
    "quotes": "“",
    "brackets": "（",
    "mixed": "“（《",
    "spaced quotes": "“ ",
    "sentence": "全面推进从严治党。",
    "commas": "甲，",
    "short lines": "甲乙\n",
    "numbers": "（一）",
    "rings": "①",
    "buttons": "下载 打印 ",
    "items": "一是",
    "wrapped": "全面推进从严治党向纵深发展向基层延伸向每个支部\n",
    "sections": "一、甲乙丙丁。二、",
    "signatures": "县委员会\n",
    "cells": "甲\t1\n",
    "adverbs": "着力、",
    "marks": "”。",
}


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_time_is_linear(piece, assert_linear):
    """Four times the text takes at most six times the time."""
    short, long = (piece * (size // len(piece)) for size in (30_000, 120_000))
    assert_linear(lambda text: read_structure(make_view(text)), short, long)

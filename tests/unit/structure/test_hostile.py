"""Hostile text: time stays linear in its length."""

import gc
import time

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


def seconds(text):
    gc.collect()
    gc.disable()  # how often it runs depends on what other tests left behind
    begin = time.process_time()
    try:
        read_structure(make_view(text))
        return time.process_time() - begin
    finally:
        gc.enable()


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_time_is_linear(piece):
    """Four times the text takes at most six times the time."""
    small, large = piece * (30_000 // len(piece)), piece * (120_000 // len(piece))
    seconds(small)
    ratios = []
    for _ in range(4):
        ratios.append(seconds(large) / max(seconds(small), 0.002))
        if ratios[-1] <= 6:
            return
    pytest.fail(f"four times the text took {min(ratios):.1f} times as long")

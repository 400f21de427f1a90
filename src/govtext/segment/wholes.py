"""Numerals and masks: runs of characters that must stay one word whatever the engine does."""

from __future__ import annotations

import re
from typing import Final

from govtext.text.masks import FIGURE_MASK

__all__ = ["UNITS", "WHOLE", "whole_tag"]

_DIGIT = "[0-9０-９]"
_HAN = "一二三四五六七八九"

# Classifiers that stand behind a figure and that an engine may glue to what follows.
UNITS: Final = frozenset(
    "名起件人个次条项户份场期轮家所座台辆亩元吨类种支批届级天月年日位篇宗例处门张笔册本"
)

# Every alternative consumes its run in one pass: no nested or adjoining open quantifiers.
WHOLE: Final = re.compile(
    rf"""
      (?P<mix> {_DIGIT}{{1,4}} (?: [+＋] (?: {_DIGIT}{{1,4}} | [A-ZＡ-Ｚ×N] ) ){{1,4}}
               (?![A-Za-z0-9]) )                                     # 3＋X, 1+1+N
    | (?P<number> {_DIGIT}{{1,3}} (?: [,，] {_DIGIT}{{3}} ){{1,6}} (?!{_DIGIT})
                  (?: [.．] {_DIGIT}+ )? [%％‰]?                      # 26,530.5
                | {_DIGIT}+ (?: [.．] {_DIGIT}+ )* [%％‰]? )          # 12.5%
    | (?P<han> [百千万]分之 [零〇{_HAN}十百点0-9.]{{1,12}}
             | [{_HAN}] [〇○零ＯO{_HAN}] [〇○零ＯO{_HAN}]{{2}} (?=年)
             | [两{_HAN}十百千万亿][零〇{_HAN}十百千万亿]{{1,15}}
               (?: 点 [零〇{_HAN}]{{1,6}} )? )
    | (?P<mask> {FIGURE_MASK} )
    """,
    re.VERBOSE,
)


def whole_tag(group: str | None) -> str:
    """Return the tag of a match of ``WHOLE`` by the name of its group."""
    return {"mask": "x", "mix": "nz"}.get(group or "", "m")

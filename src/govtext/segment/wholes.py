"""Numerals and masks: runs of characters that must stay one word whatever the engine does."""

from __future__ import annotations

import re
from typing import Final

from govtext.text.masks import FIGURE_MASK

__all__ = ["UNITS", "find_wholes"]

_DIGIT = "[0-9０-９]"
_HAN = "一二三四五六七八九"

# Classifiers that stand behind a figure and that an engine may glue to what follows.
UNITS: Final = frozenset(
    "名起件人个次条项户份场期轮家所座台辆亩元吨类种支批届级天月年日位篇宗例处门张笔册本"
)

# Every alternative consumes its run in one pass: no nested or adjoining open quantifiers.
_WHOLE = re.compile(
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


# A run of characters that a match can begin with: finding these first is four times
# quicker than trying every alternative at every character.
_HAN_STARTS = "两一二三四五六七八九十百千万亿"
_ANY = f"0-9０-９{_HAN_STARTS}*×XxＸｘN○◯〇□■▲△●_＿＊﹡某"
# One Chinese numeral alone is a word of the engine's, but in a fraction (三分之一).
_STARTS = re.compile(f"[{_ANY}](?:(?<![{_HAN_STARTS}])[{_ANY}]*|[{_ANY}]+|(?=分之))")
# Behind digits these may belong to the number.
_GOES_ON = frozenset(".．,，%％‰+＋")
_TAGS = {"mask": "x", "mix": "nz"}


def find_wholes(text: str) -> list[tuple[int, int, str, str]]:
    """Return start, end, group (``mix``, ``number``, ``han``, ``mask``) and tag of each run."""
    match_at = _WHOLE.match
    found: list[tuple[int, int, str, str]] = []
    done = 0
    for run in _STARTS.finditer(text):
        position, end = run.span()
        if position < done:  # a match may reach beyond its run (12.5)
            position = done
        elif run[0].isdecimal() and text[end : end + 1] not in _GOES_ON:
            # Most figures are plain digits: no need to try every form.
            found.append((position, end, "number", "m"))
            continue
        while position < end:
            match = match_at(text, position)
            if match is None:
                position += 1
                continue
            group = match.lastgroup or ""
            found.append((position, match.end(), group, _TAGS.get(group, "m")))
            position = done = match.end()
    return found

"""Soft line breaks: a line that ends because the page did, not the sentence (硬换行)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

__all__ = ["find_soft_breaks"]

_FINAL: Final = frozenset("。！？；：…”’）》】」』〉!?;:)]|")
# Marks that end a part of a sentence; a full line that ends with one runs on.
_INNER: Final = frozenset("；：”’）》】」』〉;:)]")
_BLANKS: Final = " \t\r\u3000\xa0"
# A line that opens like this begins a heading, an item or a note of its own.
_OPENING: Final = re.compile(
    r"[（(]?\s?[一二三四五六七八九十]{1,3}\s?[）)、．.]|[（(]?\d{1,2}\s?(?:[）)、]|[．.](?!\d))"
    r"|[①-⑳⑴-⒛㈠-㈩]|第[一二三四五六七八九十]{1,3}[，、章节条部]|[一二三四五六七八九十]是"
    r"|附件|特此|——|―"
)
_ITEM: Final = re.compile(
    r"[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]{1,2}，|[①-⑳]"
)
_NUMBER_REST: Final = re.compile(r"[年月日]|[%％]")
_BARE_QUANTITY: Final = re.compile(r"\d[\d.．,，]{2,12}\s?[^\d\s.．,，、|]")
_DIGIT_END: Final = re.compile(r"[0-9０-９]$")
_MIN_WRAPPED: Final = 12
_MAX_WRAPPED: Final = 120
_INDENT: Final = 4


def find_soft_breaks(text: str) -> list[tuple[int, int]]:
    r"""Return the spans of blanks and line breaks that stand in mid-sentence.

    Two kinds are found. In a text whose lines all end near one width, each full line runs
    on into the next, unless the next is indented, numbered or blank. In any other text, a
    line of prose that stops inside a figure, at a comma, or before a bare figure
    (``1994⏎年``) runs on.

    Examples
    --------
    >>> find_soft_breaks("全市生产总值在1994\n年增长8%。\n二、明年")
    [(11, 12)]
    """
    if "\n" not in text:
        return []
    lines = text.split("\n")
    width = _find_width(lines)
    breaks: list[tuple[int, int]] = []
    position = 0
    indented = width > 0 and _is_indented(lines)
    for line, following in pairwise(lines):
        position += len(line) + 1
        if not line or not following:
            continue
        last = line[-1]
        if last in _FINAL and not (width and (last == "。" or last in _INNER)):
            continue
        if (
            _is_full(line, following, width, indented=indented)
            if width
            else _is_cut(line, following)
        ):
            start = position - 1 - (len(line) - len(line.rstrip(_BLANKS)))
            end = position + len(following) - len(following.lstrip(_BLANKS))
            breaks.append((start, end))
    return breaks


def _is_cut(line: str, following: str) -> bool:
    """Tell whether a line of prose stops in mid-sentence, by its last and next characters."""
    bare = line.rstrip(_BLANKS)
    rest = following.lstrip(_BLANKS)
    if not bare or not rest or bare[-1] in _FINAL or "|" in bare or "\t" in bare:
        return False
    if _DIGIT_END.search(bare) and _NUMBER_REST.match(rest):
        return True
    if len(bare) < _MIN_WRAPPED or "，" not in bare or "。" not in following:
        return False
    if _OPENING.match(rest):
        return False
    return bare[-1] in "，、" or rest[0] in "，、。；）”" or bool(_BARE_QUANTITY.match(rest))


def _display_width(line: str) -> int:
    """Return the columns a line takes: two for a Chinese character, one for a Latin."""
    return sum(1 if character < "\u0250" else 2 for character in line)


def _find_width(lines: Sequence[str]) -> int:
    """Return the display width at which the lines of a text were broken, or 0."""
    if max(map(len, lines)) > _MAX_WRAPPED:
        return 0
    bare = [line.rstrip() for line in lines]
    unfinished = [
        line
        for line in bare
        if len(line) >= _MIN_WRAPPED and line[-1] not in _FINAL and "|" not in line
    ]
    if len(unfinished) < 3 or 3 * len(unfinished) < sum(map(bool, bare)):
        return 0
    widths = Counter(map(_display_width, unfinished))
    width, _ = max(widths.items(), key=lambda item: (_band(widths, item[0]), item[0]))
    longer = sum(1 for line in bare if _display_width(line) > width + 4)
    if 5 * _band(widths, width) < 3 * len(unfinished) or 20 * longer > len(bare):
        return 0
    return width


def _band(widths: Counter[int], width: int) -> int:
    return sum(widths[near] for near in range(width - 3, width + 3))


def _is_indented(lines: Sequence[str]) -> bool:
    return sum(1 for line in lines if _indent(line) >= _INDENT) >= 2


def _indent(line: str) -> int:
    """Return the columns of the blanks that a line begins with."""
    return _display_width(line[: len(line) - len(line.lstrip(_BLANKS))])


def _is_full(line: str, following: str, width: int, *, indented: bool) -> bool:
    """Tell whether a line of wrapped text reaches the margin and runs on."""
    bare = line.rstrip()
    rest = following.lstrip(_BLANKS)
    if not bare or not rest or _display_width(bare) < width - 6:
        return False
    # Where paragraphs are indented, an item at the margin stands inside one.
    if _OPENING.match(rest) and not (indented and _ITEM.match(rest)):
        return False
    if indented and _indent(following) >= _INDENT:
        return False
    return indented if bare[-1] == "。" else True

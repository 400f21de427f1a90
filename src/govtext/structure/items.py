"""Run-in enumerations: 一是……二是……, 第一，……第二，……, （1）……, ①…… (列举项)."""

from __future__ import annotations

import re
from itertools import pairwise

__all__ = ["find_items"]

_NUMERALS = {character: value for value, character in enumerate("一二三四五六七八九十", 1)}
_MARKER = re.compile(
    r"(?P<is>[一二三四五六七八九十]{1,2})(?:是|要(?!求|件|素|点|害|领|么|地|道|务))"
    r"|第(?P<th>[一二三四五六七八九十]{1,2})[，、：]"
    r"|[（(](?P<num>\d{1,2})[）)]"
    r"|(?P<ring>[①-⑳])"
)
# A marker stands where a sentence, a clause or the paragraph begins.
_BEFORE = frozenset("。；：，！？”）、 \u3000\xa0")
_FIRST = ("一是", "一要", "第一", "（1）", "(1)", "①")
_END = re.compile(r"[。！？][”’）)》」』】]*")


def find_items(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the run-in items of a paragraph, marker and closing mark included.

    A run begins with the first marker of its kind and holds those that count on. The last
    item ends with its sentence when the items before it are one sentence or less each,
    otherwise with the paragraph.

    Examples
    --------
    >>> text = "重点抓好：一是建强队伍；二是严明纪律。今后继续。"
    >>> [text[start:end] for start, end in find_items(text, 0, len(text))]
    ['一是建强队伍；', '二是严明纪律。']
    """
    if not any(folded.find(first, start, end) >= 0 for first in _FIRST):
        return []
    best: list[int] = []
    for starts in _runs(folded, start, end).values():
        if len(starts) > len(best):
            best = starts
    if len(best) < 2:
        return []
    spans = list(pairwise(best))
    spans.append((best[-1], _last_end(folded, spans, best[-1], end)))
    return [_trim(folded, *span) for span in spans]


def _runs(folded: str, start: int, end: int) -> dict[str, list[int]]:
    """Return the starts of the markers that count on from one, by kind."""
    runs: dict[str, list[int]] = {}
    expected: dict[str, int] = {}
    for match in _MARKER.finditer(folded, start, end):
        if match.start() > start and folded[match.start() - 1] not in _BEFORE:
            continue
        kind = match.lastgroup or ""
        value = _value(match[kind])
        if value == 1 and expected.get(kind, 1) != 2:
            runs.setdefault(kind, [])
            if len(runs[kind]) < 2:
                runs[kind] = [match.start()]
                expected[kind] = 2
        elif kind in runs and value == expected[kind]:
            runs[kind].append(match.start())
            expected[kind] = value + 1
    return runs


def _value(marker: str) -> int:
    if marker.isdecimal():
        return int(marker)
    if "①" <= marker <= "⑳":
        return ord(marker) - ord("①") + 1
    if len(marker) == 2:
        return 10 + _NUMERALS.get(marker[1], 0) if marker[0] == "十" else 0
    return _NUMERALS.get(marker, 0)


def _last_end(folded: str, spans: list[tuple[int, int]], start: int, end: int) -> int:
    """Return where the last item of a run ends."""
    for one, two in spans:
        mark = _END.search(folded, one, two)
        if mark is not None and folded[mark.end() : two].strip():
            return end
    mark = _END.search(folded, start, end)
    return mark.end() if mark else end


def _trim(folded: str, start: int, end: int) -> tuple[int, int]:
    piece = folded[start:end]
    return start, start + len(piece.rstrip())

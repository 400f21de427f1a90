"""Run-in enumerations: 一是……二是……, 第一，……第二，……, （1）……, ①…… (列举项)."""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import Final

from govtext.structure.row import Row

__all__ = ["ItemReader", "find_first_markers", "find_items"]

_NUMERALS: Final = {
    character: value for value, character in enumerate("一二三四五六七八九十", 1)
}
_HAN: Final = "[一二三四五六七八九十]{1,2}"
# One pattern a kind, each with a plain first character: an alternation is ten times slower.
_MARKERS: Final = {
    "一是": re.compile(rf"({_HAN})是"),
    "一要": re.compile(rf"({_HAN})要(?![求件素点害领么地道务])"),
    "一靠": re.compile(rf"({_HAN})靠"),
    "一抓": re.compile(rf"({_HAN})抓"),
    "一查": re.compile(rf"({_HAN})查"),
    "第一": re.compile(
        rf"第({_HAN})(?:件事|个?方面|[个项条点步])?(?:[，、：]|[就]?是(?!否)|要(?!求))"
    ),
    "其一": re.compile(rf"其({_HAN})[，、：是]"),
    "（一": re.compile(rf"[（(]({_HAN})[）)]"),
    "（1": re.compile(r"[（(](\d{1,2})[）)]"),
    "1）": re.compile(r"(?<=[。；：，！？\s])(\d{1,2})[）)]"),
    "：1": re.compile(r"(\d{1,2})[.．、](?!\d)"),
    "①": re.compile(r"([①-⑳])"),
}
_CUES: Final = (("一是",), ("一要",), ("一靠",), ("一抓",), ("一查",), ("第一",), ("其一",),
         ("（一）", "(一)"), ("（1）", "(1)"), ("1）", "1)"), ("：1",), ("①",))  # fmt: skip
_FIRSTS: Final = re.compile("|".join(map(re.escape, chain.from_iterable(_CUES))))
# Kinds whose run may go on in the paragraphs below.
_WORDED: Final = frozenset(("一是", "一要", "一靠", "一抓", "一查", "第一", "其一"))
_LISTED: Final = ("：1",)
# Words mark an item only where a sentence, a clause or the paragraph begins.
_BEFORE: Final = frozenset("。；：，！？”）、 \u3000\xa0")
_SELF_EVIDENT: Final = frozenset("）)①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_END: Final = re.compile(r"[。！？][”’）)》」』】]*")


def find_first_markers(folded: str) -> list[int]:
    """Return where a text has the first marker of an enumeration, ascending.

    Most paragraphs have none; a search of the whole text spares looking at each. Of markers
    that overlap (第一是) the first stands for all.
    """
    return [match.start() for match in _FIRSTS.finditer(folded)]


def find_items(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the run-in items of a paragraph, marker and closing mark included.

    A run begins with the first marker of its kind and holds those that count on. The last
    item ends with its sentence when the items before it are one sentence or less each,
    otherwise, or where the paragraph opens with the first item, with the paragraph.

    Examples
    --------
    >>> text = "重点抓好：一是建强队伍；二是严明纪律。今后继续。"
    >>> [text[start:end] for start, end in find_items(text, 0, len(text))]
    ['一是建强队伍；', '二是严明纪律。']
    """
    starts = _longest_run(folded, start, end)[1]
    return _spans(folded, start, starts, end) if len(starts) > 1 else []


def _longest_run(folded: str, start: int, end: int) -> tuple[str, list[int]]:
    """Return the kind of marker that counts furthest from one, and where its markers are."""
    best: list[int] = []
    best_kind = ""
    for (kind, marker), cues in zip(_MARKERS.items(), _CUES, strict=True):
        if any(folded.find(cue, start, end) >= 0 for cue in cues) or (
            cues == _LISTED and folded.startswith("1", start)
        ):
            starts = _run(folded, start, end, marker)
            if len(starts) > len(best):
                best, best_kind = starts, kind
    return best_kind, best


def _spans(folded: str, begin: int, starts: list[int], end: int) -> list[tuple[int, int]]:
    spans = list(pairwise(starts))
    spans.append((starts[-1], _last_end(folded, begin, spans, end)))
    return [_trim(folded, *span) for span in spans]


class ItemReader:
    """Finds the items of one paragraph after the other; a run may go on in the next.

    A paragraph that only holds 二是 belongs to the run that 一是 began above it, under the
    same heading. One 一是 alone is no item.
    """

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._reached: dict[str, int] = {}
        self._alone: dict[str, tuple[Row, int]] = {}

    def begin_section(self) -> None:
        """Forget the runs above a heading."""
        self._reached.clear()
        self._alone.clear()

    def read(self, row: Row, *, is_first: bool) -> None:
        """Set the items of a row; ``is_first`` tells whether it has a first marker."""
        folded, start, end = self._folded, row.body_start, row.end
        if is_first:
            kind, starts = _longest_run(folded, start, end)
            if len(starts) > 1:
                row.items = _spans(folded, start, starts, end)
                self._alone.pop(kind, None)
            elif starts:
                self._alone[kind] = row, starts[0]
            if starts and kind in _WORDED:
                self._reached[kind] = len(starts)
        if not row.items:
            self._go_on(row)

    def _go_on(self, row: Row) -> None:
        """Give a row the items that count on from those above it."""
        for kind, reached in self._reached.items():
            starts = _run(
                self._folded, row.body_start, row.end, _MARKERS[kind], reached=reached
            )
            if not starts:
                continue
            if kind in self._alone:
                above, start = self._alone.pop(kind)
                above.items = [_trim(self._folded, start, above.end)]
            spans = [*pairwise(starts), (starts[-1], row.end)]
            row.items = [_trim(self._folded, *span) for span in spans]
            self._reached[kind] = reached + len(starts)
            return


def _run(
    folded: str, start: int, end: int, marker: re.Pattern[str], *, reached: int = 0
) -> list[int]:
    """Return the starts of the markers that count on from ``reached``.

    From the third of 一是……二是…… on, the mark before one may be lost (……办法3项三是……).
    """
    run: list[int] = []
    for match in marker.finditer(folded, start, end):
        before = folded[match.start() - 1] if match.start() > start else "。"
        value = _value(match[1])
        is_third = len(run) >= 2 and value == len(run) + 1 and match[0][-1] == "是"
        if not (_opens(before, match[0]) or (is_third and before not in "第十")):
            continue
        if value == reached + len(run) + 1:
            run.append(match.start())
        elif value == 1 and len(run) < 2 and not reached:
            run = [match.start()]
    return run


def _opens(before: str, marker: str) -> bool:
    """Tell whether a marker stands where an item may begin."""
    return before in _BEFORE or marker[-1] in _SELF_EVIDENT


def _value(marker: str) -> int:
    if marker.isdecimal():
        return int(marker)
    if "①" <= marker <= "⑳":
        return ord(marker) - ord("①") + 1
    if len(marker) == 2:
        return 10 + _NUMERALS.get(marker[1], 0) if marker[0] == "十" else 0
    return _NUMERALS.get(marker, 0)


def _last_end(folded: str, begin: int, spans: list[tuple[int, int]], end: int) -> int:
    """Return where the last item of a run ends."""
    if spans[0][0] == begin:
        # A paragraph that opens with a marker holds nothing but its items.
        return end
    for one, two in spans:
        mark = _END.search(folded, one, two)
        if mark is not None and folded[mark.end() : two].strip():
            return end
    mark = _END.search(folded, spans[-1][1], end)
    return mark.end() if mark else end


def _trim(folded: str, start: int, end: int) -> tuple[int, int]:
    piece = folded[start:end]
    return start, start + len(piece.rstrip())

"""Headings: numbered lines, numbers that run into their paragraph, unnumbered lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from govtext.structure.numbering import Numbering, has_damaged_number, match_numbering
from govtext.structure.row import Row
from govtext.structure.sentences import find_head_end

__all__ = ["find_numbered", "find_unnumbered", "is_table_row", "link_sections"]

_MAX_HEADING: Final = 64
_MAX_TIGHT: Final = 40
_MAX_UNNUMBERED: Final = 30
_CELL_GAP: Final = re.compile(r"[ \u3000\xa0]{2,}|\t+|\u3000|[.．·…]{3,}| (?=[-+]?\d)|(?<=\d) ")
# 三 、2021 年 工作安排: single blanks are damage in a heading, wide ones part cells.
_WIDE_GAP: Final = re.compile(r"[ \xa0]{2}|[\t\u3000|]|[.．·…]{3}|[ \xa0][-+]?\d[\d.,，]*%?$")
_CELL_NUMBER: Final = re.compile(
    r"(?:^|[\s|])[-+]?[\d*×][\d.,*×]*(?:%|[\u4e00-\u9fff/]{0,6})(?=$|[\s|])"
)
_CLOSED: Final = frozenset("。！？；：，、,;:…．.")
# Behind a term of a glossary (名词解释).
_MEANS: Final = re.compile(r"[是即]?指(?![导示标挥引])")
_FIGURE: Final = re.compile(
    r"(?:\d[\d.,]*|[*×○□X]{1,6})(?:%|个|人|项|件|次|名|家|户|亩|亿|万|公里|元|吨|所|座|条|起|期|场|批|篇|处|套|台|辆)"
)
_NOT_HEADING: Final = re.compile(
    r"[（(]?(?:单位|注|资料来源|数据来源|图|表|附表|附图|说明|其中)\s?[\d一二三四五六七八九十]{0,3}[：:\s.]|注|[图表]\s?\d|[-—―－]|[\[［【*>]|[^|]*\||<|\d+(?:\.\d+)?$"
)
_COMMA: Final = re.compile(r"，(?!\d)")
# A second item in the same line: （1）……（2）…… are items, not headings.
_NEXT_ITEM: Final = {
    2: re.compile(r"[；;]\s?[（(]\s?二\s?[）)]"),
    3: re.compile(r"[。；;]\s?2\s?[.．、](?!\d)"),
    4: re.compile(r"[（(]\s?2\s?[）)]|②|⑵"),
}
# （牵头单位：市财政局） behind the last mark still belongs to the sentence.
_BRACKETS: Final = re.compile(r"[（(][^（）()]{1,60}[）)]。?")
_NOTES: Final = re.compile(
    r"[\[［【（(]?(?:注|注释|附注)[\]］】）)]?\s?(?:[：:―—①]|$)|说明[：:]?$"
)
_NOTE_FIRSTS: Final = frozenset("[［【(（注附说")
_PROSE: Final = re.compile(r"[。！？；：]")


def is_table_row(folded: str, start: int, end: int) -> bool:
    """Tell whether a line is a row of a table rendered as text.

    Its cells are apart by blanks, tabs, bars or dot leaders, at least one holds a figure
    alone, and no sentence ends in it.

    Examples
    --------
    >>> is_table_row("各项贷款　5.2亿元　增长8%", 0, 16)
    True
    """
    line = folded[start:end]
    if "|" in line:
        return line.count("|") > 1
    if "。" in line or _COMMA.search(line) is not None or line[-1:] in "：；":
        return False
    return _CELL_GAP.search(line) is not None and _CELL_NUMBER.search(line) is not None


def find_numbered(rows: Sequence[Row], text: str, folded: str) -> None:
    """Mark the rows that are or begin with a numbered heading."""
    in_notes = False
    for row in rows:
        numbering = match_numbering(folded, row.start, row.end)
        if numbering is None:
            if not in_notes and folded[row.start] in _NOTE_FIRSTS:
                in_notes = _NOTES.match(folded, row.start, row.end) is not None
            continue
        is_row = is_table_row(folded, numbering.end, row.end)
        if is_row and _WIDE_GAP.search(folded, numbering.end, row.end):
            continue
        row.numbered, row.value = numbering.level, numbering.value
        in_notes = in_notes and numbering.level > 2
        if not in_notes:
            _mark_numbered(row, numbering, folded)
            if row.number is not None:
                row.number = "".join(text[row.start : row.words].split())
    _clear_lists(rows, folded)


def _clear_lists(rows: Sequence[Row], folded: str) -> None:
    """Make rows body again that are sentences of a list: one numbered line after the other.

    A heading has text below it; 1. 2. 3. in consecutive lines, each a sentence with its
    closing mark and nothing more, are a list of measures.
    """
    listed: set[int] = set()
    for index, (row, after) in enumerate(pairwise(rows)):
        if (
            row.numbered == after.numbered > 2
            and after.value == row.value + 1
            and _is_sentence(row, folded)
            and _is_sentence(after, folded)
        ):
            listed.update((index, index + 1))
    for index in listed:
        row = rows[index]
        row.role, row.level, row.number, row.heading_end, row.depth = "body", None, None, -1, 0


def _is_sentence(row: Row, folded: str) -> bool:
    """Tell whether a line is one sentence or a part of one, closing mark included."""
    if row.role != "heading":
        stop = row.heading_end if row.heading_end >= 0 else folded.find("。", row.start) + 1
        if stop < row.end and _BRACKETS.fullmatch(folded, stop, row.end) is None:
            return False
    return folded[row.end - 1] in "。；）)"


def _mark_numbered(row: Row, numbering: Numbering, folded: str) -> None:
    """Make a numbered row a heading unless it is an item of a list."""
    head_end = find_head_end(folded, numbering.end, row.end)
    if row.is_tight and (head_end < 0 or head_end - numbering.end > _MAX_TIGHT):
        clause = folded.find("，", numbering.end + 3, min(row.end, numbering.end + _MAX_TIGHT))
        head_end = clause + 1 if clause > 0 else head_end
    is_whole = head_end < 0 or head_end >= row.end or _is_pair(row, head_end, numbering, folded)
    if numbering.end >= row.end and numbering.level > 2:
        return
    end = row.end if is_whole else head_end
    if end - numbering.end > _MAX_HEADING or (head_end < 0 and folded[row.end - 1] in "；，、"):
        return
    if numbering.level > 2 and _is_statement(folded, numbering.end, end, head_end):
        return
    if numbering.value == 1 and numbering.level in _NEXT_ITEM:
        begin = numbering.end if numbering.level < 4 else end
        if _NEXT_ITEM[numbering.level].search(folded, begin, row.end):
            return
    if is_whole:
        row.role = "heading"
    else:
        row.heading_end = head_end
    row.level = row.depth = numbering.level
    row.number, row.words = numbering.text, numbering.end


def _is_pair(row: Row, head_end: int, numbering: Numbering, folded: str) -> bool:
    """Tell whether a line is a heading of two parts: 一、强基：把支部建在楼上."""
    return (
        numbering.level < 3
        and row.end - numbering.end <= _MAX_UNNUMBERED
        and folded[head_end - 1] in "：:"
        and folded[row.end - 1] not in _CLOSED
        and _FIGURE.search(folded, head_end, row.end) is None
    )


def _is_statement(folded: str, start: int, end: int, head_end: int) -> bool:
    """Tell whether numbered words have a figure or say what a term means: an item of a list."""
    return head_end >= 0 and (
        _FIGURE.search(folded, start, end) is not None
        or _MEANS.match(folded, head_end) is not None
    )


def find_unnumbered(rows: Sequence[Row], folded: str, first: int, last: int) -> None:
    """Mark short lines without closing mark between two paragraphs as headings.

    ``rows[first:last]`` is the part between title and closing. The level is one below the
    numbered heading above, 1 where there is none. Where the first heading of all has no
    number, unnumbered headings are the top of the outline and all have level 1. A line that
    carries on the numbering of level 1 with a damaged number (``二落实……``, ``、严明……``) has
    level 1.
    """
    level = reached = 0
    is_top = False
    for index in range(first, last):
        row = rows[index]
        if row.is_heading:
            level = row.level or level
            reached = row.value if level == 1 else reached
            continue
        if not _is_unnumbered(rows, index, last, folded):
            continue
        if reached and level < 3 and has_damaged_number(folded, row.start, reached + 1):
            reached += 1
            row.role, row.level, row.depth, row.words = "heading", 1, 1, row.start + 1
            level = 1
            continue
        is_top = is_top or level == 0
        row.role = "heading"
        row.level = 1 if is_top else level + 1
        row.depth = 0 if is_top else level + 1
        row.words = row.start


def _is_unnumbered(rows: Sequence[Row], index: int, last: int, folded: str) -> bool:
    row = rows[index]
    if row.role != "body" or row.numbered or not _is_short_line(folded, row):
        return False
    if index + 1 >= last or not _is_paragraph(folded, rows[index + 1]):
        return False
    before = rows[index - 1] if index > 0 else None
    return before is None or before.role != "body" or _is_paragraph(folded, before)


def _is_short_line(folded: str, row: Row) -> bool:
    if not 2 <= row.end - row.start <= _MAX_UNNUMBERED or folded[row.end - 1] in _CLOSED:
        return False
    if _NOT_HEADING.match(folded, row.start, row.end):
        return False
    line = folded[row.start : row.end]
    return "。" not in line and not is_table_row(folded, row.start, row.end)


def _is_paragraph(folded: str, row: Row) -> bool:
    """Tell whether a row is prose or a numbered heading, not another short line."""
    if row.level is not None and row.number is not None:
        return True
    if is_table_row(folded, row.start, row.end):
        return False
    return _PROSE.search(folded, row.start, row.end) is not None


def link_sections(rows: Sequence[Row]) -> None:
    """Set for each row the heading it stands under, by depths."""
    open_headings: list[tuple[int, int]] = []
    for index, row in enumerate(rows):
        if row.level is not None and row.is_heading:
            while open_headings and open_headings[-1][0] >= row.depth:
                open_headings.pop()
            row.section = open_headings[-1][1] if open_headings else None
            open_headings.append((row.depth, index))
        elif row.role in {"body", "intro"}:
            row.section = open_headings[-1][1] if open_headings else None

"""Headings: numbered lines, numbers that run into their paragraph, unnumbered lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govtext.structure.numbering import match_numbering
from govtext.structure.row import Row
from govtext.structure.sentences import find_head_end

__all__ = ["find_numbered", "find_unnumbered", "is_table_row", "link_sections"]

_MAX_HEADING = 64
_MAX_UNNUMBERED = 30
_CELL_GAP = re.compile(r"[ \u3000\xa0]{2,}|\t+|\u3000|[.．·…]{3,}| (?=[-+]?\d)|(?<=\d) ")
_CELL_NUMBER = re.compile(
    r"(?:^|[\s|])[-+]?[\d*×][\d.,*×]*(?:%|[\u4e00-\u9fff/]{0,6})(?=$|[\s|])"
)
_CLOSED = frozenset("。！？；：，、,;:…．.")
_FIGURE = re.compile(
    r"\d(?:[\d.,]*)(?:%|个|人|项|件|次|名|家|户|亩|亿|万|公里|元|吨|所|座|条|起|期|场|批|篇|处|套|台|辆)"
)
_NOT_HEADING = re.compile(
    r"[（(]?(?:单位|注|资料来源|数据来源|图|表|附表|附图|说明|其中)\s?[\d一二三四五六七八九十]{0,3}[：:\s.]|[-—―－]|[\[［【*]|\||\d+(?:\.\d+)?$"
)
_PROSE = re.compile(r"[。！？；：]")


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
    if "。" in line or "，" in line:
        return False
    gaps = len(_CELL_GAP.findall(line))
    if gaps == 0:
        return False
    return gaps >= 1 and _CELL_NUMBER.search(line) is not None and not line.endswith("：")


def find_numbered(rows: Sequence[Row], folded: str) -> None:
    """Mark the rows that are or begin with a numbered heading."""
    for row in rows:
        numbering = match_numbering(folded, row.start, row.end)
        if numbering is None or numbering.end >= row.end:
            continue
        if is_table_row(folded, row.start, row.end):
            continue
        head_end = find_head_end(folded, numbering.end, row.end)
        length = (head_end if head_end > 0 else row.end) - numbering.end
        if length > _MAX_HEADING or (head_end < 0 and folded[row.end - 1] in "；，、"):
            continue
        if head_end < 0 or head_end >= row.end:
            if numbering.level > 2 and _is_statement(folded, numbering.end, row.end, head_end):
                continue
            row.role = "heading"
        else:
            row.heading_end = head_end
        row.level, row.number, row.value = numbering.level, numbering.text, numbering.value
        row.words = numbering.end


def _is_statement(folded: str, start: int, end: int, head_end: int) -> bool:
    """Tell whether a numbered line is a whole sentence with a figure: an item of a list."""
    return head_end >= end and _FIGURE.search(folded, start, end) is not None


def find_unnumbered(rows: Sequence[Row], folded: str, first: int, last: int) -> None:
    """Mark short lines without closing mark between two paragraphs as headings.

    ``rows[first:last]`` is the part between title and closing. The level is one below the
    numbered heading above, 1 where there is none.
    """
    level = 0
    for index in range(first, last):
        row = rows[index]
        if row.is_heading:
            level = row.level or level
            continue
        if row.role != "body" or not _is_short_line(folded, row):
            continue
        before = rows[index - 1] if index > 0 else None
        after = rows[index + 1] if index + 1 < last else None
        if after is None or not _is_paragraph(folded, after):
            continue
        if before is not None and before.role == "body" and not _is_paragraph(folded, before):
            continue
        row.role = "heading"
        row.level = min(level + 1, 5)
        row.words = row.start


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
    """Set for each row the heading it stands under, by levels."""
    open_headings: list[tuple[int, int]] = []
    for index, row in enumerate(rows):
        if row.level is not None and row.is_heading:
            while open_headings and open_headings[-1][0] >= row.level:
                open_headings.pop()
            row.section = open_headings[-1][1] if open_headings else None
            open_headings.append((row.level, index))
        elif row.role in {"body", "intro"}:
            row.section = open_headings[-1][1] if open_headings else None

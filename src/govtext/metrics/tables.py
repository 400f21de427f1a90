"""Read the rows of tables that were written out as text, a line a row.

A cell without a unit takes that of its row, its column or the caption above; one for which
none is found is no figure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from govtext.metrics.candidate import Candidate
from govtext.metrics.change import read_basis
from govtext.metrics.draft import Draft
from govtext.metrics.reading import exact
from govtext.metrics.units import load_units
from govtext.records import Change, Layers, MetricStatus, Paragraph
from govtext.spans import CharSpan
from govtext.text.numerals import parse_numeral

__all__ = ["read_tables"]

_TOKEN: Final = re.compile(r"[^ \t　|]+")
_CELL: Final = re.compile(
    r"(?P<head>[\u4e00-\u9fff]{0,8})(?P<bound>[≥≤])?(?P<sign>[-−+]?)"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:[.．]\d{1,8})?|\d{1,12}(?:[.．]\d{1,8})?)"
)
_LABEL: Final = re.compile(r"[^，。；！？\d]{0,24}[\u4e00-\u9fff][^，。；！？]{0,24}")
_UNIT: Final = re.compile(
    r"[（(](?:单位[：:])?(?P<scale>[十百千]?[万亿]|[百千])?(?P<unit>[^（）()\d]{1,8})[）)]"
)
_BULLET: Final = re.compile(r"[ |]*(?:[-–·•] )?[ |]*")
_SCALE_ALONE: Final = re.compile(r"[ |]+(?P<scale>[十百千]?[万亿])\Z")
# The title of a table is no row of heads; a word of two signs may be set wide (产 量).
_TITLE: Final = re.compile(r"[-| ]*[表图] ?[\d一二三四五六七八九十]")
_SPACED: Final = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) {1,3}([\u4e00-\u9fff])(?![\u4e00-\u9fff])"
)
_CAPTION: Final = re.compile(
    r"单位[：:] ?(?P<scale>[十百千]?[万亿]|[百千])?(?P<unit>[^，。；）)\s\d]{1,8})"
)
_BARE_UNIT: Final = re.compile(
    r"(?P<scale>万亿|[十百千]?[万亿]|[百千])?(?P<unit>[^（）()\d]{1,8})"
)
_MOVED: Final = re.compile(r"增长|增减|升降|变动|变化|[±率]|比[重例]|占比|指数|比$")
_CHANGED: Final = re.compile(r"增长|增减|升降|变动|变化|[±]")
_LEVELS: Final = re.compile(r"(?:19|20)\d\d年|绝对数|数量|金额|产量|[本上今去]年|累计")
_PART: Final = re.compile(
    r"(?:[-–·•] ?|其中[：:]? ?|[#一二三四五六七八九十]、|\d{1,2}[.、．])+"
)
_LINES_ABOVE: Final = 4
# What may stand behind the last cell of a row.
_BLANKS: Final = " |"


class _Measured(NamedTuple):
    """A unit with the factor of its scale."""

    unit: str
    factor: Decimal


class _Row(NamedTuple):
    """A line of a table: offsets of its label, and its cells with what precedes each."""

    paragraph: int
    label: CharSpan
    cells: tuple[re.Match[str], ...]
    measured: _Measured | None


class _Column(NamedTuple):
    """What a column's head says of its cells."""

    measured: _Measured | None
    moved: bool
    words: str


def read_tables(layers: Layers) -> Mapping[int, list[Draft]]:
    """Return the figures of tables by the number of the sentence they stand in."""
    found: dict[int, list[Draft]] = {}
    starts: list[int] = []
    for rows in _tables(layers):
        starts = starts or [sentence.start for sentence in layers.sentences]
        caption, columns = _read_above(layers, rows)
        parent: tuple[CharSpan, _Measured] | None = None
        for row in rows:
            own = row.measured or _measured(_UNIT.search(layers.view.folded, *row.label))
            label = _bare(layers.view.folded, row.label)
            if own is not None:
                parent = (label, own)
            subject = (label,) if own or parent is None else (label, parent[0])
            unit = own or (parent[1] if parent else None) or caption
            drafts = [
                draft
                for place, (cell, column) in enumerate(zip(row.cells, columns, strict=False))
                # Only the first column is sure to be what the row measures.
                if (
                    place == 0
                    or cell["head"]
                    or column.measured
                    or _LEVELS.search(column.words)
                )
                and (draft := _draft(cell, subject, unit, column)) is not None
            ]
            number = bisect_right(starts, row.label.start) - 1
            if drafts and number >= 0:
                found.setdefault(number, []).extend(drafts)
    return found


def _tables(layers: Layers) -> Iterator[list[_Row]]:
    """Yield runs of at least two rows that follow each other."""
    run: list[_Row] = []
    text = layers.view.folded
    for paragraph in layers.paragraphs:
        end = paragraph.end
        last = text[end - 1 : end]
        # Hardly a line of prose ends in a digit or a bar.
        if last in _BLANKS or last.isdigit():
            row = _row_of(text, paragraph)
            if row is not None:
                run.append(row)
                continue
        if run:
            if len(run) > 1:
                yield run
            run = []
    if len(run) > 1:
        yield run


def _row_of(text: str, paragraph: Paragraph) -> _Row | None:
    """Read a paragraph as a row, blanks and bars behind it left out, or return None."""
    line = text[paragraph.start : paragraph.end].rstrip(_BLANKS)
    if not line[-1:].isdigit():
        return None
    return _read_row(text, paragraph.id, paragraph.start, paragraph.start + len(line))


def _read_row(text: str, paragraph: int, start: int, end: int) -> _Row | None:
    """Read a line as a label and cells, or return None."""
    if end - start > 120:
        return None
    bullet = _BULLET.match(text, start, end)
    start = bullet.end() if bullet else start
    first = _TOKEN.search(text, start, end)
    if first is None or first.end() == end:
        return None
    cells: list[re.Match[str]] = []
    stop = start
    measured: _Measured | None = None
    for token in _TOKEN.finditer(text, start, end):
        if not token[0].strip("—–-"):
            return None
        cell = _CELL.fullmatch(text, *token.span()) if token.start() > start else None
        if cell is not None:
            cells.append(cell)
        elif token.start() > start and measured is None:
            scale = _SCALE_ALONE.search(text, start, stop)
            written = scale["scale"] + token[0] if scale else token[0]
            measured = _measured(_BARE_UNIT.fullmatch(written))
            if measured is not None and scale:
                stop = scale.start()
            if measured is None and not cells:
                stop = token.end()
            elif measured is None or len(cells) > 1:
                return None
        elif cells or measured is not None:
            return None
        else:
            stop = token.end()
    if not cells or _LABEL.fullmatch(text, start, stop) is None:
        return None
    return _Row(paragraph, CharSpan(start, stop), tuple(cells), measured)


def _read_above(layers: Layers, rows: list[_Row]) -> tuple[_Measured | None, list[_Column]]:
    """Read caption and column heads in the lines above a table."""
    text = layers.view.folded
    count = max(len(row.cells) for row in rows)
    columns = [_Column(None, moved=False, words="")] * count
    caption: _Measured | None = None
    first = rows[0].paragraph
    for paragraph in reversed(layers.paragraphs[max(0, first - _LINES_ABOVE) : first]):
        line = text[paragraph.start : paragraph.end]
        heads = [] if _TITLE.match(line) else _TOKEN.findall(_SPACED.sub(r"\1\2", line))
        heads = heads[1:] if heads[:1] == ["-"] else heads
        if count <= len(heads) <= count + 2 and not columns[-1].words:
            columns = [_read_head(head) for head in heads[-count:]]
        if caption is None:
            caption = _measured(_CAPTION.search(line))
        if line.endswith("。"):
            break
    return caption, columns


def _read_head(head: str) -> _Column:
    measured = _measured(_UNIT.search(head))
    if measured is None and head.endswith(("%", "％")):
        measured = _Measured("%", Decimal(1))
    return _Column(measured, _MOVED.search(head) is not None, head)


def _measured(match: re.Match[str] | None) -> _Measured | None:
    """Return the unit that a bracket or caption names, if the table of units has it."""
    if match is None:
        return None
    return _scaled(match["scale"], match["unit"])


@lru_cache(maxsize=256)
def _scaled(scale: str | None, name: str) -> _Measured | None:
    unit = load_units().get(name)
    if unit is None:
        return None
    return _Measured(unit.name, parse_numeral("1" + scale) if scale else Decimal(1))


def _bare(text: str, label: CharSpan) -> CharSpan:
    """Return a label without its bracket and its 其中."""
    part = _PART.match(text, label.start, label.end)
    start = part.end() if part else label.start
    unit = _UNIT.search(text, start, label.end)
    return CharSpan(start, unit.start() if unit and unit.start() > start else label.end)


def _draft(
    cell: re.Match[str],
    subject: tuple[CharSpan, ...],
    measured: _Measured | None,
    column: _Column,
) -> Draft | None:
    measured = column.measured or (None if column.moved else measured)
    if measured is None:
        return None
    unit = load_units()[measured.unit]
    written = cell["number"]
    number = Decimal(written.replace(",", "").replace("．", "."))
    if measured.factor != 1:
        number = exact(number, measured.factor)
    begin = cell.start("bound") if cell["bound"] else cell.start("number")
    change: Change | None = None
    falls = cell["sign"] in ("-", "−")
    if falls and not column.moved:
        number, begin = -number, cell.start("sign")
    if column.moved and _CHANGED.search(column.words):
        change = "decrease" if falls else "increase"
    asked = cell["head"].endswith(("要求", "标准", "规定"))
    status: MetricStatus = "requirement" if asked else "actual"
    found = Candidate(
        begin, cell.end(), cell.start("number"), cell.end(), number,
        number if cell["bound"] == "≥" else None, number if cell["bound"] == "≤" else None,
        False, cell["bound"], False, unit.canonical, unit.kind, written, unit.name,
    )  # fmt: skip
    basis = read_basis(column.words) if change else None
    return Draft(found, subject, change=change, basis=basis, status=status)

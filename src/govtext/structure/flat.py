"""Lines that lost their line breaks: a report on one line, a heading inside a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govtext.structure.numbering import match_numbering
from govtext.structure.row import Row

__all__ = ["split_flat"]

_LONG: Final = 400
_FEW: Final = 4
_BLANKS: Final = re.compile(r"[ \t\u3000\xa0]+")
_QUOTE: Final = re.compile(r"“[^“”]{0,80}”|《[^《》]{0,80}》|（[^（）]{0,80}）")
_TIGHT: Final = re.compile(r"[A-Za-z0-9.,%°℃×*/+-]")
_NUMBERED: Final = re.compile(
    r"(?<=[。！？”）\s])(?=[一二三四五六七八九十]{1,3}\s?[、．.]|[（(]\s?[一二三四五六七八九十]{1,3}\s?[）)])"
)
_NUMBERED_TIGHT: Final = re.compile(
    r"(?<=[^一二三四五六七八九十（(第])(?=[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])"
)
_SECTION_ONE: Final = re.compile(
    r"(?:^|(?<=[^一二三四五六七八九十第]))一\s?[、．.](?![一二三四五六七八九十])"
)
_SECTION_TWO: Final = re.compile(
    r"(?<=[^一二三四五六七八九十第])二\s?[、．.](?![一二三四五六七八九十])"
)
_TAIL: Final = re.compile(r"[。！]\s?([一二三四五六七八九十]{1,3}\s?、\s?[^。，；：]{3,40})$")
_ENDING: Final = re.compile(
    r"[。！]\s?[一二三四五六七八九十]{1,3}\s?、[^。，；：\n]{3,40}(?:\n|\Z)"
)
_SPACED: Final = 120
_SPACED_END: Final = re.compile(r"[。！？；：”）][ \t\u3000\xa0]+\S")
_MIN_SECTION: Final = 120
_VERY_LONG: Final = 1200
_MAX_PIECE: Final = 64


def split_flat(rows: Sequence[Row], folded: str) -> list[Row]:
    """Return the rows, those cut apart that hold several lines of the report.

    A text of few lines, one of which holds sections 一、 and 二、 or has blanks behind several
    sentences, is cut at the blanks that stand where line breaks were: behind a final mark, and behind a piece too short for a
    paragraph. There, and in any line of more than 1,200 characters, a line is cut before a
    heading of level 1 or 2 that stands behind a final mark and carries on the numbering. In
    any line a heading of level 1 is cut off that ends it.
    Without blanks the end of a heading cannot be told from the text behind it: it is then
    taken to end with its first clause.
    """
    is_long = any(row.end - row.start > _VERY_LONG for row in rows)
    if len(rows) > _FEW and not is_long and _ENDING.search(folded) is None:
        return list(rows)
    is_flat = 0 < len(rows) <= _FEW and any(
        _holds_sections(row, folded) or _is_spaced(row, folded) for row in rows
    )
    found: list[Row] = []
    reached = {1: 0, 2: 0}
    for row in rows:
        if is_flat:
            pieces = _cut_blanks(row, folded)
            for piece in pieces:
                is_tight = len(pieces) == 1 or piece.end - piece.start > _VERY_LONG
                found.extend(_cut_numbers(piece, folded, reached, is_tight=is_tight))
        elif row.end - row.start > (_LONG if len(rows) <= _FEW else _VERY_LONG):
            found.extend(_cut_numbers(row, folded, reached, is_tight=False))
        else:
            _count(folded, row.start, row.end, reached)
            found.extend(_cut_tail(row, folded, reached))
    return found


def _cut_tail(row: Row, folded: str, reached: dict[int, int]) -> list[Row]:
    """Cut off a heading that carries on the numbering at the end of a line."""
    match = _TAIL.search(folded, max(row.start, row.end - _MAX_PIECE), row.end)
    if match is None:
        return [row]
    numbering = match_numbering(folded, match.start(1), row.end)
    if numbering is None or not _carries_on(numbering.level, numbering.value, reached):
        return [row]
    _count(folded, match.start(1), row.end, reached)
    return _pieces(row, [(match.start(1), match.start(1))], folded)


def _holds_sections(row: Row, folded: str) -> bool:
    """Tell whether a line holds a first and a second section, not a run of short items."""
    first = _SECTION_ONE.search(folded, row.start, row.end)
    if first is None or row.end - row.start <= _LONG:
        return False
    second = _SECTION_TWO.search(folded, first.end(), row.end)
    return second is not None and second.start() - first.start() > _MIN_SECTION


def _is_spaced(row: Row, folded: str) -> bool:
    """Tell whether blanks stand behind several sentences of a line, as none do in prose."""
    if row.end - row.start <= _SPACED:
        return False
    return len(_SPACED_END.findall(folded, row.start, row.end)) >= 2


def _cut_blanks(row: Row, folded: str) -> list[Row]:
    """Cut a row at blanks that stand for line breaks."""
    if row.end - row.start <= _SPACED:
        return [row]
    cuts: list[tuple[int, int]] = []
    begin = row.start
    quoted = _quoted(folded, row)
    for match in _BLANKS.finditer(folded, row.start, row.end):
        start, end = match.span()
        if any(one < start < two for one, two in quoted.get(start // 128, ())):
            continue
        before, after = folded[start - 1], folded[end]
        if _TIGHT.match(before) and _TIGHT.match(after):
            continue
        is_final = before in "。！？；：…”）"
        is_short = start - begin <= _MAX_PIECE and "。" not in folded[begin:start]
        is_number = match_numbering(folded, begin, start) is not None and start - begin < 5
        if (is_final or is_short) and not is_number:
            cuts.append((start, end))
            begin = end
    return _pieces(row, cuts, folded)


def _quoted(folded: str, row: Row) -> dict[int, list[tuple[int, int]]]:
    """Return the spans of quotes and brackets, by the blocks of 128 they touch."""
    blocks: dict[int, list[tuple[int, int]]] = {}
    for match in _QUOTE.finditer(folded, row.start, row.end):
        for block in {match.start() // 128, (match.end() - 1) // 128}:
            blocks.setdefault(block, []).append(match.span())
    return blocks


def _cut_numbers(
    row: Row, folded: str, reached: dict[int, int], *, is_tight: bool
) -> list[Row]:
    """Cut a row before headings that carry on the numbering."""
    cuts: list[tuple[int, int]] = []
    _count(folded, row.start, row.end, reached)
    pattern = _NUMBERED_TIGHT if is_tight else _NUMBERED
    for match in pattern.finditer(folded, min(row.start + 2, row.end), row.end):
        start = match.start()
        numbering = match_numbering(folded, start, row.end)
        if numbering is None or numbering.level > 2:
            continue
        if _carries_on(numbering.level, numbering.value, reached):
            cuts.append((start, start))
            _count(folded, start, row.end, reached)
    pieces = _pieces(row, cuts, folded) if cuts else [row]
    for piece in pieces:
        piece.is_tight = is_tight
    return pieces


def _carries_on(level: int, value: int, reached: dict[int, int]) -> bool:
    return value == reached[level] + 1


def _count(folded: str, start: int, end: int, reached: dict[int, int]) -> None:
    """Take down the number at ``start``, if there is one."""
    numbering = match_numbering(folded, start, end)
    if numbering is not None and numbering.level <= 2:
        reached[numbering.level] = numbering.value
        if numbering.level == 1:
            reached[2] = 0


def _pieces(row: Row, cuts: Sequence[tuple[int, int]], folded: str) -> list[Row]:
    """Return a row for each piece between cuts, blanks around it left out."""
    starts = [row.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), row.end]
    found: list[Row] = []
    for start, end in zip(starts, ends, strict=True):
        piece = folded[start:end]
        start_of_words = start + len(piece) - len(piece.lstrip())
        if piece.strip():
            found.append(Row(start_of_words, start_of_words + len(piece.strip())))
    return found

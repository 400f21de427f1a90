"""Pages of placed characters to paragraphs, for formats that keep only the look (版式).

Characters become pieces of lines, pieces are read column by column, what repeats at the
edges of pages is dropped, and lines are joined to paragraphs by indent and line length.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from govtext.lexicon.tables import load_topic
from govtext.readers.limits import Line

__all__ = ["Glyph", "PageLine", "find_lines", "fold_radicals", "join_lines"]

# Gaps in widths of a Chinese character.
_SPLIT_GAP = 1.2
_CELL_GAP = 1.9
_BLANK_GAP = 0.75
_LATIN_GAP = 0.22
_INDENT = 1.2
_SHORT = 1.6
# How far a line may stop before the margin because a number or word would not fit.
_RAGGED = 6.0
_EDGE_LINES = 3
_PAGE_NUMBER = re.compile(
    r"[-—–―－·•\s]*(?:第\s*)?\d{1,4}\s*(?:页)?[-—–―－·•\s]*"
    r"|第\s*\d{1,4}\s*页\s*[,，/／]?\s*共\s*\d{1,4}\s*页|\d{1,4}\s*[/／]\s*\d{1,4}"
    r"|(?i:page)\s*\d{1,4}(?:\s*(?i:of)\s*\d{1,4})?"
)
_ODD = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
_DIGITS = re.compile(r"\d+")
_ENDS = frozenset("。！？…：；”）》")
_STARTS = re.compile(
    r"[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]\D"
    r"|第[一二三四五六七八九十]{1,3}[章节条]"
)


class Glyph(NamedTuple):
    """A character and its box; y grows downwards from the top of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass
class _Piece:
    """Characters that follow each other on one line without a wide gap."""

    left: float
    top: float
    right: float
    bottom: float
    em: float
    text: list[str] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class PageLine(NamedTuple):
    """A line as it stands in its column of a page.

    Parameters
    ----------
    text
        Its characters, cells of a table apart by tabs.
    page
        Page number from 1.
    left, right, top, bottom
        Its box.
    em
        Width of a Chinese character in it.
    column_left, column_right
        Where the lines of its column begin and end.
    is_alone
        Whether the page has one column only.
    """

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    em: float
    column_left: float
    column_right: float
    is_alone: bool


def fold_radicals(text: str) -> str:
    """Replace radicals and compatibility forms that fonts put for the characters they mean.

    Examples
    --------
    >>> fold_radicals("⼈⺠⽣活⻓期")
    '人民生活长期'
    """
    if not _ODD.search(text):
        return text
    radicals = _radicals()
    return _ODD.sub(lambda m: radicals.get(m[0]) or unicodedata.normalize("NFKC", m[0]), text)


@cache
def _radicals() -> Mapping[str, str]:
    """Return the radicals that Unicode itself does not map to a character."""
    table = load_topic("encodings", "govtext.readers").table("radicals.tsv")
    return dict(zip(table.column("radical"), table.column("character"), strict=True))


def _is_wide(character: str) -> bool:
    return character >= "\u2e80" or character in "“”‘’—…·"


def _pieces(glyphs: Sequence[Glyph]) -> list[_Piece]:
    """Join characters in drawing order to pieces of lines."""
    pieces: list[_Piece] = []
    current: _Piece | None = None
    is_blank_before = False
    for glyph in glyphs:
        if glyph.text.isspace() or glyph.text == "":
            is_blank_before = True
            continue
        width, height = glyph.right - glyph.left, glyph.bottom - glyph.top
        em = width if _is_wide(glyph.text) and width > 0 else height * 0.8
        if current is not None and _continues(current, glyph):
            gap = (glyph.left - current.right) / max(current.em, 1e-6)
            if _needs_blank(current.text[-1], glyph.text, gap, is_blank_before):
                current.text.append(" ")
            current.text.append(glyph.text)
            current.right = max(current.right, glyph.right)
            current.top, current.bottom = (
                min(current.top, glyph.top),
                max(current.bottom, glyph.bottom),
            )
            current.em = max(current.em, em)
        else:
            current = _Piece(glyph.left, glyph.top, glyph.right, glyph.bottom, em, [glyph.text])
            pieces.append(current)
        is_blank_before = False
    return pieces


def _continues(piece: _Piece, glyph: Glyph) -> bool:
    gap = glyph.left - piece.right
    overlap = min(piece.bottom, glyph.bottom) - max(piece.top, glyph.top)
    height = min(piece.bottom - piece.top, glyph.bottom - glyph.top)
    return overlap > 0.5 * height and -0.7 * piece.em < gap < _SPLIT_GAP * piece.em


def _needs_blank(before: str, after: str, gap: float, was_blank: bool) -> bool:
    """Tell whether the look of a gap, or a blank between two words, makes it a blank."""
    if _is_wide(before) or _is_wide(after):
        return gap > _BLANK_GAP
    is_word = before.isalpha() or after.isalpha() or before in ",;:"
    return (was_blank and is_word) or gap > (_LATIN_GAP if is_word else _BLANK_GAP)


def _gutter(pieces: Sequence[_Piece]) -> float | None:
    """Return the x of the gap between two columns of prose, None where there is one column."""
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    width = right - left
    middle = [p.left for p in pieces if left + 0.35 * width < p.left < left + 0.68 * width]
    starts = Counter(round(x / 2) for x in middle)
    for start, count in starts.most_common(3):
        x = start * 2 - 2.5
        if count >= 3 and _splits_prose(pieces, left, x, right):
            return x
    return None


def _splits_prose(pieces: Sequence[_Piece], left: float, x: float, right: float) -> bool:
    one = [p.right - p.left for p in pieces if p.right <= x + 1]
    two = [p.right - p.left for p in pieces if p.left >= x]
    n_across = len(pieces) - len(one) - len(two)
    if min(len(one), len(two)) < 3 or n_across > len(pieces) // 2:
        return False
    return median(one) > 0.7 * (x - left) * 0.9 and median(two) > 0.7 * (right - x) * 0.9


def _bands(pieces: list[_Piece]) -> Iterator[tuple[str, list[_Piece]]]:
    """Yield the pieces in reading order: ``left``, ``right`` or ``whole`` passages."""
    x = _gutter(pieces) if len(pieces) > 8 else None
    if x is None:
        yield "whole", pieces
        return
    across = sorted((p for p in pieces if p.left < x < p.right - 1), key=lambda p: p.middle)
    above = float("-inf")
    for edge in (*across, None):
        below = float("inf") if edge is None else edge.middle
        inside = [p for p in pieces if above <= p.middle < below]
        left = [p for p in inside if p.right <= x + 1]
        right = [p for p in inside if p.left >= x]
        yield from (
            (side, found) for side, found in (("left", left), ("right", right)) if found
        )
        if edge is not None:
            yield "whole", [edge]
        above = below


def _rows(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Group the pieces of a column to rows, top to bottom, left to right."""
    row: list[_Piece] = []
    for piece in sorted(pieces, key=lambda p: p.middle):
        height = piece.bottom - piece.top
        if row and piece.middle - row[0].middle > 0.5 * max(height, row[0].bottom - row[0].top):
            yield sorted(row, key=lambda p: p.left)
            row = []
        row.append(piece)
    if row:
        yield sorted(row, key=lambda p: p.left)


def _row_text(row: list[_Piece]) -> str:
    text = "".join(row[0].text)
    for before, piece in pairwise(row):
        gap = (piece.left - before.right) / max(before.em, 1e-6)
        text += "\t" if gap >= _CELL_GAP else " " if gap > _BLANK_GAP else ""
        text += "".join(piece.text)
    return text


def find_lines(glyphs: Sequence[Glyph], page: int) -> list[PageLine]:
    """Return the lines of a page in reading order, two columns one after the other."""
    pieces = _pieces(glyphs)
    if not pieces:
        return []
    bands = list(_bands(pieces))
    lines: list[PageLine] = []
    for side, found in bands:
        # The parts of a column share their margins, passages across have the page's.
        alike = [p for other, ps in bands if side in {other, "whole"} for p in ps]
        margins = min(p.left for p in alike), max(p.right for p in alike)
        is_alone = len(bands) == 1
        lines.extend(_page_line(row, page, margins, is_alone) for row in _rows(found))
    return lines


def _page_line(
    row: list[_Piece], page: int, margins: tuple[float, float], is_alone: bool
) -> PageLine:
    return PageLine(
        text=fold_radicals(_row_text(row)),
        page=page,
        left=row[0].left,
        right=max(p.right for p in row),
        top=min(p.top for p in row),
        bottom=max(p.bottom for p in row),
        em=median(p.em for p in row),
        column_left=margins[0],
        column_right=margins[1],
        is_alone=is_alone,
    )


def _shape(line: PageLine) -> str:
    """Return what a running line has in common from page to page."""
    return _DIGITS.sub("#", re.sub(r"\s+", "", line.text))


def _drop_edges(pages: Sequence[list[PageLine]]) -> list[list[PageLine]]:
    """Drop running headers, footers and page numbers, from the edge of a page inwards."""
    seen: dict[str, list[float]] = {}
    ordered = [sorted(page, key=lambda line: line.top) for page in pages]
    for page in ordered:
        for line in {
            id(line): line for line in (*page[:_EDGE_LINES], *page[-_EDGE_LINES:])
        }.values():
            seen.setdefault(_shape(line), []).append(line.top)
    least = max(2, len(pages) // 3)
    kept: list[list[PageLine]] = []
    for page, lines in zip(pages, ordered, strict=True):
        outer: set[int] = set()
        for inwards in (lines, lines[::-1]):
            for line, inner in pairwise(inwards[: _EDGE_LINES + 1]):
                is_apart = abs(inner.top - line.top) > 1.2 * _pitch(lines)
                if not _is_running(
                    line, seen, least if is_apart else len(pages) + 1, len(page)
                ):
                    break
                outer.add(id(line))
        kept.append([line for line in page if id(line) not in outer])
    return kept


def _pitch(lines: Sequence[PageLine]) -> float:
    """Return the usual distance from one line of a page to the next."""
    return median(max(two.top - one.top, 0.0) for one, two in pairwise(lines))


def _is_running(
    line: PageLine, seen: Mapping[str, Sequence[float]], least: int, n_lines: int
) -> bool:
    """Tell whether an outermost line repeats at its place on other pages or is a number."""
    text = line.text.strip()
    is_number = _PAGE_NUMBER.fullmatch(text) is not None
    if is_number:
        return n_lines > 3 or not text.isdigit()
    alike = sum(abs(top - line.top) < line.em / 2 for top in seen.get(_shape(line), ()))
    return alike >= least and not text.endswith(("。", "；"))


def _widen(pages: Sequence[list[PageLine]]) -> Iterator[PageLine]:
    """Yield the lines with the margins that the pages of one column have in common.

    A page with little on it doesn't show its margins.
    """
    whole = [lines[0] for lines in pages if lines and lines[0].is_alone]
    left = median(line.column_left for line in whole) if whole else 0.0
    right = median(line.column_right for line in whole) if whole else 0.0
    for line in (line for lines in pages for line in lines):
        if line.is_alone:
            yield line._replace(
                column_left=min(left, line.column_left),
                column_right=max(right, line.column_right),
            )
        else:
            yield line


def _is_table_row(line: PageLine) -> bool:
    return "\t" in line.text and "。" not in line.text


def _starts_paragraph(before: PageLine, line: PageLine) -> bool:
    """Tell whether a new paragraph begins with ``line``."""
    em = max(before.em, 1e-6)
    if _is_table_row(line) or _is_table_row(before):
        return True
    if not 0.85 < line.em / em < 1.18:
        return True
    indent = (line.left - line.column_left) / em
    before_indent = (before.left - before.column_left) / em
    slack = (before.column_right - before.right) / em
    is_ended = before.text[-1] in _ENDS
    if slack > _RAGGED or (slack > _SHORT and is_ended):
        return True
    if _STARTS.match(line.text) and (is_ended or indent > _INDENT):
        return True
    if indent > _INDENT:
        # Passages indented as a whole go on at the same indent.
        return is_ended or abs(indent - before_indent) > 0.5 or before_indent > 6
    return False


def _glue(before: str, after: str) -> str:
    """Return what joins two lines: a blank between words of letters, else nothing."""
    is_word = before[-1:].isascii() and after[:1].isascii()
    return " " if is_word and before[-1:].isalpha() and after[:1].isalpha() else ""


def join_lines(pages: Sequence[list[PageLine]]) -> Iterator[Line]:
    """Yield the paragraphs of a document from the lines of its pages.

    Running headers and footers and page numbers go; a paragraph that runs over a column or
    page is whole and counts as standing where it begins.
    """
    parts: list[str] = []
    before: PageLine | None = None
    number = 0
    page = 1
    for line in _widen(_drop_edges(pages)):
        if before is not None and not _starts_paragraph(before, line):
            parts.append(_glue(before.text, line.text) + line.text)
        else:
            if parts:
                number += 1
                yield Line("".join(parts), page, number)
            parts, page = [line.text], line.page
        before = line
    if parts:
        yield Line("".join(parts), page, number + 1)

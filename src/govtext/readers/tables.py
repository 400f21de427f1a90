"""Rows of a table as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

__all__ = ["join_pieces", "lay_out_row"]

# A cell with that much text in several paragraphs is laid out, not tabulated.
_PROSE = 60


def lay_out_row(
    cells: Sequence[Sequence[str]],
) -> Iterator[tuple[str, tuple[int, int] | None]]:
    r"""Yield the lines of a table row, each with the cell and paragraph it begins in.

    Cells of data give one line, apart by tabs. A table that only lays out a page (a single
    cell, or a cell of running text in several paragraphs) gives its paragraphs one by one.

    Examples
    --------
    >>> list(lay_out_row([["指标"], ["单位", "（万元）"], []]))
    [('指标\t单位（万元）', (0, 0))]
    >>> [text for text, _ in lay_out_row([["一、总体情况", "全年完成。"]])]
    ['一、总体情况', '全年完成。']
    """
    filled = [index for index, cell in enumerate(cells) if cell]
    if not filled:
        return
    if len(filled) == 1 or any(_is_prose(cell) for cell in cells):
        for index in filled:
            for number, text in enumerate(cells[index]):
                yield text, (index, number)
        return
    row = "\t".join(join_pieces(cell) for cell in cells)
    yield row.rstrip("\t"), (filled[0], 0)


def _is_prose(cell: Sequence[str]) -> bool:
    return len(cell) > 1 and sum(map(len, cell)) > _PROSE and any("。" in text for text in cell)


def join_pieces(pieces: Sequence[str]) -> str:
    """Join the lines of one cell; a blank only between two words of letters or digits.

    Examples
    --------
    >>> join_pieces(["同比", "增长"]), join_pieces(["GDP", "growth"])
    ('同比增长', 'GDP growth')
    """
    text = ""
    for piece in pieces:
        part = " ".join(piece.split())
        is_word = bool(text and part) and text[-1].isascii() and part[0].isascii()
        text += (" " if is_word else "") + part
    return text

"""Runs of characters that are marked alike: what a page shows inside one paragraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from govtext.spans import CharSpan

__all__ = ["Mark", "Piece", "cut_pieces"]


@dataclass(frozen=True)
class Mark:
    """A record over a span of the text.

    Parameters
    ----------
    span
        The characters, offsets into the report.
    sign
        CSS class: ``m`` metric, ``k`` masked metric, ``v`` verb, ``o`` object, ``f`` finding.
    owner
        Anchor of the record, such as ``"m3"``.
    hint
        What a pointer resting on it shows.
    linked
        Whether the mark leads to the record's row in a table.
    """

    span: CharSpan
    sign: str
    owner: str
    hint: str
    linked: bool = False


@dataclass(frozen=True)
class Piece:
    """A run of characters that are marked alike.

    Parameters
    ----------
    text
        The characters.
    classes
        CSS classes of the marks over it.
    anchors
        Anchors of the records that begin here.
    hint
        What a pointer resting on it shows.
    target
        Anchor of the record that it leads to, or the empty string.
    """

    text: str
    classes: str = ""
    anchors: tuple[str, ...] = ()
    hint: str = ""
    target: str = ""


def cut_pieces(text: str, base: int, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """Return pieces that tile a text; where marks overlap, the later one speaks.

    Parameters
    ----------
    text
        Text of a paragraph.
    base
        Offset of its first character in the report.
    marks
        Marks in the order in which they are laid, the most telling last.

    Examples
    --------
    >>> mark = Mark(CharSpan(2, 4), "m", "m0", "7", linked=True)
    >>> [(p.text, p.classes, p.target) for p in cut_pieces("查处7起。", 0, [mark])]
    [('查处', '', ''), ('7起', 'm', 'm0'), ('。', '', '')]
    """
    over: list[tuple[int, ...]] = [()] * len(text)
    for number, mark in enumerate(marks):
        for index in range(
            max(mark.span.start - base, 0), min(mark.span.end - base, len(text))
        ):
            over[index] += (number,)
    seen: set[str] = set()
    pieces = []
    for numbers, run in groupby(range(len(text)), key=over.__getitem__):
        indices = list(run)
        piece = _piece(text[indices[0] : indices[-1] + 1], [marks[n] for n in numbers], seen)
        seen.update(piece.anchors)
        pieces.append(piece)
    return tuple(pieces)


def _piece(text: str, marks: Sequence[Mark], seen: set[str]) -> Piece:
    owners: Mapping[str, None] = dict.fromkeys(mark.owner for mark in marks)
    hints = dict.fromkeys(mark.hint for mark in reversed(marks) if mark.hint)
    links = [mark.owner for mark in marks if mark.linked]
    return Piece(
        text,
        " ".join(sorted({sign for mark in marks for sign in mark.sign.split()})),
        tuple(owner for owner in owners if owner not in seen and not owner.startswith("f")),
        "\n".join(hints),
        links[-1] if links else "",
    )

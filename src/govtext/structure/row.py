"""A line of the text while it is being read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from govtext.records.structure import Role

__all__ = ["Row", "find_rows"]

_LINE: Final = re.compile(r"[^\s](?:[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*[^\s])?")


@dataclass(slots=True)
class Row:
    """One line that is not blank, and what has been found out about it.

    Parameters
    ----------
    start, end
        Offsets of the line without surrounding blanks.
    role, level, number
        As in ``Paragraph``.
    value
        Value of the number, for checking the numbering.
    heading_end
        End of a heading that runs into the paragraph, or -1.
    words
        Offset at which the words behind the number begin.
    lead
        Span of the lead, or None.
    is_tight
        Whether the row was cut out of a line without blanks, so that the end of its heading
        is not marked.
    items
        Spans of run-in items.
    depth
        Depth of the heading in the outline: its level, or 0 where an unnumbered heading
        stands above the first numbered level.
    numbered
        Level by the form of the number, headings and list items alike, else 0.
    section
        Position of the row with the heading it stands under, or None.
    is_plan
        Whether the whole row speaks of the next period.
    """

    start: int
    end: int
    role: Role = "body"
    level: int | None = None
    number: str | None = None
    value: int = 0
    heading_end: int = -1
    words: int = 0
    depth: int = 0
    numbered: int = 0
    lead: tuple[int, int] | None = None
    is_tight: bool = False
    items: Sequence[tuple[int, int]] = ()
    section: int | None = None
    is_plan: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether the row is a heading or begins with one."""
        return self.role == "heading" or self.heading_end >= 0

    @property
    def body_start(self) -> int:
        """Offset at which the text behind a run-in heading begins."""
        return self.heading_end if self.heading_end >= 0 else self.start


def find_rows(text: str) -> list[Row]:
    """Return a row for each line of ``text`` that is not blank."""
    return [Row(*match.span()) for match in _LINE.finditer(text)]

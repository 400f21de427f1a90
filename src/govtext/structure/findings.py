"""Remarks on numbering and on damaged characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govtext.records.finding import Finding
from govtext.structure.row import Row

__all__ = ["find_damage", "find_numbering_faults"]

# Finding the characters that damage begins with is eight times quicker than trying every
# form at every character.
_STARTS: Final = re.compile(r"[\ufffd&?锟烫\ud800-\uf8ff]")
_DAMAGE: Final = re.compile(
    r"\ufffd+|&(?:[a-z]{2,8}|#\d{1,6});|(?<=[\u4e00-\u9fff])\?(?=[\u4e00-\u9fff])|[\ud800-\udfff]+|[\ue000-\uf8ff]+|锟斤拷|烫烫烫"
)


def find_damage(text: str) -> list[Finding]:
    """Return a finding for each place whose characters were lost or left encoded.

    Examples
    --------
    >>> [(f.code, f.start, f.end) for f in find_damage("增长6.5&permil;，武汉?中国光谷")]
    [('damaged-characters', 5, 13), ('damaged-characters', 16, 17)]
    """
    found: list[Finding] = []
    done = 0
    for start in _STARTS.finditer(text):
        match = _DAMAGE.match(text, start.start()) if start.start() >= done else None
        if match is not None:
            done = match.end()
            message = f"characters were lost or left encoded here: {match[0]!r}"
            found.append(Finding("damaged-characters", message, match.start(), done))
    return found


def find_numbering_faults(rows: Sequence[Row]) -> list[Finding]:
    """Return a finding for each heading whose number skips or restarts within its section.

    Items of lists are counted but not reported, and a list of level 3 or 4 may begin anew.
    """
    faults: list[Finding] = []
    counts: dict[int, tuple[int, str]] = {}
    for row in rows:
        if row.is_heading and row.number is None:
            counts = {level: last for level, last in counts.items() if level < (row.depth or 1)}
        if row.numbered == 0 or row.value == 0:
            continue
        counts = {level: last for level, last in counts.items() if level <= row.numbered}
        before = counts.get(row.numbered)
        counts[row.numbered] = (row.value, row.number or str(row.value))
        if before is None or row.number is None or row.value == before[0] + 1:
            continue
        if row.value > before[0]:
            faults.append(_fault(row, "skips", before[1]))
        elif row.numbered < 3 or row.value > 1:
            faults.append(_fault(row, "restarts", before[1]))
    return faults


def _fault(row: Row, what: str, before: str) -> Finding:
    message = f"numbering {what}: {row.number} follows {before}"
    end = min(row.end, row.start + len(row.number or ""))
    return Finding(f"numbering-{what}", message, row.start, end)

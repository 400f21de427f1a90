"""Find the figures that have no unit: indices, and the parts of ratios."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from govtext.metrics.candidate import Candidate, Measure, bounded
from govtext.metrics.reading import Reading

__all__ = ["find_unitless"]

_INDEX: Final = re.compile(
    r"(?:指数|系数|死亡率)(?![^，。；]{0,6}年)[^\d，。；、“”（）()%\n]{0,10}?(?P<n>\d{1,4}(?:\.\d{1,4})?)(?=[^\d.,%‰/$年月日万亿个位点至到—\-]|$)"
)
_PER_MANY: Final = re.compile(r"/(?:1|10|100|十|百)?万(?![元人件户亩吨\d])")
_RATE_BEFORE: Final = re.compile(r"(?<![\d./])\d{1,5}(?:\.\d{1,4})?\Z")
_COLON: Final = re.compile(r"[:：∶] ?\d")
_FIRST_PART: Final = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3})? ?\Z")
_RATIO: Final = re.compile(
    r"\d{1,3}(?:\.\d{1,3})?(?: ?[:：∶] ?\d{1,3}(?:\.\d{1,3})?){1,4}(?![\d:：∶.])"
)
_RATIO_BEFORE: Final = re.compile(r"(?:[比为到]|构成|结构)[^\d，。；.]{0,6}\Z")
_PART: Final = re.compile(r"\d{1,3}(?:\.\d{1,3})?")

_SCORE: Final = Measure(None, "score", "")
_PERCENT: Final = Measure(None, "percent", "")
_MULTIPLE: Final = Measure(None, "multiple", "")


def find_unitless(text: str) -> list[Candidate]:
    """Return the figures of ``text`` that have no unit; indices first."""
    found = [*_read_indices(text), *_read_ratios(text)]
    return [*found, *_read_rates(text)] if "/" in text else found


def _read_indices(text: str) -> list[Candidate]:
    """Read the unitless number of an index (价格指数控制在103左右)."""
    return [
        bounded(
            text, *match.span("n"), Reading(Decimal(match["n"]), written=match["n"]), _SCORE, []
        )
        for match in _INDEX.finditer(text)
    ]


def _read_rates(text: str) -> list[Candidate]:
    """Read rates per ten thousand and the like (死亡率8.5/10万)."""
    found: list[Candidate] = []
    for per in _PER_MANY.finditer(text):
        number = _RATE_BEFORE.search(text, max(0, per.start() - 11), per.start())
        if number is not None:
            reading = Reading(Decimal(number[0]), written=number[0])
            measure = Measure(per[0], "rate", per[0])
            found.append(bounded(text, number.start(), per.end(), reading, measure, []))
    return found


def _read_ratios(text: str) -> list[Candidate]:
    """Read the parts of a structure (三次产业比重调整为5.8:40:54.2) and ratios to one."""
    found: list[Candidate] = []
    reached = 0
    for colon in _COLON.finditer(text):
        if colon.start() < reached:
            continue
        first = _FIRST_PART.search(text, max(0, colon.start() - 8), colon.start())
        match = _RATIO.match(text, first.start()) if first else None
        if match is None:
            continue
        reached = match.end()
        if _RATIO_BEFORE.search(text, max(0, match.start() - 8), match.start()):
            found.extend(_parts(text, match))
    return found


def _parts(text: str, match: re.Match[str]) -> list[Candidate]:
    parts = list(_PART.finditer(text, *match.span()))
    if len(parts) == 2:
        if parts[1][0] != "1":
            return []
        reading = Reading(Decimal(parts[0][0]), written=match[0])
        return [bounded(text, *match.span(), reading, _MULTIPLE, [])]
    return [
        bounded(text, *part.span(), Reading(Decimal(part[0]), written=part[0]), _PERCENT, [])
        for part in parts
    ]

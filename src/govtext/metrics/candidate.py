"""What the scanner finds: an expression with its number, unit, hedges and bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from govtext.metrics.reading import NOTHING, Reading
from govtext.records import MetricKind

__all__ = ["Candidate", "Measure", "bounded"]


@dataclass(slots=True)
class Candidate:
    """A quantity expression as scanned; offsets count the scanned text.

    The rules read its fields some fifty times a figure, so it is a class of slots.

    Parameters
    ----------
    start, end
        The whole expression.
    number
        Where the number or mask begins.
    tail
        One past the unit, before words such as 以上.
    value, low, high, approx, hedge, masked, unit, kind
        As in :class:`govtext.records.Quantity`.
    written
        The number as written, without hedges and scale; empty for a mask.
    name
        The unit as written, for the rules that look at it.
    """

    start: int
    end: int
    number: int
    tail: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    approx: bool
    hedge: str | None
    masked: bool
    unit: str | None
    kind: MetricKind
    written: str
    name: str


class Measure(NamedTuple):
    """Unit of a candidate: canonical name, kind, and as written."""

    canonical: str | None
    kind: MetricKind
    name: str


_BEFORE: Final = re.compile(
    r"(?:(?P<near>(?<![附最靠临邻亲远就贴切])[将接]?近|(?<![节预签履合制违契条公解])(?<!(?<!损)失)大?约(?:为|有|达)?|大概|差不多)|(?P<up>(?<![以之如])上)"
    r"|(?P<low>不[得能应]?[低少]于|(?<![赶反得能应不])超过?了?|突破了?|首破|再破|[≥>＞]|逾|不少于|不低于|不小于|不下于?|至少|最少|多于|大于|高于|超出)"
    r"|(?P<high>[≤<＜]|不[得能应准]?(?:超过|高于|大于|多于)|不足|不到|不满|未满|不超过|不高于|不大于|不多于|低于|少于|小于|至多|最多)) ?\Z"
)
_LAST_BEFORE: Final = frozenset("近约概多上过超了破逾于下少出足到满为有达≥>＞≤<＜ ")
_AFTER: Final = re.compile(
    r" ?(?:(?P<near>左右|上下)|(?P<low>(?:（含）|\(含\))?[及或]?(?:以上|之上))"
    r"|(?P<high>(?:（含）|\(含\))?[及或]?(?:以[下内]|之[内下]))|(?P<more>[多余](?![\u4e00-\u9fff])))"
)
# Times that things are to be done within.
_SERVICE_TIMES: Final = frozenset(("工作日", "小时", "分钟"))
_FIRST_AFTER: Final = frozenset(" 左上（(及或以之多余内")


def bounded(
    text: str, start: int, tail: int, reading: Reading, measure: Measure, hedges: list[str]
) -> Candidate:
    """Make a candidate, the hedging and bounding words around its number added."""
    value, low, high, vague, written = reading
    unit, kind, name = measure
    masked = reading is NOTHING
    found = Candidate(
        start,
        tail,
        start,
        tail,
        value,
        low,
        high,
        vague,
        None,
        masked,
        unit,
        kind,
        written,
        name,
    )
    # Most figures have no such word: one sign on each side tells.
    if (
        hedges
        or text[start - 1 : start] in _LAST_BEFORE
        or text[tail : tail + 1] in _FIRST_AFTER
    ):
        _add_bounds(text, found, hedges)
    return found


def _add_bounds(text: str, found: Candidate, hedges: list[str]) -> None:
    """Add the hedging and bounding words around a number to it."""
    start, tail, value = found.start, found.tail, found.value
    approx = found.approx or bool(hedges)
    if text[start - 1 : start] in _LAST_BEFORE:
        before = _BEFORE.search(text, max(0, start - 6), start)
        if before and not (before["up"] and text[start] not in "百千万"):
            found.start, hedges = before.start(), [before[0].strip(), *hedges]
            approx = approx or (before["near"] or before["up"]) is not None
            found.low = value if before["low"] else found.low
            found.high = value if before["high"] else found.high
    if text.startswith("内", tail):
        if found.unit in _SERVICE_TIMES:
            found.end, hedges, found.high = tail + 1, [*hedges, "内"], value
    elif text[tail : tail + 1] in _FIRST_AFTER and (after := _AFTER.match(text, tail)):
        found.end, hedges = after.end(), [*hedges, after[0].strip()]
        approx = approx or (after["near"] or after["more"]) is not None
        found.low = value if after["low"] and value is not None else found.low
        found.high = value if after["high"] and value is not None else found.high
    found.approx = approx
    found.hedge = "".join(hedges) if hedges else None

"""Remarks on figures that don't fit each other; every figure counts with its rounding.

Nothing is corrected. A figure stands for the interval of numbers that round to it, so that
published figures that are right raise no alarm; masked, approximate and bounded figures are
left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from govtext.records import Finding, Metric

__all__ = ["check_figures", "find_destroyed"]

_DESTROYED: Final = re.compile(
    r"(?:\d{1,9}(?:\.\d{1,9})?)?\$\d{1,4}(?:\.?\$?\d{1,4}){0,4}[%‰]?"
    r"|(?<![\d.A-Za-z/])\d{1,4}\.\d{1,4}\.\d{1,6}(?:\.\d{1,6}){0,4}(?![\d.A-Za-z])[%‰]?"
    r"|\d{1,9}\.\.\d{1,9}[%‰]?|\d{1,9}[�?]\d{1,9}[%‰]?|�\d{1,9}[%‰]?"
)
# Signs without which no number is damaged; the pattern is tried only around them.
# It begins with a set of signs, for which the engine searches fast.
_DAMAGE: Final = re.compile(r"[$�?.](?:(?<!\.)|\d{0,4}\.)")
# The engine searches fast for one sign; the others stand in few texts.
_TWO_POINTS: Final = re.compile(r"\.\d{0,4}\.")
_DAMAGE_WINDOW: Final = 24
_DOTTED_DATE: Final = re.compile(r"(?:1[89]|20)\d\d\.\d{1,2}\.\d{1,2}\Z")
_NUMBER: Final = re.compile(r"\d+(?:[,，]\d{3})*(?:[.．]\s?(?P<decimals>\d+))?")
_SHARE: Final = re.compile(r"占|比重|占比|覆盖率|合格率|满意率|满意度")
_NO_SHARE: Final = re.compile(r"计划|预算|任务|目标|增长|贡献|相当")
_EXCLUSIVE: Final = re.compile(r"形态|[厅地县处乡科局]级|一般干部|其他人员")
_MEAN: Final = re.compile(r"年均|平均|每年|同比|比|较|递增|累计")
_AVERAGE: Final = re.compile(r"平均|人均|户均|每|率|寿命|年龄|价|指数|最[高低大多]")
_NOT_ADDED: Final = frozenset(
    ("percent", "percentage_point", "duration", "rate", "score", "rank", "multiple")
)
_HALF: Final = Decimal("0.5")


class _Interval(NamedTuple):
    """The numbers that a figure may stand for."""

    low: Decimal
    high: Decimal

    def meets(self, other: _Interval) -> bool:
        """Tell whether the two share a number."""
        return self.low <= other.high and other.low <= self.high


def find_destroyed(folded: str) -> tuple[Finding, ...]:
    """Return a remark for each number that damage made unreadable (``1$1.$2%``)."""
    found = []
    reached = 0
    signs = _DAMAGE if "$" in folded or "?" in folded or "�" in folded else _TWO_POINTS
    for sign in signs.finditer(folded):
        at = sign.start()
        if at < reached:
            continue
        near = max(reached, at - _DAMAGE_WINDOW)
        match = _DESTROYED.search(folded, near, at + 3 * _DAMAGE_WINDOW)
        if match is None:
            continue
        start, reached = match.span()
        if _DOTTED_DATE.match(match[0]) or ("$" not in match[0] and _opens_line(folded, start)):
            continue
        message = f"the number {match[0]!r} is damaged and was not read"
        found.append(Finding("destroyed-number", message, start, match.end()))
    return tuple(found)


def _opens_line(text: str, start: int) -> bool:
    return text.rfind("\n", max(0, start - 4), start) >= 0 or start == 0


def check_figures(text: str, metrics: Sequence[Metric]) -> tuple[Finding, ...]:
    """Return remarks on parts, shares, changes and repeated figures, in text order."""
    found = [
        *_check_parts(metrics),
        *_check_shares(metrics),
        *_check_changes(text, metrics),
        *_check_repeats(metrics),
    ]
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.code)))


def _interval(metric: Metric) -> _Interval | None:
    """Return what rounds to the figure, or None where it says no single number."""
    value = metric.value
    if value is None or metric.approx or metric.low is not None or metric.high is not None:
        return None
    half = _HALF * _last_place(metric.text, value)
    return _Interval(value - half, value + half)


def _last_place(text: str, value: Decimal) -> Decimal:
    """Return the worth of the last digit that is written."""
    number = _NUMBER.search(text)
    if number is not None:
        written = Decimal(re.sub(r"[,，\s]", "", number[0]).replace("．", "."))
        step = Decimal(1).scaleb(-len(number["decimals"] or ""))
        return step * (value / written) if written else step
    said = value.as_tuple()
    zeros = len(said.digits) - len(str(int("".join(map(str, said.digits)))).rstrip("0"))
    return Decimal(1).scaleb(int(said.exponent) + (zeros if value else 0))


def _check_parts(metrics: Sequence[Metric]) -> Iterator[Finding]:
    """Remark on a part above its total, and on exclusive parts that add up to more."""
    parts: dict[int, list[Metric]] = {}
    for metric in metrics:
        if metric.pair is not None and metric.kind not in _NOT_ADDED:
            if _AVERAGE.search(metric.indicator or ""):
                continue
            total = metrics[metric.pair]
            if total.unit == metric.unit:
                parts.setdefault(total.id, []).append(metric)
    for total_id, members in parts.items():
        whole = _interval(metrics[total_id])
        known = [(m, i) for m in members if (i := _interval(m)) is not None]
        if whole is None:
            continue
        for metric, part in known:
            if part.low > whole.high:
                yield _finding("part-exceeds-total", metric, metrics[total_id], "is more than")
        exclusive = all(_EXCLUSIVE.search(m.indicator or "") for m in members)
        if exclusive and len(known) == len(members) > 1:
            added = sum((part.low for _, part in known), Decimal(0))
            if added > whole.high and all(part.low <= whole.high for _, part in known):
                yield _finding(
                    "parts-exceed-total",
                    members[-1],
                    metrics[total_id],
                    "and the parts before add up to more than",
                )


def _finding(code: str, metric: Metric, other: Metric, relation: str) -> Finding:
    message = (
        f"{metric.text!r} ({metric.indicator}) {relation} {other.text!r} ({other.indicator})"
    )
    return Finding(code, message, metric.start, metric.end)


def _check_shares(metrics: Sequence[Metric]) -> Iterator[Finding]:
    """Remark on a share above 100, and on one that its figures don't give."""
    for metric in metrics:
        if metric.unit != "%" or metric.change not in (None, "to"):
            continue
        words = metric.indicator or ""
        if not _SHARE.search(words):
            continue
        said = _interval(metric)
        if said is None or _NO_SHARE.search(words):
            continue
        if said.low > 100:
            message = f"the share {metric.text!r} ({words}) is above 100"
            yield Finding("share-above-100", message, metric.start, metric.end)
        elif metric.pair is not None and words.endswith(("占", "占比")):
            yield from _check_share(metric, said, metrics)


def _check_share(
    metric: Metric, said: _Interval, metrics: Sequence[Metric]
) -> Iterator[Finding]:
    """Compare 占70.9% with its part and that part's total."""
    part = metrics[metric.pair or 0]
    if part.kind == "percent" or part.pair is None or metrics[part.pair].unit != part.unit:
        return
    above, below = _interval(part), _interval(metrics[part.pair])
    if above is None or below is None or below.low <= 0:
        return
    slack = (said.high - said.low) / 2  # the last digit of one share may close the sum to 100
    reckoned = _Interval(
        100 * above.low / below.high - slack, 100 * above.high / below.low + slack
    )
    if not said.meets(reckoned):
        yield _finding("share-mismatch", metric, part, "is not the share of")


def _check_changes(text: str, metrics: Sequence[Metric]) -> Iterator[Finding]:
    """Remark on 由A提高到B、提高C, where C is not what lies between A and B."""
    for first, second, third in zip(metrics, metrics[1:], metrics[2:], strict=False):
        if second.change != "to" or first.sentence != third.sentence:
            continue
        if (
            "番" in third.text
            or first.unit != second.unit
            or third.change not in ("increase", "decrease")
        ):
            continue
        if text[first.start - 1] not in "由从" or third.indicator != second.indicator:
            continue
        between = text[second.end : third.start]
        if len(between) > 8 or _MEAN.search(between):
            continue
        start, end, said = _interval(first), _interval(second), _interval(third)
        if start and end and said and not said.meets(_moved(start, end, third, first)):
            yield _finding("change-mismatch", third, second, "doesn't lead to")


def _moved(start: _Interval, end: _Interval, third: Metric, first: Metric) -> _Interval:
    """Return the size of the change between two levels in the unit of the third figure."""
    low, high = end.low - start.high, end.high - start.low
    if third.change == "decrease":
        low, high = -high, -low
    if third.unit == "倍" or (third.unit == "%" and first.unit != "%"):
        base = start if start.low > 0 else _Interval(Decimal(1), Decimal(1))
        factor = 1 if third.unit == "倍" else 100
        return _Interval(factor * low / base.high, factor * high / base.low)
    if third.unit == "%":
        wide = _Interval(min(low, 100 * low / start.high), max(high, 100 * high / start.low))
        return wide if start.low > 0 else _Interval(low, high)
    return _Interval(low, high)


def _check_repeats(metrics: Sequence[Metric]) -> Iterator[Finding]:
    """Remark on one indicator of one period stated twice with two values."""
    seen: dict[tuple[str | None, ...], Metric] = {}
    for metric in metrics:
        # Most figures have no date of their own.
        if not metric.period or metric.change not in (None, "to") or metric.status != "actual":
            continue
        if metric.indicator is None or len(metric.indicator) < 5 or metric.basis is not None:
            continue
        if not metric.period[:1].isdigit() or _interval(metric) is None:
            continue
        key = (metric.indicator, metric.unit, metric.period)
        other = seen.setdefault(key, metric)
        mine, theirs = _interval(metric), _interval(other)
        if mine and theirs and not mine.meets(theirs) and metric.paragraph != other.paragraph:
            yield _finding("conflicting-values", metric, other, "is stated before as")

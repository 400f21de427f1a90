"""A quantity that a report states about the world."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from importlib import import_module
from typing import Literal

from govtext.spans import CharSpan

__all__ = ["Basis", "Change", "Metric", "MetricKind", "MetricStatus", "Quantity"]

MetricKind = Literal[
    "count",
    "percent",
    "percentage_point",
    "money",
    "area",
    "length",
    "mass",
    "volume",
    "energy",
    "duration",
    "multiple",
    "rank",
    "score",
    "rate",
]
Change = Literal["increase", "decrease", "to", "flat"]
Basis = Literal["yoy", "qoq", "cumulative", "vs_start", "other"]
MetricStatus = Literal["actual", "target", "requirement"]


@dataclass(frozen=True)
class Metric:
    """One quantity with what it counts or measures (指标).

    Parameters
    ----------
    id
        Position in ``report.metrics``.
    start, end, text
        The quantity expression, approximators and unit included, as written.
    value
        The number in base units (1.2万件 is 12000), exact; None for a range of two
        numbers, for a mask, and where no number is written (数十名).
    low, high
        Bounds where the text gives a range or a bound, else None.
    approx
        Whether the figure is approximate (近, 约, 余, 多, 左右, …).
    hedge
        The words that approximate or bound it, as written, or None.
    masked
        Whether the number is masked (``**``).
    unit
        Canonical unit without its scale (件, 元, %, 百分点, …), or None.
    kind
        Kind of quantity.
    indicator
        The words that say what is counted or measured, or None.
    indicator_spans
        Where those words stand.
    indicator_key
        Stable key of the indicator: an id of the catalogue, or a normalised form of the
        words; the same for one indicator worded slightly differently.
    change
        Direction of a change, ``"to"`` for a level reached, or None for a plain level.
    basis
        What a change or total is against, or None.
    period
        The words that date it, or None.
    status
        A fact, a target of the reporting body, or a requirement made of others.
    paragraph, sentence
        Positions of the paragraph and the sentence it stands in.
    pair
        ``id`` of the figure it belongs to (人 of 起, a part of its total), or None.
    action
        ``id`` of the action whose object holds it, or None.

    Examples
    --------
    >>> import govtext
    >>> metric = govtext.analyze("全年立案1.2万件，同比增长5%。").metrics[0]
    >>> metric.text, metric.value, metric.unit, metric.indicator, metric.period
    ('1.2万件', Decimal('12000'), '件', '立案', '全年')
    """

    id: int
    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    approx: bool
    hedge: str | None
    masked: bool
    unit: str | None
    kind: MetricKind
    indicator: str | None
    indicator_spans: tuple[CharSpan, ...]
    indicator_key: str | None
    change: Change | None
    basis: Basis | None
    period: str | None
    status: MetricStatus
    paragraph: int
    sentence: int
    pair: int | None = None
    action: int | None = None

    @property
    def span(self) -> CharSpan:
        """The quantity expression as a span."""
        return CharSpan(self.start, self.end)

    @property
    def quantity(self) -> Quantity:
        """The quantity alone, without what it counts."""
        return Quantity(
            self.start,
            self.end,
            self.text,
            self.value,
            self.low,
            self.high,
            self.approx,
            self.hedge,
            self.masked,
            self.unit,
            self.kind,
        )


@dataclass(frozen=True)
class Quantity:
    """A quantity expression (数量): a number with its unit and what hedges or bounds it.

    Parameters
    ----------
    start, end, text
        The expression, approximators and unit included, as written.
    value
        The number in base units (1.2万件 is 12000), exact; None for a range of two
        numbers, for a mask, and where no number is written (数十名).
    low, high
        Bounds where the text gives a range or a bound, else None.
    approx
        Whether the figure is approximate (近, 约, 余, 多, 左右, …).
    hedge
        The words that approximate or bound it, as written, or None.
    masked
        Whether the number is a mask (``**``).
    unit
        Canonical unit without its scale (件, 元, %, 百分点, …), or None.
    kind
        Kind of quantity.

    Examples
    --------
    >>> import govtext
    >>> quantity = govtext.find_quantities("超过1200万人")[0]
    >>> quantity.text, quantity.low, quantity.unit, quantity.approx
    ('超过1200万人', Decimal('12000000'), '人', False)
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    approx: bool
    hedge: str | None
    masked: bool
    unit: str | None
    kind: MetricKind

    @property
    def span(self) -> CharSpan:
        """The quantity expression as a span."""
        return CharSpan(self.start, self.end)

    def to(self, unit: str) -> Quantity:
        """Return the same quantity in another unit that measures the same.

        Parameters
        ----------
        unit
            A unit as records name it (``"公顷"``).

        Returns
        -------
        Quantity
            Value and bounds converted, exact to 28 digits; place and text stay.

        Raises
        ------
        InputError
            A unit is unknown (``unit-unknown``), or the two don't measure the same
            (``unit-mismatch``): 件 never becomes 人.

        Examples
        --------
        >>> import govtext
        >>> (area,) = govtext.find_quantities("复垦耕地45亩")
        >>> area.to("公顷").value, area.to("公顷").unit
        (Decimal('3'), '公顷')
        >>> govtext.find_quantities("立案3件")[0].to("人")
        Traceback (most recent call last):
        govtext.errors.InputError: '件' cannot be converted to '人'; 件 converts only to 件
        """
        # The table of units lies above the records; it is loaded when somebody converts.
        units = import_module("govtext.metrics.units")
        units.convert(Decimal(0), self.unit or "", unit)  # refuses even what has no number
        value, low, high = (
            None if number is None else units.convert(number, self.unit, unit)
            for number in (self.value, self.low, self.high)
        )
        return replace(self, value=value, low=low, high=high, unit=unit)

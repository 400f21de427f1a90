"""Indicators over years and against each other: the figures of many reports in one frame."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from govtext.records.metric import Metric
from govtext.records.report import Report

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["compare", "issuer_of", "series"]

_COLUMNS = (
    "issuer",
    "year",
    "indicator_key",
    "unit",
    "value",
    "masked",
    "indicator",
    "text",
    "report",
    "metric",
    "n_mentions",
)
# Kinds of which a part is never more than the whole.
_ADDITIVE = frozenset(("count", "money", "area", "length", "mass", "volume", "energy"))
# 五年来, 2018年以来, “十三五”期间: no figure of the year reported on.
_MANY_YEARS = re.compile(
    r"[两二三四五六七八九十\d]\s*年(?:来|间|多来)|以来|十[一二三四五六]五|任期"
)


def issuer_of(report: Report) -> str:
    """Return the body that reports, or the report's identifier where it is not named."""
    return str(report.meta.issuer.value) if report.meta.issuer else report.source.id


def _is_level(metric: Metric) -> bool:
    """Tell whether the figure is a level reached, not a change or a target."""
    return metric.change in (None, "to") and metric.status == "actual"


def _standing(metric: Metric) -> tuple[bool, bool, float, int]:
    """Return what puts the figure that speaks for the year before others of one indicator.

    A figure of several years comes last; the level reached comes before the one started
    from (由17%提高到20%); a total comes before its parts; else the first one counts.
    """
    is_part = metric.kind in _ADDITIVE and metric.value is not None
    size = -float(metric.value or 0) if is_part else 0.0
    many_years = _MANY_YEARS.search(metric.period or "") is not None
    return many_years, metric.change != "to", size, metric.id


def _levels(report: Report) -> dict[tuple[str, str | None], list[Metric]]:
    """Return the levels of a report by indicator and unit, the one that counts first."""
    levels: dict[tuple[str, str | None], list[Metric]] = {}
    for metric in report.metrics:
        if metric.indicator_key and _is_level(metric):
            levels.setdefault((metric.indicator_key, metric.unit), []).append(metric)
    return {key: sorted(found, key=_standing) for key, found in levels.items()}


def _rows(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "issuer": issuer_of(report),
            "year": report.year,
            "indicator_key": key,
            "unit": unit,
            "value": _value(first),
            "masked": first.masked,
            "indicator": first.indicator,
            "text": first.text,
            "report": report.source.id,
            "metric": first.id,
            "n_mentions": 1 + len(others),
        }
        for (key, unit), (first, *others) in _levels(report).items()
    ]


def _value(metric: Metric | None) -> float | None:
    return None if metric is None or metric.value is None else float(metric.value)


def series(reports: Iterable[Report]) -> pd.DataFrame:
    """Return the levels that reports state, joined over years by ``indicator_key``.

    Changes (同比增长……), targets and requirements are left out. Where a report states one
    indicator several times, the level reached is taken before the one it started from, a
    total before its parts, and a figure of several years last; ``n_mentions`` says how often.

    Parameters
    ----------
    reports
        Reports of one or more bodies and years.

    Returns
    -------
    A frame with one row a report, indicator and unit, sorted by issuer, indicator and year;
    a masked figure has no value and ``masked`` true.

    Examples
    --------
    >>> import govtext
    >>> reports = [govtext.analyze(f"全年立案{n}件。", year=2020 + n) for n in (2, 3)]
    >>> series(reports)[["year", "value"]].to_numpy().tolist()
    [[2022, 2.0], [2023, 3.0]]
    """
    import pandas as pd

    rows = [row for report in reports for row in _rows(report)]
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    frame = frame.astype({"year": "Int64", "value": "float64"})
    return frame.sort_values(
        ["issuer", "indicator_key", "unit", "year"], kind="stable", ignore_index=True
    )


def compare(one: Report, other: Report) -> pd.DataFrame:
    """Return the levels of two reports side by side: two years, or two bodies.

    Parameters
    ----------
    one, other
        The reports; usually the earlier one first.

    Returns
    -------
    A frame with one row an indicator and unit, in the order of ``one``, what only ``other``
    states at the end: ``indicator``, ``one`` and ``other`` (the values), ``difference``,
    ``ratio`` (other to one), ``one_text`` and ``other_text`` (the figures as written, null
    where a report doesn't state the indicator).

    Examples
    --------
    >>> import govtext
    >>> old, new = (govtext.analyze(f"全年立案{n}件。") for n in (20, 25))
    >>> compare(old, new)[["one", "other", "difference", "ratio"]].to_numpy().tolist()
    [[20.0, 25.0, 5.0, 1.25]]
    """
    import pandas as pd

    left, right = _levels(one), _levels(other)
    rows: list[dict[str, Any]] = []
    for key, unit in {**left, **right}:
        first, second = (levels.get((key, unit), [None])[0] for levels in (left, right))
        stated = first or second
        rows.append(
            {
                "indicator_key": key,
                "unit": unit,
                "indicator": stated and stated.indicator,
                "one": _value(first),
                "other": _value(second),
                "one_text": first and first.text,
                "other_text": second and second.text,
            }
        )
    names = ["indicator_key", "unit", "indicator", "one", "other", "one_text", "other_text"]
    frame = pd.DataFrame(rows, columns=names).astype({"one": "float64", "other": "float64"})
    frame.insert(5, "difference", frame["other"] - frame["one"])
    frame.insert(6, "ratio", (frame["other"] / frame["one"]).where(frame["one"] != 0))
    return frame

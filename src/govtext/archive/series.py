"""One indicator over years: the figures of many reports in one frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from govtext.records.metric import Metric
from govtext.records.report import Report

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["series"]

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


def _is_level(metric: Metric) -> bool:
    """Tell whether the figure is a level reached, not a change or a target."""
    return metric.change in (None, "to") and metric.status == "actual"


def _rows(report: Report) -> list[dict[str, Any]]:
    rows: dict[tuple[str, str | None], dict[str, Any]] = {}
    issuer = str(report.meta.issuer.value) if report.meta.issuer else report.source.id
    for metric in report.metrics:
        if metric.indicator_key is None or not _is_level(metric):
            continue
        row = rows.setdefault(
            (metric.indicator_key, metric.unit),
            {
                "issuer": issuer,
                "year": report.year,
                "indicator_key": metric.indicator_key,
                "unit": metric.unit,
                "value": None if metric.value is None else float(metric.value),
                "masked": metric.masked,
                "indicator": metric.indicator,
                "text": metric.text,
                "report": report.source.id,
                "metric": metric.id,
                "n_mentions": 0,
            },
        )
        row["n_mentions"] += 1
    return list(rows.values())


def series(reports: Iterable[Report]) -> pd.DataFrame:
    """Return the levels that reports state, joined over years by ``indicator_key``.

    Changes (同比增长……), targets and requirements are left out. Where a report states one
    indicator several times the first figure is taken, and ``n_mentions`` says how often.

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

"""Which years of which bodies an archive holds, and which are missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from govtext.archive.series import issuer_of
from govtext.records.report import Report

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["coverage"]

_COUNTS = ("n_reports", "characters", "n_metrics", "n_actions", "n_findings")


def _counts(report: Report) -> tuple[int, ...]:
    records = (report.metrics, report.actions, report.findings)
    return (1, len(report.text), *map(len, records))


def coverage(reports: Iterable[Report]) -> pd.DataFrame:
    r"""Return what there is of each body and year; years missing in between have zeros.

    Parameters
    ----------
    reports
        Reports of one or more bodies and years.

    Returns
    -------
    A frame with the columns ``issuer``, ``year``, ``n_reports``, ``characters``,
    ``n_metrics``, ``n_actions`` and ``n_findings``: one row for each year from a body's first
    report to its last, and one with ``year`` null for reports that state none.

    Examples
    --------
    >>> import govtext
    >>> texts = ["中共甲县委员会", "全年立案7件。"]
    >>> reports = [govtext.analyze("\n".join(texts), year=year) for year in (2019, 2021)]
    >>> coverage(reports)[["year", "n_reports"]].to_numpy().tolist()
    [[2019, 1], [2020, 0], [2021, 1]]
    """
    import pandas as pd

    found: dict[tuple[str, int | None], tuple[int, ...]] = {}
    for report in reports:
        key = issuer_of(report), report.year
        before = found.get(key, (0,) * len(_COUNTS))
        found[key] = tuple(map(sum, zip(before, _counts(report), strict=True)))
    rows: list[dict[str, Any]] = []
    for issuer in sorted({issuer for issuer, _ in found}):
        years = [year for name, year in found if name == issuer and year is not None]
        span: list[int | None] = [*range(min(years), max(years) + 1)] if years else []
        for year in [*span, None]:
            counts = found.get((issuer, year))
            if counts or year is not None:
                values = counts or (0,) * len(_COUNTS)
                named = dict(zip(_COUNTS, values, strict=True))
                rows.append({"issuer": issuer, "year": year, **named})
    frame = pd.DataFrame(rows, columns=["issuer", "year", *_COUNTS])
    return frame.astype(dict.fromkeys(("year", *_COUNTS), "Int64"))

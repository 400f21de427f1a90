"""A figure while its sentence is read."""

from __future__ import annotations

from dataclasses import dataclass

from govtext.metrics.candidate import Candidate
from govtext.records import Basis, Change, MetricStatus
from govtext.spans import CharSpan

__all__ = ["Draft"]


@dataclass(slots=True)
class Draft:
    """A figure with what its sentence says about it.

    Parameters
    ----------
    found
        The figure as scanned.
    indicator
        Where the words stand that say what is counted.
    attributive
        Whether those words stand behind the figure, as its noun.
    acting
        The words that may open with the verb of the clause, or None.
    change, status, basis, period
        As in :class:`govtext.records.Metric`.
    pair
        How many figures on stands the one it belongs to, or None.
    """

    found: Candidate
    indicator: tuple[CharSpan, ...] = ()
    attributive: bool = False
    acting: CharSpan | None = None
    change: Change | None = None
    status: MetricStatus = "actual"
    basis: Basis | None = None
    period: str | None = None
    pair: int | None = None

"""A figure while its sentence is read."""

from __future__ import annotations

from dataclasses import dataclass

from govtext.metrics.candidate import Candidate
from govtext.records import Basis, Change, MetricStatus
from govtext.spans import CharSpan

__all__ = ["Draft"]


@dataclass(slots=True)
class Draft:
    """A figure with what its sentence says about it; ``pair`` counts from itself."""

    found: Candidate
    indicator: tuple[CharSpan, ...] = ()
    change: Change | None = None
    status: MetricStatus = "actual"
    attributive: bool = False
    verb: CharSpan | None = None
    basis: Basis | None = None
    period: str | None = None
    pair: int | None = None

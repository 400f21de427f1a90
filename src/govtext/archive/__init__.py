"""Many reports to series, comparisons, carried-over text and promises."""

from govtext.archive.carried import CarriedOver, find_carried_over
from govtext.archive.coverage import coverage
from govtext.archive.promises import Outcome, Promise, track_promises
from govtext.archive.series import compare, series

__all__ = [
    "CarriedOver",
    "Outcome",
    "Promise",
    "compare",
    "coverage",
    "find_carried_over",
    "series",
    "track_promises",
]

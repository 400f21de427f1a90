"""Quantities with indicator, unit, change, basis, period and status."""

from govtext.metrics.finder import MetricFinder
from govtext.metrics.quantities import scan_quantities
from govtext.metrics.units import convert

__all__ = ["MetricFinder", "convert", "scan_quantities"]

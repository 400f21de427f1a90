"""Quantities with indicator, unit, change, basis, period and status."""

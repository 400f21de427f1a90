"""govtext reads Chinese policy reports."""

__version__ = "0.1.0"

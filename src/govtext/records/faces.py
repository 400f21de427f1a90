"""The faces of a report: forms, frames, pages and pictures that other modules make of it.

A record knows none of them, so that importing records loads nothing and imports keep going
one way. The names below are looked up when one is first asked for, as those of the package
root are.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

__all__ = ["FACES", "load_face"]

FACES: Final = {
    "ReportPlots": "govtext.present.plots",
    "count_terms": "govtext.segment.keywords",
    "find_report_keywords": "govtext.segment.keywords",
    "render_fragment": "govtext.present.page",
    "render_page": "govtext.present.page",
    "report_from_dict": "govtext.records.codec",
    "report_from_json": "govtext.records.codec",
    "report_to_dict": "govtext.records.codec",
    "report_to_frame": "govtext.records.frames",
    "report_to_json": "govtext.records.codec",
}


def load_face(name: str) -> Any:
    """Return what makes a face of a report, by its name in ``FACES``."""
    return getattr(import_module(FACES[name]), name)

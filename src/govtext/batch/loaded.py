"""Whether this process came with the analysis loaded: a note that a fork carries on."""

from __future__ import annotations

__all__ = ["is_loaded", "mark_loaded"]

_state = {"loaded": False}


def is_loaded() -> bool:
    """Tell whether this process, or the one it was forked from, loaded the analysis."""
    return _state["loaded"]


def mark_loaded() -> None:
    """Take down that everything is loaded; processes forked from this one know it too."""
    _state["loaded"] = True

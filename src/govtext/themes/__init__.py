"""Themes: what each paragraph is about, with evidence, doubt and the right to abstain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govtext.themes.finder import ThemeFinder
from govtext.themes.model import ThemeModel, load_model, save_model
from govtext.themes.taxonomy import Taxonomy, load_taxonomy
from govtext.themes.training_data import LabelledParagraph, read_rows

if TYPE_CHECKING:
    from govtext.themes.estimators import PolicyVectorizer, ThemeClassifier

__all__ = [
    "LabelledParagraph",
    "PolicyVectorizer",
    "Taxonomy",
    "ThemeClassifier",
    "ThemeFinder",
    "ThemeModel",
    "load_model",
    "load_taxonomy",
    "read_rows",
    "save_model",
]

_SKLEARN = ("PolicyVectorizer", "ThemeClassifier")


def __getattr__(name: str) -> Any:
    """Load the estimators when asked for: scikit-learn takes seconds to import."""
    if name in _SKLEARN:
        from govtext.themes import estimators

        return getattr(estimators, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

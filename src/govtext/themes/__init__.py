"""Themes: what each paragraph is about, with evidence, doubt and the right to abstain."""

from govtext.themes.finder import ThemeFinder
from govtext.themes.taxonomy import Taxonomy, load_taxonomy

__all__ = ["Taxonomy", "ThemeFinder", "load_taxonomy"]

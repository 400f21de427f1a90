"""Lexicons: TSV and TOML data, loaded once into immutable tables and matchers."""

from govtext.lexicon.matcher import Lexicon, LexiconEntry, load_lexicon
from govtext.lexicon.tables import Table, Topic, load_topic

__all__ = ["Lexicon", "LexiconEntry", "Table", "Topic", "load_lexicon", "load_topic"]

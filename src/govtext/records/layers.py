"""What the finders of themes, metrics and actions read."""

from __future__ import annotations

from dataclasses import dataclass

from govtext.records.structure import Meta, Paragraph, Sentence
from govtext.records.term import Term, Words
from govtext.spans import TextView

__all__ = ["Layers"]


@dataclass(frozen=True)
class Layers:
    """The layers below the finders; every offset in them counts ``view.text``.

    Parameters
    ----------
    view
        The text as read, with its map to the original.
    meta
        Particulars of the document.
    paragraphs, sentences
        Layout, in text order. Sentences tile the paragraphs' text.
    words
        Words with their tags; terms, numerals and masks are whole.
    terms
        Terms of the lexicon, in text order, without overlaps.
    """

    view: TextView
    meta: Meta
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    words: Words
    terms: tuple[Term, ...]

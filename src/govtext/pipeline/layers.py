"""The layers that the finders read, from a Doc; those that no component made are made here."""

from __future__ import annotations

from spacy.tokens import Doc

from govtext.pipeline.store import DocStore
from govtext.pipeline.tokenizer import segmenter_versions
from govtext.records.layers import Layers
from govtext.segment import Segmenter
from govtext.structure import read_structure

__all__ = ["complete_layers"]


def complete_layers(doc: Doc) -> Layers:
    """Return what the finders read; what no component made is made and kept on the Doc."""
    store = DocStore(doc)
    if not store.has("structure"):
        found = read_structure(store.view())
        store.put_structure(found.meta, found.paragraphs, found.sentences, found.findings)
    if not store.has("words"):
        segmenter = Segmenter()
        store.put_versions(segmenter_versions(segmenter))
        store.put_words(*segmenter.segment(store.view()))
    return store.layers()

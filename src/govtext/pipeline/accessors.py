"""Typed reading of what our components wrote: ``doc._.govtext`` and functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.tokens import Doc

import govtext
from govtext.analyzer import assemble_report, to_source
from govtext.pipeline.layers import complete_layers
from govtext.pipeline.store import DocStore
from govtext.records.report import Report

__all__ = ["doc_to_report", "register_extensions"]


def doc_to_report(doc: Doc) -> Report:
    """Return the report that our components found in a Doc.

    Layers whose component was not in the pipeline are empty. Offsets count ``doc.text``.

    Parameters
    ----------
    doc
        A Doc that went through at least one of our components.

    Returns
    -------
    What ``govtext.analyze(doc.text)`` gives where all components ran.

    Examples
    --------
    >>> from govtext.pipeline import load
    >>> doc_to_report(load()("查处问题7起。")).metrics[0].text
    '7起'
    """
    layers = complete_layers(doc)
    store = DocStore(doc)
    return assemble_report(
        to_source(doc.text),
        layers,
        themes=store.themes() if store.has("themes") else [None] * len(layers.paragraphs),
        metrics=store.metrics() if store.has("metrics") else (),
        actions=store.actions() if store.has("actions") else (),
        findings=store.findings(),
        provenance={"govtext": govtext.__version__, **store.versions()},
    )


def _reader(field: str) -> Callable[[Doc], Any]:
    def read(doc: Doc) -> Any:
        return getattr(doc_to_report(doc), field)

    return read


def register_extensions() -> None:
    """Register ``doc._.govtext`` and one accessor a layer; calling it again does nothing.

    Examples
    --------
    >>> register_extensions()
    >>> Doc.has_extension("govtext_metrics")
    True
    """
    if Doc.has_extension("govtext"):
        return
    Doc.set_extension("govtext", getter=doc_to_report)
    for layer in ("paragraphs", "sentences", "terms", "metrics", "actions", "findings"):
        Doc.set_extension(f"govtext_{layer}", getter=_reader(layer))
    Doc.set_extension(
        "govtext_themes", getter=lambda doc: [p.theme for p in doc_to_report(doc).paragraphs]
    )

"""The finders as spaCy components: ``predict`` is pure, ``annotate`` writes on the Doc."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

from spacy.language import Language
from spacy.tokens import Doc, Span

from govtext.actions import ActionFinder
from govtext.lexicon import load_lexicon
from govtext.metrics import MetricFinder
from govtext.pipeline.accessors import register_extensions
from govtext.pipeline.layers import complete_layers
from govtext.pipeline.store import DocStore
from govtext.pipeline.tokenizer import segmenter_versions
from govtext.records.action import Action
from govtext.records.finding import Finding
from govtext.records.metric import Metric
from govtext.records.term import Term, Words
from govtext.records.theme import Theme
from govtext.segment import Segmenter
from govtext.spans import CharSpan, OffsetMap
from govtext.structure import Structure, read_structure
from govtext.themes import ThemeFinder

__all__ = [
    "ActionsComponent",
    "MetricsComponent",
    "StructureComponent",
    "TermsComponent",
    "ThemesComponent",
]


def _set_spans(
    doc: Doc, layer: str, marks: Iterable[tuple[CharSpan, str]], offsets: OffsetMap
) -> None:
    """Write token-aligned views of records; a mark that cuts a token covers it whole."""
    spans: list[Span] = []
    for span, label in marks:
        start, end = offsets.span_to_original(span)
        found = doc.char_span(start, end, label=label, alignment_mode="expand")
        if found is not None:
            spans.append(found)
    doc.spans[f"govtext_{layer}"] = spans


class _Component:
    """What all components share: they pickle by their fields and save as configuration."""

    def __init__(self) -> None:
        register_extensions()

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        register_extensions()


class StructureComponent(_Component):
    """Headings, paragraph roles, leads, items, sentences and document particulars.

    Parameters
    ----------
    year
        The year reported on; None takes it from the text.
    """

    def __init__(self, year: int | None = None) -> None:
        super().__init__()
        self.year = year

    def predict(self, doc: Doc) -> Structure:
        """Return the layout of a Doc."""
        return read_structure(DocStore(doc).view(), year=self.year)

    def annotate(self, doc: Doc, structure: Structure) -> Doc:
        """Write the layout on the Doc."""
        store = DocStore(doc)
        store.put_structure(
            structure.meta, structure.paragraphs, structure.sentences, structure.findings
        )
        marks = [(p.span, p.role) for p in structure.paragraphs]
        _set_spans(doc, "paragraphs", marks, store.view().offsets)
        return doc

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with what was found written on it."""
        return self.annotate(doc, self.predict(doc))


class TermsComponent(_Component):
    """Words and terms; on a Doc of our tokenizer those it found are kept.

    Parameters
    ----------
    lexicon
        TSV files of further terms.
    engine
        Word segmenter.
    """

    def __init__(
        self, lexicon: Sequence[str] = (), engine: Literal["rjieba", "jieba"] = "rjieba"
    ) -> None:
        super().__init__()
        self.lexicon = list(lexicon)
        paths = [Path(path) for path in lexicon]
        self.segmenter = Segmenter(lexicon=load_lexicon(paths), engine=engine)

    def predict(self, doc: Doc) -> tuple[Words, tuple[Term, ...]]:
        """Return words and terms of a Doc."""
        store = DocStore(doc)
        if store.has("words") and not self.lexicon:
            return store.words(), store.terms()
        return self.segmenter.segment(store.view())

    def annotate(self, doc: Doc, found: tuple[Words, tuple[Term, ...]]) -> Doc:
        """Write words and terms on the Doc."""
        store = DocStore(doc)
        if not store.has("words") or self.lexicon:
            store.put_versions(segmenter_versions(self.segmenter))
        store.put_words(*found)
        _set_spans(doc, "terms", [(t.span, t.kind) for t in found[1]], store.view().offsets)
        return doc

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with what was found written on it."""
        return self.annotate(doc, self.predict(doc))


class ThemesComponent(_Component):
    """One theme a paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self.finder = ThemeFinder()

    def predict(self, doc: Doc) -> tuple[Theme | None, ...]:
        """Return the theme decisions, one a paragraph."""
        return self.finder.find(complete_layers(doc))

    def annotate(self, doc: Doc, themes: tuple[Theme | None, ...]) -> Doc:
        """Write the theme decisions on the Doc."""
        store = DocStore(doc)
        store.put_themes(themes)
        store.put_versions({"theme_model": self.finder.version})
        marks = [
            (paragraph.span, theme.label)
            for paragraph, theme in zip(store.paragraphs(), themes, strict=True)
            if theme and theme.label
        ]
        _set_spans(doc, "themes", marks, store.view().offsets)
        return doc

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with what was found written on it."""
        return self.annotate(doc, self.predict(doc))


class MetricsComponent(_Component):
    """Quantities."""

    def __init__(self) -> None:
        super().__init__()
        self.finder = MetricFinder()

    def predict(self, doc: Doc) -> tuple[tuple[Metric, ...], tuple[Finding, ...]]:
        """Return metrics, and the findings made on the way."""
        return self.finder.find(complete_layers(doc))

    def annotate(self, doc: Doc, found: tuple[tuple[Metric, ...], tuple[Finding, ...]]) -> Doc:
        """Write metrics and findings on the Doc."""
        store = DocStore(doc)
        store.put_metrics(found[0])
        store.put_findings("metrics", found[1])
        store.put_versions({"indicators": self.finder.version})
        _set_spans(doc, "metrics", [(m.span, m.kind) for m in found[0]], store.view().offsets)
        return doc

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with what was found written on it."""
        return self.annotate(doc, self.predict(doc))


class ActionsComponent(_Component):
    """Action phrases; they refer to metrics, which are found first where they are missing."""

    def __init__(self) -> None:
        super().__init__()
        self.finder = ActionFinder()

    def predict(self, doc: Doc) -> tuple[Action, ...]:
        """Return the actions."""
        layers = complete_layers(doc)
        store = DocStore(doc)
        if not store.has("metrics"):
            MetricsComponent()(doc)
        return self.finder.find(layers, store.metrics())

    def annotate(self, doc: Doc, actions: tuple[Action, ...]) -> Doc:
        """Write the actions on the Doc."""
        store = DocStore(doc)
        store.put_actions(actions)
        store.put_versions({"verbs": self.finder.version})
        _set_spans(doc, "actions", [(a.span, a.status) for a in actions], store.view().offsets)
        return doc

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with what was found written on it."""
        return self.annotate(doc, self.predict(doc))


@Language.factory(
    "govtext_structure",
    default_config={"year": None},
    assigns=["doc.spans", "doc._.govtext_paragraphs", "doc._.govtext_sentences"],
)
def create_structure(nlp: Language, name: str, year: int | None) -> StructureComponent:
    """Return the component; spaCy calls this."""
    return StructureComponent(year)


@Language.factory(
    "govtext_terms",
    default_config={"lexicon": [], "engine": "rjieba"},
    assigns=["doc.spans", "doc._.govtext_terms"],
)
def create_terms(
    nlp: Language, name: str, lexicon: list[str], engine: Literal["rjieba", "jieba"]
) -> TermsComponent:
    """Return the component; spaCy calls this."""
    return TermsComponent(lexicon, engine)


@Language.factory(
    "govtext_themes",
    requires=["doc._.govtext_paragraphs", "doc._.govtext_terms"],
    assigns=["doc.spans", "doc._.govtext_themes"],
)
def create_themes(nlp: Language, name: str) -> ThemesComponent:
    """Return the component; spaCy calls this."""
    return ThemesComponent()


@Language.factory(
    "govtext_metrics",
    requires=["doc._.govtext_paragraphs", "doc._.govtext_terms"],
    assigns=["doc.spans", "doc._.govtext_metrics"],
)
def create_metrics(nlp: Language, name: str) -> MetricsComponent:
    """Return the component; spaCy calls this."""
    return MetricsComponent()


@Language.factory(
    "govtext_actions",
    requires=["doc._.govtext_paragraphs", "doc._.govtext_terms", "doc._.govtext_metrics"],
    assigns=["doc.spans", "doc._.govtext_actions"],
)
def create_actions(nlp: Language, name: str) -> ActionsComponent:
    """Return the component; spaCy calls this."""
    return ActionsComponent()

"""The finders as spaCy components: ``predict`` is pure, ``annotate`` writes on the Doc."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

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
from govtext.themes import ThemeFinder, load_model, load_taxonomy

__all__ = [
    "ActionsComponent",
    "MetricsComponent",
    "StructureComponent",
    "TermsComponent",
    "ThemesComponent",
]


_Found = TypeVar("_Found")


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


class _Component(ABC, Generic[_Found]):
    """What all components share: they pickle by their fields and save as configuration."""

    def __init__(self) -> None:
        register_extensions()

    @abstractmethod
    def predict(self, doc: Doc) -> _Found:
        """Return what is found; the Doc stays as it is."""

    @abstractmethod
    def annotate(self, doc: Doc, found: _Found) -> Doc:
        """Write what was found on the Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with what was found written on it."""
        return self.annotate(doc, self.predict(doc))

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        register_extensions()


class StructureComponent(_Component[Structure]):
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

    def annotate(self, doc: Doc, found: Structure) -> Doc:
        """Write the layout on the Doc."""
        store = DocStore(doc)
        store.put_structure(found.meta, found.paragraphs, found.sentences, found.findings)
        marks = [(p.span, p.role) for p in found.paragraphs]
        _set_spans(doc, "paragraphs", marks, store.view().offsets)
        return doc


class TermsComponent(_Component[tuple[Words, tuple[Term, ...]]]):
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
        self.lexicon: list[str] = list(lexicon)
        paths = [Path(path) for path in lexicon]
        self.segmenter: Segmenter = Segmenter(lexicon=load_lexicon(paths), engine=engine)

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


class ThemesComponent(_Component[tuple[Theme | None, ...]]):
    """One theme a paragraph.

    Parameters
    ----------
    taxonomy
        TOML file of themes; None takes the five shipped ones.
    model
        Folder of a model that ``govtext train`` wrote for this taxonomy; None takes the
        shipped one for the shipped taxonomy, and the cues alone for any other.
    """

    def __init__(self, taxonomy: str | None = None, model: str | None = None) -> None:
        super().__init__()
        themes = load_taxonomy(taxonomy)
        self.finder: ThemeFinder = ThemeFinder(
            taxonomy=themes, model=None if model is None else load_model(model, themes)
        )

    def predict(self, doc: Doc) -> tuple[Theme | None, ...]:
        """Return the theme decisions, one a paragraph."""
        return self.finder.find(complete_layers(doc))

    def annotate(self, doc: Doc, found: tuple[Theme | None, ...]) -> Doc:
        """Write the theme decisions on the Doc."""
        store = DocStore(doc)
        store.put_themes(found)
        store.put_versions({"theme_model": self.finder.version})
        marks = [
            (paragraph.span, theme.label)
            for paragraph, theme in zip(store.structure()[1], found, strict=True)
            if theme and theme.label
        ]
        _set_spans(doc, "themes", marks, store.view().offsets)
        return doc


class MetricsComponent(_Component[tuple[tuple[Metric, ...], tuple[Finding, ...]]]):
    """Quantities."""

    def __init__(self) -> None:
        super().__init__()
        self.finder: MetricFinder = MetricFinder()

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


class ActionsComponent(_Component[tuple[Action, ...]]):
    """Action phrases; they refer to metrics, which are found first where they are missing.

    Parameters
    ----------
    keep_problems
        Whether to read sentences that state shortcomings too.
    open_verbs
        Whether words that only the tagger takes for verbs count too.
    """

    def __init__(self, *, keep_problems: bool = False, open_verbs: bool = False) -> None:
        super().__init__()
        self.finder: ActionFinder = ActionFinder(
            keep_problems=keep_problems, open_verbs=open_verbs
        )

    def predict(self, doc: Doc) -> tuple[Action, ...]:
        """Return the actions."""
        layers = complete_layers(doc)
        store = DocStore(doc)
        if not store.has("metrics"):
            MetricsComponent()(doc)
        return self.finder.find(layers, store.metrics())

    def annotate(self, doc: Doc, found: tuple[Action, ...]) -> Doc:
        """Write the actions on the Doc."""
        store = DocStore(doc)
        store.put_actions(found)
        store.put_versions({"verbs": self.finder.version})
        _set_spans(doc, "actions", [(a.span, a.status) for a in found], store.view().offsets)
        return doc


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
    default_config={"taxonomy": None, "model": None},
    requires=["doc._.govtext_paragraphs", "doc._.govtext_terms"],
    assigns=["doc.spans", "doc._.govtext_themes"],
)
def create_themes(
    nlp: Language, name: str, taxonomy: str | None, model: str | None
) -> ThemesComponent:
    """Return the component; spaCy calls this."""
    return ThemesComponent(taxonomy, model)


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
    default_config={"keep_problems": False, "open_verbs": False},
    requires=["doc._.govtext_paragraphs", "doc._.govtext_terms", "doc._.govtext_metrics"],
    assigns=["doc.spans", "doc._.govtext_actions"],
)
def create_actions(
    nlp: Language, name: str, *, keep_problems: bool, open_verbs: bool
) -> ActionsComponent:
    """Return the component; spaCy calls this."""
    return ActionsComponent(keep_problems=keep_problems, open_verbs=open_verbs)

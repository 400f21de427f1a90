"""What our components keep on a Doc: plain lists and dicts, so that it survives bytes.

``doc.user_data["govtext"]`` holds the JSON form of the layers found so far, its offsets
counting the view of the text (what the finders read); figures are text, so that no digit is
lost. Records are rebuilt from it when asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from govtext.records.action import Action
from govtext.records.codec import (
    action_to_form,
    form_to_action,
    form_to_meta,
    form_to_metric,
    form_to_paragraph,
    form_to_sentences,
    form_to_theme,
    meta_to_form,
    metric_to_form,
    paragraph_to_form,
    plan_passages,
    theme_to_form,
)
from govtext.records.finding import Finding
from govtext.records.layers import Layers
from govtext.records.metric import Metric
from govtext.records.structure import Meta, Paragraph, Sentence
from govtext.records.term import Term, Words
from govtext.records.theme import Theme
from govtext.spans import TextView
from govtext.text.view import make_view

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["DocStore"]

_KEY = "govtext"


def _span_rows(spans: Iterable[tuple[int, int]]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


class DocStore:
    """Typed reading and writing of our layers on one Doc.

    Parameters
    ----------
    doc
        The Doc; its ``user_data`` holds everything.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._form: dict[str, Any] = doc.user_data.setdefault(_KEY, {})

    def has(self, layer: str) -> bool:
        """Tell whether a layer was found already."""
        return layer in self._form

    def view(self) -> TextView:
        """Return the text as the finders read it."""
        return make_view(self.doc.text)

    def put_versions(self, versions: Mapping[str, str]) -> None:
        """Keep the versions of the data that a component used."""
        self._form.setdefault("versions", {}).update(versions)

    def versions(self) -> dict[str, str]:
        """Return the versions of the data used so far."""
        return dict(self._form.get("versions", {}))

    def put_structure(
        self,
        meta: Meta,
        paragraphs: Iterable[Paragraph],
        sentences: Iterable[Sentence],
        findings: Iterable[Finding],
    ) -> None:
        """Keep the layout."""
        sentences = tuple(sentences)
        self._form["structure"] = {
            "meta": meta_to_form(meta),
            "paragraphs": [paragraph_to_form(p) for p in paragraphs],
            "sentences": [[s.start, s.end] for s in sentences],
            "clauses": _span_rows(c for s in sentences for c in s.clauses),
            "plans": plan_passages(sentences),
        }
        self.put_findings("structure", findings)

    def put_findings(self, layer: str, findings: Iterable[Finding]) -> None:
        """Keep the findings that one component made."""
        self._form[f"{layer}.findings"] = [
            [f.code, f.message, f.start, f.end] for f in findings
        ]

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings of all components, in text order."""
        rows = [
            Finding(*row)
            for name, found in self._form.items()
            if name.endswith(".findings")
            for row in found
        ]
        return tuple(sorted(rows, key=lambda f: (f.start, f.end, f.code)))

    def put_words(self, words: Words, terms: Iterable[Term]) -> None:
        """Keep words and terms."""
        self._form["words"] = [list(words.starts), list(words.ends), list(words.tags)]
        self._form["terms"] = [list(term) for term in terms]

    def words(self) -> Words:
        """Return the words."""
        starts, ends, tags = self._form["words"]
        return Words(tuple(starts), tuple(ends), tuple(tags))

    def terms(self) -> tuple[Term, ...]:
        """Return the terms."""
        return tuple(Term(*row) for row in self._form["terms"])

    def meta(self) -> Meta:
        """Return the particulars of the document."""
        return form_to_meta(self._form["structure"]["meta"])

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs, without their themes."""
        return tuple(map(form_to_paragraph, self._form["structure"]["paragraphs"]))

    def layers(self) -> Layers:
        """Return what the finders of themes, metrics and actions read."""
        structure = self._form["structure"]
        paragraphs = self.paragraphs()
        sentences = form_to_sentences(structure, paragraphs)
        return Layers(
            self.view(), self.meta(), paragraphs, sentences, self.words(), self.terms()
        )

    def put_themes(self, themes: Iterable[Theme | None]) -> None:
        """Keep the theme decisions, one a paragraph."""
        self._form["themes"] = [theme_to_form(theme) for theme in themes]

    def themes(self) -> tuple[Theme | None, ...]:
        """Return the theme decisions, one a paragraph."""
        return tuple(map(form_to_theme, self._form["themes"]))

    def put_metrics(self, metrics: Iterable[Metric]) -> None:
        """Keep the metrics."""
        rows = []
        for metric in metrics:
            form = metric_to_form(metric, exact=True)
            for name in ("value", "low", "high"):
                form[name] = None if form[name] is None else str(form[name])
            rows.append(form)
        self._form["metrics"] = rows

    def metrics(self) -> tuple[Metric, ...]:
        """Return the metrics."""
        return tuple(map(form_to_metric, self._form["metrics"]))

    def put_actions(self, actions: Iterable[Action]) -> None:
        """Keep the actions."""
        self._form["actions"] = [action_to_form(action) for action in actions]

    def actions(self) -> tuple[Action, ...]:
        """Return the actions."""
        return tuple(map(form_to_action, self._form["actions"]))

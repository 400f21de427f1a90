"""What our components keep on a Doc: plain lists and dicts, so that it survives bytes.

``doc.user_data["govtext"]`` holds the JSON form of the layers found so far, its offsets
counting the view of the text (what the finders read); figures are text, so that no digit is
lost. Records are rebuilt from it when asked for, once a Doc and process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

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
_T = TypeVar("_T")


class _Form(dict[str, Any]):
    """The plain form on a Doc, beside it the records of this process.

    spaCy writes it as the dict that it is; the records stay behind.
    """

    def __init__(self, form: Mapping[str, Any] = {}) -> None:
        super().__init__(form)
        self.records: dict[str, Any] = {}

    def __reduce__(self) -> tuple[type[dict[str, Any]], tuple[dict[str, Any]]]:
        return dict, (dict(self),)


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
        form = doc.user_data.get(_KEY)
        if not isinstance(form, _Form):
            form = doc.user_data[_KEY] = _Form(form or {})
        self._form: _Form = form

    def _record(self, layer: str, rebuild: Callable[[], _T]) -> _T:
        """Return records kept in this process, rebuilt where there are none."""
        records = self._form.records
        if layer not in records:
            records[layer] = rebuild()
        found: _T = records[layer]
        return found

    def _put(self, layer: str, form: Any, records: Any) -> None:
        self._form[layer] = form
        self._form.records[layer] = records
        self._form.records.pop("layers", None)

    def has(self, layer: str) -> bool:
        """Tell whether a layer was found already."""
        return layer in self._form

    def put_view(self, view: TextView) -> None:
        """Keep the text as the finders read it, for this process."""
        self._form.records["view"] = view

    def view(self) -> TextView:
        """Return the text as the finders read it."""
        # A Doc joins its text from the tokens each time it is asked.
        return self._record("view", lambda: make_view(self.doc.text))

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
        paragraphs, sentences = tuple(paragraphs), tuple(sentences)
        form = {
            "meta": meta_to_form(meta),
            "paragraphs": [paragraph_to_form(p) for p in paragraphs],
            "sentences": [[s.start, s.end] for s in sentences],
            "clauses": _span_rows(c for s in sentences for c in s.clauses),
            "plans": plan_passages(sentences),
        }
        self._put("structure", form, (meta, paragraphs, sentences))
        self.put_findings("structure", findings)

    def structure(self) -> tuple[Meta, tuple[Paragraph, ...], tuple[Sentence, ...]]:
        """Return particulars, paragraphs without their themes, and sentences."""
        return self._record("structure", self._rebuild_structure)

    def _rebuild_structure(self) -> tuple[Meta, tuple[Paragraph, ...], tuple[Sentence, ...]]:
        form = self._form["structure"]
        paragraphs = tuple(map(form_to_paragraph, form["paragraphs"]))
        return form_to_meta(form["meta"]), paragraphs, form_to_sentences(form, paragraphs)

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
        terms = tuple(terms)
        self._put("words", [list(words.starts), list(words.ends), list(words.tags)], words)
        self._put("terms", [list(term) for term in terms], terms)

    def words(self) -> Words:
        """Return the words."""
        return self._record("words", lambda: Words(*map(tuple, self._form["words"])))

    def terms(self) -> tuple[Term, ...]:
        """Return the terms."""
        return self._record("terms", lambda: tuple(Term(*row) for row in self._form["terms"]))

    def layers(self) -> Layers:
        """Return what the finders of themes, metrics and actions read."""
        return self._record(
            "layers", lambda: Layers(self.view(), *self.structure(), self.words(), self.terms())
        )

    def put_themes(self, themes: Iterable[Theme | None]) -> None:
        """Keep the theme decisions, one a paragraph."""
        themes = tuple(themes)
        self._put("themes", [theme_to_form(theme) for theme in themes], themes)

    def themes(self) -> tuple[Theme | None, ...]:
        """Return the theme decisions, one a paragraph."""
        return self._record("themes", lambda: tuple(map(form_to_theme, self._form["themes"])))

    def put_metrics(self, metrics: Iterable[Metric]) -> None:
        """Keep the metrics."""
        metrics = tuple(metrics)
        rows = []
        for metric in metrics:
            form = metric_to_form(metric, exact=True)
            for name in ("value", "low", "high"):
                form[name] = None if form[name] is None else str(form[name])
            rows.append(form)
        self._put("metrics", rows, metrics)

    def metrics(self) -> tuple[Metric, ...]:
        """Return the metrics."""
        return self._record(
            "metrics", lambda: tuple(map(form_to_metric, self._form["metrics"]))
        )

    def put_actions(self, actions: Iterable[Action]) -> None:
        """Keep the actions."""
        actions = tuple(actions)
        self._put("actions", [action_to_form(action) for action in actions], actions)

    def actions(self) -> tuple[Action, ...]:
        """Return the actions."""
        return self._record(
            "actions", lambda: tuple(map(form_to_action, self._form["actions"]))
        )

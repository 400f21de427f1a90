"""Report to the JSON form and back.

The keys are those of ``report.schema.json``; a change of form is a new ``SCHEMA``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib import resources
from itertools import chain
from typing import Any

from govtext.errors import InputError, shorten
from govtext.records.action import Action
from govtext.records.finding import Finding
from govtext.records.metric import Metric
from govtext.records.report import Report
from govtext.records.source import Source
from govtext.records.structure import (
    Meta,
    MetaField,
    Paragraph,
    Sentence,
    SentencePart,
)
from govtext.records.term import Term, Words
from govtext.records.theme import Theme
from govtext.spans import CharSpan

__all__ = [
    "SCHEMA",
    "encode_report",
    "json_schema",
    "report_from_dict",
    "report_from_json",
    "report_to_dict",
    "report_to_json",
]

SCHEMA = "govtext/report/1"
_META_FIELDS = ("title", "issuer", "doc_number", "date", "year", "genre")
_METRIC_FIELDS = (
    "id",
    "start",
    "end",
    "text",
    "value",
    "low",
    "high",
    "approx",
    "hedge",
    "masked",
    "unit",
    "kind",
    "indicator",
    "indicator_spans",
    "indicator_key",
    "change",
    "basis",
    "period",
    "status",
    "paragraph",
    "sentence",
    "pair",
    "action",
)
_ACTION_SPANS = ("object", "agent_span", "target_span", "document_span")
_ACTION_FIELDS = (
    "id",
    "verb",
    "object",
    "agent",
    "agent_span",
    "target",
    "target_span",
    "document",
    "document_span",
    "status",
    "lead",
    "result",
    "key",
    "specificity",
    "metrics",
    "paragraph",
    "sentence",
)


@cache
def _schema_text() -> str:
    return (
        resources.files("govtext.records")
        .joinpath("report.schema.json")
        .read_text(encoding="utf-8")
    )


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the JSON form.

    Returns
    -------
    A new object at each call.

    Examples
    --------
    >>> json_schema()["properties"]["schema"]["const"]
    'govtext/report/1'
    """
    schema: dict[str, Any] = json.loads(_schema_text())
    return schema


def _plain_number(value: Decimal | None) -> int | float | None:
    """Return the figure as int where it is whole, else as float."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _span(span: CharSpan | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _spans(spans: Iterable[CharSpan]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "path": source.path,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "encoding": source.encoding,
    }


def meta_to_form(meta: Meta) -> dict[str, Any]:
    """Return the JSON form of a document's particulars."""
    form: dict[str, Any] = {}
    for name in _META_FIELDS:
        found: MetaField | None = getattr(meta, name)
        form[name] = found and {
            "value": found.value,
            "start": found.span.start if found.span else None,
            "end": found.span.end if found.span else None,
        }
    return form


def theme_to_form(theme: Theme | None) -> dict[str, Any] | None:
    """Return the JSON form of a theme decision; None stays None."""
    if theme is None:
        return None
    return {
        "label": theme.label,
        "by": theme.by,
        "score": theme.score,
        "content_label": theme.content_label,
        "section_label": theme.section_label,
        "conflict": theme.conflict,
        "subtheme": theme.subtheme,
        "evidence": _spans(theme.evidence),
    }


def paragraph_to_form(paragraph: Paragraph) -> dict[str, Any]:
    """Return the JSON form of a paragraph."""
    return {
        "id": paragraph.id,
        "start": paragraph.start,
        "end": paragraph.end,
        "role": paragraph.role,
        "level": paragraph.level,
        "number": paragraph.number,
        "heading": _span(paragraph.heading),
        "lead": _span(paragraph.lead),
        "items": _spans(paragraph.items),
        "section": paragraph.section,
        "theme": theme_to_form(paragraph.theme),
    }


def plan_passages(sentences: Iterable[Sentence]) -> list[list[int]]:
    """Return the passages on the next period, neighbouring sentences joined."""
    passages: list[list[int]] = []
    joins = False
    for sentence in sentences:
        if sentence.is_plan and joins:
            passages[-1][1] = sentence.end
        elif sentence.is_plan:
            passages.append([sentence.start, sentence.end])
        joins = sentence.is_plan
    return passages


def metric_to_form(metric: Metric, *, exact: bool) -> dict[str, Any]:
    """Return the JSON form of a metric; ``exact`` keeps its figures as Decimal."""
    form = {name: getattr(metric, name) for name in _METRIC_FIELDS}
    form["indicator_spans"] = _spans(metric.indicator_spans)
    if not exact:
        for name in ("value", "low", "high"):
            form[name] = _plain_number(form[name])
    return form


def action_to_form(action: Action) -> dict[str, Any]:
    """Return the JSON form of an action."""
    form = {name: getattr(action, name) for name in _ACTION_FIELDS}
    form["verb"] = list(action.verb)
    form["metrics"] = list(action.metrics)
    for name in _ACTION_SPANS:
        form[name] = _span(form[name])
    return form


def report_to_dict(report: Report, *, words: bool = False) -> dict[str, Any]:
    """Return the JSON form of a report, figures as int or float.

    Parameters
    ----------
    report
        The report.
    words
        Whether to include the words.

    Examples
    --------
    >>> import govtext
    >>> report_to_dict(govtext.analyze("共3件。"))["schema"]
    'govtext/report/1'
    """
    form = _to_form(report, words=words)
    form["paragraphs"] = [paragraph_to_form(paragraph) for paragraph in report.paragraphs]
    form["clauses"] = _spans(form["clauses"])
    form["metrics"] = [metric_to_form(metric, exact=False) for metric in report.metrics]
    form["actions"] = [action_to_form(action) for action in report.actions]
    return form


def _to_form(report: Report, *, words: bool) -> dict[str, Any]:
    """Return the JSON form, its many records as they are; all else is plain."""
    form: dict[str, Any] = {
        "schema": SCHEMA,
        "source": _source(report.source),
        "meta": meta_to_form(report.meta),
        "text": report.text,
        "paragraphs": report.paragraphs,
        "sentences": [[s.start, s.end] for s in report.sentences],
        "clauses": list(chain.from_iterable(s.clauses for s in report.sentences)),
        "plans": plan_passages(report.sentences),
    }
    if words:
        columns = (report.words.starts, report.words.ends, report.words.tags)
        form["words"] = [list(word) for word in zip(*columns, strict=True)]
    form["terms"] = [
        {"start": start, "end": end, "term": term, "kind": kind}
        for start, end, term, kind in report.terms
    ]
    form["metrics"] = report.metrics
    form["actions"] = report.actions
    form["findings"] = [
        {"code": f.code, "message": f.message, "start": f.start, "end": f.end}
        for f in report.findings
    ]
    form["provenance"] = dict(report.provenance)
    return form


def report_to_json(report: Report, *, words: bool = False) -> str:
    """Return the JSON form as one line of text, with every digit of every figure.

    Parameters
    ----------
    report
        The report.
    words
        Whether to include the words.

    Examples
    --------
    >>> import govtext
    >>> report_to_json(govtext.analyze("共3件。"))[:30]
    '{"schema":"govtext/report/1","'
    """
    return encode_report(report, words=words).decode("utf-8")


def encode_report(report: Report, *, words: bool = False) -> bytes:
    """Return the same as ``report_to_json`` in UTF-8, without a str on the way.

    Parameters
    ----------
    report
        The report.
    words
        Whether to include the words.

    Examples
    --------
    >>> import govtext
    >>> encode_report(govtext.analyze("共3件。"))[:30]
    b'{"schema":"govtext/report/1","'
    """
    import msgspec

    # The encoder writes the records by itself, a third of the time that dicts would take;
    # their fields stand in the order of the form.
    form = _to_form(report, words=words)
    try:
        return msgspec.json.Encoder(decimal_format="number").encode(form)
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8 form; ASCII escapes keep it.
        plain = report_to_dict(report, words=words)
        return json.dumps(plain, separators=(",", ":")).encode()


def _to_span(value: Any) -> CharSpan | None:
    return None if value is None else CharSpan(int(value[0]), int(value[1]))


def _to_spans(values: Iterable[Any]) -> tuple[CharSpan, ...]:
    return tuple(CharSpan(int(start), int(end)) for start, end in values)


def _to_decimal(value: Any) -> Decimal | None:
    if value is None or isinstance(value, Decimal):
        return value
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def form_to_theme(form: Mapping[str, Any] | None) -> Theme | None:
    """Return the theme decision of a form; None stays None."""
    if form is None:
        return None
    return Theme(
        form["label"],
        form["by"],
        float(form["score"]),
        form["content_label"],
        form["section_label"],
        form["conflict"],
        form["subtheme"],
        _to_spans(form["evidence"]),
    )


def form_to_paragraph(form: Mapping[str, Any]) -> Paragraph:
    """Return the paragraph of a form."""
    return Paragraph(
        form["id"],
        form["start"],
        form["end"],
        form["role"],
        form["level"],
        form["number"],
        _to_span(form["heading"]),
        _to_span(form["lead"]),
        _to_spans(form["items"]),
        form["section"],
        form_to_theme(form["theme"]),
    )


def _part(start: int, paragraph: Paragraph) -> SentencePart:
    """Return what the sentence at ``start`` is for in its paragraph."""
    heading, lead = paragraph.heading, paragraph.lead
    if paragraph.role == "heading" or (heading and start < heading.end):
        return "heading"
    return "lead" if lead and lead.start <= start < lead.end else "body"


def form_to_sentences(
    form: Mapping[str, Any], paragraphs: Sequence[Paragraph]
) -> tuple[Sentence, ...]:
    """Return the sentences, with what the form says of paragraphs, clauses and plans."""
    clauses, plans = _to_spans(form["clauses"]), _to_spans(form["plans"])
    sentences = []
    number = first = 0
    for span in _to_spans(form["sentences"]):
        while number + 1 < len(paragraphs) and paragraphs[number].end <= span.start:
            number += 1
        last = first
        while last < len(clauses) and clauses[last].end <= span.end:
            last += 1
        is_plan = any(plan.contains(span) for plan in plans)
        part = _part(span.start, paragraphs[number])
        sentences.append(Sentence(*span, number, clauses[first:last], part, is_plan))
        first = last
    return tuple(sentences)


def form_to_metric(form: Mapping[str, Any]) -> Metric:
    """Return the metric of a form."""
    values = {name: form[name] for name in _METRIC_FIELDS}
    values["indicator_spans"] = _to_spans(values["indicator_spans"])
    for name in ("value", "low", "high"):
        values[name] = _to_decimal(values[name])
    return Metric(**values)


def form_to_action(form: Mapping[str, Any]) -> Action:
    """Return the action of a form."""
    values = {name: form[name] for name in _ACTION_FIELDS}
    values["verb"] = CharSpan(*values["verb"])
    values["metrics"] = tuple(values["metrics"])
    for name in _ACTION_SPANS:
        values[name] = _to_span(values[name])
    return Action(**values)


def form_to_meta(form: Mapping[str, Any]) -> Meta:
    """Return the particulars of a form."""
    fields: dict[str, MetaField | None] = {}
    for name in _META_FIELDS:
        found = form[name]
        if found is None:
            fields[name] = None
            continue
        start = found["start"]
        span = None if start is None else CharSpan(start, found["end"])
        fields[name] = MetaField(found["value"], span)
    return Meta(**fields)


def _to_words(rows: Iterable[Any]) -> Words:
    columns = list(zip(*rows, strict=True))
    return Words(*map(tuple, columns)) if columns else Words()


def _build(form: Mapping[str, Any]) -> Report:
    paragraphs = tuple(map(form_to_paragraph, form["paragraphs"]))
    return Report(
        source=Source(**form["source"], text=form["text"]),
        meta=form_to_meta(form["meta"]),
        paragraphs=paragraphs,
        sentences=form_to_sentences(form, paragraphs),
        terms=tuple(Term(**term) for term in form["terms"]),
        metrics=tuple(map(form_to_metric, form["metrics"])),
        actions=tuple(map(form_to_action, form["actions"])),
        findings=tuple(Finding(**finding) for finding in form["findings"]),
        words=_to_words(form.get("words", ())),
        provenance=dict(form["provenance"]),
    )


def report_from_dict(form: Mapping[str, Any]) -> Report:
    """Return the report that a JSON form describes.

    Parameters
    ----------
    form
        An object of the schema ``govtext/report/1``.

    Raises
    ------
    InputError
        The form has another schema (code ``report-schema``), or a key is missing or holds
        a value of the wrong kind (code ``report-broken``).

    Examples
    --------
    >>> report_from_dict({"schema": "other/9"})
    Traceback (most recent call last):
    govtext.errors.InputError: schema 'other/9' is not 'govtext/report/1'; analyse the text again
    """
    schema = form.get("schema") if hasattr(form, "get") else None
    if schema != SCHEMA:
        raise InputError(
            f"schema {shorten(schema)} is not {SCHEMA!r}; analyse the text again",
            "report-schema",
        )
    try:
        return _build(form)
    except (LookupError, TypeError, ValueError, ArithmeticError) as error:
        raise InputError(
            f"the report does not fit its schema ({type(error).__name__}: "
            f"{shorten(str(error))}); check it against govtext.json_schema()",
            "report-broken",
        ) from error


def report_from_json(text: str | bytes) -> Report:
    """Return the report that a line of JSON describes, every digit of its figures kept.

    Parameters
    ----------
    text
        JSON text of the schema ``govtext/report/1``.

    Raises
    ------
    InputError
        The text is not JSON (code ``report-broken``), or not such a report.

    Examples
    --------
    >>> report_from_json("{}")
    Traceback (most recent call last):
    govtext.errors.InputError: schema None is not 'govtext/report/1'; analyse the text again
    """
    try:
        form = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"the text is not JSON ({shorten(str(error))}); give one whole line that "
            "Report.to_json or `govtext analyze --format json` printed",
            "report-broken",
        ) from error
    return report_from_dict(form)

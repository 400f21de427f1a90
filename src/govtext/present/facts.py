"""What a page shows of a report, computed once; the renderers only lay it out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath
from typing import Any

from govtext.present.labels import Labels
from govtext.records.action import Action
from govtext.records.finding import Finding
from govtext.records.metric import Metric
from govtext.records.report import Report
from govtext.records.structure import Paragraph

__all__ = ["Facts", "Line", "Piece", "ThemeFact", "figure_text", "gather_facts"]


@dataclass(frozen=True)
class Piece:
    """A run of characters that are marked alike.

    Parameters
    ----------
    text
        The characters.
    classes
        CSS classes: ``m`` metric, ``k`` masked, ``v`` verb, ``o`` object, ``t`` term.
    anchors
        Ids of the records that begin here.
    hint
        What a pointer resting on it shows.
    """

    text: str
    classes: str = ""
    anchors: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Line:
    """One paragraph with its marks and the note in its margin."""

    paragraph: Paragraph
    theme: str | None
    note: str
    hint: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ThemeFact:
    """How much of the report a theme takes."""

    label: str
    name: str
    paragraphs: int
    characters: int
    stated: int
    masked: int
    share: float


@dataclass(frozen=True)
class Facts:
    """Everything that a page shows.

    Parameters
    ----------
    title
        Title of the report, or its id.
    particulars
        Pairs of label and value: issuer, year, counts.
    findings, themes, lines, metrics, actions
        Rows of the page, in text order.
    """

    title: str
    particulars: tuple[tuple[str, str], ...]
    findings: tuple[dict[str, Any], ...]
    themes: tuple[ThemeFact, ...]
    lines: tuple[Line, ...]
    metrics: tuple[dict[str, Any], ...]
    actions: tuple[dict[str, Any], ...]


def figure_text(metric: Metric) -> str:
    """Return the value of a metric as people write it.

    Parameters
    ----------
    metric
        The metric; a mask gives ``"*"``, a range ``"3–5"``, nothing readable ``""``.

    Examples
    --------
    >>> import govtext
    >>> [figure_text(m) for m in govtext.analyze("投资1.25万元，查处**人。").metrics]
    ['12,500', '*']
    """
    if metric.masked:
        return "*"
    if metric.value is not None:
        return f"{metric.value.normalize():,f}"
    if metric.low is not None and metric.high is not None:
        return f"{metric.low.normalize():,f}–{metric.high.normalize():,f}"
    if metric.low is not None:
        return f"≥ {metric.low.normalize():,f}"
    return f"≤ {metric.high.normalize():,f}" if metric.high is not None else ""


def _metric_hint(metric: Metric, labels: Labels) -> str:
    parts = [
        f"{labels('page', 'metric')}: {metric.indicator or '—'}",
        f"{figure_text(metric)} {metric.unit or ''}".strip(),
        labels("change", metric.change),
        labels("basis", metric.basis),
        metric.period or "",
        labels("status", metric.status),
    ]
    return " · ".join(part for part in parts if part)


def _action_hint(report: Report, action: Action, labels: Labels) -> str:
    verb = action.verb.cut(report.text)
    said = f"{verb} {action.object.cut(report.text)}" if action.object else verb
    parts = [said, action.agent or "", action.target and f"→ {action.target}"]
    return " · ".join(part for part in [*parts, labels("status", action.status)] if part)


@dataclass
class _Marks:
    """What marks each character of one paragraph."""

    classes: list[str]
    owner: list[str]


def _mark(marks: _Marks, start: int, end: int, sign: str, owner: str) -> None:
    for index in range(max(start, 0), min(end, len(marks.classes))):
        marks.classes[index] += sign
        marks.owner[index] += f" {owner}"


def _pieces(
    report: Report,
    paragraph: Paragraph,
    metrics: list[Metric],
    actions: list[Action],
    labels: Labels,
) -> tuple[Piece, ...]:
    base = paragraph.start
    text = paragraph.span.cut(report.text)
    marks = _Marks([""] * len(text), [""] * len(text))
    hints: dict[str, str] = {}
    for action in actions:
        owner = f"a{action.id}"
        hints[owner] = _action_hint(report, action, labels)
        _mark(marks, action.verb.start - base, action.verb.end - base, "v", owner)
        if action.object:
            _mark(marks, action.object.start - base, action.object.end - base, "o", owner)
    for metric in metrics:
        owner = f"m{metric.id}"
        hints[owner] = _metric_hint(metric, labels)
        sign = "mk" if metric.masked else "m"
        _mark(marks, metric.start - base, metric.end - base, sign, owner)
    seen: set[str] = set()
    pieces = []
    for (signs, owned), run in groupby(
        range(len(text)), key=lambda i: (marks.classes[i], marks.owner[i])
    ):
        indices = list(run)
        owners = list(dict.fromkeys(owned.split()))
        anchors = tuple(owner for owner in owners if owner not in seen)
        seen.update(anchors)
        pieces.append(
            Piece(
                text[indices[0] : indices[-1] + 1],
                " ".join(sorted(set(signs))),
                anchors,
                "\n".join(hints[owner] for owner in reversed(owners)),
            )
        )
    return tuple(pieces)


def _note(paragraph: Paragraph, labels: Labels) -> tuple[str, str]:
    """Return the note in the margin and what a pointer on it shows."""
    theme = paragraph.theme
    if paragraph.role not in ("body", "intro"):
        return labels("role", paragraph.role), ""
    if theme is None or theme.label is None:
        return "", labels("theme", "none")
    hint = [
        f"{labels('by', theme.by)} {theme.score:.2f}",
        theme.subtheme or "",
        f"{labels('column', 'content_label')}: {labels('theme', theme.content_label)}",
        f"{labels('column', 'section_label')}: {labels('theme', theme.section_label)}",
    ]
    sign = " ⚠" if theme.conflict else ""
    return labels("theme", theme.label) + sign, "\n".join(part for part in hint if part)


def _lines(report: Report, labels: Labels) -> tuple[Line, ...]:
    metrics: dict[int, list[Metric]] = {}
    actions: dict[int, list[Action]] = {}
    for metric in report.metrics:
        metrics.setdefault(metric.paragraph, []).append(metric)
    for action in report.actions:
        actions.setdefault(action.paragraph, []).append(action)
    lines = []
    for paragraph in report.paragraphs:
        own = (metrics.get(paragraph.id, []), actions.get(paragraph.id, []))
        note, hint = _note(paragraph, labels)
        theme = paragraph.theme.label if paragraph.theme else None
        pieces = _pieces(report, paragraph, *own, labels)
        lines.append(Line(paragraph, theme, note, hint, pieces))
    return tuple(lines)


def _themes(report: Report, labels: Labels) -> tuple[ThemeFact, ...]:
    paragraphs: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    for paragraph in report.paragraphs:
        if paragraph.theme and paragraph.theme.label:
            paragraphs[paragraph.theme.label] += 1
            characters[paragraph.theme.label] += paragraph.end - paragraph.start
    stated: Counter[str] = Counter()
    masked: Counter[str] = Counter()
    for metric in report.metrics:
        theme = report.paragraphs[metric.paragraph].theme
        if theme and theme.label:
            (masked if metric.masked else stated)[theme.label] += 1
    total = characters.total() or 1
    return tuple(
        ThemeFact(
            label,
            labels("theme", label),
            paragraphs[label],
            count,
            stated[label],
            masked[label],
            count / total,
        )
        for label, count in characters.most_common()
    )


def _metric_rows(report: Report, labels: Labels) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "anchor": f"m{metric.id}",
            "indicator": metric.indicator or "",
            "text": metric.text,
            "value": figure_text(metric),
            "unit": metric.unit or "",
            "kind": labels("kind", metric.kind),
            "change": labels("change", metric.change),
            "basis": labels("basis", metric.basis),
            "period": metric.period or "",
            "status": labels("status", metric.status),
        }
        for metric in report.metrics
    )


def _action_rows(report: Report, labels: Labels) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "anchor": f"a{action.id}",
            "verb": action.verb.cut(report.text),
            "object": action.object.cut(report.text) if action.object else "",
            "agent": action.agent or "",
            "target": action.target or "",
            "document": action.document or "",
            "status": labels("status", action.status),
            "specificity": action.specificity,
        }
        for action in report.actions
    )


def _finding_row(report: Report, finding: Finding, labels: Labels) -> dict[str, Any]:
    number = next((p.id for p in report.paragraphs if p.start <= finding.start < p.end), 0)
    return {
        "anchor": f"p{number}",
        "code": labels("finding", finding.code),
        "text": finding.span.cut(report.text),
        "message": finding.message,
    }


def _particulars(report: Report, labels: Labels) -> tuple[tuple[str, str], ...]:
    meta = report.meta
    found = {
        "issuer": meta.issuer and str(meta.issuer.value),
        "year": str(report.year or ""),
        "genre": meta.genre and labels("genre", meta.genre.value),
        "doc_number": meta.doc_number and str(meta.doc_number.value),
        "date": meta.date and str(meta.date.value),
    }
    pairs = [(labels("page", name), value) for name, value in found.items() if value]
    counts = {
        "characters": len(report.text),
        "paragraphs": len(report.paragraphs),
        "metrics": len(report.metrics),
        "actions": len(report.actions),
        "findings": len(report.findings),
    }
    return (*pairs, *((labels("page", name), f"{n:,}") for name, n in counts.items()))


def _short_id(report: Report) -> str:
    """Return the file's name without its folders, or the report's id."""
    return PurePath(report.source.path or report.source.id).name


def gather_facts(report: Report, labels: Labels) -> Facts:
    """Return everything that a page shows of a report.

    Parameters
    ----------
    report
        The report.
    labels
        Labels in the language of the page.

    Examples
    --------
    >>> import govtext
    >>> from govtext.present.labels import load_labels
    >>> gather_facts(govtext.analyze("查处7起。"), load_labels()).metrics[0]["value"]
    '7'
    """
    title = str(report.meta.title.value) if report.meta.title else _short_id(report)
    return Facts(
        title=title,
        particulars=_particulars(report, labels),
        findings=tuple(_finding_row(report, f, labels) for f in report.findings),
        themes=_themes(report, labels),
        lines=_lines(report, labels),
        metrics=_metric_rows(report, labels),
        actions=_action_rows(report, labels),
    )

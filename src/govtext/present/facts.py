"""What a page shows of a report, computed once; the renderers only lay it out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from govtext.present.labels import Labels
from govtext.present.marks import Mark, Piece, cut_pieces
from govtext.records.action import Action
from govtext.records.finding import Finding
from govtext.records.metric import Metric
from govtext.records.report import Report
from govtext.records.structure import Paragraph
from govtext.segment import TermCount, count_terms

__all__ = ["Facts", "Line", "ThemeFact", "figure_text", "gather_facts"]

_BREAK = re.compile(r"[ \t\u3000]*[\r\n]\s*")


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
    """How much of the report a theme takes; ``share`` is of all text that may have one."""

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
    outline
        Anchor, level and text of each heading.
    terms
        Terms with their counts, most frequent first.
    findings, themes, lines, metrics, actions
        Rows of the page, in text order.
    """

    title: str
    particulars: tuple[tuple[str, str], ...]
    outline: tuple[tuple[str, int, str], ...]
    terms: tuple[TermCount, ...]
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


def _lay_marks(
    report: Report,
    metrics: Iterable[Metric],
    actions: Iterable[Action],
    findings: Iterable[Finding],
    labels: Labels,
) -> list[Mark]:
    """Return the marks of one paragraph, the most telling last."""
    marks = []
    for action in actions:
        hint, owner = _action_hint(report, action, labels), f"a{action.id}"
        if action.object:
            marks.append(Mark(action.object, "o", owner, hint))
        marks.append(Mark(action.verb, "v", owner, hint, linked=True))
    for metric in metrics:
        hint, sign = _metric_hint(metric, labels), "m k" if metric.masked else "m"
        marks.append(Mark(metric.span, sign, f"m{metric.id}", hint, linked=True))
    marks += [
        Mark(finding.span, "f", "f", "⚠ " + labels("finding", finding.code))
        for finding in findings
    ]
    return marks


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
    findings: dict[int, list[Finding]] = {}
    for finding in report.findings:
        findings.setdefault(_paragraph_of(report, finding), []).append(finding)
    lines = []
    for paragraph in report.paragraphs:
        number = paragraph.id
        marks = _lay_marks(
            report,
            metrics.get(number, ()),
            actions.get(number, ()),
            findings.get(number, ()),
            labels,
        )
        note, hint = _note(paragraph, labels)
        theme = paragraph.theme.label if paragraph.theme else None
        pieces = cut_pieces(paragraph.span.cut(report.text), paragraph.start, marks)
        lines.append(Line(paragraph, theme, note, hint, pieces))
    return tuple(lines)


def _outline(report: Report) -> tuple[tuple[str, int, str], ...]:
    """Return anchor, level and text of each heading, run-in headings included."""
    found = []
    for paragraph in report.paragraphs:
        span = paragraph.heading or (paragraph.span if paragraph.role == "heading" else None)
        if span:
            found.append((f"p{paragraph.id}", paragraph.level or 1, span.cut(report.text)))
    return tuple(found)


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
    total = sum(p.end - p.start for p in report.paragraphs if p.theme) or 1
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


def _flat(text: str | None) -> str:
    """Return a text on one line; a line break inside Chinese text stands for nothing."""
    return _BREAK.sub("", text or "")


def _metric_rows(report: Report, labels: Labels) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "anchor": f"m{metric.id}",
            "indicator": _flat(metric.indicator),
            "text": _flat(metric.text),
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
            "verb": _flat(action.verb.cut(report.text)),
            "object": _flat(action.object and action.object.cut(report.text)),
            "agent": _flat(action.agent),
            "target": _flat(action.target),
            "document": _flat(action.document),
            "status": labels("status", action.status),
            "specificity": action.specificity,
        }
        for action in report.actions
    )


def _paragraph_of(report: Report, finding: Finding) -> int:
    """Return the position of the paragraph that a finding begins in, or behind."""
    number = bisect_right(report.paragraphs, finding.start, key=lambda p: p.start)
    return max(number - 1, 0)


def _finding_row(report: Report, finding: Finding, labels: Labels) -> dict[str, Any]:
    return {
        "anchor": f"p{_paragraph_of(report, finding)}",
        "code": labels("finding", finding.code),
        "text": _flat(finding.span.cut(report.text)),
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
        outline=_outline(report),
        terms=count_terms(report.terms),
        findings=tuple(_finding_row(report, f, labels) for f in report.findings),
        themes=_themes(report, labels),
        lines=_lines(report, labels),
        metrics=_metric_rows(report, labels),
        actions=_action_rows(report, labels),
    )

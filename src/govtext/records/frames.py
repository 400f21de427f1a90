"""Report to pandas frames: one row a record, its source text beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, get_args

from govtext.errors import InputError, shorten
from govtext.records.codec import report_to_dict
from govtext.records.report import FrameName, Report
from govtext.spans import CharSpan

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FRAME_COLUMNS", "report_to_frame", "table_rows"]

_WHERE = ("report", "year")
_CONTEXT = ("section", "theme", "sentence_text")
FRAME_COLUMNS: dict[str, tuple[str, ...]] = {
    "paragraphs": (
        *_WHERE,
        "id",
        "role",
        "level",
        "number",
        "section",
        "theme",
        "theme_by",
        "theme_score",
        "content_label",
        "section_label",
        "conflict",
        "subtheme",
        "heading_text",
        "lead_text",
        "n_items",
        "text",
        "start",
        "end",
    ),
    "sentences": (
        *_WHERE,
        "id",
        "paragraph",
        "part",
        "is_plan",
        *_CONTEXT[:2],
        "text",
        "start",
        "end",
    ),
    "metrics": (
        *_WHERE,
        "id",
        "indicator",
        "indicator_key",
        "text",
        "value",
        "low",
        "high",
        "unit",
        "kind",
        "masked",
        "approx",
        "hedge",
        "change",
        "basis",
        "period",
        "status",
        "pair",
        "action",
        *_CONTEXT,
        "paragraph",
        "sentence",
        "start",
        "end",
    ),
    "actions": (
        *_WHERE,
        "id",
        "verb",
        "object",
        "agent",
        "target",
        "document",
        "status",
        "lead",
        "result",
        "key",
        "specificity",
        "n_metrics",
        *_CONTEXT,
        "paragraph",
        "sentence",
        "start",
        "end",
    ),
    "terms": (*_WHERE, "term", "kind", "start", "end"),
    "findings": (*_WHERE, "code", "message", "text", "start", "end"),
}
_FLOATS = ("value", "low", "high", "theme_score")
_INTEGERS = ("year", "level", "pair", "action")


def _context(report: Report, paragraph: int, sentence: int) -> dict[str, Any]:
    theme = report.paragraphs[paragraph].theme
    return {
        "section": report.heading_of(paragraph),
        "theme": theme.label if theme else None,
        "sentence_text": report.sentences[sentence].span.cut(report.text),
    }


def _cut(report: Report, span: CharSpan | None) -> str | None:
    return None if span is None else span.cut(report.text)


def _paragraph_rows(report: Report) -> Iterator[dict[str, Any]]:
    for paragraph in report.paragraphs:
        theme = paragraph.theme
        yield {
            "id": paragraph.id,
            "role": paragraph.role,
            "level": paragraph.level,
            "number": paragraph.number,
            "section": report.heading_of(paragraph.id),
            "theme": theme and theme.label,
            "theme_by": theme and theme.by,
            "theme_score": theme and theme.score,
            "content_label": theme and theme.content_label,
            "section_label": theme and theme.section_label,
            "conflict": theme and theme.conflict,
            "subtheme": theme and theme.subtheme,
            "heading_text": _cut(report, paragraph.heading),
            "lead_text": _cut(report, paragraph.lead),
            "n_items": len(paragraph.items),
            "text": paragraph.span.cut(report.text),
            "start": paragraph.start,
            "end": paragraph.end,
        }


def _sentence_rows(report: Report) -> Iterator[dict[str, Any]]:
    for number, sentence in enumerate(report.sentences):
        theme = report.paragraphs[sentence.paragraph].theme
        yield {
            "id": number,
            "paragraph": sentence.paragraph,
            "part": sentence.part,
            "is_plan": sentence.is_plan,
            "section": report.heading_of(sentence.paragraph),
            "theme": theme and theme.label,
            "text": sentence.span.cut(report.text),
            "start": sentence.start,
            "end": sentence.end,
        }


def _metric_rows(report: Report) -> Iterator[dict[str, Any]]:
    for form in report_to_dict(report)["metrics"]:
        yield {**form, **_context(report, form["paragraph"], form["sentence"])}


def _action_rows(report: Report) -> Iterator[dict[str, Any]]:
    for action in report.actions:
        yield {
            "id": action.id,
            "verb": action.verb.cut(report.text),
            "object": _cut(report, action.object),
            "agent": action.agent,
            "target": action.target,
            "document": action.document,
            "status": action.status,
            "lead": action.lead,
            "result": action.result,
            "key": action.key,
            "specificity": action.specificity,
            "n_metrics": len(action.metrics),
            **_context(report, action.paragraph, action.sentence),
            "paragraph": action.paragraph,
            "sentence": action.sentence,
            "start": action.span.start,
            "end": action.span.end,
        }


def _term_rows(report: Report) -> Iterator[dict[str, Any]]:
    for term in report.terms:
        yield term._asdict()


def _finding_rows(report: Report) -> Iterator[dict[str, Any]]:
    for finding in report.findings:
        yield {
            "code": finding.code,
            "message": finding.message,
            "text": finding.span.cut(report.text),
            "start": finding.start,
            "end": finding.end,
        }


_ROWS: dict[str, Callable[[Report], Iterator[dict[str, Any]]]] = {
    "paragraphs": _paragraph_rows,
    "sentences": _sentence_rows,
    "metrics": _metric_rows,
    "actions": _action_rows,
    "terms": _term_rows,
    "findings": _finding_rows,
}


def table_rows(report: Report, table: FrameName) -> list[dict[str, Any]]:
    """Return the rows of one table as plain dicts, with the columns of ``FRAME_COLUMNS``.

    Parameters
    ----------
    report
        The report.
    table
        Name of the table.

    Raises
    ------
    InputError
        No table has that name (code ``frame-unknown``).

    Examples
    --------
    >>> import govtext
    >>> table_rows(govtext.analyze("查处问题7起。"), "metrics")[0]["unit"]
    '起'
    """
    if table not in _ROWS:
        raise InputError(
            f"no table is called {shorten(table)}; ask for one of {', '.join(get_args(FrameName))}",
            "frame-unknown",
        )
    where = {"report": report.source.id, "year": report.year}
    columns = FRAME_COLUMNS[table]
    rows = []
    for row in _ROWS[table](report):
        whole = {**where, **row}
        rows.append({name: whole[name] for name in columns})
    return rows


def report_to_frame(report: Report, table: FrameName) -> pd.DataFrame:
    """Return one table of a report as a pandas frame.

    Parameters
    ----------
    report
        The report.
    table
        Name of the table.

    Raises
    ------
    InputError
        No table has that name (code ``frame-unknown``).

    Examples
    --------
    >>> import govtext
    >>> report_to_frame(govtext.analyze("查处问题7起。"), "metrics").shape[0]
    1
    """
    import pandas as pd

    frame = pd.DataFrame(table_rows(report, table), columns=list(FRAME_COLUMNS[table]))
    for name in frame.columns:
        if name in _FLOATS:
            frame[name] = frame[name].astype("float64")
        elif name in _INTEGERS:
            frame[name] = frame[name].astype("Int64")
    return frame

"""Tables that a run writes: their columns, types and meanings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

__all__ = ["TABLES", "Column", "arrow_schema", "schema_markdown"]


class Column(NamedTuple):
    """A column of a table.

    Parameters
    ----------
    name
        Its name.
    type
        ``string``, ``int64``, ``float64``, ``bool`` or ``binary``.
    meaning
        What it holds.
    """

    name: str
    type: str
    meaning: str


_REPORT = Column("report", "string", "identifier of the document: its path in the archive")
_WHERE = (
    _REPORT,
    Column("place", "string", "as in `documents`"),
    Column("year", "int64", "as in `documents`"),
)
_SPAN = (
    Column("start", "int64", "first character, offset into the text"),
    Column("end", "int64", "one past the last character"),
)
_CONTEXT = (
    Column("section", "string", "heading it stands under"),
    Column("theme", "string", "theme of its paragraph"),
    Column("sentence_text", "string", "its sentence"),
    Column("paragraph", "int64", "`id` of its paragraph"),
    Column("sentence", "int64", "number of its sentence"),
    *_SPAN,
)
_FILE = (
    _REPORT,
    Column("path", "string", "path that was opened; `a.zip!/b.txt` inside a zip"),
    Column("sha256", "string", "content hash of the file"),
)
_DUPLICATE = Column(
    "duplicate_of", "string", "the `report` with the same content that was analysed, else null"
)
_PLAN = Column("plan", "string", "key of configuration and versions that made the row")

TABLES: Mapping[str, tuple[Column, ...]] = {
    "documents": (
        *_FILE,
        Column("media_type", "string", "format that was read"),
        Column("encoding", "string", "text encoding found, null where the format settles it"),
        Column("place", "string", "place of the report: its words first, then its path"),
        Column("year", "int64", "year reported on: its words first, then its path"),
        Column("place_text", "string", "place by its words"),
        Column("year_text", "int64", "year by its words"),
        Column("place_path", "string", "place by its path"),
        Column("year_path", "int64", "year by its path"),
        Column("title", "string", "title"),
        Column("issuer", "string", "body that reports"),
        Column("doc_number", "string", "document number"),
        Column("date", "string", "date of issue, as far as it is given"),
        Column("genre", "string", "kind of report"),
        Column("characters", "int64", "length of the text"),
        Column("n_paragraphs", "int64", "rows in `paragraphs`"),
        Column("n_sentences", "int64", "sentences"),
        Column("n_metrics", "int64", "rows in `metrics`"),
        Column("n_actions", "int64", "rows in `actions`"),
        Column("n_findings", "int64", "rows in `findings`"),
        _DUPLICATE,
        _PLAN,
    ),
    "paragraphs": (
        *_WHERE,
        Column("id", "int64", "position in the report"),
        Column("role", "string", "`body`, `heading`, `title`, …"),
        Column("level", "int64", "heading level"),
        Column("number", "string", "numbering as written"),
        Column("section", "string", "heading it stands under"),
        Column("theme", "string", "theme, null where it carries none"),
        Column("theme_by", "string", "what decided the theme"),
        Column("theme_score", "float64", "probability of the decision"),
        Column("content_label", "string", "theme by the words alone"),
        Column("section_label", "string", "theme by the heading alone"),
        Column("conflict", "bool", "whether the two differ"),
        Column("subtheme", "string", "sub-theme"),
        Column("heading_text", "string", "heading that runs into the paragraph"),
        Column("lead_text", "string", "slogan-like first sentence"),
        Column("n_items", "int64", "run-in enumeration items"),
        Column("text", "string", "the paragraph as written"),
        *_SPAN,
    ),
    "metrics": (
        *_WHERE,
        Column("id", "int64", "position in the report"),
        Column("indicator", "string", "words that say what is counted"),
        Column("indicator_key", "string", "stable key of the indicator"),
        Column("text", "string", "the quantity as written"),
        Column(
            "value", "float64", "the figure in base units; null: masked, a range, unwritten"
        ),
        Column("low", "float64", "lower bound"),
        Column("high", "float64", "upper bound"),
        Column("value_exact", "string", "the figure with every digit"),
        Column("low_exact", "string", "lower bound with every digit"),
        Column("high_exact", "string", "upper bound with every digit"),
        Column("unit", "string", "canonical unit"),
        Column("kind", "string", "`count`, `percent`, `money`, …"),
        Column("masked", "bool", "whether the figure is masked"),
        Column("approx", "bool", "whether it is approximate"),
        Column("hedge", "string", "words that approximate or bound it"),
        Column("change", "string", "`increase`, `decrease`, `to`, `flat`"),
        Column("basis", "string", "`yoy`, `qoq`, `cumulative`, `vs_start`, `other`"),
        Column("period", "string", "words that date it"),
        Column("status", "string", "`actual`, `target`, `requirement`"),
        Column("pair", "int64", "`id` of the figure it belongs to"),
        Column("action", "int64", "`id` of the action whose object holds it"),
        *_CONTEXT,
    ),
    "actions": (
        *_WHERE,
        Column("id", "int64", "position in the report"),
        Column("verb", "string", "main verb"),
        Column("object", "string", "what it acts on"),
        Column("agent", "string", "who acts"),
        Column("target", "string", "to, into or at whom or what"),
        Column("document", "string", "title of the document named"),
        Column("status", "string", "`done`, `ongoing`, `planned`, `required`"),
        Column("lead", "bool", "whether it is the lead of its paragraph"),
        Column("result", "bool", "whether the object is an outcome"),
        Column("key", "string", "verb class and object head"),
        Column("specificity", "int64", "0 slogan to 3 named object with a figure or date"),
        Column("n_metrics", "int64", "metrics inside the object"),
        *_CONTEXT,
    ),
    "findings": (
        *_WHERE,
        Column("code", "string", "code, listed in findings.md"),
        Column("message", "string", "what deserves a second look"),
        Column("text", "string", "the place as written"),
        *_SPAN,
    ),
    "failures": (
        *_FILE,
        Column("code", "string", "code of the reason, listed in errors.md"),
        Column("message", "string", "the reason in a sentence"),
        Column("stage", "string", "`list`, `read`, `analyze` or `store`"),
        _DUPLICATE,
        _PLAN,
    ),
    "reports": (
        _REPORT,
        Column("json", "binary", "the JSON form of the report in UTF-8, compressed with zstd"),
        Column("json_bytes", "int64", "its length before compression"),
    ),
}


@cache
def arrow_schema(table: str) -> Any:
    """Return the Arrow schema of a table.

    Examples
    --------
    >>> arrow_schema("findings").names
    ['report', 'place', 'year', 'code', 'message', 'text', 'start', 'end']
    """
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "int64": pa.int64(),
        "float64": pa.float64(),
        "bool": pa.bool_(),
        "binary": pa.binary(),
    }
    return pa.schema([(column.name, types[column.type]) for column in TABLES[table]])


def schema_markdown() -> str:
    """Return the columns of every table as Markdown, for the documentation.

    Examples
    --------
    >>> schema_markdown().splitlines()[0]
    '### documents'
    """
    parts = []
    for table, columns in TABLES.items():
        rows = [f"| `{c.name}` | {c.type} | {c.meaning} |" for c in columns]
        head = [f"### {table}", "", "| column | type | what |", "| --- | --- | --- |"]
        parts.append("\n".join([*head, *rows]))
    return "\n\n".join(parts)

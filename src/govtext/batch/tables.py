"""Reports, failures and duplicates to Arrow record batches."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from importlib.abc import MetaPathFinder
from itertools import repeat
from operator import attrgetter
from typing import Any

from govtext.batch.place import Origin
from govtext.batch.schema import arrow_schema
from govtext.records.codec import encode_report
from govtext.records.report import Report
from govtext.records.structure import MetaField
from govtext.spans import CharSpan

__all__ = [
    "decode_json",
    "encode_row",
    "encode_rows",
    "report_batches",
    "report_columns",
    "string_array",
]

Columns = dict[str, Sequence[Any]]
# The next levels take half as much time again for a tenth of the space.
_LEVEL = 1


class _Context:
    """What the rows of one report share, computed once."""

    def __init__(self, report: Report) -> None:
        self.text = report.text
        self.report = report
        self.themes = [p.theme and p.theme.label for p in report.paragraphs]
        self.sections = [self._section(p.section) for p in report.paragraphs]

    def _section(self, section: int | None) -> str | None:
        if section is None:
            return None
        above = self.report.paragraphs[section]
        return (above.heading or above.span).cut(self.text)

    def cut(self, spans: Iterable[CharSpan | None]) -> list[str | None]:
        """Return the words of spans."""
        text = self.text
        return [None if span is None else text[span[0] : span[1]] for span in spans]

    def columns(self, paragraphs: Sequence[int], sentences: Sequence[int]) -> Columns:
        """Return the columns that say where metrics or actions stand."""
        text, found = self.text, self.report.sentences
        # One str a sentence, however many rows it has: Arrow encodes it once.
        cut = {n: text[found[n].start : found[n].end] for n in set(sentences)}
        return {
            "section": [self.sections[number] for number in paragraphs],
            "theme": [self.themes[number] for number in paragraphs],
            "sentence_text": [cut[number] for number in sentences],
            "paragraph": paragraphs,
            "sentence": sentences,
        }


def _plain(records: Sequence[Any], names: Sequence[str]) -> Columns:
    """Return attributes of records as columns; each record is looked at once."""
    columns = zip(*map(attrgetter(*names), records), strict=True) if records else repeat(())
    return dict(zip(names, columns, strict=False))


def _paragraphs(report: Report, context: _Context) -> Columns:
    rows = report.paragraphs
    themes = [p.theme for p in rows]
    return {
        **_plain(rows, ("id", "role", "level", "number", "start", "end")),
        "section": context.sections,
        "theme": context.themes,
        "theme_by": [t and t.by for t in themes],
        "theme_score": [t and t.score for t in themes],
        "content_label": [t and t.content_label for t in themes],
        "section_label": [t and t.section_label for t in themes],
        "conflict": [t and t.conflict for t in themes],
        "subtheme": [t and t.subtheme for t in themes],
        "heading_text": context.cut(p.heading for p in rows),
        "lead_text": context.cut(p.lead for p in rows),
        "n_items": [len(p.items) for p in rows],
        "text": context.cut(p.span for p in rows),
    }


_METRIC_PLAIN = (
    "id",
    "indicator",
    "indicator_key",
    "text",
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
    "paragraph",
    "sentence",
    "start",
    "end",
    "value",
    "low",
    "high",
)


def _metrics(report: Report, context: _Context) -> Columns:
    columns = _plain(report.metrics, _METRIC_PLAIN)
    columns |= context.columns(columns["paragraph"], columns["sentence"])
    for name in ("value", "low", "high"):
        values: Sequence[Decimal | None] = columns[name]
        columns[name] = [None if value is None else float(value) for value in values]
        columns[f"{name}_exact"] = [None if v is None else format(v, "f") for v in values]
    return columns


_ACTION_PLAIN = (
    "id",
    "agent",
    "target",
    "document",
    "status",
    "lead",
    "result",
    "key",
    "specificity",
    "paragraph",
    "sentence",
    "verb",
    "object",
    "metrics",
)


def _actions(report: Report, context: _Context) -> Columns:
    columns = _plain(report.actions, _ACTION_PLAIN)
    columns |= context.columns(columns["paragraph"], columns["sentence"])
    verbs, objects = columns["verb"], columns["object"]
    # As ``Action.span`` has it, without a record for each.
    pairs = list(zip(verbs, objects, strict=True))
    return {
        **columns,
        "start": [v[0] if o is None or v[0] < o[0] else o[0] for v, o in pairs],
        "end": [v[1] if o is None or v[1] > o[1] else o[1] for v, o in pairs],
        "verb": context.cut(verbs),
        "object": context.cut(objects),
        "n_metrics": [len(numbers) for numbers in columns.pop("metrics")],
    }


def _findings(report: Report, context: _Context) -> Columns:
    rows = report.findings
    return {
        **_plain(rows, ("code", "message", "start", "end")),
        "text": context.cut(f.span for f in rows),
    }


def _value(field: MetaField | None) -> str | None:
    return None if field is None else str(field.value)


def _document(report: Report, origin: Origin, plan: str) -> Columns:
    source, meta = report.source, report.meta
    row = {
        "report": source.id,
        "path": source.path,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "encoding": source.encoding,
        "place": origin.place,
        "year": origin.year,
        "place_text": origin.place_text,
        "year_text": origin.year_text,
        "place_path": origin.place_path,
        "year_path": origin.year_path,
        "title": _value(meta.title),
        "issuer": _value(meta.issuer),
        "doc_number": _value(meta.doc_number),
        "date": _value(meta.date),
        "genre": _value(meta.genre),
        "characters": len(source.text),
        "n_paragraphs": len(report.paragraphs),
        "n_sentences": len(report.sentences),
        "n_metrics": len(report.metrics),
        "n_actions": len(report.actions),
        "n_findings": len(report.findings),
        "duplicate_of": None,
        "plan": plan,
    }
    return {name: [value] for name, value in row.items()}


def _json(report: Report, *, words: bool) -> Columns:
    import pyarrow as pa

    form = encode_report(report, words=words)
    packed = pa.Codec("zstd", compression_level=_LEVEL).compress(form, asbytes=True)
    return {"report": [report.source.id], "json": [packed], "json_bytes": [len(form)]}


def decode_json(packed: bytes, size: int) -> bytes:
    """Return the JSON form of a report from its row in the table ``reports``.

    Parameters
    ----------
    packed, size
        The columns ``json`` and ``json_bytes``.
    """
    import pyarrow as pa

    form: bytes = pa.Codec("zstd").decompress(packed, decompressed_size=size, asbytes=True)
    return form


def report_columns(report: Report, origin: Origin) -> dict[str, Columns]:
    """Return the rows of a report's tables as columns, ``documents`` and ``reports`` not.

    Parameters
    ----------
    report
        The report.
    origin
        Its place and year.
    """
    context = _Context(report)
    tables = {
        "paragraphs": _paragraphs(report, context),
        "metrics": _metrics(report, context),
        "actions": _actions(report, context),
        "findings": _findings(report, context),
    }
    for columns in tables.values():
        n_rows = len(columns["start"])
        columns["report"] = [report.source.id] * n_rows
        columns["place"] = [origin.place] * n_rows
        columns["year"] = [origin.year] * n_rows
    return tables


def report_batches(
    report: Report, origin: Origin, plan: str, *, words: bool = False
) -> dict[str, bytes]:
    """Return a report as serialised record batches, one a table that has rows.

    Parameters
    ----------
    report
        The report.
    origin
        Its place and year.
    plan
        Key of the plan that made it.
    words
        Whether the stored JSON form keeps the words.
    """
    tables = {
        **report_columns(report, origin),
        "documents": _document(report, origin, plan),
        "reports": _json(report, words=words),
    }
    return {
        table: encode_rows(table, columns)
        for table, columns in tables.items()
        if len(columns["report"])
    }


def leave_pandas_out() -> None:
    """Keep pyarrow from importing pandas in a worker.

    Its first ``pa.array`` does so to recognise frames, which costs 0.6 s and 50 MB a process;
    no frame ever gets there.
    """
    if "pandas" in sys.modules:
        return
    import pyarrow as pa

    refusal = _Refusal()
    sys.meta_path.insert(0, refusal)
    try:
        pa.array([None])
    finally:
        sys.meta_path.remove(refusal)


class _Refusal(MetaPathFinder):
    """Says that pandas isn't there."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:
        """Refuse pandas, leave the others to the finders behind."""
        if fullname == "pandas":
            raise ModuleNotFoundError(name=fullname)


def encode_rows(table: str, columns: Mapping[str, Sequence[Any]]) -> bytes:
    """Return rows, given as columns, as one serialised record batch.

    Parameters
    ----------
    table
        Name of the table.
    columns
        Values by column; a column that is missing holds nulls.
    """
    batch = make_batch(table, columns)
    encoded: bytes = batch.serialize().to_pybytes()
    return encoded


def make_batch(table: str, columns: Mapping[str, Sequence[Any]]) -> Any:
    """Return rows, given as columns, as a record batch of the table's schema."""
    import pyarrow as pa

    schema = arrow_schema(table)
    empty = [None] * len(columns["report"])
    arrays = [_array(columns.get(field.name, empty), field.type) for field in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(values: Sequence[Any], type: Any) -> Any:
    import pyarrow as pa

    try:
        return pa.array(values, type)
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8 form: the tables show "?", the offsets stay true.
        clean = [v and v.encode("utf-8", "replace").decode() for v in values]
        return pa.array(clean, type)


def string_array(values: Iterable[str | None]) -> Any:
    """Return an Arrow array of strings without bringing pandas into this process."""
    from pyarrow.lib import StringBuilder

    builder = StringBuilder()
    builder.append_values(list(values))
    return builder.finish()


def encode_row(table: str, row: Mapping[str, str | None]) -> bytes:
    """Return one row of strings as a serialised record batch; numbers are read from them.

    Parameters
    ----------
    table
        Name of the table.
    row
        Values by column; a column that is missing is null.
    """
    import pyarrow as pa

    schema = arrow_schema(table)
    arrays = [string_array([row.get(field.name)]).cast(field.type) for field in schema]
    encoded: bytes = pa.RecordBatch.from_arrays(arrays, schema=schema).serialize().to_pybytes()
    return encoded

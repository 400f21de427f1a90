"""``govtext.analyze_batch``: one Arrow batch in, one out; any engine can map it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from govtext.batch.place import Origin, locate_report
from govtext.batch.schema import TABLES, arrow_schema
from govtext.batch.tables import report_columns
from govtext.batch.task import Failure
from govtext.errors import GovtextError, InputError
from govtext.records.report import Report

if TYPE_CHECKING:
    import pyarrow as pa

    Batch = TypeVar("Batch", pa.RecordBatch, pa.Table)

__all__ = ["analyze_batch", "result_schema"]

_FLAT = (
    "media_type",
    "encoding",
    "place",
    "year",
    "place_text",
    "year_text",
    "place_path",
    "year_path",
    "title",
    "issuer",
    "doc_number",
    "date",
    "genre",
    "characters",
)
_NESTED = ("paragraphs", "metrics", "actions", "findings")
_OUTER = frozenset(("report", "place", "year"))


@cache
def result_schema() -> Any:
    """Return the Arrow schema of what ``analyze_batch`` returns.

    ``id``; the particulars of the document as in the table ``documents``; ``paragraphs``,
    ``metrics``, ``actions`` and ``findings`` as lists of structs with the columns of these
    tables; ``failure``, a struct of code, message and stage, null where all went well.

    Examples
    --------
    >>> result_schema().names[:3], result_schema().names[-1]
    (['id', 'media_type', 'encoding'], 'failure')
    """
    import pyarrow as pa

    documents = arrow_schema("documents")
    fields = [pa.field("id", pa.string()), *(documents.field(name) for name in _FLAT)]
    fields += [pa.field(table, pa.list_(_struct(table))) for table in _NESTED]
    failure = pa.struct([(name, pa.string()) for name in Failure._fields])
    return pa.schema([*fields, pa.field("failure", failure)])


def _struct(table: str) -> Any:
    import pyarrow as pa

    return pa.struct([field for field in arrow_schema(table) if field.name not in _OUTER])


def analyze_batch(batch: Batch, *, path_pattern: str | None = None) -> Batch:
    """Return the reports of a batch of texts or files as one row each.

    Runs in the calling process, one row after the other, and raises for no row: what can't
    be read or analysed has its ``failure``. Engines such as Spark and Ray bring their own
    processes and repeat a batch that was lost; time limits are theirs.

    Parameters
    ----------
    batch
        A RecordBatch or Table with a column ``id`` and a column ``text`` (string) or
        ``content`` (the bytes of a file of any format that ``govtext.read`` takes).
    path_pattern
        Where place and year stand in ``id``, such as ``"{place}/{year}.txt"``.

    Returns
    -------
    The same kind of object, in the same order, with the columns of ``result_schema``.

    Raises
    ------
    InputError
        The columns are missing (code ``batch-columns``).

    Examples
    --------
    >>> import pyarrow as pa
    >>> texts = pa.RecordBatch.from_pydict({"id": ["甲"], "text": ["查处问题7起。"]})
    >>> analyze_batch(texts)["metrics"][0][0]["value"].as_py()
    7.0
    """
    import pyarrow as pa

    names = set(batch.schema.names)
    if "id" not in names or not names & {"text", "content"}:
        raise InputError(
            f"the batch has the columns {sorted(names)}; it needs id, and text or content",
            "batch-columns",
        )
    ids = [str(value) for value in batch.column("id").to_pylist()]
    contents = batch.column("text" if "text" in names else "content").to_pylist()
    pairs = zip(ids, contents, strict=True)
    rows = [_analyze_row(name, content, path_pattern) for name, content in pairs]
    made = _make_batch(ids, rows)
    return made if isinstance(batch, pa.RecordBatch) else pa.Table.from_batches([made])


_Row = tuple[Report, Origin] | Failure


def _analyze_row(id: str, content: str | bytes | None, path_pattern: str | None) -> _Row:
    from govtext.analyzer import analyze
    from govtext.readers import read_bytes

    try:
        if content is None:
            return Failure("input-not-text", "the row holds no text", "read")
        text = content if isinstance(content, str) else read_bytes(content, name=id)
        return locate_report(analyze(text, id=id), path_pattern)
    except GovtextError as error:
        return Failure(
            error.code, error.message, "analyze" if isinstance(content, str) else "read"
        )
    except Exception as error:  # noqa: BLE001 - the boundary: every row has an outcome
        return Failure("internal-error", f"{type(error).__name__}: {error}", "analyze")


def _make_batch(ids: Sequence[str], rows: Sequence[_Row]) -> Any:
    import pyarrow as pa

    columns: dict[str, Any] = {"id": ids}
    done = [None if isinstance(row, Failure) else row for row in rows]
    flats = [_flat(*row) if row else {} for row in done]
    for name in _FLAT:
        columns[name] = [flat.get(name) for flat in flats]
    tables = [report_columns(*row) if row else None for row in done]
    for name in _NESTED:
        columns[name] = [table and _records(name, table[name]) for table in tables]
    columns["failure"] = [row._asdict() if isinstance(row, Failure) else None for row in rows]
    schema = result_schema()
    arrays = [pa.array(columns[field.name], field.type) for field in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _flat(report: Report, origin: Origin) -> dict[str, Any]:
    source, meta = report.source, report.meta
    facts: dict[str, Any] = {
        "media_type": source.media_type,
        "encoding": source.encoding,
        "characters": len(source.text),
        **{name: getattr(origin, name) for name in Origin.__dataclass_fields__},
    }
    for name in ("title", "issuer", "doc_number", "date", "genre"):
        found = getattr(meta, name)
        facts[name] = found and str(found.value)
    return facts


def _records(table: str, columns: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    names = [column.name for column in TABLES[table] if column.name not in _OUTER]
    values = zip(*(columns[name] for name in names), strict=True)
    return [dict(zip(names, row, strict=True)) for row in values]

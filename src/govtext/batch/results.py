"""``govtext.Results``: what a run has written, as frames and as Reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from govtext.batch.schema import TABLES
from govtext.batch.store import Store, iter_parts, part_rows, read_part
from govtext.batch.tables import decode_json
from govtext.errors import InputError, shorten
from govtext.records.report import Report

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Results", "TableName"]

TableName = Literal[
    "documents", "paragraphs", "metrics", "actions", "findings", "failures", "reports"
]


class Results:
    """The tables in the output folder of a run.

    Parameters
    ----------
    folder
        The output folder.

    Examples
    --------
    >>> results = Results.open("results")  # doctest: +SKIP
    >>> results.frame("metrics", unit="元", year=2022)  # doctest: +SKIP
    """

    def __init__(self, folder: str | Path) -> None:
        self._store = Store(Path(folder))
        self._store.check()

    @classmethod
    def open(cls, folder: str | Path) -> Results:
        """Return the results in a folder.

        Parameters
        ----------
        folder
            The output folder of ``govtext run``.

        Raises
        ------
        FormatError
            It is not such a folder (code ``output-form``).
        """
        return cls(folder)

    def __len__(self) -> int:
        """Return the number of documents analysed or listed as duplicates."""
        return sum(part_rows(path).get("documents", 0) for path in iter_parts(self._store))

    def files(self, table: TableName) -> list[Path]:
        """Return the Parquet files of a table, for DuckDB, polars and others.

        Parameters
        ----------
        table
            Name of the table.
        """
        self._check(table)
        found = (path / f"{table}.parquet" for path in iter_parts(self._store))
        return [file for file in found if file.exists()]

    def table(self, table: TableName, **where: object) -> Any:
        """Return rows of a table as an Arrow table.

        Parameters
        ----------
        table
            Name of the table.
        where
            Columns and the value they must have; a list, tuple or set stands for any of its
            values, None for no value.

        Raises
        ------
        InputError
            There is no such table or column.
        """
        self._check(table)
        columns = {column.name for column in TABLES[table]}
        for name in where:
            if name not in columns:
                raise InputError(
                    f"table {table} has no column {name!r}; it has {', '.join(sorted(columns))}",
                    "table-column",
                )
        import pyarrow as pa

        from govtext.batch.schema import arrow_schema

        stale = self._stale()
        pieces = [
            _filter(read_part(path, table), where, stale.get(path.name))
            for path in iter_parts(self._store)
        ]
        return pa.concat_tables([arrow_schema(table).empty_table(), *pieces])

    def frame(self, table: TableName, **where: object) -> pd.DataFrame:
        """Return rows of a table as a pandas frame.

        Parameters
        ----------
        table
            ``"documents"``, ``"paragraphs"``, ``"metrics"``, ``"actions"``, ``"findings"``,
            ``"failures"`` or ``"reports"``.
        where
            Columns and the value they must have, as in ``table``.

        Returns
        -------
        One row a record, sorted by report and position; whole numbers are ``Int64``.

        Raises
        ------
        InputError
            There is no such table or column.
        """
        data = self.table(table, **where)
        order = [name for name in ("report", "start", "id") if name in data.column_names]
        data = data.sort_by([(name, "ascending") for name in order])
        frame: pd.DataFrame = data.to_pandas(integer_object_nulls=True)
        for column in TABLES[table]:
            if column.type == "int64":
                frame[column.name] = frame[column.name].astype("Int64")
        return frame

    def __iter__(self) -> Iterator[Report]:
        """Yield the Report of every document that was analysed."""
        return self.reports()

    def reports(self, **where: object) -> Iterator[Report]:
        """Yield Reports, one part of the results in memory at a time.

        Parameters
        ----------
        where
            Columns of ``documents`` and the value they must have, as in ``table``.
        """
        wanted: set[str] | None = None
        if where:
            wanted = set(self.table("documents", **where)["report"].to_pylist())
        stale = self._stale()
        for path in iter_parts(self._store):
            data = _filter(read_part(path, "reports"), {}, stale.get(path.name))
            for row in data.to_batches(max_chunksize=16):
                for found in row.to_pylist():
                    if wanted is None or found["report"] in wanted:
                        form = decode_json(found["json"], found["json_bytes"])
                        yield Report.from_json(form)

    def report(self, id: str) -> Report:
        """Return the Report of one document; of a duplicate, that of the one analysed.

        Parameters
        ----------
        id
            Its identifier, the path in the archive.

        Raises
        ------
        InputError
            No document has that identifier (code ``report-unknown``).
        """
        rows = self.table("documents", report=id).select(["duplicate_of"]).to_pylist()
        if rows:
            target = rows[0]["duplicate_of"] or id
            for report in self.reports(report=target):
                return report
        raise InputError(
            f"no document is called {shorten(id)}; see frame('documents') and frame('failures')",
            "report-unknown",
        )

    def _check(self, table: str) -> None:
        if table not in TABLES:
            raise InputError(
                f"no table is called {shorten(table)}; there are {', '.join(TABLES)}",
                "frame-unknown",
            )

    def _stale(self) -> Mapping[str, list[str]]:
        """Return inputs that a younger part has again, by part; a run may be under way."""
        youngest: dict[str, str] = {}
        stale: dict[str, list[str]] = {}
        for path in iter_parts(self._store):
            for table in ("documents", "failures"):
                for name in read_part(path, table, columns=["report"])["report"].to_pylist():
                    if name in youngest:
                        stale.setdefault(youngest[name], []).append(name)
                    youngest[name] = path.name
        return stale


def _filter(data: Any, where: Mapping[str, object], gone: list[str] | None) -> Any:
    import pyarrow as pa
    from pyarrow import compute

    # Arrow makes these functions when it is loaded; no checker can see them.
    pc: Any = compute

    if gone and data.num_rows:
        data = data.filter(pc.invert(pc.is_in(data["report"], value_set=pa.array(gone))))
    for name, value in where.items():
        several = isinstance(value, (list, tuple, set, frozenset))
        values = list(value) if several else [value]  # type: ignore[call-overload]
        value_set = pa.array(values, data.schema.field(name).type)
        data = data.filter(pc.is_in(data[name], value_set=value_set))
    return data

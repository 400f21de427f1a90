"""Collects replies into parts, and keeps the parts tidy."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from govtext.batch.ledger import Ledger, Row
from govtext.batch.schema import TABLES, arrow_schema
from govtext.batch.store import Store, iter_parts, part_rows, read_part
from govtext.batch.tables import encode_row, string_array

__all__ = ["PartWriter", "tidy"]

_PART_BYTES = 16 << 20
_PART_INPUTS = 1_000
_PART_SECONDS = 30.0
# Joined parts are no larger than others (16 MB are 4 on disk), and the parts of a long run are
# none of the small ones: joining costs 50 MB, which a run's peak should not depend on.
_MERGED_INPUTS = 1_000
_MERGED_BYTES = 4 << 20
_SMALL_PARTS = 8


_Batches = dict[str, list[bytes]]


class PartWriter:
    """Gathers rows until they make a part, then publishes it and tells the ledger.

    A thread writes the part while the next one is gathered, and no more than that: workers
    need not wait for the disk.

    Parameters
    ----------
    store
        The output folder.
    ledger
        What is told of each part.
    plan
        Key of the plan.
    part_seconds
        Age at which a part is published, however small; a crash loses no more work.
    """

    def __init__(
        self, store: Store, ledger: Ledger, plan: str, *, part_seconds: float = _PART_SECONDS
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._plan = plan
        self._part_seconds = part_seconds
        self._batches: _Batches = {}
        self._rows: list[Row] = []
        self._bytes = 0
        self._since = 0.0
        self._thread = ThreadPoolExecutor(1, "govtext-part")
        self._written: tuple[Future[str], list[Row]] | None = None
        self._published: list[Row] = []

    def add_document(self, id: str, sha256: str, tables: Mapping[str, bytes]) -> None:
        """Take the tables of a document that was analysed."""
        for table, data in tables.items():
            self._batches.setdefault(table, []).append(data)
            self._bytes += len(data)
        self._add(Row(id, sha256, self._plan))

    def add_duplicate(self, row: Row, columns: Mapping[str, str | None]) -> None:
        """Take the one row of a document that has another one's content."""
        self._add_row("documents", row, columns)

    def add_failure(self, row: Row, path: str) -> None:
        """Take an input that failed."""
        self._add_row("failures", row, {**row._asdict(), "path": path})

    def _add_row(self, table: str, row: Row, columns: Mapping[str, str | None]) -> None:
        data = encode_row(table, {**columns, "report": row.id})
        self._batches.setdefault(table, []).append(data)
        self._bytes += len(data)
        self._add(row)

    def _add(self, row: Row) -> None:
        if not self._rows:
            self._since = time.monotonic()
        self._rows.append(row)
        if self._bytes >= _PART_BYTES or len(self._rows) >= _PART_INPUTS:
            self.flush()

    def flush_old(self) -> None:
        """Publish what has waited long enough."""
        if self._rows and time.monotonic() - self._since >= self._part_seconds:
            self.flush()

    def flush(self) -> None:
        """Have what was gathered published as one part."""
        self.settle()
        if not self._rows:
            return
        writing = self._thread.submit(_write, self._store, self._batches)
        self._written = writing, self._rows
        self._batches, self._rows, self._bytes = {}, [], 0

    def settle(self) -> None:
        """Wait for the part that is being written, and tell the ledger of it."""
        if self._written is None:
            return
        writing, rows = self._written
        # A part that fails is given up with its rows: the next run does them again.
        self._written = None
        self._ledger.add(writing.result(), rows)
        self._published += rows

    def take_published(self) -> list[Row]:
        """Return the outcomes that were published since the last call."""
        if self._written is not None and self._written[0].done():
            self.settle()
        rows, self._published = self._published, []
        return rows

    def close(self) -> None:
        """Publish all that was taken, and wait for it."""
        with self._thread:
            self.flush()
            self.settle()


def _write(store: Store, batches: _Batches) -> str:
    """Write a part, and let go of each table once it is written."""
    import pyarrow as pa

    part = store.write({table: _pieces(table, batches) for table in TABLES})
    # What Arrow holds back for later would add up over a long run.
    pa.default_memory_pool().release_unused()
    return part


def _pieces(table: str, batches: _Batches) -> Iterator[Any]:
    """Yield one Arrow table, and let go of what it was made from."""
    import pyarrow as pa

    encoded = batches.pop(table, None)
    if not encoded:
        return
    schema = arrow_schema(table)
    read = [pa.ipc.read_record_batch(pa.py_buffer(data), schema) for data in encoded]
    yield pa.Table.from_batches(read, schema)


def tidy(store: Store, ledger: Ledger) -> None:
    """Drop rows that are out of date, and join small parts.

    Parts are rewritten into a new one that names them as replaced; readers never see a row
    twice, and a run killed in between leaves nothing that the next one doesn't clear.

    Parameters
    ----------
    store
        The output folder.
    ledger
        Knows which rows are out of date; is told of the new parts.
    """
    stale = ledger.stale()
    for group in _groups(store, stale):
        paths = [store.path(name) for name in group]
        gone = {path.name: set(stale.get(path.name, ())) for path in paths}
        n_rows = sum(_n_inputs(path) - len(gone[path.name]) for path in paths)
        if n_rows:
            tables = {table: _kept(paths, table, gone) for table in TABLES}
            target = store.write(tables, replaces=group)
            ledger.move(group, target)
        else:
            for name in group:
                store.remove(name)
            ledger.move(group, None)


def _n_inputs(path: Path) -> int:
    rows = part_rows(path)
    return rows.get("documents", 0) + rows.get("failures", 0)


def _groups(store: Store, stale: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Return the parts to rewrite, those that become one part together."""
    sizes = {path.name: (_n_inputs(path), _n_bytes(path)) for path in iter_parts(store)}
    small = {name for name, (inputs, size) in sizes.items() if _is_small(inputs, size)}
    if len(small) < _SMALL_PARTS:
        small = set()
    groups: list[list[str]] = []
    inputs = size = 0
    for name in sorted(small | (set(stale) & set(sizes))):
        more_inputs, more_bytes = sizes[name]
        full = inputs + more_inputs > _MERGED_INPUTS or size + more_bytes > _MERGED_BYTES
        if not groups or full:
            groups.append([])
            inputs = size = 0
        groups[-1].append(name)
        inputs, size = inputs + more_inputs, size + more_bytes
    return [group for group in groups if len(group) > 1 or group[0] in stale]


def _is_small(inputs: int, size: int) -> bool:
    return inputs < _MERGED_INPUTS // 4 and size < _MERGED_BYTES // 4


def _n_bytes(path: Path) -> int:
    return sum(file.stat().st_size for file in path.iterdir())


def _kept(paths: Sequence[Path], table: str, gone: Mapping[str, set[str]]) -> Iterator[Any]:
    """Yield the rows of each part that still count."""
    from pyarrow import compute

    # Arrow makes these functions when it is loaded; no checker can see them.
    pc: Any = compute

    for path in paths:
        data = read_part(path, table)
        if gone[path.name] and data.num_rows:
            out = pc.is_in(data["report"], value_set=string_array(sorted(gone[path.name])))
            data = data.filter(pc.invert(out))
        yield data

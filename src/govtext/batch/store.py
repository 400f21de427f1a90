"""Result parts: folders of Parquet files, published by one rename, never changed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from govtext.batch.schema import arrow_schema
from govtext.errors import ConfigError, FormatError, shorten

__all__ = ["Store", "read_part"]

_MARKER = "govtext.json"
_FORM = "govtext/archive/1"
_PARTS = "parts"
_SCRATCH = ".scratch"
_LOCK = ".lock"
_MANIFEST = "part.json"
# Columns of few values. Parquet keeps a dictionary of each; for the others that costs a fifth
# of the time of writing, and more space than it saves.
_FEW_VALUES = frozenset(
    (
        "agent",
        "basis",
        "change",
        "content_label",
        "hedge",
        "kind",
        "n_metrics",
        "period",
        "role",
        "section",
        "section_label",
        "sentence_text",
        "specificity",
        "status",
        "subtheme",
        "theme",
        "theme_by",
        "unit",
        "verb",
    )
)


class Store:
    """The output folder of a run.

    A part is a folder with one Parquet file for each table that has rows. It is written
    under another name, brought to the disk, and renamed into ``parts``: it is there whole or
    not at all, all tables at once. A part may name others that it replaces; they are removed
    after it is there, by the next run if this one is killed in between.

    Parameters
    ----------
    folder
        The output folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock: Any = None

    @property
    def ledger_path(self) -> Path:
        """File of the ledger."""
        return self.folder / "ledger.sqlite"

    def open_for_writing(self) -> None:
        """Create the folder, take its lock, and clear what a killed run left.

        Raises
        ------
        ConfigError
            The folder holds other things (``output-foreign``), can't be written
            (``output-unwritable``), or another run is writing to it (``output-busy``).
        """
        try:
            self._create()
            self._take_lock()
            shutil.rmtree(self.folder / _SCRATCH, ignore_errors=True)
            (self.folder / _SCRATCH).mkdir()
        except OSError as error:
            raise ConfigError(
                f"output {shorten(str(self.folder))} cannot be written ({error.strerror}); "
                "give another folder",
                "output-unwritable",
            ) from error
        for part in self.replaced():
            self.remove(part)

    def _create(self) -> None:
        marker = self.folder / _MARKER
        if not marker.exists():
            # Names of ours may stand without the marker when a run was killed at its start.
            ours = {_PARTS, _SCRATCH, _LOCK, f"{_MARKER}.new"}
            if self.folder.exists() and any(p.name not in ours for p in self.folder.iterdir()):
                raise ConfigError(
                    f"output {shorten(str(self.folder))} holds other files; give a new or empty "
                    "folder, or one that govtext run has written",
                    "output-foreign",
                )
            (self.folder / _PARTS).mkdir(parents=True, exist_ok=True)
            new = self.folder / f"{_MARKER}.new"
            _write_file(new, json.dumps({"form": _FORM}).encode())
            new.replace(marker)
            _sync_folder(self.folder)
        (self.folder / _PARTS).mkdir(exist_ok=True)
        self.check()

    def check(self) -> None:
        """Raise FormatError unless the folder is the output of a run (``output-form``)."""
        try:
            form = json.loads((self.folder / _MARKER).read_bytes()).get("form")
        except (OSError, ValueError, AttributeError):
            form = None
        if form != _FORM:
            raise FormatError(
                f"{shorten(str(self.folder))} is not a folder that govtext run of this version "
                f"wrote ({_MARKER} should say {_FORM!r}); give the folder passed as --output",
                "output-form",
            )

    def _take_lock(self) -> None:
        try:
            import fcntl
        except ImportError:
            return
        self._lock = (self.folder / _LOCK).open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._lock.close()
            raise ConfigError(
                f"another run is writing to {shorten(str(self.folder))}; wait for its end",
                "output-busy",
            ) from error

    def close(self) -> None:
        """Give the lock back."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
        with suppress(OSError):
            (self.folder / _SCRATCH).rmdir()

    def parts(self) -> list[str]:
        """Return the names of the published parts, oldest first."""
        try:
            names = [path.name for path in (self.folder / _PARTS).iterdir()]
        except FileNotFoundError:
            return []
        return sorted(name for name in names if name.startswith("part-"))

    def path(self, part: str) -> Path:
        """Return the folder of a part."""
        return self.folder / _PARTS / part

    def replaced(self) -> set[str]:
        """Return the parts that another part replaces and that are still there."""
        parts = self.parts()
        gone: set[str] = set()
        for part in parts:
            gone.update(_manifest(self.path(part)).get("replaces", ()))
        return gone & set(parts)

    def write(
        self, tables: Mapping[str, Iterable[Any]], *, replaces: Sequence[str] = ()
    ) -> str:
        """Write a part, whole or not at all, and return its name.

        Parameters
        ----------
        tables
            Pieces of each table, Arrow tables of its schema; held one at a time.
        replaces
            Parts whose rows are in this one, or are no longer wanted.
        """
        names = self.parts()
        number = int(names[-1].rpartition("-")[2]) + 1 if names else 1
        name = f"part-{number:08d}"
        scratch = self.folder / _SCRATCH / name
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        rows = {}
        for table, pieces in tables.items():
            n_rows = _write_table(scratch / f"{table}.parquet", table, pieces)
            if n_rows:
                rows[table] = n_rows
        manifest = {"form": _FORM, "rows": rows, "replaces": list(replaces)}
        _write_file(scratch / _MANIFEST, json.dumps(manifest).encode())
        _sync_folder(scratch)
        scratch.rename(self.path(name))
        _sync_folder(self.folder / _PARTS)
        for part in replaces:
            self.remove(part)
        return name

    def remove(self, part: str) -> None:
        """Remove a part, in one step as seen from outside."""
        bin_path = self.folder / _SCRATCH / f"removed-{part}"
        self.path(part).rename(bin_path)
        _sync_folder(self.folder / _PARTS)
        shutil.rmtree(bin_path, ignore_errors=True)


def _write_table(path: Path, table: str, pieces: Iterable[Any]) -> int:
    """Write the pieces of a table one after the other; no rows, no file."""
    from pyarrow import parquet

    # Its hints know fewer options than it has.
    pq: Any = parquet
    writer: Any = None
    n_rows = 0
    try:
        for piece in pieces:
            if not piece.num_rows:
                continue
            if writer is None:
                schema = arrow_schema(table)
                writer = pq.ParquetWriter(
                    path,
                    schema,
                    compression="zstd",
                    compression_level=3,
                    use_dictionary=[name for name in schema.names if name in _FEW_VALUES],
                )
            writer.write_table(piece)
            n_rows += piece.num_rows
    finally:
        if writer is not None:
            writer.close()
    if n_rows:
        _sync_file(path)
    return n_rows


def read_part(path: Path, table: str, *, columns: Sequence[str] | None = None) -> Any:
    """Return one table of a part as an Arrow table; empty when the part has no such rows.

    Parameters
    ----------
    path
        Folder of the part.
    table
        Name of the table.
    columns
        Columns to read; None for all.

    Raises
    ------
    FormatError
        The file is damaged (``part-damaged``).
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = path / f"{table}.parquet"
    schema = arrow_schema(table)
    if columns is not None:
        schema = pa.schema([schema.field(name) for name in columns])
    if not file.exists():
        return schema.empty_table()
    try:
        # Without a memory map, threads or the dataset layer: one file, into private memory.
        return pq.ParquetFile(file).read(columns=columns, use_threads=False)
    except (OSError, pa.ArrowInvalid) as error:
        raise FormatError(
            f"{file} is damaged ({shorten(str(error))}); remove its folder and run again",
            "part-damaged",
        ) from error


def _manifest(path: Path) -> dict[str, Any]:
    try:
        form: dict[str, Any] = json.loads((path / _MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise FormatError(
            f"{path / _MANIFEST} is damaged; remove the folder and run again", "part-damaged"
        ) from error
    return form


def part_rows(path: Path) -> dict[str, int]:
    """Return the number of rows in each table of a part."""
    rows: dict[str, int] = _manifest(path).get("rows", {})
    return rows


def iter_parts(store: Store) -> Iterator[Path]:
    """Yield the folders of the parts that count, oldest first."""
    gone = store.replaced()
    for part in store.parts():
        if part not in gone:
            yield store.path(part)


def _write_file(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_file(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

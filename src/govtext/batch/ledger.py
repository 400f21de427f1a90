"""What was done already; an index over the parts, which are the truth."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Self

from govtext.batch.store import Store, iter_parts, read_part

__all__ = ["Ledger", "Row"]

_SCHEMA = """
create table if not exists parts (name text primary key);
create table if not exists rows (
    id text primary key,
    sha256 text,
    plan text not null,
    part text not null,
    code text,
    message text,
    stage text,
    duplicate_of text
);
create index if not exists by_content on rows (sha256, plan);
create table if not exists stale (part text, id text, primary key (part, id));
"""


class Row(NamedTuple):
    """The outcome of an input, as it stands in a part.

    Parameters
    ----------
    id
        Identifier of the input.
    sha256
        Its content hash, or None where it could not be read.
    plan
        Key of the plan that made the outcome.
    code, message, stage
        The failure, or None for a document that was analysed.
    duplicate_of
        The input with the same content whose outcome it shares, or None.
    """

    id: str
    sha256: str | None
    plan: str
    code: str | None = None
    message: str | None = None
    stage: str | None = None
    duplicate_of: str | None = None


_COLUMNS = ", ".join(Row._fields)


class Ledger:
    """Outcomes by input and by content, in one SQLite file that can be lost.

    Parameters
    ----------
    path
        The file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = self._connect()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def _connect(self) -> sqlite3.Connection:
        try:
            return self._open()
        except sqlite3.DatabaseError:
            # Damaged or of another version: it is read from the parts again.
            for ending in ("", "-journal"):
                Path(f"{self._path}{ending}").unlink(missing_ok=True)
            return self._open()

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path)
        try:
            database.executescript(_SCHEMA)
            database.execute(f"select {_COLUMNS}, part from rows limit 1")  # noqa: S608
            _check(database)
        except sqlite3.DatabaseError:
            database.close()
            raise
        return database

    def sync(self, store: Store) -> None:
        """Bring the ledger up to the parts that are there.

        Parameters
        ----------
        store
            The output folder.
        """
        there = {path.name: path for path in iter_parts(store)}
        known = {name for (name,) in self._database.execute("select name from parts")}
        if known - set(there):
            # A part was removed: what it held must be done again.
            self.clear()
            known = set()
        for name in sorted(set(there) - known):
            self.add(name, _part_rows(there[name]))

    def clear(self) -> None:
        """Forget everything."""
        with self._database:
            for table in ("parts", "rows", "stale"):
                self._database.execute(f"delete from {table}")  # noqa: S608

    def add(self, part: str, rows: Iterable[Row]) -> None:
        """Note a published part and its outcomes, all at once.

        An input that has an outcome in an older part is stale there.

        Parameters
        ----------
        part
            Name of the part.
        rows
            The outcomes it holds.
        """
        listed = list(rows)
        with self._database:
            self._database.execute("insert or replace into parts values (?)", (part,))
            self._database.executemany(
                "insert or ignore into stale select part, id from rows where id = ? and part < ?",
                [(row.id, part) for row in listed],
            )
            self._database.executemany(
                f"insert or replace into rows ({_COLUMNS}, part) "  # noqa: S608
                "values (?, ?, ?, ?, ?, ?, ?, ?)",
                [(*row, part) for row in listed],
            )

    def find(self, id: str) -> Row | None:
        """Return the outcome of an input, or None."""
        query = f"select {_COLUMNS} from rows where id = ?"  # noqa: S608
        found = self._database.execute(query, (id,)).fetchone()
        return Row(*found) if found else None

    def find_content(self, sha256: str, plan: str) -> Row | None:
        """Return the outcome of the input that was analysed for this content, or None."""
        query = (
            f"select {_COLUMNS} from rows "  # noqa: S608
            "where sha256 = ? and plan = ? and duplicate_of is null limit 1"
        )
        found = self._database.execute(query, (sha256, plan)).fetchone()
        return Row(*found) if found else None

    def has_orphans(self) -> bool:
        """Whether an input stands as duplicate of one that holds something else by now."""
        query = (
            "select 1 from rows join rows as original on rows.duplicate_of = original.id "
            "where rows.sha256 is not original.sha256 or rows.plan != original.plan limit 1"
        )
        return self._database.execute(query).fetchone() is not None

    def stale(self) -> dict[str, list[str]]:
        """Return the inputs whose rows in a part are out of date, by part."""
        found: dict[str, list[str]] = {}
        for part, name in self._database.execute(
            "select part, id from stale order by part, id"
        ):
            found.setdefault(part, []).append(name)
        return found

    def move(self, parts: Iterable[str], target: str | None) -> None:
        """Note that the rows of some parts are in another one now.

        Parameters
        ----------
        parts
            Parts that are gone.
        target
            The part that has their rows that still count, or None when none do.
        """
        with self._database:
            for part in parts:
                self._database.execute("delete from parts where name = ?", (part,))
                self._database.execute("delete from stale where part = ?", (part,))
                if target is not None:
                    self._database.execute(
                        "update rows set part = ? where part = ?", (target, part)
                    )
            if target is not None:
                self._database.execute("insert or replace into parts values (?)", (target,))


def _check(database: sqlite3.Connection) -> None:
    if database.execute("pragma quick_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("damaged")


def _part_rows(path: Path) -> Iterator[Row]:
    """Yield the outcomes that a part holds."""
    names = ["report", "sha256", "plan", "duplicate_of"]
    for row in read_part(path, "documents", columns=names).to_pylist():
        yield Row(row["report"], row["sha256"], row["plan"], duplicate_of=row["duplicate_of"])
    names += ["code", "message", "stage"]
    for row in read_part(path, "failures", columns=names).to_pylist():
        facts = (row["code"], row["message"], row["stage"])
        yield Row(row["report"], row["sha256"], row["plan"], *facts, row["duplicate_of"])

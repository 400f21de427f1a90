"""Checked TSV and TOML data: a folder (topic) of files with a ``manifest.toml``.

Every list of words or rules that govtext ships lies in such a folder. The manifest says who
made it, its CalVer version, and of each file the SHA-256, the number of rows and what each
column means, so that an edit that was not meant shows when the folder is loaded.
"""

from __future__ import annotations

import hashlib
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

from govtext.errors import LexiconError, shorten

__all__ = [
    "MANIFEST",
    "Table",
    "Topic",
    "load_topic",
    "parse_table",
    "read_topic",
    "read_user_table",
]

MANIFEST = "manifest.toml"
_REFRESH = "python -m govtext.lexicon.manifest"


@dataclass(frozen=True)
class Table:
    r"""The rows of one TSV file.

    Parameters
    ----------
    name
        File name, for messages.
    columns
        Names of the columns, from the header row.
    rows
        One tuple of cells a row, in file order; an empty cell is ``""``.

    Examples
    --------
    >>> table = parse_table("term\tkind\n三会一课\tmechanism\n", "terms.tsv")
    >>> table.rows, table.column("kind")
    ((('三会一课', 'mechanism'),), ('mechanism',))
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str) -> tuple[str, ...]:
        """Return one column's cells; LexiconError when there is no such column."""
        if name not in self.columns:
            allowed = ", ".join(self.columns)
            raise LexiconError(
                f"{self.name} has no column {shorten(name)}; it has {allowed}", "lexicon-column"
            )
        index = self.columns.index(name)
        return tuple(row[index] for row in self.rows)

    def records(self) -> Iterator[dict[str, str]]:
        """Yield each row as a dictionary from column to cell."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))


@dataclass(frozen=True)
class Topic:
    """A folder of data files that passed the checks of its manifest.

    Parameters
    ----------
    name, version
        From the manifest; the version is CalVer (``"2026.11.0"``).
    tables
        The TSV files by file name.
    documents
        The parsed TOML files by file name, the manifest left out.
    """

    name: str
    version: str
    tables: Mapping[str, Table]
    documents: Mapping[str, Mapping[str, Any]]

    def table(self, name: str) -> Table:
        """Return the table of the file ``name``; LexiconError when there is none."""
        if name not in self.tables:
            raise _error(
                self.name, f"no table {shorten(name)}; there are {sorted(self.tables)}"
            )
        return self.tables[name]

    def document(self, name: str) -> Mapping[str, Any]:
        """Return the parsed TOML file ``name``; LexiconError when there is none."""
        if name not in self.documents:
            raise _error(
                self.name, f"no document {shorten(name)}; there are {sorted(self.documents)}"
            )
        return self.documents[name]


def _error(where: str, message: str, code: str = "lexicon-manifest") -> LexiconError:
    return LexiconError(f"{where}: {message}", code)


def parse_table(text: str, name: str, *, is_sorted: bool = True) -> Table:
    r"""Return the rows of a TSV text.

    Cells are apart by one tab; there is no quoting. Every row must have the header's number
    of cells, normalised (NFC) and without blanks around. Rows must ascend by code point,
    which also forbids doubled rows, unless ``is_sorted`` is false.

    Parameters
    ----------
    text
        The decoded file, header row first, lines ended by LF.
    name
        File name for messages.
    is_sorted
        Whether to demand ascending rows.

    Raises
    ------
    LexiconError
        The message names file and line.

    Examples
    --------
    >>> parse_table("term\tkind\n三会一课\n", "mine.tsv")
    Traceback (most recent call last):
        ...
    govtext.errors.LexiconError: mine.tsv line 2: 1 cells where the header has 2; put one tab between cells, also between empty ones
    """
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    if not lines or not lines[0].strip():
        raise _error(
            name, "no header row; the first line names the columns, tab between", "lexicon-row"
        )
    columns = tuple(lines[0].split("\t"))
    if len(set(columns)) != len(columns) or not all(columns):
        raise _error(f"{name} line 1", f"column names must differ: {columns}", "lexicon-row")
    rows = tuple(tuple(line.split("\t")) for line in lines[1:])
    for number, row in enumerate(rows, 2):
        _check_row(row, len(columns), f"{name} line {number}")
    if is_sorted:
        for number, (one, two) in enumerate(pairwise(rows), 3):
            if one >= two:
                raise _error(
                    f"{name} line {number}",
                    f"{shorten(two[0])} is doubled or out of order; run `{_REFRESH}` to sort",
                    "lexicon-row",
                )
    return Table(name, columns, rows)


def _check_row(row: tuple[str, ...], width: int, where: str) -> None:
    if len(row) != width:
        raise _error(
            where,
            f"{len(row)} cells where the header has {width}; "
            "put one tab between cells, also between empty ones",
            "lexicon-row",
        )
    for cell in row:
        if cell != cell.strip() or not unicodedata.is_normalized("NFC", cell):
            raise _error(
                where,
                f"{shorten(cell)} has blanks around it, a carriage return, or is not in "
                "Unicode normal form C; mend the cell",
                "lexicon-row",
            )


def read_topic(folder: Traversable) -> Topic:
    """Return the data of a folder after checking it against its manifest.

    Parameters
    ----------
    folder
        A path, or a folder inside a package (``importlib.resources.files``).

    Raises
    ------
    LexiconError
        No or a broken manifest, a file that is missing, changed or not in the manifest, a
        wrong number of rows, unknown columns, or a broken row.
    """
    manifest = _read_manifest(folder)
    where = f"{folder.name}/{MANIFEST}"
    listed: dict[str, Any] = manifest.get("files", {})
    present = {
        entry.name for entry in folder.iterdir() if entry.name.endswith((".tsv", ".toml"))
    } - {MANIFEST}
    if present != set(listed):
        wrong = sorted(present ^ set(listed))
        raise _error(where, f"files listed and present differ at {wrong}; run `{_REFRESH}`")
    tables: dict[str, Table] = {}
    documents: dict[str, Mapping[str, Any]] = {}
    for name, facts in listed.items():
        text = _read_checked(folder, name, facts)
        if name.endswith(".tsv"):
            tables[name] = _table(text, f"{folder.name}/{name}", facts)
        else:
            documents[name] = MappingProxyType(_parse_toml(text, f"{folder.name}/{name}"))
    return Topic(
        manifest["name"],
        manifest["version"],
        MappingProxyType(tables),
        MappingProxyType(documents),
    )


def _read_manifest(folder: Traversable) -> dict[str, Any]:
    where = f"{folder.name}/{MANIFEST}"
    path = folder / MANIFEST
    if not path.is_file():
        raise _error(where, "is missing; a data folder needs name, version and [files] in it")
    manifest = _parse_toml(_decode(path.read_bytes(), where), where)
    for key in ("name", "version"):
        if not isinstance(manifest.get(key), str):
            raise _error(where, f"needs a text `{key}`")
    return manifest


def _decode(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _error(
            f"{where} line {line}", "is not UTF-8; save the file as UTF-8", "lexicon-encoding"
        ) from error


def _parse_toml(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _error(where, f"is not TOML: {error}", "lexicon-row") from error


def _read_checked(folder: Traversable, name: str, facts: Mapping[str, Any]) -> str:
    data = (folder / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != facts.get("sha256"):
        raise _error(
            f"{folder.name}/{name}",
            "differs from the SHA-256 in its manifest; restore the file, or run "
            f"`{_REFRESH}` if the change is meant",
            "lexicon-checksum",
        )
    return _decode(data, f"{folder.name}/{name}")


def _table(text: str, where: str, facts: Mapping[str, Any]) -> Table:
    table = parse_table(text, where)
    columns = tuple(facts.get("columns", ()))
    if table.columns != columns:
        raise _error(
            f"{where} line 1", f"columns {table.columns} are not the manifest's {columns}"
        )
    if len(table) != facts.get("rows"):
        raise _error(where, f"{len(table)} rows, the manifest says {facts.get('rows')}")
    return table


@cache
def load_topic(name: str, package: str = "govtext.lexicon") -> Topic:
    """Return a topic that a package ships under ``data/``, read once a process.

    Parameters
    ----------
    name
        Folder name, such as ``"terms"``.
    package
        The package whose ``data/`` holds it.

    Raises
    ------
    LexiconError
        There is no such topic, or it fails the checks of ``read_topic``.

    Examples
    --------
    >>> load_topic("terms").name
    'terms'
    """
    root = files(package) / "data"
    folder = root / name
    if not folder.is_dir():
        have = sorted(entry.name for entry in root.iterdir()) if root.is_dir() else []
        raise _error(f"{package}/data", f"no topic {shorten(name)}; there are {have}")
    return read_topic(folder)


def read_user_table(path: Path) -> Table:
    """Return a user's TSV file; it needs no manifest and no order.

    Raises
    ------
    LexiconError
        The file cannot be read, is not UTF-8, or has a broken row.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _error(
            str(path), f"cannot be read ({error.strerror}); check the path", "lexicon-missing"
        ) from error
    text = _decode(data.removeprefix(b"\xef\xbb\xbf"), path.name).replace("\r\n", "\n")
    return parse_table(text, path.name, is_sorted=False)

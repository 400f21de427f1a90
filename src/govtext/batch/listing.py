"""Files of an archive, in a fixed order, with memory for one folder at a time."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from govtext.batch.task import Failure
from govtext.errors import ConfigError, shorten

__all__ = ["Listed", "hash_file", "list_inputs", "parse_path_list"]

_PIECE = 1 << 20
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE_PARTS = frozenset(
    (
        b"[Content_Types].xml",
        b"_rels/.rels",
        b"docProps/app.xml",
        b"docProps/core.xml",
        b"word/document.xml",
        b"OFD.xml",
    )
)


@dataclass(frozen=True)
class Listed:
    """A file found in the inputs.

    Parameters
    ----------
    id
        Path inside the archive, with ``/``; characters that UTF-8 lacks are escaped.
    path
        Path that opens it.
    """

    id: str
    path: str


def _name(path: str) -> str:
    """Return a path as text that UTF-8 can hold; old archives have names in GBK."""
    raw = os.fsencode(path).decode("utf-8", "backslashreplace")
    name = raw.replace(os.sep, "/")
    # A list of a million paths is held once, not twice.
    return path if name == path else name


def _walk(folder: str, prefix: str, skip: str) -> Iterator[Listed]:
    """Yield the files below a folder, sorted, hidden ones and lock files left out."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        # The folder stands for what cannot be seen in it: hashing it fails with a reason.
        yield Listed(_name(prefix.rstrip("/") or folder), folder)
        return
    for entry in found:
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir(follow_symlinks=False):
            if os.path.realpath(entry.path) != skip:
                yield from _walk(entry.path, f"{prefix}{entry.name}/", skip)
        else:
            yield Listed(_name(f"{prefix}{entry.name}"), entry.path)


def list_inputs(
    inputs: str | Path | Iterable[str | Path], *, output: Path | None = None
) -> Iterator[Listed]:
    """Yield every file of the inputs, in the order given, folders sorted by name.

    A file of a folder given by itself is called by its path inside it; where inputs are given
    as a list, by the path as given. Hidden files and office lock files (``~$…``) are left out, and so is
    the output folder. Links to files are followed, links to folders are not.

    Parameters
    ----------
    inputs
        A folder or file, or several of them.
    output
        Folder never listed, or None.
    """
    skip = os.path.realpath(output) if output else ""
    if isinstance(inputs, (str, Path)):
        yield from _list_one(os.fspath(inputs), "", Path(inputs).name, skip)
        return
    # Inputs may overlap; a file has one outcome however often it is named.
    seen: set[str] = set()
    for given in inputs:
        path = os.fspath(given)
        for listed in _list_one(path, f"{path.rstrip('/')}/", path, skip):
            if listed.id not in seen:
                seen.add(listed.id)
                yield listed


def _list_one(path: str, prefix: str, name: str, skip: str) -> Iterator[Listed]:
    if Path(path).is_dir():
        yield from _walk(path, prefix, skip)
    else:
        yield Listed(_name(name), path)


def check_input(path: str | Path) -> None:
    """Raise ConfigError for an input that isn't there (code ``input-missing``)."""
    if not os.path.lexists(path):
        raise ConfigError(
            f"input {shorten(os.fspath(path))} does not exist; give a folder, a file, or "
            "- for a list of paths on standard input",
            "input-missing",
        )


def parse_path_list(data: bytes) -> Iterator[str]:
    r"""Yield the paths of a list: one a line, or apart by NUL where there is one.

    Parameters
    ----------
    data
        The list as bytes, as ``find`` or ``find -print0`` prints it.

    Examples
    --------
    >>> list(parse_path_list(b"a.txt\nb c.txt\n"))
    ['a.txt', 'b c.txt']
    """
    mark = b"\0" if b"\0" in data else b"\n"
    for line in data.split(mark):
        path = line.removesuffix(b"\r") if mark == b"\n" else line
        if path:
            yield os.fsdecode(path)


def hash_file(path: str, *, most: int) -> tuple[str, bool] | Failure:
    """Return the content hash of a file and whether it is a zip of documents.

    Files above ``most`` bytes are not read whole: their hash is of size and date, and the
    reader will refuse them with its own words.

    Parameters
    ----------
    path
        The file.
    most
        Bytes to read at most.

    Returns
    -------
    Hash and flag, or why the file cannot be read.
    """
    try:
        # Opening a pipe or a device would wait for ever; look first. Without pathlib, which
        # puts every name of a long run into Python's table of shared strings.
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116
            return Failure("file-unreadable", f"{_name(path)} is no regular file", "list")
        with open(path, "rb") as file:  # noqa: PTH123
            facts = os.fstat(file.fileno())
            head = file.read(_PIECE)
            if facts.st_size > most:
                return f"size:{facts.st_size}:{facts.st_mtime_ns}", False
            digest = hashlib.sha256(head)
            while piece := file.read(_PIECE):
                digest.update(piece)
    except (OSError, ValueError) as error:
        code = "file-missing" if isinstance(error, FileNotFoundError) else "file-unreadable"
        reason = getattr(error, "strerror", None) or str(error)
        return Failure(code, f"{_name(path)} cannot be read ({reason})", "list")
    return digest.hexdigest(), is_plain_zip(head)


def is_plain_zip(head: bytes) -> bool:
    """Tell a zip that may hold documents from a docx or an OFD, by its first entry.

    A docx taken for a zip costs a second look at it, nothing more.
    """
    if not head.startswith(_ZIP_MAGIC):
        return False
    name_length = int.from_bytes(head[26:28], "little")
    return head[30 : 30 + name_length] not in _OFFICE_PARTS

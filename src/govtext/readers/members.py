"""Zips of documents: one entry for each file inside, whatever happens to it."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from govtext.errors import FormatError, GovtextError, InputError, shorten
from govtext.readers.files import check_file, load_bytes
from govtext.readers.limits import Limits
from govtext.readers.zipped import Container, document_kind, entry_name, open_container

__all__ = ["Member", "check_member_path", "iter_members", "unwrap_single"]

_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_DEEPEST_PATH = 40


class Member(NamedTuple):
    """A file, on its own or inside a zip, before it is read.

    Parameters
    ----------
    id
        The path; for a file inside a zip ``"archive.zip!/folder/file.txt"``.
    data
        Its bytes, or None where there is an error.
    error
        Why the bytes can't be had, or None.
    """

    id: str
    data: bytes | None
    error: GovtextError | None = None


def iter_members(
    source: str | os.PathLike[str] | bytes,
    *,
    limits: Limits | None = None,
    id: str | None = None,
) -> Iterator[Member]:
    """Yield the bytes of a file, or of each file of a zip, or why they can't be had.

    As ``iter_sources``, without reading the documents: for a caller that reads elsewhere.
    A zip given by path is read member by member, never as a whole.

    Examples
    --------
    >>> [member] = iter_members("一、政治建设".encode(), id="a")
    >>> member.id, len(member.data)
    ('a', 18)
    """
    limits = limits or Limits()
    if isinstance(source, bytes):
        name = "text" if id is None else id
        yield from _iter_file(BytesIO(source), source, name, limits, 0)
        return
    path = Path(source)
    name = os.fspath(source) if id is None else id
    try:
        check_file(path)
        with path.open("rb") as file:
            if file.read(4) in _ZIP_MARKS:
                yield from _iter_file(file, path, name, limits, 0)
                return
        yield Member(name, load_bytes(path, limits))
    except OSError as error:
        reason = f"{path} cannot be read ({error.strerror}); check its permissions"
        yield Member(name, None, InputError(reason, "file-unreadable"))
    except GovtextError as error:
        yield Member(name, None, error)


def _iter_file(
    file: IO[bytes], origin: bytes | Path, name: str, limits: Limits, depth: int
) -> Iterator[Member]:
    """Yield a file itself, or its members where it is a zip of documents."""
    head = file.read(4) if isinstance(origin, bytes) else _ZIP_MARKS[0]
    if head not in _ZIP_MARKS:
        yield Member(name, origin if isinstance(origin, bytes) else load_bytes(origin, limits))
        return
    try:
        with open_container(file, limits) as container:
            if document_kind(container) == "zip":
                yield from _iter_container(container, name, limits, depth)
                return
        yield Member(name, origin if isinstance(origin, bytes) else load_bytes(origin, limits))
    except GovtextError as error:
        yield Member(name, None, error)


def _iter_container(
    container: Container, name: str, limits: Limits, depth: int
) -> Iterator[Member]:
    if depth > limits.max_nesting:
        raise FormatError(
            f"{shorten(name)} is a zip {depth} deep inside zips, the limit is "
            f"{limits.max_nesting}; unpack it first or raise Limits(max_nesting=…)",
            "limit-nesting",
        )
    seen: dict[str, int] = {}
    left = limits.max_archive_bytes
    infos = [info for info in container.infos if not _is_debris(info)]
    if not infos:
        raise FormatError(f"{shorten(name)} is an empty zip; check the original", "file-empty")
    for info in infos:
        member = entry_name(info)
        seen[member] = seen.get(member, 0) + 1
        member_id = f"{name}!/{member}" + (f"#{seen[member]}" if seen[member] > 1 else "")
        try:
            data = _read_member(container, info, min(left, limits.max_bytes), limits)
        except GovtextError as error:
            yield Member(member_id, None, error)
            continue
        left -= len(data)
        yield from _iter_file(BytesIO(data), data, member_id, limits, depth + 1)


def _read_member(
    container: Container, info: zipfile.ZipInfo, cap: int, limits: Limits
) -> bytes:
    check_member_path(info)
    data = container.read_entry(info, cap)
    if data is not None:
        return data
    if cap < limits.max_bytes:
        raise FormatError(
            f"the zip unpacks to more than {limits.max_archive_bytes:,} bytes; "
            "raise Limits(max_archive_bytes=…) if it is to be trusted",
            "limit-expanded",
        )
    raise FormatError(
        f"the file unpacks to more than {limits.max_bytes:,} bytes; "
        "raise Limits(max_bytes=…) if it is to be trusted",
        "limit-bytes",
    )


def check_member_path(info: zipfile.ZipInfo) -> None:
    """Raise FormatError for an entry that names a place outside of the zip.

    Examples
    --------
    >>> check_member_path(zipfile.ZipInfo("../../etc/passwd"))
    Traceback (most recent call last):
        ...
    govtext.errors.FormatError: '../../etc/passwd' points out of the zip; the file was not read, repack it with plain relative paths
    """
    name = entry_name(info).replace("\\", "/")
    parts = PurePosixPath(name).parts
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    if is_link or name.startswith("/") or ".." in parts or ":" in name[:2]:
        what = "is a link" if is_link else "points out of the zip"
        raise FormatError(
            f"{shorten(name)} {what}; the file was not read, repack it with plain relative paths",
            "zip-path",
        )
    if len(parts) > _DEEPEST_PATH:
        raise FormatError(
            f"{shorten(name)} lies {len(parts)} folders deep, the limit is {_DEEPEST_PATH}; "
            "repack it",
            "zip-path",
        )


def _is_debris(info: zipfile.ZipInfo) -> bool:
    """Tell whether an entry is a folder or something an operating system left behind."""
    name = entry_name(info).replace("\\", "/")
    last = name.rsplit("/", 1)[-1]
    return (
        not last
        or name.startswith("__MACOSX/")
        or last.startswith(("~$", "._"))
        or last.lower() in {".ds_store", "thumbs.db", "desktop.ini"}
    )


def unwrap_single(data: bytes, limits: Limits) -> tuple[str, bytes]:
    """Return name and bytes of the only document in a zip.

    Raises
    ------
    FormatError
        There are several (``zip-several``), or the one there is can't be had.
    """
    members: list[Member] = []
    for member in iter_members(data, limits=limits, id="zip"):
        members.append(member)
        if len(members) > 1:
            raise FormatError(
                "the zip holds several documents and one is wanted; "
                "use govtext.readers.iter_sources, or govtext.run for an archive",
                "zip-several",
            )
    [only] = members
    if only.data is None:
        raise only.error or FormatError("the zip holds no document", "file-empty")
    return only.id, only.data

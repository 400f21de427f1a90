"""Zip containers: read in pieces under a cap, nothing ever written to disk."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO, Literal

from govtext.errors import FormatError, shorten
from govtext.readers.limits import Limits, check_count

__all__ = ["Container", "document_kind", "entry_name", "open_container", "sniff_zip"]

_PIECE = 1 << 16
_END_RECORD = b"PK\x05\x06"
_END_RECORD_64 = b"PK\x06\x06"
# A directory entry is 46 bytes and the file's name; names are rarely above 400.
_ENTRY_BYTES = 512
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_OFFICE = (("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint presentation"))
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


class Container:
    """An open zip file whose parts are read under a byte cap.

    Parameters
    ----------
    archive
        The open zip file.
    limits
        ``max_expanded_bytes`` bounds what ``read`` unpacks in all.
    """

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive = archive
        self._left = limits.max_expanded_bytes
        self._limits = limits
        self._by_name = {info.filename: info for info in archive.infolist()}

    @property
    def infos(self) -> list[zipfile.ZipInfo]:
        """Every entry in the order of the directory, doubled names included."""
        return self._archive.infolist()

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def read(self, name: str) -> bytes | None:
        """Return a part by name, or None when there is none.

        Raises
        ------
        FormatError
            The part is damaged, encrypted, or goes beyond what may be unpacked.
        """
        info = self._by_name.get(name)
        if info is None:
            return None
        data = self.read_entry(info, self._left)
        if data is None:
            raise FormatError(
                f"the parts of the file unpack to more than {self._limits.max_expanded_bytes:,} "
                "bytes; raise Limits(max_expanded_bytes=…) if the file is to be trusted",
                "limit-expanded",
            )
        self._left -= len(data)
        return data

    def read_entry(self, info: zipfile.ZipInfo, cap: int) -> bytes | None:
        """Return an entry's bytes, or None as soon as there are more than ``cap``.

        The size that the zip states is not trusted.
        """
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise FormatError(
                f"{shorten(info.filename)} is encrypted; unpack it with its password first",
                "file-encrypted",
            )
        pieces: list[bytes] = []
        size = 0
        try:
            with self._archive.open(info) as file:
                while piece := file.read(_PIECE):
                    size += len(piece)
                    if size > cap:
                        return None
                    pieces.append(piece)
        except _BROKEN as error:
            raise FormatError(
                f"{shorten(info.filename)} inside the zip cannot be unpacked ({error}); "
                "get an undamaged copy",
                "zip-damaged",
            ) from error
        return b"".join(pieces)


def _directory_bytes(tail: bytes) -> int:
    """Return the size of the zip's directory as its end record states it, 0 if unknown."""
    at = tail.rfind(_END_RECORD)
    if at < 0 or len(tail) < at + 16:
        return 0
    size: int = struct.unpack_from("<I", tail, at + 12)[0]
    at = tail.rfind(_END_RECORD_64)
    if size == 0xFFFFFFFF and 0 <= at <= len(tail) - 48:
        size = struct.unpack_from("<Q", tail, at + 40)[0]
    return size


@contextmanager
def open_container(source: bytes | IO[bytes], limits: Limits) -> Iterator[Container]:
    """Open a zip file given as bytes or as a seekable binary file.

    Raises
    ------
    FormatError
        It is damaged or has too many entries.
    """
    file = BytesIO(source) if isinstance(source, bytes) else source
    try:
        size = file.seek(0, 2)
        file.seek(max(0, size - (1 << 17)))
        directory = _directory_bytes(file.read())
        check_count(
            directory // _ENTRY_BYTES,
            limits.max_members,
            "limit-members",
            "files in the zip, at least",
            "max_members",
        )
        archive = zipfile.ZipFile(file)
    except _BROKEN as error:
        if isinstance(error, FormatError):
            raise
        raise FormatError(
            f"the zip container is damaged ({error}); get an undamaged copy", "zip-damaged"
        ) from error
    with archive:
        check_count(
            len(archive.infolist()),
            limits.max_members,
            "limit-members",
            "files in the zip",
            "max_members",
        )
        yield Container(archive, limits)


def entry_name(info: zipfile.ZipInfo) -> str:
    """Return an entry's name; one without the UTF-8 flag is read as UTF-8 or GB18030.

    Examples
    --------
    >>> entry_name(zipfile.ZipInfo("报告.txt".encode("gbk").decode("cp437")))
    '报告.txt'
    """
    name = info.filename
    if info.flag_bits & _UTF8_FLAG:
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return name


def document_kind(container: Container) -> Literal["docx", "ofd", "zip"]:
    """Return what a zip container is; an office file of another kind is refused."""
    if "OFD.xml" in container:
        return "ofd"
    if "[Content_Types].xml" not in container:
        return "zip"
    if "word/document.xml" in container or any(
        info.filename.startswith("word/") for info in container.infos
    ):
        return "docx"
    for prefix, what in _OFFICE:
        if any(info.filename.startswith(prefix) for info in container.infos):
            raise FormatError(
                f"the file is {what}; govtext reads reports: save it as text, docx or pdf",
                "format-unknown",
            )
    return "zip"


def sniff_zip(data: bytes, limits: Limits) -> Literal["docx", "ofd", "zip"]:
    """Return whether a zip is a docx, an OFD or a zip of files.

    Raises
    ------
    FormatError
        It is damaged, or an office file of another kind.
    """
    with open_container(data, limits) as container:
        return document_kind(container)

"""Files and bytes to Sources: the one place that knows every format."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from govtext.errors import FormatError, GovtextError
from govtext.readers.files import load_bytes
from govtext.readers.limits import Limits, Reading, check_characters, check_count
from govtext.readers.members import iter_members, unwrap_single
from govtext.readers.sniffing import Format, sniff_format
from govtext.readers.zipped import sniff_zip
from govtext.records.source import Source

__all__ = ["Entry", "iter_sources", "read", "read_bytes"]

_READERS: Mapping[Format, tuple[str, str]] = {
    "text": ("plain", "read_plain"),
    "markdown": ("markdown", "read_markdown"),
    "html": ("html", "read_html"),
    "docx": ("docx", "read_docx"),
    "doc": ("doc", "read_doc"),
    "pdf": ("pdf", "read_pdf"),
    "ofd": ("ofd", "read_ofd"),
}


class Entry(NamedTuple):
    """What came of reading a file: a source or an error, never both.

    Parameters
    ----------
    id
        As in ``Member``.
    source
        What was read, or None.
    error
        Why it was not read, or None.
    """

    id: str
    source: Source | None
    error: GovtextError | None = None


def read(
    path: str | os.PathLike[str], *, limits: Limits | None = None, id: str | None = None
) -> Source:
    """Return the text of a file with the particulars of the file.

    The format is told from the content: text (UTF-8, GB18030, Big5, UTF-16), Markdown, HTML,
    docx, doc, pdf, OFD, or a zip that holds one of these.

    Parameters
    ----------
    path
        The file.
    limits
        What the file may be at most; None for the defaults of ``Limits``.
    id
        Identifier of the source; None for the path.

    Raises
    ------
    InputError
        There is no such file, it is a folder or a device, or it may not be read.
    FormatError
        It is damaged, of no known format or encoding, or beyond a limit.
    MissingExtraError
        Its format needs an optional dependency.

    Examples
    --------
    >>> source = read("报告.txt")  # doctest: +SKIP
    >>> source.encoding  # doctest: +SKIP
    'gb18030'
    """
    shown = os.fspath(path)
    limits = limits or Limits()
    return read_bytes(load_bytes(Path(path), limits), name=shown, limits=limits, id=id)


def read_bytes(
    data: bytes,
    *,
    name: str | None = None,
    limits: Limits | None = None,
    id: str | None = None,
) -> Source:
    """Return the text held by the bytes of a file.

    Parameters
    ----------
    data
        The whole file.
    name
        Its name or path, kept as ``source.path``; tells Markdown from plain text.
    limits
        What the file may be at most; None for the defaults.
    id
        Identifier of the source; None for ``name``, or ``"text"`` without one.

    Raises
    ------
    FormatError
        The bytes are damaged, of no known format or encoding, or beyond a limit.
    MissingExtraError
        Their format needs an optional dependency.

    Examples
    --------
    >>> source = read_bytes("全面从严治党。".encode("big5", "ignore") + "問題。".encode("big5"))
    >>> source.encoding, source.media_type
    ('big5', 'text/plain')
    """
    limits = limits or Limits()
    check_count(len(data), limits.max_bytes, "limit-bytes", "bytes in the file", "max_bytes")
    reading = _read_format(data, name, limits)
    check_characters(len(reading.text), limits)
    if not reading.text.strip():
        raise FormatError(
            "the file holds no text, only layout or pictures; check the original", "file-empty"
        )
    return Source(
        id=id if id is not None else name if name is not None else "text",
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=reading.media_type,
        encoding=reading.encoding,
        text=reading.text,
        places=reading.places,
    )


def iter_sources(
    source: str | os.PathLike[str] | bytes,
    *,
    limits: Limits | None = None,
    id: str | None = None,
) -> Iterator[Entry]:
    """Yield a Source or an error for a file, and for each file of a zip.

    A zip inside the zip is opened too, as deep as ``limits.max_nesting``. Folders and what
    operating systems leave behind (``__MACOSX``, ``.DS_Store``, ``Thumbs.db``, ``~$…``) are
    passed over. Nothing is raised for a file, nothing is written.

    Parameters
    ----------
    source
        A path, or the bytes of a file.
    limits
        What a file may be at most; None for the defaults.
    id
        Identifier of the file; None for the path, or ``"text"`` for bytes.

    Examples
    --------
    >>> import io, zipfile
    >>> packed = io.BytesIO()
    >>> with zipfile.ZipFile(packed, "w") as archive:
    ...     archive.writestr("甲县/2022.txt", "一、政治建设")
    ...     archive.writestr("乙县/2022.txt", b"")
    >>> for entry in iter_sources(packed.getvalue(), id="a.zip"):
    ...     print(entry.id, entry.source and entry.source.text, entry.error and entry.error.code)
    a.zip!/甲县/2022.txt 一、政治建设 None
    a.zip!/乙县/2022.txt None file-empty
    """
    limits = limits or Limits()
    for member in iter_members(source, limits=limits, id=id):
        if member.data is None:
            yield Entry(member.id, None, member.error)
            continue
        try:
            yield Entry(member.id, read_bytes(member.data, name=member.id, limits=limits))
        except GovtextError as error:
            yield Entry(member.id, None, error)


def _read_format(data: bytes, name: str | None, limits: Limits) -> Reading:
    kind = sniff_format(data, name)
    if kind == "zip":
        kind = sniff_zip(data, limits)
        if kind == "zip":
            inner_name, inner = unwrap_single(data, limits)
            return _read_format(inner, inner_name, limits)
    module, function = _READERS[kind]
    reader: Callable[[bytes, Limits], Reading] = getattr(
        import_module(f"govtext.readers.{module}"), function
    )
    return reader(data, limits)

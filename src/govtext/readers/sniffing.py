"""Which format a file is in, told from its first bytes and not from its name."""

from __future__ import annotations

import re
from typing import Literal

from govtext.errors import FormatError

__all__ = ["Format", "sniff_format"]

Format = Literal["text", "markdown", "html", "docx", "doc", "pdf", "ofd", "zip"]

_READABLE = "text, Markdown, HTML, docx, doc, pdf, OFD or a zip of these"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a Linux program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"RIFF", "a RIFF recording"),
    (b"%!PS", "a PostScript program"),
)
_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)
_ANY_TAG = re.compile(
    rb"</?(?:p|div|span|table|tr|td|br|a|ul|li|h[1-6]|font|center)\b", re.IGNORECASE
)
_PAGE_NAMES = (".html", ".htm", ".shtml", ".xhtml")
_MARKDOWN_NAMES = (".md", ".markdown", ".mdown")
_FRONT_MATTER = re.compile(
    rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:[^\n]*\n){0,200}?---[ \t]*\r?\n"
)


def sniff_format(data: bytes, name: str | None = None) -> Format:
    """Return the format of a file.

    The bytes decide. The name is asked only where the bytes leave it open: whether a text
    is Markdown, and whether one with a few tags is a page.

    Parameters
    ----------
    data
        The whole file.
    name
        File name or path, or None.

    Raises
    ------
    FormatError
        The file is empty (``file-empty``) or of a format that is not read
        (``format-unknown``).

    Examples
    --------
    >>> sniff_format("一、政治建设".encode(), "report.pdf")
    'text'
    >>> sniff_format(b"%PDF-1.7 ...", "report.txt")
    'pdf'
    """
    if not data.strip(b"\x00\t\n\v\f\r \xef\xbb\xbf\xfe\xff"):
        raise FormatError(
            f"the file holds no text ({len(data)} bytes, all blank); check the original",
            "file-empty",
        )
    if data.startswith(_ZIP):
        return "zip"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE) or data.lstrip()[:5] == b"{\\rtf":
        return "doc"
    _refuse_foreign(data)
    return _sniff_text(data, name)


def _refuse_foreign(data: bytes) -> None:
    for mark, what in _FOREIGN:
        # Two letters may well open an English text; a program or picture has a zero soon.
        if data.startswith(mark) and (len(mark) > 2 or b"\x00" in data[:64]):
            raise FormatError(
                f"the file is {what}; govtext reads {_READABLE}: convert it first",
                "format-unknown",
            )


def _sniff_text(data: bytes, name: str | None) -> Format:
    head = data[:8192].replace(b"\x00", b"")
    is_page_name = (name or "").lower().endswith(_PAGE_NAMES)
    if _TAG.search(head) or len(_ANY_TAG.findall(head)) >= (1 if is_page_name else 8):
        return "html"
    if head.lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n").startswith(b"<?xml"):
        raise FormatError(
            f"the file is XML of an unknown kind; govtext reads {_READABLE}: convert it first",
            "format-unknown",
        )
    if (name or "").lower().endswith(_MARKDOWN_NAMES) or _FRONT_MATTER.match(data):
        return "markdown"
    return "text"

"""Sixty files that wish a reader ill, each with the error code it must end in.

``write_hostile(folder)`` makes them; a code of None means the file is odd but readable.
"""

from __future__ import annotations

import io
import os
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.documents import make_docx, make_ofd, make_pdf, make_scan, make_zip, paragraph

_MEBIBYTE = 1 << 20
_REPORT = "一、坚持政治引领\n全年开展专题学习12次，培训党员3500人次，同比增长15.3%。\n" * 20


class Hostile(NamedTuple):
    """A hostile file.

    ``codes`` are the error codes that are right for it; None stands for being read. A zip
    of several files is right when each of them ends in one of the codes.
    """

    name: str
    data: bytes
    codes: tuple[str | None, ...]


def _bomb(name: str, n_bytes: int, piece: bytes = b" ") -> bytes:
    """Return a zip with one part of ``n_bytes`` of nothing."""
    packed = io.BytesIO()
    block = piece * (_MEBIBYTE // len(piece))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(info, "w", force_zip64=True) as part:
            for _ in range(n_bytes // _MEBIBYTE):
                part.write(block)
    return packed.getvalue()


def _grow(packed: bytes, n_times: int) -> bytes:
    """Return a deflated stream, in a docx, whose plain form is ``n_times`` that of a part.

    Ten gigabytes are too slow to deflate in a test, so the deflated block of one mebibyte
    is repeated: full flushes make each block stand alone.
    """
    import zlib

    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = deflate.compress(packed) + deflate.flush(zlib.Z_FULL_FLUSH)
    again = deflate.compress(packed) + deflate.flush(zlib.Z_FULL_FLUSH)
    return block + again * (n_times - 1) + deflate.flush()


def _raw_zip(name: bytes, stream: bytes, stated_size: int, others: dict[str, str]) -> bytes:
    """Return a zip whose first entry is a ready deflated stream with a lying size."""
    base = make_zip(dict(others))
    local = struct.pack(
        "<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 33, 0, len(stream), stated_size, len(name), 0
    ) + name + stream  # fmt: skip
    at = base.rfind(b"PK\x05\x06")
    n, size, start = struct.unpack_from("<HII", base, at + 10)
    directory = base[start : start + size]
    entry = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, 0, len(stream), stated_size,
        len(name), 0, 0, 0, 0, 0, start,
    ) + name  # fmt: skip
    end = struct.pack(
        "<4sHHHHIIH",
        b"PK\x05\x06",
        0,
        0,
        n + 1,
        n + 1,
        size + len(entry),
        start + len(local),
        0,
    )
    return base[:start] + local + directory + entry + end


def _docx_of_nothing() -> bytes:
    """Return a docx of ten megabytes whose document part is ten gigabytes of blanks."""
    parts = {"[Content_Types].xml": "<Types/>", "word/styles.xml": "<styles/>"}
    stream = _grow(b" " * _MEBIBYTE, 10 * 1024)
    return _raw_zip(b"word/document.xml", stream, 2000, parts)


def _overlapping_zip() -> bytes:
    """Return a zip whose twenty entries all lie over the same megabytes."""
    inner = _bomb("a.txt", 8 * _MEBIBYTE, b"\x30")
    at = inner.rfind(b"PK\x05\x06")
    _, size, start = struct.unpack_from("<HII", inner, at + 10)
    entry = inner[start : start + size]
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 20, 20, size * 20, start, 0)
    return inner[:start] + entry * 20 + end


def _nested(depth: int) -> bytes:
    data = make_zip({"a.txt": _REPORT})
    for _ in range(depth):
        data = make_zip({"inner.zip": data})
    return data


def _laughs() -> str:
    entities = '<!ENTITY a0 "哈">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    return f'<?xml version="1.0"?><!DOCTYPE d [{entities}]>'


def _docx_with(document: str | bytes, **parts: str) -> bytes:
    files: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>"}
    files["word/document.xml"] = document
    files.update({f"word/{name}.xml": text for name, text in parts.items()})
    return make_zip(files)


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _word(body: str, before: str = "") -> str:
    return f"{before}<w:document {_W}><w:body>{body}</w:body></w:document>"


def _noise(seed: int, n_bytes: int) -> bytes:
    return random.Random(seed).randbytes(n_bytes)


def _flipped(data: bytes, seed: int, n: int) -> bytes:
    chance, changed = random.Random(seed), bytearray(data)
    for _ in range(n):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _encrypted_zip() -> bytes:
    data = bytearray(make_zip({"a.txt": _REPORT}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    return bytes(data)


def _link_zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return packed.getvalue()


_UNKNOWN = ("format-unknown",)
_EMPTY = ("file-empty",)
_TEXTLESS = ("file-empty", "encoding-unknown", "format-unknown")
_BROKEN = ("file-damaged", "zip-damaged")


def _plain_files() -> list[Hostile]:
    text = _REPORT.encode()
    return [
        Hostile("empty.txt", b"", _EMPTY),
        Hostile("blank.txt", b" \n\r\n\t" * 1000, _EMPTY),
        Hostile("mark-only.txt", b"\xef\xbb\xbf", _EMPTY),
        Hostile("zeros.bin", b"\x00" * _MEBIBYTE, _EMPTY),
        Hostile("ones.bin", b"\xff" * _MEBIBYTE, _TEXTLESS),
        Hostile("noise-small.txt", _noise(1, 300), _TEXTLESS),
        Hostile("noise-large.txt", _noise(2, 2 * _MEBIBYTE), _TEXTLESS),
        Hostile("noise-as-docx.docx", _noise(3, 20_000), _TEXTLESS),
        Hostile("noise-as-pdf.pdf", _noise(4, 20_000), _TEXTLESS),
        Hostile("all-bytes.txt", bytes(range(256)) * 40, _TEXTLESS),
        Hostile("one-line-50MB.txt", "字".encode() * (50 * _MEBIBYTE // 3), ("limit-characters",)),
        Hostile("ascii-one-line-50MB.txt", b"1" * (50 * _MEBIBYTE), ("limit-characters",)),
        Hostile("too-large.txt", b" 1" * (33 * _MEBIBYTE), ("limit-bytes",)),
        Hostile("cut-in-character.txt", text[:-2], (None,)),
        Hostile("cut-gbk.txt", _REPORT.encode("gbk")[: -len(_REPORT) // 2 - 1], (None,)),
        Hostile("flipped.txt", _flipped(text, 5, 3), (None,)),
        Hostile("nul-bytes.txt", text.replace(b"\n", b"\x00\n"), (None, "encoding-unknown")),
        Hostile("japanese.txt", "これはテストです。漢字とかなをまぜる。".encode("shift_jis") * 30, ("encoding-unknown",)),
        Hostile("korean.txt", "이것은 시험 보고서입니다. 한국어 문장.".encode("euc-kr") * 30, ("encoding-unknown",)),
        Hostile("latin.txt", "Éléments résumés à côté où ça évoque être".encode("latin-1") * 30, ("encoding-unknown",)),
        Hostile("digits-1MB.txt", b"1234567890" * 100_000, (None,)),
        Hostile("stars-1MB.txt", b"*" * _MEBIBYTE, (None,)),
        Hostile("open-quotes.txt", "“（《".encode() * 100_000, (None,)),
    ]  # fmt: skip


def _named_wrong() -> list[Hostile]:
    return [
        Hostile("text-named.pdf", _REPORT.encode(), (None,)),
        Hostile("gbk-named.docx", _REPORT.encode("gbk"), (None,)),
        Hostile("docx-named.txt", make_docx(["一、总体情况", "全年完成。"]), (None,)),
        Hostile("pdf-named.doc", make_pdf(["全年完成各项任务，取得成效。"]), (None,)),
        Hostile("picture.docx", b"\x89PNG\r\n\x1a\n" + _noise(6, 500), _UNKNOWN),
        Hostile("rar.zip", b"Rar!\x1a\x07\x00" + _noise(7, 500), _UNKNOWN),
        Hostile("gzip.txt", b"\x1f\x8b\x08\x00" + _noise(8, 500), _UNKNOWN),
        Hostile("program.txt", b"MZ\x90\x00\x03\x00\x00\x00" + _noise(9, 500), _UNKNOWN),
        Hostile("sheet.docx", make_zip({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>"}), _UNKNOWN),
        Hostile("other.xml", b'<?xml version="1.0"?><data><a>1</a></data>', _UNKNOWN),
    ]  # fmt: skip


def _zips() -> list[Hostile]:
    files = {f"{n:05}.txt": "" for n in range(500)}
    return [
        Hostile("bomb.zip", _bomb("a.txt", 200 * _MEBIBYTE), ("limit-bytes",)),
        Hostile("overlap.zip", _overlapping_zip(), ("zip-damaged", "limit-characters", "limit-bytes")),
        Hostile("climbing.zip", make_zip({"../../../tmp/climbed.txt": _REPORT}), ("zip-path",)),
        Hostile("absolute.zip", make_zip({"/tmp/climbed.txt": _REPORT}), ("zip-path",)),
        Hostile("drive.zip", make_zip({"C:\\climbed.txt": _REPORT}), ("zip-path",)),
        Hostile("deep-path.zip", make_zip({"a/" * 500 + "x.txt": _REPORT}), ("zip-path",)),
        Hostile("link.zip", _link_zip(), ("zip-path",)),
        Hostile("nested-4.zip", _nested(4), ("limit-nesting",)),
        Hostile("encrypted.zip", _encrypted_zip(), ("file-encrypted",)),
        Hostile("no-members.zip", make_zip({}), _EMPTY),
        Hostile("many-empty.zip", make_zip(files), _EMPTY),
        Hostile("cut.zip", make_zip({"a.txt": _REPORT})[:-30], ("zip-damaged",)),
        Hostile("bad-sum.zip", make_zip({"a.txt": _REPORT}, zipfile.ZIP_STORED).replace("政治".encode(), "政法".encode(), 1), ("zip-damaged",)),
        Hostile("mark-only.zip", b"PK\x03\x04", ("zip-damaged",)),
    ]  # fmt: skip


def _documents() -> list[Hostile]:
    outside = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    deep = "<w:p><w:r>" + "<w:smartTag>" * 5000 + "<w:t>字</w:t>" + "</w:smartTag>" * 5000
    docx = make_docx(["一、总体情况"] + ["全年完成各项任务。"] * 50)
    pdf = make_pdf(["全年完成各项任务，取得新的成效。"] * 60)
    ofd = make_ofd([["一、总体情况", "全年完成各项任务。"]])
    rows = (
        "<w:tbl>" * 200 + "<w:tr><w:tc>" + paragraph("字") + "</w:tc></w:tr>" + "</w:tbl>" * 200
    )
    return [
        Hostile("nothing-10GB.docx", _docx_of_nothing(), ("limit-expanded", "zip-damaged")),
        Hostile("laughs.docx", _docx_with(_word(paragraph("&a11;"), _laughs())), ("xml-forbidden",)),
        Hostile("outside-entity.docx", _docx_with(_word(paragraph("&x;"), outside)), ("xml-forbidden",)),
        Hostile("outside-utf16.docx", _docx_with(_word(paragraph("&x;"), outside).encode("utf-16")), ("xml-forbidden",)),
        Hostile("deep.docx", _docx_with(_word(deep + "</w:r></w:p>")), ("limit-nesting",)),
        Hostile("tables-in-tables.docx", make_docx(rows), (None, "limit-nesting")),
        Hostile("tags-20MB.docx", _docx_with(_word("<w:p/>" * 3_500_000)), ("limit-elements",)),
        Hostile("no-text.docx", make_docx(["", " "]), _EMPTY),
        Hostile("cut.docx", docx[: len(docx) // 2], ("zip-damaged",)),
        Hostile("broken-xml.docx", _docx_with("<w:document><w:body>"), ("file-damaged",)),
        Hostile("cut.pdf", pdf[:700], (*_BROKEN, "file-empty", "pdf-scanned")),
        Hostile("flipped.pdf", _flipped(pdf, 11, 200), (None, "file-damaged", "file-empty", "pdf-garbled", "encoding-unknown")),
        Hostile("mark-only.pdf", b"%PDF-1.7\n", ("file-damaged",)),
        Hostile("scan.pdf", make_scan(), ("pdf-scanned",)),
        Hostile("cut.ofd", ofd[: len(ofd) - 40], ("zip-damaged",)),
        Hostile("no-document.ofd", make_zip({"OFD.xml": "<OFD/>"}), ("file-damaged",)),
        Hostile("cut.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + _noise(12, 600), ("file-damaged", "missing-program", "format-unknown")),
        Hostile("deep.html", b"<html><body>" + b"<div>" * 100_000 + "全年完成。".encode(), (None, "limit-nesting", "file-empty")),
        Hostile("scripts-only.html", b"<html><script>" + b"x=1;" * 9000 + b"</script></html>", _EMPTY),
        Hostile("tags-20MB.html", b"<html><body>" + b"<b></b>" * 3_000_000, ("limit-elements",)),
    ]  # fmt: skip


_GROUPS: tuple[Callable[[], list[Hostile]], ...] = (
    _plain_files,
    _named_wrong,
    _zips,
    _documents,
)


def make_hostile() -> list[Hostile]:
    """Return all hostile files that are made of bytes."""
    return [hostile for group in _GROUPS for hostile in group()]


def write_hostile(folder: Path) -> dict[str, tuple[str | None, ...]]:
    """Write the hostile files to a folder and return the right codes by name.

    Two more are no bytes: a link to nowhere and, unless run by root, whom no permission
    stops, a file that may not be read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    right: dict[str, tuple[str | None, ...]] = {}
    for hostile in make_hostile():
        (folder / hostile.name).write_bytes(hostile.data)
        right[hostile.name] = hostile.codes
    (folder / "nowhere.txt").symlink_to(folder / "missing" / "file.txt")
    right["nowhere.txt"] = ("file-missing",)
    locked = folder / "locked.txt"
    locked.write_text(_REPORT, "utf-8")
    locked.chmod(0)
    right["locked.txt"] = ("file-unreadable",) if os.geteuid() else (None,)
    return right

"""Pdf files with a text layer."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govtext.errors import FormatError, MissingExtraError
from govtext.readers.layout import Glyph, PageLine, find_lines, join_lines
from govtext.readers.limits import Limits, Reading, assemble, check_characters, check_count

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["read_pdf"]

_MEDIA_TYPE = "application/pdf"
# Fewer characters a page than this, under a picture that covers it, is a scan's stamp.
_FEW = 30
_COVERED = 0.5
# Beyond this share of characters without meaning, the text layer is of no use.
_GARBLED = 0.3
# pdfium may be used by one thread at a time only.
_PDFIUM = threading.Lock()


def read_pdf(data: bytes, limits: Limits) -> Reading:
    """Return the text of a pdf, lines joined to paragraphs, in reading order.

    Running headers, footers and page numbers are dropped, two columns are read one after
    the other, slanted watermarks are left out. Places give page and paragraph.

    Raises
    ------
    MissingExtraError
        pypdfium2 is not installed.
    FormatError
        The pdf is damaged, needs a password, is a scan without text, has a text layer that
        cannot be read, or breaks a limit.
    """
    with _PDFIUM:
        pages = list(_read_pages(data, limits))
    return assemble(join_lines(pages), _MEDIA_TYPE, limits)


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtraError(
            "reading pdf needs pypdfium2; run: pip install 'govtext[pdf]'", "missing-extra"
        ) from error
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise FormatError(
                "the pdf needs a password; save a copy without one", "file-encrypted"
            ) from error
        raise FormatError(
            f"the pdf cannot be opened ({error}); get an undamaged copy", "file-damaged"
        ) from error


def _read_pages(data: bytes, limits: Limits) -> Iterator[list[PageLine]]:
    document = _open(data)
    try:
        n_pages = len(document)
        check_count(n_pages, limits.max_pages, "limit-pages", "pages in the pdf", "max_pages")
        n_characters, n_garbled, n_scans = 0, 0, 0
        for number in range(n_pages):
            glyphs, is_scan = _read_page(document, number, limits)
            n_characters += len(glyphs)
            check_characters(n_characters, limits)
            n_garbled += sum(_is_garbled(glyph.text) for glyph in glyphs)
            n_scans += is_scan
            yield find_lines(glyphs, number + 1)
    finally:
        document.close()
    _refuse_unreadable(n_pages, n_characters, n_garbled, n_scans)


def _refuse_unreadable(n_pages: int, n_characters: int, n_garbled: int, n_scans: int) -> None:
    if n_scans and (n_characters == 0 or n_scans > n_pages // 2):
        raise FormatError(
            f"the pdf is a scan: {n_scans} of {n_pages} pages are pictures without text; "
            "run OCR over it first",
            "pdf-scanned",
        )
    if n_garbled > _GARBLED * n_characters:
        raise FormatError(
            f"the pdf's fonts don't say what they draw: {n_garbled:,} of {n_characters:,} "
            "characters have no meaning; run OCR over it, or ask for the original file",
            "pdf-garbled",
        )


def _is_garbled(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff" or character in "\x00\ufffd"


def _read_page(
    document: pypdfium2.PdfDocument, number: int, limits: Limits
) -> tuple[list[Glyph], bool]:
    """Return the characters of a page, and whether it is a picture with next to no text."""
    import pypdfium2

    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise FormatError(
            f"page {number + 1} of the pdf cannot be read ({error}); get an undamaged copy",
            "file-damaged",
        ) from error
    try:
        check_characters(text_page.count_chars(), limits)
        glyphs = list(_glyphs(text_page, page.get_height()))
        return glyphs, len(glyphs) < _FEW and _is_picture(page)
    finally:
        text_page.close()
        page.close()


def _glyphs(text_page: Any, height: float) -> Iterator[Glyph]:
    """Yield the characters that stand upright; those that pdfium adds are left out."""
    import pypdfium2.raw as pdfium

    raw = text_page.raw
    box = pdfium.FS_RECTF()
    for index in range(text_page.count_chars()):
        if pdfium.FPDFText_IsGenerated(raw, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(raw, index)
        # pdfium marks a hyphen at the line's end so.
        character = "-" if code in {0x02, 0xFFFE} else chr(code)
        if "\ud800" <= character <= "\udfff":
            character = "\ufffd"
        if not pdfium.FPDFText_GetLooseCharBox(raw, index, ctypes.byref(box)):
            continue
        if abs(pdfium.FPDFText_GetCharAngle(raw, index)) % 3.1416 > 0.1:
            continue
        yield Glyph(character, box.left, height - box.top, box.right, height - box.bottom)


def _is_picture(page: Any) -> bool:
    """Tell whether pictures cover most of a page."""
    import pypdfium2.raw as pdfium

    covered = 0.0
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    area: float = page.get_width() * page.get_height()
    return covered > _COVERED * area

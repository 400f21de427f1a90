"""OFD, the Chinese standard for fixed-layout documents (GB/T 33190, 版式文档)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import normpath

from lxml import etree

from govtext.errors import FormatError
from govtext.readers.layout import Glyph, PageLine, find_lines, join_lines
from govtext.readers.limits import Limits, Reading, assemble, check_characters, check_count
from govtext.readers.markup import local_name, parse_xml
from govtext.readers.numbering import attribute
from govtext.readers.zipped import Container, open_container

__all__ = ["read_ofd"]

_MEDIA_TYPE = "application/ofd"
_NUMBER = re.compile(r"-?\d{1,7}(?:\.\d{1,9})?")
# Share of the size by which signs stand above their base line.
_ASCENT = 0.85
_SIZE = 4.2


def read_ofd(data: bytes, limits: Limits) -> Reading:
    """Return the text of an OFD, lines joined to paragraphs, all its documents in order.

    Text objects are placed by their boundary and steps, then read as the lines of a pdf:
    running headers, footers and page numbers are dropped, columns read one by one. Text in
    page templates (letterheads) is left out, and so are annotations, seals and pictures.

    Raises
    ------
    FormatError
        The file is damaged, holds pictures of pages only, or breaks a limit.
    """
    with open_container(data, limits) as container:
        pages = list(_read_pages(container, limits))
    if not any(pages):
        raise FormatError(
            f"the OFD holds no text on its {len(pages)} pages, only pictures or shapes; "
            "run OCR over it first",
            "pdf-scanned",
        )
    return assemble(join_lines(pages), _MEDIA_TYPE, limits)


def _read_pages(container: Container, limits: Limits) -> Iterator[list[PageLine]]:
    number = 0
    n_characters = 0
    for root_name in _document_roots(container, limits):
        for name in _page_names(container, root_name, limits):
            number += 1
            check_count(
                number, limits.max_pages, "limit-pages", "pages in the OFD", "max_pages"
            )
            page = _parse(container, name, limits)
            glyphs = [] if page is None else list(_page_glyphs(page))
            n_characters += len(glyphs)
            check_characters(n_characters, limits)
            yield find_lines(glyphs, number)
    if not number:
        raise FormatError("the OFD lists no page; get an undamaged copy", "file-damaged")


def _parse(container: Container, name: str, limits: Limits) -> etree._Element | None:
    data = container.read(name)
    return None if data is None else parse_xml(data, limits, name)


def _resolve(container: Container, base: str, location: str) -> str:
    """Return the part a location names: from the root, or from the folder of ``base``."""
    location = location.strip().replace("\\", "/")
    folder = base.rpartition("/")[0]
    beside = normpath(f"/{folder}/{location}").lstrip("/")
    from_root = normpath("/" + location).lstrip("/")
    if location.startswith("/") or (beside not in container and from_root in container):
        return from_root
    return beside


def _document_roots(container: Container, limits: Limits) -> list[str]:
    root = _parse(container, "OFD.xml", limits)
    found = [] if root is None else [e for e in root.iter() if local_name(e) == "DocRoot"]
    roots = [_resolve(container, "OFD.xml", element.text or "") for element in found]
    if not roots:
        raise FormatError("the OFD lists no document; get an undamaged copy", "file-damaged")
    return roots


def _page_names(container: Container, root_name: str, limits: Limits) -> Iterator[str]:
    document = _parse(container, root_name, limits)
    if document is None:
        raise FormatError(
            f"the OFD lacks its part {root_name}; get an undamaged copy", "file-damaged"
        )
    for element in document.iter():
        if local_name(element) == "Page" and attribute(element, "BaseLoc"):
            yield _resolve(container, root_name, attribute(element, "BaseLoc") or "")


def _numbers(text: str | None) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text or "")]


@dataclass(frozen=True)
class _Frame:
    """Where a text object's own coordinates lie on the page."""

    left: float
    top: float
    matrix: tuple[float, ...]

    def place(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix
        return self.left + a * x + c * y + e, self.top + b * x + d * y + f


def _page_glyphs(page: etree._Element) -> Iterator[Glyph]:
    for element in page.iter():
        if local_name(element) == "TextObject" and attribute(element, "Visible") != "false":
            yield from _object_glyphs(element)


def _object_glyphs(element: etree._Element) -> Iterator[Glyph]:
    boundary = _numbers(attribute(element, "Boundary"))
    matrix = _numbers(attribute(element, "CTM"))
    left, top = boundary[:2] if len(boundary) == 4 else (0.0, 0.0)
    if len(matrix) != 6:
        matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    if abs(matrix[1]) > 0.1 * abs(matrix[0]):
        # Turned text is a watermark or a seal.
        return
    frame = _Frame(left, top, tuple(matrix))
    size = (_numbers(attribute(element, "Size")) or [_SIZE])[0]
    stretch = (_numbers(attribute(element, "HScale")) or [1.0])[0]
    x = y = 0.0
    for code in element:
        if local_name(code) != "TextCode":
            continue
        # A code without a place goes on where the one before began.
        x = (_numbers(attribute(code, "X")) or [x])[0]
        y = (_numbers(attribute(code, "Y")) or [y])[0]
        yield from _code_glyphs(code, frame, x, y, size, size * (stretch or 1.0))


def _code_glyphs(
    code: etree._Element, frame: _Frame, x: float, y: float, size: float, width: float
) -> Iterator[Glyph]:
    text = "".join(str(piece) for piece in code.itertext()).strip("\r\n")
    steps = _steps(attribute(code, "DeltaX"), len(text) - 1)
    falls = _steps(attribute(code, "DeltaY"), len(text) - 1)
    for index, character in enumerate(text):
        own = width * (0.5 if character.isascii() else 1.0)
        left, base = frame.place(x, y)
        right, _ = frame.place(x + own, y)
        height = size * abs(frame.matrix[3])
        yield Glyph(
            character, left, base - _ASCENT * height, right, base + (1 - _ASCENT) * height
        )
        x += steps[index] if index < len(steps) else own if not falls else 0.0
        y += falls[index] if index < len(falls) else 0.0


def _steps(text: str | None, most: int) -> list[float]:
    """Return the steps between characters; ``g 3 4.2`` says 4.2 three times.

    Examples
    --------
    >>> _steps("4.2 g 3 2.1", 10)
    [4.2, 2.1, 2.1, 2.1]
    """
    steps: list[float] = []
    words = iter((text or "").split())
    for word in words:
        if word == "g":
            count, step = _numbers(next(words, "")), _numbers(next(words, ""))
            if count and step:
                steps.extend(step[:1] * max(0, min(int(count[0]), most - len(steps))))
        else:
            steps.extend(_numbers(word)[:1])
        if len(steps) >= most:
            break
    return steps

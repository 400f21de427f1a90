"""Word documents (docx): the paragraphs as Word shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import normpath

from lxml import etree

from govtext.errors import FormatError
from govtext.readers.limits import Limits, Line, Reading, assemble
from govtext.readers.markup import local_name, parse_xml
from govtext.readers.numbering import Numbering, attribute, find_child, read_numbering
from govtext.readers.tables import lay_out_row
from govtext.readers.zipped import Container, open_container

__all__ = ["read_docx"]

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Removed by a tracked change, or no text of the body: properties, field codes, readings.
_REMOVED = ("del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "rt")
_PROPERTIES = ("rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "rubyPr")
_SKIPPED = frozenset((*_REMOVED, *_PROPERTIES))
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_BOX = "txbxContent"
_CONTENTS_STYLE = re.compile(r"(?i:toc)\s?\d|目录\s?\d?")
# Wingdings signs that stand in ordinary reports.
_SYMBOLS = {
    "F0FE": "☑", "F0A8": "□", "F06F": "□", "F0FC": "√", "F052": "☑", "F0D7": "×",
}  # fmt: skip


def read_docx(data: bytes, limits: Limits) -> Reading:
    """Return the text of a docx: paragraphs and table rows in reading order, one a line.

    Automatic numbering is restored. Tracked changes count as accepted; text boxes follow
    the paragraph they hang on; content controls are opened. Headers, footers, comments,
    footnotes, hidden text, bullets and a generated table of contents are left out. Cells
    of a row are apart by tabs. Pages are known where Word noted its page breaks.

    Raises
    ------
    FormatError
        The file is damaged, or breaks a limit.
    """
    with open_container(data, limits) as container:
        main = _main_part(container, limits)
        folder = main.rpartition("/")[0]
        body = _parse_part(container, main, limits)
        if body is None:
            raise FormatError(
                f"the docx lacks its main part {main}; get an undamaged copy", "file-damaged"
            )
        styles = _parse_part(container, f"{folder}/styles.xml", limits)
        numbering = read_numbering(
            _parse_part(container, f"{folder}/numbering.xml", limits), styles
        )
    has_pages = any(_is_page_note(element) for element in body.iter())
    walk = _Walk(numbering, _contents_styles(styles), has_pages)
    return assemble(walk.lines(body), _MEDIA_TYPE, limits)


def _main_part(container: Container, limits: Limits) -> str:
    """Return the name of the part that holds the text."""
    relations = _parse_part(container, "_rels/.rels", limits)
    for relation in relations if relations is not None else ():
        if (attribute(relation, "Type") or "").endswith("/officeDocument"):
            target = normpath("/" + (attribute(relation, "Target") or "")).lstrip("/")
            if target in container:
                return target
    return "word/document.xml"


def _parse_part(container: Container, name: str, limits: Limits) -> etree._Element | None:
    data = container.read(name)
    return None if data is None else parse_xml(data, limits, name)


def _contents_styles(styles: etree._Element | None) -> frozenset[str]:
    """Return the ids of the styles that a generated table of contents is set in."""
    found: set[str] = set()
    for style in styles if styles is not None else ():
        if _CONTENTS_STYLE.fullmatch(attribute(find_child(style, "name")) or ""):
            found.add(attribute(style, "styleId") or "")
    return frozenset(found - {""})


def _is_page_note(element: etree._Element) -> bool:
    return local_name(element) == "lastRenderedPageBreak"


def _is_on(element: etree._Element | None) -> bool:
    """Tell whether a switch of Word (``<w:vanish/>``) is there and not turned off."""
    return element is not None and attribute(element) not in {"0", "false", "off"}


@dataclass
class _Walk:
    """One pass over a document in reading order."""

    numbering: Numbering
    contents_styles: frozenset[str]
    has_pages: bool
    page: int = 1
    paragraph: int = 0
    carried: str = ""
    boxes: list[etree._Element] = field(default_factory=list)

    def lines(self, parent: etree._Element) -> Iterator[Line]:
        """Yield the paragraphs and table rows below an element."""
        for element in parent:
            name = local_name(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name == "sdt":
                if not _is_contents(element):
                    yield from self.lines(element)
            elif name == "AlternateContent":
                yield from self.lines(_choose(element))
            elif name not in _SKIPPED:
                yield from self.lines(element)
        if local_name(parent) == "body" and self.carried.strip():
            yield Line(self.carried, self._page(), self.paragraph)

    def _page(self) -> int | None:
        return self.page if self.has_pages else None

    def _paragraph(self, element: etree._Element) -> Iterator[Line]:
        self.paragraph += 1
        number = self.paragraph
        properties = find_child(element, "pPr")
        style = attribute(find_child(properties, "pStyle"))
        outer_boxes, self.boxes = self.boxes, []
        pieces, page = [self.carried], self._page()
        is_blank = not self.carried.strip()
        self.carried = ""
        for piece in self._inline(element):
            if is_blank and piece.strip():
                page, is_blank = self._page(), False
            pieces.append(piece)
        text = "".join(pieces)
        boxes, self.boxes = self.boxes, outer_boxes
        if _is_joined_to_next(properties):
            self.carried = text
        elif style not in self.contents_styles:
            label = self._label(properties, style)
            if text.strip():
                yield Line(label + text.strip("\n"), page, number)
        for box in boxes:
            yield from self.lines(box)

    def _label(self, properties: etree._Element | None, style: str | None) -> str:
        numbers = find_child(properties, "numPr")
        level = attribute(find_child(numbers, "ilvl"))
        return self.numbering.next_label(
            attribute(find_child(numbers, "numId")),
            int(level) if level is not None and level in set("012345678") else None,
            style,
        )

    def _inline(self, parent: etree._Element) -> Iterator[str]:
        """Yield the pieces of a paragraph's text; text boxes are put aside."""
        for element in parent:
            name = local_name(element)
            if name == "t":
                yield element.text or ""
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name == "br":
                yield self._break(element)
            elif name == "lastRenderedPageBreak":
                self.page += 1
            elif name == "sym":
                yield _SYMBOLS.get((attribute(element, "char") or "").upper(), "")
            elif name == _BOX:
                self.boxes.append(element)
            elif name == "AlternateContent":
                yield from self._inline(_choose(element))
            elif name == "r" and _is_on(find_child(find_child(element, "rPr"), "vanish")):
                continue
            elif name not in _SKIPPED:
                yield from self._inline(element)

    @staticmethod
    def _break(element: etree._Element) -> str:
        return "" if attribute(element, "type") in {"page", "column"} else "\n"

    def _table(self, element: etree._Element) -> Iterator[Line]:
        for row in _rows(element):
            cells: list[list[Line]] = []
            first = self.paragraph + 1
            page = self._page()
            for cell in _cells(row):
                is_covered = _is_covered(cell)
                lines = list(self.lines(cell))
                cells.append([] if is_covered else lines)
            for text, line in lay_out_row([[line.text for line in cell] for cell in cells]):
                at = cells[line[0]][line[1]] if line else Line("", page, first)
                yield Line(text, at.page, at.paragraph)


def _is_joined_to_next(properties: etree._Element | None) -> bool:
    """Tell whether a tracked change took the paragraph's end away."""
    mark = find_child(properties, "rPr")
    return find_child(mark, "del") is not None or find_child(mark, "moveFrom") is not None


def _is_contents(element: etree._Element) -> bool:
    """Tell whether a content control holds a generated table of contents."""
    gallery = find_child(
        find_child(find_child(element, "sdtPr"), "docPartObj"), "docPartGallery"
    )
    return "Contents" in (attribute(gallery) or "")


def _choose(element: etree._Element) -> etree._Element:
    """Return the one alternative to read, so that nothing is read twice."""
    choices = [e for e in element if local_name(e) in {"Choice", "Fallback"}]
    for choice in choices:
        if any(local_name(e) == "t" for e in choice.iter()):
            return choice
    return choices[0] if choices else etree.Element("none")


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows that tracked changes left, those in content controls too."""
    for element in table:
        name = local_name(element)
        if name == "tr":
            if find_child(find_child(element, "trPr"), "del") is None:
                yield element
        elif name not in _SKIPPED:
            yield from _rows(element)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for element in row:
        name = local_name(element)
        if name == "tc":
            yield element
        elif name not in _SKIPPED:
            yield from _cells(element)


def _is_covered(cell: etree._Element) -> bool:
    """Tell whether a cell is hidden below the one it is merged with."""
    merge = find_child(find_child(cell, "tcPr"), "vMerge")
    return merge is not None and attribute(merge) != "restart"

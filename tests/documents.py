"""Documents of every format, made from text: nothing here is anyone's file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCX_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_DOCX_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def make_zip(
    parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """Return a zip of the parts, by name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """Return the XML of a Word paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered(text: str, number: int = 1, level: int = 0) -> str:
    """Return the XML of a paragraph with automatic numbering."""
    return paragraph(
        text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def make_docx(
    body: str | Sequence[str],
    numbering: str | None = None,
    styles: str | None = None,
    **parts: str,
) -> bytes:
    """Return a docx with the XML ``body``, or with plain paragraphs."""
    if not isinstance(body, str):
        body = "".join(paragraph(text) for text in body)
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _DOCX_TYPES,
        "_rels/.rels": _DOCX_RELATIONS,
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
    }
    if numbering is not None:
        files["word/numbering.xml"] = f"<w:numbering {_NAMES}>{numbering}</w:numbering>"
    if styles is not None:
        files["word/styles.xml"] = f"<w:styles {_NAMES}>{styles}</w:styles>"
    files.update({f"word/{name}.xml": content for name, content in parts.items()})
    return make_zip(files)


def level(index: int, style: str, text: str, start: int = 1, more: str = "") -> str:
    """Return the XML of a numbering level."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def width_of(text: str) -> float:
    """Return the width of a text in Chinese characters."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def wrap(text: str, width: int, indent: int = 2) -> list[str]:
    """Break a paragraph to lines of at most ``width`` Chinese characters."""
    lines, line = [], "　" * indent
    for character in text:
        if width_of(line + character) > width:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line]


def _canvas():
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    data = io.BytesIO()
    return data, canvas.Canvas(data, pagesize=A4), A4


def _draw(canvas, x: float, y: float, line: str, size: int) -> None:
    blanks = len(line) - len(line.lstrip("　"))
    canvas.setFont("STSong-Light", size)
    canvas.drawString(x + blanks * size, y, line.lstrip("　"))


def make_pdf(
    paragraphs: Sequence[str], header: str | None = None, *, page_numbers: bool = True
) -> bytes:
    """Return a pdf of one column, with running header and page numbers."""
    data, canvas, (width, height) = _canvas()
    page, y = 0, 0.0
    for text in paragraphs:
        for line in wrap(text, 28):
            if y < 80:
                if page:
                    canvas.showPage()
                page, y = page + 1, height - 90
                canvas.setFont("STSong-Light", 9)
                if header:
                    canvas.drawCentredString(width / 2, height - 40, header)
                if page_numbers:
                    canvas.drawCentredString(width / 2, 40, f"— {page} —")
            _draw(canvas, 72, y, line, 16)
            y -= 26
    canvas.showPage()
    canvas.save()
    return data.getvalue()


def make_pdf_in_columns(title: str, paragraphs: Sequence[str]) -> bytes:
    """Return a pdf of one page in two columns under a title across both."""
    data, canvas, (width, height) = _canvas()
    canvas.setFont("STSong-Light", 20)
    canvas.drawCentredString(width / 2, height - 70, title)
    lines = [line for text in paragraphs for line in wrap(text, 13)]
    half = (len(lines) + 1) // 2
    for column, part in enumerate((lines[:half], lines[half:])):
        for row, line in enumerate(part):
            _draw(canvas, 60 + 245 * column, height - 110 - 22 * row, line, 16)
    canvas.showPage()
    canvas.save()
    return data.getvalue()


def make_scan(n_pages: int = 2) -> bytes:
    """Return a pdf whose pages are pictures."""
    from reportlab.lib.utils import ImageReader

    data, canvas, (width, height) = _canvas()
    # The smallest picture there is: a grey PPM, read by the picture library of reportlab.
    picture = ImageReader(io.BytesIO(b"P6 2 2 255 " + bytes([120] * 12)))
    for _ in range(n_pages):
        canvas.drawImage(picture, 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def make_ofd(pages: Sequence[Sequence[str]], *, broken_deltas: bool = False) -> bytes:
    """Return an OFD with one text object a line; sizes in millimetres."""
    files: dict[str, str | bytes] = {
        "OFD.xml": (
            f'<ofd:OFD {_OFD} Version="1.0" DocType="OFD"><ofd:DocBody>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        )
    }
    listed = "".join(
        f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages))
    )
    files["Doc_0/Document.xml"] = (
        f"<ofd:Document {_OFD}><ofd:CommonData><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    for n, paragraphs in enumerate(pages):
        lines = [line for text in paragraphs for line in wrap(text, 26)]
        objects = "".join(
            _ofd_line(index, line, 30 + 9.0 * index, broken_deltas)
            for index, line in enumerate(lines)
        )
        files[f"Doc_0/Pages/Page_{n}/Content.xml"] = (
            f"<ofd:Page {_OFD}><ofd:Content><ofd:Layer>{objects}</ofd:Layer>"
            "</ofd:Content></ofd:Page>"
        )
    return make_zip(files)


def _ofd_line(index: int, line: str, top: float, broken_deltas: bool) -> str:
    size = 5.6
    blanks = len(line) - len(line.lstrip("　"))
    text = line.lstrip("　")
    steps = " ".join(f"{size * width_of(character):.2f}" for character in text[:-1])
    deltas = "" if broken_deltas else f' DeltaX="{steps}"'
    return (
        f'<ofd:TextObject ID="{100 + index}" Font="1" Size="{size}" '
        f'Boundary="{28 + size * blanks:.2f} {top:.2f} 160 {size}">'
        f'<ofd:TextCode X="0" Y="{size * 0.85:.2f}"{deltas}>{text}</ofd:TextCode>'
        "</ofd:TextObject>"
    )

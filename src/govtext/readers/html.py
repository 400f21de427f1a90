"""Web pages: the main text, without what surrounds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree
from lxml import html as lxml_html

from govtext.errors import FormatError
from govtext.readers.encoding import Decoded, decode_text, score_text
from govtext.readers.limits import (
    Limits,
    Line,
    Reading,
    assemble,
    check_characters,
    check_count,
)
from govtext.readers.markup import local_name
from govtext.readers.tables import lay_out_row

__all__ = ["read_html"]

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_CODECS = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030",
    "big5": "big5", "big5-hkscs": "big5hkscs", "utf-8": "utf-8", "utf8": "utf-8",
}  # fmt: skip
_DROPPED = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas",
    "form", "button", "select", "input", "textarea", "nav", "footer", "aside", "head",
    "audio", "video", "map", "dialog", "menu",
))  # fmt: skip
_BLOCKS = frozenset((
    "p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6",
    "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "center", "address", "figure",
    "figcaption", "body", "html", "fieldset", "details", "summary", "hr", "caption", "form",
))  # fmt: skip
_TABLE = frozenset(("table", "tbody", "tr", "td", "th"))
_LISTS = frozenset(("ul", "ol", "div", "table", "td", "p", "dl"))
_FURNITURE = re.compile(
    r"(?:^|[-_ ])(?:nav|menu|breadcrumb|crumbs?|position|location|share|sharing|bdshare|toolbar|"
    r"footer|foot|copyright|sidebar|side|related|recommend|hot|rank|pager|pagination|comment|"
    r"comments|login|search|qrcode|ewm|banner|fontsize|print)(?:$|[-_ \d])",
    re.IGNORECASE,
)
# Buttons and notes of portals, alone on a line or several on one.
_BUTTON = (
    r"【?\s*字\s*[号体]\s*[：:]?\s*[【\[]?\s*大\s*[】\]]?\s*[|、/]?\s*[【\[]?\s*中\s*[】\]]?\s*[|、/]?\s*[【\[]?\s*小\s*】?\]?】?"
    r"|[【\[]?(?:打印(?:本页|此页|本文)?|关闭(?:窗口|本页)?|收藏(?:本页)?|下载|全屏|分享到?[：:]?|复制链接|返回顶部|返回首页"
    r"|扫一扫[^\s。]{0,20}|微信|微博|QQ空间|纠错|繁体|无障碍(?:浏览)?|朗读|语音播报)[】\]]?"
)
_BUTTONS = re.compile(rf"(?:(?:{_BUTTON})[\s|｜·/]*)+")
_NOTE = re.compile(
    r"(?:您?当前(?:的)?位置|您?所在(?:的)?位置|你现在的位置)\s*[：:].{0,80}"
    r"|(?:浏览次数|点击数|阅读次数|访问量|浏览量|点击率?)\s*[：:]?\s*\d*\s*次?"
    r"|(?:上一篇|下一篇|相关(?:链接|新闻|稿件|阅读|文档)|责任编辑|编辑|审核|校对)\s*[：:].{0,60}"
    r"|(?:版权所有|主办单位|承办单位|网站标识码|.{0,3}ICP备|.{0,4}公网安备|技术支持).{0,80}"
)
_SENTENCE_MARKS = re.compile("[，。；]")
_BLANKS = re.compile(r"[ \t\r\n\f\v\xa0]+")
# Below this share of the page's prose, one block isn't the whole text.
_ENOUGH = 0.6
# Longest text without a mark that may be a label or button.
_LABEL = 20


def read_html(data: bytes, limits: Limits) -> Reading:
    """Return the main text of a web page, one paragraph or table row a line.

    The block with the densest prose is the text, with a heading that stands before it.
    Scripts, navigation, buttons (【字号：大 中 小】) and notes of the portal are left out; so
    are links that make up most of a block. The encoding is the one declared where it
    decodes to ordinary text, else it is found as for plain text.

    Raises
    ------
    FormatError
        No encoding fits, the page can't be parsed, or breaks a limit.

    Examples
    --------
    >>> page = "<div id=nav><a>首页</a></div><p>一、总体情况</p><p>全年完成。【打印】</p>"
    >>> read_html(page.encode(), Limits()).text.split()
    ['一、总体情况', '全年完成。']
    """
    n_tags = data.count(b"<") - data.count(b"</")
    most = limits.max_page_elements
    check_count(n_tags, most, "limit-elements", "tags in the page", "max_page_elements")
    check_characters(len(data) // 16, limits)
    text, encoding = _decode(data)
    body = _parse(text)
    _prune(body)
    main = _find_main(body)
    lines = list(_Walk().lines(main))
    title = _heading_before(main, body)
    if title and title not in {line.text for line in lines[:5]}:
        lines.insert(0, Line(title, None, 0))
    return assemble(_clean(lines), "text/html", limits, encoding)


def _decode(data: bytes) -> Decoded:
    declared = _DECLARED.search(data[:4096])
    codec = _CODECS.get(declared[1].decode().lower()) if declared else None
    if codec is not None and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            pass
        else:
            if text.isascii() or score_text(text) > 0:
                return Decoded(text, "big5" if codec.startswith("big5") else codec)
    return decode_text(data)


def _parse(text: str) -> etree._Element:
    parser = lxml_html.HTMLParser(
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        # Lone surrogates and zero bytes can't be handed to the parser.
        clean = text.replace("\x00", "").encode("utf-8", "replace")
        root = lxml_html.document_fromstring(clean, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise FormatError(
            f"the page cannot be parsed ({error}); get an undamaged copy", "file-damaged"
        ) from error
    body = root.find("body")
    return root if body is None else body


def _text_of(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


class _Facts(NamedTuple):
    """What an element holds, its descendants included."""

    n_characters: int = 0
    n_linked: int = 0
    n_links: int = 0
    n_stops: int = 0

    @property
    def is_prose(self) -> bool:
        """Whether it holds sentences; portals wrap whole pages in one form or nav block."""
        return self.n_stops >= 3

    @property
    def is_link_list(self) -> bool:
        """Whether links make up most of it, and there are several."""
        return self.n_links >= 3 and self.n_linked > 0.6 * self.n_characters


def _gather(body: etree._Element) -> dict[etree._Element, _Facts]:
    """Return the facts of every element, worked out from the leaves up."""
    facts: dict[etree._Element, _Facts] = {}
    for element in reversed(list(body.iter())):
        texts = [element.text, *(child.tail for child in element)]
        inner = [facts.get(child, _Facts()) for child in element]
        size = sum(len("".join(text.split())) for text in texts if text)
        size += sum(fact.n_characters for fact in inner)
        is_link = local_name(element) == "a" and element.get("href") is not None
        facts[element] = _Facts(
            size,
            size if is_link else sum(fact.n_linked for fact in inner),
            is_link + sum(fact.n_links for fact in inner),
            sum(text.count("。") for text in texts if text) + sum(f.n_stops for f in inner),
        )
    return facts


def _is_hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden") is not None


def _is_furniture(element: etree._Element, facts: _Facts) -> bool:
    """Tell whether an element is no text: scripts, navigation, hidden, a block of links."""
    name = local_name(element)
    if name in _DROPPED:
        return not (name == "form" and facts.is_prose)
    names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
    if names and not facts.is_prose and _FURNITURE.search(names):
        return True
    is_list = name in _LISTS and facts.is_link_list and not facts.is_prose
    return is_list or _is_hidden(element)


def _prune(body: etree._Element) -> None:
    """Remove what is no text."""
    facts = _gather(body)
    for element in [e for e in body.iterdescendants() if _is_furniture(e, facts[e])]:
        _remove(element)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    if tail and tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)


def _find_main(body: etree._Element) -> etree._Element:
    """Return the deepest block that holds most of the page's prose.

    Prose is counted by its marks and characters; the block is found by going down as long
    as one child keeps enough of it.
    """
    weights: dict[etree._Element, float] = {}
    for element in reversed(list(body.iter())):
        own = _weigh(element.text) + sum(_weigh(child.tail) for child in element)
        weights[element] = own + sum(weights.get(child, 0.0) for child in element)
    total = weights[body]
    main, holders = body, _BLOCKS | _TABLE
    while True:
        blocks = [child for child in main if local_name(child) in holders]
        best = max(blocks, key=lambda child: weights[child], default=None)
        if best is None or local_name(best) == "p" or weights[best] < _ENOUGH * total:
            return main
        if weights[best] < 0.9 * weights[main] and local_name(best) in _TABLE | {
            "ul",
            "ol",
            "li",
        }:
            return main
        main = best


def _weigh(text: str | None) -> float:
    """Return how much prose a piece of text is; short ones without a mark count little."""
    if not text:
        return 0.0
    n_marks = len(_SENTENCE_MARKS.findall(text))
    n_characters = len("".join(text.split()))
    return n_marks * 5 + n_characters * (1.0 if n_marks or n_characters > _LABEL else 0.2)


def _heading_before(main: etree._Element, body: etree._Element) -> str | None:
    """Return the nearest heading of the page that stands before the main block."""
    inside = set(main.iter())
    for name in ("h1", "h2"):
        found = [e for e in body.iter(name) if e not in inside]
        texts = [_BLANKS.sub(" ", _text_of(e)).strip() for e in found]
        if len(texts) == 1 and 4 <= len(texts[0]) <= 60:
            return texts[0]
    return None


@dataclass
class _Walk:
    """One pass over the main block in reading order."""

    number: int = 0
    pieces: list[str] = field(default_factory=list)

    def lines(self, element: etree._Element) -> Iterator[Line]:
        """Yield the paragraphs and table rows of a block."""
        is_pre = local_name(element) == "pre"
        yield from self._children(element, is_pre)
        yield from self._flush()

    def _children(self, element: etree._Element, is_pre: bool) -> Iterator[Line]:
        yield from self._add(element.text, is_pre)
        for child in element:
            name = local_name(child)
            if name == "table":
                yield from self._flush()
                yield from self._table(child)
            elif name == "br":
                yield from self._flush()
            elif name in _BLOCKS:
                yield from self._flush()
                yield from self._children(child, is_pre or name == "pre")
                yield from self._flush()
            else:
                yield from self._children(child, is_pre)
            yield from self._add(child.tail, is_pre)

    def _add(self, text: str | None, is_pre: bool) -> Iterator[Line]:
        """Take up a piece of text; in preformatted text a line end ends the paragraph."""
        if not text:
            return
        if not is_pre:
            self.pieces.append(text)
            return
        for index, piece in enumerate(text.split("\n")):
            if index:
                yield from self._flush()
            self.pieces.append(piece)

    def _flush(self) -> Iterator[Line]:
        text = _BLANKS.sub(" ", "".join(self.pieces)).strip(" ")
        self.pieces = []
        if text.strip():
            self.number += 1
            yield Line(text, None, self.number)

    def _table(self, table: etree._Element) -> Iterator[Line]:
        for row in _rows(table):
            cells: list[list[str]] = []
            for cell in row:
                if local_name(cell) in {"td", "th"}:
                    inner = _Walk(self.number)
                    cells.append([line.text for line in inner.lines(cell)])
            for text, _ in lay_out_row(cells):
                self.number += 1
                yield Line(text, None, self.number)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table, not those of tables inside it."""
    for child in table:
        name = local_name(child)
        if name == "tr":
            yield child
        elif name in {"tbody", "thead", "tfoot"}:
            yield from _rows(child)
        elif name == "caption":
            yield child


def _clean(lines: list[Line]) -> Iterator[Line]:
    """Drop the buttons and notes of a portal from the lines."""
    for line in lines:
        text = _BUTTONS.sub("", line.text) if len(line.text) < 400 else line.text
        text = text.strip(" |｜")
        if text and not _NOTE.fullmatch(text.strip("　 ")):
            yield line._replace(text=text)

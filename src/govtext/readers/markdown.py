"""Markdown files, with the front matter (YAML between ``---``) that sites put before them."""

from __future__ import annotations

import re

from govtext.readers.encoding import decode_text
from govtext.readers.limits import Limits, Line, Reading, assemble, check_characters

__all__ = ["read_markdown"]

_FRONT_LINES = 200
_TITLE = re.compile(r"title\s*:\s*(.+)")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_RULE = re.compile(r"[ \t]*(?:-[ \t]*){3,}$|[ \t]*(?:_[ \t]*){3,}$|={3,}[ \t]*$")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_QUOTE = re.compile(r"(?:[ \t]{0,3}>[ \t]?){1,5}")
_BULLET = re.compile(r"[ \t]{0,12}[-+*][ \t]+(?=\S)")
_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\([^)\n]{0,500}\)")
_TABLE_RULE = re.compile(r"(?=[^|]{0,80}\|)[ \t|:-]{3,}$")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ENDS = ("。", "：", ":", "；", "！", "？")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]|第.{1,3}[章节]"
)


def read_markdown(data: bytes, limits: Limits) -> Reading:
    r"""Return the text of a Markdown file without its markup, one line a line.

    Front matter goes; its ``title`` becomes the first line where the text does not hold it.
    Asterisks are taken for bold at the head of a line only, where they hold a heading:
    elsewhere they mask figures. Cells of a table are apart by tabs.

    Examples
    --------
    >>> text = "---\ntitle: 某县2022年报告\n---\n# 一、总体情况\n**（一）强化学习。**查处问题**起**人。"
    >>> print(read_markdown(text.encode(), Limits()).text)
    某县2022年报告
    一、总体情况
    （一）强化学习。查处问题**起**人。
    """
    check_characters(len(data) // 4, limits)
    text, encoding = decode_text(data)
    lines = re.split(r"\r\n?|\n", text)
    first, title = _front_matter(lines)
    kept = [
        Line(plain, None, number)
        for number, line in enumerate(lines[first:], first + 1)
        if (plain := _plain(line)) is not None
    ]
    if title and not any(title in line.text for line in kept[:8]):
        kept.insert(0, Line(title, None, 1))
    return assemble(kept, "text/markdown", limits, encoding)


def _front_matter(lines: list[str]) -> tuple[int, str | None]:
    """Return the number of lines before the text, and the title they state."""
    if lines[0].rstrip() != "---":
        return 0, None
    title = None
    for number, line in enumerate(lines[1:_FRONT_LINES], 1):
        if line.rstrip() in {"---", "..."}:
            return number + 1, title
        if found := _TITLE.match(line):
            title = found[1].strip().strip("\"'") or None
    return 0, None


def _plain(line: str) -> str | None:
    """Return a line without its markup, None for one that is markup only."""
    if _RULE.match(line) or _FENCE.match(line) or _TABLE_RULE.match(line):
        return None
    line = _QUOTE.sub("", line, count=1) if _QUOTE.match(line) else line
    heading = _HEADING.match(line)
    line = (
        heading[1]
        if heading
        else _BULLET.sub("", line, count=1)
        if _BULLET.match(line)
        else line
    )
    if line.lstrip().startswith("|"):
        line = "\t".join(cell.strip() for cell in line.strip().strip("|").split("|"))
    line = _LINK.sub(r"\1", _IMAGE.sub("", line))
    line = _BREAK.sub("\n", _bold_head(line))
    return _ESCAPE.sub(r"\1", line)


def _bold_head(line: str) -> str:
    """Take the marks off a bold heading that opens a line."""
    start = line.lstrip()
    for mark in ("**", "__"):
        if not start.startswith(mark):
            continue
        inside, found, rest = start[2:].partition(mark)
        is_heading = _NUMBERED.match(inside) or inside.endswith(_ENDS) or not rest.strip()
        if found and len(inside.strip("*_ ")) > 3 and is_heading:
            return inside + rest
    return line

"""Particulars of the document (标题、发文机关、文号、日期、年度、文种)."""

from __future__ import annotations

import re
from typing import Final

from govtext.records.structure import Meta, MetaField
from govtext.spans import CharSpan
from govtext.structure.roles import DATE, DOC_NUMBER, SPEAKER
from govtext.structure.row import Row
from govtext.structure.years import find_year, read_year

__all__ = ["read_date", "read_meta"]

_DIGIT: Final = {character: value for value, character in enumerate("〇一二三四五六七八九")}

_GENRES: Final = (
    ("communique", re.compile(r"公报")),
    (
        "discipline_report",
        re.compile(
            r"(?:纪律检查委员会|纪委|监察委员会).{0,40}(?:工作报告|报告|全体会议)|纪检监察工作(?:报告|总结|情况)"
        ),
    ),
    (
        "responsibility_report",
        re.compile(
            r"(?:主体责任|党风廉政建设责任制|管党治党责任|全面从严治党|党风廉政建设).{0,24}(?:报告|汇报|总结|述职)"
        ),
    ),
    (
        "work_report",
        re.compile(
            r"代表.{0,16}(?:人民)?政府.{0,10}向.{0,12}(?:大会|会议).{0,12}报告|工作报告|工作总结|工作情况|工作汇报|总结|述职|报告工作|工作回顾"
        ),
    ),
)
# Footnote marks and the stars of bold type around a title are no part of it.
_MARKUP: Final = re.compile(r"\[\^?\d{1,2}\](?::.*)?|(?<![\u4e00-\u9fff])\*\*|\*\*\Z|^>\s?")
_PERSON: Final = re.compile(
    r"[>\s]*(?:[\u4e00-\u9fff\s]{1,4}|.{0,12}(?:长|书\s?记|主\s?任|主\s?席|总理))"
)
_REPORTS: Final = re.compile(r"([^\s，。：——]{2,30}?)关于")
_BY: Final = re.compile(r"代表([^，。：]{0,30}?(?:人民政府|委员会|国务院|党委|党组|纪委|工委))")
_BODY: Final = re.compile(
    r"((?:中共|中国共产党)[^\s，。：年]{0,20}?(?:委员会|[省市县区]委(?!员)|党委|纪委|党组|工委)|国务院"
    r"|[^\s，。：年在向—―]{2,20}?(?:党委|党组|党工委|工委|纪委|委员会|人民政府|国家统计局|统计局))"
)


def _small(numeral: str | None) -> int | None:
    """Return the value of a day or month, or None where it is masked or missing."""
    if not numeral:
        return None
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _DIGIT.get(numeral)
    return 10 * (_DIGIT.get(tens, 1) if tens else 1) + (_DIGIT.get(ones, 0) if ones else 0)


def read_date(text: str) -> str | None:
    """Return the date in ISO form as far as the text gives it, or None.

    Examples
    --------
    >>> read_date("二〇二二年一月二十五日"), read_date("2020年12月"), read_date("20××年×月")
    ('2022-01-25', '2020-12', None)
    """
    match = DATE.match(text)
    if match is None:
        return None
    year = read_year(match["year"])
    if year is None:
        return None
    month = _small(match["month"] or match["month2"])
    day = _small(match["day"] or match["day2"])
    if month is None or not 1 <= month <= 12:
        return str(year)
    if day is None or not 1 <= day <= 31:
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{day:02d}"


def read_meta(rows: list[Row], text: str, folded: str, year: int | None) -> Meta:
    """Return the particulars of a document from its rows.

    The year is the caller's where given, then without a span; else see ``find_year``.
    """
    title = _title(rows, text)
    date = _date(rows, folded)
    found = MetaField(year) if year is not None else find_year(rows, folded, date)
    return Meta(
        title=title,
        issuer=_issuer(rows, text, folded, title),
        doc_number=_doc_number(rows, text, folded),
        date=date,
        year=found,
        genre=_genre(rows, folded, title),
    )


def _title(rows: list[Row], text: str) -> MetaField | None:
    lines = [row for row in rows[:20] if row.role == "title"]
    if not lines:
        return None
    value = "".join(_MARKUP.sub("", text[row.start : row.end]) for row in lines)
    return MetaField(value, CharSpan(lines[0].start, lines[-1].end))


def _doc_number(rows: list[Row], text: str, folded: str) -> MetaField | None:
    for row in rows[:20]:
        if row.role == "doc_number":
            return MetaField(text[row.start : row.end], CharSpan(row.start, row.end))
        if row.role == "title" and (match := DOC_NUMBER.search(folded, row.start, row.end)):
            return MetaField(text[match.start() : match.end()], CharSpan(*match.span()))
    return None


def _date(rows: list[Row], folded: str) -> MetaField | None:
    dated = [row for row in (*rows[:20], *rows[-20:]) if row.role == "date"]
    for row in reversed(dated):
        value = read_date(folded[row.start : row.end])
        if value is not None:
            return MetaField(value, CharSpan(row.start, row.end))
    for row in rows[:8]:
        if row.role == "title" and (match := DATE.search(folded, row.start, row.end)):
            value = read_date(match[0])
            if value is not None:
                return MetaField(value, CharSpan(*match.span()))
    return None


def _issuer(
    rows: list[Row], text: str, folded: str, title: MetaField | None
) -> MetaField | None:
    """Return who reports: the signature, or the body that title or introduction names."""
    below = title.span.end if title is not None and title.span is not None else 0
    for row in reversed(rows[:20] + rows[-20:]):
        name = folded[row.start : row.end]
        if (
            row.role == "signature"
            and row.start >= below
            and not (SPEAKER.fullmatch(name) or _PERSON.fullmatch(name))
        ):
            return MetaField(text[row.start : row.end], CharSpan(row.start, row.end))
    named = [(_REPORTS, row) for row in rows[:20] if row.role == "title"]
    named += [(_BY, row) for row in rows[:12] if row.role == "intro"]
    named += [(_BODY, row) for row in rows[:20] if row.role == "title"]
    for pattern, row in named:
        match = pattern.search(folded, row.start, row.end)
        if match is not None:
            return MetaField(text[match.start(1) : match.end(1)], CharSpan(*match.span(1)))
    return None


def _genre(rows: list[Row], folded: str, title: MetaField | None) -> MetaField | None:
    titles = [row for row in rows[:20] if row.role == "title"]
    intro = [row for row in rows[:12] if row.role == "intro"][:4]
    for places in (titles, intro):
        if not places:
            continue
        start, end = places[0].start, places[-1].end
        for genre, pattern in _GENRES:
            match = pattern.search(folded, start, end)
            if match is not None:
                return MetaField(genre, CharSpan(*match.span()))
    return MetaField("other") if title is not None else None

"""Particulars of the document (标题、发文机关、文号、日期、年度、文种)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govtext.records.structure import Meta, MetaField
from govtext.spans import CharSpan
from govtext.structure.roles import DATE, DOC_NUMBER
from govtext.structure.row import Row

__all__ = ["read_date", "read_meta", "read_year"]

_CHINESE = "〇一二三四五六七八九"
_DIGIT = {
    **{character: value for value, character in enumerate(_CHINESE)},
    "零": 0,
    "○": 0,
    "O": 0,
    "o": 0,
}
_YEAR = r"((?:19|20)\d\d|[一二][九〇零○Oo][一二三四五六七八九〇零○Oo]{2})年"
_REVIEW = re.compile(
    rf"{_YEAR}(?:度)?(?:工作)?[^，。；\n]{{0,10}}(?:回顾|总结|工作情况|主要工作|工作完成情况|完成情况|执行情况)"
    rf"|(?:回顾|过去的|刚刚过去的|总结)\s?{_YEAR}"
)
_TITLE_YEAR = re.compile(rf"{_YEAR}度?")
_MEETING = re.compile(
    rf"{_YEAR}\s?(?:[\d一二三四五六七八九十]{{1,3}}月\s?(?:[\d一二三四五六七八九十]{{1,3}}日)?)?[^。\n]{{0,12}}在[^。\n]{{2,40}}(?:会议|大会|全会)"
)
_MEETING_REPORT = re.compile(r"政府工作报告|会议上|大会上|全会上|全体会议")
_PLAN_YEAR = re.compile(
    rf"{_YEAR}(?:度)?[^，。；\n]{{0,8}}(?:工作安排|工作打算|工作计划|主要任务|重点工作|工作思路|工作任务|工作建议)"
)
_OPENING_YEAR = re.compile(rf"(?:各位[^，：]{{1,8}}[，：]|截至)?{_YEAR}(?!\s?\d{{1,2}}月\d)")
_GENRES = (
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
        re.compile(r"工作报告|工作总结|工作情况|工作汇报|总结|述职|报告工作|工作回顾"),
    ),
)
_ISSUER = re.compile(
    r"(?P<a>[^，。：\n]{2,30}?)关于|(?P<b>(?:中共|中国共产党)?[^，。：\n]{2,24}?(?:委员会|党委|党组|党工委|工委|省委|市委|县委|区委|纪委|人民政府|统计局))"
)
_BLANK = re.compile(r"\s")
_BY = re.compile(r"代表([^，。：]{2,30}?(?:人民政府|委员会|常务委员会|国务院|党委|纪委))")


def read_year(digits: str) -> int | None:
    """Return the year written in Arabic or Chinese digits, or None.

    Examples
    --------
    >>> read_year("二〇二二"), read_year("1998"), read_year("20××")
    (2022, 1998, None)
    """
    if digits.isdecimal():
        return int(digits)
    values = [_DIGIT.get(character) for character in digits]
    if len(values) != 4 or None in values:
        return None
    return int("".join(str(value) for value in values))


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


def read_meta(rows: Sequence[Row], text: str, folded: str, year: int | None) -> Meta:
    """Return the particulars of a document from its rows.

    The year is the caller's where given; else the year a heading reviews (2022年工作回顾),
    the year of the title (less one where the title is a meeting's), the year that opens the
    introduction, the year before a planned one, or the year before an early date of issue.
    """
    title = _title(rows, text)
    date = _date(rows, folded)
    found = MetaField(year) if year is not None else _find_year(rows, folded, title, date)
    return Meta(
        title=title,
        issuer=_issuer(rows, text, folded, title),
        doc_number=_doc_number(rows, text, folded),
        date=date,
        year=found,
        genre=_genre(rows, folded, title),
    )


def _title(rows: Sequence[Row], text: str) -> MetaField | None:
    lines = [row for row in rows if row.role == "title"]
    if not lines:
        return None
    value = "".join(text[row.start : row.end] for row in lines)
    return MetaField(value, CharSpan(lines[0].start, lines[-1].end))


def _doc_number(rows: Sequence[Row], text: str, folded: str) -> MetaField | None:
    for row in rows[:20]:
        if row.role == "doc_number":
            return MetaField(text[row.start : row.end], CharSpan(row.start, row.end))
        if row.role == "title" and (match := DOC_NUMBER.search(folded, row.start, row.end)):
            return MetaField(text[match.start() : match.end()], CharSpan(*match.span()))
    return None


def _date(rows: Sequence[Row], folded: str) -> MetaField | None:
    dated = [row for row in rows if row.role == "date"]
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
    rows: Sequence[Row], text: str, folded: str, title: MetaField | None
) -> MetaField | None:
    signed = [row for row in rows if row.role == "signature" and row is not rows[0]]
    titles = [row for row in rows if row.role == "title"]
    for row in reversed(signed):
        name = text[row.start : row.end]
        is_below = not titles or row.start > titles[-1].end
        if is_below and len(name) >= 4 and not _BLANK.search(name):
            return MetaField(name, CharSpan(row.start, row.end))
    for row in titles:
        match = _ISSUER.match(folded, row.start, row.end)
        if match is not None:
            start, end = match.span("a" if match["a"] else "b")
            return MetaField(text[start:end], CharSpan(start, end))
    for row in rows[:10]:
        if row.role == "intro" and (match := _BY.search(folded, row.start, row.end)):
            return MetaField(text[match.start(1) : match.end(1)], CharSpan(*match.span(1)))
    return None


def _genre(rows: Sequence[Row], folded: str, title: MetaField | None) -> MetaField | None:
    places = [row for row in rows[:20] if row.role == "title"] or [
        row for row in rows[:6] if row.role == "intro"
    ]
    if not places:
        return None
    start, end = places[0].start, places[-1].end
    for genre, pattern in _GENRES:
        match = pattern.search(folded, start, end)
        if match is not None:
            return MetaField(genre, CharSpan(*match.span()))
    return MetaField("other") if title is not None else None


def _find_year(
    rows: Sequence[Row], folded: str, title: MetaField | None, date: MetaField | None
) -> MetaField | None:
    titles = [row for row in rows if row.role == "title"]
    joined = "".join(folded[row.start : row.end] for row in titles)
    is_meeting = _MEETING_REPORT.search(joined) is not None
    if not is_meeting and (found := _search_years(_TITLE_YEAR, titles, folded)):
        return found
    intro = [row for row in rows[:30] if row.role in {"intro", "heading"}]
    if found := _search_years(_REVIEW, intro, folded):
        return found
    opening = [row for row in rows[:20] if row.role in {"intro", "body"}][:4]
    for row in opening:
        if (match := _OPENING_YEAR.match(folded, row.start, row.end)) is not None:
            return _year_field(match)
    if found := _search_years(
        _PLAN_YEAR, [row for row in rows if row.role == "heading"], folded, less=1
    ):
        return found
    if is_meeting and (found := _search_years(_TITLE_YEAR, titles, folded, less=1)):
        return found
    if date is not None and isinstance(date.value, str):
        early = date.value[5:7] < "07"
        return MetaField(int(date.value[:4]) - early, date.span)
    return None


def _search_years(
    pattern: re.Pattern[str], rows: Sequence[Row], folded: str, *, less: int = 0
) -> MetaField | None:
    for row in rows:
        match = pattern.search(folded, row.start, row.end)
        if match is not None and (found := _year_field(match, less)):
            return found
    return None


def _year_field(match: re.Match[str], less: int = 0) -> MetaField | None:
    group = match.lastindex or 1
    year = read_year(match[group])
    if year is None:
        return None
    return MetaField(year - less, CharSpan(match.start(group), match.end(group) + 1))

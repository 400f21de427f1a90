"""Years in Arabic and Chinese digits, and the year a report speaks about (报告年度)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govtext.records.structure import MetaField
from govtext.spans import CharSpan
from govtext.structure.row import Row

__all__ = ["YEAR", "find_year", "read_meeting_year", "read_path_year", "read_year"]

_DIGIT: Final = {
    **{character: value for value, character in enumerate("〇一二三四五六七八九")},
    "零": 0,
    "○": 0,
    "O": 0,
    "o": 0,
    "0": 0,
}
YEAR: Final = r"((?:19|20)\d\d|[一二][九〇零○Oo0][一二三四五六七八九〇零○Oo0]{2})\s?年"
_REVIEW: Final = re.compile(
    rf"{YEAR}(?:度)?(?:的?(?:政府)?工作)?[^，。；\n]{{0,12}}(?:回顾|总结|工作情况|完成情况|执行情况)"
    rf"|(?:回顾|过去的|刚刚过去的|总结)\s?{YEAR}"
)
_ANY: Final = re.compile(YEAR)
_UNDATED: Final = re.compile(rf"{YEAR}(?!\s?\d{{1,2}}月)")
_MEETING: Final = re.compile(
    rf"{YEAR}\s?(?:[\d一二三四五六七八九十]{{1,3}}月\s?(?:[\d一二三四五六七八九十]{{1,3}}日)?)?"
    r"[^。\n]{0,12}?在?[^。\n]{2,40}(?:会议|大会|全会|代会)"
)
_MEETING_CUE: Final = re.compile(
    r"政府工作报告|会议上|大会上|全会上|全体会议|代表大会|[人党]大[一二三四五六七八九十]次会议"
)
_TO_MEETING: Final = re.compile(
    r"向(?:大会|本次会议|全会|市|省|县|区|[^，。]{2,20}会议|[^，。]{2,20}全会)[^，。]{0,20}(?:报告|作)"
)
_PLAN_YEAR: Final = re.compile(
    rf"{YEAR}(?:度)?[^，。；\n]{{0,10}}(?:安排|打算|计划|任务|重点工作|思路|建议|要求|主要工作|目标)"
)
_OPENING: Final = re.compile(rf"(?:各位[^，：]{{1,8}}[，：]|截至)?{YEAR}(?!\s?\d{{1,2}}月\d)")
# A meeting late in the year hears about that year.
_MONTH: Final = re.compile(r"\s?([\d一二十]{1,3})\s?月")
_LATE: Final = frozenset(("10", "11", "12", "十", "十一", "十二"))
_PATH_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


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


def read_meeting_year(line: str) -> int | None:
    """Return the year of a line that names the meeting reported to, or None.

    A report to a meeting reviews the year before.

    Examples
    --------
    >>> read_meeting_year("——2023年1月9日在市第七届人民代表大会第三次会议上")
    2023
    >>> read_meeting_year("2022年工作回顾") is None
    True
    """
    match = _MEETING.search(line)
    return read_year(match[1]) if match else None


def read_path_year(path: str) -> int | None:
    """Return the only year that the last part of a path names, or None.

    Examples
    --------
    >>> read_path_year("archive/2021/市纪委-2022.txt")
    2022
    >>> read_path_year("2016-2020.txt") is None
    True
    """
    name = path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    years = set(_PATH_YEAR.findall(name))
    return int(years.pop()) if len(years) == 1 else None


def find_year(rows: Sequence[Row], folded: str, date: MetaField | None) -> MetaField | None:
    """Return the year that a report speaks about, with the place that says so.

    The first of these that is there decides: the year in a title that names no meeting; a
    year that is reviewed (2022年工作回顾) in the introduction or a heading; the year before
    that of the meeting; the year that opens the text; the year before a planned one; the
    year of the date, or the year before where the date lies in the first half.
    """
    titles = [row for row in rows[:20] if row.role == "title"]
    joined = "\n".join(folded[row.start : row.end] for row in titles)
    is_meeting = _MEETING_CUE.search(joined) is not None
    intro = [row for row in rows[:12] if row.role == "intro"]
    headings = [row for row in rows if row.level == 1]
    steps: list[tuple[re.Pattern[str], Sequence[Row], int]] = []
    if not is_meeting:
        steps.append((_UNDATED, titles, 0))
    steps.append((_REVIEW, [*intro, *headings], 0))
    if is_meeting:
        steps.append((_ANY, [*titles, *(row for row in rows[:8] if row.role == "date")], 1))
    found = _first(steps, folded)
    if found is not None:
        return found
    if not any(_TO_MEETING.search(folded, row.start, row.end) for row in intro):
        found = _opening_year(rows, folded)
    return (
        found
        or _of_pair(headings, folded)
        or _first([(_PLAN_YEAR, headings, 1)], folded)
        or _date_year(date)
    )


def _of_pair(headings: Sequence[Row], folded: str) -> MetaField | None:
    """Return the earlier of two years in a row that headings name (2022年…, 2023年…)."""
    fields: dict[int, MetaField] = {}
    for row in headings:
        end = row.heading_end if row.heading_end >= 0 else row.end
        match = _ANY.search(folded, row.start, end)
        found = _field(match, 0) if match is not None else None
        if found is not None and isinstance(found.value, int):
            fields.setdefault(found.value, found)
    return fields.get(max(fields) - 1) if fields else None


def _opening_year(rows: Sequence[Row], folded: str) -> MetaField | None:
    opening = [row for row in rows[:20] if row.role in {"intro", "body"}][:3]
    for row in opening:
        match = _OPENING.match(folded, row.start, row.end)
        if match is not None:
            return _field(match, 0)
    return None


def _date_year(date: MetaField | None) -> MetaField | None:
    if date is None or not isinstance(date.value, str):
        return None
    is_early = "01" <= date.value[5:7] <= "06"
    return MetaField(int(date.value[:4]) - is_early, date.span)


def _first(
    steps: Sequence[tuple[re.Pattern[str], Sequence[Row], int]], folded: str
) -> MetaField | None:
    for pattern, rows, less in steps:
        for row in rows:
            end = row.heading_end if row.heading_end >= 0 else row.end
            match = pattern.search(folded, row.start, end)
            if match is not None and (found := _field(match, less)):
                return found
    return None


def _field(match: re.Match[str], less: int) -> MetaField | None:
    group = match.lastindex or 1
    year = read_year(match[group])
    if year is None:
        return None
    if less and (month := _MONTH.match(match.string, match.end())) and month[1] in _LATE:
        less = 0
    start = match.start(group)
    end = match.string.find("年", match.end(group)) + 1
    return MetaField(year - less, CharSpan(start, end))

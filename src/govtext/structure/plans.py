"""Passages on the next period (下一步打算)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govtext.structure.row import Row
from govtext.structure.years import YEAR, read_year

__all__ = ["find_plan_start", "mark_plans"]

_HEAD_PLAN: Final = re.compile(
    r"下一?步|下一?阶段|下一?年|下半年|明年|来年|今后|未来|打算|努力方向|工作(?:安排|思路|计划|部署|任务|重点|建议|举措|目标)"
    r"|(?:主要|重点|目标)任务|工作要点|改进措施|预期目标|奋斗目标|发展目标|总体(?:要求|思路|目标|部署)|指导思想|主要目标|重点工作"
    r"|今年[^，。]{0,12}(?:工作|任务|建议|目标)|建议$"
)
_HEAD_PAST: Final = re.compile(
    r"问题(?!导向)|不足|差距|短板|困难|回顾|总结|成效|成绩|完成情况|执行情况|做法|过去|以来|取得|奠定|成就|经验|体会|情况$"
)
_YEARS: Final = re.compile(YEAR)
_OPENING: Final = re.compile(
    r"(?:各位(?:代表|委员)[，：！])?(?:"
    r"在?(?:下一?步|下一?阶段|下半年|下一年|明年|来年|接下来|新的一年)[^。，：]{0,14}[，：,]"
    r"|(?:下一?步|下一?阶段)(?:我们|工作|将|要(?!求))"
    r"|在?(?:今后|未来)(?:，|的工作中|(?:[一二三四五]年|几年|一个时期|一段时间|[一二三四六]个月)?[^。]{0,40}?(?:将|要(?!求)|力争|必须|坚持|着力|继续|争取|应(?!对)))"
    r"|展望(?:未来|明年|新|20)"
    r"|针对(?:上述|以上|这些|存在)[^。，]{0,16}(?:问题|不足|差距)，[^。]{0,20}将"
    r"|今年[^。；]{0,24}(?:预期目标|工作(?:的?总体)?(?:要求|思路)|要(?:重点|着力|抓好|做好))"
    rf"|在?(?:做好|抓好|全面完成)?{YEAR}(?!\s?\d{{1,2}}月)(?:度)?(?:(?P<soon>，?是|，)|[^。；]{{0,40}}?(?:将|要(?!求)|拟|力争|计划|打算|必须|预期目标|工作(?:思路|安排|重点)))"
    r")"
)
_FIRSTS: Final = frozenset("各在下明接新今未展针做抓全12一二")
_WILL: Final = re.compile(r"将|要(?!求)|拟|力争|打算|必须")
_FAR: Final = 60
# Words of what was done, and of what will be: they tell an excerpt of plans from one of a review.
_DONE: Final = re.compile(
    r"了|同比|比上年|较上年|过去|以来|去年|已|完成[^。]{0,12}[\d*×]|达到?\s?[\d*×]|成效|顺利|圆满|全年|累计|通报|曝光|先后|荣获|[\d*×]%?[，；。]"
)
_AHEAD: Final = re.compile(
    r"我们要|[，。]要(?!求|素|点)|新的一年|今年|将|力争|年底|必须|让我们"
)
_MIN_SENTENCES: Final = 8


def mark_plans(rows: Sequence[Row], folded: str, year: int | None) -> None:
    """Mark the rows that stand in a passage on the next period.

    A plan heading covers all that stands under it; one that also names problems or the past
    (存在问题及下步打算) covers only what follows an opening such as 下一步，. A row with such
    an opening begins a passage that lasts to the end of its section. An excerpt that says
    nothing of what was done, and at least twice what will be, is one passage.
    """
    if _reads_ahead(rows, folded):
        for row in rows:
            row.is_plan = row.role in {"heading", "body"}
        return
    planned: set[int] = set()
    opened = -1
    is_open = False
    for index, row in enumerate(rows):
        if row.role not in {"heading", "body", "intro"}:
            is_open = is_open and row.role == "salutation"
            continue
        if row.is_heading and is_open and row.depth <= opened:
            is_open = False
        inherits = row.section is not None and row.section in planned
        own = row.is_heading and _is_plan_heading(row, folded, year)
        if own or (row.is_heading and inherits):
            planned.add(index)
        row.is_plan = inherits or own or is_open
        if row.is_plan or row.role != "body":
            continue
        if find_plan_start(folded, row.body_start, row.end, year) == row.body_start:
            row.is_plan = is_open = True
            opened = _depth_above(rows, row)


def _reads_ahead(rows: Sequence[Row], folded: str) -> bool:
    """Tell whether a text without title and introduction speaks of the future alone."""
    if not rows or any(row.role in {"title", "intro"} for row in rows[:20]):
        return False
    start, end = rows[0].start, rows[-1].end
    if folded.count("。", start, end) < _MIN_SENTENCES or _DONE.search(folded, start, end):
        return False
    return len(_AHEAD.findall(folded, start, end)) >= 2


def _depth_above(rows: Sequence[Row], row: Row) -> int:
    """Return the depth of the heading whose section a passage opens in, -1 for none."""
    if row.heading_end >= 0:
        return row.depth
    return rows[row.section].depth if row.section is not None else -1


def _is_plan_heading(row: Row, folded: str, year: int | None) -> bool:
    end = row.heading_end if row.heading_end >= 0 else row.end
    words = folded[row.words or row.start : end]
    if _HEAD_PAST.search(words) is not None:
        return False
    said = [read_year(digits) or 0 for digits in _YEARS.findall(words)]
    if said and year is not None:
        # A heading of a review and of plans (上年工作和今年目标) covers both.
        return min(said) > year
    return _HEAD_PLAN.search(words) is not None


def find_plan_start(folded: str, start: int, end: int, year: int | None) -> int:
    """Return ``start`` when a plan opening begins there, else -1.

    An opening that names a year counts when the year is later than the one reported on;
    where that is not known, when the sentence says what will be done.
    """
    if folded[start] not in _FIRSTS:
        return -1
    match = _OPENING.match(folded, start, end)
    if match is None:
        return -1
    said = read_year(match[1]) if match[1] else None
    if said is None:
        return start
    if year is not None:
        return start if said > year else -1
    if match["soon"] and _WILL.search(folded, match.end(), min(end, start + _FAR)) is None:
        return -1
    return start

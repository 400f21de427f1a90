"""Passages on the next period (下一步打算)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govtext.structure.row import Row

__all__ = ["find_plan_start", "mark_plans"]

_HEAD_PLAN = re.compile(
    r"下一?步|下一?阶段|下一?年|明年|今后|未来|打算|努力方向|工作(?:安排|思路|计划|部署|任务|重点|建议|举措)|(?:主要|重点|目标)任务|工作要点|改进措施|整改措施"
    r"|预期目标|奋斗目标|发展目标|总体(?:要求|思路|目标)|指导思想|主要目标|重点工作|建议$"
)
_HEAD_PAST = re.compile(
    r"问题|不足|差距|短板|困难|回顾|总结|成效|成绩|完成情况|执行情况|做法|过去|以来|取得"
)
_SECTION_HEAD = re.compile(
    r"(20\d\d)年(?:度)?[^，。]{0,12}(?:安排|任务|打算|计划|思路|重点|目标|要点|建议)"
)
_OPENING = re.compile(
    r"(?:各位(?:代表|委员)[，：！])?(?:下一?步|下一?阶段|下一?年|明年|今后(?!的教训)|接下来|未来(?:[一二三五]年|[一二三]个月)?|展望)[^。]{0,12}[，：,]"
    r"|(?:下一?步|下一?阶段|今后)(?:我们|工作|，|将|要|，)"
    r"|(?:做好|抓好)?(?P<year>20\d\d)年(?:度)?[^。；]{0,40}?(?:将|要(?!求)|拟|力争|计划|打算|必须|预期目标|工作(?:思路|安排|重点))"
    r"|今年[^。；]{0,24}(?:预期目标|工作(?:总体)?(?:要求|思路)|要(?:重点|着力|抓好|做好))"
)


def mark_plans(rows: Sequence[Row], folded: str, year: int | None) -> None:
    """Mark the rows that stand in a passage on the next period.

    A plan heading covers all that stands under it; one that also names problems or the past
    (存在问题及下步打算) covers only what follows an opening such as 下一步，. A row with such
    an opening begins a passage that lasts to the end of its section.
    """
    planned: set[int] = set()
    opened: int | None = None
    is_open = False
    for index, row in enumerate(rows):
        if row.role not in {"heading", "body", "intro"}:
            is_open = is_open and row.role == "salutation"
            continue
        if row.is_heading and is_open and (row.level or 1) <= (opened or 0):
            is_open = False
        inherits = row.section is not None and row.section in planned
        own = row.is_heading and _is_plan_heading(rows, row, folded, year)
        if own or (row.is_heading and inherits):
            planned.add(index)
        row.is_plan = inherits or own or is_open
        if row.is_plan or row.role != "body":
            continue
        if find_plan_start(folded, row.body_start, row.end, year) == row.body_start:
            row.is_plan = is_open = True
            opened = _level_above(rows, row)


def _level_above(rows: Sequence[Row], row: Row) -> int:
    if row.heading_end >= 0:
        return row.level or 0
    if row.section is None:
        return 0
    return rows[row.section].level or 0


def _is_plan_heading(rows: Sequence[Row], row: Row, folded: str, year: int | None) -> bool:
    end = row.heading_end if row.heading_end >= 0 else row.end
    words = folded[row.words or row.start : end]
    dated = _SECTION_HEAD.search(words)
    if dated is not None and not _HEAD_PAST.search(words):
        return year is None or int(dated[1]) > year
    return _HEAD_PLAN.search(words) is not None and _HEAD_PAST.search(words) is None


def find_plan_start(folded: str, start: int, end: int, year: int | None) -> int:
    """Return ``start`` when a plan opening begins there, else -1."""
    match = _OPENING.match(folded, start, end)
    if match is None:
        return -1
    said = match["year"]
    if said is not None and year is not None and int(said) <= year:
        return -1
    return start

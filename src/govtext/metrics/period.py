"""Read when a figure was, and whether it is a fact, a target or a requirement."""

from __future__ import annotations

import re

from govtext.records import MetricStatus

__all__ = ["find_periods", "read_status"]

_CN_YEAR = r"[一二][〇零○九八七六五四三二一]{3}"
_YEAR = rf"(?:(?:1[89]|20)\d\d|{_CN_YEAR})年"
_PERIOD = re.compile(
    rf"{_YEAR}以来|{_YEAR}(?:[—\-－～~至到]{{1,2}}{_YEAR})|{_YEAR}\d{{1,2}}(?:月)?[至—\-～~]{{1,2}}\d{{1,2}}月|"
    rf"{_YEAR}(?:\d{{1,2}}月(?:\d{{1,2}}日)?(?:至\d{{1,2}}月)?|底|末|初|上半年|下半年|[一二三四前]{{1,2}}季度|全年|度)?|"
    r"(?<!\d)\d{1,2}[至—\-～~到]{1,2}\d{1,2}月份?|(?:今年|去年|上年|前年|本年|当年)(?:以来|上半年|下半年|\d{1,2}月|末|底)?|"
    r"[十一二三四五六七八九]{1,3}届[一二三四五六七八九]?[中全]?[^，。；]{0,3}以来|十[八九]大以来|党的[一二]?十[八九一二]?大以来|改革开放以来|建国以来|"
    r"(?:过去|近|这|前|后|今后|未来|头|前几|几)?[一二两三四五六七八九十\d]{1,2}年(?:多)?(?:来|间|内|中)|(?:过去|这|近|今后|未来|前)[一二两三四五六七八九十几\d]{1,2}年|"
    r"全年|上半年|下半年|[一二三四]季度|前三季度|年内|年末|年底前?|年初|月末|期末|截至[^，；。\d]{0,4}(?:年底|目前|年末)?|“[一二十三四九八七五六]{1,3}五”(?:时期|期间|末)?|近年来|任期内|一年来"
)
_GOAL = re.compile(
    r"力争|争取|目标|预计|预期|确保|计划|拟|将(?!近|军|来)|到20[2-9]\d年(?!底已)|今后|下一步|规划|奋斗|打算|准备|安排|要(?!求|点|素|案|是|道|闻|件|地|害|塞|领)|明年|新的一年"
)
_DEMAND = re.compile(r"要求(?!高)|必须|应当|应(?!急|对|用|收|付|届|该说|邀)|须|不得")


def find_periods(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Return start offsets and words of the expressions of time in ``text[start:end]``.

    Examples
    --------
    >>> find_periods("2022年，全年立案3件", 0, 11)
    [(0, '2022年'), (6, '全年')]
    """
    return [(match.start(), match[0]) for match in _PERIOD.finditer(text, start, end)]


def read_status(words: str, *, is_plan: bool) -> MetricStatus:
    """Tell a fact from a target and a requirement by the clause before the figure.

    Examples
    --------
    >>> read_status("力争覆盖率达到", is_plan=False), read_status("覆盖率达到", is_plan=False)
    ('target', 'actual')
    """
    if is_plan:
        return "target"
    if _DEMAND.search(words):
        return "requirement"
    return "target" if _GOAL.search(words) else "actual"

"""Read when a figure was, and whether it is a fact, a target or a requirement."""

from __future__ import annotations

import re
from typing import Final

from govtext.records import MetricStatus

__all__ = ["find_periods", "may_plan", "read_status", "status_behind"]

_CN_YEAR: Final = r"[一二][〇零○九八七六五四三二一]{3}"
_YEAR: Final = rf"(?:(?:1[89]|20)\d\d|{_CN_YEAR})年"
# The first line passes over, cheaply, what can't begin one.
_PERIOD: Final = re.compile(
    r"(?=[今去上前本当过近这后未头几全下年月期截任党改建十一二两三四五六七八九“]|\d{1,4}[年月至—\-～~到])"
    rf"(?<![比较同与])(?:{_YEAR}\d{{1,2}}月(?:\d{{1,2}}日)?[至到—\-]{{1,2}}{_YEAR}\d{{1,2}}月|{_YEAR}以来|{_YEAR}(?:[—\-－～~至到]{{1,2}}{_YEAR})|{_YEAR}\d{{1,2}}(?:月)?[至—\-～~]{{1,2}}\d{{1,2}}月|"
    rf"{_YEAR}(?:\d{{1,2}}月(?:\d{{1,2}}日)?(?:至\d{{1,2}}月)?|底|末|初|上半年|下半年|[一二三四前]{{1,2}}季度|全年|度)?|"
    r"(?<!\d)\d{1,2}月份?以来|(?<!\d)\d{1,2}[至—\-～~到]{1,2}\d{1,2}月份?|(?:今年|去年|上年|前年|本年|当年)(?:以来|上半年|下半年|\d{1,2}月|末|底)?|"
    r"[十一二三四五六七八九]{1,3}届[一二三四五六七八九]?[中全]?[^，。；]{0,3}以来|十[八九]大以来|党的[一二]?十[八九一二]?大以来|改革开放以来|建国以来|"
    r"(?:过去|近|这|前|后|今后|未来|头|前几|几)?(?<!学前)[一二两三四五六七八九十\d]{1,2}年(?:多)?(?:来|间|内|中)|(?:过去|这|近|今后|未来|(?<!学)前)[一二两三四五六七八九十几\d]{1,2}年|"
    r"全年|上半年|下半年|[一二三四]季度|前三季度|年内|年末|年底前?|年初|月末|期末|截[至止](?:今年|去年|目前)?(?:\d{1,2}月(?:\d{1,2}日|底|末|份)?|[^，；。\d]{0,4}(?:年底|目前|年末)?)|“[一二十三四九八七五六]{1,3}五”(?:时期|期间|期?末|期初)?|近年来|任期内|一年来)",
    re.ASCII,
)
_GOAL: Final = re.compile(
    r"力争|争取(?=[^，。；、]{0,14}(?:到(?!位)|达|实现|完成|突破|增长|建成|控制|提高|降|超|开工|竣工|投产|年底|年内|早日|尽快|全部))|目标(?!任务|责任|管理|考核|[，；、])|预计|预期(?!寿命)|确保(?!了)|拟(?![定订制])|(?<![即必])将(?=达|增|新|完成|实现|投|建|超|突破|进一步|继续|再|有|于|在|启动|推动|安排|比|由|"
    r"从|提高|下降|减少|控制|保持|要)|下一步|明年|(?:^|[，；。、])(?:要(?!回|求)|打算|准备|计划)|(?<![主重需必纪摘只想概简机扼])要(?=达|力争|确保|实现|完成|新|增|保持|控制|比|在|有|"
    r"建|再|使|把|由|提高|下降|到|超)|计划(?=到|在|新|完成|安排|投资|建|实|用|开|增|达|比|总投资)|规定(?:的)?指标|(?:19|20)\d\d年(?:要|将|力争|计划)"
)
_DEMAND: Final = re.compile(r"要求(?=[^，；。]{0,10}[到达不])|必须|应当|不得")


_BEHIND: Final = re.compile(r"的(?:年度|预期|监管|规定|达标)?(?:(?P<aim>目标|预期)|要求|标准)")
# A sign of every expression of time, and how far behind its beginning the first one stands.
_DATED, _DATED_REACH = re.compile("[年月季来期截五]"), 12
# Signs without which neither pattern can fit.
_MODAL: Final = re.compile(r"[争标预确拟将步明要打准划定须应得]")


def find_periods(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Return start offsets and words of the expressions of time in ``text[start:end]``.

    Examples
    --------
    >>> find_periods("2022年，全年立案3件", 0, 11)
    [(0, '2022年'), (6, '全年')]
    """
    dated = _DATED.search(text, start, end)
    if dated is None:
        return []
    start = max(start, dated.start() - _DATED_REACH)
    return [(match.start(), match[0]) for match in _PERIOD.finditer(text, start, end)]


def status_behind(text: str, offset: int) -> MetricStatus | None:
    """Return what the words behind a figure say of it (1%以上的要求, 9%的目标), or None."""
    match = _BEHIND.match(text, offset)
    if match is None:
        return None
    return "target" if match["aim"] else "requirement"


def may_plan(words: str) -> bool:
    """Tell, cheaply, whether words of a target or requirement may stand in ``words``."""
    return _MODAL.search(words) is not None


def read_status(words: str) -> MetricStatus:
    """Tell a fact from a target and a requirement by the clause before the figure.

    Examples
    --------
    >>> read_status("力争覆盖率达到"), read_status("覆盖率达到")
    ('target', 'actual')
    """
    if not may_plan(words):
        return "actual"
    if _DEMAND.search(words):
        return "requirement"
    return "target" if _GOAL.search(words) else "actual"

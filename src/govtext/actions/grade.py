"""What is told of an action once verb and object stand: status, document, key, specificity."""

from __future__ import annotations

import re
from typing import Final

from govtext.records.action import ActionStatus
from govtext.spans import CharSpan
from govtext.text.alternatives import each

__all__ = [
    "expect_status",
    "find_document",
    "head_noun",
    "rate_specificity",
    "states_figure",
    "states_what",
]

_DOCUMENT: Final = re.compile(
    r"《[^《》]{1,120}》(?:(?:和|、|与|及|以及)《[^《》]{1,120}》){0,8}"
)
_NUMBER: Final = r"[0-9０-９.．％%*×○□＿XＸ〇一二三四五六七八九十百千万亿两数几余多近约]{1,24}"
_UNIT: Final = (
    r"(?:(?:余|多)?(?:人次|件次|户次|场次|万元|亿元|平方公里|公里|平方米|公顷|"
    r"[件起人次名个场期份轮条项户家批篇支元吨亩只座辆张]))"
)
_FIGURE: Final = re.compile(_NUMBER + _UNIT)
_LEADING: Final = re.compile(rf"^(?:{_NUMBER}{_UNIT}){{1,3}}(?=.)")
_TRAILING: Final = re.compile(rf"(?:{_NUMBER}{_UNIT}){{1,3}}$")
_ITEM_END: Final = re.compile("、|，|（|和(?<=..和)(?=..)|及(?<=..及)(?=..)|与(?<=..与)(?=..)")
# Nothing to take away but attributes at the beginning.
_PLAIN: Final = re.compile(
    r"[^、，（的等和及与“《\s0-9０-９*×○□＿XＸ一二三四五六七八九十百千两]+"
)
_LOOSE: Final = re.compile(r"[“”‘’《》（）() ]+")
_ATTRIBUTE: Final = re.compile(
    r"(?:全面|深入|扎实|有关|相关|各项|各类|一批|一系列|重点|新|重大|全市|全县|全区|全省|全镇|全国)+"
)
_NAMED: Final = re.compile(
    r"《|“|办法|制度|机制|方案|意见|规定|条例|细则|准则|清单|台账|规划|计划|公约|协议|责任书|"
    r"通知|预案|指引|工作站|中心|基地|平台|小组|专班|团|队|会议|大会|座谈会|培训班|工程|行动|试点"
)
_STATED: Final = re.compile(
    each(
        "率|里程|得分",
        rf"(?:约|已|仍|均)?(?:达到?|为|占|是|比|较|不[少低高足]于?)?{_NUMBER}(?!\d*分以)",
    )
    + "|"
    + each(
        "率|数|面|量|比例|占比|比重|时间|时长|周期|里程|费用|得分|指标",
        "(?:约|已|仍|均|也)?"
        "(?:达到?|为|占|是|不[少低高]于|不足|比|较|由|最高|增长|增加|减少|下降|缩短|压缩|突破|提升|提高|上升)"
        f"[^，。；]{{0,12}}?{_NUMBER}",
    )
)
_BEFORE_STATED: Final = re.compile(r"[\u4e00-\u9fff“”]{0,8}")
# 推进体系建设是一项系统工程 tells what it is.
_EQUATED: Final = re.compile(
    r"[^“《（(，、]{2,24}?(?<![否不就还都只凡但正可于总要算别其])是(?![否非])"
)
_SLOGAN_LENGTH: Final = 4


def expect_status(mood: str, is_plan: bool) -> ActionStatus | None:
    """Return the status of what a clause demands or plans, None for what happens.

    A demand (必须) outranks the plan section it stands in, except the mild 要; a plan
    outranks everything that would make it done.

    Parameters
    ----------
    mood
        ``"m"`` for 将, 拟, 力争 before the verb, ``"e"`` for 预计; ``"q"`` for 必须, 应当;
        ``"y"`` for 要.
    is_plan
        Whether the sentence is about the next period.
    """
    if mood == "q" or (mood == "y" and not is_plan):
        return "required"
    return "planned" if is_plan or mood else None


def states_figure(phrase: str) -> bool:
    """Tell the rest of a noun with its figure (办结率为93.4%) from an object.

    Examples
    --------
    >>> states_figure("办结率为93.4%"), states_figure("率先复工企业12家")
    (True, False)
    """
    match = _STATED.search(phrase)
    return match is not None and _BEFORE_STATED.fullmatch(phrase, 0, match.start()) is not None


def states_what(phrase: str) -> bool:
    """Tell the rest of a sentence about an act (推进体系建设是系统工程) from an object.

    Examples
    --------
    >>> states_what("体系建设是一项系统工程"), states_what("“我是谁”主题讨论")
    (True, False)
    """
    return "是" in phrase and _EQUATED.match(phrase) is not None


def find_document(text: str, thing: CharSpan) -> CharSpan | None:
    """Return the span of the titles that the object ``thing`` names, or None."""
    match = _DOCUMENT.search(text, thing.start, thing.end)
    return CharSpan(*match.span()) if match else None


def head_noun(thing: str) -> str:
    """Return the normalised head of an object: no figures, quotes, attributes.

    Of a list it is the noun behind 等, else the first item; of a phrase with 的 what stands
    behind the last one.

    Examples
    --------
    >>> head_noun("**名县监委特约监察员"), head_noun("责任书32份")
    ('县监委特约监察员', '责任书')
    >>> head_noun("百姓宣讲团、青年宣讲队等队伍")
    '队伍'
    """
    if not _PLAIN.fullmatch(thing):
        thing = _first_item(thing)
        if _FIGURE.search(thing):
            thing = _LEADING.sub("", _TRAILING.sub("", thing)) or thing
        if _LOOSE.search(thing):
            thing = _LOOSE.sub("", thing)
    match = _ATTRIBUTE.match(thing)
    return thing[match.end() :][:16] if match else thing[:16]


def _first_item(thing: str) -> str:
    """Return the first item of a list without its attribute, or the noun behind 等."""
    listed = thing.rfind("等", 2, -1)
    if listed > 0:
        thing = thing[listed + 1 :]
    attribute = thing.rfind("的", 0, -2)
    if attribute > 0:
        thing = thing[attribute + 1 :]
    match = _ITEM_END.search(thing)
    return thing[: match.start()] if match else thing


def rate_specificity(thing: str, counted: bool, has_document: bool) -> int:
    """Return 0 for a slogan, 1 a generic act, 2 a named object, 3 one with a figure."""
    if counted:
        return 3
    if has_document or _NAMED.search(thing):
        return 2
    return 1 if len(thing) >= 2 and not _is_slogan(thing) else 0


def _is_slogan(thing: str) -> bool:
    return thing.endswith(("本色", "初心", "使命", "嘱托", "精神面貌", "合力", "力量"))

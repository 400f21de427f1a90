"""What is told of an action once verb and object stand: status, document, key, specificity."""

from __future__ import annotations

import re

from govtext.actions.verbs import Verb
from govtext.records.action import ActionStatus
from govtext.spans import CharSpan

__all__ = ["find_document", "head_noun", "judge_status", "rate_specificity"]

_DOCUMENT = re.compile(r"《[^《》]{1,120}》(?:(?:和|、|与|及|以及)《[^《》]{1,120}》){0,8}")
_QUANTITY = re.compile(
    r"[0-9０-９.,，．%％*×○□＿XＸ〇一二三四五六七八九十百千万亿两数几余多近约]+"
    r"(?:[余多]?[万亿]?(?:人次|件次|户次|场次|个百分点|平方公里|公里|平方米|[件起人次名个场期份轮条项户家批篇支元吨亩只座辆岁%％]))*"
)
_LOOSE = re.compile(r"[“”‘’《》（）()\s、，]")
_ATTRIBUTE = re.compile(
    r"^(?:全面|深入|扎实|有关|相关|各项|各类|一批|一系列|重点|新|重大|全市|全县|全区|全省|全镇|全国)+"
)
_NAMED = re.compile(
    r"[《“]|办法|制度|机制|方案|意见|规定|条例|细则|准则|清单|台账|规划|计划|公约|协议|责任书|"
    r"通知|预案|指引|工作站|中心|基地|平台|小组|专班|团|队|会议|大会|座谈会|培训班|工程|行动|试点"
)
_SLOGAN_LENGTH = 4


def judge_status(
    verb: Verb | None, *, mood: str, is_plan: bool, finished: bool, counted: bool
) -> ActionStatus:
    """Return the status of an action.

    A demand (必须) outranks the plan section it stands in, except the mild 要; a plan
    outranks everything that would make it done.

    Parameters
    ----------
    verb
        What the table knows of the verb, None for an unknown one.
    mood
        ``"m"`` for 将, 拟, 力争 before the verb; ``"q"`` for 必须, 应当; ``"y"`` for 要.
    is_plan
        Whether the sentence is about the next period.
    finished
        Whether 了, 已 or a date goes with the verb.
    counted
        Whether a quantity stands in object, target or subject.
    """
    if mood == "q" or (mood == "y" and not is_plan):
        return "required"
    if is_plan or mood in ("m", "y"):
        return "planned"
    if finished or counted or (verb is not None and verb.once):
        return "done"
    return "ongoing"


def find_document(text: str, start: int, end: int) -> CharSpan | None:
    """Return the span of the titles named in ``text[start:end]``, or None."""
    at = text.find("《", start, end)
    if at < 0:
        return None
    match = _DOCUMENT.search(text, at, end)
    return CharSpan(*match.span()) if match else None


def head_noun(thing: str) -> str:
    """Return the normalised head of an object: no figures, quotes, attributes.

    Examples
    --------
    >>> head_noun("**名县监委特约监察员"), head_noun("责任书32份")
    ('县监委特约监察员', '责任书')
    >>> head_noun("百姓宣讲团、青年宣讲队等队伍")
    '队伍'
    """
    thing = thing.split("（", 1)[0] or thing
    if "等" in thing[2:-1]:
        thing = thing[thing.rindex("等") + 1 :] or thing
    thing = _QUANTITY.sub("", thing)
    if "的" in thing[:-2]:
        thing = thing[thing.rindex("的") + 1 :]
    thing = re.split(r"[、，]|(?<=.{2})(?:和|及|与)(?=.{2})", thing, maxsplit=1)[0]
    return _ATTRIBUTE.sub("", _LOOSE.sub("", thing))[:16]


def rate_specificity(thing: str, *, counted: bool, has_document: bool) -> int:
    """Return 0 for a slogan, 1 a generic act, 2 a named object, 3 one with a figure."""
    named = has_document or _NAMED.search(thing) is not None
    if counted:
        return 3
    if named:
        return 2
    return 1 if len(thing) >= 2 and not _is_slogan(thing) else 0


def _is_slogan(thing: str) -> bool:
    return thing.endswith(("本色", "初心", "使命", "嘱托", "精神面貌", "合力", "力量"))

"""Tell figures from numerals that are names, dates, ordinals, limits or frequencies.

Every rule is about the neighbourhood of the number; none names a report.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from govtext.lexicon.tables import load_topic
from govtext.metrics.scan import Candidate, scan

__all__ = ["find_figures"]

_NAMES: Final = re.compile(
    r"https?://[^\s，。；）”]{1,2000}|《[^《》\n]{1,120}》|“[^“”\n]{1,16}”|‘[^‘’\n]{1,16}’|\"[^\"\n]{1,16}\"|〔\d{4}〕|\[\d{1,3}\]"
)
_YEAR: Final = re.compile(
    r"(?:1[0-9]|20|21)\d\d|[一二][〇零九八○O]?[〇零一二三四五六七八九]{2,3}|[〇零一二三四五六七八九]{3}"
)
_JOINED: Final = frozenset("+＋·•*#$№@&×/＝=^")
_POINTING: Final = frozenset("这那该其每此首头哪另逐隔折第届")
_WATCHED: Final = _JOINED | _POINTING | frozenset("-—前后时点:：道")
_PEOPLED: Final = frozenset(("人", "户", "吨", "元"))
_SPELL_BEFORE: Final = re.compile(
    r"(?:近|过去|今后|未来|(?<!提)前|后|这|那|头|最近|连续|每|第|上|下|此|再过|近来|又|全|满|约定|头|时隔|成立|建[军党国区市省]|改革开放|[一以]来|胜利|诞辰|逝世|期|随后|以后|之后|奋战|实行|经过|历经|回归|大干|苦干|延长)了?\Z"
)
_SPELL_AFTER: Final = re.compile(
    r"(?:来|内|间|平均每|的?平均|[\u4e00-\u9fff]{0,2}历程|期间|以来|以后|之后|之前|以前|后|前|中|里|时间|之间|之内|之久|多来|左右的时间|规划|计划|行动|攻坚|不变价|不动摇|目标|任务|发展|奋斗|一届|一次|一贯|的?[\u4e00-\u9fff]{2}努力|制|期的?|一遇|如一|不变|试点|(?:基础|义务)?教育|普及|免费|税|大|滚动|的?时间|的?努力|历史|初|末|第|工作|来的|以及|建设|总)"
)
_MOVED: Final = frozenset("涨增翻减降累提")
_CLOSED: Final = frozenset("，。；：")
# A year with the number of a table run into it.
_DATED: Final = re.compile(r"\d(?:19|20)\d\d\Z")
_ORDINALS: Final = re.compile(r"第[一二三四五六七八九](?:、第?[一二三四五六七八九]){0,6}、\Z")
_MECHANISM: Final = re.compile(r"[\u4e00-\u9fff]{2,6}(?:机制|体系|模式)")
_CLASS_AFTER: Final = re.compile(
    r"(?:的(?!比[重例]|目标|速度|增[长速]|水平|要求|任务|幅度)|[\u4e00-\u9fff])"
)
_LEVEL_BEFORE: Final = re.compile(
    r"(?:[达升降增减到至为占在]|突破|保持|增长|下降|提高|完成|稳定|控制|实现|高于|低于|不[少低超]于?过?|增加|减少|上升|[约近])(?:[了到至])?\Z"
)
_LIMITING: Final = frozenset("以及或（")
_HOURS_AFTER: Final = re.compile(
    r"(?:值班|值守|制度|服务|营业|自助|监[测控]|热线|不间断|通关|办结制|过境|运行|轮|生活圈|交通圈|社区|经济圈|通勤|便民|阅读|健身|在线|不打烊|受理|开放|响应|都市|高铁|空中|到达|通达|可达|航程|飞行|直达)"
)
_PER_HEAD: Final = re.compile(
    r"(?:口|车|吨|户|元|产值|学生|人口)?[\u4e00-\u9fff]{0,12}?(?:死亡|发病|拥有|用水|能耗|产出)[\u4e00-\u9fff]{0,6}(?:\d|为|下降|控制|率)"
)
_SET: Final = re.compile(
    r"(?:大|个)?(?:方面|特点|问题|关系|环节|层次|层面|步骤|阶段|台阶|转变|根本|基本|坚持|必须|不|有|结合|统筹|确保|优先|突破|带头|务必|更加|文明|大局|关键|积极性|凡是|主义|大事|原则|规定|主张|职能|工作格局|禁令|准则|制度改革|基本制度|纪律|条例|世界|五年|三年|年度|等份|战略|高地|定位)"
)
_WIDE: Final = frozenset("零〇一二两三四五六七八九十百千万亿")


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    """Return the set phrases by their first two characters."""
    table: dict[str, list[str]] = {}
    for phrase in (
        load_topic("protect", "govtext.metrics").table("phrases.tsv").column("phrase")
    ):
        table.setdefault(phrase[:2], []).append(phrase)
    return {head: tuple(phrases) for head, phrases in table.items()}


def find_figures(folded: str) -> list[Candidate]:
    """Return the candidates of a text that state quantities, in text order.

    Digits in titles, short quotes and notes are parts of names. ``folded`` has its full-width
    digits and signs made half-width.

    Examples
    --------
    >>> [found.start for found in find_figures("落实“3个1”要求，查处5起。")]
    [12]
    """
    kept: list[Candidate] = []
    names = _NAMES.finditer(folded)
    begin = end = 0
    for found in scan(folded):
        number = found.number
        # Both come in text order, so that each name is looked at once.
        while end <= number:
            name = next(names, None)
            begin, end = name.span() if name else (len(folded), len(folded) + 1)
        if number < begin and _is_quantity(folded, found):
            kept.append(found)
    return kept


def _is_quantity(text: str, found: Candidate) -> bool:
    """Tell whether a candidate states a quantity, by what stands around it."""
    start, kind = found.start, found.kind
    if text[start - 1 : start] in _WATCHED and _belongs_before(text, found):
        return False
    if kind == "duration" and not _is_span_of_time(text, found):
        return False
    if found.written[:1] in _WIDE and _is_set_phrase(text, found):
        return False
    end = found.end
    if kind != "count" and text[end : end + 1] in _CLASSES and _opens_class(text, found):
        return False
    if (
        kind == "money"
        and (found.low is not None or text[start - 1] in "上过")
        and text.startswith(_CLASSED, found.tail)
    ):
        return _MEASURE_BEFORE.search(text, max(0, start - 8), start) is None
    if end > found.tail:
        return not (_marks_off(found) and _is_limit(text, found))
    return not (found.unit in _PEOPLED and _is_per_head(text, found))


def _opens_class(text: str, found: Candidate) -> bool:
    """Tell whether a figure is a class (百万千瓦级) or a condition (低于3%的，应), or 1 of a rate."""
    if text.startswith("级", found.end) or (
        found.kind == "money" and found.value in (1, 100) and text.startswith("兑", found.end)
    ):
        return True
    bounding = found.low is not None or found.high is not None
    return bounding and _CONDITION.match(text, found.end) is not None


# First signs of what makes a figure one of these.
_CLASSES: Final = frozenset("级兑的")
_CONDITION: Final = re.compile("的(?:，|原则上|应[当予]|可以|须|必须|一律|给予|不得|不予|予以)")


def _belongs_before(text: str, found: Candidate) -> bool:
    """Tell whether the sign before a number makes it an ordinal, a code or a time of day."""
    start = found.start
    before = text[start - 1]
    if (
        (before in _POINTING and not (before == "折" and found.kind == "money"))
        or _is_joined(text, start)
        or _follows_dash(text, start)
    ):
        return True
    if before in "前后":
        return _counts_off(text, start)
    if before == "道":
        return found.name == "线"
    return found.name == "分" and before in "时点:："


def _is_joined(text: str, start: int) -> bool:
    """Tell whether a sign ties the number to a letter or digit before it (3+5, 9·20)."""
    if text[start - 1] not in _JOINED:
        return False
    return text[start - 1] != "+" or (
        start > 1 and text[start - 2].isascii() and text[start - 2] not in " )"
    )


def _marks_off(found: Candidate) -> bool:
    """Tell whether the unit is one that classes are marked off by."""
    if found.kind == "count":
        return found.unit in _CLASS_UNITS
    return found.kind not in ("percent", "percentage_point", "multiple")


# 产值超10亿元的企业: an amount that says which of them are meant.
_CLASSED: Final = tuple(
    f"{of}{noun}"
    for of in ("的", "")
    for noun in (
        "企业",
        "项目",
        "公司",
        "集团",
        "村",
        "镇",
        "乡",
        "县",
        "区县",
        "产业",
        "园区",
        "集群",
    )
)
_MEASURE_BEFORE: Final = re.compile(
    "(?:投资|产值|收入|营收|销售|产出|效益|税收|利税|利润|资产|产业规模|市值|估值|经济)"
    "(?:总?额|总量|规模)?(?:达到?)?(?:[上过超]|在)?\\Z"
)
_CLASS_UNITS: Final = frozenset(("人", "层", "门", "床", "张", "线"))


def _follows_dash(text: str, start: int) -> bool:
    """Tell whether a digit or Latin letter and a dash stand before the number."""
    return (
        start > 1
        and text[start - 1] in "-—"
        and (text[start - 2].isascii() and text[start - 2].isalnum())
    )


def _counts_off(text: str, start: int) -> bool:
    """Tell whether 前 or 后 before the number takes the first or last of a row."""
    return start < 2 or text[start - 2] not in "目提以先之今最此空日年期然会事战疫跃"


def _is_span_of_time(text: str, found: Candidate) -> bool:
    """Tell a duration that is measured from a date, a period or a service's hours."""
    if found.unit == "岁":
        return not _is_age_group(text, found)
    if found.name == "周年":
        return False
    if found.name == "年" and (_YEAR.fullmatch(found.written) or (found.low or 0) > 1000):
        return False
    if _HOURS_AFTER.match(text, found.end):
        return False
    if found.unit == "年" and (
        found.written.startswith("一")
        or _DATED.search(found.written)
        or (
            text[found.end : found.end + 1] in _MOVED
            and text[found.start - 1 : found.start] not in ("由", "从")
        )
        or (text[found.start - 1] == "的" and text[found.end : found.end + 1] in _CLOSED)
    ):
        return False
    if _SPELL_AFTER.match(text, found.end):
        return False
    return _SPELL_BEFORE.search(text, max(0, found.start - 4), found.start) is None


def _is_age_group(text: str, found: Candidate) -> bool:
    """Tell whether an age marks off a group (15-64岁, 80岁以上老人), not a mean or a level."""
    if (found.value is None and found.low is not None) or text[found.start - 1] == "满":
        return True
    if found.hedge in ("不满", "未满"):
        return True
    if found.end == found.tail or found.approx:
        return False
    return _CLASS_AFTER.match(text, found.end) is not None or not _LEVEL_BEFORE.search(
        text, max(0, found.start - 3), found.start
    )


def _is_set_phrase(text: str, found: Candidate) -> bool:
    """Tell whether a Chinese numeral opens a set phrase or counts abstractions."""
    phrases = _phrases().get(text[found.number : found.number + 2], ())
    if phrases and text.startswith(phrases, found.number):
        return True
    if len(found.written) > 1 or found.tail - found.number > 3:
        return False
    if found.kind != "count":
        return False
    start = found.number
    if text[start - 1] == "、" and _ORDINALS.search(text, max(0, start - 16), start):
        return True
    named = found.unit == "次" and _MECHANISM.match(text, found.tail)
    return bool(named) or _SET.match(text, found.tail) is not None


def _is_limit(text: str, found: Candidate) -> bool:
    """Tell whether 以上 and the like mark off a class (35岁以下干部), not a level."""
    words = text[found.tail : found.end].strip()
    if words[:1] in ("及", "或") and _CLASS_AFTER.match(text, found.end):
        return True
    if _LEVEL_BEFORE.search(text, max(0, found.start - 3), found.start):
        return False
    if words in ("左右", "上下", "多", "余"):
        return False
    if words[:1] in _LIMITING and words[:2] != "以上" and words[:1] in "及或（(":
        return True
    return _CLASS_AFTER.match(text, found.end) is not None


def _is_per_head(text: str, found: Candidate) -> bool:
    """Tell whether the figure is the denominator of a rate (10万人死亡率)."""
    value = found.value
    round_one = value is not None and str(value).strip("0") in ("1", "")
    return round_one and _PER_HEAD.match(text, found.end) is not None

"""Read the words around a figure that say how it changed, and against what."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from govtext.records import Basis, Change

__all__ = [
    "Lead",
    "Total",
    "is_flat",
    "may_be_flat",
    "read_basis",
    "read_lead",
    "read_multiple",
    "read_total",
    "runs_up",
]

_UP: Final = (
    "增长|增加|提高|提升|上升|上涨|攀升|递增|扩大|净增加?|多增|多收|回升|加快|延长|高出|多出|跃升|上扬|前移|上移|进位|"
    "扩充|提速|增产|增收|升值|调高|拓宽|前进|净增|上浮|上调|翻|\\+"
)
_DOWN: Final = (
    "下降|减少|降低|回落|压减|压降|压缩|核减|缩减|缩短|削减|下跌|下滑|下调|收窄|缩小|精简|后移|短缺|少收|少花|少支|少发|减产|减收|减亏|"
    "减轻|净减|贬值|下浮|-|−"
)
_SHORT_UP, _SHORT_DOWN = "增升涨", "降减跌"
_CHANGE: Final = re.compile(
    rf"(?:(?P<up>(?<!新)(?:{_UP})|(?<![新最晋])[{_SHORT_UP}]|多[了出])|(?P<down>{_DOWN}|(?<![起升增])[{_SHORT_DOWN}]|少了))"
    r"(?:幅度?)?[了近约]?(?P<to>到了?|至|为(?=\Z)|成(?=\Z))?(?:达到?|超过?|逾|在)?[ 　]{0,4}\Z"
)
_LEVEL: Final = re.compile(
    r"(?P<to>达到|达至|达成|(?<![到发传直表通抵送])[高多]?达|突破|跃上|跨上|迈上|调整[为到至]|发展到|扩展到|上调至|下调至|恢复到|(?<![上下提攀回压紧缩减扩精跃核])[提压缩扩减涨跌调升降](?:到|至)|(?:[变转改]|修[订正]|核定)为|变成)了?"
    r"[ 　]{0,4}\Z"
)
_CORE_WINDOW: Final = 16
# A sign of every word of change; where none stands the patterns can't fit.
_SIGN: Final = re.compile(
    "[增长加提升涨攀递扩多收回延高跃扬移进拓快翻降减少落缩压削跌滑窄精后短轻低慢达突上跨迈调发恢速幅大小早晚变转改修定+−-]"
)
# The words that most changes are said with; behind these signs they are parts of others.
_PLAIN: dict[str, Change] = {
    **dict.fromkeys(("增长", "增加", "提高", "上升"), "increase"),
    **dict.fromkeys(("下降", "减少", "降低"), "decrease"),
    "达到": "to",
}
_NOT_PLAIN: Final = frozenset("新净率幅速度")
_RATE: Final = re.compile(
    r"(?:增长速度|增长率|(?P<up>[增涨升]幅|增速)|(?P<down>[降减跌]幅))(?P<to>达到?|为|超过|逾|(?:保持|稳定)在|不低于)?[ 　]{0,2}\Z"
)
_COMPARED: Final = re.compile(
    r"[比较](?:[^，；。、：]{1,16}?)(?:分别|均|各|平均|还|又|要)?(?:(?P<up>高|快|多|长|大|早)|(?P<down>低|慢|少|短|小|晚))[出了]?[ 　]{0,2}\Z"
)
# Higher than a former time is a rise; higher than others or than a norm is none.
_IN_TIME: Final = re.compile("(?<!预)期|[年初末底月季周届度前时]")
_HIGHER: Final = re.compile(
    r"(?:(?P<up>[高快]于)|(?P<down>[低慢]于)|[优好]于|(?:超过|超出|领先|落后)(?=全[国省市区县州]|平均|计划|目标|“[^，；。”]{1,6}”(?:预期|规划)?目标|预期目标))[^，；。：的\d]{1,14}的?\Z"
)
_NEW: Final = re.compile(
    r"(?:(?<=[款额贷量债保资数])|(?<=同比)|(?<=[比较][上去]年)|(?<=[比较]年初))新增[了]?\Z"
)
_AGAINST: Final = re.compile(
    r"[比较同与](?!价|重|例|率|口径|产品)(?<!合同)(?:[^，；。、：]{1,10}?[年期初末底月季周届度](?:相比|时)?(?:的?\d{1,2}月[份末底]?)?"
    r"|[^，；。、：]{1,12}?(?:(?<=.)前|之前|以前|时|[预决]算数?|计划数?|均值|平均|平均水平|水平|标准))\Z"
)
_AGAINST_ENDS: Final = frozenset("年期初末底月季周届度比时份前值均平准算划数")
# Words that may stand between what changes and the change, or between it and its level.
_BETWEEN: Final = frozenset(
    [
        "同比",
        "环比",
        "分别",
        "均",
        "双双",
        "都",
        "各",
        "各自",
        "又",
        "再",
        "仅",
        "只",
        "也",
        "还",
        "已",
        "已经",
        "将",
        "能",
        "能够",
        "可",
        "要",
        "需",
        "力争",
        "争取",
        "确保",
        "实现",
        "平均",
        "每年",
        "每月",
        "年均",
        "月均",
        "日均",
        "年",
        "累计",
        "共",
        "合计",
        "总计",
        "大幅",
        "大幅度",
        "明显",
        "稳步",
        "持续",
        "有所",
        "略",
        "小幅",
        "快速",
        "首次",
        "一举",
        "预计",
        "预期",
        "进一步",
        "相应",
        "实际",
        "名义",
        "率先",
        "全年",
        "总体",
        "约",
        "近",
        "连续",
        "继续",
        "最高",
        "同口径",
        "按可比价",
        "按可比价格",
        "按可比价计算",
        "按可比价格计算",
        "按可比口径",
        "按可比口径计算",
        "可比",
        "扣除价格因素",
        "以上",
        "就",
        "却",
        "而",
        "便",
        "即",
        "曾",
        "以",
        "幅度",
        "为",
        "是",
        "有",
        "由",
        "从",
        "规模为",
        "保持在",
        "保持",
        "稳定在",
        "控制",
        "控制在",
        "调控",
        "调控在",
        "管控",
        "管控在",
        "维持在",
        "转为",
        "转变为",
        "变为",
        "折",
        "折合",
        "约合",
        "仍然",
        "依然",
        "逐年",
        "一直",
        "预计为",
    ]
) | frozenset(" 　:：")
# Signs before which these end a word: 户均, 产能.
_PARTS_OF_WORDS: Final = {
    "均": frozenset("人户亩地村校班"),
    "能": frozenset("产功性智动节技才势职效电热"),
}
_NO_SIGNS: frozenset[str] = frozenset()
# By their last signs, the longest first.
_BETWEEN_BY_END: Final = {
    sign: sorted((word for word in _BETWEEN if word[-1] == sign), key=len, reverse=True)
    for sign in {word[-1] for word in _BETWEEN}
}
_COMPARED_ENDS: Final = frozenset("高快多长大早低慢少短小晚出了 　")
# Signs without which the patterns behind them can't fit.
_COMPARES, _TOTALS = re.compile("[比较环同与于]"), re.compile("[累共计来历]")
_YOY: Final = re.compile(r"同比|[比较同与](?:上一?|去)年")
_QOQ: Final = re.compile(r"环比|[比较]上(?:个?月|一?季度?|一?期|周)")
_START: Final = re.compile(r"[比较]年初|[比较]期初|[比较]本年初")
_OTHER: Final = re.compile(
    r"[高低快慢]于[^，；。、\d]{2,14}\Z|(?<![同环对可占])[比较](?!例|重|为|大|快|高|强|好|多|赛|差|稳|之下)[^，；。、]{2,20}|[同与][^，；。]{2,20}相比"
)
_SPANNING: Final = re.compile(
    r"(?<![公党中总一])(?<!(?<!全)国)共(?=[^同产和享建商赢治富性识用管绘振青计谋担筑抓]|$)|"
    r"[二两三四五六七八九十几\d]个?[年月]多?来|(?<!今年)(?<!年初)(?<!月)以来(?![\u4e00-\u9fff]{2,4}的)|历年"
)
_RUNNING: Final = re.compile(r"累计")
_SUMMED: Final = re.compile(r"共计|合计|总计|总共|一共")
_RUNS: Final = re.compile(r"累计|(?<![公党中总一])(?<!(?<!全)国)共(?=[增减提上下])")
_FLAT_REACH: Final = 24
_FLAT: Final = re.compile(
    r"[ 　，,（(]{0,4}(?:(?P<basis>[比较与同][^，；。、]{1,10}?)|基本|同比|环比)*(?:持平|不变)"
)


_WHEN: Final = re.compile(
    r"(?:(?:(?:1[89]|20)\d\d|[一二][〇零○九八七六五四三二一]{3})年(?:\d{1,2}月)?|去年|上年|今年|当年|目前|原来|原先"
    r"|(?:[今去上]年)?(?:[上下]半年|[一二三四前]{1,2}季度)|(?:前|近|这|过去|头|后|(?<![第〇零○一二三四五六七八九十几\d]))[一二两三四五六七八九十几\d]{1,2}年)[底末初来间内]?的?[ ]*\Z"
)


# Last characters of the words above: what ends otherwise holds none of them.
_DATE_ENDS: Final = frozenset("年月天前底末初的")
_ENDS: Final = frozenset(word[-1] for word in f"{_UP}|{_DOWN}".split("|")) | frozenset(
    "长加高提升涨攀增大收快出移位产跃扬幅速宽翻番减少降低落缩跌滑窄轻亏短缺简+-−近约到了至为成达过逾在上整"
    "多早慢小晚新率出进用前值平准　 :：是有由从持定比同环相期初末底月季周届度时年均别双都各自又再仅只也还已经将能够可要需争保现每累计共总明显著步续所略速次举预进际义先体继最径算格素上就却而便即曾以折合变逐直"
)


_RENEWED: Final = re.compile(
    "(?:改造|改建|扩建|新建|建设|优化|整治|整修|修缮|规范|保护|巩固|完善|培育|更新|打造|创建)[、和]?提升\\Z"
)
# 达到人均30元, and 提高到当地平均工资的6倍: a level said per head, or as a part of another.
_EACH_END: Final = re.compile(
    r"(?<=[到至达])(?:[人户日月年]均|平均|每[年月天]|每[人户亩吨](?:每[年月天次])?)\Z"
)
_EACH_ENDS: Final = frozenset("均人户亩吨年月天次")
_LEAD_ENDS: Final = _ENDS | _DATE_ENDS | _EACH_ENDS
_LEVEL_OF: Final = re.compile(
    r"(?:提[高升]|增[加长]|上升|上调|扩大|下降|降低|减少|回落|压缩)[到至]"
    r"(?![^，；。]*(?:计划|目标|任务|预算|去年|上年|同期))[^，；。、：\d]{2,20}的\Z"
)


class Lead(NamedTuple):
    """What stands right before a figure.

    Parameters
    ----------
    cut
        Offset into the segment where the words of change begin.
    change
        Direction, or None for a plain level.
    compared
        Whether the figure is a distance from others or from a norm, which is no change.
    """

    cut: int
    change: Change | None
    compared: bool = False


def read_lead(segment: str) -> Lead:
    """Read the words of change at the end of ``segment``, the text before a figure.

    Examples
    --------
    >>> read_lead("规模以上工业增加值同比增长")
    Lead(cut=9, change='increase', compared=False)
    >>> read_lead("存款余额达到")
    Lead(cut=4, change='to', compared=False)
    >>> read_lead("增速高于全省平均水平")
    Lead(cut=2, change=None, compared=True)
    """
    # Most segments end in no sign of a change.
    if segment[-1:] not in _LEAD_ENDS and "于" not in segment and "超" not in segment:
        return Lead(len(segment), None)
    return _read_change(segment)


# The same few words of change recur in every report.
@lru_cache(maxsize=1024)
def _read_change(segment: str) -> Lead:
    """Read the words of change that ``segment`` may end in."""
    segment, quick = _read_end(segment)
    quick = quick or _read_quick(segment)
    if quick is not None:
        return quick
    near = max(0, len(segment) - _CORE_WINDOW)
    rate = _RATE.search(segment, near)
    if rate is not None:
        return _read_rate(segment, rate)
    match = None
    if not segment.endswith(("高出", "多出")):
        match = _LEVEL.search(segment, near) or _CHANGE.search(segment, near)
    if match is None and segment[-1] in _COMPARED_ENDS:
        match = _COMPARED.search(segment, max(0, len(segment) - 40))
    if match is None:
        match = _NEW.search(segment, near) or _CHANGE.search(segment, near)
    if match is None:
        return Lead(_skip_between(segment, len(segment)), None)
    if match.re is _COMPARED:
        return _read_compared(segment, match)
    said = match.groupdict()
    change: Change = "to" if said.get("to") else "decrease" if said.get("down") else "increase"
    cut = _skip_between(segment, match.start())
    # 户均增收 is one measure: 户均 alone says nothing.
    return Lead(match.end() if segment[:cut].endswith("均") else cut, change)


def _read_end(segment: str) -> tuple[str, Lead | None]:
    """Cut dates and 人均 behind the words of change; return what they leave to be read.

    A level said as a part of another (提高到当地工资的6倍), a base (比2015年的3件) and 改造提升,
    which says how a thing is renewed, are read at once.
    """
    if segment[-1:] in _EACH_ENDS:
        each = _EACH_END.search(segment, max(0, len(segment) - 8))
        segment = segment[: each.start()] if each else segment
    if segment[-1:] in _DATE_ENDS:
        level = _LEVEL_OF.search(segment, max(0, len(segment) - 30))
        if level is not None:
            return segment, Lead(_skip_between(segment, level.start()), "to")
        when = _WHEN.search(segment, max(0, len(segment) - 16))
        segment = segment[: when.start()] if when else segment
        if when and segment in ("比", "较"):
            return segment, Lead(0, None)
    if segment.endswith("提升") and _RENEWED.search(segment):
        return segment, Lead(len(segment), None)
    return segment, None


def _read_quick(segment: str) -> Lead | None:
    """Read what can be told without the patterns of change; None where they are needed."""
    if "于" in segment or "超" in segment:
        higher = _HIGHER.search(segment, max(0, len(segment) - 18))
        if higher is not None:
            return _read_compared(segment, higher)
    if segment[-1:] not in _ENDS:
        return Lead(len(segment), None)
    if segment in ("至", "到"):
        return Lead(0, "to")
    plain = _PLAIN.get(segment[-2:])
    if plain is not None and segment[-3:-2] not in _NOT_PLAIN:
        return Lead(_skip_between(segment, len(segment) - 2), plain)
    if _SIGN.search(segment, max(0, len(segment) - _CORE_WINDOW)) is None:
        return Lead(_skip_between(segment, len(segment)), None)
    return None


def _read_compared(segment: str, match: re.Match[str]) -> Lead:
    """Read 比上年高 as a change, 高于全省平均 and 比预算少 as a distance from others."""
    cut = _skip_between(segment, match.start())
    if _IN_TIME.search(match[0]) is None:
        return Lead(cut, None, compared=True)
    return Lead(cut, "increase" if match["up"] else "decrease" if match["down"] else None)


def _skip_between(segment: str, stop: int) -> int:
    """Return where the adverbs and comparisons begin that end at ``stop``."""
    while stop:
        if segment[stop - 1] in _AGAINST_ENDS:
            against = _AGAINST.search(segment, max(0, stop - 24), stop) or _WHEN.search(
                segment, max(0, stop - 16), stop
            )
            if against is not None:
                stop = against.start()
                continue
        for word in _BETWEEN_BY_END.get(segment[stop - 1], ()):
            if not segment.endswith(word, 0, stop):
                continue
            before = stop - len(word)
            if segment[before - 1 : before] not in _PARTS_OF_WORDS.get(word, _NO_SIGNS):
                stop = before
                break
        else:
            break
    return stop


# 增幅达3% says how much it rose; of 增幅保持在3% the 增幅 is what is measured.
_NAMED_BY: Final = (None, "达", "达到", "为", "超过", "逾")


def _read_rate(segment: str, rate: re.Match[str]) -> Lead:
    """Read 增幅 and the like, a name of the change that is itself measured."""
    cut = rate.start("to") if rate["to"] else rate.end()
    alone = not segment[: _skip_between(segment, rate.start())].strip(" 　、，；")
    change: Change = "decrease" if rate["down"] else "increase"
    if alone and rate["to"] in _NAMED_BY:
        return Lead(rate.start(), change)
    if rate["to"] in ("达", "达到"):
        return Lead(cut, "to")
    return Lead(cut, change if rate["up"] or rate["down"] else None)


def read_basis(text: str) -> Basis | None:
    """Read what a change is said to be against, or None.

    Examples
    --------
    >>> read_basis("比上年同期下降"), read_basis("较年初"), read_basis("增长")
    ('yoy', 'vs_start', None)
    """
    if _COMPARES.search(text) is None:
        return None
    if _YOY.search(text):
        return "yoy"
    if _START.search(text):
        return "vs_start"
    if _QOQ.search(text):
        return "qoq"
    return "other" if _OTHER.search(text) else None


_TIMES_OF: Final = re.compile(
    r"(?:是|为|相当于)(?P<than>(?P<last>上年|去年|上一年)|[^，；。、\d]{0,4}(?P<year>(?:19|20)\d\d)年|[^，；。、]{2,10})"
    r"[^，；。、]{0,4}的\Z"
)


def read_multiple(segment: str, year: str) -> tuple[int, Basis] | None:
    """Read what a multiple is a multiple of: where the words begin, and the basis.

    Examples
    --------
    >>> read_multiple("旅游收入是上年同期的", "2023"), read_multiple("人数为2020年的", "2023")
    ((4, 'yoy'), (2, 'other'))
    """
    of = _TIMES_OF.search(segment)
    if of is None:
        return None
    is_last = of["last"] or (of["year"] and year.isdigit() and int(of["year"]) == int(year) - 1)
    return of.start(), "yoy" if is_last else "other"


Total = Literal["none", "figure", "clause", "sentence"]


def read_total(text: str) -> Total:
    """Tell how far words of a running total in ``text`` reach.

    共 and 三年来 hold for the sentence, 累计 up to the next ；, 合计 for its own figure.

    Examples
    --------
    >>> read_total("全市共接收"), read_total("累计接待"), read_total("中国共产党")
    ('sentence', 'clause', 'none')
    """
    if _TOTALS.search(text) is None:
        return "none"
    if _SUMMED.search(text):
        return "figure"
    if _SPANNING.search(text):
        return "sentence"
    return "clause" if _RUNNING.search(text) else "none"


def runs_up(segment: str) -> bool:
    """Tell whether a change is itself a running total (累计下降, 共增加)."""
    return _TOTALS.search(segment) is not None and _RUNS.search(segment) is not None


def may_be_flat(text: str, start: int, end: int) -> bool:
    """Tell, cheaply, whether 持平 or 不变 may follow a figure in ``text[start:end]``.

    Examples
    --------
    >>> may_be_flat("增长3%，与上年持平", 0, 4), may_be_flat("增长3%", 0, 4)
    (True, False)
    """
    end += _FLAT_REACH
    return text.find("持平", start, end) >= 0 or text.find("不变", start, end) >= 0


def is_flat(text: str, offset: int) -> bool:
    """Tell whether 持平 follows the figure that ends at ``offset``."""
    end = offset + _FLAT_REACH
    return may_be_flat(text, offset, offset) and _FLAT.match(text, offset, end) is not None

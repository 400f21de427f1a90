"""Leads: the slogan-like first sentence that names what a paragraph is about (段首句)."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Final

from govtext.lexicon.tables import load_topic

__all__ = ["find_lead", "has_marker"]

_MAX_LEAD: Final = 20
_DASHES: Final = frozenset("—―－-–")
# The marker that would follow one at the head of a paragraph: 一要……二要…….
_NEXT: Final = {one: f"{two}要" for one, two in pairwise("一二三四五六七八九十")}
_BREAK: Final = re.compile(r"[！？；：\n]")
_QUOTED: Final = re.compile(r"“[^“”]{1,12}”|《[^《》]{1,18}》")
_FIGURE: Final = re.compile(
    r"\d|[*×○□]|某(?!些)|(?<![一统唯第其])[二三四五六七八九十百千两几]{1,3}(?:个|项|次|件|名|人|批|条|类|年|成|位|方面|期|场|家)"
)
# Set phrases whose numeral is no figure.
_NAMED: Final = re.compile(
    r"八项规定|四个意识|四个自信|两个确立|两个维护|两个责任|四种形态|三会一课|两个一百年|[一二三四五六七八九十]{1,3}大(?=精神|报告|以来|和|关于|部署|战略)|[一二三四五六七八九十]{1,3}届[一二三四五六七八九十]中全会"
)
# Statements about something, not slogans: X是Y, X取得成效, X来之不易.
_STATEMENT: Final = re.compile(
    r"(?<![不正硬总尤就其凡于别])是(?!非)|取得|有(?:了|所|新|较|很|差距|待|不足|[一二三四五两])|[还仍尚](?:有|不|需)|不够|偏[软宽虚松弱低高慢]|乏力|缺位|原因|迈出|需要|显著|来之不易|取决于|关系到|至关|刻不容缓|势在必行|必须|(?:工作|事业|建设|力度|水平)(?:继续|进一步|不断|持续|得到|稳步|明显)"
    r"|^(?:我们|本|该|这|那|此|其|各位|同志|全年|今年|去年|一年来|五年来|过去|目前|当前|现在|如下)"
)
_STATEMENT_FREE: Final = re.compile(r"^(?:推动|确保|促进|实现|力争|努力|争取)")
# 创新主体持续壮大。: the words open a subject, and a state is said of it.
_STATES: Final = (
    "壮大|提高|提升|增强|改善|加大|拓展|增长|发展|深化|优化|向好|回升|好转|活跃|扩大|上升|下降|加快|增加|减少|巩固|显现|有力|有序|有效|良好|较快|释放|牢固|健全|单一|严格|深入|薄弱|滞后"
    "|强化|突出|凸显|到位|明显|丰收|推进|展开|繁荣|兴旺|稳定|稳固|加强|进展|成效"
    "|守稳|走实|前列|迅速|顺利|很大|很多|完善|转好|见效|不足|不够|重要|落实|落地|丰硕|成长|前行|开局|局面|(?:超过|符合|好于)预期|提速|跃升"
)
_STATE: Final = re.compile(f"(?:{_STATES})。$")
# 有效投资持续扩大。 is a statement, 全力服务任务落实。 is none: what moves has an adverb.
_MOVING: Final = re.compile(
    "(?:持续|稳步|较快|快速|纵深|不断|明显|显著|进一步|继续|深入|加快|日益|逐步|全面|落地)"
    f"(?:{_STATES})。$"
)
# Verbs of one character that take an object of two (深入学理论).
_SINGLE: Final = "强优惠暖聚育筑铸破谋树严纠敲亮扬护正净凝压选管学抓促办建查改治惩打立用引带配评练讲守防除清晒拼帮扶送解救传担扛践悟履转推拓添献做搞炼磨锻督巡审访盯接"
# 层层深入抓学习, 学用结合强本领: characters of manner, then a verb and what it acts on.
_MANNER: Final = re.compile(
    r"[\u4e00-\u9fff、]{2,8}[抓促][^，。]{2,8}。"
    rf"|[\u4e00-\u9fff]{{4}}[{_SINGLE}][\u4e00-\u9fff]{{2}}。"
    r"|[\u4e00-\u9fff]{4,8}有(?:力度|深度|温度|高度|精度|广度|度|方|招|章法|担当|实招)。"
    r"|既[^，。]{2,8}又[^，。]{2,8}。|(?:[学谋干走抓严做悟]在[^，。]{2}[、，]?){2,}。|(?:有[^，。]必.[，、]?){2,}。"
)
# 向痼疾顽症开刀, 用身边事教育身边人: a preposition opens the words, the verb stands behind.
_PREPOSED: Final = re.compile(
    r"(?:用(?![户地水电工人量途品材能])|向|以(?![上下来往后前内外及])|靠|拿|给|替|朝|凭|对(?![外此于口策应])"
    r"|为(?![了此期首])|从(?![此来事前而])|在(?![此这]))[^，、。]{5,}(?<!方面)(?<!同时)。"
)
# 党员的年龄和学历。: the label of a table put into words.
_LABEL: Final = re.compile(
    r"的[^，。]{0,12}(?:情况|年龄|性别|民族|学历|职业|数量|构成|分布|现状|隶属关系)。$"
)
# 监督力量聚指成拳。, 创新能力不断增强。: behind these the verb is a noun and opens the subject.
_HEADED: Final = re.compile(
    r"(?:力量|能力|水平|主体|活力|动力|效能|实力)(?!建设|责任|作用|提升)|作用|步子|步伐|力度|利剑|能级|后劲|形势|开放(?!型|经济|机制|平台|体系|格局)|空间|氛围|成色|触角"
)
# Behind a verb these make it part of a noun (创新型, 发展性), or a predicate of one.
_NOMINAL: Final = frozenset("性型业化者了过不跟从向成再有无见到常")
_KINDS: Final = {"verb": 1, "verb_noun": 2, "adverb": 4}


@cache
def _words() -> tuple[dict[str, int], dict[str, int]]:
    """Return the kinds of each word, as bits, and the longest word by first character."""
    kinds: dict[str, int] = {}
    longest: dict[str, int] = {}
    for term, kind in load_topic("leads", "govtext.structure").table("words.tsv").rows:
        kinds[term] = kinds.get(term, 0) | _KINDS[kind]
    verbs = load_topic("verbs").table("verbs.tsv")
    columns = (verbs.column(name) for name in ("verb", "nominal", "fault"))
    for verb, nominal, fault in zip(*columns, strict=True):
        if not nominal and not fault and len(verb) > 1:
            kinds.setdefault(verb, _KINDS["verb"])
    for term in kinds:
        longest[term[0]] = max(longest.get(term[0], 0), len(term))
    return kinds, longest


def _opening(sentence: str, position: int = 0, depth: int = 5) -> str | None:
    """Return the kind of the verb that opens a sentence, behind up to four adverbs.

    ``"verb"``, ``"verb_noun"`` for one that may be the head of a subject, ``"adverb_noun"``
    for such a one behind adverbs, or None.

    Looking words up by length is linear in the line; an alternation of all words is not.
    A shorter adverb may leave a verb where a longer one does not (一体|推进教育发展).
    """
    kinds, longest = _words()
    adverbs: list[int] = []
    found = None
    for length in range(longest.get(sentence[position], 0), 0, -1):
        stop = position + length
        kind = kinds.get(sentence[position:stop], 0)
        after = sentence[stop : stop + 1]
        if kind & 1 and after not in "了过业":
            return "verb"
        if kind & 2 and after not in _NOMINAL and not _HEADED.match(sentence, stop):
            found = "verb_noun"
        if kind & 4:
            adverbs.append(stop)
    for stop in adverbs if depth > 1 else ():
        if len(sentence) - stop == 4 and sentence[stop] in _SINGLE:
            return "verb"
        skipped = 1 if sentence[stop] in "地、" else 0
        inner = _opening(sentence, stop + skipped, depth - 1)
        if inner == "verb":
            return inner
        found = found or (inner and "adverb_noun")
    return found


def _has_verb_behind(sentence: str) -> bool:
    """Tell whether a verb stands behind the preposition and its noun."""
    return any(_opening(sentence, at, 1) == "verb" for at in range(2, len(sentence) - 2))


def find_lead(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of the lead that opens ``text[start:end]``, or None.

    A lead has at most 20 characters up to its 。, begins with a verb that adverbs may
    precede, holds no figure, and more text follows it. A dash before it (——) is left out; a
    marker (一要) that no other follows in the paragraph belongs to it.

    Examples
    --------
    >>> text = "落实主体责任不含糊。县委召开会议8次。"
    >>> start, end = find_lead(text, 0, len(text))
    >>> text[start:end]
    '落实主体责任不含糊。'
    >>> find_lead("全年立案8件。", 0, 7) is None
    True
    """
    while start < end and folded[start] in _DASHES:
        start += 1
    stop = folded.find("。", start, start + _MAX_LEAD + 1) + 1
    if stop < start + 4 or stop >= end:
        return None
    words = start
    if has_marker(folded, start):
        words += 2
        if folded.find(_NEXT[folded[start]], stop, end) >= 0:
            return None
    return (start, stop) if _is_lead(folded[words:stop]) else None


def has_marker(folded: str, start: int) -> bool:
    """Tell whether the words at ``start`` begin with a marker of the form 一要."""
    return folded[start] in _NEXT and folded[start + 1] == "要"


def _is_lead(sentence: str) -> bool:
    """Tell whether a short sentence that ends with 。 is a slogan, not a statement."""
    for opening, closing in ("“”", "《》"):
        if sentence.count(opening) != sentence.count(closing):
            return False
    kind = _opening(sentence)
    is_manner = _MANNER.fullmatch(sentence) is not None
    if kind is None and not is_manner:
        if not (_PREPOSED.fullmatch(sentence) and _has_verb_behind(sentence)):
            return False
        kind = "preposed"
    bare = _NAMED.sub("", _QUOTED.sub("“”", sentence))
    if _BREAK.search(bare) or _FIGURE.search(bare) or _LABEL.search(bare):
        return False
    if _STATEMENT.search(bare) and not _STATEMENT_FREE.match(bare):
        return False
    if kind == "verb" or is_manner:
        return True
    return (_MOVING if kind == "adverb_noun" else _STATE).search(bare) is None

"""Leads: the slogan-like first sentence that names what a paragraph is about (段首句)."""

from __future__ import annotations

import re
from functools import cache

from govtext.lexicon.tables import load_topic

__all__ = ["find_lead"]

_MAX_LEAD = 20
_BREAK = re.compile(r"[！？；：\n]")
_QUOTED = re.compile(r"“[^“”]{1,12}”|《[^《》]{1,18}》")
_FIGURE = re.compile(
    r"\d|[*×○□]|某(?!些)|(?<![一统唯第其])[二三四五六七八九十百千两几]{1,3}(?:个|项|次|件|名|人|大|批|条|类|年|成|位|方面|期|场|家)"
)
# Set phrases whose numeral is no figure.
_NAMED = re.compile(
    r"八项规定|四个意识|四个自信|两个确立|两个维护|两个责任|四种形态|三会一课|两个一百年|[一二三四五六七八九十]{1,3}大(?=精神|报告|以来|和|关于|部署|战略)|[一二三四五六七八九十]{1,3}届[一二三四五六七八九十]中全会"
)
# Statements about something, not slogans: X是Y, X取得成效, X来之不易.
_STATEMENT = re.compile(
    r"(?<![不正硬总尤就其凡于别])是(?!非)|取得|有(?:了|所|新|较|很)|迈出|显著|来之不易|取决于|关系到|至关|刻不容缓|势在必行|必须|(?:工作|事业|建设|力度|水平)(?:继续|进一步|不断|持续|得到|稳步|明显)"
    r"|^(?:我们|本|该|这|那|此|其|各位|同志|全年|今年|去年|一年来|五年来|过去|目前|当前|现在|如下)"
)
_STATEMENT_FREE = re.compile(r"^(?:推动|确保|促进|实现|力争|努力|争取)")
# 创新主体持续壮大。: the words open a subject, and a state is said of it.
_STATE = re.compile(
    r"(?:壮大|提高|提升|增强|改善|加大|拓展|增长|发展|深化|优化|向好|回升|好转|活跃|扩大|上升|下降|加快|增加|减少|巩固|显现|有力|有序|有效|良好|较快"
    r"|突出|凸显|到位|明显|丰收|推进|展开|繁荣|兴旺|稳定|稳固|加强|进展|成效|守稳|走实|前列|迅速|顺利|很大|很多|完善|转好|见效|不足|不够|重要)。$"
)
# 层层深入抓学习: characters of manner, then 抓 or 促 and what it acts on.
_MANNER = re.compile(r"[\u4e00-\u9fff、]{2,8}[抓促][^，。]{2,8}。")


# 监督力量聚指成拳。, 创新能力不断增强。: behind these the verb is a noun and opens the subject.
_HEADED = re.compile(
    r"(?:力量|能力|水平|主体|活力|动力|效能|实力)(?!建设|责任|作用|提升)|作用|步子|步伐|力度|利剑|能级|后劲|形势|开放|空间|氛围|成色|触角"
)
_KINDS = {"verb": 1, "verb_noun": 2, "adverb": 4}


@cache
def _words() -> tuple[dict[str, int], dict[str, int]]:
    """Return the kinds of each word, as bits, and the longest word by first character."""
    kinds: dict[str, int] = {}
    longest: dict[str, int] = {}
    for term, kind in load_topic("leads", "govtext.structure").table("words.tsv").rows:
        kinds[term] = kinds.get(term, 0) | _KINDS[kind]
        longest[term[0]] = max(longest.get(term[0], 0), len(term))
    return kinds, longest


def _opening(sentence: str) -> str | None:
    """Return the kind of the verb that opens a sentence, behind up to four adverbs.

    Looking words up by length is linear in the line; an alternation of all words is not.
    """
    kinds, longest = _words()
    position = 0
    for _ in range(5):
        step = 0
        found = None
        for length in range(longest.get(sentence[position], 0), 0, -1):
            kind = kinds.get(sentence[position : position + length], 0)
            if kind == 0:
                continue
            stop = position + length
            after = sentence[stop : stop + 1]
            if kind & 1 and after not in "了过":
                return "verb"
            if (
                kind & 2
                and not _HEADED.match(sentence, stop)
                and after not in "性型业化者了过不跟从向成再有无见到常"
            ):
                found = "verb_noun"
            if kind & 4 and step == 0:
                step = length
        if found or step == 0:
            return found
        position += step
        while sentence[position] in "地、":
            position += 1
    return None


def find_lead(folded: str, start: int, end: int) -> int:
    """Return the end of the lead that opens ``text[start:end]``, or -1.

    A lead has at most 20 characters up to its 。, begins with a verb that adverbs may
    precede, holds no figure, and more text follows it.

    Examples
    --------
    >>> text = "落实主体责任不含糊。县委召开会议8次。"
    >>> text[: find_lead(text, 0, len(text))]
    '落实主体责任不含糊。'
    >>> find_lead("全年立案8件。", 0, 7)
    -1
    """
    stop = folded.find("。", start, start + _MAX_LEAD + 1) + 1
    if stop < start + 4 or stop >= end:
        return -1
    sentence = folded[start:stop]
    if sentence.count("“") != sentence.count("”") or sentence.count("《") != sentence.count(
        "》"
    ):
        return -1
    kind = _opening(sentence)
    if kind is None and not _MANNER.fullmatch(sentence):
        return -1
    bare = _NAMED.sub("", _QUOTED.sub("“”", sentence))
    if _BREAK.search(bare) or _FIGURE.search(bare):
        return -1
    if _STATEMENT.search(bare) and not _STATEMENT_FREE.match(bare):
        return -1
    if kind == "verb_noun" and _STATE.search(bare) and not _MANNER.fullmatch(sentence):
        return -1
    return stop

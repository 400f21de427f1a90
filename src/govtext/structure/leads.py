"""Leads: the slogan-like first sentence that names what a paragraph is about (段首句)."""

from __future__ import annotations

import re
from functools import cache

from govtext.lexicon.tables import load_topic

__all__ = ["find_lead"]

_MAX_LEAD = 20
_FINAL = re.compile(r"[^。！？；：\n]{3,20}。")
_FIGURE = re.compile(
    r"\d|[*×○□]|某|[一二三四五六七八九十百千两几]{1,4}(?:个|项|次|件|名|人|大|批|条|类|年|成|位|方面)"
)
# Statements about something, not slogans: X是Y, X取得成效, X来之不易.
_STATEMENT = re.compile(
    r"(?<![不正硬总尤就其凡于])是(?!非)|取得|有所|有了|迈出|显著|来之不易|取决于|在于|关系到|至关|刻不容缓"
    r"|^(?:我们|本|该|这|那|此|其|各位|同志|全年|今年|去年|一年来|五年来|过去|目前|当前|现在|如下)"
)
_STATEMENT_FREE = re.compile(r"^(?:推动|确保|促进|实现|力争|努力)")
# 层层深入抓学习: four characters of manner, then a short verb and what it acts on.
_MANNER = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:抓|促|强|保|推|建|治|管|严|优|增|惠|聚|育|夯|筑|固|守|提|兴|转|调|稳|防|破|立|扬|树)[\u4e00-\u9fff“]{2,8}。"
)


@cache
def _opener() -> re.Pattern[str]:
    """Return the pattern of adverbs and a verb that open a lead."""
    table = load_topic("leads", "govtext.structure").table("words.tsv")
    words: dict[str, list[str]] = {"verb": [], "adverb": []}
    for term, kind in table.rows:
        words[kind].append(term)
    verb, adverb = (
        "|".join(sorted(map(re.escape, words[kind]), key=len, reverse=True))
        for kind in ("verb", "adverb")
    )
    return re.compile(rf"(?:(?:{adverb})地?、?){{0,3}}(?:{verb})")


def find_lead(text: str, folded: str, start: int, end: int) -> int:
    """Return the end of the lead that opens ``text[start:end]``, or -1.

    A lead has at most 20 characters up to its 。, begins with a verb that adverbs may
    precede, holds no figure, and more text follows it.

    Examples
    --------
    >>> text = "落实主体责任不含糊。县委召开会议8次。"
    >>> text[: find_lead(text, text, 0, len(text))]
    '落实主体责任不含糊。'
    >>> find_lead("全年立案8件。", "全年立案8件。", 0, 7)
    -1
    """
    match = _FINAL.match(folded, start, end)
    if match is None or match.end() >= end or match.end() - start > _MAX_LEAD + 1:
        return -1
    first = match[0]
    if _FIGURE.search(first):
        return -1
    if _STATEMENT.search(first) and not _STATEMENT_FREE.match(first):
        return -1
    if _opener().match(first) or _MANNER.fullmatch(first):
        return match.end()
    return -1

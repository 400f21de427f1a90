"""Patterns of clauses around a figure that decide which of their words it counts."""

from __future__ import annotations

import re
from typing import Final

from govtext.records import Words
from govtext.spans import CharSpan

__all__ = [
    "LONGEST_TO",
    "TO_ENDS",
    "find_attribute",
    "find_measured",
    "find_origin",
    "find_scope",
    "is_governed",
    "is_relative",
]

#: How many characters may stand between the A and the B of 由A升至B.
LONGEST_TO: Final = 8
_TO: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4})(?:至|到|为|成)了?(?:约|近|(?:增长|上升|回升|下降)了?)?"
)
#: Signs in which what stands between the A and the B of 由A升至B may end.
TO_ENDS: Final = frozenset("至到为成了约近长升降")
_ORIGIN: Final = re.compile(r"[由从](?!业)[^，；。由从]{0,12}\Z")
_SCOPE: Final = re.compile(
    r"(?:稳|跃|仍|并|已|连续|继续){0,3}(?:位居|位列|名列|居|列|排名?(?![居列])|排[在位])[^，；。居列]{0,10}\Z"
)
_GOVERNS: Final = re.compile(r"[对向给把将与为](?:[^，；。：]{2,26}的)?\Z")
_ATTRIBUTE: Final = re.compile(
    r"[对向给把将与为](?:(?P<clause>[^，；。：对向给把将与为]{2,26}?)的|(?P<noun>[^，；。：、对向给把将与为]{2,14}))\Z"
)
_MEASURED: Final = re.compile(
    r"(?P<measure>[\u4e00-\u9fff“”]{1,16}(?:占比|比重|比例|率|总量|总额|规模|人数))"
    r"(?:已|也|又|再|进一步|持续|稳步|大幅|明显|显著|首次|成功|连续|不断){0,3}"
    r"(?:过半|提升|提高|上升|增长|下降|降低|回升|扩大|改善|突破|翻番)了?"
    r"|(?P<moving>[\u4e00-\u9fff“”、]{2,24}?)(?:继续|持续|仍然?|依然|也|又|再次|总体){0,3}"
    r"(?:保持|呈现?出?|实现了?)(?:了)?[\u4e00-\u9fff]{0,6}(?:增长|发展|势头|态势|趋势|回升|下降)"
)
_RELATIVE: Final = re.compile(
    r"(?:为|是|相当于|等于|完成|达到?)[^，；。]{0,12}(?:计划|目标|任务|预算|去年|上年|同期)(?:数|额|总额|投资)?的?"
)


def find_origin(text: str, start: int, begin: int, end: int, following: int) -> int | None:
    """Return where 由 stands before the A of 由A升至B, or None.

    ``start`` bounds the search to the left, ``begin`` and ``end`` are those of A, and
    ``following`` is where B begins.
    """
    if not 0 < following - end <= LONGEST_TO or _TO.fullmatch(text, end, following) is None:
        return None
    match = _ORIGIN.search(text, max(start, begin - 14), begin)
    return match.start() if match else None


def find_scope(text: str, start: int, stop: int) -> int:
    """Return where 居全省 and the like begin before a rank that ends the segment."""
    match = _SCOPE.search(text, max(start, stop - 16), stop)
    return match.start() if match else stop


def is_governed(text: str, start: int, stop: int) -> bool:
    """Tell whether a noun behind the segment is the object of a preposition.

    The verb that follows such a noun is the clause's own, no part of the noun.
    """
    return _GOVERNS.search(text, start, stop) is not None


def find_attribute(text: str, words: Words, start: int, stop: int) -> CharSpan | None:
    """Return the attribute between a preposition and a figure (对造价亿元以上的8个项目)."""
    match = _ATTRIBUTE.search(text, start, stop)
    if match is None or match[0].endswith("等"):
        return None
    if match["clause"]:
        return CharSpan(*match.span("clause"))
    span = CharSpan(*match.span("noun"))
    nominal = all(words.tags[index][0] in "njsb" for index in words.between(*span))
    return span if nominal else None


def find_measured(text: str, start: int, stop: int) -> CharSpan | None:
    """Return what a clause without a figure says has moved (占比已过半), or None."""
    match = _MEASURED.fullmatch(text, start, stop)
    if match is None:
        return None
    return CharSpan(*match.span("measure" if match["measure"] else "moving"))


def is_relative(text: str, start: int, stop: int) -> bool:
    """Tell whether a segment sets a figure against a plan or a former year (为计划的80%)."""
    return _RELATIVE.fullmatch(text, start, stop) is not None

"""Sections that are plans though no heading says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govtext.records import Paragraph, Sentence
from govtext.text.alternatives import each

__all__ = ["infer_plans"]

_FUTURE: Final = re.compile(
    r"力争|我们[要将]|新的一年|明年|预期目标|主要目标|工作目标|"
    # A task of a list, with who is to do it.
    r"[（(](?:牵头|责任|主办|承办)(?:单位|部门)[：:]|"
    + each(
        "确保|实现|完成|建成|新增|新建|改造|增长|下降|控制在",
        r"[^，。；]{0,24}(?:以上|左右|以内)",
    )
)
# A level reached; one with 以上, 左右 or 以内 is set.
_REACHED: Final = (
    r" ?[0-9０-９*][0-9０-９*.．]*[%％]?"
    r"(?![0-9０-９*.．%％]|[^，。；]{0,12}(?:以上|左右|以内|以下))"
)
_PAST: Final = re.compile(
    r"了(?<!除了)(?!解|结)|已(?!经济)|同比|上年|去年|累计|先后|荣获|获评|位居|年来|过去|得到|受到|"
    + each("增长|下降|提高|增加|突破|达到?", _REACHED)
)
_GROWS: Final = (
    "加快|争取|鼓励|支持|推动|推进|探索|扩大|培育|优化|打造|提升|构建|拓展|完善|加大|促进|引导"
)
# Clauses that open with what is to grow: bare, and many of them, they are a programme.
_GROWTH: Final = re.compile(rf"(?<![^，。；：\n])[^，。；：]{{0,6}}(?:{_GROWS})")
# Clauses that open with what is to be done: bare, or with 要 or 必须.
_TASK: Final = re.compile(
    rf"(?<![^，。；：\n])[^，。；：]{{0,6}}(?:{_GROWS}|加强|强化|健全|抓好|搞好|做好|办好|抓紧|用好|壮大|防止|切实|着力|大力发展|积极发展|加速)"
)
_DUTY: Final = re.compile(
    r"(?<![^，。；：\n])[^，。；：]{0,6}?(?:要(?!求|素|点)|必须|力争|争取|确保)"
)
# What only a review tells: results, and figures that no 以上 or 左右 sets.
_RESULT: Final = re.compile(
    r"取得|成效|成绩|进展(?!情况)|成功|顺利|迈[出上]|显著|连续|圆满|获得|超额|成就"
)
_FIGURE: Final = re.compile(
    r"(?:\d[\d.,．]*|[*×]{1,3})(?![\d.,．*×]|年|月|日|[^，。；\d]{0,12}(?:以上|左右|以内|以下))"
)
# Shortcomings, with which a section on plans often begins: what they tell is so now.
_LACKS: Final = re.compile(
    r"(?:还|仍)[然旧]?(?:有|存在)[^。；：]{0,14}(?:差距|短板|不足|问题|环节|困难)|不够|不强"
)
# Words of the future that outweigh one word of the past.
_OUTWEIGH: Final = 3
_OUTGROW: Final = 4
_LEAST: Final = 120
# Characters to each such clause; reviews and statements of practice have a hundred and more.
_DENSE: Final = 65
_TASK_DENSE: Final = 48
# Plans have figures too, if few.
_FIGURES: Final = 3


def infer_plans(
    text: str, paragraphs: Sequence[Paragraph], sentences: Sequence[Sentence]
) -> frozenset[int]:
    """Return the ids of paragraphs that state plans without a heading that says so.

    Excerpts and old reports go on about the next period without a heading 下一步. A section
    counts as plan when it has words of the future (力争, 我们要, 增长8%以上) or a sentence
    marked as plan, or clause upon clause that begins with 加快, 培育, 扩大 and the like, and
    hardly a word of the past (了, 已, 同比, 累计); when clause upon clause is a task (加强,
    做好, 要), with hardly a result or a figure; or when it has none of those and stands
    behind another plan. Sections of less than 120 characters say too little to tell. Where a
    heading names the plans, nothing else is one.

    Parameters
    ----------
    text
        The text that the offsets count.
    paragraphs, sentences
        Its layout.

    Examples
    --------
    >>> import govtext
    >>> report = govtext.analyze("我们要加快产业升级，培育新兴产业，扩大有效投资。" * 6)
    >>> infer_plans(report.text, report.paragraphs, report.sentences)
    frozenset({0})
    """
    planned = {sentence.paragraph for sentence in sentences if sentence.is_plan}
    if any(sentence.is_plan and sentence.part == "heading" for sentence in sentences):
        return frozenset()
    sections: dict[int | None, list[Paragraph]] = {}
    for paragraph in paragraphs:
        if paragraph.role == "body":
            sections.setdefault(paragraph.section, []).append(paragraph)
    found: set[int] = set()
    for members in sections.values():
        size = sum(paragraph.end - paragraph.start for paragraph in members)
        if size < _LEAST:
            continue
        past = _count(_PAST, text, members)
        future = _count(_FUTURE, text, members) + any(p.id in planned for p in members)
        growth = _count(_GROWTH, text, members)
        if (
            (future and future > _OUTWEIGH * past)
            or (growth * _DENSE >= size and growth > _OUTGROW * past)
            or _is_all_tasks(text, members, size, past)
            or (found and not past)
        ):
            found.update(p.id for p in members if not _LACKS.search(text, p.start, p.end))
    return frozenset(found)


def _is_all_tasks(text: str, members: Sequence[Paragraph], size: int, past: int) -> bool:
    """Tell whether paragraphs of so many words of the past hold tasks, and no results."""
    tasks = _count(_TASK, text, members) + _count(_DUTY, text, members)
    if tasks * _TASK_DENSE < size or tasks <= _OUTGROW * past:
        return False
    told = _count(_RESULT, text, members) + _count(_FIGURE, text, members) / _FIGURES
    return tasks > _OUTGROW * (past + told)


def _count(pattern: re.Pattern[str], text: str, members: Sequence[Paragraph]) -> int:
    """Return how often a pattern is found in some paragraphs."""
    return sum(len(pattern.findall(text, p.start, p.end)) for p in members)

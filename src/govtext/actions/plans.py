"""Sections that are plans though no heading says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govtext.actions.alternatives import each
from govtext.records import Paragraph, Sentence

__all__ = ["infer_plans"]

_FUTURE = re.compile(
    r"力争|我们[要将]|新的一年|明年|预期目标|主要目标|工作目标|"
    + each(
        "确保|实现|完成|建成|新增|新建|改造|增长|下降|控制在",
        r"[^，。；]{0,24}(?:以上|左右|以内)",
    )
)
# A level reached; one with 以上, 左右 or 以内 is set.
_REACHED = (
    r" ?[0-9０-９*][0-9０-９*.．]*[%％]?"
    r"(?![0-9０-９*.．%％]|[^，。；]{0,12}(?:以上|左右|以内|以下))"
)
_PAST = re.compile(
    r"了(?<!除了)(?!解|结)|已(?!经济)|同比|上年|去年|累计|先后|荣获|获评|位居|年来|过去|得到|受到|"
    + each("增长|下降|提高|增加|突破|达到?", _REACHED)
)
# Words of the future that outweigh one word of the past.
_OUTWEIGH = 3
_LEAST = 120


def infer_plans(
    text: str, paragraphs: Sequence[Paragraph], sentences: Sequence[Sentence]
) -> frozenset[int]:
    """Return the ids of paragraphs that state plans without a heading that says so.

    Excerpts and old reports go on about the next period without a heading 下一步. A section
    counts as plan when it has words of the future (力争, 我们要, 增长8%以上) or a sentence
    marked as plan, and hardly a word of the past (了, 已, 同比, 累计). Where a heading names
    the plans, nothing else is one.

    Parameters
    ----------
    text
        The text that the offsets count.
    paragraphs, sentences
        Its layout.
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
        if sum(paragraph.end - paragraph.start for paragraph in members) < _LEAST:
            continue
        future = sum(len(_FUTURE.findall(text, p.start, p.end)) for p in members)
        future += any(p.id in planned for p in members)
        if future and future > _OUTWEIGH * sum(
            len(_PAST.findall(text, p.start, p.end)) for p in members
        ):
            found.update(paragraph.id for paragraph in members)
    return frozenset(found)

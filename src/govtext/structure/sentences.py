"""Sentences and clauses (句、分句)."""

from __future__ import annotations

import re

__all__ = ["RawSentence", "find_head_end", "split_sentences"]

# What stands in quotes, brackets and book marks is one unit: nothing inside ends a clause.
# Each class shuts out its own opening mark, so a run of unclosed marks stays linear.
_UNIT = (
    r"“[^“”]{0,600}”|《[^《》]{0,150}》|（[^（）]{0,400}）|\([^()]{0,400}\)|‘[^‘’]{0,150}’"
    r"|「[^「」]{0,300}」|『[^『』]{0,300}』|〈[^〈〉]{0,80}〉|【[^【】]{0,80}】"
    r"|〔[^〔〕]{0,40}〕|\"[^\"。！？\n]{1,80}\""
)
# A half-width ? between two characters is a lost character (武汉?中国), not a question.
_TOKEN = re.compile(
    rf"(?P<unit>{_UNIT})|(?P<mark>[，；：])"
    rf"|(?P<end>[。！？!][。！？!…]*|…+|\.{{6,12}}|\?(?![^\s”’）》])[?!]*)[”’）)》」』】]*"
)
_END_INSIDE = frozenset("。！？…!?")
_CLOSING = frozenset("”’）)》」』】")
# After a quote that ends with 。 these characters carry the sentence on.
_CARRIES_ON = frozenset("的地得等和与及或之为是则而这那，、；：。！？）》”’…—")

RawSentence = tuple[int, int, list[tuple[int, int]]]


def split_sentences(text: str, start: int, end: int) -> list[RawSentence]:
    """Return the sentences of ``text[start:end]`` with their clauses, blanks left out.

    A sentence ends at 。 ！ ？ …… or with the range, closing quotes and brackets included;
    ； ends a clause. Inside 《》 and brackets nothing ends a sentence; inside “” only a mark
    right before the closing quote does, where a new sentence follows.

    Examples
    --------
    >>> text = "会议指出：“要从严。”我们去看《摔跤吧！爸爸》，好吗？好！"
    >>> [text[start:end] for start, end, _ in split_sentences(text, 0, len(text))]
    ['会议指出：“要从严。”', '我们去看《摔跤吧！爸爸》，好吗？', '好！']
    """
    found: list[RawSentence] = []
    clauses: list[tuple[int, int]] = []
    sentence = clause = start
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup
        position = match.end()
        if kind == "mark":
            _add(clauses, text, clause, position - 1)
            clause = position
            continue
        if kind == "unit":
            if not _closes(text, match.start(), position, end):
                continue
            _add(clauses, text, clause, position)
        else:
            _add(clauses, text, clause, match.start())
        _close(found, text, sentence, position, clauses)
        clauses = []
        sentence = clause = position
    _add(clauses, text, clause, end)
    _close(found, text, sentence, end, clauses)
    return found


def _closes(text: str, start: int, position: int, end: int) -> bool:
    """Tell whether a quote or bracket ends its sentence with its own final mark."""
    if position - start < 3 or text[position - 2] not in _END_INSIDE or text[start] == "《":
        return False
    return position >= end or text[position] not in _CARRIES_ON


def _add(clauses: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    if end <= start:
        return
    if text[start].isspace() or text[end - 1].isspace():
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
    if end > start:
        clauses.append((start, end))


def _close(
    found: list[RawSentence],
    text: str,
    start: int,
    end: int,
    clauses: list[tuple[int, int]],
) -> None:
    """Close a sentence; one of marks alone belongs to the sentence before."""
    if end <= start:
        return
    if not clauses:
        if found and not text[start:end].isspace():
            before = found[-1]
            found[-1] = (before[0], end, before[2])
            return
        if text[start:end].isspace():
            return
    if text[start].isspace() or text[end - 1].isspace():
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
    found.append((start, end, clauses))


_HEAD_END = re.compile(rf"(?:{_UNIT})|([。：！？])[”’）)》」』】]*")


def find_head_end(text: str, start: int, end: int, limit: int = 80) -> int:
    """Return the end of the first 。 ： ！ or ？ from ``start``, outside quotes; -1 if none."""
    for match in _HEAD_END.finditer(text, start, min(end, start + limit)):
        if match[1] is not None:
            return match.end()
    return -1

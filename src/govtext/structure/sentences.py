"""Sentences and clauses (句、分句)."""

from __future__ import annotations

import re
from typing import Final

from govtext.spans import CharSpan

__all__ = ["RawSentence", "find_head_end", "split_sentences"]

# Measured: one character class and a loop cost half of an alternation of whole units.
_MARK: Final = re.compile('[，。；：！？“（《…!?(‘「『〈【〔"]')
_HEAD_MARK: Final = re.compile('[。：！？“（《(‘「『〈【〔"]')
_CLOSERS: Final = {
    "“": ("”", 600),
    "《": ("》", 150),
    "（": ("）", 400),
    "(": (")", 400),
    "‘": ("’", 150),
    "「": ("」", 300),
    "『": ("』", 300),
    "〈": ("〉", 80),
    "【": ("】", 80),
    "〔": ("〕", 40),
    '"': ('"', 80),
}
_FINAL: Final = frozenset("。！？…!?")
_TAIL: Final = frozenset("。！？…!?”’）)》」』】")
# After a quote that ends with 。 these characters carry the sentence on.
_CARRIES_ON: Final = frozenset("的地得等和与及或之为是则而这那，、；：。！？）》”’…—")

# Measured: half the cost of calling the class, and there is one for each ten characters.
_new: Final = tuple.__new__

RawSentence = tuple[int, int, tuple[CharSpan, ...]]


# One loop on purpose: a call for each mark costs a third more.
def split_sentences(  # noqa: C901, PLR0912
    text: str, start: int, end: int
) -> list[RawSentence]:
    """Return the sentences of ``text[start:end]`` with their clauses, blanks left out.

    A sentence ends at 。 ！ ？ …… or with the range, closing quotes and brackets included;
    ； ends a clause. Inside 《》 nothing ends a sentence; inside quotes and brackets only a
    mark right before the closing one does, where a new sentence follows. A half-width ?
    between two characters is a lost character (武汉?中国), not a question.

    Examples
    --------
    >>> text = "会议指出：“要从严。”我们去看《摔跤吧！爸爸》，好吗？好！"
    >>> [text[start:end] for start, end, _ in split_sentences(text, 0, len(text))]
    ['会议指出：“要从严。”', '我们去看《摔跤吧！爸爸》，好吗？', '好！']
    """
    found: list[RawSentence] = []
    clauses: list[CharSpan] = []
    sentence = clause = done = start
    for match in _MARK.finditer(text, start, end):
        position = match.start()
        if position < done:
            continue
        mark = text[position]
        if mark == "，" or mark == "；" or mark == "：":  # noqa: PLR1714
            if position > clause:
                clauses.append(_new(CharSpan, (clause, position)))
            clause = position + 1
            continue
        if mark in _FINAL:
            done = position + 1
            if done < end and (text[done] in _TAIL or mark == "?"):
                done = _tail(text, position, end)
            if done < 0:
                continue
            if position > clause:
                clauses.append(_new(CharSpan, (clause, position)))
        else:
            done = _unit_end(text, position, end)
            if text[done - 2] not in _FINAL or not _ends_sentence(text, position, done, end):
                continue
            done = _tail(text, done - 1, end)
            clauses.append(_new(CharSpan, (clause, done)))
        if clauses:
            found.append((sentence, done, tuple(clauses)))
        else:
            _join(found, sentence, done)
        clauses = []
        sentence = clause = done
    if end > sentence:
        if end > clause:
            clauses.append(CharSpan(clause, end))
        if clauses:
            found.append((sentence, end, tuple(clauses)))
        else:
            _join(found, sentence, end)
    if len(text[start:end].split(None, 1)) == 1 and not text[start].isspace():
        return found
    return _without_blanks(found, text)


def _tail(text: str, position: int, end: int) -> int:
    """Return the end of a final mark and what closes behind it; -1 for a lost character."""
    after = position + 1
    if text[position] == "?" and after < end and text[after].isalnum():
        return -1
    while after < end and text[after] in _TAIL:
        after += 1
    return after


def _unit_end(text: str, position: int, end: int) -> int:
    """Return the end of the quote or bracket that opens at ``position``.

    One that is not closed within its limit, or opens again before, is no unit: the place
    behind its mark is returned. That keeps runs of opening marks linear.
    """
    opening = text[position]
    closing, limit = _CLOSERS[opening]
    limit = min(end, position + limit)
    if opening != closing:
        again = text.find(opening, position + 1, limit)
        limit = again if again >= 0 else limit
    close = text.find(closing, position + 1, limit)
    if close < 0:
        return position + 1
    if opening == closing and any(mark in text[position:close] for mark in "。！？"):
        return position + 1
    return close + 1


def _ends_sentence(text: str, start: int, unit_end: int, end: int) -> bool:
    """Tell whether a quote or bracket ends its sentence with its own final mark."""
    if unit_end - start < 3 or text[start] in "《〈" or text[unit_end - 2] not in _FINAL:
        return False
    return unit_end >= end or text[unit_end] not in _CARRIES_ON


def _join(found: list[RawSentence], start: int, end: int) -> None:
    """Add marks that stand alone to the sentence before, where there is one."""
    if found:
        start, _, clauses = found.pop()
        found.append((start, end, clauses))
    else:
        found.append((start, end, ()))


def _without_blanks(found: list[RawSentence], text: str) -> list[RawSentence]:
    """Return the sentences and clauses without blanks around them, empty ones left out."""
    kept: list[RawSentence] = []
    for start, end, clauses in found:
        span = _strip(text, start, end)
        if span.start < span.end:
            stripped = [_strip(text, *clause) for clause in clauses]
            inner = tuple([clause for clause in stripped if clause.start < clause.end])
            kept.append((span.start, span.end, inner))
    return kept


def _strip(text: str, start: int, end: int) -> CharSpan:
    if not (text[start].isspace() or text[end - 1].isspace()):
        return CharSpan(start, end)
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return CharSpan(start, start + len(piece.strip()))


def find_head_end(text: str, start: int, end: int, limit: int = 80) -> int:
    """Return the end of the first 。 ： ！ or ？ from ``start``, outside quotes; -1 if none.

    Closing quotes and brackets behind the mark belong to it.
    """
    done = start
    for match in _HEAD_MARK.finditer(text, start, min(end, start + limit)):
        position = match.start()
        if position < done:
            continue
        if text[position] in _CLOSERS:
            done = _unit_end(text, position, end)
            continue
        after = position + 1
        while after < end and text[after] in "”’）)》」』】":
            after += 1
        return after
    return -1

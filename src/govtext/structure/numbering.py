"""Numbering of headings: 一、 （一） 1． （1） and their damaged forms."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["Numbering", "has_damaged_number", "match_numbering"]

_CHINESE: Final = "一二三四五六七八九十百"
_DIGITS: Final = {character: value for value, character in enumerate("一二三四五六七八九", 1)}
# 一、二类 and 一、二、三产业 join numerals that count on, they do not number a heading.
_JOINED: Final = re.compile(f"([{_CHINESE}]{{1,3}})(?:[、，和至]|[季产级类线次期批号等月])")
_Forms = tuple[tuple[int, re.Pattern[str]], ...]
_HAN_FORMS: _Forms = (
    (1, re.compile(rf"([{_CHINESE}]{{1,4}})\s?[、．.]\s{{0,4}}")),
    (2, re.compile(rf"([{_CHINESE}]{{1,3}})[）)]\s{{0,4}}")),
)
_BRACKET_FORMS: _Forms = (
    (2, re.compile(rf"[（(]\s?([{_CHINESE}]{{1,4}})\s?[）)]\s{{0,4}}、?\s?")),
    (2, re.compile(rf"[（(]([{_CHINESE}]{{1,3}})(?:[、．.]\s{{0,4}}|\s{{1,4}})")),
    (4, re.compile(r"[（(]\s?(\d{1,2})\s?[）)]\s{0,4}、?\s?")),
)
_DIGIT_FORMS: _Forms = (
    (3, re.compile(r"(\d{1,2})\s?(?:、|[．.](?!\d)|[．.](?=(?:19|20)\d\d年))\s{0,4}")),
    (4, re.compile(r"(\d{1,2})[）)]\s{0,4}")),
)
_SIGN_FORMS: _Forms = (
    (2, re.compile(r"()[㈠-㈩]\s{0,4}")),
    (3, re.compile(r"()[⒈-⒛]\s{0,4}")),
    (4, re.compile(r"()[①-⑳⑴-⒇]\s{0,4}")),
)
# The forms that a line can begin with, by its first character.
_FORMS: dict[str, _Forms] = {
    **dict.fromkeys(_CHINESE, _HAN_FORMS),
    **dict.fromkeys("（(", _BRACKET_FORMS),
    **dict.fromkeys("0123456789", _DIGIT_FORMS),
    **dict.fromkeys(map(chr, [*range(0x2460, 0x249C), *range(0x3220, 0x322A)]), _SIGN_FORMS),
}
# 一 2024年…: the mark is lost and a blank stands for it.
_BARE: Final = re.compile(rf"([{_CHINESE}]{{1,3}})[ \u3000\xa0]{{1,4}}(?=\S)")
_BARE_MAX: Final = 60
# 二落实主体责任: the mark is lost; what is counted, and names that a numeral opens, are words.
_UNMARKED: Final = re.compile(
    rf"([{_CHINESE}]{{1,3}})(?![{_CHINESE}、，．.级产类线次期批号等月季年日届大中农风个项件名支条是要抓靠查方元手点位轮场多把公资好小高医不会线岗包优单保])"
)
_ENCLOSED: Final = ((0x2460, 20), (0x2474, 20), (0x2488, 20), (0x3220, 10))


class Numbering(NamedTuple):
    """The number at the head of a line.

    Parameters
    ----------
    level
        Heading level 1 to 4 by the form of the number.
    text
        The number as written, without blanks.
    value
        Its value, 0 where it cannot be told.
    end
        Offset at which the words begin.
    """

    level: int
    text: str
    value: int
    end: int


def match_numbering(folded: str, start: int, end: int) -> Numbering | None:
    """Return the heading number that begins at ``start``, or None.

    Lost marks and brackets are made up for: ``三.``, ``五）``, ``一 2024年…``. Numerals that
    are joined to others (一、二类) are no number.

    Examples
    --------
    >>> match_numbering("（十二）加强自身建设", 0, 10)
    Numbering(level=2, text='（十二）', value=12, end=4)
    >>> match_numbering("一、二类海水占66.8%。", 0, 12) is None
    True
    """
    forms = _FORMS.get(folded[start : start + 1])
    if forms is None:
        return None
    for level, pattern in forms:
        match = pattern.match(folded, start, end)
        if match is None:
            continue
        numbering = _numbering(level, match)
        if level == 1 and _is_joined(numbering, folded, end):
            return None
        return numbering
    if forms is _HAN_FORMS and end - start <= _BARE_MAX and "。" not in folded[start : end - 1]:
        match = _BARE.match(folded, start, end)
        if match is not None and not _has_cells(folded[match.end() : end]):
            return _numbering(1, match)
    return None


def has_damaged_number(folded: str, start: int, value: int) -> bool:
    """Tell whether a line begins with what is left of the number ``value`` of level 1.

    Its mark is lost (二落实……) or its numeral (、严明……). 二级, 三农, 四风 are words.

    Examples
    --------
    >>> has_damaged_number("二压紧责任链条", 0, 2), has_damaged_number("二级单位党建", 0, 2)
    (True, False)
    """
    if folded[start] == "、":
        return True
    match = _UNMARKED.match(folded, start)
    return match is not None and _value(match[1]) == value


def _numbering(level: int, match: re.Match[str]) -> Numbering:
    text = "".join(match[0].split())
    value = _value(match[1]) if match[1] else _enclosed_value(text)
    return Numbering(level, text, value, match.end())


def _is_joined(numbering: Numbering, folded: str, end: int) -> bool:
    """Tell whether a numeral is the first of several (一、二类), not the number of a heading.

    Those that follow count on; 三、一级带着一级干 is a heading.
    """
    match = _JOINED.match(folded, numbering.end, end)
    if match is None:
        return False
    value = _value(match[1])
    return value == numbering.value + 1 or (
        value > numbering.value and folded[match.end() - 1] in "季产"
    )


def _value(digits: str) -> int:
    """Return the value of an Arabic or Chinese numeral below 100, else 0."""
    if digits[0] in "0123456789":
        return int(digits)
    if "百" in digits:
        return 0
    tens, ten, ones = digits.rpartition("十")
    if not ten:
        return _DIGITS.get(digits, 0)
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


def _enclosed_value(text: str) -> int:
    code = ord(text[0])
    for first, count in _ENCLOSED:
        if first <= code < first + count:
            return code - first + 1
    return 0


def _has_cells(text: str) -> bool:
    return len(re.findall(r"[ \t\u3000\xa0]+[-+]?\d", text)) > 0

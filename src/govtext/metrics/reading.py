"""Read the number of a quantity expression: its value or bounds, exact."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from govtext.text.numerals import parse_numeral

__all__ = [
    "CHINESE_SIGNS",
    "DIGIT",
    "NOTHING",
    "Reading",
    "exact",
    "plain",
    "read_number",
    "read_rest",
]

#: Signs of Chinese numerals, and those that are digits above zero.
CHINESE_SIGNS: Final = "零〇一二两三四五六七八九十百千万亿"
DIGIT: Final = "一二两三四五六七八九"

_SCALES: Final = {
    blank + sign: parse_numeral("1" + sign)
    for blank in ("", " ")
    for sign in [
        "十",
        "百",
        "千",
        "万",
        "亿",
        "十万",
        "百万",
        "千万",
        "十亿",
        "百亿",
        "千亿",
        "万亿",
    ]
}
# The same few Chinese numerals recur in every report.
_parse: Final = lru_cache(maxsize=1024)(parse_numeral)
_ONE, _ZERO = Decimal(1), Decimal(0)
_FEW: Final = re.compile(rf"[{DIGIT}]{{2}}(?=[十百千万亿]*$)")
_BIG: Final = re.compile("[万亿]")
_BIG_HEADS: Final = frozenset(CHINESE_SIGNS)
_COMMA_POINT: Final = re.compile(
    r"\d{1,4}，\d{1,2}"
)  # the point of an old print, read as a comma
_GAPS: Final = re.compile(r"[,， ]")


class Reading(NamedTuple):
    """What a number says: one value or two bounds, and whether it is vague.

    Parameters
    ----------
    value, low, high
        The number, or its bounds.
    vague
        Whether it is one of 几十, 数百, 十几.
    written
        The number as written, without hedges and scale; empty for a mask.
    """

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    vague: bool = False
    written: str = ""


# The constructor itself, for the reading that nearly every figure has.
_new: Final = tuple.__new__
#: The reading of a mask.
NOTHING: Final = Reading(None)


def read_number(number: str, scale: str | None, name: str) -> Reading:
    """Read a number with its scale before the unit written as ``name``."""
    factor = _SCALES[scale] if scale else _ONE
    if name == "成":
        factor *= 10
    elif name == "折":
        return Reading(_discount(number), written=number)
    if number[0] <= "9":
        if number.isdecimal():
            # A whole number of a scale is whole.
            value = Decimal(number) if factor is _ONE else Decimal(number) * factor
        else:
            value = plain(number) if factor is _ONE else exact(plain(number), factor)
        return _new(Reading, (value, None, None, False, number))
    if number == "半":
        return Reading(factor / 2, written=number)
    if number[0] in "几数" or number[-1] == "几":
        low, high = _vague(number)
        return Reading(None, low * factor, high * factor, vague=True, written=number)
    if scale and number[0] in _BIG_HEADS and _BIG.search(number):
        # In 三亿五千多万 the scale is a part of the numeral, no factor of the whole.
        return Reading(plain(number + scale.strip()), written=number)
    few = _FEW.match(number)
    if few and _parse(number[0]) < _parse(number[1]):
        rest = number[2:]
        low, high = (_parse(digit + rest) * factor for digit in number[:2])
        return Reading(None, low, high, written=number)
    return Reading(exact(plain(number), factor), written=number)


def _discount(number: str) -> Decimal:
    """Read 八折 as 80, 75折 and 七五折 as 75."""
    if number in "半对":
        return Decimal(50)
    value = plain(number)
    return value if value >= 10 and value == int(value) else value * 10


def plain(number: str) -> Decimal:
    """Read one number, damaged separators mended."""
    if number.isascii() and number.replace(".", "").isdigit() and number[-1] != ".":
        return Decimal(number)
    if _COMMA_POINT.fullmatch(number):
        return Decimal(number.replace("，", "."))
    if number[0].isdigit():
        return Decimal(_GAPS.sub("", number).replace("．", ".").replace("·", "."))
    return _parse(number)


def exact(value: Decimal, factor: Decimal) -> Decimal:
    """Multiply without leaving zeros behind the point."""
    if factor is _ONE:
        return value
    product = value * factor
    whole = product.to_integral_value()
    return whole if whole == product else product.normalize()


def _vague(number: str) -> tuple[Decimal, Decimal]:
    """Return the bounds of 几十, 数百, 十几, 二十几."""
    if number[0] in "几数":
        step = _parse(number[1:])
        return 2 * step, 10 * step - 1
    base = _parse(number[:-1])
    return base + 1, base + 9


_TENTHS: Final = re.compile(
    r"[半一二三四五六七八九](?![半零一二两三四五六七八九十百千万亿个名件起人次项条家户年月天类种份场轮])"
)
_JIAO: Final = re.compile(
    rf"零?(?P<tenth>[\d{DIGIT}])[角毛](?:零?(?P<cent>[\d{DIGIT}])分)?|零?(?P<only>[\d{DIGIT}]{{1,2}})分(?!之)"
)


def read_rest(text: str, tail: int, name: str) -> tuple[int, Decimal]:
    """Read what goes on behind 成 (三成半, 七成六) and 元 (五元三角二分)."""
    if name == "成":
        match = _TENTHS.match(text, tail)
        if match is None:
            return tail, _ZERO
        return match.end(), Decimal(5) if match[0] == "半" else _parse(match[0])
    match = _JIAO.match(text, tail)
    if match is None:
        return tail, _ZERO
    tenth, cent, only = (_parse(part or "零") for part in match.groups())
    return match.end(), tenth / 10 + cent / 100 + only / 100

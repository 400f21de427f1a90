"""Numerals in Arabic and Chinese writing, read as exact decimals.

The patterns are strings to build other patterns from; they are bounded, so that a run of
digits of any length is read in linear time.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from govtext.errors import InputError, shorten

__all__ = [
    "ARABIC",
    "CHINESE",
    "NUMERAL",
    "Numeral",
    "find_numerals",
    "parse_numeral",
]

_DIGITS = {
    **dict(zip("零〇○一二三四五六七八九", (0, 0, *range(10)), strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True)),
    **dict(zip("貳參陸弌弍弎", (2, 3, 6, 1, 2, 3), strict=True)),
    "两": 2,
    "兩": 2,
    "倆": 2,
    "俩": 2,
    "幺": 1,
    "仨": 3,
}
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"兆": 10**12, "亿": 10**8, "億": 10**8, "万": 10**4, "萬": 10**4}
_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}

#: An Arabic number, thousands commas and decimals included, no sign.
ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,8}(?!\d)|\d{1,40})(?:\.\d{1,30})?"
#: A Chinese number with or without decimals, no sign.
CHINESE = r"[零〇一二两三四五六七八九十百千万亿]{1,40}(?:点[零〇一二三四五六七八九]{1,30})?"
#: Either of the two.
NUMERAL = rf"(?:{ARABIC}|{CHINESE})"

_FOLD = {ord(wide): ord(wide) - 0xFEE0 for wide in "０１２３４５６７８９．，－＋ｅ／％"}
_FOLD_SIGNS = {ord("負"): "负", ord("點"): "点", ord("−"): "-", ord("﹣"): "-"}
_LONGEST = 256  # a longer one is no numeral but damage, or an attack
_SPACE = re.compile(r"\s+")
_COMMAS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?![\d,])")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?|[+-]?\.\d+")
_EXPONENT = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,3}")
_ONE = r"(\d{1,30}(?:\.\d{1,30})?|[" + "".join(_DIGITS) + r"])"
_SMALL_FORM = re.compile(
    rf"(?:{_ONE}?([千仟]))?[零〇]?(?:{_ONE}?([百佰]))?[零〇]?(?:{_ONE}?([十拾]))?[零〇]?{_ONE}?"
)
_MONEY = re.compile(r"(.+?)[元圆圓块](?:零?(.)角)?(?:零?(.)分)?[整正]?")
_HEDGE = re.compile(r"[余多几餘幾]")
_UNITS = "".join((*_SMALL, *_LARGE))
_SIGNS = "".join((*_DIGITS, *_UNITS, *_TENS)).replace("○", "")
_GAP = r"[ ]{0,2}"
_RUN = (
    r"(?:\d{1,3}(?:,\d{3}){1,8}(?![\d,])(?:\.\d{1,60})?"
    r"|\d{1,60}(?:\.\d{1,60}(?:[eE][-+]?\d{1,3})?|[eE][-+]?\d{1,3})?|(?<![\d.])\.\d{1,60}"
    rf"|半百|[{_SIGNS}])"
    rf"(?:{_GAP}[{_SIGNS}]|(?<=[{_UNITS}零〇])\d{{1,30}}|(?<=[{_UNITS}] )\d{{1,30}}"
    rf"|{_GAP}[余多几餘幾](?={_GAP}[{_UNITS}])){{0,60}}"
    rf"(?:{_GAP}点{_GAP}[{''.join(_DIGITS)}\d]{{1,30}})?"
)
# Words in which a numeral sign counts nothing; each is matched whole and passed over.
_WORDS = (
    "一切|一看|统一|四川|五台山|万一|一定|一般|一些|一样|一致|一直|一起|一同|一律|一贯|一旦|一向|"
    "壹切|进一步|第一时间|十足|三农|百姓|千方百计|万万(?!分)|万(?![一二三四五六七八九])|[萬億亿]{1,9}|"
    "陆地|大陆|登陆|内陆|海陆空|陸地|大陸|登陸|收拾|拾取|拾起|拾到|夕拾|放肆|肆意|肆无忌惮|队伍|入伍|退伍|伍仁|"
    "隊伍|两两|八一|唯一|单一|同一|另一|某一|每一|任一|一方面|九九|专一|不一|百分点|百分之|百分比|九台|"
    "[一两兩壹](?=[美欧日港]元|美刀|折)"
)
_ANYWHERE = re.compile(
    rf"(?P<word>{_WORDS})|(?:负|(?<![\d\w-])-)?{_RUN}"
    rf"(?:{_GAP}又{_GAP}{_RUN})?(?:{_GAP}分{_GAP}之{_GAP}负?{_RUN}|/\d{{1,9}}(?![\d/]))?"
    rf"(?P<dozen>打)?"
)


class Numeral(NamedTuple):
    """A numeral found in a text.

    Parameters
    ----------
    start, end
        Offsets of the numeral, end excluded.
    value
        What it says, exact.
    """

    start: int
    end: int
    value: Decimal


def parse_numeral(text: str) -> Decimal:
    """Return the number that a numeral says, exact.

    Reads Arabic digits (full width and thousands commas too), everyday, financial and
    traditional Chinese numerals, mixtures (``3.2万``), decimals with 点, fractions
    (``三分之一``, ``百分之五``), sums of money in capitals and a leading 负 or minus.
    Blanks inside are ignored. ``三万五`` is 35000, as one says it.

    Parameters
    ----------
    text
        One numeral and nothing else.

    Returns
    -------
    Decimal
        The value; every written digit is kept (``"7.0"`` gives ``Decimal("7.0")``).

    Raises
    ------
    InputError
        When ``text`` isn't a numeral, with code ``input-not-a-numeral``.

    Examples
    --------
    >>> parse_numeral("一亿零三万"), parse_numeral("1.2万"), parse_numeral("两百八十六")
    (Decimal('100030000'), Decimal('12000'), Decimal('286'))
    >>> parse_numeral("百分之五点一")
    Decimal('0.051')
    >>> parse_numeral("若干")
    Traceback (most recent call last):
    govtext.errors.InputError: '若干' is not a numeral; allowed are Arabic and Chinese numerals such as '1.2万', '三百一十二' or '三分之一'; pass the numeral without its unit
    """
    folded = _SPACE.sub("", text.translate(_FOLD).translate(_FOLD_SIGNS))
    value = _signed(folded)
    if value is None:
        raise InputError(
            f"{shorten(text)} is not a numeral; allowed are Arabic and Chinese numerals such "
            "as '1.2万', '三百一十二' or '三分之一'; pass the numeral without its unit",
            "input-not-a-numeral",
        )
    return value


def _signed(text: str) -> Decimal | None:
    """Read a numeral with its sign, or return None."""
    if _PLAIN.fullmatch(text) or _EXPONENT.fullmatch(text):
        return Decimal(text)
    if not text or len(text) > _LONGEST:
        return None
    sign = 1
    if text[0] in "负-+":
        sign = 1 if text[0] == "+" else -1
        text = text[1:]
    value = _fraction(text) if text else None
    return None if value is None else value * sign


def _fraction(text: str) -> Decimal | None:
    """Read ``A又B分之C``, ``B分之C``, or what :func:`_money` reads."""
    below, mark, above = text.partition("分之")
    if not mark:
        return _money(text)
    whole, mixed, below = below.rpartition("又")
    parts = [_decimal(part.removeprefix("负")) for part in (whole or "零", below, above)]
    if any(part is None for part in parts) or parts[1] == 0:
        return None
    first, second, third = (part for part in parts if part is not None)
    minus = below.startswith("负") != above.startswith("负")
    value = first + third / second if mixed else third / second
    return -value if minus else value


def _money(text: str) -> Decimal | None:
    """Read a sum in capitals (壹拾壹元壹角), or what :func:`_decimal` reads."""
    match = _MONEY.fullmatch(text)
    if match is None:
        return _decimal(text)
    yuan = _decimal(match[1])
    tenths, hundredths = (_DIGITS.get(digit or "零") for digit in match.groups()[1:])
    if yuan is None or tenths is None or hundredths is None:
        return None
    return yuan + Decimal(10 * tenths + hundredths) / 100


def _decimal(text: str) -> Decimal | None:
    """Read a number without sign whose decimals may follow 点."""
    whole, point, tail = text.partition("点")
    value = _whole(whole)
    if not point or value is None:
        return value
    digits = "".join(d if d.isascii() else str(_DIGITS.get(d, "?")) for d in tail)
    if not digits.isdecimal() or not digits:
        return None
    return value + Decimal(f"0.{digits}")


def _whole(text: str) -> Decimal | None:
    """Read a number that may hold Arabic digits and the units 十 to 兆."""
    for short, tens in _TENS.items():
        text = text.replace(short, tens)
    if _COMMAS.match(text):
        text = text.replace(",", "")
    return _large(text) if text else None


def _large(text: str) -> Decimal | None:
    """Read by the last of the largest unit; what stands before it is multiplied."""
    for sign, factor in _LARGE.items():
        head, found, tail = text.rpartition(sign)
        if not found:
            continue
        before = _large(head) if head else Decimal(1)
        if before is None or (tail and tail[0] in _LARGE):
            return None
        return _with_tail(_shortest(before * factor), factor, tail)
    return _small(text)


def _with_tail(value: Decimal, factor: int, tail: str) -> Decimal | None:
    """Add what stands behind a unit; a single digit there is a tenth of it (三万五)."""
    if not tail:
        return value
    if len(tail) == 1 and _DIGITS.get(tail, 0) > 0 and factor > 10:
        return value + Decimal(_DIGITS[tail]) * factor / 10
    after = _large(tail.lstrip("零〇") or "零")
    return None if after is None or after >= factor else value + after


def _small(text: str) -> Decimal | None:
    """Read a number below 万: 千, 百 and 十 in falling order, or digits one by one."""
    digits = [_DIGITS.get(sign) for sign in text]
    if None not in digits:
        return Decimal("".join(map(str, digits)))
    match = _SMALL_FORM.fullmatch(text)
    if match is None:
        return None
    total, smallest = Decimal(0), 0
    for (count, unit), factor in zip(
        (match.group(1, 2), match.group(3, 4), match.group(5, 6)), (1000, 100, 10), strict=True
    ):
        if unit:
            total += _shortest(_digit(count or "一") * factor)
            smallest = factor
    last = match[7]
    if not last:
        return total
    spoken = smallest > 10 and len(last) == 1 and text[-2] not in "零〇"
    return total + _digit(last) * (smallest // 10 if spoken else 1)


def _shortest(value: Decimal) -> Decimal:
    """Drop the zeros that multiplying by a unit left behind the point."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _digit(text: str) -> Decimal:
    return Decimal(_DIGITS[text]) if text in _DIGITS else Decimal(text)


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """Find every numeral in ``text``, whatever it counts.

    A numeral here is any number that is written, ordinal and date parts included; which of
    them are quantities is for :func:`govtext.metrics.scan_quantities`. A Chinese digit
    inside a common word (一切, 四川, 万一) isn't one. ``十余万`` gives 100000.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    tuple of Numeral
        In text order, without overlaps.

    Examples
    --------
    >>> [str(n.value) for n in find_numerals("统一部署三项任务，共4.5万人")]
    ['3', '45000']
    """
    folded = text.translate(_FOLD).translate(_FOLD_SIGNS)
    found: list[Numeral] = []
    for match in _ANYWHERE.finditer(folded):
        if match["word"]:
            continue
        written = _SPACE.sub("", _HEDGE.sub("", match[0].removesuffix("打")))
        head, slash, below = written.partition("/")
        value = _signed(head.replace("半百", "五十"))
        if value is None or (slash and int(below) == 0):
            continue
        value = value / int(below) if slash else value * (12 if match["dozen"] else 1)
        found.append(Numeral(match.start(), match.end(), value))
    return tuple(found)

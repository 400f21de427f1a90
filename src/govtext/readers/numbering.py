"""Automatic numbering of Word (自动编号), restored as the text that Word shows.

A docx stores a numbered paragraph without its number: ``numbering.xml`` says how each level
is counted and written (``%1、``, ``（%2）``), and a style may bring the number along.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from govtext.readers.markup import local_name

__all__ = ["Numbering", "attribute", "find_child", "format_number", "read_numbering"]

_N_LEVELS = 9
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
# Chains of styles are short; a longer one runs in a circle.
_MOST_STYLES = 20
# A counter beyond this comes from a forged start value.
_MOST_COUNT = 100_000


def _count_in_chinese(number: int, digits: str, units: Sequence[str]) -> str:
    """Return 12 as 十二 or 拾贰, 105 as 一百〇五; up to 9999."""
    if number > 9999:
        return str(number)
    parts: list[str] = []
    for place, digit in enumerate(map(int, reversed(str(number)))):
        if digit:
            parts.append(digits[digit] + units[place])
        elif parts and parts[-1] != digits[0]:
            parts.append(digits[0])
    text = "".join(reversed(parts)) or digits[0]
    tens = digits[1] + units[1]
    return text[1:] if text.startswith(tens) and digits is _DIGITS else text


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _as_roman(number: int) -> str:
    if number > 3999:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _as_letters(number: int) -> str:
    """Return 1 as A, 27 as AA, 28 as BB, as Word does."""
    times, letter = divmod(number - 1, 26)
    return chr(ord("A") + letter) * min(times + 1, 20)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _from_block(first: str, last: int, otherwise: str) -> Callable[[int], str]:
    """Return a formatter by a run of Unicode signs such as ① to ⑳."""
    return lambda n: chr(ord(first) + n - 1) if n <= last else otherwise.format(n)


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _thousand(number: int) -> str:
    return _count_in_chinese(number, _DIGITS, ("", "十", "百", "千"))


def _counting(number: int) -> str:
    return _thousand(number) if number < 100 else _digit_by_digit(number)


def _legal(number: int) -> str:
    return _count_in_chinese(number, _LEGAL, ("", "拾", "佰", "仟"))


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda n: f"{n:02}",
    "upperRoman": _as_roman,
    "lowerRoman": lambda n: _as_roman(n).lower(),
    "upperLetter": _as_letters,
    "lowerLetter": lambda n: _as_letters(n).lower(),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousand,
    "taiwaneseCountingThousand": _thousand,
    "japaneseCounting": _thousand,
    "koreanCounting": _thousand,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _from_block("①", 20, "({})"),
    "decimalEnclosedCircleChinese": _from_block("①", 20, "({})"),
    "decimalEnclosedParen": _from_block("⑴", 20, "({})"),
    "decimalEnclosedFullstop": _from_block("⒈", 20, "{}."),
    "ideographEnclosedCircle": _from_block("㊀", 10, "({})"),
    "none": lambda _: "",
}


def format_number(number: int, style: str) -> str:
    """Return a number as Word's ``numFmt`` writes it; an unknown style gives digits.

    Examples
    --------
    >>> [format_number(n, "chineseCounting") for n in (1, 10, 12, 20, 21)]
    ['一', '十', '十二', '二十', '二十一']
    >>> format_number(105, "chineseCountingThousand"), format_number(3, "decimalEnclosedCircle")
    ('一百〇五', '③')
    """
    if number < 1:
        return "" if style == "none" else str(number)
    return _FORMATS.get(style, str)(number)


@dataclass(frozen=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    is_legal: bool = False
    restart: int | None = None
    paragraph_style: str | None = None


@dataclass(frozen=True)
class _Number:
    abstract: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


@dataclass
class Numbering:
    """The counters of one document; ask it for each paragraph in reading order.

    Parameters
    ----------
    numbers
        Numbering instances (``w:num``) by id.
    styles
        For each paragraph style, its parent and its own numbering instance and level.
    """

    numbers: Mapping[str, _Number] = field(default_factory=dict)
    styles: Mapping[str, tuple[str | None, str | None, int | None]] = field(
        default_factory=dict
    )
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _restarted: set[tuple[str, int]] = field(default_factory=set)

    def next_label(self, number_id: str | None, level: int | None, style: str | None) -> str:
        """Count a paragraph and return its number as text, ``""`` where it has none.

        Parameters
        ----------
        number_id, level
            What the paragraph itself says (``w:numId``, ``w:ilvl``), None where it is silent.
        style
            Its style, which may say it instead.
        """
        number_id, level = self._resolve(number_id, level, style)
        number = self.numbers.get(number_id or "0")
        if number is None or number_id is None:
            return ""
        level = min(max(level or 0, 0), _N_LEVELS - 1)
        counters = self._counters.setdefault(number.abstract, [None] * _N_LEVELS)
        self._advance(number_id, number, counters, level)
        return _label(number.levels, counters, level)

    def _resolve(
        self, number_id: str | None, level: int | None, style: str | None
    ) -> tuple[str | None, int | None]:
        """Fill in what the paragraph leaves to its style."""
        own_style = style
        for _ in range(_MOST_STYLES):
            if number_id is not None or style is None or style not in self.styles:
                break
            style, number_id, style_level = self.styles[style]
            level = style_level if level is None else level
        if level is None and number_id is not None and own_style is not None:
            number = self.numbers.get(number_id)
            levels = number.levels if number is not None else {}
            linked = (n for n, found in levels.items() if found.paragraph_style == own_style)
            level = next(linked, None)
        return number_id, level

    def _advance(
        self, number_id: str, number: _Number, counters: list[int | None], level: int
    ) -> None:
        for above in range(level + 1):
            override = number.starts.get(above)
            if override is not None and (number_id, above) not in self._restarted:
                self._restarted.add((number_id, above))
                counters[above] = None
        found = number.levels.get(level, _Level())
        current = counters[level]
        counters[level] = found.start if current is None else min(current + 1, _MOST_COUNT)
        for below in range(level + 1, _N_LEVELS):
            restart = number.levels.get(below, _Level()).restart
            if restart is None or 0 < level + 1 <= restart:
                counters[below] = None


def _label(levels: Mapping[int, _Level], counters: list[int | None], level: int) -> str:
    found = levels.get(level, _Level())
    if found.style == "bullet":
        return ""
    text = found.text
    for index in range(level, -1, -1):
        sign = f"%{index + 1}"
        if sign not in text:
            continue
        shown = levels.get(index, _Level())
        count = counters[index]
        style = "decimal" if found.is_legal and shown.style != "none" else shown.style
        text = text.replace(sign, format_number(shown.start if count is None else count, style))
    text = text.strip()
    return text + " " if text and text[-1].isalnum() else text


def find_child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of that local name, None where there is none."""
    if element is None:
        return None
    return next((child for child in element if local_name(child) == name), None)


def attribute(element: etree._Element | None, name: str = "val") -> str | None:
    """Return an attribute whatever its namespace, None where it or the element is missing."""
    if element is None:
        return None
    for key, value in element.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def _integer(text: str | None) -> int | None:
    """Return a number as XML states it; a forged or broken one gives None."""
    if text is None or len(text) > 6 or not text.lstrip("-").isascii():
        return None
    return int(text) if text.lstrip("-").isdigit() else None


def _read_level(element: etree._Element) -> tuple[int, _Level]:
    start = _integer(attribute(find_child(element, "start")))
    style = find_child(element, "numFmt")
    if style is None:
        # Newer styles stand inside mc:AlternateContent, the one understood first.
        style = next((e for e in element.iter() if local_name(e) == "numFmt"), None)
    name = attribute(style) or "decimal"
    if name == "custom":
        name = "decimal"
    legal = find_child(element, "isLgl")
    level = _Level(
        start=1 if start is None else start,
        style=name,
        text=attribute(find_child(element, "lvlText")) or "",
        is_legal=legal is not None and attribute(legal) not in {"0", "false"},
        restart=_integer(attribute(find_child(element, "lvlRestart"))),
        paragraph_style=attribute(find_child(element, "pStyle")),
    )
    return _integer(attribute(element, "ilvl")) or 0, level


def _read_abstracts(root: etree._Element) -> dict[str, dict[int, _Level]]:
    """Return the levels of each ``w:abstractNum``, links between them followed."""
    levels: dict[str, dict[int, _Level]] = {}
    by_style: dict[str, str] = {}
    links: dict[str, str] = {}
    for element in root:
        if local_name(element) != "abstractNum":
            continue
        key = attribute(element, "abstractNumId") or ""
        levels[key] = dict(_read_level(e) for e in element if local_name(e) == "lvl")
        style, link = find_child(element, "styleLink"), find_child(element, "numStyleLink")
        if style is not None:
            by_style[attribute(style) or ""] = key
        if link is not None:
            links[key] = attribute(link) or ""
    for key, style_name in links.items():
        if style_name in by_style and not levels[key]:
            levels[key] = levels[by_style[style_name]]
    return levels


def _read_number(
    element: etree._Element, abstracts: Mapping[str, dict[int, _Level]]
) -> _Number:
    abstract = attribute(find_child(element, "abstractNumId")) or ""
    levels = dict(abstracts.get(abstract, {}))
    starts: dict[int, int] = {}
    for override in element:
        if local_name(override) != "lvlOverride":
            continue
        index = _integer(attribute(override, "ilvl")) or 0
        redefined = find_child(override, "lvl")
        if redefined is not None:
            levels[index] = _read_level(redefined)[1]
        start = _integer(attribute(find_child(override, "startOverride")))
        if start is not None:
            starts[index] = start
            levels[index] = replace(levels.get(index, _Level()), start=start)
    return _Number(abstract, levels, starts)


def _read_styles(
    root: etree._Element,
) -> dict[str, tuple[str | None, str | None, int | None]]:
    styles: dict[str, tuple[str | None, str | None, int | None]] = {}
    for element in root:
        if local_name(element) != "style" or attribute(element, "type") not in {
            None,
            "paragraph",
        }:
            continue
        numbers = find_child(find_child(element, "pPr"), "numPr")
        styles[attribute(element, "styleId") or ""] = (
            attribute(find_child(element, "basedOn")),
            attribute(find_child(numbers, "numId")),
            _integer(attribute(find_child(numbers, "ilvl"))),
        )
    return styles


def read_numbering(
    numbering: etree._Element | None, styles: etree._Element | None
) -> Numbering:
    """Return fresh counters from the roots of ``numbering.xml`` and ``styles.xml``.

    Either may be None, when the docx doesn't have that part.
    """
    numbers: dict[str, _Number] = {}
    if numbering is not None:
        abstracts = _read_abstracts(numbering)
        for element in numbering:
            if local_name(element) == "num":
                key = attribute(element, "numId") or ""
                numbers[key] = _read_number(element, abstracts)
    return Numbering(numbers, {} if styles is None else _read_styles(styles))

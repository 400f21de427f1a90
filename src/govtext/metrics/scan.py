"""Find quantity expressions in text: number or mask, scale, unit, hedges, bounds, ranges.

The scanner works on plain text and knows nothing of reports; what it finds are candidates
that :mod:`govtext.metrics.protect` sifts. One pattern walks the text from number to number;
what stands behind a number is read only there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final, TypeAlias

from govtext.errors import InputError
from govtext.metrics.candidate import Candidate, Measure, bounded
from govtext.metrics.reading import (
    CHINESE_SIGNS,
    DIGIT,
    NOTHING,
    Reading,
    exact,
    plain,
    read_number,
    read_rest,
)
from govtext.metrics.unitless import find_unitless
from govtext.metrics.units import Unit, load_units, unit_pattern
from govtext.text.numerals import parse_numeral

__all__ = ["Candidate", "scan"]

_CN: Final = CHINESE_SIGNS
_SCALE: Final = r"(?:万亿|[十百千]?[万亿]|百(?!分)|千(?![瓦克米伏卡焦]))"
_SEP: Final = r" ?(?:[-—–－~～]{1,2}|至|到) ?"
_DEN: Final = r"(?:一?[百千万]{1,3}|十万|[一二三四五六七八九十]{1,3}|\d{1,4})"
_NUM: Final = rf"(?:\d{{1,3}}(?:[,，]\d{{3}})+(?!\d)|\d{{1,12}}(?:\.\d{{1,12}})?|[{_CN}]{{1,16}}(?:点[{_CN}]{{1,12}})?)"
_MASK: Final = (
    r"(?:\*{1,40}+(?:\.\*{1,8})?+|×{1,16}+(?:\.×{1,8})?+|[XxＸｘ]{1,8}+(?:\.[XxＸｘ]{1,4})?+"
    r"|[○◯]{1,8}+(?:[.．][○◯]{1,4})?+|〇〇{1,15}+|[□■▲△●]{1,8}+(?:[.．][□■▲△●]{1,4})?+"
    r"|_{1,40}+(?:[.．]_{1,8})?+|＿{1,40}+(?:[.．]＿{1,8})?+|[＊﹡]{1,32}+|某{1,2}+|N)"
)
_MASK_SIGNS: Final = "*×XxＸｘ○◯〇□■▲△●_＿＊﹡某N"
_ARABIC: Final = (
    r"(?:\d{1,3}(?:[,，]\d{3}){1,6}(?!\d)(?:\.\d{1,12})?+"
    r"|\d{1,3}(?: \d{3}){1,5}(?! ?\d)(?:\.\d{1,12})?+"
    r"|\d{1,4}，\d{1,2}(?=[万亿%])|\d{1,40}+(?: ?[.．·] ?\d{1,12}+)?+)"
)
# The last sign of 十万千瓦 is the unit's, where a numeral has no place for it.
_CN_SIGN: Final = rf"(?:[{_CN.replace('千', '')}]|千(?!(?<=[十百千万亿]千)[瓦克米伏卡焦]))"
_CHINESE: Final = rf"[几数]?{_CN_SIGN}{{1,20}}+(?:点[{_CN}]{{1,12}}+)?+几?"
_YEAR: Final = r"(?:1\d|20|21)\d\d年"
_SECOND: Final = re.compile(
    rf"{_SEP}(?P<n2>{_ARABIC}|{_CN_SIGN}{{1,16}}+)(?P<h3>[余多])?+(?P<s2>{_SCALE})?+(?P<h4>[余多])?+",
    re.ASCII,
)
_SEPARATES: Final = frozenset(" -—–－~～至到")
_BARE_BEFORE: Final = frozenset("万亿")
_BARE_AFTER: Final = re.compile("[，；。、）)“\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Grammar:
    """What is built from the table of units."""

    number: re.Pattern[str]
    per: re.Pattern[str]
    name: re.Pattern[str]
    units: Mapping[str, Unit]
    measures: Mapping[str, Measure]

    def unit_at(self, text: str, offset: int) -> Unit | None:
        """Return the unit with the longest name that stands at ``offset``."""
        name = self.name.match(text, offset)
        return self.units[name[0]] if name else None


@cache
def _grammar() -> _Grammar:
    """Build the patterns from the table of units, once a process."""
    rows = [unit for name, unit in load_units().items() if "/" not in name]
    names = unit_pattern(row.name for row in rows)
    heads = re.escape("".join(sorted({row.name[0] for row in rows} | _SEPARATES)))
    separates = re.escape("".join(sorted(_SEPARATES - {" "})))
    chinese = re.escape("".join(sorted({row.name[0] for row in rows if row.is_chinese})))
    # A lone digit is tried only where a unit or a range may follow: most are parts of words.
    alone = (
        rf"[{DIGIT}十半](?=[{chinese}])|[十百千万][余多](?=[{heads}])|[百千](?=[{chinese}])|[{DIGIT}十](?={_SEP}[{_CN}])"
        rf"|两(?=[{heads}])|[{DIGIT}十](?=[{heads}].?[，。；、])|(?<=第)[{DIGIT}十](?=[名位])"
    )
    # ASCII digits, which folded text has, are told in half the time that all of Unicode's take.
    number = re.compile(
        rf"(?=[\d{_CN}几数半翻{_MASK_SIGNS}])(?:"
        rf"(?P<den>{_DEN})分之(?P<part>{_NUM})(?:(?:{_SEP}|、)(?:百分之)?(?P<part2>{_NUM}))?"
        rf"|翻(?:了|上)?(?P<nearly>近|将近|约)?(?P<fan>[一两二三四五六七八九\d])?番"
        rf"|(?:(?P<a>(?<![\dA-Za-z.．])(?!{_YEAR}){_ARABIC})"
        rf"|(?<![{_CN}])(?P<c>(?=[几数]?[{_CN}]{{2}}|[几数][十百千万亿]|[{_CN}]点|十几|{alone})(?:{_CHINESE}|半(?=[成折])))"
        rf"|(?P<m>(?<![A-Za-z*×_\d]){_MASK}))"
        rf"(?P<h1> ?[余多来几餘])?+(?P<s1> ?{_SCALE})?+(?P<h2>[余多来餘])?+"
        rf"(?:(?=[{heads}])(?=(?P<u>{names}))|(?=[{separates}]| [{heads}])|(?<=[万亿])))",
        re.ASCII,
    )
    per = re.compile(
        rf"/(?:一|[百千万亿]{{1,2}}|\d{{1,4}})?(?:{names}|日|月|期|标准立方米|GDP)"
    )
    measures = {row.name: Measure(row.canonical, row.kind, row.name) for row in rows}
    units = {row.name: row for row in rows}
    return _Grammar(number, per, re.compile(names), units, measures)


def scan(folded: str) -> list[Candidate]:
    """Return the candidates in ``folded``, in text order, without overlaps.

    ``folded`` has its full-width digits and signs made half-width.
    """
    found: list[Candidate] = []
    grammar = _grammar()
    reached = last = 0
    for match in grammar.number.finditer(folded):
        if match.start() < reached:
            continue
        try:
            reached, read = _read(match, folded, grammar)
        except InputError:
            # Signs of numerals in an order that says no number.
            continue
        if read and read[0].start >= last:
            found += read
            last = read[-1].end
    unitless = find_unitless(folded)
    return _merged(found, unitless) if unitless else found


def _merged(found: list[Candidate], more: list[Candidate]) -> list[Candidate]:
    """Put candidates in text order; of two that overlap the unitless one goes."""
    starts = [one.start for one in found]
    added = []
    for one in more:
        index = bisect_right(starts, one.start)
        if index and found[index - 1].end > one.start:
            continue
        if index == len(found) or starts[index] >= one.end:
            added.append(one)
    return sorted([*found, *added], key=lambda one: one.start)


# What stands behind a number: the unit (None for a bare 万), its end, and of a range the unit
# of its first number and the match of its second.
_Tail: TypeAlias = tuple[Unit | None, int, Unit | None, re.Match[str] | None]


def _tail(
    text: str, offset: int, first: Unit | None, behind: int, grammar: _Grammar
) -> _Tail | None:
    """Read range and unit behind a number that ends at ``offset``; None where none stand.

    ``first`` is the unit that stands there and ``behind`` where it ends.
    """
    if text[behind : behind + 1] in _SEPARATES:
        second = _SECOND.match(text, behind)
        tail = _unit_behind(text, second.end(), grammar) if second else None
        if tail is not None:
            return tail[0], tail[1], first, second
    if first is not None:
        return first, behind, None, None
    return _unit_behind(text, offset, grammar)


def _unit_behind(text: str, offset: int, grammar: _Grammar) -> _Tail | None:
    """Read the unit at ``offset``, a blank before it allowed; a number of 万 may lack one."""
    begin = offset + 1 if text.startswith(" ", offset) else offset
    unit = grammar.unit_at(text, begin)
    if unit is not None:
        return unit, begin + len(unit.name), None, None
    if text[begin - 1] in _BARE_BEFORE and _BARE_AFTER.match(text, begin):
        return None, begin, None, None
    return None


def _read(match: re.Match[str], text: str, grammar: _Grammar) -> tuple[int, list[Candidate]]:
    """Turn a number into candidates: none, one, or several for a list or 由A到B.

    Returned too is where the next number may begin.
    """
    arabic, chinese, name = match.group("a", "c", "u")
    end = behind = match.end()
    number = arabic or chinese
    if not number and not match["m"]:
        one = _read_fraction(match, text) if match["den"] else _read_doubling(match, text)
        return end, [one]
    unit = first = second = None
    if name is not None:
        unit, behind = grammar.units[name], end + len(name)
    if unit is None or text[behind : behind + 1] in _SEPARATES:
        tail = _tail(text, end, unit, behind, grammar)
        if tail is None:
            return end, []
        unit, behind, first, second = tail
        if unit is None:
            return behind, _read_bare(match, text, tail)
    if unit.not_before and text.startswith(unit.not_before, behind):
        # The last sign of the unit begins a word of its own.
        alone = second is None and _counts_alone(match, behind, unit, text)
        return behind, _read_bare(match, text, (None, end, None, None)) if alone else []
    if not arabic and not (second and chinese) and not _is_figure(match, unit, text):
        return behind, []
    measure = grammar.measures[unit.name]
    if text[behind : behind + 1] in _GOES_ON:
        behind, measure = _go_on(text, behind, unit, grammar)
    if second is not None:
        return behind, _read_two(match, text, (unit, behind, first, second), measure)
    return _read_figure(match, text, number, behind, measure)


def _go_on(text: str, end: int, unit: Unit, grammar: _Grammar) -> tuple[int, Measure]:
    """Read the /小时 behind a unit, and the unit that a bare 个 shares with a later figure."""
    measure = grammar.measures[unit.name]
    if unit.name == "个" and (same := _SAME.match(text, end)):
        return end, grammar.measures["个" + same[1]]
    ratio = grammar.per.match(text, end)
    if ratio is None:
        return end, measure
    return ratio.end(), Measure(unit.canonical + ratio[0], "rate", unit.name)


def _read_figure(
    match: re.Match[str], text: str, number: str | None, end: int, measure: Measure
) -> tuple[int, list[Candidate]]:
    """Read a single number, or a mask, whose unit ends at ``end``."""
    scale, near, nearer = match.group("s1", "h1", "h2")
    name = measure.name
    reading = read_number(number, scale, name) if number else NOTHING
    if name in _CONTINUED and reading.value is not None:
        end, more = read_rest(text, end, name)
        reading = reading._replace(value=reading.value + more) if more else reading
    hedges = _hedges(match) if near or nearer else []
    found = bounded(text, match.start(), end, reading, measure, hedges)
    start = found.start
    if text[start - 1 : start] in _CONTEXT:
        return end, _in_context(found, text, is_arabic=match["a"] is not None)
    return end, [found]


def _counts_alone(match: re.Match[str], end: int, unit: Unit, text: str) -> bool:
    """Tell whether a number of 万 counts the word that a unit seemed to begin (20万国有职工)."""
    return (
        # Of 10万人死亡率 and the like the number alone says nothing.
        unit.name != "人"
        and end == match.end() + len(unit.name)
        and text[match.end() - 1] in _BARE_BEFORE
    )


def _in_context(found: Candidate, text: str, *, is_arabic: bool) -> list[Candidate]:
    """Read the sign before a figure: 负, 第, or the list it closes."""
    before = text[found.start - 1 : found.start]
    if before == "负":
        return (
            [found]
            if text[found.start - 2 : found.start - 1] in _LIABLE
            else [_negative(found)]
        )
    if before == "第":
        ranked = found.unit in _RANKED and not found.hedge
        found.start, found.kind = found.start - 1, "rank"
        return [found] if ranked else []
    number = found.number
    if (
        is_arabic
        and text[number - 1 : number] in _LISTING
        and text[number - 2 : number - 1].isdecimal()
        and (listed := _LIST.search(text, max(0, number - 80), number))
    ):
        return [*_read_list(listed, text, found), found]
    return [found]


def _read_bare(match: re.Match[str], text: str, tail: _Tail) -> list[Candidate]:
    """Read a number of 万 or 亿 that ends its clause without a unit (人口48万)."""
    number = match["a"]
    _, end, _, second = tail
    before, after = text[match.start() - 1 : match.start()], text[end : end + 1]
    if number is None or not ("\u4e00" <= before <= "\u9fff" or before in "”），、。；：\n"):
        return []
    if before == "第" or (after in _AFTER_SCALE and _BOUND_ENDS.match(text, end) is None):
        return []
    measure = Measure(None, "count", "")
    if second is not None:
        return _read_two(match, text, tail, measure)
    reading = read_number(number, match["s1"], "")
    return [bounded(text, match.start(), end, reading, measure, _hedges(match))]


# 11.1个和5.4个百分点: the first says its unit only with the last.
_SAME: Final = re.compile(r"(?:[、和与及]\d{1,6}(?:\.\d{1,4})?个){1,4}(百分点|基点|位次)")
# Units behind which a fraction of them may go on: 七成六, 五元三角.
_CONTINUED: Final = frozenset("成元块")
# Signs with which a figure goes on behind its unit.
_GOES_ON: Final = frozenset("/、和与及")
_LIST: Final = re.compile(
    r"(?:^|[^\d.、,，])((?:\d{1,12}(?:\.\d{1,12})?(?:、|和|及|与)){1,12})\Z"
)
_LISTING: Final = frozenset("、和及与")
_CONTEXT: Final = _LISTING | frozenset("负第")
_LIST_NUMBER: Final = re.compile(r"\d{1,12}(?:\.\d{1,12})?")


def _is_figure(match: re.Match[str], unit: Unit, text: str) -> bool:
    """Tell whether a Chinese numeral or a mask and its unit are what they seem."""
    if match["c"]:
        return _counts(match, unit, text)
    if unit.name in _PLACES:
        return False
    mask = match["m"]
    if mask[0] == "某":
        return unit.name in _AFTER_MOU
    return mask != "N" or unit.is_classifier


def _counts(match: re.Match[str], unit: Unit, text: str) -> bool:
    """Tell whether a Chinese numeral before ``unit`` is a number at all."""
    number = match["c"]
    if len(number) > 1 or match["s1"]:
        return number[0] not in "万亿零〇" and number != "一二"
    if number == "万":
        return match["h1"] is not None
    if unit.is_classifier and unit.name not in _PAIRED and number not in "一零〇万亿":
        ends = text[match.end() + len(unit.name) : match.end() + len(unit.name) + 1] in _ENDS
        if number == "两" or match["h1"] or (ends and unit.name not in _STAGES):
            return True
    if unit.name in _RANKED and _RANKS.search(text, max(0, match.start() - 12), match.start()):
        return True
    if not unit.is_chinese or unit.name == "线" or number in "零〇万亿":
        return False
    if number == "一":
        return not unit.is_classifier and unit.kind != "duration"
    return number not in "百千" or unit.is_classifier or match["h1"] is not None


# Units that after a mask are nearly always the end of a name (**省, **店).
_PLACES: Final = frozenset("省村厂店站国班队组门口线部科股席单代")
_AFTER_MOU: Final = frozenset(
    ["起", "件", "份", "万元", "元", "人次", "件次", "%", "亩", "户", "宗", "公里", "吨"]
)
# Behind a scale these go on with the number or end a unit the table lacks.
_AFTER_SCALE: Final = frozenset("以之多余到至分元左上下伏大象能年")
_BOUND_ENDS: Final = re.compile("(?:以[上下内]|左右|上下)[，；。、）)]")
_RANKED: Final = frozenset(("位", "名", "位次", "名次"))
_RANKS: Final = re.compile(r"[居列排位占获夺][^，。；]{0,9}第\Z")
# 两 before these is the pair of two known ones (中美两国, 两类矛盾).
_PAIRED: Final = frozenset(
    [
        "国",
        "省",
        "市",
        "县",
        "地",
        "面",
        "方面",
        "头",
        "股",
        "类",
        "线",
        "条线",
        "级",
        "部",
        "席",
        "块",
        "岗位",
        "领域",
        "环节",
        "板块",
        "所",
        "代",
        "宿",
        "双",
    ]
)
_ENDS: Final = frozenset("，。；、")
# Chinese digits before these number stages and grades even where a clause ends.
_STAGES: Final = frozenset(("期", "类", "届", "位", "分", "元", "点"))
# 负 behind these is the word for debt or burden.
_LIABLE: Final = frozenset(("产", "税", "承", "担", "抱", "欺", "胜", "减", "亏"))


def _negative(found: Candidate) -> Candidate:
    """Return the figure with the 负 before it."""
    found.start -= 1
    found.value = None if found.value is None else -found.value
    return found


def _hedges(match: re.Match[str], second: re.Match[str] | None = None) -> list[str]:
    hedges = [hedge for hedge in match.group("h1", "h2") if hedge]
    if second is not None:
        hedges += [hedge for hedge in second.group("h3", "h4") if hedge]
    return [hedge.strip() for hedge in hedges] if hedges else hedges


def _read_two(
    match: re.Match[str], text: str, tail: _Tail, measure: Measure
) -> list[Candidate]:
    """Read 3至5名 as one range, and the A and B of 由A到B as two figures."""
    _, end, first_unit, second = tail
    number = match["a"] or match["c"]
    if second is None or number is None:
        return [bounded(text, match.start(), end, NOTHING, measure, _hedges(match, second))]
    scale = match["s1"] or (None if first_unit else second["s2"])
    hedges = _hedges(match, second)
    low = read_number(number, scale, measure.name)
    high = read_number(second["n2"], second["s2"], measure.name)
    if second[0][0] in "至到 " and text[match.start() - 1 : match.start()] in ("由", "从"):
        start = second.start("n2")
        return [
            bounded(text, match.start(), second.start(), low, measure, []),
            bounded(text, start, end, high, measure, hedges),
        ]
    if low.value is None or high.value is None or low.value >= high.value:
        return []
    both = Reading(None, low.value, high.value, written=number + "-" + second["n2"])
    return [bounded(text, match.start(), end, both, measure, hedges)]


def _read_list(listed: re.Match[str], text: str, last: Candidate) -> list[Candidate]:
    """Read the unitless numbers before a figure (处理3、15、6人次) with its unit."""
    measure = Measure(last.unit, last.kind, last.name)
    return [
        bounded(
            text, *number.span(), Reading(Decimal(number[0]), written=number[0]), measure, []
        )
        for number in _LIST_NUMBER.finditer(text, *listed.span(1))
    ]


def _read_fraction(match: re.Match[str], text: str) -> Candidate:
    """Read 百分之五点一, 千分之三, 三分之二; a fraction that isn't of 千 or 万 is in %."""
    den = match["den"]
    unit = {"千": "‰", "万": "‱"}.get(den, "%")
    parts = [plain(part) for part in match.group("part", "part2") if part]
    if den not in ("百", "千", "万"):
        counted = den[0] in "一二三四五六七八九十" or den[0].isdigit()
        whole = plain(den if counted else "一" + den)
        parts = [exact(part * 100 / whole, Decimal("1.0")) for part in parts]
    if len(parts) == 2:
        reading = Reading(None, parts[0], parts[1], written=match[0])
    else:
        reading = Reading(parts[0], written=match[0])
    measure = Measure(unit, "percent", match[0])
    return bounded(text, match.start(), match.end(), reading, measure, [])


def _read_doubling(match: re.Match[str], text: str) -> Candidate:
    """Read 翻一番 as two times, 翻两番 as four times."""
    times = int(parse_numeral(match["fan"] or "一"))
    reading = Reading(Decimal(2**times), written=match[0])
    hedges = [match["nearly"]] if match["nearly"] else []
    return bounded(text, match.start(), match.end(), reading, _DOUBLING, hedges)


_DOUBLING: Final = Measure("倍", "multiple", "番")

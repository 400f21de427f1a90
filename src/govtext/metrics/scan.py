"""Find quantity expressions in text: number or mask, scale, unit, hedges, bounds, ranges.

The scanner works on plain text and knows nothing of reports; what it finds are candidates
that :mod:`govtext.metrics.protect` sifts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from govtext.errors import InputError
from govtext.metrics.units import Unit, load_units, unit_pattern
from govtext.records import MetricKind
from govtext.text.numerals import parse_numeral

__all__ = ["Candidate", "scan"]


class Candidate(NamedTuple):
    """A quantity expression as scanned; offsets count the scanned text.

    Parameters
    ----------
    start, end
        The whole expression.
    number
        Where the number or mask begins.
    tail
        One past the unit, before words such as 以上.
    value, low, high, approx, hedge, masked, unit, kind
        As in :class:`govtext.records.Quantity`.
    written
        The number as written, without hedges and scale; empty for a mask.
    name
        The unit as written, for the rules that look at it.
    """

    start: int
    end: int
    number: int
    tail: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    approx: bool
    hedge: str | None
    masked: bool
    unit: str | None
    kind: MetricKind
    written: str
    name: str


_CN = "零〇一二两三四五六七八九十百千万亿"
_DIGIT = "一二两三四五六七八九"
_SCALE = r"(?:万亿|[十百千]?[万亿]|[百千])"
_SEP = r" ?(?:[-—–－~～]{1,2}|至|到) ?"
_FAN = r"翻(?:了|上)?(?P<fan>[一两二三四五六七八九\d])?番"
_DEN = r"(?:一?[百千万]{1,3}|[一二三四五六七八九十]{1,3}|\d{1,4})"
_NUM = rf"(?:\d{{1,3}}(?:[,，]\d{{3}})+(?!\d)|\d{{1,12}}(?:\.\d{{1,12}})?|[{_CN}]{{1,16}}(?:点[{_CN}]{{1,12}})?)"
_UNIT_DENS = frozenset("百千万")
_MASK = (
    r"(?:\*{1,40}+(?:\.\*{1,8})?+|×{1,16}+(?:\.×{1,8})?+|[XxＸｘ]{1,8}+(?:\.[XxＸｘ]{1,4})?+"
    r"|[○◯]{1,8}+|〇〇++|[□■▲△●]{1,8}+|_{2,40}+|＿{1,40}+|[＊﹡]{1,32}+|某{1,2}+|N)"
)
_ARABIC = (
    r"(?:\d{1,3}(?:[,，]\d{3}){1,6}(?!\d)(?:\.\d{1,12})?+"
    r"|\d{1,3}(?: \d{3}){1,5}(?! ?\d)"
    r"|\d{1,40}+(?: ?[.．·] ?\d{1,12}+)?+)"
)
_CHINESE = rf"[几数]?[{_CN}]{{1,20}}+(?:点[{_CN}]{{1,12}}+)?+几?"

_SCALES = {"": Decimal(1)} | {
    sign: parse_numeral("1" + sign)
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
_ONE = Decimal(1)
_FEW = re.compile(rf"[{_DIGIT}]{{2}}(?=[十百千万亿]*$)")


class _Patterns(NamedTuple):
    quantity: re.Pattern[str]
    per: re.Pattern[str]
    heads: frozenset[str]


_LONGEST_RUN = 24
_RUN = re.compile(rf"[0-9{_CN}几数半*×XxＸｘ○◯□■▲△●_＿＊﹡某N翻]+")


@cache
def _patterns() -> _Patterns:
    """Build the patterns from the table of units, once a process."""
    units = load_units()
    plain = [name for name in units if "/" not in name]
    names = unit_pattern(plain)
    chinese = unit_pattern(name for name in plain if units[name].is_chinese)
    tail = rf"(?P<h1> ?[余多来几餘])?+(?P<s1> ?{_SCALE})?+(?P<h2>[余多来餘])?+"
    second = (
        rf"(?:(?P<u1>{names})?{_SEP}(?P<n2>{_ARABIC}|[{_CN}]{{1,16}}+)"
        rf"(?P<h3>[余多])?+(?P<s2>{_SCALE})?+(?P<h4>[余多])?+)?"
    )
    number = (
        rf"(?P<a>(?<![\dA-Za-z.．]){_ARABIC})"
        rf"|(?<![{_CN}])(?P<c>(?=[几数]?[{_CN}]{{2}}|[几数][十百千万亿]|[{_CN}]点|十几|[{_DIGIT}十半]{chinese}|[百千][余多]?{chinese}"
        rf"|[{_DIGIT}十]{_SEP}[{_CN}])(?:{_CHINESE}|半(?=[成折])))"
        rf"|(?P<m>(?<![A-Za-z*×_]){_MASK})"
    )
    quantity = re.compile(
        rf"(?P<den>{_DEN})分之(?P<part>{_NUM})(?:(?:{_SEP}|、)(?:百分之)?(?P<part2>{_NUM}))?"
        rf"|{_FAN}|(?:{number}){tail}{second} ?(?:(?P<unit>{names})|(?P<bare>(?<=[万亿])(?=[，；。、）)]|[\u4e00-\u9fff])))"
    )
    per = re.compile(
        rf"/(?:一|[百千万亿]{{1,2}}|\d{{1,4}})?(?:{names}|日|月|期|标准立方米|GDP)"
    )
    heads = frozenset(name[0] for name in plain) | frozenset(
        ".点余多至到-—–－~～分了番两几 ，；。、）)"
    )
    return _Patterns(quantity, per, heads)


_BEFORE = re.compile(
    r"(?:(?P<near>(?<![附最靠临邻亲远就贴切])[将接]?近|(?<![节预签履合制违契条公解失])大?约(?:为|有|达)?|大概|差不多|上(?=[百千万]))"
    r"|(?P<low>(?<![赶反])超过?了?|突破了?|逾|不少于|不低于|不小于|不下于?|至少|最少|多于|大于|高于|超出)"
    r"|(?P<high>不足|不到|不满|未满|不超过|不高于|不大于|不多于|低于|少于|小于|至多|最多)) ?\Z"
)
_LAST_BEFORE = frozenset("近约概多上过超了破逾于下少出足到满为有达 ")
_AFTER = re.compile(
    r" ?(?:(?P<near>左右|上下)|(?P<low>(?:（含）|\(含\))?[及或]?(?:以上|之上))"
    r"|(?P<high>(?:（含）|\(含\))?[及或]?(?:以[下内]|之[内下]))|(?P<more>[多余](?![\u4e00-\u9fff])))"
)
_LIST = re.compile(r"(?:^|[^\d.、,，])((?:\d{1,12}(?:\.\d{1,12})?(?:、|和|及|与)){1,12})\Z")
_LISTING = frozenset("、和及与")
_LIST_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,12})?")


def scan(folded: str, start: int = 0, end: int | None = None) -> list[Candidate]:
    """Return the candidates in ``folded[start:end]``, in text order, without overlaps.

    ``folded`` has its full-width digits and signs made half-width.
    """
    stop = len(folded) if end is None else end
    found: list[Candidate] = []
    patterns = _patterns()
    units = load_units()
    reached = start
    for run in _RUN.finditer(folded, start, stop):
        if run.end() <= reached or not _may_start(run, folded, patterns.heads):
            continue
        match = _match_in(run, patterns.quantity, folded, max(reached, run.start()), stop)
        if match is None:
            continue
        reached = match.end()
        try:
            read = _read(match, folded, patterns.per, units)
        except InputError:
            # Signs of numerals in an order that says no number.
            continue
        if read and found and read[0].start < found[-1].end:
            continue
        found.extend(read)
    unitless = [*_read_indices(folded, start, stop), *_read_ratios(folded, start, stop)]
    return _merged(found, unitless) if unitless else found


def _may_start(run: re.Match[str], text: str, heads: frozenset[str]) -> bool:
    """Tell, cheaply, whether a run of signs may begin a quantity."""
    begin, end = run.span()
    if end - begin > 1 or text[begin].isdigit():
        return True
    return text[end : end + 1] in heads


def _match_in(
    run: re.Match[str], pattern: re.Pattern[str], text: str, begin: int, stop: int
) -> re.Match[str] | None:
    """Match at the first place of a run where the pattern fits; digits only at its start."""
    last = run.end()
    for offset in range(begin, min(last, begin + _LONGEST_RUN)):
        match = pattern.match(text, offset, stop)
        if match is not None:
            return match
    return None


def _merged(found: list[Candidate], more: list[Candidate]) -> list[Candidate]:
    """Put candidates in text order; of two that overlap the unitless one goes."""
    taken = {offset for one in found for offset in range(one.start, one.end)}
    added = [one for one in more if taken.isdisjoint(range(one.start, one.end))]
    return sorted([*found, *added], key=lambda one: one.start)


_INDEX = re.compile(
    r"(?:指数|系数)(?![^，。；]{0,6}年)[^\d，。；、“”（）()%\n]{0,10}?(?P<n>\d{1,4}(?:\.\d{1,4})?)(?=[^\d.,%‰年月日万亿个位点至到—\-]|$)"
)
_RATIO = re.compile(
    r"\d{1,3}(?:\.\d{1,3})?(?: ?[:：∶] ?\d{1,3}(?:\.\d{1,3})?){1,4}(?![\d:：∶.])"
)
_RATIO_BEFORE = re.compile(r"(?:[比为到]|构成|结构)[^\d，。；.]{0,6}\Z")
_PART = re.compile(r"\d{1,3}(?:\.\d{1,3})?")


def _read_indices(text: str, start: int, stop: int) -> list[Candidate]:
    """Read the unitless number of an index (价格指数控制在103左右)."""
    measure = _Measure(None, "score", "")
    return [
        _bounded(
            text,
            *match.span("n"),
            _Reading(Decimal(match["n"]), written=match["n"]),
            measure,
            [],
        )
        for match in _INDEX.finditer(text, start, stop)
    ]


def _read_ratios(text: str, start: int, stop: int) -> list[Candidate]:
    """Read the parts of a structure (三次产业比重调整为5.8:40:54.2) and ratios to one."""
    found = []
    for match in _RATIO.finditer(text, start, stop):
        begin = match.start()
        if not _RATIO_BEFORE.search(text, max(0, begin - 8), begin):
            continue
        parts = list(_PART.finditer(text, *match.span()))
        if len(parts) == 2:
            if parts[1][0] == "1":
                reading = _Reading(Decimal(parts[0][0]), written=match[0])
                measure = _Measure(None, "multiple", "")
                found.append(_bounded(text, *match.span(), reading, measure, []))
            continue
        for part in parts:
            reading = _Reading(Decimal(part[0]), written=part[0])
            found.append(
                _bounded(text, *part.span(), reading, _Measure(None, "percent", ""), [])
            )
    return found


def _read(
    match: re.Match[str], text: str, per: re.Pattern[str], units: Mapping[str, Unit]
) -> list[Candidate]:
    """Turn one match into candidates: none, one, or several for a list or 由A到B."""
    name = match["unit"]
    if match["bare"] is not None:
        return _read_bare(match, text)
    if name is None:
        return [_read_fraction(match, text) if match["den"] else _read_doubling(match, text)]
    unit, tail = units[name], match.end()
    if not _is_figure(match, unit, text):
        return []
    measure = _Measure(unit.canonical, unit.kind, name)
    if text.startswith("/", tail) and (ratio := per.match(text, tail)):
        tail = ratio.end()
        measure = _Measure(unit.canonical + ratio[0], "rate", name)
    number = match["a"] or match["c"]
    if match["n2"]:
        return _read_two(match, text, tail, measure)
    reading = _reading(number, match["s1"], name) if number else _NOTHING
    if name in _CONTINUED and reading.value is not None:
        tail, more = _read_rest(text, tail, name)
        reading = reading._replace(value=reading.value + more)
    found = _bounded(text, match.start(), tail, reading, measure, _hedges(match))
    if found.start and text[found.start - 1] in "负第":
        if text[found.start - 1] == "负":
            return (
                [_negative(found)]
                if text[found.start - 2 : found.start - 1] not in _LIABLE
                else [found]
            )
        ranked = found.unit in _RANKED and not found.hedge
        return [found._replace(start=found.start - 1, kind="rank")] if ranked else []
    if (
        match["a"]
        and text[match.start() - 1 : match.start()] in _LISTING
        and (listed := _LIST.search(text, max(0, match.start() - 80), match.start()))
    ):
        return [*_read_list(listed, text, found), found]
    return [found]


def _read_bare(match: re.Match[str], text: str) -> list[Candidate]:
    """Read a number of 万 or 亿 that ends its clause without a unit (人口48万)."""
    number = match["a"]
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if (
        number is None
        or match["n2"]
        or not ("\u4e00" <= before <= "\u9fff" or before in "”），、")
    ):
        return []
    if after in _AFTER_SCALE or before == "第":
        return []
    reading = _reading(number, match["s1"], "")
    return [
        _bounded(
            text,
            match.start(),
            match.end(),
            reading,
            _Measure(None, "count", ""),
            _hedges(match),
        )
    ]


_CONTINUED = frozenset("成元块")
_TENTHS = re.compile(r"(?P<one>[半一二三四五六七八九])(?=[，。；、）)\s%]|$)")
_JIAO = re.compile(
    rf"零?(?P<tenth>[\d{_DIGIT}])[角毛](?:零?(?P<cent>[\d{_DIGIT}])分)?|零?(?P<only>[\d{_DIGIT}]{{1,2}})分(?!之)"
)


def _read_rest(text: str, tail: int, name: str) -> tuple[int, Decimal]:
    """Read what goes on behind 成 (三成半, 七成六) and 元 (五元三角二分)."""
    if name == "成":
        match = _TENTHS.match(text, tail)
        if match is None:
            return tail, Decimal(0)
        return match.end(), Decimal(5) if match[0] == "半" else parse_numeral(match[0])
    match = _JIAO.match(text, tail)
    if match is None:
        return tail, Decimal(0)
    tenth, cent, only = (parse_numeral(part or "零") for part in match.groups())
    return match.end(), tenth / 10 + cent / 100 + only / 100


class _Measure(NamedTuple):
    """Unit of a candidate: canonical name, kind, and as written."""

    canonical: str | None
    kind: MetricKind
    name: str


class _Reading(NamedTuple):
    """What a number says: one value or two bounds, and whether it is vague."""

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    vague: bool = False
    written: str = ""


_NOTHING = _Reading(None)


def _reading(number: str, scale: str | None, name: str) -> _Reading:
    """Read a number with its scale."""
    factor = _SCALES[scale.strip()] if scale else _ONE
    if name == "成":
        factor *= 10
    written = number
    if name == "折":
        return _Reading(_discount(number), written=written)
    if number[0].isascii():
        return _Reading(_exact(_plain(number), factor), written=written)
    if number == "半":
        return _Reading(factor / 2, written=written)
    vague = number[0] in "几数" or number[-1] == "几"
    if vague:
        low, high = _vague(number)
        return _Reading(None, low * factor, high * factor, vague=True, written=written)
    few = _FEW.match(number)
    if few and parse_numeral(number[0]) < parse_numeral(number[1]):
        rest = number[2:]
        low, high = (parse_numeral(digit + rest) * factor for digit in number[:2])
        return _Reading(None, low, high, written=written)
    return _Reading(_exact(_plain(number), factor), written=written)


def _discount(number: str) -> Decimal:
    """Read 八折 as 80, 75折 and 七五折 as 75."""
    if number in "半对":
        return Decimal(50)
    value = _plain(number)
    return value if value >= 10 and value == int(value) else value * 10


def _plain(number: str) -> Decimal:
    """Read one number, damaged separators mended."""
    if number.isascii() and number.replace(".", "").isdigit() and number[-1] != ".":
        return Decimal(number)
    if number[0].isdigit():
        return Decimal(_GAPS.sub("", number).replace("．", ".").replace("·", "."))
    return parse_numeral(number)


_GAPS = re.compile(r"[,， ]")


def _exact(value: Decimal, factor: Decimal) -> Decimal:
    """Multiply without leaving zeros behind the point."""
    if factor is _ONE:
        return value
    product = value * factor
    whole = product.to_integral_value()
    return whole if whole == product else product.normalize()


def _vague(number: str) -> tuple[Decimal, Decimal]:
    """Return the bounds of 几十, 数百, 十几, 二十几."""
    if number[0] in "几数":
        step = parse_numeral(number[1:])
        return 2 * step, 10 * step - 1
    base = parse_numeral(number[:-1])
    return base + 1, base + 9


def _counts(match: re.Match[str], unit: Unit) -> bool:
    """Tell whether a Chinese numeral before ``unit`` is a number at all."""
    number = match["c"]
    if len(number) == 1 and not match["s1"]:
        if number == "一":
            return not unit.is_classifier and unit.kind != "duration"
        if unit.name == "线":
            return False
        if number in "百千":
            return unit.is_classifier or match["h1"] is not None
        return unit.is_chinese and number not in "零〇万亿"
    return number[0] not in "万亿零〇"


# Units that after a mask are nearly always the end of a name (**省, **店).
_PLACES = frozenset("省村厂店站国班队组所门口线部处科股席单代")


def _is_figure(match: re.Match[str], unit: Unit, text: str) -> bool:
    """Tell whether number and unit are what they seem, not parts of other words."""
    if unit.not_before and text.startswith(unit.not_before, match.end()):
        return False
    if match["c"]:
        return match["n2"] is not None or _counts(match, unit)
    mask = match["m"]
    if mask is None:
        return True
    if unit.name in _PLACES:
        return False
    if mask[0] == "某":
        return unit.name in _AFTER_MOU
    return mask != "N" or unit.is_classifier


_AFTER_MOU = frozenset(
    ["起", "件", "份", "万元", "元", "人次", "件次", "%", "亩", "户", "宗", "公里", "吨"]
)


# Behind a scale these go on with the number or end a unit the table lacks.
_AFTER_SCALE = frozenset("以之多余到至分元左上下伏大象能年")
_RANKED = frozenset(["位", "名", "位次", "名次"])


# 负 behind these is the word for debt or burden.
_LIABLE = frozenset(("产", "承", "担", "抱", "欺", "胜", "减", "亏"))


def _negative(found: Candidate) -> Candidate:
    """Return the figure with the 负 before it."""
    value = None if found.value is None else -found.value
    return found._replace(start=found.start - 1, value=value)


def _hedges(match: re.Match[str]) -> list[str]:
    return [hedge.strip() for hedge in match.group("h1", "h2", "h3", "h4") if hedge]


def _bounded(
    text: str, start: int, tail: int, reading: _Reading, measure: _Measure, hedges: list[str]
) -> Candidate:
    """Add the hedging and bounding words around a number to it."""
    first, last = start, tail
    low, high, approx = reading.low, reading.high, reading.vague or bool(hedges)
    if start and text[start - 1] in _LAST_BEFORE:
        before = _BEFORE.search(text, max(0, start - 6), start)
        if before:
            first, hedges = before.start(), [before[0].strip(), *hedges]
            approx = approx or before["near"] is not None
            low = reading.value if before["low"] else low
            high = reading.value if before["high"] else high
    after = _AFTER.match(text, tail)
    if after:
        last, hedges = after.end(), [*hedges, after[0].strip()]
        approx = approx or (after["near"] or after["more"]) is not None
        low = reading.value if after["low"] and reading.value is not None else low
        high = reading.value if after["high"] and reading.value is not None else high
    return Candidate(
        first,
        last,
        start,
        tail,
        reading.value,
        low,
        high,
        approx,
        "".join(hedges) or None,
        reading is _NOTHING,
        measure.canonical,
        measure.kind,
        reading.written,
        measure.name,
    )


def _read_two(match: re.Match[str], text: str, tail: int, measure: _Measure) -> list[Candidate]:
    """Read 3至5名 as one range, and the A and B of 由A到B as two figures."""
    number = match["a"] or match["c"]
    scale = match["s1"] or (None if match["u1"] or match["m"] else match["s2"])
    hedges = _hedges(match)
    if number is None:
        return [_bounded(text, match.start(), tail, _NOTHING, measure, hedges)]
    first = _reading(number, scale, measure.name)
    second = _reading(match["n2"], match["s2"], measure.name)
    change = (
        text[
            match.end(
                "u1" if match["u1"] else "s1" if match["s1"] else "a" if match["a"] else "c"
            )
        ]
        in "至到 "
    )
    if change and _FROM.search(text, max(0, match.start() - 2), match.start()):
        end = match.end("u1") if match["u1"] else match.start("n2") - 1
        start = match.start("n2")
        return [
            _bounded(text, match.start(), end, first, measure, []),
            _bounded(text, start, tail, second, measure, hedges),
        ]
    if first.value is None or second.value is None or first.value >= second.value:
        return []
    both = _Reading(None, first.value, second.value, written=number + "-" + match["n2"])
    return [_bounded(text, match.start(), tail, both, measure, hedges)]


_FROM = re.compile(r"[由从]\Z")


def _read_list(listed: re.Match[str], text: str, last: Candidate) -> list[Candidate]:
    """Read the unitless numbers before a figure (处理3、15、6人次) with its unit."""
    found = []
    measure = _Measure(last.unit, last.kind, last.name)
    for number in _LIST_NUMBER.finditer(text, *listed.span(1)):
        reading = _Reading(Decimal(number[0]), written=number[0])
        found.append(_bounded(text, number.start(), number.end(), reading, measure, []))
    return found


def _read_fraction(match: re.Match[str], text: str) -> Candidate:
    """Read 百分之五点一, 千分之三, 三分之二; a fraction that isn't of 千 or 万 is in %."""
    den = match["den"]
    unit = {"千": "‰", "万": "‱"}.get(den, "%")
    parts = [_plain(part) for part in match.group("part", "part2") if part]
    if den not in _UNIT_DENS:
        whole = _plain(
            den if den[0] in "一二三四五六七八九十" or den[0].isdigit() else "一" + den
        )
        parts = [_exact(part * 100 / whole, Decimal("1.0")) for part in parts]
    if len(parts) == 2:
        reading = _Reading(None, parts[0], parts[1], written=match[0])
    else:
        reading = _Reading(parts[0], written=match[0])
    measure = _Measure(unit, "percent", match[0])
    return _bounded(text, match.start(), match.end(), reading, measure, [])


def _read_doubling(match: re.Match[str], text: str) -> Candidate:
    """Read 翻一番 as two times, 翻两番 as four times."""
    times = int(parse_numeral(match["fan"] or "一"))
    reading = _Reading(Decimal(2**times), written=match[0])
    return _bounded(
        text, match.start(), match.end(), reading, _Measure("倍", "multiple", "番"), []
    )

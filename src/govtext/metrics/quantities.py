"""Quantities of free text, without a report around them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from govtext.metrics.candidate import Candidate
from govtext.metrics.protect import find_figures
from govtext.records import Quantity
from govtext.spans import CharSpan, OffsetMap
from govtext.text.widths import fold_widths

__all__ = ["scan_quantities"]

_PLAIN: Final = str.maketrans(
    "個點萬億兩負圓幾餘達為雙倆條種輪戶項噸畝錢銭",
    "个点万亿两负元几余达为双两条种轮户项吨亩钱钱",
)
_FORMAL: Final = str.maketrans(
    "壹贰叁肆伍陆柒捌玖拾佰仟貳參陸", "一二三四五六七八九十百千二三六"
)
_FORMAL_RUN: Final = re.compile(
    r"[壹贰叁肆伍陆柒捌玖拾佰仟貳參陸万亿点零]{2,40}|[佰仟](?= {0,3}分 {0,3}之)|(?<=分之)[壹贰叁肆伍陆柒捌玖貳參陸]|[陸陆] 点"
)
_SIGNS: Final = "0-9零〇一二两三四五六七八九十百千万亿点.分之个半成折"
_GAP: Final = re.compile(
    rf"(?<=[{_SIGNS}]) {{1,8}}(?=[一二两三四五六七八九十百千万亿点分之个半成折%])|(?<=[点之百]) {{1,8}}(?=\d)"
)
_MINUS: Final = re.compile(r"(?:\A|[\s（(，,：:；]) ?-\Z")


def scan_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities written in ``text``, whatever kind of text it is.

    Numerals that are dates, ordinals, parts of names or of set phrases, and limits that only
    define a class are left out, as ANNOTATION.md section 3 says. Traditional and financial
    numerals and numerals with blanks in them are read too.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    tuple of Quantity
        In text order, without overlaps; empty when there are none.

    Examples
    --------
    >>> [(q.text, q.unit, str(q.value)) for q in scan_quantities("立案1.2万余件，同比增长5.5%")]
    [('1.2万余件', '件', '12000'), ('5.5%', '%', '5.5')]
    >>> scan_quantities("贯彻八项规定，2022年召开第三次会议")
    ()
    """
    plain = fold_widths(text).translate(_PLAIN)
    plain = _FORMAL_RUN.sub(lambda run: run[0].translate(_FORMAL), plain)
    gaps = [offset for gap in _GAP.finditer(plain) for offset in range(*gap.span())]
    offsets = OffsetMap.from_deleted(len(plain), gaps)
    if gaps:
        dropped = set(gaps)
        plain = "".join(sign for offset, sign in enumerate(plain) if offset not in dropped)
    return tuple(_to_quantity(text, plain, found, offsets) for found in find_figures(plain))


def _to_quantity(text: str, plain: str, found: Candidate, offsets: OffsetMap) -> Quantity:
    """Make the record, its offsets counted in the text as given."""
    span = offsets.span_to_original(CharSpan(found.start, found.end))
    quantity = Quantity(
        span.start,
        span.end,
        span.cut(text),
        found.value,
        found.low,
        found.high,
        found.approx,
        found.hedge,
        found.masked,
        found.unit,
        found.kind,
    )
    if found.value is None or not _MINUS.search(plain, max(0, found.start - 3), found.start):
        return quantity
    begin = offsets.to_original(found.start - 1)
    return replace(
        quantity, start=begin, text=text[begin : span.end], value=found.value * Decimal(-1)
    )

"""Quantities of free text, without a report around them."""

from __future__ import annotations

from govtext.metrics.protect import find_names, is_inside, is_quantity
from govtext.metrics.scan import scan
from govtext.records import Quantity
from govtext.text.widths import fold_widths

__all__ = ["scan_quantities"]


def scan_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities written in ``text``, whatever kind of text it is.

    Numerals that are dates, ordinals, parts of names or of set phrases, and limits that only
    define a class are left out, as ANNOTATION.md section 3 says.

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
    folded = fold_widths(text)
    names = find_names(folded)
    return tuple(
        Quantity(
            found.start,
            found.end,
            text[found.start : found.end],
            found.value,
            found.low,
            found.high,
            found.approx,
            found.hedge,
            found.masked,
            found.unit,
            found.kind,
        )
        for found in scan(folded)
        if not is_inside(names, found.number) and is_quantity(folded, found)
    )

"""The text as finders read it, beside the original."""

from __future__ import annotations

import re

from govtext.spans import OffsetMap, TextView
from govtext.text.debris import find_debris
from govtext.text.widths import fold_widths
from govtext.text.wraps import find_soft_breaks

__all__ = ["make_view"]

# Zero-width and direction marks, soft hyphen, byte order mark, variation selectors, and the
# control characters that are neither tab nor line break.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\xad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]+"
)


def make_view(text: str) -> TextView:
    r"""Return the view of a text without what only layout or damage put there.

    Left out of the view are invisible characters (zero-width, soft hyphens, byte order
    marks, control characters), soft line breaks in mid-sentence, and lines that belong to a
    web page (下载 打印 全屏). The original is kept whole; ``offsets`` leads back to it. A
    carriage return stays, as a blank at the line's end. A text without any of these costs
    a few searches and shares its characters with the original.

    Parameters
    ----------
    text
        Any text, lone surrogates included.

    Examples
    --------
    >>> view = make_view("全年增长\u200b８．５％\n")
    >>> view.text, view.folded
    ('全年增长８．５％\n', '全年增长8.5%\n')
    >>> view.offsets.to_original(4)
    5
    """
    dropped = [run.span() for run in _INVISIBLE.finditer(text)]
    if dropped:
        first, offsets = _without(text, dropped)
    else:
        first, offsets = text, OffsetMap.identity(len(text))
    layout = sorted([*find_debris(first), *find_soft_breaks(first)])
    if not layout:
        return TextView(text, first, fold_widths(first), offsets)
    kept = _to_original(layout, offsets) if dropped else layout
    view, offsets = _without(text, _merge([*dropped, *kept]))
    return TextView(text, view, fold_widths(view), offsets)


def _to_original(spans: list[tuple[int, int]], offsets: OffsetMap) -> list[tuple[int, int]]:
    """Map non-empty spans of the first view back to the original."""
    return [
        (offsets.to_original(start), offsets.to_original(end - 1) + 1) for start, end in spans
    ]


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the union of spans, ascending and apart."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _without(text: str, spans: list[tuple[int, int]]) -> tuple[str, OffsetMap]:
    """Return the text less the ascending, disjoint spans, and its map."""
    pieces: list[str] = []
    view_starts: list[int] = []
    original_starts: list[int] = []
    done = length = 0
    for start, end in [*spans, (len(text), len(text))]:
        if start > done:
            view_starts.append(length)
            original_starts.append(done)
            pieces.append(text[done:start])
            length += start - done
        done = end
    if not view_starts:
        view_starts, original_starts = [0], [0]
    offsets = OffsetMap(tuple(view_starts), tuple(original_starts), length, len(text))
    return "".join(pieces), offsets

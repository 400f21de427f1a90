"""The text as finders read it, beside the original."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govtext.spans import CharSpan, OffsetMap, TextView
from govtext.text.debris import find_debris
from govtext.text.widths import fold_widths
from govtext.text.wraps import find_soft_breaks

__all__ = ["make_view"]

# Zero-width and direction marks, soft hyphen, byte order mark, variation selectors, and the
# control characters that are neither tab nor line break.
_INVISIBLE: Final = re.compile(
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
    first, offsets = text, OffsetMap.identity(len(text))
    first, offsets = _cut(
        text, first, offsets, [run.span() for run in _INVISIBLE.finditer(text)]
    )
    view, offsets = _cut(text, first, offsets, find_debris(first))
    view, offsets = _cut(text, view, offsets, find_soft_breaks(view))
    return TextView(text, view, fold_widths(view), offsets)


def _cut(
    text: str, view: str, offsets: OffsetMap, spans: list[tuple[int, int]]
) -> tuple[str, OffsetMap]:
    """Return the view without further spans of it, and its map to the original."""
    if not spans:
        return view, offsets
    kept: list[tuple[int, int]] = []
    done = 0
    for start, end in spans:
        kept.extend(offsets.runs_to_original(CharSpan(done, start)))
        done = end
    kept.extend(offsets.runs_to_original(CharSpan(done, len(view))))
    return _keep(text, kept)


def _keep(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, OffsetMap]:
    """Return what ascending spans of a text hold, and the map back to it."""
    spans = [span for span in spans if span[0] < span[1]]
    view_starts: list[int] = []
    length = 0
    for start, end in spans:
        view_starts.append(length)
        length += end - start
    offsets = OffsetMap(
        tuple(view_starts) or (0,),
        tuple(start for start, _ in spans) or (0,),
        length,
        len(text),
    )
    return "".join([text[start:end] for start, end in spans]), offsets

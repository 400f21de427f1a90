"""Full-width digits, letters and signs, and their half-width forms."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["fold_widths"]

# Marks of Chinese punctuation (，。；：！？（）～) stay as they are: patterns are written with
# them. Folded are the forms that stand for ASCII inside figures and names.
_SIGNS: Final = "＃＄％＆＊＋－．／＜＝＞＠＼＾＿｜"
_FOLDABLE: Final = re.compile(rf"[０-９Ａ-Ｚａ-ｚ{_SIGNS}\ud800-\udfff]+")
_HALF = {
    code: code - 0xFEE0
    for code in [
        *range(ord("０"), ord("９") + 1),
        *range(ord("Ａ"), ord("Ｚ") + 1),
        *range(ord("ａ"), ord("ｚ") + 1),
        *map(ord, _SIGNS),
    ]
}
# Matchers written in other languages refuse half a surrogate pair.
_HALF |= dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)


def fold_widths(text: str) -> str:
    """Return ``text`` with full-width digits, letters and signs made half-width.

    Characters are replaced one by one, so offsets stay. Chinese punctuation, ``～`` and
    ideographic spaces are left alone. A lone surrogate becomes U+FFFD. A text without such characters is returned itself.

    Examples
    --------
    >>> fold_widths("增长１２．５％，“３＋Ｘ”")
    '增长12.5%，“3+X”'
    """
    if _FOLDABLE.search(text) is None:
        return text
    return _FOLDABLE.sub(lambda run: run[0].translate(_HALF), text)

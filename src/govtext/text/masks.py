"""Masks: the signs that archives put in place of figures and names (脱敏).

A mask before a unit, a classifier or ``%`` is a figure without a value; a mask before
anything else is part of a name. The patterns only say what a mask looks like.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["FIGURE_MASK", "MASK", "is_mask"]

#: A mask that can stand for a figure; ``某`` alone nearly always stands for a name.
FIGURE_MASK: Final = (
    r"(?:\*{1,32}(?:\.\*{1,8})?|×{1,32}(?:\.×{1,8})?"
    r"|(?<![A-Za-z0-9])[XxＸｘ]{1,8}(?:\.[XxＸｘ]{1,4})?(?![A-Za-z])"
    r"|(?<![A-Za-z])N(?![A-Za-z])"
    r"|[○◯]{1,8}(?:[.．][○◯]{1,4})?|〇〇+|[□■▲△●]{1,8}(?:[.．][□■▲△●]{1,4})?"
    r"|(?<![A-Za-z0-9_])_{1,32}(?:[.．]_{1,8})?|＿{1,32}(?:[.．]＿{1,8})?|[＊﹡]{1,32}|某某?)"
)

#: Any mask, of a figure or of a name.
MASK: Final = FIGURE_MASK

_MASK: Final = re.compile(MASK)


def is_mask(text: str) -> bool:
    """Tell whether ``text`` is nothing but one mask.

    Parameters
    ----------
    text
        The characters to look at.

    Returns
    -------
    bool
        True for ``**``, ``×``, ``XX``, ``某``, ``○○``, ``□``, ``__`` and the like.

    Examples
    --------
    >>> is_mask("**"), is_mask("某"), is_mask("3")
    (True, True, False)
    """
    return _MASK.fullmatch(text) is not None

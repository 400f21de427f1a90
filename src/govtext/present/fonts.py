"""A font that shows Chinese: one of the system's, or the one of the extra ``fonts``."""

from __future__ import annotations

import warnings
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from govtext.errors import GovtextWarning

__all__ = ["chinese_font"]

_NAMES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Microsoft YaHei",
    "Hiragino Sans GB",
    "Heiti SC",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Noto Sans CJK JP",
    "Droid Sans Fallback",
    "Arial Unicode MS",
)
_PACKAGED = ("mplfonts", "fonts/NotoSansCJKsc-Regular.otf")


def _packaged_font() -> Path | None:
    """Return the font file of the extra ``fonts``, without importing the package."""
    spec = find_spec(_PACKAGED[0])
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / _PACKAGED[1]
    return path if path.is_file() else None


@cache
def chinese_font() -> str | None:
    """Return the family name of a font with Chinese glyphs, or None where there is none.

    System fonts come first, then the font of the extra ``fonts``. Where neither is there a
    GovtextWarning tells how to get one, once a process.

    Examples
    --------
    >>> import warnings
    >>> with warnings.catch_warnings():
    ...     warnings.simplefilter("ignore")
    ...     name = chinese_font()
    >>> name is None or isinstance(name, str)
    True
    """
    from matplotlib import font_manager

    known = {font.name for font in font_manager.fontManager.ttflist}
    for name in _NAMES:
        if name in known:
            return name
    packaged = _packaged_font()
    if packaged is not None:
        font_manager.fontManager.addfont(packaged)
        return font_manager.FontProperties(fname=packaged).get_name()
    warnings.warn(
        "no font with Chinese glyphs was found, labels are in English; install one with "
        "`pip install 'govtext[fonts]'`, or a system font such as Noto Sans CJK SC",
        GovtextWarning,
        stacklevel=2,
    )
    return None

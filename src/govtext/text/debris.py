"""Lines that a web page or a viewer put into a text (页面残留)."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["find_debris"]

_HINT: Final = re.compile(
    "字号|字体|打印|下载|全屏|收藏|分享|关闭|返回|浏览次数|点击数|阅读次数|访问量|来源：|责任编辑|责编|扫一扫|上一篇|下一篇|网站地图"
    "|当前位置|无障碍|设为首页|<!--"
)
_PAGE: Final = re.compile(
    r"\s*(?:[-—–－·]\s?\d{1,3}\s?[-—–－·]|第\s?\d{1,3}\s?页(?:[，,]?\s?共\s?\d{1,3}\s?页)?)\s*"
)
_MAX_PAGE: Final = 60
_BUTTON: Final = re.compile(
    "视力保护色|视力保护|打印本页|收藏本页|关闭窗口|返回顶部|返回列表|复制链接|设为首页|无障碍|分享到|保存|打印|下载|全屏|收藏|分享|字号|字体"
    "|关闭|返回|纠错|微信|微博|[大中小]"
)
_BETWEEN: Final = re.compile(r"[\s【】\[\]（）()：:｜|/、]+")
_NOTE: Final = re.compile(
    r"\s*(?:(?:上一篇|下一篇|扫一扫|当前位置|网站地图|责任编辑|责编)[：:在].{0,60}"
    r"|(?:发布时间|发布日期|信息来源|文章来源|来源)[：:](?=.{0,60}(?:浏览|点击|阅读|字号|打印|分享|作者|来源)).{0,120}"
    r"|(?:浏览次数|点击数|阅读次数|访问量)[：:].{0,30}"
    r"|<!--.{0,150}-->)\s*"
)
_MAX_LINE: Final = 160


def find_debris(text: str) -> list[tuple[int, int]]:
    r"""Return the spans of the lines that belong to the page, not to the report.

    A line counts when it consists of buttons and switches of a page alone, begins like the
    note of source and visits under a title, is a comment of HTML, or a page number. The
    line break behind it is part of the span, so that a sentence cut by a page goes on.

    Examples
    --------
    >>> find_debris("工作报告\n下载 打印 全屏 收藏 【字号：大 中 小】\n各位代表：")
    [(5, 28)]
    """
    found: list[tuple[int, int]] = []
    position = 0
    for line in text.split("\n"):
        end = position + len(line) + 1
        if 0 < len(line) <= _MAX_LINE and _is_debris(line):
            found.append((position, min(end, len(text))))
        position = end
    return found


def _is_debris(line: str) -> bool:
    if _HINT.search(line) is None:
        return len(line) <= _MAX_PAGE and _PAGE.fullmatch(line) is not None
    if _NOTE.fullmatch(line):
        return True
    rest, buttons = _BUTTON.subn("", line)
    return buttons >= 2 and _BETWEEN.sub("", rest) == ""

"""Roles of lines before the first section and behind the last (标题、主送、落款)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govtext.structure.headings import is_table_row
from govtext.structure.row import Row

__all__ = ["DATE", "DOC_NUMBER", "SPEAKER", "find_back", "find_front", "find_salutations"]

_YEAR: Final = r"(?:\d{4}|[〇零○Oo0一二三四五六七八九]{4}|[*×X]{2,4}|20[*×X]{2})"
_SMALL: Final = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[*×X]{1,2})"
DATE: Final = re.compile(
    rf"[（(]?\s?(?P<year>{_YEAR})\s?(?:年\s?(?:(?P<month>{_SMALL})\s?月\s?(?:(?P<day>{_SMALL})\s?[日号])?)"
    rf"|[-./](?P<month2>\d{{1,2}})[-./](?P<day2>\d{{1,2}}))\s?[）)]?"
)
DOC_NUMBER: Final = re.compile(
    r"[\u4e00-\u9fff*×○XxA-Za-z]{1,16}\s?[〔\[（(【［]\s?(?:19|20)?[\d*×X]{2,4}\s?[〕\]）)】］]\s?"
    r"第?\s?[\d*×XＸ○]{1,5}\s?号"
)
_SALUTE: Final = re.compile(
    r"(?:尊敬的|各位|同志们|主席|主任|代表们|女士们|朋友们|诸位)|.{0,28}(?:委员会|党委|党组|党工委|工委|纪委|市委|县委|区委|省委|州委|旗委|镇委|街道|"
    r"政府|人大|政协|组织部|宣传部|办公室|办公厅|总行|分行|公司|集团|监委|局|厅|院|部|会|处|委|组|室|中心|领导|同志)(?:并|、|，|：|:|！|$)"
)
_NOT_SALUTE: Final = re.compile(r"如下|以下|是$|方面|情况|工作|任务|措施|目标|包括|要求|主要")
_OCCASION: Final = re.compile(
    r"(?:报告|汇报|总结|通报|说明|述职|述责述廉)(?:如下|于下)|(?<!提)请(?:予|各位[^。，]{0,10}|大会)?审[议查阅](?=[。！，；])|提出意见|作[^。]{0,12}报告"
    r"|报告工作|如下(?:报告|汇报|总结)|[现将]{1,2}.{0,60}如下"
)
_CLOSING: Final = re.compile(
    r"(?:特此|专此|谨此|以上|妥否|当否|此致|敬礼|谢谢)[^。！]{0,30}[。！：]?|[^。]{0,12}请[^。]{0,10}(?:批示|审议|审阅|指正|批评指正)[。！]"
)
_ATTACHMENT: Final = re.compile(
    r"附\s?(?:件|表|录|注)?\s?[\d一二三四五六七八九十]{0,2}\s?[：:]|附\s?(?:件|表|录)\s?[\d一二三四五六七八九十]{0,2}$"
)
_LISTED: Final = re.compile(r"\d{1,2}\s?[.．、]")
_ORGAN: Final = re.compile(
    r"(?:委员会|党委|党组|党工委|工委|总支|支部|纪委|监委|市委|县委|区委|省委|政府|办公室|办公厅|局|厅|部|院|行|公司|集团|会|组|中心|处|委|署|所|站|校|大学|医院|常委会)$"
)
SPEAKER: Final = re.compile(
    r"[>\s]{0,3}[^，。：]{0,20}(?:总理|省\s?长|市\s?长|州\s?长|区\s?长|县\s?长|镇\s?长|乡\s?长|部\s?长|主\s?席|书\s?记|主\s?任|局\s?长|院\s?长|检察长|行\s?长|董事长)"
    r"[\s\u3000]{0,6}[\u4e00-\u9fff*×○某]{1,2}[\s\u3000]{0,3}[\u4e00-\u9fff*×○某]{1,2}"
)
# The office alone, the name below it.
_OFFICE: Final = re.compile(
    r"[^，。：]{0,20}(?:总理|[省市州区县镇乡部局院行]长|主席|书记|主任|检察长|董事长)"
)
_NAME: Final = re.compile(
    r"(?!目\s*录|摘\s*要|前言|引言|提要|导语|正文)[>\s]{0,3}[\u4e00-\u9fff]{1,2}(?:[\s\u3000]{1,3}[\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff])"
)
_COMPLETE_TITLE: Final = re.compile(
    r"(?:报告|总结|汇报|公报|要点|讲话|通知|方案|意见|材料|决议|计划|安排)(?:[（(《].{1,12}[）)》])?$"
)
_BULLET: Final = re.compile(r"[-*•·]\s")
_SUBTITLE: Final = re.compile(r"[-—―－（(【]")
_MAX_TITLE: Final = 60
_MAX_FRONT: Final = 15
_MAX_BACK: Final = 40


def find_front(rows: Sequence[Row], folded: str) -> int:
    """Give roles to the lines before the text; return the position of the first of the text."""
    index = 0
    titled = False
    while index < min(len(rows), _MAX_FRONT):
        row = rows[index]
        if row.is_heading or not _mark_front(rows, index, folded, titled=titled):
            break
        titled = titled or row.role == "title"
        index += 1
    if index == len(rows) and all(row.role == "title" for row in rows[:index]):
        # Nothing but short lines: no title without a text below it.
        for row in rows[:index]:
            row.role = "body"
        return 0
    _mark_intro(rows, index, folded, titled=titled)
    return index


def _mark_front(rows: Sequence[Row], index: int, folded: str, *, titled: bool) -> bool:
    row = rows[index]
    line = folded[row.start : row.end]
    if DATE.fullmatch(line):
        row.role = "date"
    elif DOC_NUMBER.fullmatch(line):
        row.role = "doc_number"
    elif is_salutation(line):
        row.role = "salutation"
    elif SPEAKER.fullmatch(line) or (
        titled and (_NAME.fullmatch(line) or _OFFICE.fullmatch(line))
    ):
        row.role = "signature"
    elif _is_title_line(rows, index, folded, titled=titled):
        row.role = "title"
    else:
        return False
    return True


def is_salutation(line: str) -> bool:
    """Tell whether a line only addresses those who are reported to."""
    if line in {"各位代表", "各位委员", "同志们"}:
        return True
    if len(line) > 40 or line[-1] not in "：:！!":
        return False
    return _SALUTE.match(line) is not None and _NOT_SALUTE.search(line) is None


def _is_title_line(rows: Sequence[Row], index: int, folded: str, *, titled: bool) -> bool:
    row = rows[index]
    line = folded[row.start : row.end]
    if (
        _BULLET.match(line)
        or len(line) > _MAX_TITLE
        or line[-1] in "。；，：！？、"
        or "。" in line
    ):
        return False
    if any(before.role == "salutation" for before in rows[:index]):
        return False
    if is_table_row(folded, row.start, row.end) and not _COMPLETE_TITLE.search(line):
        return False
    if titled and not _SUBTITLE.match(line):
        before = rows[index - 1]
        whole = before.role == "title" and _COMPLETE_TITLE.search(
            folded[before.start : before.end]
        )
        after = rows[index + 1] if index + 1 < len(rows) else None
        is_followed = after is not None and "。" in folded[after.start : after.end]
        if (whole or before.role != "title") and is_followed:
            return False
    return True


def _mark_intro(rows: Sequence[Row], first: int, folded: str, *, titled: bool) -> None:
    """Mark what stands before the first section and states the occasion."""
    last = first
    while last < min(len(rows), first + 12) and not rows[last].is_heading:
        last += 1
    has_sections = last < len(rows) and rows[last].is_heading
    for index in range(min(last, first + 6) - 1, first - 1, -1):
        if _OCCASION.search(folded, rows[index].start, rows[index].end):
            for row in rows[first : index + 1]:
                is_address = is_salutation(folded[row.start : row.end])
                row.role = "salutation" if is_address else "intro"
            return
    if titled and has_sections and first < last:
        rows[first].role = "intro"


def find_salutations(rows: Sequence[Row], first: int, folded: str) -> None:
    """Mark lines inside the text that only address the audience (各位代表：)."""
    for row in rows[first:]:
        if row.end - row.start <= 20 and row.role == "body" and folded[row.end - 1] in "：:！":
            line = folded[row.start : row.end]
            if (
                line.startswith(("各位", "同志们", "尊敬的", "主席"))
                and "，我" not in line
                and is_salutation(line)
            ):
                row.role = "salutation"


def find_back(rows: Sequence[Row], first: int, folded: str) -> int:
    """Give roles to the lines behind the text; return one past the last of the text."""
    last = len(rows)
    begin = max(first, len(rows) - 12)
    index = len(rows) - 1
    while index >= begin and _mark_back(rows, index, folded):
        last = index
        index -= 1
    _mark_attachments(rows, begin, folded)
    while last > begin and rows[last - 1].role != "body" and not rows[last - 1].is_heading:
        last -= 1
    return last


def _mark_back(rows: Sequence[Row], index: int, folded: str) -> bool:
    row = rows[index]
    line = folded[row.start : row.end]
    if row.role == "heading" and row.number is None:
        return False
    if DATE.fullmatch(line):
        row.role = "date"
    elif _ATTACHMENT.match(line):
        row.role = "attachment"
    elif len(line) <= _MAX_BACK and _CLOSING.fullmatch(line):
        row.role = "closing"
    elif _is_signature(rows, index, line):
        row.role = "signature"
    else:
        return (
            _LISTED.match(line) is not None
            and "。" not in line
            and _below_attachment(rows, index, folded)
        )
    return True


def _is_signature(rows: Sequence[Row], index: int, line: str) -> bool:
    if (
        len(line) > _MAX_BACK
        or rows[index].number is not None
        or set(line) & set("。，；：！？|")
    ):
        return False
    dated = index + 1 < len(rows) and rows[index + 1].role in {"date", "signature"}
    closed = index > 0 and len(line) <= 30
    return (dated and len(line) <= 40) or (closed and _ORGAN.search(line) is not None)


def _below_attachment(rows: Sequence[Row], index: int, folded: str) -> bool:
    for before in reversed(rows[max(0, index - 8) : index]):
        line = folded[before.start : before.end]
        if _ATTACHMENT.match(line):
            return True
        if not _LISTED.match(line):
            return False
    return False


def _mark_attachments(rows: Sequence[Row], begin: int, folded: str) -> None:
    inside = False
    for row in rows[begin:]:
        line = folded[row.start : row.end]
        if _ATTACHMENT.match(line) and len(line) <= 80:
            inside = True
        elif not (inside and _LISTED.match(line) and len(line) <= 60 and "。" not in line):
            inside = False
        if inside:
            row.role, row.level, row.number, row.heading_end = "attachment", None, None, -1

"""Tells where a verb and its object end."""

from __future__ import annotations

import re
from typing import Final

from govtext.actions import patterns
from govtext.actions.heads import is_relative

__all__ = [
    "figures_apart",
    "goal_end",
    "is_action",
    "is_verbal",
    "object_end",
    "trim",
    "verb_end",
]

Range = tuple[int, int]

_NO_OBJECT: Final = ("", "u", "g", "/", "c")


def verb_end(codes: str, at: int) -> int:
    """Return the end of a verb written together of several (引进培养)."""
    stop = at + 1
    if codes[at] in "PGICALS":
        return stop
    while (
        codes[stop : stop + 1] in ("V", "L")
        and stop + 1 < len(codes)
        and codes[stop + 1] not in "u/cg"
        and not patterns.COUNTED_END.match(codes, stop + 1)
    ):
        stop += 1
        if codes[stop - 1] == "L":
            break
    if (
        codes[stop - 1] == "V"
        and codes[stop : stop + 1] == "S"
        and codes[stop + 1 : stop + 2] in tuple("njzr(")
    ):
        stop += 1
    return stop


def object_end(codes: str, at: int, kind: str) -> int:
    """Return where the object from ``at`` on ends: at the clause's end or a new verb."""
    if patterns.MAY_SPLIT.search(codes, at):
        for match in patterns.SPLIT.finditer(codes, at):
            start = match.start()
            if start <= at and match.lastgroup not in ("and", "held"):
                continue
            if _is_split(codes, match, at, kind):
                return start + (match.lastgroup in ("serial", "counted", "held"))
    if kind == "I":
        return _serial_verb(codes, at)
    return len(codes)


def _is_split(codes: str, match: re.Match[str], at: int, kind: str) -> bool:
    """Tell whether a verb inside the object's range is a main verb of its own."""
    rest = codes[match.end() :]
    if kind == "L" and rest[0] == "W":
        return False
    if match.lastgroup == "held":
        return True
    if match.lastgroup == "and":
        return "u" not in rest or rest[0] != "W"
    if kind == "P" and (codes[match.start()] + rest[0] != "/P" or rest[1:2] == "W"):
        return False
    if kind == "C" and match.lastgroup != "comma":
        return False
    if match.lastgroup == "counted":
        return "u" not in rest
    if match.lastgroup == "serial":
        return not is_relative(rest[1:]) and "u" not in codes[at : match.start()]
    return _is_next(codes, match, rest)


def _is_next(codes: str, match: re.Match[str], rest: str) -> bool:
    """Tell whether the verb behind a 、 is a main verb with its own object."""
    before, code, behind = codes[match.start() - 1], rest[0], rest[1:2]
    if before == "V" and codes[match.start() - 2] in "nz":
        return False  # 成果共享、联合督办机制
    if not behind or behind in "ug/c" or ("o" in rest and patterns.UNSHAKEN.search(rest)):
        return False
    counted = before in "kf" and codes[match.start() - 2] != "g"
    if "u" in rest or "g" in rest:
        return counted and code != "W"
    if code == "W":
        return (counted or len(match.group()) > 1) and (behind == "k" or rest[-1] in "kf")
    if behind == "d":
        return code == "v"
    return counted or behind in "nkzjl(" or (behind == "W" and rest[2:3] in patterns.OPEN_END)


def _serial_verb(codes: str, at: int) -> int:
    """Return the verb behind the object of a verb of means (聚焦 A 开展 B)."""
    for i in range(at + 1, len(codes)):
        code, behind = codes[i], codes[i + 1 : i + 2]
        if (
            code in "VW"
            and codes[i - 1] not in "/c"
            and patterns.COUNTED_VERBS.match(codes, i + 1)
        ):
            return i
        if (
            code not in "VPLSHv"
            or behind in _NO_OBJECT
            or (code == "v" and behind not in "nz(")
        ):
            continue
        if codes[i - 1] in "/c(" or is_relative(codes[i + 1 :]):
            continue
        if codes[i - 1] in "nz" and patterns.NAMED_ACT.search(codes, at, i):
            continue
        start = i
        while codes[start - 1] in "dHi" and start - 1 > at:
            start -= 1
        return start
    return len(codes)


def trim(codes: str, start: int, end: int) -> Range | None:
    """Return the object's range without particles at its ends, None if nothing is left."""
    while start < end and codes[start] in "ld/":
        if codes[start] == "d" and start + 1 < end and codes[start + 1] not in "dl":
            break
        start += 1
    while end > start and codes[end - 1] in "le/":
        end -= 1
    return (start, end) if end > start else None


def goal_end(codes: str, at: int) -> int:
    """Return where the target of a goal verb ends: 并 V, 同研究、同部署."""
    match = patterns.GOAL_END.search(codes, at)
    return match.start() if match else len(codes)


def figures_apart(codes: str, start: int, end: int, kind: str) -> int:
    """Return the object's end before a figure that is stated of it (、总数达9.17万座)."""
    stated = codes.find("yk", start, end)
    if stated < 0 or kind in "PC":
        return end
    listed = codes.rfind("/", start, stated)
    return listed if listed > start else end


def is_verbal(codes: str, thing: Range) -> bool:
    """Tell whether the words of ``thing`` are all verbs."""
    return all(code in "VWv/cd" for code in codes[thing[0] : thing[1]])


def is_action(codes: str, thing: Range, kind: str) -> bool:
    """Tell acts from statements of a figure (新增就业超过33万人) and from fragments."""
    piece = codes[thing[0] : thing[1]]
    if piece[-1] == "u" or piece[0] == "c":
        return False
    return kind in "PC" or "yk" not in piece

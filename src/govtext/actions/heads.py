"""Tells which word of a clause is its main verb.

A code that every match of a pattern holds is looked for first: that costs a tenth of the
match, and most clauses do not hold it.
"""

from __future__ import annotations

import re
from typing import Final

from govtext.actions import patterns
from govtext.actions.codes import VERBS

__all__ = [
    "disposal_after",
    "final_verb",
    "is_adverbial",
    "is_head",
    "is_inside",
    "is_modal",
    "is_relative",
    "is_with",
    "verb_after",
]

# Verbs that may be the main verb behind a preposition.
_FOLLOWERS: Final = VERBS.replace("A", "")


def is_modal(codes: str, at: int) -> bool:
    """Tell 将 (will) from 将 (把): it is the latter before a noun with a verb behind."""
    rest = codes[at + 1 :]
    if not rest:
        return True
    if patterns.GOAL.search(rest, 1):
        return rest[0] in "dtpH" and "b" in rest
    if rest[0] in "nzkjrW":
        return not any(code in "VWLGvS" for code in rest[1:])
    return not rest.endswith("l")


def disposal_after(codes: str, at: int) -> int:
    """Return where 把 stands behind another preposition (用两年时间 把 A V B), -1 where none does."""
    found = codes.find("b", at + 2)
    if found < 0:
        found = codes.find("J", at + 2)
        if found > 0 and is_modal(codes, found):
            return -1
    return found if found > 0 and codes[found + 1 : found + 2] in tuple("nzjkr(W") else -1


def is_adverbial(codes: str, at: int) -> bool:
    """Tell 加快 before a verb (加快建设北部增长极) from 加快 as the verb (加快建设)."""
    match = patterns.MANNER.match(codes, at + 1)
    after = match.end() if match else at + 1
    rest = codes[after : after + 2]
    if not rest or patterns.UNSHAKEN.search(codes, after):
        return False
    if patterns.TOWARD_NOUN.match(codes, after):
        return False
    if rest[0] in "VPLGICSAvbxpwJEH":
        return not patterns.VERB_LIST.match(codes, after)
    if rest[0] != "W":
        return False
    if after > at + 1 and codes[at + 1] == "d":
        return len(rest) > 1  # 强化依法管理
    if codes[after - 1] == "i":
        return False  # 强化党内监督机制
    return len(rest) > 1 and rest[1] in "nkjzr(" and not patterns.OF_VERB.search(codes, after)


def is_head(codes: str, at: int, fresh: bool) -> bool:
    """Tell whether the verb at ``at`` is the clause's main verb.

    ``fresh`` says that nothing but time and adverbials stands before it.
    """
    code = codes[at]
    rest = codes[at + 1 :]
    if codes[at - 1 : at] == "u" and (not rest or (code == "H" and rest[0] == "n")):
        return False  # 损害群众利益的突出问题
    if code == "A" or rest[:1] in ("u", "f") or rest == "t":
        return False
    if code in "VWCS" and _is_state(code, rest):
        return False
    if not fresh and (code + rest in ("HW", "HV") or codes[at - 1] + codes[at:] == "HW"):
        return False  # 事业加快发展: a state
    if code == "P":
        return (rest[:1] != "g" and not patterns.GREW.match(rest)) if rest else not fresh
    if fresh:
        return _is_opening(code, rest, led=at > 0 and codes[at - 1] == "H")
    if rest[:1] == "g" or is_relative(rest):
        return False
    return _is_inner(code, codes[at - 1], rest)


def _is_state(code: str, rest: str) -> bool:
    """Tell what is stated of an act or its noun (履行不到位, 候诊时间由45分钟……) from an object."""
    if rest[:1] == "o" and code != "C" and patterns.FAILING.match(rest):
        return True
    if code == "S":
        return patterns.FIGURE.match(rest) is not None
    return ("k" in rest and patterns.LEVEL.match(rest) is not None) or (
        "d" in rest and patterns.DATED_STATE.match(rest) is not None
    )


def is_relative(rest: str) -> bool:
    """Tell whether ``rest`` is the end of a relative clause with the real verb behind it."""
    return "u" in rest and patterns.RELATIVE.match(rest) is not None


def _is_inner(code: str, before: str, rest: str) -> bool:
    """Tell whether a verb behind a subject is the main verb, not a part of a noun."""
    manner = before in "dqmaHtBi"
    if code in "WU":
        if code == "W" and before in "nz" and patterns.COUNTED_END.match(rest):
            return True
        if not manner:
            return (
                code == "W" and before in "z)" and patterns.OBJECT_NOUN.match(rest) is not None
            )
        return not patterns.STATEMENT.match(rest)
    if code == "v":
        return rest[:1] in tuple("nkzj(WUr")
    if code in "VL" and not manner and rest[:1] in tuple("pmqJb"):
        return patterns.MADE_OF.match(rest) is not None
    if code == "V" and not manner and patterns.STATE_OF_NOUN.match(rest):
        return False
    return manner or (before not in "/c" and (rest[:1] not in ("/", "c") or code in "VLS"))


def _is_opening(code: str, rest: str, led: bool) -> bool:
    """Tell whether a verb that opens its clause is the main verb, not a noun's part."""
    if code == "W" and patterns.SPENT.match(rest):
        return True
    if code in "WU":
        if not led and (patterns.STATE_TAIL.match(rest) or patterns.STATEMENT.match(rest)):
            return False
        if rest == "vn" or ("u" in rest and patterns.RELATIVE_OPENING.match(rest)):
            return False
        return rest[:1] not in ("g", "f", "d") or re.match("d[nzj]", rest) is not None
    if code in "vC":
        return bool(rest)
    if rest[:1] == "v" and rest[1:] and "u" not in rest:
        return False
    if rest[-1:] == "S" and patterns.GROWTH.match(rest):
        return False
    return "u" not in rest or not patterns.RELATIVE_OPENING.match(rest)


def is_inside(codes: str, at: int) -> bool:
    """Tell an adverbial inside a noun phrase (集体产权) from one before the verb."""
    match = patterns.MANNER.match(codes, at)
    after = match.end() if match else at
    return after < len(codes) and codes[after] in "nkzj"


def is_with(codes: str, at: int) -> bool:
    """Tell 与 (with) from 与 (and): behind an actor, with a verb further on."""
    if "G" in codes[at:]:
        return True
    return codes[at - 1] in "z)f" and re.search("[VLGWS]", codes[at + 2 :]) is not None


def verb_after(codes: str, at: int) -> int | None:
    """Return the main verb behind the preposition at ``at``.

    A list that closes with 等 belongs to the phrase. 对, 向, 为, 与 look for a light verb
    first; then come a pivot, a verb behind an adverbial, any verb, and behind 对 a last
    noun that can be a verb.
    """
    start = _phrase_start(codes, at)
    named = patterns.NAMED_BY_ACT.search(codes, start) if codes[at] == "x" else None
    if named:
        return named.end()
    acts = patterns.LISTED_ACTS.search(codes, start) if codes[at] == "x" else None
    if acts:
        return acts.start("verb")
    found = [
        i for i in range(start, len(codes)) if codes[i] in _FOLLOWERS and _may_follow(codes, i)
    ]
    verb = _plain_verb(codes, at, found)
    if verb is not None and codes[at] == "p" and verb == len(codes) - 1 and codes[verb] == "W":
        return (_last_resort(codes, start) or [verb])[0]  # 以作风 护航 高质量发展
    if verb is not None:
        return verb
    if codes[at] in "xwR" and not found:
        given = patterns.GIVEN.search(codes, at + 1)
        if given:
            return given.end()
    is_phrase = patterns.MANNER_VERB.match(codes, at + 1)
    if codes[at] in "xR" and codes[-1] == "W" and len(codes) - 1 > at + 1 and not is_phrase:
        return len(codes) - 1
    if codes[at] in "pE" and (not found or found[0] == len(codes) - 1):
        found = _last_resort(codes, start) or found
    return found[0] if found else None


def _phrase_start(codes: str, at: int) -> int:
    """Return where the verb is looked for: behind 等 and behind a 为 inside the phrase.

    A verb right behind the preposition belongs to its phrase, however it is done (对于深入开展…).
    """
    start = at + 2
    if codes[at] in "px":
        manner = patterns.MANNER_VERB.match(codes, at + 1)
        start = manner.end() if manner else start
    listed = codes.rfind("g", start)
    is_light = codes[at] == "x" and "L" in codes[start:listed]  # 给予约谈、停职等处理
    if listed > 0 and not is_light and any(code in "VLPWSG" for code in codes[listed:]):
        start = listed + 1
    inner = codes.find("e" if codes[at] == "E" else "E", start)
    if inner > 0 and codes[at] in "pE":
        start = inner + 1 if codes[at] == "E" else inner + 2
    return start


def _plain_verb(codes: str, at: int, found: list[int]) -> int | None:
    """Return the verb among those found that needs no further look, or None."""
    kind = codes[at]
    light = [i for i in found if codes[i] == "L"] if kind in "xwRE" else []
    light = [i for i in light if not patterns.NO_LIGHT.match(codes, i + 1)]
    if light:
        return light[0]
    pivots = [i for i in found if codes[i] == "P" or (codes[i - 1] == "d" and codes[i] != "W")]
    full = [i for i in found if codes[i] in "VLSGIvH"]
    if pivots and full and kind in "wR" and codes[full[0] - 1] == "z":
        return full[0]  # 与巡察办 建立 线索移送、联合督办机制
    if pivots and kind != "E":
        return _first_of_list(codes, pivots[0], found)
    if full:
        return full[-1] if kind == "E" and not _is_person(codes, at, full[0]) else full[0]
    led = [i for i in found if codes[i - 1] == "d"]
    return _first_of_list(codes, led[0], found) if led else None


def _first_of_list(codes: str, at: int, found: list[int]) -> int:
    """Return the first of the verbs listed before the one at ``at`` (公开曝光、坚决追究)."""
    before = at - 1
    while codes[before] in "dtHi":
        before -= 1
    return before - 1 if codes[before] == "/" and before - 1 in found else at


def _last_resort(codes: str, start: int) -> list[int]:
    """Return the first nominal verb between two nouns (用清单约束权力运行)."""
    if "u" in codes[start:]:
        return []
    for i in range(start, len(codes) - 1):
        if codes[i] == "W" and codes[i - 1] in "nz" and codes[i + 1] in "nzjd(":
            return [i]
    return []


def _is_placed(before: str, rest: str) -> bool:
    """Tell the verb behind 在 … 中 (在重点工程中识别干部)."""
    return before == "f" and (rest[:1] in tuple("nzk(") or rest[:2] in ("cW", "/W"))


def _is_person(codes: str, at: int, verb: int) -> bool:
    """Tell 为 with a person (为9名干警落实心理疏导) from 为 with a purpose."""
    return codes[verb - 1] == "z" and not set(codes[at + 1 : verb]) & set(VERBS)


def _may_follow(codes: str, at: int) -> bool:
    """Tell whether the verb at ``at`` can be the main verb behind a preposition."""
    code = codes[at]
    if code == "H":
        return codes[at - 1] == "z" and codes[at + 1 : at + 2] == "k"
    rest = codes[at + 1 :]
    if rest[:1] in ("u", "g", "f") or is_relative(rest):
        return False
    before = codes[at - 1]
    if before in "/c" and code != "P":
        return False
    if before == "i" and rest[:1] in tuple("VPLSG"):
        return False
    if code in "WU":
        return before in "di" or (code == "W" and rest[:1] == "k") or _is_placed(before, rest)
    if code == "v":
        return rest[:1] in tuple("nkzj(WUrl")
    return code != "S" or not patterns.FIGURE.match(rest)


def final_verb(codes: str, at: int) -> int | None:
    """Return the first of the verbs behind the object of 把."""
    tail = patterns.TAIL_VERBS.search(codes, at + 2)
    if tail:
        return tail.start("verb")
    match = patterns.AFTER_MANNER.search(codes, at + 2)
    if match:
        return match.end() - 1
    if codes[-1] == "p" and codes[-2] in "di":
        return len(codes) - 1  # 将……有机结合
    return max((i for i in range(at + 2, len(codes)) if codes[i] in "VWvLPIS"), default=None)

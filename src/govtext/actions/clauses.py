"""Reads one clause: which words are its verbs and what each acts on.

A clause is a string of codes (see ``tokens``). The reader walks over what stands before the
verb (time, subject, prepositional phrases), takes the first word that can be the main verb,
and gives it what follows up to the clause's end or to the next main verb.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from govtext.actions import patterns
from govtext.actions.tokens import VERBS

__all__ = ["Draft", "Reading", "read_clause"]

Range = tuple[int, int]


class Draft(NamedTuple):
    """An action as token ranges of its clause.

    Parameters
    ----------
    verb, object, target
        Token ranges; None where there is none.
    agent
        Range of the subject, or None where it is to be carried over.
    passive
        Whether the object stood before the verb as its subject.
    finished
        Whether 了 or 过 follows the verb.
    mood
        ``"m"`` planned, ``"q"`` demanded, or ``""``.
    """

    verb: Range
    object: Range | None
    target: Range | None
    agent: Range | None
    passive: bool
    finished: bool
    mood: str


class Reading(NamedTuple):
    """What a clause says.

    Parameters
    ----------
    drafts
        Its actions, in text order.
    subject
        Range of a subject that may hold for the clauses after this one, or None.
    mood
        The mood that holds for them (``"m"``, ``"q"`` or ``""``).
    """

    drafts: list[Draft]
    subject: Range | None
    mood: str


def read_clause(codes: str, is_lead: bool = False) -> Reading:
    """Return the actions of a clause.

    Parameters
    ----------
    codes
        The clause's codes, without its closing mark.
    is_lead
        Whether a verb alone, without any object, counts.
    """
    simple = patterns.SIMPLE.match(codes)
    if simple:
        verb, thing = simple.span("verb"), simple.span("thing")
        finished = thing[0] > verb[1]
        return Reading([Draft(verb, thing, None, None, False, finished, "")], None, "")
    clause = _Clause(codes, is_lead)
    clause.read(0)
    return Reading(clause.drafts, clause.subject, clause.mood)


class _Clause:
    """The state of reading one clause."""

    __slots__ = (
        "by",
        "codes",
        "drafts",
        "end",
        "is_lead",
        "mood",
        "subject",
        "target",
        "topic",
    )

    def __init__(self, codes: str, is_lead: bool) -> None:
        self.codes = codes
        self.end = len(codes)
        self.is_lead = is_lead
        self.drafts: list[Draft] = []
        self.subject: Range | None = None
        self.target: Range | None = None
        self.topic: Range | None = None
        self.by: Range | None = None
        self.mood = ""

    # -- before the verb -------------------------------------------------------------

    def read(self, at: int) -> None:
        """Step over what stands before the main verb from ``at`` on, then read the verb."""
        codes = self.codes
        fresh = True
        while 0 <= at < self.end:
            code = codes[at]
            if code in "mqJ":
                if code == "J" and not self._is_modal(at):
                    self._read_disposal(at)
                    return
                self.mood = self.mood or ("m" if code == "J" else code)
                at += 1
            elif code in "htdeail/" or (code == "H" and self._is_adverbial(at)):
                at += 1
            elif code in VERBS and self._is_head(at, fresh):
                self._read_verb(at)
                return
            elif code == "b":
                self._read_disposal(at)
                return
            elif code in "xwpRE":
                self._read_preposition(at)
                return
            elif code in "yos":
                return
            elif code == "B":
                self._read_passive(at)
                return
            elif code == "k" and (match := patterns.TIME.match(codes, at)):
                at = match.end()
            else:
                at = self._skip_subject(at)
                fresh = False

    def _is_modal(self, at: int) -> bool:
        """Tell 将 (will) from 将 (把): it is the latter before a noun with a verb behind."""
        rest = self.codes[at + 1 :]
        if not rest:
            return True
        if patterns.GOAL.search(rest, 1):
            return rest[0] in "dtpH" and "b" in rest
        if rest[0] in "nzkjrW":
            return not any(code in "VWLGv" for code in rest[1:])
        return not rest.endswith("l")

    def _is_adverbial(self, at: int) -> bool:
        """Tell 加快 before a verb (加快建设北部增长极) from 加快 as the verb (加快建设)."""
        codes = self.codes
        match = patterns.MANNER.match(codes, at + 1)
        after = match.end() if match else at + 1
        rest = codes[after : after + 2]
        if not rest or patterns.UNSHAKEN.search(codes, after):
            return False
        if rest[0] in "VPLGICSAvbxpwJE":
            return not patterns.VERB_LIST.match(codes, after)
        if rest[0] != "W":
            return False
        if after > at + 1 and codes[at + 1] == "d":
            return True
        return len(rest) > 1 and rest[1] in "nkjz(" and "u" not in codes[after + 1 :]

    def _is_head(self, at: int, fresh: bool) -> bool:
        """Tell whether the verb at ``at`` is the clause's main verb.

        ``fresh`` says that nothing but time and adverbials stands before it.
        """
        codes, code = self.codes, self.codes[at]
        rest = codes[at + 1 :]
        if code == "A" or rest[:1] == "u" or (code == "S" and patterns.FIGURE.match(rest)):
            return False
        if code == "P":
            return rest[:1] != "g" if rest else not fresh
        if fresh:
            return self._is_opening(code, rest, led=at > 0 and codes[at - 1] == "H")
        if rest[:1] == "g" or patterns.RELATIVE.match(rest):
            return False
        return self._is_inner(code, codes[at - 1], rest)

    def _is_inner(self, code: str, before: str, rest: str) -> bool:
        """Tell whether a verb behind a subject is the main verb, not a part of a noun."""
        manner = before in "dqmaHtBi"
        if code in "WU":
            if not manner:
                return (
                    code == "W"
                    and before in "z)"
                    and patterns.COUNTED_NOUN.match(rest) is not None
                )
            return not patterns.STATEMENT.match(rest)
        if code == "v":
            return rest[:1] in tuple("nkzj(WUr")
        return manner or (before not in "/c" and (rest[:1] not in ("/", "c") or code in "VLS"))

    def _is_opening(self, code: str, rest: str, led: bool) -> bool:
        """Tell whether a verb that opens its clause is the main verb, not a noun's part."""
        if code in "WU":
            if not led and (patterns.STATE_TAIL.match(rest) or patterns.STATEMENT.match(rest)):
                return False
            return rest[:1] not in ("g", "f", "d") or re.match("d[nzj]", rest) is not None
        if code in "vC":
            return bool(rest)
        if rest[:1] == "v" and rest[1:]:
            return False
        if patterns.GROWTH.match(rest):
            return False
        return not patterns.RELATIVE_OPENING.match(rest)

    def _skip_subject(self, at: int) -> int:
        """Step over a noun phrase; note it as the subject."""
        codes = self.codes
        start = at
        at += 1
        while (stop := patterns.STOP.search(codes, at)) is not None:
            at, code = stop.start(), stop.group()
            if code in "dmqbJxwpEByos":
                if code != "d" or not self._is_inside(at):
                    break
            elif self._is_with(at) if code == "R" else self._is_head(at, False):
                break
            at += 1
        else:
            at = self.end
        if self.topic is None:
            self.topic = (start, at)
            self.subject = self.subject or self.topic
        return at

    def _is_inside(self, at: int) -> bool:
        """Tell an adverbial inside a noun phrase (集体产权) from one before the verb."""
        match = patterns.MANNER.match(self.codes, at)
        after = match.end() if match else at
        return after < self.end and self.codes[after] in "nkzj"

    def _is_with(self, at: int) -> bool:
        """Tell 与 (with) from 与 (and): behind an actor, with a verb further on."""
        codes = self.codes
        if "G" in codes[at:]:
            return True
        return codes[at - 1] in "z)f" and re.search("[VLGWS]", codes[at + 2 :]) is not None

    def _read_passive(self, at: int) -> None:
        """Read 被 A V and 由 A V; 得到 and 受到 count as 被."""
        codes = self.codes
        start = at = at + 1
        if codes[at : at + 1] == "k":
            return
        while at < self.end and (codes[at] not in VERBS or codes[at + 1 : at + 2] == "u"):
            at += 1
        stop = at
        while stop > start and codes[stop - 1] in "dti":
            stop -= 1
        self.by = (start, stop) if stop > start else None
        if at < self.end:
            self._read_verb(at)

    def _read_preposition(self, at: int) -> None:
        """Read a preposition's phrase and the verb behind it."""
        code = self.codes[at]
        verb = self._verb_after(at)
        if verb is None:
            return
        stop = verb
        while stop > at + 2 and self.codes[stop - 1] in "dtaHmqi":
            if self.codes[stop - 1] in "mq":
                self.mood = self.mood or self.codes[stop - 1]
            stop -= 1
        if code in "xwRE":
            self.target = (at + 1, stop)
        self._read_verb(verb, "" if code == "p" else code)

    def _verb_after(self, at: int) -> int | None:
        """Return the main verb behind the preposition at ``at``.

        A list that closes with 等 belongs to the phrase. 对, 向, 为, 与 look for a light verb
        first; then come a pivot, a verb behind an adverbial, any verb, and behind 对 a last
        noun that can be a verb.
        """
        codes = self.codes
        start = at + 2
        listed = codes.rfind("g", start)
        if listed > 0 and any(code in "VLPWSG" for code in codes[listed:]):
            start = listed + 1
        inner = codes.find("e" if codes[at] == "E" else "E", start)
        if inner > 0 and codes[at] in "pE":
            start = inner + 1 if codes[at] == "E" else inner + 2
        found = [i for i in range(start, self.end) if self._may_follow(i)]
        if codes[at] in "xwRE":
            light = [i for i in found if codes[i] == "L"]
            if light:
                return light[0]
        for i in found:
            if codes[i] == "P" or codes[i - 1] == "d":
                return i
        full = [i for i in found if codes[i] in "VLSGIv"]
        if full:
            return full[-1] if codes[at] == "E" else full[0]
        if codes[at] in "xR" and codes[-1] == "W" and self.end - 1 > at + 1:
            return self.end - 1
        if codes[at] in "pE" and (not found or found[0] == self.end - 1):
            found = self._last_resort(start) or found
        return found[0] if found else None

    def _last_resort(self, start: int) -> list[int]:
        """Return the first nominal verb between two nouns (用硬指标约束政绩观)."""
        codes = self.codes
        if "u" in codes[start:]:
            return []
        for i in range(start, self.end - 1):
            if codes[i] == "W" and codes[i - 1] in "nz" and codes[i + 1] in "nzjd(":
                return [i]
        return []

    def _may_follow(self, at: int) -> bool:
        """Tell whether the word at ``at`` can be the main verb behind a preposition."""
        codes, code = self.codes, self.codes[at]
        if code not in VERBS or code in "AH":
            return False
        rest = codes[at + 1 :]
        if rest[:1] in ("u", "g", "f") or patterns.RELATIVE.match(rest):
            return False
        before = codes[at - 1]
        if before in "/c" and code != "P":
            return False
        if before == "i" and rest[:1] in tuple("VPLSG"):
            return False
        if code in "WU":
            return before in "di" or (code == "W" and rest[:1] == "k")
        if code == "v":
            return rest[:1] in tuple("nkzj(WUr")
        return code != "S" or not patterns.FIGURE.match(rest)

    # -- 把 A V B ---------------------------------------------------------------------

    def _read_disposal(self, at: int) -> None:
        """Read 把 A V B: a goal verb with its target, or verbs behind their object."""
        match = patterns.GOAL.search(self.codes, at + 2)
        if match:
            self._read_goal_of(at, match.start())
            return
        verb = self._final_verb(at)
        if verb is None:
            return
        stop = verb
        while stop > at + 2 and self.codes[stop - 1] in "dtai":
            stop -= 1
        self._coordinate(verb, (at + 1, stop))

    def _read_goal_of(self, at: int, goal: int) -> None:
        codes = self.codes
        target_end = self._goal_end(goal + 1)
        finished = codes[goal + 1 : goal + 2] == "l"
        thing = (at + 1, goal)
        target = self._trim(goal + 1, target_end)
        if target is None:
            pair = codes.find("R", at + 2, goal)
            if pair > 0 and pair + 1 < goal:
                thing, target = (at + 1, pair), (pair + 1, goal)
        while thing[1] > thing[0] + 1 and codes[thing[1] - 1] in "dti":
            thing = (thing[0], thing[1] - 1)
        self._add((goal, goal + 1), thing, target, finished=finished)
        if codes[target_end : target_end + 1] == "e":
            self._again(target_end)

    def _goal_end(self, at: int) -> int:
        """Return where the target of a goal verb ends: 并 V, 同研究、同部署."""
        match = patterns.GOAL_END.search(self.codes, at)
        return match.start() if match else self.end

    def _final_verb(self, at: int) -> int | None:
        """Return the first of the verbs behind the object of 把."""
        codes = self.codes
        tail = patterns.TAIL_VERBS.search(codes, at + 2)
        if tail:
            return tail.start("verb")
        match = patterns.AFTER_MANNER.search(codes, at + 2)
        if match:
            return match.end() - 1
        return max((i for i in range(at + 2, self.end) if codes[i] in "VWvLPIS"), default=None)

    def _coordinate(self, verb: int, thing: Range) -> None:
        """Add each of the verbs that share an object standing before them."""
        codes = self.codes
        at = verb
        while at < self.end:
            stop = at + 1
            while stop < self.end and codes[stop] in "VWv":
                stop += 1
            self._add((at, stop), thing, None, finished=codes[stop : stop + 1] == "l")
            match = patterns.SHARED.match(codes, stop)
            if not match:
                return
            at = match.end()

    # -- from the verb on --------------------------------------------------------------

    def _read_verb(self, at: int, to_whom: str = "") -> None:
        """Read the verb at ``at``, the verbs joined to it and the object they share."""
        codes = self.codes
        verbs: list[Range] = []
        finished = False
        while True:
            stop = self._verb_end(at)
            verbs.append((at, stop))
            if codes[stop : stop + 1] == "l":
                finished = True
                stop += 1
            match = patterns.AND_VERB.match(codes, stop)
            if not match:
                break
            at = match.end()
        kind = codes[verbs[-1][0]]
        if kind == "G" and (self.topic is not None or to_whom):
            self._read_goal(verbs[-1], stop, finished)
            return
        thing_end = self._object_end(stop, kind)
        thing = self._trim(stop, self._figures_apart(stop, thing_end, kind))
        if thing is not None and to_whom == "x" and kind != "L" and self._is_verbal(thing):
            verbs[-1], thing = (verbs[-1][0], thing[1]), None
        if thing is None:
            self._without_object(verbs, to_whom, finished)
            return
        if self._is_action(thing, kind):
            for verb in verbs:
                self._add(verb, thing, self.target, finished=finished)
        if thing_end < self.end:
            self._again(thing_end)

    def _figures_apart(self, start: int, end: int, kind: str) -> int:
        """Return the object's end before a figure that is stated of it (、总数达9.17万座)."""
        if kind in "PC":
            return end
        stated = self.codes.find("yk", start, end)
        listed = self.codes.rfind("/", start, stated) if stated > 0 else -1
        return listed if listed > start else end

    def _is_verbal(self, thing: Range) -> bool:
        return all(code in "VWv/cd" for code in self.codes[thing[0] : thing[1]])

    def _is_action(self, thing: Range, kind: str) -> bool:
        """Tell acts from statements of a figure (新增就业超过33万人) and from fragments."""
        piece = self.codes[thing[0] : thing[1]]
        if piece[-1] == "u" or piece[0] == "c":
            return False
        return kind in "PC" or "yk" not in piece

    def _verb_end(self, at: int) -> int:
        """Return the end of a verb written together of several (引进培养)."""
        codes = self.codes
        stop = at + 1
        if codes[at] in "PGICAL":
            return stop
        while (
            codes[stop : stop + 1] in ("V", "L")
            and stop + 1 < self.end
            and codes[stop + 1] not in "u/cg"
            and not patterns.COUNTED_END.match(codes, stop + 1)
        ):
            stop += 1
            if codes[stop - 1] == "L":
                break
        return stop

    def _read_goal(self, verb: Range, stop: int, finished: bool) -> None:
        """Read a goal verb whose object stands before it without 把."""
        codes = self.codes
        target_end = self._goal_end(stop)
        target = self._trim(stop, target_end) or self.target
        if self.topic is not None and target is not None and codes[target[0]] != "k":
            self._add(verb, self.topic, target, passive=True, finished=finished)
            self.subject = None
        if codes[target_end : target_end + 1] == "e":
            self._again(target_end)

    def _without_object(self, verbs: list[Range], to_whom: str, finished: bool) -> None:
        """Record verbs without an object behind them: topic first, 对 A V, or a lead."""
        thing: Range | None = None
        passive = False
        if to_whom == "x" and self.target is not None:
            thing, self.target = self.target, None
        elif self.topic is not None:
            thing, passive = self.topic, True
            piece = self.codes[thing[0] : thing[1]]
            kinds = {self.codes[verb[0]] for verb in verbs}
            if self.by is None and ("S" in kinds or (piece[-1] in "/ez" and kinds == {"W"})):
                return
            if not any(code in "nzkjrW(" for code in piece):
                return
            if self.by is None and to_whom:
                return
        elif not self.is_lead or self.drafts:
            return
        for verb in verbs:
            self._add(verb, thing, None, passive=passive, finished=finished)
        if passive:
            self.subject = None

    def _object_end(self, at: int, kind: str) -> int:
        """Return where the object from ``at`` on ends: at the clause's end or a new verb."""
        if patterns.MAY_SPLIT.search(self.codes, at):
            for match in patterns.SPLIT.finditer(self.codes, at):
                start = match.start()
                if start <= at and match.lastgroup != "and":
                    continue
                if self._is_split(match, at, kind):
                    return start + (1 if match.lastgroup == "serial" else 0)
        if kind == "I":
            return self._serial_verb(at)
        return self.end

    def _is_split(self, match: re.Match[str], at: int, kind: str) -> bool:
        """Tell whether a verb inside the object's range is a main verb of its own."""
        codes = self.codes
        rest = codes[match.end() :]
        if match.lastgroup == "and":
            return "u" not in rest or rest[0] != "W"
        if kind == "P" or (kind == "C" and match.lastgroup == "serial"):
            return False
        if match.lastgroup == "serial":
            return (
                not patterns.RELATIVE.match(rest[1:]) and "u" not in codes[at : match.start()]
            )
        before, code, behind = codes[match.start() - 1], rest[0], rest[1:2]
        if not behind or behind in "ug/c":
            return False
        counted = before in "kf" and codes[match.start() - 2] != "g"
        if "u" in rest or "g" in rest:
            return counted and code != "W"
        if code == "W":
            return counted and (behind == "k" or rest[-1] in "kf")
        if behind == "d":
            return code == "v"
        return (
            counted or behind in "nkzjl(" or (behind == "W" and rest[2:3] in patterns.OPEN_END)
        )

    def _serial_verb(self, at: int) -> int:
        """Return the verb behind the object of a verb of means (聚焦 A 开展 B)."""
        codes = self.codes
        for i in range(at + 1, self.end):
            code, behind = codes[i], codes[i + 1 : i + 2]
            if code == "W" and behind == "k" and codes[i - 1] not in "/c":
                return i
            if code not in "VPLSH" or behind in ("", "u", "g", "/", "c"):
                continue
            if codes[i - 1] in "/c(" or patterns.RELATIVE.match(codes[i + 1 :]):
                continue
            start = i
            while codes[start - 1] in "dHi" and start - 1 > at:
                start -= 1
            return start
        return self.end

    def _trim(self, start: int, end: int) -> Range | None:
        """Return the object's range without particles at its ends, None if nothing is left."""
        codes = self.codes
        while start < end and codes[start] in "ld/":
            if codes[start] == "d" and start + 1 < end and codes[start + 1] not in "dl":
                break
            start += 1
        while end > start and codes[end - 1] in "le/":
            end -= 1
        return (start, end) if end > start else None

    def _again(self, at: int) -> None:
        """Read on behind an object, with the same subject."""
        target, self.target = self.target, None
        topic, self.topic = self.topic, None
        self.read(at)
        self.target, self.topic = target, topic

    def _add(
        self,
        verb: Range,
        thing: Range | None,
        target: Range | None,
        *,
        passive: bool = False,
        finished: bool = False,
    ) -> None:
        agent = self.by if passive else self.subject
        self.drafts.append(Draft(verb, thing, target, agent, passive, finished, self.mood))

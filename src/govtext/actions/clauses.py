"""Reads one clause: which words are its verbs and what each acts on.

A clause is a string of codes (see ``tokens``). The reader walks over what stands before the
verb (time, subject, prepositional phrases), takes the first word that can be the main verb,
and gives it what follows up to the clause's end or to the next main verb.
"""

from __future__ import annotations

import re
from typing import NamedTuple

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
    """

    drafts: list[Draft]
    subject: Range | None


# Words before anything that matters: markers, times, adverbials, conjunctions.
_OPEN = re.compile(r"(?:k+t+f?|tf|[htedasl/])+")
_ADVERBIAL = re.compile(r"[dtahemqlHs]*")
_NOUN = "nkzjrftWUvc/guR"
# A relative clause: … 的 nouns, then the real verb.
_RELATIVE = re.compile(r"[^u]{0,40}u[nkzjrfcgWUu/]+(?:[dtmqlo]+[VWPLGICU]|[VPLGICBbxpw]|y)")
_TOPIC_TAIL = re.compile(r"(?:[dBo]+|B)[VWUIHC]+l?(?:[VWU]|j)?$")
_STATEMENT = re.compile(r"[yoj]k*$|y")
_AND_VERB = re.compile(r"[/ce]?[/ce][dtH]*(?=[VWLIHCv])")
_HEADS = "VPLGICv"
_SPLIT = re.compile(
    r"(?P<and>e[dtmqH]*)(?=[VWPLGICvHbx])|(?P<comma>/[dtH]*)(?=[VWPLIv])|(?P<serial>[nkjz)fg]d+)(?=[VPL][lnkzj(WU])"
)


def read_clause(codes: str, is_lead: bool = False) -> Reading:
    """Return the actions of a clause.

    Parameters
    ----------
    codes
        The clause's codes, without its closing mark.
    is_lead
        Whether a verb alone, without any object, counts.
    """
    return _Clause(codes, is_lead).read()


class _Clause:
    """The state of reading one clause."""

    def __init__(self, codes: str, is_lead: bool) -> None:
        self.codes = codes
        self.is_lead = is_lead
        self.drafts: list[Draft] = []
        self.subject: Range | None = None
        self.target: Range | None = None
        self.topic: Range | None = None
        self.by: Range | None = None
        self.mood = ""

    def read(self) -> Reading:
        self._read_from(0)
        return Reading(self.drafts, self.subject)

    # -- before the verb -------------------------------------------------------------

    def _read_from(self, at: int) -> None:
        codes, end = self.codes, len(self.codes)
        fresh = True
        while at < end:
            code = codes[at]
            if code in "mq":
                self.mood = self.mood or code
                at += 1
            elif code == "J" and self._is_modal(at):
                self.mood = self.mood or "m"
                at += 1
            elif code in "bJ":
                self._read_disposal(at)
                return
            elif code in "xwpRE":
                after = self._skip_preposition(at)
                if after is None:
                    return
                at = after
                fresh = False
            elif code in "htdeasl/H" and not (code == "H" and not self._is_adverbial(at)):
                at += 1
            elif code == "k" and (match := _OPEN.match(codes, at)):
                at = match.end()
            elif code in VERBS and self._is_head(at, fresh):
                self._read_verb(at)
                return
            elif code in "yo":
                return
            elif code == "B":
                at = self._skip_passive(at)
                fresh = False
            else:
                at = self._skip_subject(at)
                fresh = False

    def _is_modal(self, at: int) -> bool:
        """Tell 将 (will) from 将 (把): it is the latter before a noun with a verb behind."""
        rest = self.codes[at + 1 :]
        if not rest:
            return True
        if "G" in rest[1:]:
            return rest[0] in "dtpH" and "b" in rest
        if rest[0] in "nzkjrW":
            return not any(code in "VWLGv" for code in rest[1:])
        return True

    def _is_adverbial(self, at: int) -> bool:
        """Tell 加快 before a verb (加快建设北部增长极) from 加快 as the verb (加快建设)."""
        match = re.compile(r"[dtH]*").match(self.codes, at + 1)
        after = match.end() if match else at + 1
        rest = self.codes[after : after + 2]
        if not rest:
            return False
        if rest[0] in "VPLGICvbxpwJE":
            return True
        if after > at + 1 and rest[0] == "W" and self.codes[at + 1] == "d":
            return True
        tail = self.codes[after + 1 :]
        return rest[0] == "W" and len(rest) > 1 and rest[1] in "nkjz(" and "u" not in tail

    def _is_head(self, at: int, fresh: bool) -> bool:  # noqa: C901, PLR0911
        """Tell whether the verb at ``at`` is the clause's main verb."""
        codes, code = self.codes, self.codes[at]
        rest = codes[at + 1 :]
        before = codes[at - 1] if at else ""
        after_adverb = before in "dqmaHtB" and at > 0
        if code == "P":
            return bool(rest) and rest[0] not in "ug"
        if fresh:
            if rest[:1] == "u":
                return False
            if code in "WU":
                if _TOPIC_TAIL.search(rest) or _STATEMENT.search(rest):
                    return False
                return not rest or rest[0] not in "ugf"
            if code in "vC":
                return bool(rest)
            if _RELATIVE.match(rest) and not re.search("[P]", rest):
                return _relative_is_object(rest)
            return True
        if rest[:1] in ("u", "g") or (rest[:1] in ("/", "c") and code not in "VL"):
            return False
        if code in "WU":
            return after_adverb and not _RELATIVE.match(rest)
        if code == "v":
            return bool(rest) and rest[0] in "nkzj(WU" and not _RELATIVE.match(rest)
        if _RELATIVE.match(rest):
            return False
        if before in "/c" and not after_adverb:  # noqa: SIM103
            return False
        return True

    def _skip_subject(self, at: int) -> int:
        """Step over a noun phrase; note it as the subject."""
        codes, end = self.codes, len(self.codes)
        start = at
        at += 1
        while at < end:
            code = codes[at]
            if code in "dmqbJxwpEByo" and not (code == "d" and codes[at - 1] in "/c"):
                break
            if code == "R" and self._is_with(at):
                break
            if code in VERBS and self._is_head(at, False):
                break
            at += 1
        if self.subject is None or self.topic is None:
            self.subject = self.topic = (start, at)
        return at

    def _is_with(self, at: int) -> bool:
        """Tell 与 (with) from 与 (and): behind an actor, with a verb further on."""
        return bool(re.search("[VLG]", self.codes[at + 2 :]))

    def _skip_passive(self, at: int) -> int:
        """Step over 被 and the actor behind it; 得到 and 受到 count as 被."""
        codes, end = self.codes, len(self.codes)
        start = at = at + 1
        while at < end and codes[at] not in VERBS + "d":
            at += 1
        self.by = (start, at) if at > start else None
        return at

    def _skip_preposition(self, at: int) -> int | None:
        """Return where the phrase of the preposition ends, None where no verb follows."""
        codes, end = self.codes, len(self.codes)
        code = codes[at]
        verb = self._verb_after(at)
        if verb is None:
            if self.subject is None and code == "E":
                return None
            return None
        stop = verb
        while stop > at + 2 and codes[stop - 1] in "dtaHmq":
            stop -= 1
        if code in "xwRE":
            self.target = (at + 1, stop)
            if code == "x":
                self.topic_is_object = True
        del end
        return self._land(at, verb, stop)

    def _land(self, at: int, verb: int, stop: int) -> int | None:
        code = self.codes[at]
        self._read_verb(verb, to_whom=code if code in "xwRE" else "")
        del stop
        return None

    def _verb_after(self, at: int) -> int | None:  # noqa: C901
        """Return the main verb behind the preposition at ``at``."""
        codes, end = self.codes, len(self.codes)
        first: int | None = None
        last_nominal: int | None = None
        for i in range(at + 2, end):
            code = codes[i]
            if code not in VERBS:
                continue
            rest = codes[i + 1 :]
            before = codes[i - 1]
            if rest[:1] in ("u", "g", "f") or _RELATIVE.match(rest):
                continue
            if code == "L" and codes[at] in "xwRE":
                return i
            if before in "/c" and code != "P":
                continue
            if code == "H":
                continue
            if code in "WU":
                if before == "d":
                    first = i if first is None else first
                elif code == "W" and i + 1 == end:
                    last_nominal = i
                continue
            if code == "v" and (not rest or rest[0] not in "nkzj(WU"):
                continue
            if first is None:
                first = i
                if codes[at] == "p" or code == "P":
                    break
        if first is None and codes[at] == "x" and last_nominal is not None:
            while codes[last_nominal - 1] == "W" and last_nominal - 1 > at + 1:
                last_nominal -= 1
            return last_nominal
        return first

    # -- 把 A V B ---------------------------------------------------------------------

    def _read_disposal(self, at: int) -> None:
        codes, end = self.codes, len(self.codes)
        goal = codes.find("G", at + 2)
        if goal > 0:
            target_end = self._goal_end(goal + 1)
            thing: Range | None = (at + 1, goal)
            target: Range | None = (goal + 1, target_end)
            if goal + 1 < end and codes[goal + 1] == "l":
                target = (goal + 2, target_end)
            if target is not None and target[0] >= target[1]:
                target = None
                pair = codes.find("R", at + 1, goal)
                if pair > 0:
                    thing, target = (at + 1, pair), (pair + 1, goal)
            while thing and thing[1] > thing[0] + 1 and codes[thing[1] - 1] in "dt":
                thing = (thing[0], thing[1] - 1)
            self._add(
                (goal, goal + 1), thing, target, finished=codes[goal + 1 : goal + 2] == "l"
            )
            if target_end < end and codes[target_end] in "e":  # noqa: FURB171
                self._again(target_end)
            return
        verb = self._final_verbs(at)
        if verb is None:
            return
        stop = verb
        while stop > at + 2 and codes[stop - 1] in "dta":
            stop -= 1
        self._coordinate(verb, (at + 1, stop))

    def _goal_end(self, at: int) -> int:
        """Return where the target of a goal verb ends: 并 V, 同研究、同部署."""
        match = re.compile(r"e[dt]*[VWPLGI]|d[VW](?:/d[VW])*$|fv?$").search(self.codes, at)
        return match.start() if match else len(self.codes)

    def _final_verbs(self, at: int) -> int | None:
        codes = self.codes
        match = re.compile(r"d[VWUHC]").search(codes, at + 2)
        if match:
            return match.end() - 1
        for i in range(len(codes) - 1, at + 1, -1):
            if codes[i] in "VWvLPI":
                while i - 1 > at + 1 and codes[i - 1] in "VWv":
                    i -= 1  # noqa: PLW2901
                return i
        return None

    def _coordinate(self, verb: int, thing: Range) -> None:
        """Add each of the verbs that share an object standing before them."""
        codes, end = self.codes, len(self.codes)
        at = verb
        while at < end:
            stop = at + 1
            while stop < end and codes[stop] in "VWv":
                stop += 1
            self._add(
                (at, stop), thing, None, passive=False, finished=codes[stop : stop + 1] == "l"
            )
            match = re.compile(r"l?[/ce]+[dt]*(?=[VWUvHC])").match(codes, stop)
            if not match:
                return
            at = match.end()

    # -- from the verb on --------------------------------------------------------------

    def _read_verb(self, at: int, to_whom: str = "") -> None:
        """Read the verb at ``at``, the verbs joined to it and the object they share."""
        codes, end = self.codes, len(self.codes)
        verbs: list[Range] = []
        finished = False
        while True:
            stop = self._verb_end(at)
            verbs.append((at, stop))
            if stop < end and codes[stop] == "l":
                finished = True
                stop += 1
            match = _AND_VERB.match(codes, stop)
            if not match or codes[at] == "P":
                break
            at = match.end()
        kind = codes[verbs[-1][0]]
        if kind == "G":
            self._read_goal(verbs[-1], stop, finished)
            return
        thing_end = self._object_end(stop, kind)
        thing = self._trim(stop, thing_end)
        if thing is None:
            self._without_object(verbs, to_whom, finished)
            return
        if to_whom == "x" and kind not in "L" and thing is None:  # noqa: FURB171
            thing, self.target = self.target, None
        for verb in verbs:
            self._add(verb, thing, self.target, finished=finished)
        if thing_end < end:
            self._again(thing_end)

    def _verb_end(self, at: int) -> int:
        """Return the end of a verb written together of several (引进培养)."""
        codes, end = self.codes, len(self.codes)
        stop = at + 1
        if codes[at] in "PGIC":
            return stop
        if codes[at] == "L":
            return stop
        while (
            stop < end
            and codes[stop] in "VL"
            and stop + 1 < end
            and codes[stop + 1] not in "u/cg"
        ):
            stop += 1
            if codes[stop - 1] == "L":
                break
        return stop

    def _read_goal(self, verb: Range, stop: int, finished: bool) -> None:
        """Read a goal verb whose object stands before it without 把."""
        codes = self.codes
        target_end = self._goal_end(stop)
        target = self._trim(stop, target_end)
        if self.topic is not None and (target is not None or self.target is not None):
            thing, self.subject = self.topic, None
            self._add(verb, thing, target or self.target, passive=True, finished=finished)
        if target_end < len(codes) and codes[target_end] == "e":
            self._again(target_end)

    def _without_object(self, verbs: list[Range], to_whom: str, finished: bool) -> None:
        """Record verbs without an object behind them: topic first, 对 A V, or a lead."""
        if to_whom == "x" and self.target is not None:
            thing, self.target = self.target, None
            for verb in verbs:
                self._add(verb, thing, None, finished=finished)
        elif self.topic is not None:
            thing = self.topic
            self.subject = None
            for verb in verbs:
                self._add(verb, thing, None, passive=True, finished=finished)
        elif self.is_lead and not self.drafts:
            for verb in verbs:
                self._add(verb, None, None, finished=finished)

    def _object_end(self, at: int, kind: str) -> int:
        """Return where the object that starts at ``at`` ends: the clause's end or a new verb."""
        codes, end = self.codes, len(self.codes)
        for match in _SPLIT.finditer(codes, at):
            start = match.start()
            if start <= at and match.lastgroup != "and":
                continue
            if self._is_split(match, at, kind):
                return start + (1 if match.lastgroup == "serial" else 0)
        if kind == "I":
            verb = self._serial_verb(at)
            if verb is not None:
                return verb
        return end

    def _is_split(self, match: re.Match[str], at: int, kind: str) -> bool:
        codes = self.codes
        rest = codes[match.end() :]
        if match.lastgroup == "and":
            return "u" not in rest or codes[match.end()] not in "W"  # noqa: FURB171
        if kind in "PC":
            return False
        if match.lastgroup == "serial":
            return not _RELATIVE.match(rest[1:]) and "u" not in codes[at : match.start()]
        before = codes[match.start() - 1]
        code = rest[0]
        behind = rest[1:2]
        if not behind or behind in "ug/c":
            return False
        if "u" in rest or "g" in rest:
            return before == "k" and code != "W"
        if code == "W":
            return before == "k" and (behind == "k" or rest[-1] == "k")
        return before == "k" or behind in "nkzjl("

    def _serial_verb(self, at: int) -> int | None:
        """Return the verb behind the object of a verb of means (聚焦 A 开展 B)."""
        codes = self.codes
        for i in range(at + 1, len(codes)):
            if codes[i] in "VPL" and codes[i + 1 : i + 2] not in ("", "u", "g", "/", "c"):
                if codes[i - 1] in "/c(" or _RELATIVE.match(codes[i + 1 :]):
                    continue
                while codes[i - 1] in "dH" and i - 1 > at:
                    i -= 1  # noqa: PLW2901
                return i
        return None

    def _trim(self, start: int, end: int) -> Range | None:
        """Return the object's range without particles at its ends, None if nothing is left."""
        codes = self.codes
        while start < end and codes[start] in "ld/":
            if codes[start] == "d" and start + 1 < end and codes[start + 1] not in "dl":
                break
            start += 1
        while end > start and codes[end - 1] in "le/d":
            end -= 1
        return (start, end) if end > start else None

    def _again(self, at: int) -> None:
        """Read on behind an object, with the same subject."""
        target, self.target = self.target, None
        topic, self.topic = self.topic, None
        self._read_from(at)
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


def _relative_is_object(rest: str) -> bool:
    """Tell an object with 的 inside from a relative clause before the real verb."""
    return not re.match(r"[^u]{0,40}u[nkzjcgW/]+(?:[dtBmq]+[VWUI]l?[^u]{0,2}$|y)", rest)

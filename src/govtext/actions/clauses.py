"""Reads one clause: which words are its verbs and what each acts on.

A clause is a string of codes (see ``codes``). The reader walks over what stands before the
verb (time, subject, prepositional phrases), takes the first word that can be the main verb,
and gives it what follows up to the clause's end or to the next main verb.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

from govtext.actions import heads, objects, patterns
from govtext.actions.codes import VERBS

__all__ = [
    "LEAD_READINGS",
    "READINGS",
    "Draft",
    "Reading",
    "Readings",
    "bare_subject",
    "forget_clauses",
    "read_clause",
]

Range = tuple[int, int]

_AND: Final = ("/", "c", "e")
# Codes that seldom begin a subject.
_BEFORE_VERB: Final = frozenset("mqJheail/dtbxwpREyosBk" + VERBS)

# Measured: half the cost of calling the class.
_new: Final = tuple.__new__

# Tokens of a clause that are read; nobody writes longer ones, damaged files have them.
_LONGEST: Final = 400
# Longest clause whose reading is remembered, and how many are.
_SHORT: Final = 32
_MEMO: Final = 20_000


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
    """

    verb: Range
    object: Range | None
    target: Range | None
    agent: Range | None
    passive: bool
    finished: bool


class Reading(NamedTuple):
    """What a clause says.

    Parameters
    ----------
    drafts
        Its actions, in text order.
    subject
        Bare range of a subject that may hold for the clauses after this one, or None.
    mood
        The mood that holds for them (``"m"``, ``"q"`` or ``""``).
    """

    drafts: tuple[Draft, ...]
    subject: Range | None
    mood: str


class Readings(dict[str, Reading]):
    """Readings by the codes of their clauses, each clause read when it is first asked for.

    Two of five clauses of real reports are built like one met before.

    Parameters
    ----------
    read
        What reads a clause.
    """

    def __init__(self, read: Callable[[str], Reading]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, codes: str) -> Reading:
        """Return the reading of a clause not met before."""
        reading = self._read(codes[:_LONGEST])
        if len(codes) <= _SHORT:
            if len(self) >= _MEMO:
                self.clear()
            self[codes] = reading
        return reading


def read_clause(codes: str, *, is_lead: bool = False) -> Reading:
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
        draft = _new(Draft, (verb, thing, None, None, False, finished))
        return _new(Reading, ((draft,), None, ""))
    firm = patterns.FIRM.match(codes) if is_lead else None
    if firm:
        return Reading((Draft(firm.span("verb"), None, None, None, False, False),), None, "")
    clause = _Clause(codes, is_lead)
    if "/" not in codes or not clause.read_pairs():
        clause.read(0)
    subject = clause.subject
    if subject is not None:
        is_level = codes[-1] in "kf" and patterns.LEVEL_END.search(codes) is not None
        subject = None if is_level else bare_subject(codes, *subject)
    return _new(Reading, (tuple(clause.drafts), subject, clause.mood))


def bare_subject(codes: str, start: int, end: int) -> Range:
    """Return a subject without times and figures at its ends and acts that no table knows.

    Parameters
    ----------
    codes
        Word codes of a clause or a text.
    start, end
        Range of the subject among them, never empty.

    Examples
    --------
    >>> bare_subject("tzkV", 0, 3)
    (1, 2)
    """
    stop = end
    while end > start + 1 and (
        codes[end - 1] in "ktfd/e" or (codes[end - 1] == "i" and codes[end - 2] == "z")
    ):
        end -= 1
    if end == start + 1 and codes[start] == "k" and not codes[start:stop].strip("k"):
        end = stop  # 41 人
    while start < end - 1 and codes[start] in "tef":
        start += 1
    actor = patterns.ACTOR_FIRST.match(codes, start, end)
    return start, actor.end() if actor else end


READINGS: Final = Readings(read_clause)
LEAD_READINGS: Final = Readings(partial(read_clause, is_lead=True))


def forget_clauses() -> None:
    """Forget the clauses read before, so that a measurement starts cold."""
    READINGS.clear()
    LEAD_READINGS.clear()


class _Clause:
    """The state of reading one clause."""

    subject: Range | None = None
    target: Range | None = None
    topic: Range | None = None
    by: Range | None = None
    mood = ""
    passive = False

    def __init__(self, codes: str, is_lead: bool) -> None:
        self.codes = codes
        self.end = len(codes)
        self.is_lead = is_lead
        self.drafts: list[Draft] = []

    # -- before the verb -------------------------------------------------------------

    def read(self, at: int) -> None:
        """Step over what stands before the main verb from ``at`` on, then read the verb."""
        codes = self.codes
        fresh = True
        while 0 <= at < self.end:
            code = codes[at]
            if code not in _BEFORE_VERB:
                at = self._skip_subject(at)
                fresh = False
            elif code in "mqJ":
                if code == "J" and not heads.is_modal(codes, at):
                    self._read_disposal(at)
                    return
                self.mood = self.mood or ("m" if code == "J" else code)
                at += 1
            elif (code in "heail/" or (code in "dt" and codes[at + 1 : at + 2] != "u")) or (
                code == "H" and heads.is_adverbial(codes, at)
            ):
                at += 1
            elif code in VERBS and heads.is_head(codes, at, fresh):
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

    def read_pairs(self) -> bool:
        """Read a list of objects, each with its verb behind it; tell whether it is one."""
        codes = self.codes
        start = codes.find("x") + 1
        if not patterns.PAIRED.match(codes, start):
            return False
        if start > 1:
            self._skip_subject(0)
        for match in patterns.PAIR.finditer(codes, start):
            self._add(match.span("verb"), match.span("thing"), None)
        return True

    def _skip_subject(self, at: int) -> int:
        """Step over a noun phrase; note it as the subject."""
        codes = self.codes
        start = at
        at += 1
        while (stop := patterns.STOP.search(codes, at)) is not None:
            at, code = stop.start(), stop.group()
            if code in "dmqbJxwpEByos":
                inside = code == "o" and patterns.NEGATED.match(codes, at)
                if not inside and (code != "d" or not heads.is_inside(codes, at)):
                    break
            elif heads.is_with(codes, at) if code == "R" else heads.is_head(codes, at, False):
                break
            at += 1
        else:
            at = self.end
        if self.topic is None:
            end = at
            while end > start + 1 and codes[end - 1] == "e":
                end -= 1
            self.topic = (start, end)
            self.subject = self.subject or self.topic
        return at

    def _read_passive(self, at: int) -> None:
        """Read 被 A V and 由 A V; 得到 and 受到 count as 被."""
        codes = self.codes
        self.passive = True
        start = at = at + 1
        if codes[at : at + 1] == "k":
            return
        while at < self.end and (
            codes[at] not in VERBS
            or codes[at + 1 : at + 2] == "u"
            or (codes[at] == "H" and codes[at + 1 : at + 2] in ("V", "W"))
        ):
            at += 1
        stop = at
        while stop > start and codes[stop - 1] in "dti":
            stop -= 1
        self.by = self._by(start, stop) if stop > start else None
        if self.by is None and self.topic is not None and codes[at + 1 : at + 2] != "z":
            cause = codes.find("p", *self.topic)
            self.target = (self.topic[0], cause) if cause > self.topic[0] else self.topic
        if at < self.end and not patterns.ATTRIBUTE_ONLY.match(codes, at + 1):
            self._read_verb(at)

    def _by(self, start: int, stop: int) -> Range:
        """Return who acts, without what he acts with or when (由 网格员 | 每月 与 居民 …)."""
        for at in range(start + 1, stop):
            if self.codes[at] in "tpRw" and self.codes[at - 1] == "z":
                return start, at
        return start, stop

    def _read_preposition(self, at: int) -> None:
        """Read a preposition's phrase and the verb behind it."""
        code = self.codes[at]
        if code == "p" and self.codes[-1] == "f":
            return
        disposal = heads.disposal_after(self.codes, at) if code == "p" else -1
        if disposal > 0:
            self._read_disposal(disposal)
            return
        verb = heads.verb_after(self.codes, at)
        passive = self.codes.find("B", at, verb) if code == "p" or verb is None else -1
        if passive > 0:
            self._read_passive(passive)
        if verb is None or passive > 0:
            return
        stop = verb
        while stop > at + 2 and self.codes[stop - 1] in "dtaHmqi":
            if self.codes[stop - 1] in "mq":
                self.mood = self.mood or self.codes[stop - 1]
            stop -= 1
        if code in "xwRE":
            self.target = (at + 1, stop)
        self._read_verb(verb, "" if code == "p" else code)

    # -- 把 A V B ---------------------------------------------------------------------

    def _read_disposal(self, at: int) -> None:
        """Read 把 A V B: a goal verb with its target, or verbs behind their object."""
        match = patterns.GOAL.search(self.codes, at + 2)
        if match:
            self._read_goal_of(at, match.start())
            return
        verb = heads.final_verb(self.codes, at)
        if verb is None:
            return
        stop = verb
        while stop > at + 2 and self.codes[stop - 1] in "dtai":
            stop -= 1
        where = self.codes.find("p", at + 2, stop)
        thing = (at + 1, where if where > 0 else stop)
        if self.codes[verb] == "p":
            self._add((verb, verb + 1), *self._apart(thing))
        else:
            self._coordinate(verb, thing)

    def _read_goal_of(self, at: int, goal: int) -> None:
        codes = self.codes
        target_end = objects.goal_end(self.codes, goal + 1)
        finished = codes[goal + 1 : goal + 2] == "l"
        thing = (at + 1, goal)
        target = objects.trim(self.codes, goal + 1, target_end)
        if target is None:
            thing, target = self._apart(thing)
        while thing[1] > thing[0] + 1 and codes[thing[1] - 1] in "dti":
            thing = (thing[0], thing[1] - 1)
        self._add((goal, goal + 1), thing, target, finished=finished)
        while codes[target_end : target_end + 2] == "/G":
            goal, target_end = target_end + 1, objects.goal_end(codes, target_end + 2)
            self._add((goal, goal + 1), thing, objects.trim(codes, goal + 1, target_end))
        if codes[target_end : target_end + 1] == "e":
            self._again(target_end)

    def _apart(self, pair: Range) -> tuple[Range, Range | None]:
        """Return what is joined to what (把 A 与 B 结合)."""
        start, end = pair
        between = self.codes.find("R", start + 1, end - 1)
        if between < 0:
            return pair, None
        while end > between + 2 and self.codes[end - 1] in "dti":
            end -= 1
        return (start, between), (between + 1, end)

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
            stop = objects.verb_end(codes, at)
            verbs.append((at, stop))
            after = codes[stop : stop + 1]
            if after == "l":
                finished = True
                stop += 1
                after = codes[stop : stop + 1]
            match = after in _AND and patterns.AND_VERB.match(codes, stop)
            if not match:
                break
            at = match.end()
        kind = codes[verbs[-1][0]]
        if after == "/":
            self._without_object(verbs, to_whom, finished)
            self._again(stop)
            return
        if kind == "G" and self._read_goal(verbs[-1], stop, to_whom, finished):
            return
        thing_end = objects.object_end(codes, stop, kind)
        thing = objects.trim(codes, stop, objects.figures_apart(codes, stop, thing_end, kind))
        if thing is not None and (self.topic is not None or to_whom == "x"):
            thing = self._settle(verbs, thing, to_whom)
        if thing is None:
            self._without_object(verbs, to_whom, finished)
            return
        if objects.is_action(codes, thing, kind):
            for verb in verbs:
                self._add(verb, thing, self.target, finished=finished)
        if thing_end < self.end:
            self._again(thing_end)

    def _settle(self, verbs: list[Range], thing: Range, to_whom: str) -> Range | None:
        """Return the object, None where it is the verb's second part or a figure of the topic."""
        if self._is_second_verb(verbs[-1], thing, to_whom):
            verbs[-1] = (verbs[-1][0], thing[1])
            return None
        return None if self._is_count_of_topic(verbs[-1], thing) else thing

    def _is_second_verb(self, verb: Range, thing: Range, to_whom: str) -> bool:
        """Tell two verbs of one thing named before them (3号线动工建设) from verb and object."""
        codes = self.codes
        if to_whom == "x" and codes[verb[0]] != "L" and objects.is_verbal(codes, thing):
            return True
        if self.topic is None or thing[1] != self.end or codes[verb[0]] != "V":
            return False
        last = codes[self.topic[1] - 1]
        return codes[thing[0] : thing[1]] in ("V", "W", "L") and last not in "z)k"

    def _is_count_of_topic(self, verb: Range, thing: Range) -> bool:
        """Tell a figure of what stands before the verb (管网铺设14公里) from an object."""
        codes = self.codes
        if self.topic is None or codes[verb[0]] != "V" or thing[1] != self.end:
            return False
        return codes[self.topic[1] - 1] == "n" and not codes[thing[0] : thing[1]].strip("kf")

    def _read_goal(self, verb: Range, stop: int, to_whom: str, finished: bool) -> bool:
        """Read a goal verb whose object stands before it without 把; tell whether it is one."""
        codes = self.codes
        if patterns.REACHED.match(codes, stop):
            return True  # 由第四位上升为第三位: no act
        if self.topic is None and not to_whom:
            return False
        target_end = objects.goal_end(self.codes, stop)
        target = objects.trim(self.codes, stop, target_end) or self.target
        if self.topic is not None and target is not None and not self._is_figure(target):
            self._add(verb, self.topic, target, passive=True, finished=finished)
            self.subject = None
        if codes[target_end : target_end + 1] == "e":
            self._again(target_end)
        return True

    def _is_figure(self, piece: Range) -> bool:
        return not self.codes[piece[0] : piece[1]].strip("kfd")

    def _without_object(self, verbs: list[Range], to_whom: str, finished: bool) -> None:
        """Record verbs without an object behind them: topic first, 对 A V, or a lead."""
        thing: Range | None = None
        passive = False
        if self.target is not None and (
            to_whom == "x" or (to_whom == "E" and self.codes[self.target[1] - 1] in "zk")
        ):
            thing, self.target = self.target, None
        elif self.topic is not None:
            thing, passive = self.topic, True
            kinds = {self.codes[verb[0]] for verb in verbs}
            if (to_whom and self.by is None) or not self._is_acted_on(thing, kinds):
                return
        elif not self.is_lead or self.drafts:
            return
        if thing is not None and self.codes[thing[1] - 1 : verbs[0][1]] == "uW":
            return  # 规定的执行: a noun
        for verb in verbs:
            self._add(verb, thing, None, passive=passive, finished=finished)
        if passive:
            self.subject = None

    def _is_acted_on(self, topic: Range, kinds: set[str]) -> bool:
        """Tell what stands before its verb as the object from who acts, and from times."""
        piece = self.codes[topic[0] : topic[1]]
        if not self.passive and ("S" in kinds or (piece[-1] in "/ezu" and kinds <= set("WHP"))):
            return False
        if not any(code in "nzkjW(" for code in piece):
            return False
        if piece[0] == "z" and ("d" in piece or not (self.passive or piece.strip("z"))):
            return False  # 党组逐人见面, 我们坚信: who acts
        if not piece.strip("ktf") and piece != "kk":
            return False  # 三年内 is no thing, 21条 is
        # Who is to obey is not what is obeyed.
        return self.mood != "q" or piece[-1] != "z" or self.by is not None

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
        if self.passive and not passive:
            passive = True
            agent = self.by
            if agent is None and target is None and self._is_counted_topic():
                agent = self.subject  # 其中2人 被移送 司法机关
        self.drafts.append(_new(Draft, (verb, thing, target, agent, passive, finished)))

    def _is_counted_topic(self) -> bool:
        return self.topic is not None and "k" in self.codes[self.topic[0] : self.topic[1]]

"""Turns the token ranges of a clause into an action record."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from govtext.actions.clauses import Draft, Range, bare_subject
from govtext.actions.grade import (
    find_document,
    head_noun,
    rate_specificity,
    states_figure,
    states_what,
)
from govtext.actions.tokens import Tokens
from govtext.actions.verbs import Verb, VerbTable
from govtext.records import Action, Metric, Sentence
from govtext.records.action import ActionStatus
from govtext.records.copying import make_record
from govtext.spans import CharSpan
from govtext.text.alternatives import each

__all__ = ["Assembler"]

_DONE_BEFORE: Final = re.compile(
    "已经?|先后|累计|全年|共(?!同)|年来(?!的)|以来(?!的)|年[初中底末](?![前以])|"
    + each("0|1|2|3|4|5|6|7|8|9", "(?:月份?[,，]|日)")
)
_GOING_ON: Final = re.compile(r"正(?:在|按|有序|抓紧|加紧)[^，。；]*\Z")
_LONGEST_MANNER: Final = 10
# A clause behind a pivot that tells of what is over: 推动 解决了…, 协助 县委召开….
_COMPLETED: Final = re.compile("召开|了(?<!为了)(?!解)")
# Verbs whose receiver may stand right behind them: 移送 | 司法机关 | 11人.
_HANDING: Final = ("移送", "移交", "报送", "上报", "呈报", "交付", "转交")
_HANDING_FIRST: Final = frozenset(word[0] for word in _HANDING)
# Adverbs of degree, behind which a verb tells a state.
_DEGREES: Final = ("更加", "更为", "日益", "日趋", "愈加")
# What makes a time of the event before it (全会以来).
_SINCE: Final = ("以来", "以后", "之后", "期间")
# Words of one syllable that name who acts.
_WHO: Final = "我党谁他她它这那"
_ASKED: Final = ("意见", "审议", "指正", "政协")
_NAMING: Final = re.compile(r"[nz(ruWV]")
# Bodies named by their reach: 全市交通运输系统, 纪检监察系统, 全镇上下.
_WHOLE: Final = re.compile(r"[全各本]|政府|纪检|政法|公安|检察|集团|局|厅")
_LETTER: Final = re.compile(r"[^\W\d_]|[*×○□＿]{2}")
_RECEIVER: Final = re.compile(r"[njW]{0,6}z+(?=[nkj])")

# Measured: half the cost of calling the class, and there are several for each record.
_new: Final = tuple.__new__


class Assembler:
    """Makes the records of one text.

    Parameters
    ----------
    text
        The text that offsets count.
    tokens
        Its tokens.
    table
        The verbs.
    metrics
        Its quantities.
    """

    def __init__(
        self, text: str, tokens: Tokens, table: VerbTable, metrics: Sequence[Metric]
    ) -> None:
        self.actions: list[Action] = []
        self._text = text
        self._starts, self._ends, self._codes = tokens
        self._table = table
        self._known = table.verbs
        # A last one behind the text, so that none need be asked for in vain.
        self._metric_starts = [*(metric.start for metric in metrics), len(text)]
        self._metric_ends = [*(metric.end for metric in metrics), len(text) + 1]
        self._next_metric = 0
        self._number = self._paragraph = 0
        self._is_lead = False
        # Who acts, from an earlier clause of the sentence.
        self._actor: CharSpan | None = None

    def begin(self, number: int, sentence: Sentence) -> None:
        """Turn to the next sentence, in which nobody acts yet.

        Parameters
        ----------
        number, sentence
            The sentence; sentences and their clauses come in text order.
        """
        self._number = number
        self._paragraph = sentence.paragraph
        self._is_lead = sentence.part == "lead"
        self._actor = None

    def note_subject(self, base: int, subject: Range) -> None:
        """Keep the subject of a clause without actions for the clauses behind it.

        Parameters
        ----------
        base
            Token at which the clause starts.
        subject
            Bare range of the subject, counted from there.
        """
        if self._is_lead:
            return  # what stands before its verb says how: 选贤任能树导向
        start, end = self._without_office(base + subject[0], base + subject[1])
        if self._can_act(start, end) and not self._is_part(base) and self._is_named(start, end):
            self._actor = CharSpan(self._starts[start], self._ends[end - 1])

    def add(
        self, base: int, end: int, drafts: Sequence[Draft], expected: ActionStatus | None
    ) -> None:
        """Add the records of the drafts of one clause.

        Parameters
        ----------
        base, end
            Tokens of the clause.
        drafts
            What the clause reader found.
        expected
            What is demanded or planned there, None where it happens.
        """
        at = self._next_metric
        clause_start = self._starts[base]
        while self._metric_ends[at] <= clause_start:
            at += 1
        self._next_metric = at
        has_metrics = self._metric_starts[at] < self._ends[end - 1]
        for draft in drafts:
            self._add(base, draft, expected, has_metrics)

    def _add(
        self, base: int, draft: Draft, expected: ActionStatus | None, has_metrics: bool
    ) -> None:
        verb_at, thing_at, target_at, agent_at, passive, finished = draft
        text = self._text
        verb = self._span(base, verb_at)
        name = text[verb[0] : verb[1]]
        kind = self._codes[base + verb_at[0]]
        word = self._known.get(name) or self._word(base + verb_at[0], verb)
        agent = None if passive else self._actor
        if agent_at is not None and not self._is_lead:
            agent = self._agent(base, agent_at, agent, passive)
        if passive and self._is_state(verb, agent, word):
            return
        if kind == "A":
            # 把 A 作为 B: what is done is B, to A.
            thing_at, target_at = target_at, thing_at
        elif name[0] in _HANDING_FIRST and thing_at is not None and target_at is None:
            thing_at, target_at = self._handed(base, thing_at, agent_at, verb)
        thing = self._span(base, thing_at) if thing_at else None
        target = self._span(base, target_at) if target_at else None
        if agent == thing:
            agent = None
        clause_start = self._starts[base]
        inside: tuple[int, ...] = ()
        counted = False
        if has_metrics:
            inside, counted = self._counted(clause_start, verb, thing, target)
        phrase = text[thing[0] : thing[1]] if thing else ""
        if phrase and self._is_no_object(kind, phrase, clause_start, verb):
            return
        status = expected
        if status is None:
            is_done = counted or (word and word.once) or finished
            is_done = is_done or (kind == "P" and _COMPLETED.search(phrase) is not None)
            is_done = is_done or self._is_finished(clause_start, verb)
            status = "done" if is_done and not self._is_unfinished(verb) else "ongoing"
        document = find_document(text, thing) if thing and "《" in phrase else None
        self.actions.append(
            make_record(
                Action,
                {
                    "id": len(self.actions),
                    "verb": verb,
                    "object": thing,
                    "agent": agent and text[agent[0] : agent[1]],
                    "agent_span": agent,
                    "target": target and text[target[0] : target[1]],
                    "target_span": target,
                    "document": document and text[document[0] : document[1]],
                    "document_span": document,
                    "status": status,
                    "lead": self._is_lead,
                    "result": word is not None and word.result,
                    "key": f"{word.group if word else 'act'}|{head_noun(phrase) or name}",
                    "specificity": rate_specificity(phrase, counted, document is not None),
                    "metrics": inside,
                    "paragraph": self._paragraph,
                    "sentence": self._number,
                },
            )
        )

    def _is_no_object(self, kind: str, phrase: str, clause_start: int, verb: CharSpan) -> bool:
        """Tell the rest of a statement about an act, and what the audience is asked for."""
        if kind not in "PCS" and states_figure(phrase):
            return True  # 整改 is a part of the noun: 整改办结率为93.4%
        if kind not in "CH" and states_what(phrase):
            return True
        return phrase.endswith(_ASKED) and "请" in self._text[clause_start : verb[1]]

    def _is_state(self, verb: CharSpan, agent: CharSpan | None, word: Verb | None) -> bool:
        """Tell a state from an act done to its subject: 渠道更加畅通, 作用充分发挥."""
        if self._text.startswith(_DEGREES, verb[0] - 2):
            return True
        return agent is None and word is not None and word.group == "implement"

    def _handed(
        self, base: int, thing: Range, agent: Range | None, verb: CharSpan
    ) -> tuple[Range | None, Range | None]:
        """Return what is handed over, and to whom: 移送 | 司法机关 | 11人."""
        if not self._text.startswith(_HANDING, verb[0]):
            return thing, None
        match = _RECEIVER.match(self._codes, base + thing[0], base + thing[1])
        if match:
            receiver_end = match.end() - base
            return (receiver_end, thing[1]), (thing[0], receiver_end)
        if self._is_handed(base, thing, agent):
            return agent, thing
        return thing, None

    def _is_handed(self, base: int, thing: Range, agent: Range | None) -> bool:
        """Tell whom a verb hands over (涉嫌犯罪的移送司法机关) from who hands over."""
        if agent is None:
            return False
        who = self._codes[base + agent[0] : base + agent[1]]
        receiver = self._codes[base + thing[0] : base + thing[1]]
        return not receiver.strip("z") and ("k" in who or who.endswith("u"))

    def _agent(
        self, base: int, subject: Range, carried: CharSpan | None, passive: bool
    ) -> CharSpan | None:
        """Return who acts; a subject that can act holds for the clauses behind it too."""
        start, end = bare_subject(self._codes, base + subject[0], base + subject[1])
        start, end = self._without_office(start, end)
        if not self._is_named(start, end):
            return carried
        agent = CharSpan(self._starts[start], self._ends[end - 1])
        if not passive and not self._is_part(base):
            self._actor = agent if self._can_act(start, end) else None
        return agent

    def _word(self, at: int, verb: CharSpan) -> Verb | None:
        """Return what the table makes of a verb that it does not list, or of its first part."""
        found = self._table.get(self._text[verb[0] : verb[1]])
        first = self._ends[at]
        if found is None and first < verb[1]:
            return self._table.get(self._text[verb[0] : first])
        return found

    def _is_finished(self, clause_start: int, verb: CharSpan) -> bool:
        """Tell by the words before it, or 起 behind it, that what a verb says is done."""
        start, end = verb
        return self._text.startswith("起", end) or (
            start > clause_start
            and _DONE_BEFORE.search(self._text, clause_start, start) is not None
        )

    def _is_unfinished(self, verb: CharSpan) -> bool:
        """Tell by 正在 before the verb that what a figure tells goes on (其余2个正在推进)."""
        before = max(0, verb[0] - _LONGEST_MANNER)
        return self._text.find("正", before, verb[0]) >= 0 and (
            _GOING_ON.search(self._text, before, verb[0]) is not None
        )

    def _without_office(self, start: int, end: int) -> Range:
        """Return 我 for 我代表县政府, other subjects as they are."""
        if self._text.startswith("我代表", self._starts[start]):
            end = start + 1
        elif self._text.startswith("系统", self._ends[end - 1]):
            end += 1  # 系统 before a verb says how, behind a body it is a part of its name
        return start, end

    def _is_part(self, base: int) -> bool:
        """Tell a clause about a part of what was said (其中……), whose subject does not hold."""
        return self._text.startswith(("其中", "另有"), self._starts[base])

    def _is_named(self, start: int, end: int) -> bool:
        """Tell a subject from times, figures and quoted words, which name nobody."""
        text, piece = self._text, self._codes[start:end]
        first, last = self._starts[start], self._ends[end - 1] - 1
        if self._codes[end : end + 1] == "f" or text.startswith(_SINCE, last + 1):
            return False
        if text[first] in "“「（(" and text[last] in "”」）)":
            return False
        if text[last] == "人":
            return True
        if first == last and text[first] not in _WHO:
            return False
        if piece[0] in "VLI" and "u" not in piece:
            return False
        if piece[0] == "A" or piece[-1] == "f" or not _NAMING.search(piece):
            return False
        return _LETTER.search(text, first, last + 1) is not None

    def _can_act(self, start: int, end: int) -> bool:
        if self._codes[end - 1] in "z)":
            return True
        first = self._starts[start]
        return (
            self._text.endswith(("系统", "上下"), first, self._ends[end - 1])
            and _WHOLE.match(self._text, first) is not None
        )

    def _span(self, base: int, piece: Range) -> CharSpan:
        return _new(CharSpan, (self._starts[base + piece[0]], self._ends[base + piece[1] - 1]))

    def _counted(
        self, start: int, verb: CharSpan, thing: CharSpan | None, target: CharSpan | None
    ) -> tuple[tuple[int, ...], bool]:
        """Return the metrics inside the object, and whether its clause has any."""
        inside = self._metrics_in(thing)
        if inside or self._metrics_in(target):
            return inside, True
        return (), bool(verb[0] > start and self._metrics_in(CharSpan(start, verb[0])))

    def _metrics_in(self, span: CharSpan | None) -> tuple[int, ...]:
        if span is None:
            return ()
        first = bisect_left(self._metric_ends, span[0] + 1)
        last = bisect_left(self._metric_starts, span[1], first)
        return tuple(range(first, last))

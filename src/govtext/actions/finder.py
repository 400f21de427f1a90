"""Finds the action phrases of a report."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from govtext.actions.clauses import Draft, read_clause
from govtext.actions.grade import find_document, head_noun, judge_status, rate_specificity
from govtext.actions.tokens import Tokens, make_tokens
from govtext.actions.verbs import VerbTable, load_verbs
from govtext.lexicon import load_topic
from govtext.records import Action, Layers, Metric, Sentence
from govtext.spans import CharSpan

__all__ = ["ActionFinder"]

_CLAUSE = re.compile(r"[^,;:.]+")
_JOINED = re.compile(r"^[htdeH]*[bJ][^GA]*$")
_SHORTCOMING = re.compile(
    r"(?:还有|仍有|尚有|存在|看到|仍然存在|有着)[^，。；：]{0,20}?(?:差距|不足|短板|问题|薄弱环节|困难|挑战|漏洞)(?=[，。；：])"
    r"|清醒(?:地)?(?:看到|认识)"
)
_PLAN = re.compile(r"下一步|下步|下一阶段|今后|为此|我们要|我们必须|(?:要|必须|我们将)(?!求)")
_DONE_BEFORE = re.compile(r"已经?|先后|累计|全年|共(?!同)|年来|以来|[0-9]月[份]?[,，]|[0-9]日")


@dataclass(frozen=True, kw_only=True)
class ActionFinder:
    """Finds what the reporting body did, does or will do (行动短语).

    Reads body and intro paragraphs clause by clause with the verb lexicon and rules on the
    order of words; nothing is learned. Headings hold no actions, statements of problems are
    left out.

    Parameters
    ----------
    keep_problems
        Whether to read sentences that state shortcomings too.

    open_verbs
        Whether words that are in no verb table, but tagged as verbs, count too. Off by
        default: official language has a closed stock of verbs, and tags mislead more often
        than they help; on for general text.
    """

    keep_problems: bool = False
    open_verbs: bool = False

    @property
    def version(self) -> str:
        """Version of the verb lexicon."""
        return load_topic("verbs").version

    def find(self, layers: Layers, metrics: Sequence[Metric]) -> tuple[Action, ...]:
        """Return the actions in text order; offsets count ``layers.view.text``.

        Parameters
        ----------
        layers
            Paragraphs, sentences and words of a text.
        metrics
            Its quantities; those inside an object are noted with the action.
        """
        return _Run(layers, metrics, load_verbs(), self).find()


class _Run:
    """One call of the finder."""

    def __init__(
        self, layers: Layers, metrics: Sequence[Metric], table: VerbTable, finder: ActionFinder
    ) -> None:
        self.text = layers.view.text
        self.folded = layers.view.folded
        self.layers = layers
        self.table = table
        self.finder = finder
        self.metric_starts = [metric.start for metric in metrics]
        self.metric_ends = [metric.end for metric in metrics]
        self.actions: list[Action] = []

    def find(self) -> tuple[Action, ...]:
        paragraphs = self.layers.paragraphs
        sentences = [
            (i, sentence)
            for i, sentence in enumerate(self.layers.sentences)
            if sentence.part != "heading"
            and paragraphs[sentence.paragraph].role in ("body", "intro")
        ]
        words = self.layers.words
        ranges = [words.between(sentence.start, sentence.end) for _, sentence in sentences]
        tokens = make_tokens(
            self.folded, words, ranges, self.table, open_verbs=self.finder.open_verbs
        )
        at = 0
        problem_of = -1
        for number, sentence in sentences:
            stop = bisect_left(tokens.starts, sentence.end, at)
            if not self.finder.keep_problems and problem_of != sentence.paragraph:
                found = _SHORTCOMING.search(self.text, sentence.start, sentence.end)
                if found and not _PLAN.search(self.text, sentence.start, found.start()):
                    problem_of = sentence.paragraph
                    stop_at = bisect_left(tokens.starts, found.start(), at)
                    self._read_sentence(tokens, at, stop_at, number, sentence)
                    at = stop
                    continue
            if problem_of == sentence.paragraph and _PLAN.match(self.text, sentence.start):
                problem_of = -1
            if problem_of != sentence.paragraph:
                self._read_sentence(tokens, at, stop, number, sentence)
            at = stop
        return tuple(self.actions)

    def _read_sentence(
        self, tokens: Tokens, start: int, stop: int, number: int, sentence: Sentence
    ) -> None:
        codes = tokens.codes
        state = _SentenceState(number, sentence)
        clauses = [match.span() for match in _CLAUSE.finditer(codes, start, stop)]
        i = 0
        while i < len(clauses):
            a, b = clauses[i]
            piece = codes[a:b]
            if (
                i + 1 < len(clauses)
                and codes[clauses[i + 1][0]] in "GA"
                and _JOINED.match(piece)
            ):
                i += 1
                b = clauses[i][1]
                piece = codes[a:b].replace(",", "n")
            i += 1
            reading = read_clause(piece, sentence.part == "lead")
            for draft in reading.drafts:
                self._add(tokens, a, draft, state)
            if not reading.drafts and reading.subject is not None:
                self._note_subject(tokens, a, reading.subject, state)

    def _note_subject(
        self, tokens: Tokens, base: int, subject: tuple[int, int], state: _SentenceState
    ) -> None:
        """Keep a subject for the clauses that follow, or forget the one before."""
        span = self._span(tokens, base, self._bare_subject(tokens, base, subject))
        if span is None:
            return
        state.agent = span if self._can_act(tokens, base, subject) else None

    def _bare_subject(
        self, tokens: Tokens, base: int, subject: tuple[int, int]
    ) -> tuple[int, int]:
        codes = tokens.codes
        start, end = subject[0] + base, subject[1] + base
        while end > start + 1 and codes[end - 1] in "ktfd/e":
            end -= 1
        while start < end - 1 and codes[start] in "tef":
            start += 1
        return start - base, end - base

    def _can_act(self, tokens: Tokens, base: int, subject: tuple[int, int]) -> bool:
        return tokens.codes[base + self._bare_subject(tokens, base, subject)[1] - 1] in "z)"

    def _span(
        self, tokens: Tokens, base: int, piece: tuple[int, int] | None
    ) -> CharSpan | None:
        if piece is None:
            return None
        start, end = tokens.starts[base + piece[0]], tokens.ends[base + piece[1] - 1]
        return CharSpan(start, end)

    def _metrics_in(self, span: CharSpan | None) -> tuple[int, ...]:
        if span is None:
            return ()
        first = bisect_left(self.metric_ends, span.start + 1)
        last = bisect_left(self.metric_starts, span.end)
        return tuple(range(first, last))

    def _add(self, tokens: Tokens, base: int, draft: Draft, state: _SentenceState) -> None:
        verb = self._span(tokens, base, draft.verb)
        thing = self._span(tokens, base, draft.object)
        target = self._span(tokens, base, draft.target)
        if tokens.codes[base + draft.verb[0]] == "A":
            thing, target = target, thing
        assert verb is not None
        agent = None
        if draft.agent is not None:
            agent = self._span(tokens, base, self._bare_subject(tokens, base, draft.agent))
            if not draft.passive:
                state.agent = agent if self._can_act(tokens, base, draft.agent) else None
        elif not draft.passive:
            agent = state.agent
        text = self.text
        word = self.table.get(text[verb.start : verb.end]) or self.table.get(
            text[verb.start : tokens.ends[base + draft.verb[0]]]
        )
        mood = draft.mood
        if mood:
            state.mood = mood = self._mood(tokens, base, draft)
        mood = mood or state.mood
        inside = self._metrics_in(thing)
        clause_start = tokens.starts[base]
        counted = bool(
            inside
            or self._metrics_in(target)
            or self._metrics_in(CharSpan(clause_start, verb.start))
        )
        finished = draft.finished or bool(_DONE_BEFORE.search(text, clause_start, verb.start))
        sentence = state.sentence
        status = judge_status(
            word, mood=mood, is_plan=sentence.is_plan, finished=finished, counted=counted
        )
        document = None
        if thing is not None:
            found = find_document(text, thing.start, thing.end)
            document = CharSpan(*found) if found else None
        phrase = thing.cut(text) if thing else ""
        group = word.group if word else "act"
        self.actions.append(
            Action(
                len(self.actions),
                verb,
                thing,
                agent.cut(text) if agent else None,
                agent,
                target.cut(text) if target else None,
                target,
                document.cut(text) if document else None,
                document,
                status,
                sentence.part == "lead",
                word is not None and word.result,
                f"{group}|{head_noun(phrase) or verb.cut(text)}",
                rate_specificity(phrase, counted=counted, has_document=document is not None),
                inside,
                sentence.paragraph,
                state.number,
            )
        )

    def _mood(self, tokens: Tokens, base: int, draft: Draft) -> str:
        """Tell the strong demand (必须) from the mild one (要), which a plan section holds."""
        if draft.mood != "q":
            return draft.mood
        before = self.text[tokens.starts[base] : tokens.starts[base + draft.verb[0]]]
        return "q" if re.search(r"必须|应当|应该|务必|不得", before) else "y"


class _SentenceState:
    """What holds from clause to clause of one sentence."""

    def __init__(self, number: int, sentence: Sentence) -> None:
        self.number = number
        self.sentence = sentence
        self.agent: CharSpan | None = None
        self.mood = ""

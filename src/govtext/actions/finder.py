"""Finds the action phrases of a report."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from govtext.actions.assemble import Assembler, SentenceState
from govtext.actions.clauses import read_clause
from govtext.actions.general import read_general
from govtext.actions.plans import infer_plans
from govtext.actions.tokens import make_tokens
from govtext.actions.verbs import VerbTable, load_verbs
from govtext.lexicon import load_topic
from govtext.records import Action, Layers, Metric, Sentence

__all__ = ["ActionFinder"]

# Tokens of a clause that are read; nobody writes longer ones, damaged files have them.
_LONGEST = 400
_CLAUSE = re.compile(r"[^,;:.]+")
# 把 A with its goal verb behind the comma: 把学习贯彻，作为首要任务.
_JOINED = re.compile(r"^[htdeH]*[bJ][^GA]*$")
_SHORTCOMING = re.compile(
    r"(?:还有|仍有|尚有|(?<!是否)存在(?!的)|看到|仍然存在|有着)[^，。；：]{0,20}?(?:差距|不足|短板|问题|薄弱环节|困难|挑战|漏洞)(?=[，。；：])"
    r"|(?:仍|还|自感|依然)有?“[^”]{0,8}(?:不够|不足|欠|缺|弱)[^”]{0,6}”"
    r"|(?:仍|还|自感|依然)有“?[一二三四五六几]个[“]?(?:不|欠|缺|弱)"
    r"|清醒(?:地)?(?:看到|认识)"
)
_NEXT = re.compile(r"下一步|下步|下一阶段|今后")
# Openings that end the talk of problems.
_TURN = re.compile(
    r"下一步|下步|下一阶段|今后|为此|我们[^，。；]{0,2}[要将]|我们必须|(?:要|必须|我们将)(?!求)"
)
# An appeal to the audience at the end of a speech.
_APPEAL = re.compile(r"让我们|愿我们")
_ESTIMATE = re.compile(r"预计|有望|预期")
_STRONG = re.compile(r"必须|应当|应该|务必|不得")


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
        self.layers = layers
        self.text = layers.view.text
        self.is_open = finder.open_verbs
        self.keep_problems = finder.keep_problems
        roles = [paragraph.role for paragraph in layers.paragraphs]
        self.sentences = [
            (number, sentence)
            for number, sentence in enumerate(layers.sentences)
            if sentence.part != "heading" and roles[sentence.paragraph] in ("body", "intro")
        ]
        ranges = [layers.words.between(s.start, s.end) for _, s in self.sentences]
        self.tokens = make_tokens(
            layers.view.folded, layers.words, ranges, open_verbs=finder.open_verbs
        )
        self.problems = [match.span() for match in _SHORTCOMING.finditer(self.text)]
        self.assembler = Assembler(self.text, self.tokens, table, metrics)

    def find(self) -> tuple[Action, ...]:
        plans = infer_plans(self.text, self.layers.paragraphs, self.layers.sentences)
        at = 0
        problem_of = -1
        for number, sentence in self.sentences:
            stop = bisect_left(self.tokens.starts, sentence.end, at)
            end = sentence.end
            if problem_of == sentence.paragraph:
                if _TURN.match(self.text, sentence.start):
                    problem_of = -1
                else:
                    end = sentence.start
            elif not self.keep_problems and (cut := self._shortcoming(sentence)) is not None:
                problem_of = sentence.paragraph
                end = cut
            if end > sentence.start and not _APPEAL.match(self.text, sentence.start):
                last = stop if end == sentence.end else bisect_left(self.tokens.starts, end, at)
                is_plan = sentence.is_plan or sentence.paragraph in plans
                self._read_sentence(at, last, SentenceState(number, sentence, is_plan))
            at = stop
        return tuple(self.assembler.actions)

    def _shortcoming(self, sentence: Sentence) -> int | None:
        """Return where the sentence begins to state the body's own problems, or None."""
        at = bisect_left(self.problems, (sentence.start, 0))
        if at == len(self.problems) or self.problems[at][1] > sentence.end:
            return None
        found = self.problems[at][0]
        if _NEXT.search(self.text, sentence.start, found):
            return None
        marks = (self.text.rfind(mark, sentence.start, found) + 1 for mark in "，；：")
        return max(sentence.start, *marks)

    def _read_sentence(self, start: int, stop: int, state: SentenceState) -> None:
        codes = self.tokens.codes
        clauses = [match.span() for match in _CLAUSE.finditer(codes, start, stop)]
        i = 0
        while i < len(clauses):
            a, b = clauses[i]
            b = min(b, a + _LONGEST)
            piece = codes[a:b]
            i += 1
            if i < len(clauses) and codes[clauses[i][0]] in "GA" and _JOINED.match(piece):
                b = min(clauses[i][1], a + _LONGEST)
                piece = codes[a:b].replace(",", "n")
                i += 1
            self._read_clause(a, piece, state)

    def _read_clause(self, start: int, codes: str, state: SentenceState) -> None:
        is_lead = state.sentence.part == "lead"
        reading = read_general(codes) if self.is_open else read_clause(codes, is_lead)
        if reading.mood:
            state.mood = self._mood(start, len(codes), reading.mood)
        elif state.mood == "q" and self.tokens.codes[start - 1 : start] == ";":
            state.mood = ""
        for draft in reading.drafts:
            self.assembler.add(start, draft, state)
        if not reading.drafts and reading.subject is not None:
            self.assembler.note_subject(start, reading.subject, state)
        if state.mood == "e":
            state.mood = ""

    def _mood(self, start: int, length: int, mood: str) -> str:
        """Tell strong from mild: 必须 from 要, which a plan section holds; 将 from 预计.

        What is estimated (``"e"``) says nothing of the clauses that follow.
        """
        tokens = self.tokens
        clause = self.text[tokens.starts[start] : tokens.ends[start + length - 1]]
        if mood == "m":
            return "e" if _ESTIMATE.search(clause) else mood
        return "q" if _STRONG.search(clause) else "y"

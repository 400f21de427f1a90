"""Finds the action phrases of a report."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from govtext.actions.alternatives import each
from govtext.actions.assemble import Assembler, SentenceState
from govtext.actions.clauses import read_clause
from govtext.actions.general import read_general
from govtext.actions.plans import infer_plans
from govtext.actions.tokens import make_tokens
from govtext.actions.verbs import VerbTable, load_verbs
from govtext.lexicon import load_topic
from govtext.records import Action, Layers, Metric, Sentence, Words

__all__ = ["ActionFinder"]

# Tokens of a clause that are read; nobody writes longer ones, damaged files have them.
_LONGEST = 400
_CLAUSE = re.compile(r"[^,;:.]+")
_MARKS_TO_COMMA = str.maketrans(";:.", ",,,")
# 把 A with its goal verb behind the comma: 把学习贯彻，作为首要任务.
_JOINED = re.compile(r"^[htdeH]*[bJ][^GA]*$")
# 对 A with its verb behind the comma: 对违反规定的行为，要严肃查处.
_FACING = re.compile(r"^[htde]*z?x[^LG]*[nzjuk)]$")
_BARE_ACT = re.compile(r"[dmqteHi]*(?:[VW]{1,2}(?:[/ce]+[dHit]*[VW])*$|L)")
_LACK = r"[^，。；：]{0,20}?(?:差距|不足|短板|问题|薄弱环节|困难|挑战|漏洞)(?=[，。；：])"
_SHORTCOMING = re.compile(
    each("还有|仍有|尚有|存在(?<!是否存在)(?!的)|看到|仍然存在|有着|正视", _LACK)
    + "|"
    + each("仍|还|自感|依然", "有?“[^”]{0,8}(?:不够|不足|欠|缺|弱)[^”]{0,6}”")
    + "|"
    + each("仍|还|自感|依然", "有“?[一二三四五六几]个“?(?:不|欠|缺|弱)")
    + "|清醒地?(?:看到|认识)"
)
_NEXT = re.compile(r"下一步|下步|下一阶段|今后")
# Openings that end the talk of problems.
_TURN = re.compile(
    r"下一步|下步|下一阶段|今后|为此|我们[^，。；]{0,2}[要将]|我们必须|(?:要|必须|我们将)(?!求)"
)
# An appeal to the audience at the end of a speech.
_APPEALS = ("让我们", "愿我们")
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
        roles = [paragraph.role for paragraph in layers.paragraphs]
        self.sentences = [
            (number, sentence)
            for number, sentence in enumerate(layers.sentences)
            if sentence.part != "heading" and roles[sentence.paragraph] in ("body", "intro")
        ]
        self.tokens = make_tokens(
            layers.view.folded,
            layers.words,
            _word_ranges(layers.words, [sentence for _, sentence in self.sentences]),
            open_verbs=finder.open_verbs,
        )
        self.clauses = self.tokens.codes.translate(_MARKS_TO_COMMA)
        self.assembler = Assembler(self.text, self.tokens, table, metrics)
        self.problems: list[tuple[int, int]] = []
        if not finder.keep_problems:
            self.problems += [match.span() for match in _SHORTCOMING.finditer(self.text)]
        self.problem_of = -1

    def find(self) -> tuple[Action, ...]:
        layers, text, starts = self.layers, self.text, self.tokens.starts
        plans = infer_plans(text, layers.paragraphs, layers.sentences)
        firsts = [paragraph.start for paragraph in layers.paragraphs]
        troubled = {bisect_right(firsts, start) - 1 for start, _ in self.problems}
        at = 0
        for number, sentence in self.sentences:
            stop = last = bisect_left(starts, sentence.end, at)
            paragraph = sentence.paragraph
            if paragraph in troubled:
                last = bisect_left(starts, self._end_of_report(sentence), at)
            if last > at and not text.startswith(_APPEALS, sentence.start):
                is_plan = sentence.is_plan or paragraph in plans
                self._read_sentence(at, last, SentenceState(number, sentence, is_plan))
            at = stop
        return tuple(self.assembler.actions)

    def _end_of_report(self, sentence: Sentence) -> int:
        """Return where the sentence ends or, with its paragraph, turns to problems."""
        if self.problem_of == sentence.paragraph:
            if not _TURN.match(self.text, sentence.start):
                return sentence.start
            self.problem_of = -1
            return sentence.end
        cut = self._shortcoming(sentence)
        if cut is None:
            return sentence.end
        self.problem_of = sentence.paragraph
        return cut

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
        clauses = self.clauses[start:stop]
        pieces: Iterable[tuple[int, str]]
        if ",G" in clauses or ",A" in clauses or "x" in clauses:
            pieces = self._joined_clauses(start, stop)
        else:
            pieces = _split(clauses, start)
        is_lead = state.sentence.part == "lead"
        for at, codes in pieces:
            drafts, subject, mood = (
                read_general(codes) if self.is_open else read_clause(codes, is_lead)
            )
            if mood:
                state.mood = self._mood(at, len(codes), mood)
            elif state.mood == "q" and self.tokens.codes[at - 1 : at] == ";":
                state.mood = ""
            if drafts:
                self.assembler.add(at, at + len(codes), drafts, state)
            elif subject is not None:
                self.assembler.note_subject(at, subject, state)
            if state.mood == "e":
                state.mood = ""

    def _joined_clauses(self, start: int, stop: int) -> Iterator[tuple[int, str]]:
        """Yield start and codes of clauses, 把 A or 对 A and the verb behind a comma as one."""
        codes = self.tokens.codes
        clauses = [match.span() for match in _CLAUSE.finditer(codes, start, stop)]
        i = 0
        while i < len(clauses):
            a, b = clauses[i]
            piece = codes[a : min(b, a + _LONGEST)]
            i += 1
            if i < len(clauses) and codes[b] == ",":
                mark = _join(piece, codes[slice(*clauses[i])])
                if mark:
                    piece = codes[a : min(clauses[i][1], a + _LONGEST)].replace(",", mark)
                    i += 1
            yield a, piece

    def _mood(self, start: int, length: int, mood: str) -> str:
        """Tell strong from mild: 必须 from 要, which a plan section holds; 将 from 预计.

        What is estimated (``"e"``) says nothing of the clauses that follow.
        """
        tokens = self.tokens
        clause = self.text[tokens.starts[start] : tokens.ends[start + length - 1]]
        if mood == "m":
            return "e" if _ESTIMATE.search(clause) else mood
        return "q" if _STRONG.search(clause) else "y"


def _join(clause: str, behind: str) -> str:
    """Return the code of a comma that does not part a clause from its verb, or nothing."""
    if behind[0] in "GA" and _JOINED.match(clause):
        return "n"
    return "d" if _FACING.match(clause) and _BARE_ACT.match(behind) else ""


def _split(clauses: str, start: int) -> Iterator[tuple[int, str]]:
    """Yield start and codes of the clauses of a sentence that starts at token ``start``."""
    for clause in clauses.split(","):
        if clause:
            yield start, clause[:_LONGEST]
        start += len(clause) + 1


def _word_ranges(words: Words, sentences: Sequence[Sentence]) -> list[range]:
    """Return the indices of the sentences' words, adjoining ranges put together.

    A word on the border of two sentences belongs to both.
    """
    starts, ends = words.starts, words.ends
    ranges: list[range] = []
    first = begin = stop = 0
    for sentence in sentences:
        first = bisect_right(ends, sentence.start, first)
        if first != stop:
            ranges.append(range(begin, stop))
            begin = first
        # A word has a character at least.
        most = min(len(starts), first + sentence.end - sentence.start + 1)
        stop = bisect_left(starts, sentence.end, first, most)
    ranges.append(range(begin, stop))
    return ranges

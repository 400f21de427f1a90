"""Finds the action phrases of a report."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from govtext.actions.assemble import Assembler
from govtext.actions.clauses import LEAD_READINGS, READINGS, Reading
from govtext.actions.general import GENERAL_READINGS
from govtext.actions.grade import expect_status
from govtext.actions.tokens import make_tokens
from govtext.actions.verbs import VerbTable, load_verbs
from govtext.lexicon import load_topic
from govtext.records import Action, Layers, Metric, Sentence, Words
from govtext.records.collector import collector_paused
from govtext.text.alternatives import each

__all__ = ["ActionFinder"]

_MARKS_TO_COMMA: Final = str.maketrans(";:.", ",,,")
# 把 A with its goal verb behind the comma: 把学习贯彻，作为首要任务.
_JOINED: Final = re.compile(r"^[htdeH]*[bJ][^GA]*$")
# 对 A with its verb behind the comma: 对违反规定的行为，要严肃查处.
_FACING: Final = re.compile(r"^[htde]*z?x[^LG]*[nzjuk)]$")
_BARE_ACT: Final = re.compile(r"[dmqteHi]*(?:[VW]{1,2}(?:[/ce]+[dHit]*[VW])*$|L)")
_LACK: Final = (
    r"[^，。；：]{0,20}?(?:差距|不足|短板|问题|薄弱环节|困难|挑战|漏洞)(?=[，。；：])"
)
_SHORTCOMING: Final = re.compile(
    each("还有|仍有|尚有|存在(?<!是否存在)(?!的)|看到|仍然存在|有着|正视", _LACK)
    + "|"
    + each("仍|还|自感|依然", "有?“[^”]{0,8}(?:不够|不足|欠|缺|弱)[^”]{0,6}”")
    + "|"
    + each("仍|还|自感|依然", "有“?[一二三四五六几]个“?(?:不|欠|缺|弱)")
    + "|清醒地?(?:看到|认识)"
)
_NEXT: Final = re.compile(r"下一步|下步|下一阶段|今后")
# Openings that end the talk of problems.
_TURN: Final = re.compile(
    r"下一步|下步|下一阶段|今后|为此|我们[^，。；]{0,2}[要将]|我们必须|(?:要|必须|我们将)(?!求)"
    r"|(?:对此|[对针]对?(?:于|上述|以上)?(?:这些|上述|以上)[^，。；]{0,6})[，,]我们"
)
# An appeal to the audience at the end of a speech.
_APPEALS: Final = ("让我们", "愿我们")
_ESTIMATE: Final = re.compile(r"预计|有望|预期")
_STRONG: Final = re.compile(r"必须|应当|应该|务必|不得")

# Number of a sentence, the sentence and its first token; the codes of its clauses, and what is
# read in them.
_Stretch = tuple[int, Sentence, int, list[str], list[Reading]]


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
        with collector_paused(len(layers.view.text)):
            return _Run(layers, metrics, load_verbs(), self).find()


class _Run:
    """One call of the finder."""

    def __init__(
        self, layers: Layers, metrics: Sequence[Metric], table: VerbTable, finder: ActionFinder
    ) -> None:
        self.layers = layers
        self.text = layers.view.text
        self.readings, self.lead_readings = READINGS, LEAD_READINGS
        if finder.open_verbs:
            self.readings = self.lead_readings = GENERAL_READINGS
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
        # Measured: reading all clauses before the first record is made saves a tenth of the
        # time, since records in between push what the reader needs out of the caches.
        for stretch in list(self._read_stretches()):
            self._assemble(stretch)
        return tuple(self.assembler.actions)

    def _read_stretches(self) -> Iterator[_Stretch]:
        """Yield of each sentence what is read of it."""
        layers, text, starts = self.layers, self.text, self.tokens.starts
        total = len(starts)
        firsts = [paragraph.start for paragraph in layers.paragraphs]
        troubled = {bisect_right(firsts, start) - 1 for start, _ in self.problems}
        at = 0
        for number, sentence in self.sentences:
            if at == total:
                break
            # A token has a character at least.
            most = min(total, at + sentence.end - starts[at])
            stop = last = bisect_left(starts, sentence.end, at, most)
            paragraph = sentence.paragraph
            if paragraph in troubled:
                last = bisect_left(starts, self._end_of_report(sentence), at)
            if last > at and not text.startswith(_APPEALS, sentence.start):
                clauses = self._split(at, last)
                readings = self.lead_readings if sentence.part == "lead" else self.readings
                read = [readings[clause] for clause in clauses]
                yield number, sentence, at, clauses, read
            at = stop

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

    def _split(self, start: int, stop: int) -> list[str]:
        """Return the codes of the clauses of a sentence."""
        codes = self.clauses[start:stop]
        clauses = codes.split(",")
        if ",G" in codes or ",A" in codes or "x" in codes:
            return self._join_parted(clauses, start)
        return clauses

    def _assemble(self, stretch: _Stretch) -> None:
        """Make the records of a sentence."""
        number, sentence, start, clauses, read = stretch
        assembler = self.assembler
        assembler.begin(number, sentence)
        mood = ""
        stop = start - 1
        for clause, (drafts, subject, said) in zip(clauses, read, strict=True):
            start = stop + 1
            stop = start + len(clause)
            if not clause:
                continue
            if said:
                mood = self._mood(start, stop, said)
            elif mood == "q" and self.tokens.codes[start - 1 : start] == ";":
                mood = ""
            if drafts:
                assembler.add(start, stop, drafts, expect_status(mood, sentence.is_plan))
            elif subject is not None:
                assembler.note_subject(start, subject)
            if mood == "e":
                mood = ""

    def _join_parted(self, pieces: list[str], start: int) -> list[str]:
        """Put 把 A or 对 A and the verb behind a comma together."""
        codes = self.tokens.codes
        joined: list[str] = []
        last, opening = 0, start
        for piece in pieces:
            stop = start + len(piece)
            mark = ""
            if piece and joined and codes[opening + len(joined[last])] == ",":
                mark = _mark_between(joined[last], piece)
            if mark:
                joined[last:] = [codes[opening:stop].replace(",", mark)]
            else:
                if piece:
                    last, opening = len(joined), start
                joined.append(piece)
            start = stop + 1
        return joined

    def _mood(self, start: int, stop: int, said: str) -> str:
        """Tell strong from mild: 必须 from 要, which a plan section holds; 将 from 预计.

        What is estimated (``"e"``) says nothing of the clauses that follow.
        """
        start, end = self.tokens.starts[start], self.tokens.ends[stop - 1]
        if said == "m":
            return "e" if _ESTIMATE.search(self.text, start, end) else said
        return "q" if _STRONG.search(self.text, start, end) else "y"


def _mark_between(clause: str, behind: str) -> str:
    """Return the code of a comma that does not part a clause from its verb, or nothing."""
    if behind[0] in "GA" and _JOINED.match(clause):
        return "n"
    return "d" if _FACING.match(clause) and _BARE_ACT.match(behind) else ""


def _word_ranges(words: Words, sentences: Sequence[Sentence]) -> list[range]:
    """Return the indices of the sentences' words, those of adjoining sentences together."""
    runs: list[tuple[int, int]] = []
    start = stop = 0
    for sentence in sentences:
        if sentence.start != stop:
            runs.append((start, stop))
            start = sentence.start
        stop = sentence.end
    runs.append((start, stop))
    starts, ends = words.starts, words.ends
    ranges: list[range] = []
    first = last = stop = 0
    for start, end in runs:
        # A word has a character at least.
        first = bisect_right(ends, start, last, min(len(ends), last + start - stop + 1))
        last = bisect_left(starts, end, first, min(len(starts), first + end - start + 1))
        ranges.append(range(first, last))
        stop = end
    return ranges

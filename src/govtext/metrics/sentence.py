"""Read the figures of one sentence together: what each counts, and what they share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from govtext.metrics.change import is_flat, read_basis, read_lead, says_total
from govtext.metrics.indicator import (
    clean_subject,
    head_verb,
    noun_phrase,
    opens_with_verb,
    split_parallel,
    verb_phrase,
)
from govtext.metrics.period import find_periods, read_status
from govtext.metrics.scan import Candidate
from govtext.records import Basis, Change, Layers, MetricStatus
from govtext.spans import CharSpan

__all__ = ["Draft", "read_sentence"]

_BREAKS = "，；：。！？（(）)\n,;:?!"
_AND = re.compile(r"[ ]*(?:、|和|及|与|以及|或|，|,|[ ]|/)*[ ]*\Z")
_JOIN = re.compile(r"(?:、|和|及|与|以及)")
_NO_NOUN = re.compile(
    r"[ ]*(?:[，；：。！？、）)（(\n,;:|]|和|与|及(?!格)|以及|并(?!网|购)|且|或|等(?!级)|同比|环比|[比较](?!为|好|差|高)|占|为|以(?!色)|是|由|在|到|提高|增长|下降|增加|减少|左右|不等|，|而|"
    r"达|超|位|列|居|的(?:增|速|幅|目标|基础|水平)|其|之)"
)
_FREQUENT = frozenset(["次", "场", "轮", "场次", "遍", "趟", "回", "批次", "期", "件次"])
_SHARE = re.compile(r"占|比重|比例")


@dataclass
class Draft:
    """A figure with what its sentence says about it; ``pair`` counts from itself."""

    found: Candidate
    indicator: tuple[CharSpan, ...] = ()
    change: Change | None = None
    basis: Basis | None = None
    period: str | None = None
    status: MetricStatus = "actual"
    pair: int | None = None
    attributive: bool = False
    verb: CharSpan | None = None


def read_sentence(layers: Layers, number: int, candidates: list[Candidate]) -> list[Draft]:
    """Return one draft a candidate, in text order."""
    return _Reader(layers, number, candidates).read()


class _Reader:
    """Reads one sentence from left to right."""

    def __init__(self, layers: Layers, number: int, candidates: list[Candidate]) -> None:
        self.text = layers.view.folded
        self.words = layers.words
        self.sentence = layers.sentences[number]
        self.candidates = candidates
        self.drafts: list[Draft] = []
        self.against: Basis | None = None
        self.total = False
        self.periods = find_periods(self.text, self.sentence.start, self.sentence.end)

    def read(self) -> list[Draft]:
        """Read all figures."""
        groups = self._groups()
        for first, last in groups:
            self._read_group(first, last)
        return self.drafts

    def _groups(self) -> list[tuple[int, int]]:
        """Return index ranges of figures that stand in one list (3%、5%和7%)."""
        groups: list[tuple[int, int]] = []
        for index, found in enumerate(self.candidates):
            if groups and self._continues(self.candidates[index - 1], found):
                groups[-1] = (groups[-1][0], index + 1)
            else:
                groups.append((index, index + 1))
        return groups

    def _continues(self, left: Candidate, right: Candidate) -> bool:
        gap = self.text[left.end : right.start]
        return (
            left.unit == right.unit
            and len(gap) <= 3
            and bool(gap)
            and _AND.match(gap) is not None
        )

    def _read_group(self, first: int, last: int) -> None:
        found = self.candidates[first]
        left = self.drafts[-1].found.end if self.drafts else self.sentence.start
        gap = self.text[left : found.start]
        cut = max(map(gap.rfind, _BREAKS)) + 1
        segment = gap[cut:]
        lead = read_lead(segment)
        self._note_basis(gap, lead.change)
        start = left + cut
        subjects = self._subjects(first, last, start, start + lead.cut, lead.change)
        for index in range(first, last):
            draft = Draft(self.candidates[index], change=lead.change)
            draft.indicator, draft.attributive, draft.verb = subjects[index - first]
            self._finish(draft, gap)
            self.drafts.append(draft)

    def _note_basis(self, gap: str, change: Change | None) -> None:
        basis = read_basis(gap)
        if basis is not None and (basis != "other" or change in ("increase", "decrease")):
            self.against, self.total = basis, False
        elif says_total(gap):
            self.total = True

    def _finish(self, draft: Draft, gap: str) -> None:
        found = draft.found
        if draft.change is None and is_flat(self.text, found.end):
            draft.change = "flat"
            draft.basis = read_basis(self.text[found.end : found.end + 16])
        elif draft.change in ("increase", "decrease"):
            draft.basis = self.against
        elif self.total and found.kind != "percent":
            draft.basis = "cumulative"
        for start, words in self.periods:
            if start >= found.start:
                break
            draft.period = words
        draft.status = read_status(gap, is_plan=self.sentence.is_plan)

    def _subjects(
        self, first: int, last: int, start: int, stop: int, change: Change | None
    ) -> list[tuple[tuple[CharSpan, ...], bool, CharSpan | None]]:
        count = last - first
        one = self._subject(first, start, stop, change)
        if count == 1:
            return [one]
        spans = one[0]
        if len(spans) == 1 and not one[1]:
            parts = split_parallel(self.text, spans[0].start, spans[0].end, count)
            if parts:
                return [(tuple(CharSpan(*p) for p in part), False, None) for part in parts]
        if change and len(self.drafts) >= count and not self._own_words(start, stop):
            before = self.drafts[-count:]
            return [(draft.indicator, False, None) for draft in before]
        return [one] * count

    def _own_words(self, start: int, stop: int) -> bool:
        left, right = clean_subject(self.text, self.words, start, stop)
        return right > left

    def _subject(
        self, index: int, start: int, stop: int, change: Change | None
    ) -> tuple[tuple[CharSpan, ...], bool, CharSpan | None]:
        """Return the spans of the words that say what figure ``index`` counts."""
        found = self.candidates[index]
        bound = self._bound(index)
        joined = _JOIN.match(self.text, start) is not None
        left, right = clean_subject(self.text, self.words, start, stop)
        noun = self._noun_behind(found, bound, change, empty=right <= left)
        if noun is not None:
            if self.text[left:right].endswith("新增"):
                return ((CharSpan(right - 2, right), noun), True, None)
            return ((noun,), True, None)
        previous = self.drafts[-1] if self.drafts else None
        if right <= left:
            return (self._carried(start), False, previous.verb if previous else None)
        own = CharSpan(left, right)
        text = self.text[left:right]
        if previous and text.startswith("占") and previous.indicator:
            return ((*previous.indicator, own), False, None)
        verb = None
        if opens_with_verb(self.text, self.words, left, right):
            span = head_verb(self.text, self.words, left, right)
            verb = CharSpan(*span) if span else None
        elif joined and previous and previous.verb and not previous.attributive:
            return ((previous.verb, own), False, previous.verb)
        return ((own,), False, verb)

    def _bound(self, index: int) -> int:
        after = index + 1
        return (
            self.candidates[after].start if after < len(self.candidates) else self.sentence.end
        )

    def _noun_behind(
        self, found: Candidate, bound: int, change: Change | None, *, empty: bool
    ) -> CharSpan | None:
        """Return the noun phrase or verb phrase that the figure stands before."""
        if change is not None or _NO_NOUN.match(self.text, found.end):
            return None
        if (
            found.kind in ("percent", "rank", "multiple")
            and self.text[found.end : found.end + 1] != "的"
        ):
            return None
        if found.unit in _FREQUENT and opens_with_verb(self.text, self.words, found.end, bound):
            span = verb_phrase(self.text, self.words, found.end, bound)
        else:
            span = noun_phrase(self.text, self.words, found.end, bound)
        if span is None:
            return None
        return CharSpan(*span)

    def _carried(self, start: int) -> tuple[CharSpan, ...]:
        """Return what the figure before counts, or the clause before where there is none."""
        if self.drafts:
            return self.drafts[-1].indicator
        stop = start - 1
        if stop <= self.sentence.start:
            return ()
        left = max(self.text.rfind(mark, self.sentence.start, stop) for mark in _BREAKS) + 1
        left, right = clean_subject(self.text, self.words, max(left, self.sentence.start), stop)
        return (CharSpan(left, right),) if right > left else ()

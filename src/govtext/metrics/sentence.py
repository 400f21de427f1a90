"""Read the figures of one sentence together: what each counts, and what they share."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from govtext.metrics.change import (
    Total,
    is_flat,
    may_be_flat,
    read_basis,
    read_lead,
    read_multiple,
    read_total,
    runs_up,
)
from govtext.metrics.draft import Draft
from govtext.metrics.frame import (
    LONGEST_TO,
    TO_ENDS,
    find_attribute,
    find_measured,
    find_origin,
    find_scope,
    is_governed,
    is_relative,
)
from govtext.metrics.indicator import (
    clean_subject,
    ends_in_verb,
    head_verb,
    noun_phrase,
    opens_with_verb,
    split_parallel,
    verb_phrase,
)
from govtext.metrics.period import find_periods, may_plan, read_status, status_behind
from govtext.metrics.scan import Candidate
from govtext.records import Basis, Change, Layers, MetricStatus
from govtext.spans import CharSpan

__all__ = ["read_sentence"]

_LAST_BREAK: Final = re.compile(r"(?s:.*)[，；：。！？\n,;:?!]")
# Signs without which no words of comparison or of a total stand.
_COMPARES: Final = re.compile("[比较环同与累共计来历]")
# How far back a total, a year or an opening bracket is looked for: sentences of a hostile
# text have no end.
_FEW_BACK, _BRACKET_REACH = 40, 400
# How many figures without a word between them are passed over on the way to their noun.
_ADJOINING: Final = 8
# How far a date in a passage on plans reaches, and words behind which the plan goes on.
_DATED_REACH: Final = 60
_AHEAD: Final = re.compile("[；;]|基础上|今年|明年|到20")
_CLOSED: Final = frozenset("，；：。！？、）（(),;\n")
_AND: Final = re.compile(r"[ ]*(?:、|和|及|与|以及|或|，|,|[ ]|/)*[ ]*\Z")
_JOIN: Final = re.compile(r"(?:、|和|及|与|以及)")
_NO_NOUN: Final = re.compile(
    r"[ 　]*(?:[，；：。！？、）)（(\n,;:|+−\d-]|和|与|及(?!格)|以及|并(?!网|购)|且|或|等(?!级)|组成|同比|环比|[比较](?!为|好|差|高)|占|为|以(?!色)|是|由|在(?![^，；。]{1,14}的|[建校职岗读线册逃编研库场园籍外华京押办谈营训审管])|到|提高|增长|下降|增加|减少|左右|不等|，|而|"
    r"压|缩|降|减|增|升|调整|扩大|达|超|位(?!于)|列(?!车|席|入|兵)|居(?!民|住|家|委|村)|没有|未(?!成年)|无法|尚|均(?!衡)|(?:转化|转变|细化|合并|归并|整合|精简|固化|升级|调整)(?:为|成)|要(?!素|点|件|案|求|闻|塞|害|回)|的(?:增|速|幅|目标|基础|任务|计划|规模|程度|(?:[较更]?[高低]|中高|合理|历史|先进|国际|国内)?(?:水平|区间|范围))|其|之)"
)
_FREQUENT: Final = frozenset(["次", "场", "轮", "场次", "遍", "趟", "回", "批次", "期", "件次"])
# Kinds that stand before the noun they measure only with 的 between (80%的村).
_NEVER_BEFORE: Final = frozenset(("percent", "rank", "multiple", "score"))
_LEAST_VERB_AND_NOUN: Final = 4
_SHARE_SIGNS: Final = frozenset("占为是相等完达")
_OWN_SHARE: Final = re.compile(r"[ 、，（(]*(?:约|共|仅)?占(?!.*[由从])")
# 6个村的账目 counts villages: what belongs to the bodies counted is no part of their name.
_OF_BODIES: Final = frozenset(("家", "个"))
_BODY: Final = re.compile(
    r"[^，；。、的\d]{0,6}?(?:单位|部门|企业|公司|学校|医院|村|社区|乡镇|街道|县|支行|支部|党组织)(?=的(?![^，；。]{0,3}(?:村|社区)))"
)
_AIMS: Final = re.compile(r"目标[^，。；]{0,10}[是为：:]")
_MOVES: Final = frozenset(("increase", "decrease"))
_CUTS: Final = frozenset(
    ("压减", "压缩", "精简", "削减", "缩减", "减少", "降低", "核减", "下调")
)
_EACH: Final = re.compile(r"(?:每[人户年月天次亩]){1,2}")
_DONE: Final = re.compile(r"[，、]?(?:目前|现)?已(?:经)?(?=[到完落拨建投实])")
_MEAN: Final = re.compile(r"[人户次均日月]均|平均|每年|每[人户]")
_THAN_YEAR: Final = re.compile(r"[比较同与][^，；。\d]{0,3}((?:19|20)\d\d)年")
# 分别达A人次、B吨: what joins levels of several units.
_PARALLEL: Final = frozenset("、和与及")
_AND_ONLY: Final = re.compile(r"(?:[ 、]|和|及|与|以及)*")
_JOINS: Final = frozenset(" 、和及与以")
_ATTRIBUTE: Final = re.compile(
    r"(?:规模|投资|面积|总额|总量|总长|全长|容量|产能|产值|能力|价值|资产|收入|平均)\Z"
)

# Where the words stand that say what is counted, whether they are the noun behind the figure,
# and the words that may open with the verb of the clause.
_Subject: TypeAlias = tuple[tuple[CharSpan, ...], bool, CharSpan | None]


# The constructor itself, for the span that most figures have.
_new: Final = tuple.__new__


def _last_break(gap: str, bracketed: bool) -> int:
    """Return the offset behind the last mark that ends a clause or opens a bracket."""
    broken = _LAST_BREAK.match(gap)
    cut = broken.end() if broken else 0
    if not bracketed:
        return cut
    opened = max(gap.rfind("（", cut), gap.rfind("(", cut))
    closed = max(gap.rfind("）", cut), gap.rfind(")", cut))
    if opened > closed:
        return opened + 1
    if closed >= cut and opened < 0:
        return closed + 1
    return cut


def read_sentence(layers: Layers, number: int, candidates: list[Candidate]) -> list[Draft]:
    """Return one draft a candidate, in text order."""
    return _Reader(layers, number, candidates).read()


class _Reader:
    """Reads one sentence from left to right."""

    def __init__(self, layers: Layers, number: int, candidates: list[Candidate]) -> None:
        sentence = layers.sentences[number]
        start, stop = sentence.start, candidates[-1].start
        self.text = text = layers.view.folded
        self.words = layers.words
        self.start, self.end = start, sentence.end
        self.candidates = candidates
        self.drafts: list[Draft] = []
        self.against: Basis | None = None
        self.total: Total = "none"
        year = layers.meta.year
        self.year = year.value if year else ""
        self.compared = False
        self.aims = False
        self.whole: int | None = None
        self.part_verb = False
        self.is_plan = sentence.is_plan
        self.status: MetricStatus = "target" if sentence.is_plan else "actual"
        self.dated = 0
        self.origin: int | None = None
        self.opened: int | None = None
        self.level = 0
        self.periods = find_periods(text, start, stop)
        # What most sentences lack is looked for once, so that no figure of theirs asks for it.
        said = text[start:stop]
        self.halts = "；" in said or ";" in said
        self.parted = "其中" in said
        self.planned = not sentence.is_plan and may_plan(said)
        self.flat = may_be_flat(text, start, sentence.end)
        self.bracketed = "（" in said or "）" in said or "(" in said or ")" in said

    def read(self) -> list[Draft]:
        """Read all figures, those of one list (3%、5%和7%) together."""
        candidates = self.candidates
        first = 0
        while first < len(candidates):
            last = first + 1
            while last < len(candidates) and self._continues(
                candidates[last - 1], candidates[last]
            ):
                last += 1
            self._read_group(first, last)
            first = last
        return self.drafts

    def _continues(self, left: Candidate, right: Candidate) -> bool:
        return (
            0 < right.start - left.end <= 3
            and left.unit == right.unit
            and _AND.match(self.text, left.end, right.start) is not None
            # Behind a comma a figure before its own noun begins a clause of its own.
            and (
                self.text[left.end] not in "，,"
                or self.text[right.end : right.end + 1] in _CLOSED
                or _JOIN.match(self.text, right.end) is not None
            )
        )

    def _read_group(self, first: int, last: int) -> None:
        """Read the figures of one list; they share the words before the first."""
        found = self.candidates[first]
        left = self.drafts[-1].found.end if self.drafts else self.start
        gap = self.text[left : found.start]
        cut = _last_break(gap, self.bracketed)
        segment = gap[cut:]
        words, said, compared = read_lead(segment)
        multiple = None
        if found.kind == "multiple" and said is None:
            multiple = read_multiple(segment, str(self.year))
            words = multiple[0] if multiple else words
        start = left + cut
        stop = start + words
        change = said or self._inherited(segment, words, found)
        self._note_basis(gap, "increase" if found.name == "番" else change)
        if self.planned:
            self._note_status(gap[: cut + words] if compared else gap)
        # 分别是上年的2倍和3倍 takes the figures before, as 分别增长 does.
        subjects = self._subjects(
            first, last, start, stop, said or ("to" if multiple else None)
        )
        if said in _MOVES and (removed := self._removed(first, stop)):
            change, subjects = None, [(removed, True, None)] * (last - first)
        for one, (spans, behind, acting) in zip(
            self.candidates[first:last], subjects, strict=True
        ):
            draft = Draft(one, spans, behind, acting, change, self.status)
            self._finish(draft)
            if compared:
                draft.basis = "other"
            elif multiple:
                draft.basis = multiple[1]
            elif draft.change in _MOVES:
                if runs_up(segment) and not read_basis(segment):
                    draft.basis = "cumulative"
            elif draft.basis == "cumulative" and _MEAN.search(segment):
                draft.basis = None
            self.drafts.append(draft)
            if self.parted or len(self.drafts) > 1:
                self._pair(gap)
        if self.total == "figure":
            self.total = "none"

    def _cut_by(self, acting: CharSpan) -> Change | None:
        """Return the change of 压减接待费三成: a share behind verb and noun says by how much."""
        verb = self.text[acting.start : acting.start + 2]
        return "decrease" if verb in _CUTS and acting.end - acting.start > 3 else None

    def _removed(self, index: int, cut: int) -> tuple[CharSpan, ...]:
        """Return verb and noun of 压减6个机构, which counts what was cut and is no change."""
        found, text = self.candidates[index], self.text
        begin = max(cut, self.start)
        alone = cut == self.start or text[cut - 1] in _CLOSED
        if found.kind != "count" or not alone or text[found.end : found.end + 1] in _CLOSED:
            return ()
        noun = self._noun_behind(index, begin, begin)
        return (CharSpan(begin, found.start), *noun) if noun else ()

    def _inherited(self, segment: str, cut: int, found: Candidate) -> Change | None:
        """Return the change of the figure before where only 、 and a date stand between."""
        if (
            not self.drafts
            or (cut and segment[0] not in _JOINS)
            or _AND_ONLY.fullmatch(segment, 0, cut) is None
        ):
            return None
        previous = self.drafts[-1]
        if previous.found.unit != found.unit:
            return "to" if previous.change == "to" and segment in _PARALLEL else None
        return previous.change if segment and segment[0] not in "比较" else None

    def _note_status(self, gap: str) -> None:
        """Update the status; a target holds until a ；."""
        if self.status == "actual" and not may_plan(gap):
            return
        head, mark, tail = gap.replace(";", "；").rpartition("；")
        if mark and not self.aims:
            self.status = "actual"
        if _AIMS.search(gap):
            self.aims, self.status = True, "target"
        said = read_status(tail if self.drafts else tail.rpartition("，")[2])
        if said != "actual":
            self.status = said
        elif _DONE.match(tail):
            self.status = "actual"
        del head

    def _note_basis(self, gap: str, change: Change | None) -> None:
        """Update what changes are against and whether totals are running ones."""
        if self.total == "clause" and self.halts and ("；" in gap or ";" in gap):
            self.total = "none"
        if _COMPARES.search(gap) is None:
            return
        gap = gap.rpartition("持平")[2]
        basis, total = read_basis(gap), read_total(gap)
        if basis == "other" and self._is_last_year(gap):
            basis = "yoy"
        if basis is not None and (basis != "other" or change is not None or "相比" in gap):
            self.against, self.total = basis, "none"
        elif total != "none":
            self.total = total
        if "相比" in gap:
            self.compared = True

    def _is_last_year(self, gap: str) -> bool:
        """Tell whether the year compared with is the one before the year reported on."""
        than = _THAN_YEAR.search(gap)
        if than is None:
            return False
        year = str(self.year)
        for _, words in reversed(self.periods[-_FEW_BACK:]):
            if words[:4].isdigit():
                year = words[:4]
                break
        return year.isdigit() and int(than[1]) == int(year) - 1

    def _finish(self, draft: Draft) -> None:
        """Fill in change, basis, period and status from the whole of what was read."""
        found = draft.found
        change = draft.change
        if change is None:
            if self.flat or found.hedge or found.name == "番":
                change = draft.change = self._change_of(found)
            if found.kind == "percent" and change is None and draft.acting is not None:
                change = draft.change = self._cut_by(draft.acting)
        elif found.unit == "位" and change in _MOVES:
            found.kind = "rank"
        if change == "flat":
            draft.basis = read_basis(self.text[found.end : found.end + 16])
        elif change in _MOVES or (change == "to" and self.compared):
            draft.basis = self.against
        elif self.total != "none" and found.kind != "percent":
            draft.basis = "cumulative"
        if self.periods:
            self._date(draft)
        self.origin, self.level = self.opened, found.start
        if found.hedge and found.hedge.startswith("不得"):
            draft.status = "requirement"
        elif draft.status == "actual" and self.text.startswith("的", found.end):
            draft.status = status_behind(self.text, found.end) or "actual"

    def _date(self, draft: Draft) -> None:
        """Date a figure by the last expression of time before it."""
        found = draft.found
        while self.dated < len(self.periods) and self.periods[self.dated][0] < found.start:
            self.dated += 1
        if not self.dated:
            return
        place = self.dated - 1
        if self.origin is not None and self.origin <= self.periods[place][0] < self.level:
            # The date of A in 由去年A升至B says nothing of B and what follows.
            self.periods[place] = (self.level, self.periods[place - 1][1] if place else "")
        draft.period = self.periods[place][1] or None
        if draft.status == "target" and self._is_past(*self.periods[place], found.start):
            draft.status = "actual"

    def _is_past(self, place: int, words: str, stop: int) -> bool:
        """Tell whether a figure in a passage on plans is dated before the year reported on."""
        said = words[:4]
        past = words.startswith(("去年", "上年", "前年")) or (
            said.isdigit() and len(said) == 4 and said <= str(self.year)
        )
        between = self.text[place:stop]
        return (
            past
            and self.is_plan
            and stop - place < _DATED_REACH
            and _AHEAD.search(between) is None
            and read_status(between) == "actual"
        )

    def _note_whole(self, gap: str) -> None:
        """Update the total that the parts behind 其中 belong to."""
        draft, place = self.drafts[-1], len(self.drafts) - 1
        if self.halts and ("；" in gap or ";" in gap):
            self.whole = None
        if "其中" in gap:
            self.whole = self._total_before(place, draft.found)
            self.part_verb = self._verb_of(draft) is not None
        elif self.whole is not None and (
            (draft.attributive and "，" in gap)
            or (not self.part_verb and self._verb_of(draft) is not None)
        ):
            self.whole = None

    def _pair(self, gap: str) -> None:
        """Link the last figure to the one it belongs to: its total, its share, its 起."""
        draft, place = self.drafts[-1], len(self.drafts) - 1
        if self.parted:
            self._note_whole(gap)
        if not place:
            return
        before = self.drafts[place - 1]
        if draft.found.kind == "percent" and "占" in gap and _OWN_SHARE.match(gap):
            draft.pair = -1 if before.found.kind != "percent" else None
        elif self.whole is not None and self.drafts[self.whole].found.unit == draft.found.unit:
            draft.pair = self.whole - place if draft.change is None else None
        elif len(gap) <= 1 and draft.indicator == before.indicator:
            joined = draft.change is None is before.change
            draft.pair = -1 if joined and before.found.unit != draft.found.unit else None

    def _total_before(self, place: int, found: Candidate) -> int | None:
        """Return the place of the last figure in the same unit that is no change."""
        inside = self._is_bracketed(found)
        for index in range(place - 1, max(-1, place - _FEW_BACK), -1):
            other = self.drafts[index]
            if other.found.unit != found.unit or other.change not in (None, "to"):
                continue
            if inside or not self._is_bracketed(other.found):
                return index
        return None

    def _change_of(self, found: Candidate) -> Change | None:
        """Return the change that a figure's own words say."""
        if found.hedge and found.hedge.startswith(("突破", "首破", "再破")):
            return "to"
        if found.name == "番":
            return "increase"
        return "flat" if self.flat and is_flat(self.text, found.end) else None

    def _subjects(
        self, first: int, last: int, start: int, stop: int, change: Change | None
    ) -> list[_Subject]:
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

    def _subject(self, index: int, start: int, stop: int, change: Change | None) -> _Subject:
        """Return the spans of the words that say what figure ``index`` counts."""
        found, text = self.candidates[index], self.text
        origin = None
        # The B of 由A升至B follows closely on A.
        if index + 1 < len(self.candidates):
            following = self.candidates[index + 1].start
            if following - found.end <= LONGEST_TO and text[following - 1] in TO_ENDS:
                origin = find_origin(text, start, found.start, found.end, following)
        self.opened = origin
        if origin is not None:
            stop = min(stop, origin)
        elif found.kind == "rank":
            stop = find_scope(text, start, stop)
        left, right = clean_subject(text, self.words, start, stop)
        if change is None and origin is None and text[found.end : found.end + 1] not in _CLOSED:
            noun = self._noun_behind(index, start, stop)
            if noun and not _ATTRIBUTE.search(text, left, right):
                if text.endswith("新增", left, right):
                    noun = (CharSpan(right - 2, right), *noun)
                return (noun, True, None)
        previous = self.drafts[-1] if self.drafts else None
        if previous and self.bracketed:
            previous = self._previous(found)
        if right <= left or (right - left <= 4 and _EACH.fullmatch(text, left, right)):
            carried = self._carried(previous, start)
            if not carried and found.kind == "percent" and change is None:
                span = noun_phrase(text, self.words, *self._behind(index))
                carried = (CharSpan(*span),) if span else ()
            return (carried, False, previous.acting if previous else None)
        own = _new(CharSpan, (left, right))
        return self._joined(previous, own, start) if previous else ((own,), False, own)

    def _joined(self, previous: Draft, own: CharSpan, start: int) -> _Subject:
        """Return the words of a clause with what the clause before lends them."""
        text = self.text
        if text[own[0]] in _SHARE_SIGNS and previous.indicator and self._is_share(own):
            base = previous.indicator
            while len(base) > 1 and self._is_share(base[-1]):
                base = base[:-1]
            return ((*base, own), False, None)
        if (
            text[start] in _JOINS
            and not previous.attributive
            and _JOIN.match(text, start)
            and not opens_with_verb(text, self.words, *own)
            and (verb := self._verb_of(previous))
        ):
            return ((verb, own), False, previous.acting)
        return ((own,), False, own)

    def _verb_of(self, draft: Draft) -> CharSpan | None:
        """Return the verbs that the words of a figure open with; few figures are asked."""
        if draft.acting is None or not opens_with_verb(self.text, self.words, *draft.acting):
            return None
        span = head_verb(self.text, self.words, *draft.acting)
        return CharSpan(*span) if span else None

    def _is_share(self, words: CharSpan) -> bool:
        """Tell whether words set a figure against another: a total, a plan, a former year."""
        return self.text[words.start] == "占" or is_relative(self.text, *words)

    def _behind(self, index: int) -> tuple[int, int]:
        """Return where the words behind a figure begin and end, figures that adjoin skipped."""
        begin, after = self.candidates[index].end, index + 1
        limit = min(len(self.candidates), after + _ADJOINING)
        while after < limit and self.candidates[after].start == begin:
            begin, after = self.candidates[after].end, after + 1
        last = after >= len(self.candidates)
        return begin, self.end if last else self.candidates[after].start

    def _carried(self, previous: Draft | None, start: int) -> tuple[CharSpan, ...]:
        """Return the subject of a clause that names none."""
        end = previous.found.end if previous else self.start
        if start - 1 - end > 4:
            begin = end + _last_break(self.text[end : start - 1], self.bracketed)
            measured = find_measured(self.text, begin, start - 1)
            if measured is not None:
                return (measured,)
        return previous.indicator if previous else self._clause_before(start)

    def _noun_behind(self, index: int, start: int, stop: int) -> tuple[CharSpan, ...]:
        """Return the noun phrase or verb phrase that figure ``index`` stands before.

        ``start`` and ``stop`` are those of the words before the figure in its clause.
        """
        found, text = self.candidates[index], self.text
        begin, bound = self._behind(index)
        if status_behind(text, begin) is not None:
            return ()
        of = text.startswith("的", begin)
        if found.unit in _OF_BODIES and (body := _BODY.match(text, begin, bound)):
            return (CharSpan(begin, body.end()),)
        if (found.kind in _NEVER_BEFORE and not of) or _NO_NOUN.match(text, begin):
            return ()
        opens = opens_with_verb(text, self.words, begin, bound)
        if opens and not of and self._is_said_before(found, start, stop):
            return ()
        if found.unit in _FREQUENT and opens:
            span = verb_phrase(text, begin, bound)
        elif opens and not of and found.kind not in ("count", "duration"):
            return ()
        else:
            attribute = find_attribute(text, self.words, start, stop)
            governed = attribute is not None or is_governed(text, start, stop)
            span = noun_phrase(text, self.words, begin, bound, governed=governed)
            if attribute is not None and span:
                return (attribute, CharSpan(*span))
        return (CharSpan(*span),) if span else ()

    def _is_said_before(self, found: Candidate, start: int, stop: int) -> bool:
        """Tell a figure whose verb and noun stand before it (编印画册2500册发到……)."""
        text, words = self.text, self.words
        previous = self.drafts[-1] if self.drafts else None
        if previous and previous.found.end == found.start:
            return not previous.attributive
        left, right = clean_subject(text, words, start, stop)
        if right < stop or right - left < _LEAST_VERB_AND_NOUN:
            return False
        verbs = head_verb(text, words, left, right)
        if not verbs or verbs[1] == right or ends_in_verb(text, words, left, right):
            return False
        return opens_with_verb(text, words, left, right)

    def _previous(self, found: Candidate) -> Draft:
        """Return the figure before, one in a closed bracket passed over."""
        inside = self._is_bracketed(found)
        for draft in reversed(self.drafts[-_FEW_BACK:]):
            if inside or not self._is_bracketed(draft.found):
                return draft
        return self.drafts[-1]

    def _is_bracketed(self, found: Candidate) -> bool:
        """Tell whether a bracket is open where the figure stands."""
        if not self.bracketed:
            return False
        begin = max(self.start, found.start - _BRACKET_REACH)
        opened = max(self.text.rfind(sign, begin, found.start) for sign in "（(")
        return opened > max(self.text.rfind(sign, begin, found.start) for sign in "）)")

    def _clause_before(self, start: int) -> tuple[CharSpan, ...]:
        """Return the subject of the clause before, for a figure whose own has none."""
        stop = start - 1
        if stop <= self.start:
            return ()
        head = self.text[self.start : stop]
        begin = self.start + _last_break(head, self.bracketed)
        left, right = clean_subject(self.text, self.words, begin, stop)
        return (CharSpan(left, right),) if right > left else ()

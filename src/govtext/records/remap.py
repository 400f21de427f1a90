"""Records in view offsets to the same records in original offsets.

Only called for texts whose view differs from the original.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from govtext.records.action import Action
from govtext.records.copying import copy_with
from govtext.records.finding import Finding
from govtext.records.metric import Metric
from govtext.records.report import Report
from govtext.records.structure import Meta, MetaField, Paragraph, Sentence
from govtext.records.term import Term, Words
from govtext.spans import CharSpan, OffsetMap

__all__ = ["Shifts", "remap_report"]

# Measured: half the cost of calling the class, and there are several for each record.
_new: Final = tuple.__new__


class Shifts:
    """How far each run of an offset map has moved: ``OffsetMap`` for many spans.

    Parameters
    ----------
    offsets
        The map; its runs begin at ``cuts``, and all before ``unmoved`` stays in place.

    Examples
    --------
    >>> shifts = Shifts(OffsetMap.from_deleted(5, [2]))
    >>> shifts.span((1, 3)), shifts.starts((0, 2, 3)), shifts.ends((2, 3, 4))
    (CharSpan(start=1, end=4), (0, 3, 4), (2, 4, 5))
    """

    def __init__(self, offsets: OffsetMap) -> None:
        starts = zip(offsets.original_starts, offsets.view_starts, strict=True)
        self.cuts: tuple[int, ...] = offsets.view_starts
        self.shifts: list[int] = [original - view for original, view in starts]
        ends = (*self.cuts[1:], offsets.view_length)
        self.unmoved: int = 0 if self.shifts[0] else ends[0]
        self._runs = tuple(zip(self.cuts, ends, self.shifts, strict=True))
        self._run = self._runs[0]

    def span(self, span: tuple[int, int]) -> CharSpan:
        """Return the original span; an empty one stays empty, whatever was cut before it."""
        start, end = span
        cut, stop, shift = self._run
        # Spans come in text order: most lie in the run of the one before.
        if cut <= start < end <= stop:
            return _new(CharSpan, (start + shift, end + shift))
        index = bisect_right(self.cuts, start) - 1
        self._run = self._runs[index]
        first = start + self.shifts[index]
        # An end belongs to the run of the character before it.
        last = end + self.shifts[bisect_left(self.cuts, end) - 1] if start < end else first
        return _new(CharSpan, (first, last))

    def starts(self, offsets: tuple[int, ...]) -> tuple[int, ...]:
        """Return the original of ascending starts, run by run."""
        places = [bisect_left(offsets, cut) for cut in self.cuts[1:]]
        return self._by_runs(offsets, places)

    def ends(self, offsets: tuple[int, ...]) -> tuple[int, ...]:
        """Return the original of ascending ends, run by run."""
        places = [bisect_right(offsets, cut) for cut in self.cuts[1:]]
        return self._by_runs(offsets, places)

    def _by_runs(self, offsets: tuple[int, ...], places: list[int]) -> tuple[int, ...]:
        moved: list[int] = []
        runs = zip((0, *places), (*places, len(offsets)), self.shifts, strict=True)
        for first, last, shift in runs:
            run = offsets[first:last]
            moved += [offset + shift for offset in run] if shift else run
        return tuple(moved)


class _Mover:
    """Moves the spans of records; those that end before the first cut stay as they are."""

    def __init__(self, text: str, offsets: OffsetMap) -> None:
        self._text = text
        self._shifts = Shifts(offsets)
        self._span = self._shifts.span
        self._unmoved = self._shifts.unmoved

    def _spans(self, spans: Sequence[CharSpan]) -> tuple[CharSpan, ...]:
        return tuple(map(self._span, spans)) if spans else ()

    def meta(self, meta: Meta) -> Meta:
        fields = (meta.title, meta.issuer, meta.doc_number, meta.date, meta.year, meta.genre)
        return Meta(*map(self._field, fields))

    def _field(self, found: MetaField | None) -> MetaField | None:
        return found and copy_with(found, span=found.span and self._span(found.span))

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        if paragraph.end <= self._unmoved:
            return paragraph
        start, end = self._span((paragraph.start, paragraph.end))
        theme = paragraph.theme
        if theme and theme.evidence:
            theme = copy_with(theme, evidence=self._spans(theme.evidence))
        return copy_with(
            paragraph,
            start=start,
            end=end,
            heading=paragraph.heading and self._span(paragraph.heading),
            lead=paragraph.lead and self._span(paragraph.lead),
            items=self._spans(paragraph.items),
            theme=theme,
        )

    def sentence(self, sentence: Sentence) -> Sentence:
        if sentence.end <= self._unmoved:
            return sentence
        start, end = self._span((sentence.start, sentence.end))
        shift = start - sentence.start
        if end - sentence.end == shift:  # nothing was cut out of it
            moved = [
                _new(CharSpan, (one + shift, two + shift)) for one, two in sentence.clauses
            ]
            clauses = tuple(moved)
        else:
            clauses = self._spans(sentence.clauses)
        return copy_with(sentence, start=start, end=end, clauses=clauses)

    def term(self, term: Term) -> Term:
        start, end, name, kind = term
        if end <= self._unmoved:
            return term
        return _new(Term, (*self._span((start, end)), name, kind))

    def metric(self, metric: Metric) -> Metric:
        unmoved = self._unmoved
        if metric.end <= unmoved:
            for _, end in metric.indicator_spans:
                if end > unmoved:
                    break
            else:
                return metric
        start, end = self._span((metric.start, metric.end))
        spans = self._spans(metric.indicator_spans)
        text = self._text[start:end]
        return copy_with(metric, start=start, end=end, text=text, indicator_spans=spans)

    def action(self, action: Action) -> Action:
        verb, thing, unmoved, move = action.verb, action.object, self._unmoved, self._span
        agent, target, document = action.agent_span, action.target_span, action.document_span
        # Measured: written out, the test costs half of a loop over the five.
        if (
            verb[1] <= unmoved
            and (thing is None or thing[1] <= unmoved)
            and (agent is None or agent[1] <= unmoved)
            and (target is None or target[1] <= unmoved)
            and (document is None or document[1] <= unmoved)
        ):
            return action
        return copy_with(
            action,
            verb=move(verb),
            object=thing and move(thing),
            agent_span=agent and move(agent),
            target_span=target and move(target),
            document_span=document and move(document),
        )

    def finding(self, finding: Finding) -> Finding:
        start, end = self._span((finding.start, finding.end))
        return copy_with(finding, start=start, end=end)

    def words(self, words: Words) -> Words:
        starts, ends = self._shifts.starts(words.starts), self._shifts.ends(words.ends)
        return copy_with(words, starts=starts, ends=ends)


def remap_report(report: Report, offsets: OffsetMap) -> Report:
    r"""Return the report with every span moved from the view to the original text.

    Parameters
    ----------
    report
        A report whose spans count the view, and whose source holds the original text.
    offsets
        The view's map.

    Returns
    -------
    The same report, or one with all spans moved and ``Metric.text`` quoted anew.

    Examples
    --------
    >>> import govtext
    >>> report = govtext.analyze("查处问\u200b题7起。")
    >>> report.metrics[0].span.cut(report.text)
    '7起'
    """
    if offsets.is_identity:
        return report
    mover = _Mover(report.text, offsets)
    return replace(
        report,
        meta=mover.meta(report.meta),
        paragraphs=tuple(map(mover.paragraph, report.paragraphs)),
        sentences=tuple(map(mover.sentence, report.sentences)),
        terms=tuple(map(mover.term, report.terms)),
        metrics=tuple(map(mover.metric, report.metrics)),
        actions=tuple(map(mover.action, report.actions)),
        findings=tuple(map(mover.finding, report.findings)),
        words=mover.words(report.words),
    )

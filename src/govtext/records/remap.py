"""Records in view offsets to the same records in original offsets.

Only called for texts whose view differs from the original.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from govtext.records.action import Action
from govtext.records.copying import copy_with
from govtext.records.finding import Finding
from govtext.records.metric import Metric
from govtext.records.report import Report
from govtext.records.structure import Meta, MetaField, Paragraph, Sentence
from govtext.records.term import Term, Words
from govtext.spans import CharSpan, OffsetMap

__all__ = ["original_offsets", "remap_report"]

# Measured: half the cost of calling the class, and there are several for each record.
_new = tuple.__new__


def original_offsets(offsets: OffsetMap) -> list[int]:
    """Return ``offsets.to_original`` of every view offset, the view's length included.

    Examples
    --------
    >>> original_offsets(OffsetMap.from_deleted(5, [2]))
    [0, 1, 3, 4, 5]
    """
    view_starts = offsets.view_starts
    view_ends = (*view_starts[1:], offsets.view_length)
    runs = zip(view_starts, view_ends, offsets.original_starts, strict=True)
    found = [range(original, original + end - start) for start, end, original in runs]
    return [*chain.from_iterable(found), offsets.to_original(offsets.view_length)]


def _unmoved(offsets: OffsetMap) -> int:
    """Return the view offset up to which view and original are the same."""
    if offsets.original_starts[0]:
        return 0
    return (*offsets.view_starts[1:], offsets.view_length)[0]


class _Mover:
    """Moves the spans of records by one offset map.

    The original offset of every character stands in a list: a report has a span for each
    five. Records that end before the first cut stay as they are.
    """

    def __init__(self, text: str, offsets: OffsetMap) -> None:
        self._text = text
        self._starts = original_offsets(offsets)
        self._unmoved = _unmoved(offsets)

    def _stays(self, *spans: CharSpan | None) -> bool:
        unmoved = self._unmoved
        for span in spans:  # noqa: SIM110 - a loop costs half of all() here
            if span is not None and span[1] > unmoved:
                return False
        return True

    def _span(self, span: tuple[int, int]) -> CharSpan:
        """Return the original span; an empty one stays empty, whatever was cut before it."""
        start, end = span
        first = self._starts[start]
        # An end is one past the original of the character before it.
        last = self._starts[end - 1] + 1 if start < end else first
        return _new(CharSpan, (first, last))

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
        return copy_with(
            paragraph,
            start=start,
            end=end,
            heading=paragraph.heading and self._span(paragraph.heading),
            lead=paragraph.lead and self._span(paragraph.lead),
            items=self._spans(paragraph.items),
            theme=theme and copy_with(theme, evidence=self._spans(theme.evidence)),
        )

    def sentence(self, sentence: Sentence) -> Sentence:
        if sentence.end <= self._unmoved:
            return sentence
        start, end = self._span((sentence.start, sentence.end))
        return copy_with(sentence, start=start, end=end, clauses=self._spans(sentence.clauses))

    def term(self, term: Term) -> Term:
        start, end, name, kind = term
        if end <= self._unmoved:
            return term
        return Term(*self._span((start, end)), name, kind)

    def metric(self, metric: Metric) -> Metric:
        if metric.end <= self._unmoved and self._stays(*metric.indicator_spans):
            return metric
        start, end = self._span((metric.start, metric.end))
        spans = self._spans(metric.indicator_spans)
        text = self._text[start:end]
        return copy_with(metric, start=start, end=end, text=text, indicator_spans=spans)

    def action(self, action: Action) -> Action:
        verb, agent, target = action.verb, action.agent_span, action.target_span
        thing, document = action.object, action.document_span
        if self._stays(verb, thing, agent, target, document):
            return action
        return copy_with(
            action,
            verb=self._span(verb),
            object=thing and self._span(thing),
            agent_span=agent and self._span(agent),
            target_span=target and self._span(target),
            document_span=document and self._span(document),
        )

    def finding(self, finding: Finding) -> Finding:
        start, end = self._span((finding.start, finding.end))
        return copy_with(finding, start=start, end=end)

    def words(self, words: Words) -> Words:
        done = bisect_right(words.ends, self._unmoved)
        starts = self._starts
        return Words(
            words.starts[:done] + tuple([starts[start] for start in words.starts[done:]]),
            words.ends[:done] + tuple([starts[end - 1] + 1 for end in words.ends[done:]]),
            words.tags,
        )


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

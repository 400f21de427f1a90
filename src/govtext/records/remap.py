"""Records in view offsets to the same records in original offsets.

Only called for texts whose view differs from the original.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import starmap

from govtext.records.action import Action
from govtext.records.copying import copy_with
from govtext.records.finding import Finding
from govtext.records.metric import Metric
from govtext.records.report import Report
from govtext.records.structure import Meta, MetaField, Paragraph, Sentence
from govtext.records.term import Term, Words
from govtext.spans import CharSpan, OffsetMap

__all__ = ["remap_report"]

# Measured: half the cost of calling the class, and there are several for each record.
_new = tuple.__new__


class _Remapper:
    """Moves spans and records by one offset map.

    The original offset of every character stands in a list: a report has several spans for
    each word, and looking one up there costs a tenth of a search among the map's runs.
    """

    def __init__(self, offsets: OffsetMap, original: str) -> None:
        self._original = original
        self._starts = offsets.all_to_original()
        # An end is one past the original of the character before it.
        self._ends = [self._starts[0], *map((1).__add__, self._starts)]

    def move(self, start: int, end: int) -> CharSpan:
        """Return the span of the original that holds the characters of a view span."""
        first = self._starts[start]
        return _new(CharSpan, (first, self._ends[end] if end > start else first))

    def span(self, span: CharSpan | None) -> CharSpan | None:
        return None if span is None else self.move(*span)

    def spans(self, spans: tuple[CharSpan, ...]) -> tuple[CharSpan, ...]:
        return tuple(starmap(self.move, spans)) if spans else spans

    def field(self, found: MetaField | None) -> MetaField | None:
        return found and copy_with(found, span=self.span(found.span))

    def meta(self, meta: Meta) -> Meta:
        return Meta(
            self.field(meta.title),
            self.field(meta.issuer),
            self.field(meta.doc_number),
            self.field(meta.date),
            self.field(meta.year),
            self.field(meta.genre),
        )

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        start, end = self.move(paragraph.start, paragraph.end)
        theme = paragraph.theme
        return copy_with(
            paragraph,
            start=start,
            end=end,
            heading=self.span(paragraph.heading),
            lead=self.span(paragraph.lead),
            items=self.spans(paragraph.items),
            theme=theme and copy_with(theme, evidence=self.spans(theme.evidence)),
        )

    def sentence(self, sentence: Sentence) -> Sentence:
        start, end = self.move(sentence.start, sentence.end)
        return copy_with(sentence, start=start, end=end, clauses=self.spans(sentence.clauses))

    def term(self, term: Term) -> Term:
        return Term(*self.move(term.start, term.end), term.term, term.kind)

    def metric(self, metric: Metric) -> Metric:
        start, end = self.move(metric.start, metric.end)
        return copy_with(
            metric,
            start=start,
            end=end,
            text=self._original[start:end],
            indicator_spans=self.spans(metric.indicator_spans),
        )

    def action(self, action: Action) -> Action:
        return copy_with(
            action,
            verb=self.move(*action.verb),
            object=self.span(action.object),
            agent_span=self.span(action.agent_span),
            target_span=self.span(action.target_span),
            document_span=self.span(action.document_span),
        )

    def finding(self, finding: Finding) -> Finding:
        start, end = self.move(finding.start, finding.end)
        return copy_with(finding, start=start, end=end)

    def words(self, words: Words) -> Words:
        return Words(
            tuple(map(self._starts.__getitem__, words.starts)),
            tuple(map(self._ends.__getitem__, words.ends)),
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
    mover = _Remapper(offsets, report.text)
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

"""Records in view offsets to the same records in original offsets.

Only called for texts whose view differs from the original.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from govtext.records.action import Action
from govtext.records.finding import Finding
from govtext.records.metric import Metric
from govtext.records.report import Report
from govtext.records.structure import Meta, MetaField, Paragraph, Sentence
from govtext.records.term import Term, Words
from govtext.records.theme import Theme
from govtext.spans import CharSpan, OffsetMap

__all__ = ["remap_report"]


class _Remapper:
    """Moves spans and records by one offset map."""

    def __init__(self, offsets: OffsetMap, original: str) -> None:
        self._move = offsets.span_to_original
        self._original = original

    def span(self, span: CharSpan | None) -> CharSpan | None:
        return None if span is None else self._move(span)

    def spans(self, spans: Iterable[CharSpan]) -> tuple[CharSpan, ...]:
        return tuple(self._move(span) for span in spans)

    def field(self, found: MetaField | None) -> MetaField | None:
        return found and replace(found, span=self.span(found.span))

    def meta(self, meta: Meta) -> Meta:
        return Meta(
            self.field(meta.title),
            self.field(meta.issuer),
            self.field(meta.doc_number),
            self.field(meta.date),
            self.field(meta.year),
            self.field(meta.genre),
        )

    def theme(self, theme: Theme | None) -> Theme | None:
        return theme and replace(theme, evidence=self.spans(theme.evidence))

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        start, end = self._move(paragraph.span)
        return replace(
            paragraph,
            start=start,
            end=end,
            heading=self.span(paragraph.heading),
            lead=self.span(paragraph.lead),
            items=self.spans(paragraph.items),
            theme=self.theme(paragraph.theme),
        )

    def sentence(self, sentence: Sentence) -> Sentence:
        start, end = self._move(sentence.span)
        return replace(sentence, start=start, end=end, clauses=self.spans(sentence.clauses))

    def term(self, term: Term) -> Term:
        start, end = self._move(term.span)
        return Term(start, end, term.term, term.kind)

    def metric(self, metric: Metric) -> Metric:
        span = self._move(metric.span)
        return replace(
            metric,
            start=span.start,
            end=span.end,
            text=span.cut(self._original),
            indicator_spans=self.spans(metric.indicator_spans),
        )

    def action(self, action: Action) -> Action:
        return replace(
            action,
            verb=self._move(action.verb),
            object=self.span(action.object),
            agent_span=self.span(action.agent_span),
            target_span=self.span(action.target_span),
            document_span=self.span(action.document_span),
        )

    def finding(self, finding: Finding) -> Finding:
        start, end = self._move(finding.span)
        return replace(finding, start=start, end=end)

    def words(self, words: Words) -> Words:
        spans = [
            self._move(CharSpan(start, end))
            for start, end in zip(words.starts, words.ends, strict=True)
        ]
        return Words(
            tuple(span.start for span in spans),
            tuple(span.end for span in spans),
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

"""Records in view offsets to the same records in original offsets.

Only called for texts whose view differs from the original.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, repeat

import numpy as np
from numpy.typing import NDArray

from govtext.records.action import Action
from govtext.records.copying import copies_with, copy_with
from govtext.records.finding import Finding
from govtext.records.metric import Metric
from govtext.records.report import Report
from govtext.records.structure import Meta, MetaField, Paragraph, Sentence
from govtext.records.term import Term, Words
from govtext.spans import CharSpan, OffsetMap

__all__ = ["original_offsets", "remap_report"]

# Measured: half the cost of calling the class, and there are several for each record.
_new = tuple.__new__


def original_offsets(offsets: OffsetMap) -> NDArray[np.intp]:
    """Return ``offsets.to_original`` of every view offset, the view's length included.

    Examples
    --------
    >>> original_offsets(OffsetMap.from_deleted(5, [2])).tolist()
    [0, 1, 3, 4, 5]
    """
    starts = np.asarray(offsets.view_starts)
    lengths = np.diff(starts, append=offsets.view_length)
    moved = np.repeat(np.asarray(offsets.original_starts) - starts, lengths)
    end = offsets.to_original(offsets.view_length)
    return np.append(np.arange(offsets.view_length) + moved, end)


class _Remapper:
    """Moves the spans of all records of a kind together by one offset map.

    The original offset of every character stands in an array, and the spans of all records
    are looked up there at once: a report has several for each word.
    """

    def __init__(self, offsets: OffsetMap, original: str) -> None:
        self._original = original
        self._starts = original_offsets(offsets)
        # An end is one past the original of the character before it.
        self._ends = np.concatenate((self._starts[:1], self._starts[:-1] + 1))

    def columns(
        self, starts: Collection[int], ends: Collection[int]
    ) -> tuple[list[int], list[int]]:
        """Return the original offsets of the characters that view spans hold."""
        first = self._starts[np.fromiter(starts, np.intp, len(starts))]
        last = self._ends[np.fromiter(ends, np.intp, len(ends))]
        # An empty span stays empty, whatever was left out before it.
        return first.tolist(), np.maximum(first, last).tolist()

    def spans(self, spans: Sequence[CharSpan]) -> list[CharSpan]:
        starts, ends = [span[0] for span in spans], [span[1] for span in spans]
        moved = zip(*self.columns(starts, ends), strict=True)
        return list(map(_new, repeat(CharSpan), moved))

    def optional(self, spans: Sequence[CharSpan | None]) -> list[CharSpan | None]:
        moved = iter(self.spans([span for span in spans if span is not None]))
        return [span and next(moved) for span in spans]

    def groups(self, groups: Sequence[tuple[CharSpan, ...]]) -> list[tuple[CharSpan, ...]]:
        moved = iter(self.spans(list(chain.from_iterable(groups))))
        return [tuple(islice(moved, len(group))) if group else group for group in groups]

    def meta(self, meta: Meta) -> Meta:
        fields = (meta.title, meta.issuer, meta.doc_number, meta.date, meta.year, meta.genre)
        return Meta(*map(self._field, fields))

    def _field(self, found: MetaField | None) -> MetaField | None:
        return found and copy_with(found, span=self.optional([found.span])[0])

    def paragraphs(self, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
        starts, ends = self.columns([p.start for p in paragraphs], [p.end for p in paragraphs])
        themes = [paragraph.theme for paragraph in paragraphs]
        evidence = self.groups([theme.evidence if theme else () for theme in themes])
        return copies_with(
            paragraphs,
            start=starts,
            end=ends,
            heading=self.optional([paragraph.heading for paragraph in paragraphs]),
            lead=self.optional([paragraph.lead for paragraph in paragraphs]),
            items=self.groups([paragraph.items for paragraph in paragraphs]),
            theme=[
                t and copy_with(t, evidence=e) for t, e in zip(themes, evidence, strict=True)
            ],
        )

    def sentences(self, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
        starts, ends = self.columns([s.start for s in sentences], [s.end for s in sentences])
        clauses = self.groups([sentence.clauses for sentence in sentences])
        return copies_with(sentences, start=starts, end=ends, clauses=clauses)

    def terms(self, terms: Sequence[Term]) -> Iterator[Term]:
        starts, ends, names, kinds = zip(*terms, strict=True) if terms else ((),) * 4
        columns = zip(*self.columns(starts, ends), names, kinds, strict=True)
        return map(_new, repeat(Term), columns)

    def metrics(self, metrics: Sequence[Metric]) -> Iterator[Metric]:
        starts, ends = self.columns([m.start for m in metrics], [m.end for m in metrics])
        return copies_with(
            metrics,
            start=starts,
            end=ends,
            text=map(self._original.__getitem__, map(slice, starts, ends)),
            indicator_spans=self.groups([metric.indicator_spans for metric in metrics]),
        )

    def actions(self, actions: Sequence[Action]) -> Iterator[Action]:
        return copies_with(
            actions,
            verb=self.spans([action.verb for action in actions]),
            object=self.optional([action.object for action in actions]),
            agent_span=self.optional([action.agent_span for action in actions]),
            target_span=self.optional([action.target_span for action in actions]),
            document_span=self.optional([action.document_span for action in actions]),
        )

    def findings(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        starts, ends = self.columns([f.start for f in findings], [f.end for f in findings])
        return copies_with(findings, start=starts, end=ends)

    def words(self, words: Words) -> Words:
        starts, ends = self.columns(words.starts, words.ends)
        return Words(tuple(starts), tuple(ends), words.tags)


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
        paragraphs=tuple(mover.paragraphs(report.paragraphs)),
        sentences=tuple(mover.sentences(report.sentences)),
        terms=tuple(mover.terms(report.terms)),
        metrics=tuple(mover.metrics(report.metrics)),
        actions=tuple(mover.actions(report.actions)),
        findings=tuple(mover.findings(report.findings)),
        words=mover.words(report.words),
    )

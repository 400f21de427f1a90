"""MetricFinder: layers in, metrics and findings out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import fields as fields_of
from typing import Any, Final

from govtext.lexicon.tables import load_topic
from govtext.metrics.arithmetic import check_figures, find_destroyed
from govtext.metrics.candidate import Candidate
from govtext.metrics.draft import Draft
from govtext.metrics.keys import indicator_key
from govtext.metrics.protect import find_figures
from govtext.metrics.sentence import read_sentence
from govtext.metrics.tables import read_tables
from govtext.records import Finding, Layers, Metric
from govtext.records.copying import make_record

__all__ = ["MetricFinder"]

_SILENT_ROLES: Final = frozenset(
    ("title", "doc_number", "salutation", "heading", "signature", "date")
)
# Every field of a record, to be filled in: no table of fields grows from nothing.
_BLANK: dict[str, Any] = dict.fromkeys(field.name for field in fields_of(Metric))


@dataclass(frozen=True, kw_only=True)
class MetricFinder:
    """Finds every quantity a report states, with what it counts (指标).

    Examples
    --------
    >>> MetricFinder().version
    '2026.11.0'
    """

    @property
    def version(self) -> str:
        """Version of the catalogue of indicators."""
        return load_topic("indicators").version

    def find(self, layers: Layers) -> tuple[tuple[Metric, ...], tuple[Finding, ...]]:
        """Return the metrics of a report and what deserves a second look.

        Parameters
        ----------
        layers
            The layers below; offsets count ``layers.view.text``.

        Returns
        -------
        tuple
            Metrics in text order, and findings in text order.
        """
        text = layers.view.text
        metrics: list[Metric] = []
        keys: dict[tuple[str, str | None], str] = {}
        for number, drafts in _drafts(layers):
            place = layers.sentences[number].paragraph, number
            for draft in drafts:
                metrics.append(_record(text, place, len(metrics), draft, keys))
        findings = [*find_destroyed(layers.view.folded), *check_figures(text, metrics)]
        findings.sort(key=lambda finding: (finding.start, finding.code))
        return tuple(metrics), tuple(findings)


def _drafts(layers: Layers) -> Iterator[tuple[int, list[Draft]]]:
    """Yield sentence numbers with what their figures say, cells of tables among them."""
    tables = read_tables(layers)
    groups = _by_sentence(layers, _outside_terms(layers))
    if not tables:
        yield from ((number, read_sentence(layers, number, found)) for number, found in groups)
        return
    read = dict(groups)
    for number in sorted({*read, *tables}):
        drafts = read_sentence(layers, number, read[number]) if number in read else []
        if number in tables:
            taken = {
                offset for one in drafts for offset in range(one.found.start, one.found.end)
            }
            cells = [one for one in tables[number] if one.found.number not in taken]
            drafts = sorted([*drafts, *cells], key=lambda one: one.found.start)
        yield number, drafts


def _outside_terms(layers: Layers) -> Iterator[Candidate]:
    """Yield the figures whose number and unit aren't parts of a longer term of the lexicon."""
    terms = iter(layers.terms)
    length = len(layers.view.folded)
    begin = end = 0
    for found in find_figures(layers.view.folded):
        # Both come in text order, so that each term is looked at once.
        while end <= found.number:
            term = next(terms, None)
            begin, end = (term.start, term.end) if term else (length, length + 1)
        if found.number < begin or end <= found.tail:
            yield found


def _by_sentence(
    layers: Layers, candidates: Iterable[Candidate]
) -> Iterator[tuple[int, list[Candidate]]]:
    """Yield sentence numbers with their candidates, headings and the like left out."""
    starts = [sentence.start for sentence in layers.sentences]
    groups: dict[int, list[Candidate]] = {}
    group: list[Candidate] = []
    end = -1
    for found in candidates:
        start = found.start
        # Most figures stand in the sentence of the one before.
        if start >= end:
            number = bisect_right(starts, start) - 1
            end = layers.sentences[number].end if number >= 0 else -1
            group = groups.setdefault(number, [])
        if start < end:
            group.append(found)
    for number, group in groups.items():
        sentence = layers.sentences[number]
        role = layers.paragraphs[sentence.paragraph].role
        if group and sentence.part != "heading" and role not in _SILENT_ROLES:
            yield number, group


def _record(
    text: str,
    place: tuple[int, int],
    identity: int,
    draft: Draft,
    keys: dict[tuple[str, str | None], str],
) -> Metric:
    """Make the record of a draft in a paragraph and sentence; ``keys`` remembers keys."""
    found = draft.found
    start, end = found.start, found.end
    spans = draft.indicator
    indicator = key = None
    if len(spans) == 1:
        # Most figures have one, which needs no joining.
        left, right = spans[0]
        indicator = text[left:right] or None
    elif spans:
        indicator = "".join([text[a:b] for a, b in spans]) or None
    unit = found.unit
    if indicator is not None:
        key = keys.get((indicator, unit))
        if key is None:
            key = keys[indicator, unit] = indicator_key(indicator, unit)
    fields = _BLANK.copy()
    fields["id"] = identity
    fields["start"] = start
    fields["end"] = end
    fields["text"] = text[start:end]
    fields["value"] = found.value
    fields["low"] = found.low
    fields["high"] = found.high
    fields["approx"] = found.approx
    fields["hedge"] = found.hedge
    fields["masked"] = found.masked
    fields["unit"] = unit
    fields["kind"] = found.kind
    fields["indicator"] = indicator
    fields["indicator_spans"] = spans
    fields["indicator_key"] = key
    fields["change"] = draft.change
    fields["basis"] = draft.basis
    fields["period"] = draft.period
    fields["status"] = draft.status
    fields["paragraph"], fields["sentence"] = place
    if draft.pair is not None:
        fields["pair"] = identity + draft.pair
    return make_record(Metric, fields)

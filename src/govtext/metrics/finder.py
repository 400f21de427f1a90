"""MetricFinder: layers in, metrics and findings out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from govtext.lexicon.tables import load_topic
from govtext.metrics.arithmetic import check_figures, find_destroyed
from govtext.metrics.draft import Draft
from govtext.metrics.keys import indicator_key
from govtext.metrics.protect import find_names, is_inside, is_quantity
from govtext.metrics.scan import Candidate, scan
from govtext.metrics.sentence import read_sentence
from govtext.metrics.tables import read_tables
from govtext.records import Finding, Layers, Metric
from govtext.records.copying import make_record

__all__ = ["MetricFinder"]

_SILENT_ROLES = frozenset(("title", "doc_number", "salutation", "heading", "signature", "date"))


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
        folded = layers.view.folded
        metrics: list[Metric] = []
        keys: dict[tuple[str, str | None], str] = {}
        for number, drafts in _drafts(layers):
            for draft in drafts:
                metrics.append(_record(layers, number, len(metrics), draft, keys))
        findings = [*find_destroyed(folded), *check_figures(layers.view.text, metrics)]
        findings.sort(key=lambda finding: (finding.start, finding.code))
        return tuple(metrics), tuple(findings)


def _drafts(layers: Layers) -> Iterator[tuple[int, list[Draft]]]:
    """Yield sentence numbers with what their figures say, cells of tables among them."""
    tables = read_tables(layers)
    groups = _by_sentence(layers, _candidates(layers))
    if not tables:
        yield from ((number, read_sentence(layers, number, found)) for number, found in groups)
        return
    read = {number: read_sentence(layers, number, found) for number, found in groups}
    for number in sorted({*read, *tables}):
        drafts = read.get(number, [])
        taken = {offset for one in drafts for offset in range(one.found.start, one.found.end)}
        cells = [one for one in tables.get(number, []) if one.found.number not in taken]
        yield number, sorted([*drafts, *cells], key=lambda one: one.found.start)


def _candidates(layers: Layers) -> list[Candidate]:
    """Return the candidates that state quantities."""
    folded = layers.view.folded
    names = find_names(folded)
    terms = ([t.start for t in layers.terms], [t.end for t in layers.terms])
    return [
        found
        for found in scan(folded)
        if not is_inside(names, found.number)
        and is_quantity(folded, found)
        and not _is_term(terms, found)
    ]


def _is_term(terms: tuple[list[int], list[int]], found: Candidate) -> bool:
    """Tell whether a term of the lexicon holds the number and its unit."""
    index = bisect_right(terms[0], found.number) - 1
    return index >= 0 and found.tail <= terms[1][index] and terms[1][index] > found.tail


def _by_sentence(
    layers: Layers, candidates: list[Candidate]
) -> Iterator[tuple[int, list[Candidate]]]:
    """Yield sentence numbers with their candidates, headings and the like left out."""
    starts = [sentence.start for sentence in layers.sentences]
    groups: dict[int, list[Candidate]] = {}
    for found in candidates:
        number = bisect_right(starts, found.start) - 1
        if number < 0 or found.start >= layers.sentences[number].end:
            continue
        groups.setdefault(number, []).append(found)
    for number, group in groups.items():
        sentence = layers.sentences[number]
        if layers.paragraphs[sentence.paragraph].role in _SILENT_ROLES:
            continue
        if sentence.part != "heading":
            yield number, group


def _record(
    layers: Layers,
    number: int,
    identity: int,
    draft: Draft,
    keys: dict[tuple[str, str | None], str],
) -> Metric:
    """Make the record of a draft; ``keys`` remembers the keys of indicators."""
    found = draft.found
    text = layers.view.text
    indicator = "".join([text[a:b] for a, b in draft.indicator]) or None
    key = None
    if indicator is not None:
        key = keys.get((indicator, found.unit))
        if key is None:
            key = keys[indicator, found.unit] = indicator_key(indicator, found.unit)
    return make_record(
        Metric,
        {
            "id": identity,
            "start": found.start,
            "end": found.end,
            "text": text[found.start : found.end],
            "value": found.value,
            "low": found.low,
            "high": found.high,
            "approx": found.approx,
            "hedge": found.hedge,
            "masked": found.masked,
            "unit": found.unit,
            "kind": found.kind,
            "indicator": indicator,
            "indicator_spans": draft.indicator,
            "indicator_key": key,
            "change": draft.change,
            "basis": draft.basis,
            "period": draft.period,
            "status": draft.status,
            "paragraph": layers.sentences[number].paragraph,
            "sentence": number,
            "pair": None if draft.pair is None else identity + draft.pair,
            "action": None,
        },
    )

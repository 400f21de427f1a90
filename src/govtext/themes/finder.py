"""The theme finder: one decision a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from govtext.records.copying import make_record
from govtext.records.layers import Layers
from govtext.records.structure import Paragraph
from govtext.records.theme import Theme
from govtext.spans import CharSpan
from govtext.themes.cues import CueHit, build_matchers
from govtext.themes.decide import Decisions, Reading, Weights, decide_all
from govtext.themes.features import token_hashes, word_arrays
from govtext.themes.headings import read_heading, walk_sections
from govtext.themes.model import ThemeModel, shipped_model
from govtext.themes.passage import make_passage
from govtext.themes.scoring import cue_probabilities
from govtext.themes.taxonomy import Taxonomy, load_taxonomy

__all__ = ["ThemeFinder"]

_MOST_EVIDENCE = 6
_MIXED = 0.24
_LEAST = 1e-9

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class ThemeFinder:
    """Finds what each paragraph is about.

    Words, heading and lead are read apart and then weighed: the heading settles contested
    matter, an opening with shortcomings or plans leaves the section above, and a paragraph
    plainly about something else keeps its own theme. Paragraphs about none of the themes get
    a decision without a label; titles, headings, intros and closings get None.

    Parameters
    ----------
    taxonomy
        The themes; by default the five shipped ones.
    model
        Trained on words with the same taxonomy; by default the shipped one for the shipped
        taxonomy, and the cues alone for any other.
    weights
        How much each reading counts, and the threshold below which it abstains.

    Examples
    --------
    >>> from govtext.records import Meta, Paragraph, Words
    >>> from govtext.spans import TextView
    >>> text = "全年立案23件，给予党纪政务处分21人，移送司法机关2人。"
    >>> layers = Layers(
    ...     TextView.plain(text), Meta(), (Paragraph(0, 0, len(text), "body"),), (), Words(), ()
    ... )
    >>> ThemeFinder().find(layers)[0].label
    'discipline_anticorruption'
    """

    taxonomy: Taxonomy = field(default_factory=load_taxonomy)
    model: ThemeModel | None = None
    weights: Weights = field(default_factory=Weights)

    def find(self, layers: Layers) -> tuple[Theme | None, ...]:
        """Return one entry a paragraph, None where the role carries no theme.

        Parameters
        ----------
        layers
            Layout, words and text of a report.
        """
        themes: list[Theme | None] = [None] * len(layers.paragraphs)
        readings = self._read(layers)
        shares = self._content(layers, readings)
        model = self._model
        weights = self.weights
        if len(readings):
            subject = _subject_share(shares, self.taxonomy.switching)
            if subject < _mostly(layers):
                weights = weights.for_business(mixed=subject >= _MIXED)
        decisions = decide_all(
            readings,
            shares,
            self.taxonomy.switching,
            self.taxonomy.contested,
            weights=weights,
            temperature=model.decision_temperature if model else 1.0,
        )
        labels = (*self.taxonomy.labels, None)
        scores = decisions.probabilities[range(len(readings)), decisions.themes].tolist()
        for i, (reading, score) in enumerate(zip(readings, scores, strict=True)):
            themes[reading.number] = _record(i, decisions, reading, score, labels)
        return tuple(themes)

    @property
    def version(self) -> str:
        """Identity of taxonomy and model, for the provenance of reports."""
        model = self._model
        return f"{self.taxonomy.name}-{self.taxonomy.version}-{model.id if model else 'cues'}"

    @property
    def _model(self) -> ThemeModel | None:
        if self.model is not None:
            return self.model
        is_shipped = self.taxonomy is load_taxonomy() or self.taxonomy == load_taxonomy()
        return shipped_model() if is_shipped else None

    def _read(self, layers: Layers) -> list[Reading]:
        matchers = build_matchers(self.taxonomy)
        cues = matchers.content if self._model is None else matchers.strong
        n_themes, text = len(self.taxonomy.themes), layers.view.folded
        sections = walk_sections(
            layers.paragraphs, layers.view, matchers.headings, n_themes, self.taxonomy.switching
        )
        bodies = [p for p in layers.paragraphs if p.role == "body"]
        spans = [(_own_start(p), p.end) for p in bodies]
        readings = []
        for p, (start, end), hits, turns in zip(
            bodies,
            spans,
            cues.find_in(text, spans),
            matchers.openings.find_in(text, spans),
            strict=True,
        ):
            lead, length = None, 0
            if p.lead is not None:
                words = p.lead.cut(text)
                lead = read_heading(words, matchers.headings, n_themes, frozenset()).theme
                length = max(0, p.lead.end - start)
            passage = make_passage(text[start:end], hits, turns, length)
            readings.append(Reading(passage, sections[p.id], lead, p.id, start))
        return readings

    def _content(self, layers: Layers, readings: Sequence[Reading]) -> Floats:
        """Return what the words alone say of each paragraph."""
        model, n_themes = self._model, len(self.taxonomy.themes)
        passages = [reading.passage for reading in readings]
        if model is None or not readings:
            rows = [cue_probabilities(p, n_themes, self.taxonomy.switching) for p in passages]
            return np.array(rows, dtype=np.float64).reshape(len(rows), n_themes + 1)
        spans = [(r.start, r.start + len(r.passage.text)) for r in readings]
        starts, ends = word_arrays(layers.words.starts, layers.words.ends)
        slots = token_hashes(layers.view.folded, spans, starts, ends)
        return model.probabilities(slots, passages)


def _record(
    i: int,
    decisions: Decisions,
    reading: Reading,
    score: float,
    labels: Sequence[str | None],
) -> Theme:
    theme, content, section = decisions.themes[i], decisions.content[i], decisions.section[i]
    hits = [h for h in reading.passage.hits if h.theme == theme and h.tier == "strong"]
    return make_record(
        Theme,
        {
            "label": labels[theme],
            "by": decisions.by[i],
            "score": round(score, 4),
            "content_label": labels[content],
            "section_label": labels[section],
            "conflict": decisions.conflict[i],
            "subtheme": _subtheme(hits, reading.passage.first) if hits else None,
            "evidence": _evidence(hits, reading.start) if hits else (),
        },
    )


def _subject_share(shares: Floats, switching: frozenset[int]) -> float:
    """Return how much of a report is about the themes, and not about other business.

    Shortcomings and plans may be either; what else they speak of tells.
    """
    subjects = [i for i in range(shares.shape[1]) if i not in switching]
    kept = np.maximum(shares[:, subjects], _LEAST)
    return float(1.0 - (kept[:, -1] / kept.sum(axis=1)).mean())


def _mostly(layers: Layers) -> float:
    """Return the share of a report that the themes must have for it to be about them."""
    genre = layers.meta.genre.value if layers.meta.genre else None
    return 0.5 if genre in ("work_report", "communique") else 0.4


def _own_start(paragraph: Paragraph) -> int:
    """Return where a paragraph's own words start: behind its run-in heading."""
    start = paragraph.heading.end if paragraph.heading else paragraph.start
    return start if start < paragraph.end else paragraph.start


def _subtheme(hits: Sequence[CueHit], first: int) -> str | None:
    weights: dict[str, float] = {}
    for hit in hits:
        if hit.subtheme is not None:
            weight = (2.0 if hit.start < first else 1.0) * hit.length
            weights[hit.subtheme] = weights.get(hit.subtheme, 0.0) + weight
    return max(weights, key=lambda key: (weights[key], key)) if weights else None


def _evidence(hits: Sequence[CueHit], start: int) -> tuple[CharSpan, ...]:
    if len(hits) > _MOST_EVIDENCE:
        longest = sorted(hits, key=lambda hit: (-hit.length, hit.start))[:_MOST_EVIDENCE]
        hits = sorted(longest, key=lambda hit: hit.start)
    spans: list[CharSpan] = []
    for hit in hits:
        span = CharSpan(start + hit.start, start + hit.end)
        if not spans or spans[-1] != span:
            spans.append(span)
    return tuple(spans)

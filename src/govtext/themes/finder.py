"""The theme finder: one decision a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from govtext.records.layers import Layers
from govtext.records.structure import Paragraph
from govtext.records.theme import Theme
from govtext.spans import CharSpan
from govtext.themes.cues import CueHit, Matchers, build_matchers
from govtext.themes.decide import Decision, Weights, decide
from govtext.themes.headings import Section, read_heading, walk_sections
from govtext.themes.judge import contested_share
from govtext.themes.model import ThemeModel, shipped_model
from govtext.themes.passage import Passage, read_passage
from govtext.themes.scoring import cue_probabilities
from govtext.themes.taxonomy import Taxonomy, load_taxonomy

__all__ = ["ThemeFinder"]

_MOST_EVIDENCE = 6


@dataclass(frozen=True)
class _Read:
    """A body paragraph as read: its place, own words and the headings above."""

    number: int
    start: int
    passage: Passage
    section: Section
    lead: int | None


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
        reads = self._read(layers)
        shares = self._content(layers, reads)
        switched, section = False, -1
        model = self._model
        temperature = model.decision_temperature if model else 1.0
        switching, contested = self.taxonomy.switching, self.taxonomy.contested
        weights = self.weights
        if _is_business(shares, layers):
            weights = weights.for_business()
        for read, content in zip(reads, shares, strict=True):
            decision = decide(
                read.passage,
                content,
                read.section,
                read.lead,
                switching,
                weights=weights,
                follows_switch=switched and section == read.section.number,
                contested=contested_share(read.passage, content, contested),
                temperature=temperature,
            )
            themes[read.number] = self._record(decision, read)
            switched, section = decision.theme in switching, read.section.number
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

    def _read(self, layers: Layers) -> list[_Read]:
        matchers = build_matchers(self.taxonomy)
        with_model = self._model is not None
        n_themes = len(self.taxonomy.themes)
        sections = walk_sections(
            layers.paragraphs, layers.view, matchers.headings, n_themes, self.taxonomy.switching
        )
        reads = []
        for paragraph, section in zip(layers.paragraphs, sections, strict=True):
            if paragraph.role != "body":
                continue
            passage, start = _own_words(paragraph, layers, matchers, strong_only=with_model)
            lead = None
            if paragraph.lead is not None:
                words = paragraph.lead.cut(layers.view.folded)
                lead = read_heading(words, matchers.headings, n_themes, frozenset()).theme
            reads.append(_Read(paragraph.id, start, passage, section, lead))
        return reads

    def _content(self, layers: Layers, reads: Sequence[_Read]) -> list[list[float]]:
        """Return what the words alone say of each paragraph."""
        model = self._model
        if model is None:
            n_themes = len(self.taxonomy.themes)
            return [
                cue_probabilities(r.passage, n_themes, self.taxonomy.switching) for r in reads
            ]
        if not reads:
            return []
        from govtext.themes.features import token_hashes, word_arrays

        spans = [(read.start, read.start + len(read.passage.text)) for read in reads]
        starts, ends = word_arrays(layers.words.starts, layers.words.ends)
        slots = token_hashes(layers.view.folded, spans, starts, ends)
        shares = model.probabilities(slots, [read.passage for read in reads])
        rows: list[list[float]] = shares.tolist()
        return rows

    def _record(self, decision: Decision, read: _Read) -> Theme:
        names = self.taxonomy.labels
        content, section = decision.content, decision.section
        return Theme(
            label=None if decision.theme is None else names[decision.theme],
            by=decision.by,
            score=round(decision.score, 4),
            content_label=None if content is None else names[content],
            section_label=None if section is None else names[section],
            conflict=_conflict(decision, self.taxonomy.switching),
            subtheme=_subtheme(decision, read.passage),
            evidence=_evidence(decision, read.passage, read.start),
        )


def _is_business(shares: Sequence[Sequence[float]], layers: Layers) -> bool:
    """Tell whether a report is about other business in the main, as government reports are."""
    outside = sum(row[-1] for row in shares)
    inside = sum(sum(row[:-1]) for row in shares)
    genre = layers.meta.genre.value if layers.meta.genre else None
    return outside > inside * (1.0 if genre in ("work_report", "communique") else 1.5)


def _own_words(
    paragraph: Paragraph, layers: Layers, matchers: Matchers, *, strong_only: bool
) -> tuple[Passage, int]:
    start = paragraph.heading.end if paragraph.heading else paragraph.start
    if start >= paragraph.end:
        start = paragraph.start
    lead = max(0, paragraph.lead.end - start) if paragraph.lead else 0
    text = layers.view.folded[start : paragraph.end]
    return read_passage(text, matchers, lead, strong_only=strong_only), start


def _conflict(decision: Decision, switching: frozenset[int]) -> bool:
    """Tell whether words and heading plainly name different subjects.

    Shortcomings and plans may be about any subject and stand at the end of any section, and
    contested matter follows its heading: neither contradicts it.
    """
    said, under = decision.content, decision.section
    if said is None or under is None or said == under:
        return False
    return not ({said, under} & switching) and decision.contested < 0.5


def _hits_of(decision: Decision, passage: Passage) -> list[CueHit]:
    if decision.theme is None:
        return []
    return [h for h in passage.hits if h.theme == decision.theme and h.tier == "strong"]


def _subtheme(decision: Decision, passage: Passage) -> str | None:
    weights: dict[str, float] = {}
    for hit in _hits_of(decision, passage):
        if hit.subtheme is not None:
            first = 2.0 if hit.start < passage.first else 1.0
            weights[hit.subtheme] = weights.get(hit.subtheme, 0.0) + first * hit.length
    return max(weights, key=lambda key: (weights[key], key)) if weights else None


def _evidence(decision: Decision, passage: Passage, start: int) -> tuple[CharSpan, ...]:
    strongest = sorted(_hits_of(decision, passage), key=lambda hit: (-hit.length, hit.start))
    spans = {(hit.start, hit.end) for hit in strongest[:_MOST_EVIDENCE]}
    return tuple(CharSpan(start + a, start + b) for a, b in sorted(spans))

"""Decisions on labelled paragraphs that come without a report around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from govtext.themes.batches import lead_length
from govtext.themes.cues import build_matchers
from govtext.themes.decide import Weights, decide
from govtext.themes.headings import Section, read_heading
from govtext.themes.passage import Passage
from govtext.themes.taxonomy import Taxonomy

__all__ = ["HasHeading", "contested_share", "judge_alone"]


class HasHeading(Protocol):
    """Anything with a ``text`` and the ``heading`` it stands under."""

    @property
    def text(self) -> str:
        """The paragraph."""
        ...

    @property
    def heading(self) -> str:
        """Its heading, or ``""``."""
        ...


def judge_alone(
    rows: Sequence[HasHeading],
    passages: Sequence[Passage],
    shares: npt.NDArray[np.float64],
    taxonomy: Taxonomy,
    weights: Weights,
    temperature: float = 1.0,
) -> npt.NDArray[np.float64]:
    """Return the probabilities of each paragraph in the light of its heading and lead.

    Parameters
    ----------
    rows
        Paragraphs with headings.
    passages
        Their own words.
    shares
        Probabilities from the words alone, one row a paragraph.
    taxonomy
        The themes.
    weights
        How much each reading counts.
    temperature
        Divisor that makes the outcome honest.
    """
    matchers = build_matchers(taxonomy)
    switching = taxonomy.switching
    n_themes = len(taxonomy.themes)
    out = np.empty_like(shares)
    for i, (row, passage) in enumerate(zip(rows, passages, strict=True)):
        reading = read_heading(row.heading, matchers.headings, n_themes, switching)
        end = lead_length(passage.text)
        lead = read_heading(passage.text[:end], matchers.headings, n_themes, frozenset())
        decision = decide(
            passage,
            shares[i].tolist(),
            Section(reading, reading),
            lead.theme,
            switching,
            weights=weights,
            contested=contested_share(passage, shares[i].tolist(), taxonomy.contested),
            temperature=temperature,
        )
        out[i] = decision.probabilities
    return out


def contested_share(
    passage: Passage, content: Sequence[float], contested: frozenset[str]
) -> float:
    """Return how much of what speaks for the words' theme is contested matter.

    Parameters
    ----------
    passage
        The paragraph's own words.
    content
        Probability of each theme and, last, of no theme.
    contested
        Ids of the contested sub-themes.
    """
    best = content.index(max(content))
    strong = [h.subtheme for h in passage.hits if h.theme == best and h.tier == "strong"]
    return sum(s in contested for s in strong) / len(strong) if strong else 0.0

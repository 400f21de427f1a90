"""Decisions on labelled paragraphs that come without a report around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from govtext.themes.batches import lead_length
from govtext.themes.cues import build_matchers
from govtext.themes.decide import Reading, Weights, decide_all
from govtext.themes.headings import Section, read_heading
from govtext.themes.passage import Passage
from govtext.themes.taxonomy import Taxonomy

__all__ = ["HasHeading", "judge_alone"]


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
    n_themes = len(taxonomy.themes)
    readings = []
    for number, (row, passage) in enumerate(zip(rows, passages, strict=True)):
        under = read_heading(row.heading, matchers.headings, n_themes, taxonomy.switching)
        end = lead_length(passage.text)
        lead = read_heading(passage.text[:end], matchers.headings, n_themes, frozenset())
        readings.append(Reading(passage, Section(under, under, number), lead.theme))
    return decide_all(
        readings,
        shares,
        taxonomy.switching,
        taxonomy.contested,
        weights=weights,
        temperature=temperature,
    ).probabilities

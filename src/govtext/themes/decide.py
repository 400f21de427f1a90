"""From what words, heading and opening say to one decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, log

from govtext.records.theme import ThemeSource
from govtext.themes.headings import Section
from govtext.themes.passage import Passage

__all__ = ["Decision", "Weights", "decide"]

_FLOOR = 1e-4


@dataclass(frozen=True)
class Weights:
    """How much each reading counts, in log-odds.

    Parameters
    ----------
    outer
        Of the highest heading that names a theme.
    inner
        Of the nearest heading, where it names another one or there is no outer.
    lead
        Of the lead.
    contested
        Of the highest heading besides, where the words speak of contested matter.
    switch
        Of an opening with shortcomings or plans.
    outside
        Of a heading over other business, for no theme.
    follows
        Of a paragraph before, of the same section, that switched.
    threshold
        Probability below which the decision is to abstain.
    """

    outer: float = 3.2
    inner: float = 1.8
    lead: float = 0.8
    contested: float = 3.0
    switch: float = 2.5
    outside: float = 1.5
    follows: float = 1.5
    threshold: float = 0.4

    def for_business(self) -> Weights:
        """Return the weights for a report that is about other business in the main.

        Its headings name economic tasks with the same words (下一年工作, 队伍, 学习), so they
        count little, and its plans are business.
        """
        return replace(
            self, outer=0.3 * self.outer, inner=0.3 * self.inner, switch=0.5, follows=0.0
        )


@dataclass(frozen=True)
class Decision:
    """One decision.

    Parameters
    ----------
    theme
        Position of the theme, or None for no theme.
    by
        What carried it.
    probabilities
        Of each theme and, last, of no theme.
    content, section
        What the words alone and the heading alone say, or None.
    contested
        Share of contested matter among what speaks for the theme of the words.
    """

    theme: int | None
    by: ThemeSource
    probabilities: tuple[float, ...]
    content: int | None
    section: int | None
    contested: float = 0.0

    @property
    def score(self) -> float:
        """Probability of what was decided."""
        return self.probabilities[-1 if self.theme is None else self.theme]


def decide(
    passage: Passage,
    content: Sequence[float],
    section: Section,
    lead: int | None,
    switching: frozenset[int],
    *,
    weights: Weights,
    follows_switch: bool = False,
    contested: float = 0.0,
    temperature: float = 1.0,
) -> Decision:
    """Return the decision on one paragraph.

    Parameters
    ----------
    passage
        The paragraph's own words.
    content
        Probability of each theme and, last, of no theme, from the words alone.
    section
        The headings it stands under.
    lead
        Theme its lead names, or None.
    switching
        Positions of the switching themes.
    weights
        How much each reading counts.
    follows_switch
        Whether the paragraph before, of the same section, switched.
    contested
        Share of contested matter among what speaks for the theme of the words.
    temperature
        Divisor of the log-odds that makes the probabilities honest.
    """
    n_themes = len(content) - 1
    said = _best(content, weights.threshold)
    under = _section_theme(section, n_themes)
    logits = [log(max(share, _FLOOR)) for share in content]
    switched = passage.opening.switches
    if under is not None:
        logits[under] += weights.outer * (0.5 if under not in switching and switched else 1.0)
        if not switched and said is not None:
            logits[under] += weights.contested * contested
    elif section.outer.theme == n_themes:
        logits[n_themes] += weights.outside
    inner = section.inner.theme
    if inner is not None and inner != section.outer.theme and under not in switching:
        logits[inner] += weights.inner if inner < n_themes else weights.outside
    if lead is not None and under is None:
        logits[lead] += weights.lead if lead < n_themes else 0.5 * weights.lead
    for target in switching:
        if switched and under != target:
            logits[target] += weights.switch
        elif follows_switch and under != target:
            logits[target] += weights.follows
    shares = _softmax([logit / temperature for logit in logits])
    theme = _best(shares, weights.threshold)
    by = _source(theme, said, under, lead, switched, switching)
    return Decision(theme, by, shares, said, under, contested)


def _section_theme(section: Section, n_themes: int) -> int | None:
    for reading in (section.outer, section.inner):
        if reading.theme is not None and reading.theme < n_themes:
            return reading.theme
    return None


def _best(shares: Sequence[float], threshold: float) -> int | None:
    best = max(range(len(shares)), key=lambda i: (shares[i], -i))
    return None if best == len(shares) - 1 or shares[best] < threshold else best


def _softmax(logits: Sequence[float]) -> tuple[float, ...]:
    top = max(logits)
    powers = [exp(logit - top) for logit in logits]
    total = sum(powers)
    return tuple(power / total for power in powers)


def _source(
    theme: int | None,
    said: int | None,
    under: int | None,
    lead: int | None,
    switched: bool,
    switching: frozenset[int],
) -> ThemeSource:
    if theme is None:
        return "abstain"
    if theme == under:
        return "heading"
    if theme in switching and switched:
        return "headless_switch"
    if theme == lead and theme != said:
        return "lead"
    return "content"

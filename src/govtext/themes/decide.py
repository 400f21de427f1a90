"""From what words, heading and opening say to one decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, log

from govtext.records.theme import ThemeSource
from govtext.themes.headings import Section
from govtext.themes.passage import Passage

__all__ = ["Decision", "Weights", "decide"]

_FLOOR = 2e-3
_PLAIN = 0.6


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
    ahead, ahead_outside
        Of a heading that announces shortcomings or plans, for that theme; and for no theme,
        since plans of a report may be about other business.
    yielding
        Share of it that is left where the words are plainly about something else.
    contested
        Of the highest heading besides, where the words speak of contested matter.
    switch
        Of an opening with shortcomings or plans.
    outside
        Of a heading over other business, for no theme.
    follows
        Of a paragraph before, of the same section, that switched.
    plan
        Of plans without shortcomings, besides.
    threshold
        Probability below which the decision is to abstain.
    """

    outer: float = 3.2
    inner: float = 1.8
    lead: float = 0.8
    ahead: float = 8.0
    ahead_outside: float = 4.5
    yielding: float = 0.5
    contested: float = 4.5
    switch: float = 2.5
    outside: float = 1.5
    follows: float = 1.5
    plan: float = 0.0
    threshold: float = 0.4

    def for_business(self) -> Weights:
        """Return the weights for a report that is about other business in the main.

        Its headings name economic tasks with the same words (下一年工作, 队伍, 学习), so they
        count little, and its plans are business.
        """
        return replace(
            self,
            outer=0.3 * self.outer,
            ahead=1.0,
            ahead_outside=0.0,
            inner=0.3 * self.inner,
            switch=0.5,
            follows=0.0,
            plan=-1.5,
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


def decide(  # noqa: PLR0913  (each reading is an argument of its own)
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
        yields = switched or (contested < 0.5 and _is_elsewhere(passage, content, under))
        if under in switching:
            logits[under] += weights.ahead
            logits[n_themes] += weights.ahead_outside
        else:
            logits[under] += weights.outer * (weights.yielding if yields else 1.0)
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
        if not passage.opening.problem:
            logits[target] += weights.plan
        if switched and under != target:
            logits[target] += weights.switch
        elif follows_switch and under != target:
            logits[target] += weights.follows
    shares = _softmax([logit / temperature for logit in logits])
    theme = _best(shares, weights.threshold)
    by = _source(theme, said, under, lead, switched, switching)
    return Decision(theme, by, shares, said, under, contested)


def _is_elsewhere(passage: Passage, content: Sequence[float], under: int) -> bool:
    """Tell whether a paragraph is plainly not about the theme of its heading."""
    if max(content) < _PLAIN or content[under] == max(content):
        return False
    return not any(hit.theme == under and hit.tier == "strong" for hit in passage.hits)


def _section_theme(section: Section, n_themes: int) -> int | None:
    for reading in (section.outer, section.inner):
        if reading.theme is not None and reading.theme < n_themes:
            return reading.theme
    return None


def _best(shares: Sequence[float], threshold: float) -> int | None:
    best = shares.index(max(shares))
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

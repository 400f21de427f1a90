"""From what words, heading and opening say to one decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from govtext.records.theme import ThemeSource
from govtext.themes.headings import Section
from govtext.themes.passage import PLAIN, Passage

__all__ = ["Decisions", "Reading", "Weights", "decide_all"]

Floats = npt.NDArray[np.float64]

_FLOOR: Final = 2e-3
_PLAIN: Final = 0.6
_UNSAID: Final = -1
_HINT: Final = 0.3


@dataclass(frozen=True)
class Weights:
    """How much each reading counts, in log-odds.

    Parameters
    ----------
    outer
        Of the highest heading that names a theme plainly; one that hints at it counts less.
    inner
        Of the nearest heading, where it names another one or there is no outer; one that hints
        at it counts less.
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
    inside
        Of a heading that names a theme, against no theme: in a report about the themes what
        stands under it is seldom other business.
    follows
        Of a paragraph before, of the same section, that switched.
    plan
        Of plans without shortcomings, besides.
    announced
        Of a paragraph that does nothing but announce plans.
    threshold
        Probability below which the decision is to abstain.
    """

    outer: float = 3.2
    inner: float = 2.4
    lead: float = 1.6
    ahead: float = 8.0
    ahead_outside: float = 4.5
    yielding: float = 0.5
    contested: float = 4.5
    switch: float = 2.5
    outside: float = 1.5
    inside: float = 3.7
    follows: float = 1.5
    plan: float = 0.0
    announced: float = 0.0
    threshold: float = 0.4

    def for_business(self, *, mixed: bool = False) -> Weights:
        """Return the weights for a report that is about other business in the main.

        Its headings name economic tasks with the same words (下一年工作, 队伍, 学习), so they
        count little, and its plans are business; but those of a mixed report are its own.

        Parameters
        ----------
        mixed
            Whether a good part of the report is about the themes all the same.
        """
        return replace(
            self,
            outer=0.3 * self.outer,
            inside=0.0,
            ahead=self.ahead if mixed else -3.5,
            ahead_outside=0.0,
            inner=0.3 * self.inner,
            switch=0.5,
            follows=0.0,
            plan=-4.0,
            announced=8.0,
            threshold=max(self.threshold, 0.6),
        )


class Reading(NamedTuple):
    """One paragraph as read, before the decision.

    Parameters
    ----------
    passage
        Its own words.
    section
        The headings it stands under.
    lead
        Theme its lead names, or None.
    number, start
        Its number in the report, and where its own words start.
    """

    passage: Passage
    section: Section
    lead: int | None = None
    number: int = 0
    start: int = 0


@dataclass(frozen=True)
class Decisions:
    """The decisions on the paragraphs of a report, as columns; -1 stands for no theme.

    Parameters
    ----------
    themes
        Positions of the themes.
    by
        What carried each.
    probabilities
        Of each theme and, last, of no theme.
    content, section
        What the words alone and the headings alone say.
    conflict
        Whether words and heading plainly name different subjects. Shortcomings and plans may
        be about any subject and stand at the end of any section, and contested matter follows
        its heading: neither contradicts it.
    """

    themes: Sequence[int]
    by: Sequence[ThemeSource]
    probabilities: Floats
    content: Sequence[int]
    section: Sequence[int]
    conflict: Sequence[bool]


def decide_all(
    readings: Sequence[Reading],
    content: Floats,
    switching: frozenset[int],
    contested: frozenset[str],
    *,
    weights: Weights,
    temperature: float = 1.0,
) -> Decisions:
    """Return the decision on every paragraph of a report, in order.

    Parameters
    ----------
    readings
        The paragraphs.
    content
        Probability of each theme and, last, of no theme, from the words alone; one row a
        paragraph.
    switching
        Positions of the switching themes.
    contested
        Ids of the contested sub-themes.
    weights
        How much each reading counts.
    temperature
        Divisor of the log-odds that makes the probabilities honest.
    """
    if not readings:
        return Decisions([], [], content, [], [], [])
    view = _View(readings, content, contested, weights.threshold, switching)
    logits = np.log(np.maximum(content, _FLOOR))
    _add_headings(logits, view, switching, weights)
    for target in switching:
        free = view.under != target
        logits[~view.problem & free, target] += weights.plan
        logits[view.announces, target] += weights.announced
        logits[view.switched & free, target] += weights.switch
    shares = _softmax(logits / temperature)
    themes: list[int] = _best(shares, weights.threshold).tolist()
    if weights.follows:
        _follow(themes, shares, view, logits, switching, weights, temperature)
    said, under = view.said.tolist(), view.under.tolist()
    columns = zip(themes, said, under, view.lead.tolist(), view.switched.tolist(), strict=True)
    by: list[ThemeSource] = [_source(*row, switching) for row in columns]
    return Decisions(themes, by, shares, said, under, _conflicts(view, switching))


class _View:
    """The readings as columns; -1 stands for nothing said."""

    def __init__(
        self,
        readings: Sequence[Reading],
        content: Floats,
        contested: frozenset[str],
        threshold: float,
        switching: frozenset[int],
    ) -> None:
        n_themes = content.shape[1] - 1
        sections = [reading.section for reading in readings]
        self.readings = readings
        self.n_themes = n_themes
        self.outer = _column(section.outer.theme for section in sections)
        self.inner = _column(section.inner.theme for section in sections)
        self.lead = _column(reading.lead for reading in readings)
        self.number = [section.number for section in sections]
        takes_outer = (self.outer >= 0) & (self.outer < n_themes)
        takes_inner = ~takes_outer & (self.inner >= 0) & (self.inner < n_themes)
        self.under = np.where(
            takes_outer, self.outer, np.where(takes_inner, self.inner, _UNSAID)
        )
        plain = [
            (s.outer if takes else s.inner).weight
            for s, takes in zip(sections, takes_outer, strict=True)
        ]
        self.strength = np.minimum(1.0, _HINT + np.array(plain))
        self.inner_strength = np.minimum(
            1.0, _HINT + np.array([s.inner.weight for s in sections])
        )
        second = _column(section.outer.second for section in sections)
        openings = [reading.passage.opening for reading in readings]
        flags = np.zeros((4, len(readings)), dtype=np.bool_)
        self.problem, self.announces, self.closes, self.switched = flags
        for i, o in enumerate(openings):
            if o is not PLAIN:
                closes = o.frame and not (o.problem or o.plan or o.announces)
                flags[:, i] = o.problem, o.announces and o.plan, closes, o.switches
        self.themed = 1.0 - content[:, n_themes]
        self.said = _best(content, threshold)
        best = content.argmax(axis=1).tolist()
        self.contested = np.array(
            [
                _contested_share(reading.passage, theme, contested)
                if reading.passage.hits
                else 0.0
                for reading, theme in zip(readings, best, strict=True)
            ]
        )
        self.contested[self._is_owned(sections, takes_outer, switching)] = 1.0
        self.yields = self.switched | (
            (self.contested < 0.5) & (self._is_elsewhere(content) | (second == self.said))
        )

    def _is_owned(
        self,
        sections: Sequence[Section],
        takes_outer: npt.NDArray[np.bool_],
        switching: frozenset[int],
    ) -> npt.NDArray[np.bool_]:
        """Tell which paragraphs stand under a heading that claims whatever is below it."""
        flags = [
            (s.outer if takes else s.inner).own and reading.passage.opening.turn == 0.0
            for s, takes, reading in zip(sections, takes_outer, self.readings, strict=True)
        ]
        return np.array(flags) & (self.under >= 0) & ~np.isin(self.said, list(switching))

    def _is_elsewhere(self, content: Floats) -> npt.NDArray[np.bool_]:
        """Tell which paragraphs are plainly not about the theme of their heading."""
        flags = (self.under >= 0) & (content.max(axis=1) >= _PLAIN)
        flags &= content.argmax(axis=1) != self.under
        for i in np.flatnonzero(flags).tolist():
            flags[i] = not _speaks_for(self.readings[i].passage, int(self.under[i]))
        elsewhere: npt.NDArray[np.bool_] = flags
        return elsewhere


def _conflicts(view: _View, switching: frozenset[int]) -> list[bool]:
    ahead = list(switching)
    differ = (view.said >= 0) & (view.under >= 0) & (view.said != view.under)
    differ &= ~np.isin(view.said, ahead) & ~np.isin(view.under, ahead)
    conflicts: list[bool] = (differ & (view.contested < 0.5)).tolist()
    return conflicts


def _add_headings(
    logits: Floats, view: _View, switching: frozenset[int], weights: Weights
) -> None:
    """Add what headings and leads say to the log-odds."""
    n_themes, under = view.n_themes, view.under
    ahead = np.isin(under, list(switching)) & ~view.closes
    rows = np.flatnonzero(ahead)
    # Whatever theme a plan is about, under a heading of plans it is one of the plans.
    logits[rows, under[rows]] = np.log(np.maximum(view.themed[rows], _FLOOR)) + weights.ahead
    logits[rows, n_themes] += weights.ahead_outside
    logits[(under >= 0) & ~view.closes, n_themes] -= weights.inside
    rows = np.flatnonzero((under >= 0) & ~ahead)
    share = np.where(view.yields[rows], weights.yielding, 1.0) * view.strength[rows]
    logits[rows, under[rows]] += weights.outer * share
    rows = np.flatnonzero((under >= 0) & ~view.switched & (view.said >= 0))
    share = view.contested[rows] * view.strength[rows]
    logits[rows, under[rows]] += weights.contested * share
    rows = np.flatnonzero((under < 0) & (view.outer == n_themes))
    logits[rows, n_themes] += weights.outside
    rows = np.flatnonzero((view.inner >= 0) & (view.inner != view.outer) & ~ahead)
    inner = view.inner[rows]
    # Contested matter follows the highest heading, where that names a theme.
    share = (
        np.where(under[rows] >= 0, 1.0 - view.contested[rows], 1.0) * view.inner_strength[rows]
    )
    logits[rows, inner] += np.where(inner < n_themes, weights.inner * share, weights.outside)
    rows = np.flatnonzero((view.lead >= 0) & (under < 0))
    lead = view.lead[rows]
    logits[rows, lead] += np.where(lead < n_themes, weights.lead, 0.5 * weights.lead)


def _follow(
    themes: list[int],
    shares: Floats,
    view: _View,
    logits: Floats,
    switching: frozenset[int],
    weights: Weights,
    temperature: float,
) -> None:
    """Let paragraphs behind one that switched, of the same section, lean the same way."""
    for i in range(1, len(themes)):
        before = themes[i - 1]
        if before not in switching or view.number[i] != view.number[i - 1]:
            continue
        targets = [t for t in switching if t != view.under[i] and not view.switched[i]]
        if targets:
            logits[i, targets] += weights.follows
            shares[i] = _softmax(logits[i : i + 1] / temperature)[0]
            themes[i] = int(_best(shares[i : i + 1], weights.threshold)[0])


def _speaks_for(passage: Passage, theme: int) -> bool:
    return any(hit.theme == theme and hit.tier == "strong" for hit in passage.hits)


def _contested_share(passage: Passage, theme: int, contested: frozenset[str]) -> float:
    """Return how much of what speaks for a theme is contested matter."""
    strong = [h.subtheme for h in passage.hits if h.theme == theme and h.tier == "strong"]
    return sum(s in contested for s in strong) / len(strong) if strong else 0.0


def _column(values: Any) -> npt.NDArray[np.int64]:
    return np.array([_UNSAID if v is None else v for v in values], dtype=np.int64)


def _best(shares: Floats, threshold: float) -> npt.NDArray[np.int64]:
    """Return the likeliest theme of each row, -1 for none or where nothing is likely."""
    best: npt.NDArray[np.int64] = shares.argmax(axis=1)
    best[(best == shares.shape[1] - 1) | (shares.max(axis=1) < threshold)] = _UNSAID
    return best


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _source(
    theme: int,
    said: int,
    under: int,
    lead: int,
    switched: bool,
    switching: frozenset[int],
) -> ThemeSource:
    if theme < 0:
        return "abstain"
    if theme == under:
        return "heading"
    if theme in switching and switched:
        return "headless_switch"
    if theme == lead and theme != said:
        return "lead"
    return "content"

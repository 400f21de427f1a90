"""Weights of cues: beside a trained model, and instead of one where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Final

from govtext.themes.cues import CueHit
from govtext.themes.passage import Passage

__all__ = ["cue_probabilities", "cue_sums", "has_switch_cue", "switch_offset"]

_LONG: Final = 4
_NO_THEME_PRIOR: Final = 1.6
_SHARPNESS: Final = 0.8
_WITHOUT_CUE: Final = 1.0
_TURNED: Final = 1.5


def cue_sums(
    hits: Sequence[CueHit], first: int, n_themes: int
) -> tuple[list[float], list[float], list[float]]:
    """Return, for each theme and no theme, the weight of its strong, weak and anti cues.

    A cue counts once however often it stands, the longer the more, and double inside the
    first sentence.

    Parameters
    ----------
    hits
        Cues found.
    first
        Where the first sentence ends.
    n_themes
        Number of themes.
    """
    strong = [0.0] * (n_themes + 1)
    weak = [0.0] * (n_themes + 1)
    anti = [0.0] * (n_themes + 1)
    seen: dict[tuple[object, ...], None] = {}
    for hit in hits:
        key = (hit.theme, hit.tier, hit.subtheme, hit.length)
        weight = 1.5 if hit.start < first else 1.0
        if key in seen:
            weight *= 0.5
        seen[key] = None
        if hit.tier == "strong":
            strong[hit.theme] += weight * (1.0 + 0.15 * min(hit.length - 2, _LONG))
        elif hit.tier == "weak":
            weak[hit.theme] += weight
        else:
            anti[hit.theme] += weight
    return strong, weak, anti


def cue_probabilities(
    passage: Passage, n_themes: int, switching: frozenset[int]
) -> list[float]:
    """Return a probability for each theme and, last, for no theme, from the cues alone.

    Parameters
    ----------
    passage
        The paragraph's own words.
    n_themes
        Number of themes.
    switching
        Positions of the switching themes.
    """
    strong, weak, anti = cue_sums(passage.hits, passage.first, n_themes)
    scores = [s + 0.2 * w - 0.6 * a for s, w, a in zip(strong, weak, anti, strict=True)]
    scores[n_themes] = 0.8 * strong[n_themes] + 0.15 * weak[n_themes] + _NO_THEME_PRIOR
    if passage.opening.frame:
        scores[n_themes] += 3.0
    for theme in switching:
        scores[theme] *= 0.4
        if passage.opening.switches or passage.opening.turn > 0.5:
            scores[theme] += 6.0
    top = max(scores)
    shares = [exp(_SHARPNESS * (score - top)) for score in scores]
    total = sum(shares)
    return [share / total for share in shares]


def has_switch_cue(passage: Passage, switching: frozenset[int]) -> bool:
    """Tell whether anything in a paragraph speaks of shortcomings or plans.

    Parameters
    ----------
    passage
        The paragraph's own words.
    switching
        Positions of the switching themes.
    """
    opening = passage.opening
    if opening.switches or opening.turn > 0.0:
        return True
    if not passage.hits:
        return False
    return any(hit.theme in switching and hit.tier == "strong" for hit in passage.hits)


def switch_offset(passage: Passage, switching: frozenset[int]) -> float:
    """Return what a model's scores of the switching themes gain or lose.

    A switching theme is hardly chosen without a cue of its own, however the words sound, and
    the sooner where most of the paragraph stands behind a turn to shortcomings or plans.

    Parameters
    ----------
    passage
        The paragraph's own words.
    switching
        Positions of the switching themes.
    """
    if passage.opening.turn >= 0.5:
        return _TURNED * passage.opening.turn
    return 0.0 if has_switch_cue(passage, switching) else -_WITHOUT_CUE

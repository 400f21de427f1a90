"""Precision, recall, F1 and shares."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

__all__ = ["Shares", "Tally", "char_f1", "pair_up"]

_NOT_WORD = re.compile(r"[\s\W_]+")
_A = TypeVar("_A")
_B = TypeVar("_B")


def char_f1(left: str | None, right: str | None) -> float:
    """Return the F1 of two strings as multisets of characters, punctuation left out.

    Parameters
    ----------
    left, right
        Strings; None counts as empty. Two empty strings score 1.

    Examples
    --------
    >>> char_f1("查处问题", "查处，问题")
    1.0
    >>> char_f1("立案", "")
    0.0
    """
    a, b = Counter(_NOT_WORD.sub("", left or "")), Counter(_NOT_WORD.sub("", right or ""))
    if not a and not b:
        return 1.0
    return 2 * (a & b).total() / (a.total() + b.total())


@dataclass
class Tally:
    """Hits, false alarms and misses.

    Parameters
    ----------
    hits, false, missed
        Counts.

    Examples
    --------
    >>> round(Tally(8, 2, 0).f1, 3)
    0.889
    """

    hits: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        found = self.hits + self.false
        return self.hits / found if found else 0.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found."""
        there = self.hits + self.missed
        return self.hits / there if there else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: Tally) -> None:
        """Add the counts of another tally."""
        self.hits += other.hits
        self.false += other.false
        self.missed += other.missed

    def add_sets(self, gold: set[Any], predicted: set[Any]) -> None:
        """Count two sets against each other."""
        self.add(Tally(len(gold & predicted), len(predicted - gold), len(gold - predicted)))

    def row(self) -> dict[str, float | int]:
        """Return the figures by their short names."""
        return {
            "p": self.precision,
            "r": self.recall,
            "f1": self.f1,
            "tp": self.hits,
            "fp": self.false,
            "fn": self.missed,
        }


@dataclass
class Shares:
    """Named shares of right answers."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, *, ok: bool) -> None:
        """Count one answer."""
        self.total[name] += 1
        self.right[name] += ok

    def merge(self, other: Shares) -> None:
        """Add the counts of other shares."""
        self.right.update(other.right)
        self.total.update(other.total)

    def row(self) -> Mapping[str, float]:
        """Return each share, in the order first counted."""
        return {name: self.right[name] / self.total[name] for name in self.total}


def pair_up(
    gold: Sequence[_A], predicted: Sequence[_B], fit: Callable[[_A, _B], float]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Pair gold and predicted one to one, best fit first.

    Parameters
    ----------
    gold, predicted
        What to pair.
    fit
        Positive for a possible pair, larger for a better one.

    Returns
    -------
    Pairs of positions, then the positions left over on either side.

    Examples
    --------
    >>> pair_up([1, 5], [5, 9], lambda a, b: float(a == b))
    ([(1, 0)], [0], [1])
    """
    scored = sorted(
        (
            (value, i, j)
            for i, left in enumerate(gold)
            for j, right in enumerate(predicted)
            if (value := fit(left, right)) > 0
        ),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    for _, i, j in scored:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((i, j))
    return (
        pairs,
        [i for i in range(len(gold)) if i not in used_gold],
        [j for j in range(len(predicted)) if j not in used_predicted],
    )

"""How alike two pieces of official Chinese are: shared character pairs, weighed by rarity."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Likeness", "best_matches"]

_NOT_WORD = re.compile(r"[\W_]+")
# 党组织的巡察 and 巡察党组织 share all of their pairs.
_LINK = "的"


def _pairs(text: str) -> frozenset[str]:
    pieces = _NOT_WORD.sub("", text).split(_LINK)
    return frozenset(plain[i : i + 2] for plain in pieces for i in range(len(plain) - 1))


@dataclass(frozen=True)
class Likeness:
    """Two pieces and how much of either is found in the other.

    Parameters
    ----------
    left, right
        Positions of the pieces.
    held
        Share of the left piece's weight that the right one holds, 0 to 1.
    equal
        Shared weight against that of both together (Dice), 0 to 1.
    """

    left: int
    right: int
    held: float
    equal: float


def best_matches(
    left: Sequence[str], right: Sequence[str], background: Iterable[str]
) -> list[Likeness]:
    """Return for each left piece the right piece that holds most of it.

    Parameters
    ----------
    left, right
        Pieces of text.
    background
        Texts from which the rarity of character pairs is told.

    Returns
    -------
    One Likeness a left piece that shares anything with a right one, in order.

    Examples
    --------
    >>> found = best_matches(["建成廉政广场"], ["召开大会", "廉政广场建成开放"], [])
    >>> found[0].right, found[0].held > 0.6
    (1, True)
    """
    documents = [_pairs(text) for text in (*background, *left, *right)]
    counts = Counter(pair for document in documents for pair in document)
    weight = {pair: math.log(1 + len(documents) / n) for pair, n in counts.items()}
    right_pairs = [_pairs(text) for text in right]
    right_total = [sum(weight[pair] for pair in pairs) for pairs in right_pairs]
    holders: dict[str, list[int]] = {}
    for number, pairs in enumerate(right_pairs):
        for pair in pairs:
            holders.setdefault(pair, []).append(number)
    found = []
    for i, text in enumerate(left):
        pairs = _pairs(text)
        total = sum(weight[pair] for pair in pairs)
        shared: dict[int, float] = {}
        for pair in sorted(pairs):
            for number in holders.get(pair, ()):
                shared[number] = shared.get(number, 0.0) + weight[pair]
        if not shared:
            continue
        best = max(shared, key=lambda n: (shared[n] / total, -n))
        both = total + right_total[best]
        found.append(Likeness(i, best, shared[best] / total, 2 * shared[best] / both))
    return found

"""TextRank over words, as ``jieba.analyse.textrank`` does it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

__all__ = ["rank_words"]

_DAMPING = 0.85
_ROUNDS = 10
_WINDOW = 5


def rank_words(
    content: Sequence[tuple[int, str, str]], *, window: int = _WINDOW
) -> dict[str, float]:
    """Return the TextRank of each word, between 0 and 1.

    Words are joined by an edge each time they stand less than ``window`` words apart, all
    words of the text counted; ten rounds with damping 0.85, in the order of the words, so
    that the result never depends on hashing.

    Parameters
    ----------
    content
        Position among the words of the text, word and tag of each word that takes part.
    window
        Width in words.

    Examples
    --------
    >>> ranks = rank_words([(0, "巡察", "vn"), (1, "整改", "vn"), (9, "巡察", "vn")])
    >>> sorted(ranks)
    ['巡察', '整改']
    """
    edges: Counter[tuple[str, str]] = Counter()
    for place, (index, word, _) in enumerate(content):
        for later, other, _ in content[place + 1 : place + window]:
            if later - index >= window:
                break
            edges[word, other] += 1
    graph: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for (word, other), weight in edges.items():
        graph[word].append((other, weight))
        graph[other].append((word, weight))
    return _scaled(_ranks(graph))


def _ranks(graph: dict[str, list[tuple[str, int]]]) -> dict[str, float]:
    ranks = dict.fromkeys(sorted(graph), 1.0 / (len(graph) or 1))
    sums = {word: sum(weight for _, weight in joined) for word, joined in graph.items()}
    for _ in range(_ROUNDS):
        for word in ranks:
            support = sum(weight / sums[other] * ranks[other] for other, weight in graph[word])
            ranks[word] = (1 - _DAMPING) + _DAMPING * support
    return ranks


def _scaled(ranks: dict[str, float]) -> dict[str, float]:
    if not ranks:
        return {}
    low, high = min(ranks.values()), max(ranks.values())
    return {word: (rank - low / 10) / (high - low / 10) for word, rank in ranks.items()}

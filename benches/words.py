"""Words and terms against jieba and the lexicon: ``python benches/words.py FOLDER [STEP]``.

FOLDER holds texts; every STEP-th (all where not given) is read. Printed are the share of
word bounds that are jieba's own outside terms, numerals and masks, and the share of
mentions of 300 terms of the lexicon that come out as one word.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path

from govtext.lexicon import load_lexicon
from govtext.segment import Segmenter
from govtext.segment.engines import load_engine
from govtext.segment.wholes import find_wholes
from govtext.spans import TextView

TERMS = 300
MENTIONS = 20


def read_views(folder: Path, step: int) -> list[TextView]:
    """Return every ``step``-th text of a folder."""
    paths = sorted(folder.rglob("*.txt"))[::step]
    return [TextView.plain(path.read_text("utf-8")) for path in paths]


def share_of_bounds(views: Iterable[TextView]) -> tuple[int, int]:
    """Return how many word bounds are ours and jieba's, and how many are either's."""
    reference = load_engine("jieba")
    segmenter = Segmenter()
    equal = total = 0
    for view in views:
        words, terms = segmenter.segment(view)
        covered = [(term.start, term.end) for term in terms]
        covered += [whole[:2] for whole in find_wholes(view.folded)]
        touched = {place for start, end in covered for place in range(start, end + 1)}
        ours = set(words.ends) - touched
        theirs = set(accumulate(map(len, reference.cut(view.text)))) - touched
        equal += len(ours & theirs)
        total += len(ours | theirs)
    return equal, total


def share_of_terms(views: Iterable[TextView]) -> tuple[int, int, int]:
    """Return how many terms were looked at, how many mentions are one word, and how many are."""
    lexicon, segmenter = load_lexicon(), Segmenter()
    found: dict[str, list[bool]] = {}
    for view in views:
        words, _ = segmenter.segment(view)
        pairs = set(zip(words.starts, words.ends, strict=True))
        for term in lexicon.find(view.text):
            found.setdefault(term.term, []).append((term.start, term.end) in pairs)
    chosen = sorted(found)[:: max(1, len(found) // TERMS)][:TERMS]
    hits = [hit for term in chosen for hit in found[term][:MENTIONS]]
    return len(chosen), sum(hits), len(hits)


def main(arguments: list[str]) -> None:
    """Print both shares for the folder named first."""
    views = read_views(Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1)
    equal, total = share_of_bounds(views)
    print(f"bounds equal to jieba's: {equal / total:.5f} of {total:,}")
    chosen, whole, mentions = share_of_terms(views)
    print(f"terms whole: {whole / mentions:.4f} of {mentions:,} mentions of {chosen} terms")


if __name__ == "__main__":
    main(sys.argv[1:])

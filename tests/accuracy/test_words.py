"""Words and terms on the real archive beside the clone, where it is present."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import pytest

from govtext.lexicon import load_lexicon
from govtext.segment import Segmenter
from govtext.segment.engines import load_engine
from govtext.segment.wholes import find_wholes
from govtext.spans import TextView

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FILES = sorted(CORPUS.rglob("*.txt"))
pytestmark = pytest.mark.skipif(not FILES, reason="no archive beside the clone")


def read(step):
    """Yield views of every ``step``-th file."""
    for path in FILES[::step]:
        yield TextView.plain(path.read_text("utf-8"))


def test_words_are_those_of_jieba_outside_terms_numerals_and_masks():
    """At least 0.999 of the boundaries are jieba's where nothing was laid over them."""
    reference = load_engine("jieba")
    segmenter = Segmenter()
    equal = total = 0
    for view in read(20):
        words, terms = segmenter.segment(view)
        covered = [(term.start, term.end) for term in terms]
        covered += [whole[:2] for whole in find_wholes(view.folded)]
        touched = {place for start, end in covered for place in range(start, end + 1)}
        ours = set(words.ends) - touched
        theirs = set(accumulate(map(len, reference.cut(view.text)))) - touched
        equal += len(ours & theirs)
        total += len(ours | theirs)
    assert equal / total >= 0.999


def test_domain_terms_come_out_whole():
    """Of 300 terms of the lexicon at least 0.98 of the mentions are one word."""
    lexicon, segmenter = load_lexicon(), Segmenter()
    found: dict[str, list[bool]] = {}
    for view in read(4):
        words, _ = segmenter.segment(view)
        pairs = set(zip(words.starts, words.ends, strict=True))
        for term in lexicon.find(view.text):
            found.setdefault(term.term, []).append((term.start, term.end) in pairs)
    chosen = sorted(found)[:: max(1, len(found) // 300)][:300]
    assert len(chosen) == 300
    hits = [hit for term in chosen for hit in found[term][:20]]
    assert sum(hits) / len(hits) >= 0.98

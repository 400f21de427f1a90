"""Words and terms on the real archive beside the clone, where it is present."""

from __future__ import annotations

import pytest
from benches.words import read_views, share_of_bounds, share_of_terms
from tests.conftest import SHARED

CORPUS = SHARED / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="no archive beside the clone")


def test_words_are_those_of_jieba_outside_terms_numerals_and_masks():
    """At least 0.999 of the boundaries are jieba's where nothing was laid over them."""
    equal, total = share_of_bounds(read_views(CORPUS, 20))
    assert equal / total >= 0.999


def test_domain_terms_come_out_whole():
    """Of 300 terms of the lexicon at least 0.98 of the mentions are one word."""
    chosen, whole, mentions = share_of_terms(read_views(CORPUS, 4))
    assert chosen == 300
    assert whole / mentions >= 0.98

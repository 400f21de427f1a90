"""Properties of the segmenter over any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.segment import Segmenter
from govtext.spans import TextView

SEGMENTER = Segmenter()
PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "三会一课",
                "**",
                "×",
                "某",
                "12.5％",
                "3＋X",
                "名县监委",
                "一",
                "万",
                "十九届",
                "查处",
                "起",
                "人",
                "，",
                "。",
                "《",
                "》",
                "“",
                "”",
                "\n",
                "\u3000",
                "\u200b",
                "�",
                "1,234",
                "百分之五",
            ]
        ),
        st.text(max_size=5),
    ),
    max_size=30,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_words_tile_any_text_and_terms_are_words(text):
    """Words follow one another from end to end of any text, and every term is one of them."""
    view = TextView.plain(text)
    words, terms = SEGMENTER.segment(view)
    assert words.starts == (0, *words.ends)[: len(words)]
    assert (words.ends[-1] if words.ends else 0) == len(text)
    assert all(start < end for start, end in zip(words.starts, words.ends, strict=True))
    assert len(words.tags) == len(words)
    spans = zip(words.starts, words.ends, strict=True)
    assert words.texts == tuple(view.folded[start:end] for start, end in spans)
    pairs = set(zip(words.starts, words.ends, strict=True))
    assert all((term.start, term.end) in pairs for term in terms)


@settings(max_examples=50, deadline=None)
@given(PIECES)
def test_segmentation_is_the_same_every_time(text):
    """The same text gives the same words and terms again."""
    view = TextView.plain(text)
    assert SEGMENTER.segment(view) == SEGMENTER.segment(view)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "*",
        "一",
        "1,",
        "1.",
        "1+",
        "某",
        "X",
        "“",
        "《",
        "三会一课",
        "百分之",
        "名县监委1",
        "查处**起**人，",
    ],
)
def test_hostile_runs_take_linear_time(piece, assert_linear):
    """Four times a run of one piece takes at most six times as long."""
    short, long = (TextView.plain(piece * (size // len(piece))) for size in (20_000, 80_000))
    assert_linear(SEGMENTER.segment, short, long)

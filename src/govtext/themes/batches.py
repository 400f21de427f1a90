"""Many paragraphs as one text: what training and the estimators feed to the features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from govtext.segment import Segmenter
from govtext.spans import TextView
from govtext.text.view import make_view
from govtext.themes.cues import Matchers
from govtext.themes.features import Slots, token_hashes, word_arrays
from govtext.themes.passage import Passage, read_passage

__all__ = ["Batch", "lead_length", "make_batch"]


@dataclass(frozen=True)
class Batch:
    """Paragraphs set end to end.

    Parameters
    ----------
    text
        Their texts, folded, a line end between.
    spans
        Where each stands.
    passages
        Their own words with cues and openings.
    slots
        Their tokens, kind by kind.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    passages: tuple[Passage, ...]
    slots: tuple[Slots, ...]


def make_batch(texts: Sequence[str], matchers: Matchers, segmenter: Segmenter) -> Batch:
    """Return paragraphs ready for the features.

    Parameters
    ----------
    texts
        One text a paragraph; line ends inside are taken as blanks.
    matchers
        Cue matchers of the taxonomy.
    segmenter
        Cuts the words.
    """
    lines = [make_view(" ".join(text.split("\n"))).folded for text in texts]
    joined = "\n".join(lines)
    spans: list[tuple[int, int]] = []
    start = 0
    for line in lines:
        spans.append((start, start + len(line)))
        start += len(line) + 1
    words, _ = segmenter.segment(TextView.plain(joined))
    starts, ends = word_arrays(words.starts, words.ends)
    passages = tuple(read_passage(line, matchers, lead_length(line)) for line in lines)
    slots = token_hashes(joined, spans, starts, ends)
    return Batch(joined, tuple(spans), passages, slots)


def lead_length(text: str) -> int:
    """Return the length of a slogan-like first sentence, 0 where there is none.

    The rule is a rough one for texts without layout; reports get theirs from the structure.
    """
    end = text.find("。", 0, 21)
    if end < 4 or any(c.isdigit() or c in "，；*×" for c in text[:end]) or end + 1 == len(text):
        return 0
    return end + 1

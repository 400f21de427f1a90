"""Passages that a report takes over from the one of the year before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from govtext.archive.likeness import best_matches
from govtext.records.report import Report
from govtext.records.structure import Sentence
from govtext.spans import CharSpan

__all__ = ["CarriedOver", "find_carried_over"]

_SHORTEST = 8
# These are worded by form, not taken over.
_FORMAL = frozenset(("doc_number", "salutation", "signature", "date"))


@dataclass(frozen=True)
class CarriedOver:
    """A passage and the one it repeats.

    Parameters
    ----------
    earlier, later
        Where the two passages stand, each in its own report.
    likeness
        How alike they are, 0 to 1; 1 is word for word, whatever the punctuation.
    """

    earlier: CharSpan
    later: CharSpan
    likeness: float


def _sentences(report: Report) -> list[Sentence]:
    return [
        sentence
        for sentence in report.sentences
        if report.paragraphs[sentence.paragraph].role not in _FORMAL
    ]


def _match(
    earlier: Report,
    old: Sequence[CharSpan],
    later: Report,
    new: Sequence[CharSpan],
    least: float,
) -> list[CarriedOver]:
    old = [span for span in old if span.end - span.start >= _SHORTEST]
    new = [span for span in new if span.end - span.start >= _SHORTEST]
    found = best_matches(
        [span.cut(later.text) for span in new], [span.cut(earlier.text) for span in old], ()
    )
    return [
        CarriedOver(old[match.right], new[match.left], match.equal)
        for match in found
        if match.equal >= least
    ]


def find_carried_over(
    earlier: Report, later: Report, *, threshold: float = 0.5
) -> tuple[CarriedOver, ...]:
    """Return the passages of a report that repeat one of an earlier report.

    Sentences and headings are compared whole; of a sentence that is new as a whole, clauses
    that repeat one are given. Likeness counts shared pairs of characters, rare ones more.
    What has fewer than eight characters is left out, and so are document numbers, dates,
    salutations and signatures.

    Parameters
    ----------
    earlier, later
        Two reports, usually of one body and consecutive years.
    threshold
        Least likeness, 0 to 1. Figures usually differ from year to year, so 1 is rare.

    Returns
    -------
    One entry a sentence or clause of ``later`` that repeats something, in text order.

    Examples
    --------
    >>> import govtext
    >>> old = govtext.analyze("全年召开党委会议9次，学习12次。")
    >>> new = govtext.analyze("全年召开党委会议11次，学习14次。群众满意。")
    >>> [c.later.cut(new.text) for c in find_carried_over(old, new)]
    ['全年召开党委会议11次，学习14次。']
    """
    old, new = _sentences(earlier), _sentences(later)
    spans = [sentence.span for sentence in old], [sentence.span for sentence in new]
    whole = _match(earlier, spans[0], later, spans[1], threshold)
    known = {found.later.start for found in whole}
    clauses = (
        [clause for sentence in old for clause in sentence.clauses],
        [clause for s in new if s.start not in known for clause in s.clauses],
    )
    parts = _match(earlier, clauses[0], later, clauses[1], threshold)
    return tuple(sorted((*whole, *parts), key=lambda found: found.later))

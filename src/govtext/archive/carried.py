"""Sentences that a report takes over from the one of the year before."""

from __future__ import annotations

from dataclasses import dataclass

from govtext.archive.likeness import best_matches
from govtext.records.report import Report
from govtext.spans import CharSpan

__all__ = ["CarriedOver", "find_carried_over"]

_SHORTEST = 8


@dataclass(frozen=True)
class CarriedOver:
    """A sentence and the one it repeats.

    Parameters
    ----------
    earlier, later
        Where the two sentences stand, each in its own report.
    likeness
        How alike they are, 0 to 1; 1 is word for word, whatever the punctuation.
    """

    earlier: CharSpan
    later: CharSpan
    likeness: float


def _sentences(report: Report) -> list[CharSpan]:
    return [
        sentence.span
        for sentence in report.sentences
        if sentence.part != "heading" and sentence.end - sentence.start >= _SHORTEST
    ]


def find_carried_over(
    earlier: Report, later: Report, *, threshold: float = 0.5
) -> tuple[CarriedOver, ...]:
    """Return the sentences of a report that repeat one of an earlier report.

    Likeness counts shared pairs of characters, rare ones more. Headings and sentences under
    eight characters are left out.

    Parameters
    ----------
    earlier, later
        Two reports, usually of one body and consecutive years.
    threshold
        Least likeness, 0 to 1. Figures usually differ from year to year, so 1 is rare.

    Returns
    -------
    One entry a sentence of ``later`` that repeats something, in text order.

    Examples
    --------
    >>> import govtext
    >>> old = govtext.analyze("全年召开党委会议9次，学习12次。")
    >>> new = govtext.analyze("全年召开党委会议11次，学习14次。群众满意。")
    >>> [c.later.cut(new.text) for c in find_carried_over(old, new)]
    ['全年召开党委会议11次，学习14次。']
    """
    old, new = _sentences(earlier), _sentences(later)
    found = best_matches(
        [span.cut(later.text) for span in new], [span.cut(earlier.text) for span in old], ()
    )
    return tuple(
        CarriedOver(old[match.right], new[match.left], match.equal)
        for match in found
        if match.equal >= threshold
    )

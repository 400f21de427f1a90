"""The theme decision of a paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from govtext.spans import CharSpan

__all__ = ["Theme", "ThemeSource"]

ThemeSource = Literal["heading", "headless_switch", "lead", "content", "abstain"]


@dataclass(frozen=True)
class Theme:
    r"""What a paragraph is about, and how that was decided.

    Parameters
    ----------
    label
        Theme of the taxonomy, or None when the classifier abstains.
    by
        What decided: the heading above, an opening that switches to problems and next
        steps, the lead, the words, or nothing (abstain).
    score
        Calibrated probability of the decision, 0 to 1.
    content_label
        What the words alone say, or None.
    section_label
        What the heading alone says, or None.
    conflict
        Whether the two name different themes.
    subtheme
        Sub-theme of the taxonomy, or None.
    evidence
        Spans of the words that carried the decision.

    Examples
    --------
    >>> import govtext
    >>> report = govtext.analyze("一、正风肃纪反腐\n全年立案23件，给予党纪政务处分21人。")
    >>> theme = report.paragraphs[1].theme
    >>> theme.label, theme.section_label, theme.conflict
    ('discipline_anticorruption', 'discipline_anticorruption', False)
    """

    label: str | None
    by: ThemeSource
    score: float
    content_label: str | None = None
    section_label: str | None = None
    conflict: bool = False
    subtheme: str | None = None
    evidence: tuple[CharSpan, ...] = ()

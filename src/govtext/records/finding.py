"""Something in a report that deserves a second look."""

from __future__ import annotations

from dataclasses import dataclass

from govtext.spans import CharSpan

__all__ = ["Finding"]


@dataclass(frozen=True)
class Finding:
    """A remark on a place of the text; never a correction.

    Parameters
    ----------
    code
        Stable code, such as ``"destroyed-number"``; listed in ``docs/findings.md``.
    message
        One English sentence that quotes what it is about.
    start, end
        Offsets of the place.

    Examples
    --------
    >>> import govtext
    >>> report = govtext.analyze("处分20人，其中科级干部25人。")
    >>> [(f.code, f.span.cut(report.text)) for f in report.findings]
    [('part-exceeds-total', '25人')]
    """

    code: str
    message: str
    start: int
    end: int

    @property
    def span(self) -> CharSpan:
        """The place as a span."""
        return CharSpan(self.start, self.end)

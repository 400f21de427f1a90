"""Something the reporting body did, does, or will do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from govtext.spans import CharSpan

__all__ = ["Action", "ActionStatus"]

ActionStatus = Literal["done", "ongoing", "planned", "required"]


@dataclass(frozen=True)
class Action:
    """A verb and what it acts on (行动短语).

    Parameters
    ----------
    id
        Position in ``report.actions``.
    verb
        Span of the main verb.
    object
        Span of the whole object, attributes and quantities included, or None.
    agent, agent_span
        Who acts, where the sentence says so.
    target, target_span
        To, into or at whom or what.
    document, document_span
        Title of the document named by the object, with its 《》.
    status
        Done, going on, planned, or demanded of others.
    lead
        Whether the phrase is the lead of its paragraph.
    result
        Whether the object is an outcome (实现……全覆盖).
    key
        Verb class and normalised object head, such as ``"establish|特约监察员制度"``.
    specificity
        0 slogan, 1 generic act, 2 named object, 3 named object with a figure or date.
    metrics
        ``id`` of the metrics inside the object.
    paragraph, sentence
        Positions of the paragraph and the sentence it stands in.

    Examples
    --------
    >>> import govtext
    >>> report = govtext.analyze("县委向各乡镇下发提醒函12份。")
    >>> action = report.actions[0]
    >>> action.verb.cut(report.text), action.object.cut(report.text), action.agent, action.target
    ('下发', '提醒函12份', '县委', '各乡镇')
    """

    id: int
    verb: CharSpan
    object: CharSpan | None
    agent: str | None
    agent_span: CharSpan | None
    target: str | None
    target_span: CharSpan | None
    document: str | None
    document_span: CharSpan | None
    status: ActionStatus
    lead: bool
    result: bool
    key: str
    specificity: int
    metrics: tuple[int, ...]
    paragraph: int
    sentence: int

    @property
    def span(self) -> CharSpan:
        """From the first to the last character of verb and object."""
        if self.object is None:
            return self.verb
        return CharSpan(
            min(self.verb.start, self.object.start), max(self.verb.end, self.object.end)
        )

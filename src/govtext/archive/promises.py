"""What a report plans, set against what the next one reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from govtext.archive.likeness import Likeness, best_matches
from govtext.records.action import Action
from govtext.records.report import Report
from govtext.spans import CharSpan

__all__ = ["Outcome", "Promise", "track_promises"]

Outcome = Literal["mentioned", "mentioned_with_change", "not_mentioned"]
_SHORTEST_OBJECT = 4


@dataclass(frozen=True)
class Promise:
    """A planned action and where the next report comes back to it.

    Parameters
    ----------
    action
        The planned action, of the earlier report.
    outcome
        ``mentioned``, ``mentioned_with_change`` where a figure of the plan comes back with
        another value, or ``not_mentioned``. Silence is not failure.
    later
        The clause of the later report that mentions it, or None.
    score
        Share of the plan's wording that the clause holds, 0 to 1.
    """

    action: Action
    outcome: Outcome
    later: CharSpan | None
    score: float


def _wording(report: Report, action: Action) -> str:
    return action.object.cut(report.text) if action.object else ""


def _clauses(report: Report) -> list[CharSpan]:
    """Return the clauses that report something done."""
    return [
        clause
        for sentence in report.sentences
        if sentence.part != "heading" and not sentence.is_plan
        for clause in sentence.clauses
    ]


def _figures(report: Report, span: CharSpan) -> set[tuple[str | None, object]]:
    return {
        (metric.unit, metric.value if metric.value is not None else metric.low)
        for metric in report.metrics
        if span.contains(metric.span) and not metric.masked
    }


def _outcome(plan: Report, action: Action, report: Report, clause: CharSpan) -> Outcome:
    planned = _figures(plan, action.span)
    reported = dict(_figures(report, clause))
    changed = any(unit in reported and reported[unit] != value for unit, value in planned)
    return "mentioned_with_change" if changed else "mentioned"


def track_promises(
    earlier: Report, later: Report, *, threshold: float = 0.5
) -> tuple[Promise, ...]:
    """Return each planned action of a report with what the next report says of it.

    A plan counts as mentioned where one clause of the later report holds enough of its
    object's wording, rare pairs of characters counting more. Plans whose object has fewer
    than four characters are left out.

    Parameters
    ----------
    earlier
        The report that plans.
    later
        The report of the next year.
    threshold
        Least share of the wording, 0 to 1.

    Returns
    -------
    One entry a planned action, in text order.

    Examples
    --------
    >>> import govtext
    >>> old = govtext.analyze("下一步，将建成镇廉政文化广场。将成立青年合唱团。")
    >>> new = govtext.analyze("镇廉政文化广场建成开放。")
    >>> [p.outcome for p in track_promises(old, new)]
    ['mentioned', 'not_mentioned']
    """
    plans = [
        action
        for action in earlier.actions
        if action.status == "planned" and len(_wording(earlier, action)) >= _SHORTEST_OBJECT
    ]
    clauses = _clauses(later)
    matches: dict[int, Likeness] = {
        match.left: match
        for match in best_matches(
            [_wording(earlier, action) for action in plans],
            [clause.cut(later.text) for clause in clauses],
            (),
        )
    }
    promises = []
    for number, action in enumerate(plans):
        match = matches.get(number)
        if match is None or match.held < threshold:
            score = match.held if match else 0.0
            promises.append(Promise(action, "not_mentioned", None, score))
            continue
        clause = clauses[match.right]
        outcome = _outcome(earlier, action, later, clause)
        promises.append(Promise(action, outcome, clause, match.held))
    return tuple(promises)

"""What a report plans, set against what the next one reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from govtext.archive.likeness import Likeness, best_matches
from govtext.records.action import Action
from govtext.records.metric import Metric
from govtext.records.report import Report
from govtext.records.structure import Sentence
from govtext.spans import CharSpan

__all__ = ["Outcome", "Promise", "track_promises"]

Outcome = Literal[
    "mentioned",
    "mentioned_with_change",
    "mentioned_as_open",
    "planned_again",
    "not_mentioned",
]
_SHORTEST = 4
# 抓好以下几项工作 announces plans and is none.
_ANNOUNCES = re.compile(
    "(?:[以如]下|下[列述]|[几数各两二三四五六七八九十][项个件大]|重点|主要|方面的?)*"
    "(?:工作|任务|事情?|方面|举措|措施)?"
)
_OPEN = re.compile(
    "[尚还仍]未|未能|没能|没有(?:完成|达到|落实|做到|实现)|未(?:完成|达|落实|如期|按期)|"
    "[尚仍还]不|不够|滞后|有待"
)


@dataclass(frozen=True)
class Promise:
    """A planned action and where the next report comes back to it.

    Parameters
    ----------
    action
        The planned action, of the earlier report.
    outcome
        ``mentioned``; ``mentioned_with_change`` where a figure of the plan comes back with
        another value; ``mentioned_as_open`` where the clause says that it is not done (尚未,
        未能); ``planned_again`` where only the plans of the later report name it; or
        ``not_mentioned``. Silence is not failure.
    later
        The clause of the later report that names it, or None.
    score
        Share of the plan's wording, figures left out, that the clause holds, 0 to 1.
    reached
        Whether the figures reported reach those planned (不少于60个 and 63个, 不超过5% and
        4.2%); None where there are none to compare.
    """

    action: Action
    outcome: Outcome
    later: CharSpan | None
    score: float
    reached: bool | None = None


def _wording(report: Report, action: Action) -> str | None:
    """Return the object without its figures, with the verb where that is short.

    None for what is no plan of its own or too short to be known again.
    """
    if action.object is None:
        return None
    start, end = action.object
    pieces: list[str] = []
    for figure in (report.metrics[number] for number in sorted(action.metrics)):
        pieces.append(report.text[start : figure.start])
        start = max(start, figure.end)
    pieces.append(report.text[start:end])
    plain = "".join(pieces).removeprefix("的")
    if _ANNOUNCES.fullmatch(plain):
        return None
    wording = plain if len(plain) >= _SHORTEST else action.verb.cut(report.text) + plain
    return wording if len(wording) >= _SHORTEST else None


def _clauses(sentences: Iterable[Sentence]) -> list[CharSpan]:
    return [
        clause
        for sentence in sentences
        if sentence.part != "heading"
        for clause in sentence.clauses
    ]


def _around(report: Report, action: Action) -> CharSpan:
    """Return the clause that an action stands in: 将经费控制在500万元以内 has its figure there."""
    clauses = report.sentences[action.sentence].clauses
    return next((clause for clause in clauses if clause.contains(action.verb)), action.span)


def _figures(report: Report, span: CharSpan) -> dict[str | None, Metric]:
    """Return the first readable figure of each unit in a piece of text."""
    found: dict[str | None, Metric] = {}
    for metric in report.metrics:
        if span.contains(metric.span) and _amount(metric) is not None:
            found.setdefault(metric.unit, metric)
    return found


def _amount(metric: Metric) -> Decimal | None:
    return metric.low if metric.value is None else metric.value


def _reaches(planned: Metric, reported: Metric) -> bool | None:
    """Tell whether a figure keeps to the one planned, None where the plan has no direction."""
    wanted, had = _amount(planned), _amount(reported)
    if wanted is None or had is None:
        return None
    if planned.high is not None and planned.low is None:
        return had <= planned.high
    if planned.change == "to" and planned.low is None:
        # 降到30项 and 升到30项 look the same here.
        return True if had == wanted else None
    return had >= (wanted if planned.low is None else planned.low)


def _judge(pairs: Sequence[tuple[Metric, Metric]], wording: str) -> tuple[Outcome, bool | None]:
    verdicts = [verdict for pair in pairs if (verdict := _reaches(*pair)) is not None]
    reached = all(verdicts) if verdicts else None
    if _OPEN.search(wording):
        return "mentioned_as_open", reached
    is_changed = any(_amount(planned) != _amount(reported) for planned, reported in pairs)
    return ("mentioned_with_change" if is_changed else "mentioned"), reached


def _best(
    wordings: Sequence[str], report: Report, clauses: Sequence[CharSpan], least: float
) -> dict[int, Likeness]:
    found = best_matches(wordings, [clause.cut(report.text) for clause in clauses], ())
    return {match.left: match for match in found if match.held >= least}


def track_promises(
    earlier: Report, later: Report, *, threshold: float = 0.5
) -> tuple[Promise, ...]:
    """Return each planned action of a report with what the next report says of it.

    A plan counts as mentioned where one clause of the later report, outside of its own
    plans, holds enough of the wording of its object; figures are left out, rare pairs of
    characters count more. Plans of fewer than four characters are left out.

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
    >>> old = govtext.analyze("下一步，将建成镇家风馆。将发展党员15名以上。将成立青年合唱团。")
    >>> new = govtext.analyze("镇家风馆建成开放。全年发展党员16名。")
    >>> [(p.outcome, p.reached) for p in track_promises(old, new)]
    [('mentioned', None), ('mentioned_with_change', True), ('not_mentioned', None)]
    """
    planned = {
        action: wording
        for action in earlier.actions
        if action.status == "planned" and (wording := _wording(earlier, action))
    }
    wordings = list(planned.values())
    reported = _clauses(sentence for sentence in later.sentences if not sentence.is_plan)
    plans = _clauses(sentence for sentence in later.sentences if sentence.is_plan)
    matches = _best(wordings, later, reported, threshold)
    again = _best(wordings, later, plans, threshold)
    promises = []
    for number, action in enumerate(planned):
        if (match := matches.get(number)) is not None:
            clause = reported[match.right]
            wanted, had = _figures(earlier, _around(earlier, action)), _figures(later, clause)
            pairs = [(wanted[unit], had[unit]) for unit in wanted if unit in had]
            outcome, reached = _judge(pairs, clause.cut(later.text))
            promises.append(Promise(action, outcome, clause, match.held, reached))
        elif (match := again.get(number)) is not None:
            clause = plans[match.right]
            promises.append(Promise(action, "planned_again", clause, match.held))
        else:
            promises.append(Promise(action, "not_mentioned", None, 0.0))
    return tuple(promises)

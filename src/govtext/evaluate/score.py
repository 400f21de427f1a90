"""Reports against gold, by the rules of the annotation guide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from govtext.evaluate.counts import Shares, Tally, char_f1, pair_up
from govtext.evaluate.gold import GoldReport
from govtext.records.action import Action
from govtext.records.metric import Metric
from govtext.records.report import Report
from govtext.records.structure import Paragraph

__all__ = ["THEMES", "Score", "score_report", "score_reports"]

THEMES = (
    "political_building",
    "leadership_responsibility",
    "discipline_anticorruption",
    "cadre_team",
    "problems_next_steps",
)
_INDICATOR_FLOOR = 0.6
_OBJECT_FLOOR = 0.5
_DOCUMENT_FLOOR = 0.8
_COMPLETE = ("value", "unit", "masked", "indicator")


@dataclass
class Score:
    """Figures of one report, or of several pooled.

    Parameters
    ----------
    metric_spans, metrics_complete
        Metrics found, and found with value, unit, mask and indicator right.
    metric_fields, action_fields
        Shares of matches on which a field is right.
    actions
        Actions found.
    themes
        A tally a theme.
    theme_right
        Body paragraphs with a theme that got it (``themed``), and paragraphs without a
        theme left without one (``null_kept``).
    headings, leads, items
        Layout found.
    errors
        Misses and false alarms as lines to read, by kind.
    """

    metric_spans: Tally = field(default_factory=Tally)
    metrics_complete: Tally = field(default_factory=Tally)
    metric_fields: Shares = field(default_factory=Shares)
    actions: Tally = field(default_factory=Tally)
    action_fields: Shares = field(default_factory=Shares)
    themes: dict[str, Tally] = field(
        default_factory=lambda: {theme: Tally() for theme in THEMES}
    )
    theme_right: Shares = field(default_factory=Shares)
    headings: Tally = field(default_factory=Tally)
    leads: Tally = field(default_factory=Tally)
    items: Tally = field(default_factory=Tally)
    errors: dict[str, list[str]] = field(default_factory=dict)

    def remark(self, kind: str, line: str) -> None:
        """Keep one error for reading."""
        self.errors.setdefault(kind, []).append(line)

    def merge(self, other: Score) -> None:
        """Pool another report's figures into these."""
        for name in (
            "metric_spans",
            "metrics_complete",
            "actions",
            "headings",
            "leads",
            "items",
        ):
            getattr(self, name).add(getattr(other, name))
        for name in ("metric_fields", "action_fields", "theme_right"):
            getattr(self, name).merge(getattr(other, name))
        for theme, tally in other.themes.items():
            self.themes[theme].add(tally)
        for kind, lines in other.errors.items():
            self.errors.setdefault(kind, []).extend(lines)

    @property
    def theme_macro_f1(self) -> float:
        """Mean F1 of the themes that occur in the gold."""
        found = [t.f1 for t in self.themes.values() if t.hits + t.missed]
        return sum(found) / len(found) if found else 0.0

    def rows(self) -> dict[str, Mapping[str, float | int | None]]:
        """Return all figures, by row and short name."""
        shares = self.theme_right.row()
        return {
            "metric spans": self.metric_spans.row(),
            "metrics complete": self.metrics_complete.row(),
            "metric fields": self.metric_fields.row(),
            "actions": self.actions.row(),
            "action fields": self.action_fields.row(),
            "themes": {
                "accuracy": shares.get("themed", 0.0),
                "macro_f1": self.theme_macro_f1,
                "n": self.theme_right.total["themed"],
                "null_kept": shares.get("null_kept"),
                **{theme: tally.f1 for theme, tally in self.themes.items()},
            },
            "headings": self.headings.row(),
            "leads": self.leads.row(),
            "items": self.items.row(),
        }


def _same_number(left: Any, right: Decimal | None) -> bool:
    if left is None or right is None:
        return left is None and right is None
    a, b = float(left), float(right)
    return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


def _unit(unit: str | None) -> str:
    return (unit or "").replace("％", "%").replace("个百分点", "百分点").strip()


def _metric_fit(gold: Mapping[str, Any], metric: Metric) -> float:
    start, end = map(int, gold["span"])
    common = min(end, metric.end) - max(start, metric.start)
    return common / max(end - start, metric.end - metric.start) if common > 0 else 0.0


def _metric_answers(gold: Mapping[str, Any], metric: Metric) -> dict[str, bool]:
    wordings = [gold["indicator"], *gold.get("indicator_alt", [])]
    best = max(char_f1(wording, metric.indicator) for wording in wordings)
    answers = {
        "value": _same_number(gold.get("value"), metric.value),
        "unit": _unit(gold.get("unit")) == _unit(metric.unit),
        "masked": bool(gold.get("masked")) == metric.masked,
        "indicator": best >= _INDICATOR_FLOOR,
        "approx": bool(gold.get("approx")) == metric.approx,
        "change": gold.get("change") == metric.change,
        "basis": gold.get("basis") == metric.basis,
        "status": gold.get("status") == metric.status,
        "kind": gold.get("kind") == metric.kind,
    }
    if not gold.get("approx"):
        low = _same_number(gold.get("low"), metric.low)
        answers["bounds"] = low and _same_number(gold.get("high"), metric.high)
    return answers


def _score_metrics(score: Score, gold: GoldReport, report: Report) -> None:
    wanted = gold.metrics
    pairs, missed, false = pair_up(wanted, report.metrics, _metric_fit)
    missed = [i for i in missed if not wanted[i].get("optional")]
    pairs = [(i, j) for i, j in pairs if not wanted[i].get("optional")]
    score.metric_spans.add(Tally(len(pairs), len(false), len(missed)))
    complete = 0
    for i, j in pairs:
        one, metric = wanted[i], report.metrics[j]
        answers = _metric_answers(one, metric)
        for name, ok in answers.items():
            score.metric_fields.add(name, ok=ok)
        wrong = [name for name, ok in answers.items() if not ok]
        complete += not set(wrong) & set(_COMPLETE)
        if wrong:
            kind = "metric wrong" if set(wrong) & set(_COMPLETE) else "metric field"
            said = {n: getattr(metric, n) for n in wrong if n != "bounds"}
            score.remark(
                kind,
                f"{gold.name} {one['text']} gold "
                f"{ {n: one.get(n) for n in said} } got {said} «{one['indicator']}»",
            )
    rest = len(pairs) - complete
    score.metrics_complete.add(Tally(complete, rest + len(false), rest + len(missed)))
    for i in missed:
        score.remark(
            "metric missed", f"{gold.name} {wanted[i]['text']} «{wanted[i]['indicator']}»"
        )
    for j in false:
        metric = report.metrics[j]
        around = gold.text[max(0, metric.start - 8) : metric.end + 6]
        score.remark("metric false", f"{gold.name} …{around}…")


def _score_actions(score: Score, gold: GoldReport, report: Report) -> None:
    wanted = gold.actions
    text = gold.text

    def shown(action: Action) -> str:
        return action.object.cut(text) if action.object else ""

    def fit(one: Mapping[str, Any], action: Action) -> float:
        (a, b), (c, d) = one["verb"], action.verb
        nested = (a <= c and d <= b) or (c <= a and b <= d)
        if min(b, d) <= max(a, c) or not nested:
            return 0.0
        same = char_f1(one["object_text"], shown(action))
        return same if same >= _OBJECT_FLOOR else 0.0

    pairs, missed, false = pair_up(wanted, report.actions, fit)
    missed = [i for i in missed if not wanted[i].get("optional")]
    hits = sum(not wanted[i].get("optional") for i, _ in pairs)
    score.actions.add(Tally(hits, len(false), len(missed)))
    for i, j in pairs:
        _score_action_fields(score, gold, wanted[i], report.actions[j])
    for i in missed:
        score.remark(
            "action missed",
            f"{gold.name} {wanted[i]['verb_text']} | {wanted[i]['object_text']}",
        )
    for j in false:
        action = report.actions[j]
        score.remark("action false", f"{gold.name} {action.verb.cut(text)} | {shown(action)}")


def _score_action_fields(
    score: Score, gold: GoldReport, one: Mapping[str, Any], action: Action
) -> None:
    answers = {
        "status": one.get("status") == action.status,
        "lead": bool(one.get("lead")) == action.lead,
        "agent": char_f1(one.get("agent"), action.agent) >= _INDICATOR_FLOOR,
        "target": char_f1(one.get("target"), action.target) >= _INDICATOR_FLOOR,
        "document": char_f1(one.get("document"), action.document) >= _DOCUMENT_FLOOR,
    }
    for name, ok in answers.items():
        score.action_fields.add(name, ok=ok)
        if not ok:
            said = getattr(action, name)
            score.remark(
                "action field",
                f"{gold.name} {one['verb_text']} | {one['object_text'][:20]} {name}: gold "
                f"{one.get(name)} got {said}",
            )


def _nearest(gold: Mapping[str, Any], paragraphs: Iterable[Paragraph]) -> Paragraph | None:
    def common(paragraph: Paragraph) -> int:
        return min(int(gold["end"]), paragraph.end) - max(int(gold["start"]), paragraph.start)

    best = max(paragraphs, key=common, default=None)
    return best if best and common(best) > 0 else None


def _score_themes(score: Score, gold: GoldReport, report: Report) -> None:
    for wanted in gold.paragraphs:
        if wanted["role"] not in ("body", "intro"):
            continue
        paragraph = _nearest(wanted, report.paragraphs)
        said = paragraph.theme.label if paragraph and paragraph.theme else None
        theme = wanted["theme"] if wanted["role"] == "body" else None
        right = said == theme
        score.theme_right.add("themed" if theme else "null_kept", ok=right)
        if theme and right:
            score.themes[theme].hits += 1
        elif theme:
            score.themes[theme].missed += 1
        if not right and said in score.themes:
            score.themes[said].false += 1
        if not right:
            start = gold.text[wanted["start"] : wanted["start"] + 40]
            score.remark("theme", f"{gold.name} gold {theme} got {said}: {start}…")


def _score_layout(score: Score, gold: GoldReport, report: Report) -> None:
    wanted: dict[str, set[Any]] = {"headings": set(), "leads": set(), "items": set()}
    found: dict[str, set[Any]] = {"headings": set(), "leads": set(), "items": set()}
    for one in gold.paragraphs:
        if one["role"] == "heading":
            wanted["headings"].add((one["start"], one["level"]))
        elif one.get("heading"):
            wanted["headings"].add((one["heading"][0], one["level"]))
        if one.get("lead"):
            wanted["leads"].add(tuple(one["lead"]))
        wanted["items"] |= {tuple(item) for item in one.get("items", [])}
    for paragraph in report.paragraphs:
        if paragraph.role == "heading":
            found["headings"].add((paragraph.start, paragraph.level))
        elif paragraph.heading:
            found["headings"].add((paragraph.heading.start, paragraph.level))
        if paragraph.lead:
            found["leads"].add(tuple(paragraph.lead))
        found["items"] |= {tuple(item) for item in paragraph.items}
    for name, one_set in wanted.items():
        getattr(score, name).add_sets(one_set, found[name])
        for word, spans in (
            ("missed", one_set - found[name]),
            ("false", found[name] - one_set),
        ):
            for span in sorted(spans, key=str):
                around = gold.text[span[0] : span[0] + 24]
                score.remark(name.removesuffix("s"), f"{gold.name} {word} {span} {around}")


def score_report(gold: GoldReport, report: Report) -> Score:
    """Return the figures of one report.

    Parameters
    ----------
    gold
        The annotation.
    report
        What was found in the same text.

    Examples
    --------
    >>> import govtext
    >>> score_report(GoldReport("a", "", ()), govtext.analyze("")).actions.f1
    0.0
    """
    score = Score()
    _score_metrics(score, gold, report)
    _score_actions(score, gold, report)
    _score_themes(score, gold, report)
    _score_layout(score, gold, report)
    return score


def score_reports(pairs: Iterable[tuple[GoldReport, Report]]) -> Score:
    """Return the pooled figures of several reports.

    Parameters
    ----------
    pairs
        Annotations, each with what was found in its text.

    Examples
    --------
    >>> score_reports([]).metric_spans.row()["f1"]
    0.0
    """
    whole = Score()
    for gold, report in pairs:
        whole.merge(score_report(gold, report))
    return whole

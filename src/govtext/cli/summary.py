"""Reports as tables for a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from io import StringIO
from shutil import get_terminal_size

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from govtext.present.facts import Facts, gather_facts
from govtext.present.labels import Labels, Language, load_labels
from govtext.records.report import Report

__all__ = ["render_overview", "render_summary", "wants_colour"]

_WIDEST = 120
_NARROWEST = 60
_BAR = 24
_STYLES = {
    "political_building": "red",
    "leadership_responsibility": "blue",
    "discipline_anticorruption": "yellow",
    "cadre_team": "green",
    "problems_next_steps": "magenta",
}
_METRICS = ("indicator", "text", "value", "unit", "change", "basis", "period", "status")
_ACTIONS = ("verb", "object", "agent", "target", "status")
_OVERVIEW = ("characters", "metrics", "masked", "actions", "findings")
_STRONG = {"text": "bold", "verb": "bold"}


def _print(parts: Iterable[RenderableType], *, colour: bool) -> str:
    """Return what a terminal shows, in colour on request."""
    width = min(max(get_terminal_size((_WIDEST, 24)).columns, _NARROWEST), _WIDEST)
    buffer = StringIO()
    console = Console(
        file=buffer,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
    )
    console.print(Group(*parts))
    lines = buffer.getvalue().splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _table(title: str, columns: Sequence[str], numbers: Sequence[int] = ()) -> Table:
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
    )
    for place, column in enumerate(columns):
        table.add_column(
            column,
            overflow="fold",
            justify="right" if place in numbers else "left",
            no_wrap=place in numbers,
        )
    return table


def _records(
    group: str,
    columns: Sequence[str],
    rows: Sequence[dict[str, object]],
    most: int,
    labels: Labels,
) -> list[RenderableType]:
    """Return a table of metrics or actions, and a line that says what is left out."""
    shown = rows[:most] if most else rows
    names = [name for name in columns if any(row[name] for row in shown) or name == columns[0]]
    table = _table(
        f"{labels('table', group)} {len(rows)}",
        [labels("column", name) for name in names],
        [n for n, name in enumerate(names) if name == "value"],
    )
    for row in shown:
        table.add_row(*(Text(str(row[name]), _STRONG.get(name, "")) for name in names))
    if len(shown) == len(rows):
        return [table]
    left = labels("page", "left_out").format(len(rows) - len(shown))
    return [table, Text(f"{left}\n", "dim")]


def _themes(facts: Facts, labels: Labels) -> Table:
    names = [
        labels("column", "theme"),
        *(labels("plot", name) for name in ("paragraphs", "stated", "masked", "share")),
        "",
    ]
    table = _table(labels("table", "themes"), names, (1, 2, 3, 4))
    for theme in facts.themes:
        bar = "█" * max(round(theme.share * _BAR), 1)
        table.add_row(
            theme.name,
            str(theme.paragraphs),
            str(theme.stated),
            str(theme.masked),
            f"{theme.share:.0%}",
            Text(bar, _STYLES.get(theme.label, "cyan")),
        )
    return table


def render_summary(
    report: Report, *, language: Language = "zh", rows: int = 20, colour: bool = False
) -> str:
    """Return a readable summary: findings, themes, metrics and actions.

    Parameters
    ----------
    report
        The report.
    language
        Language of the labels.
    rows
        Most metrics and actions to show; 0 shows all.
    colour
        Whether to write the marks that colour a terminal.

    Examples
    --------
    >>> import govtext
    >>> "查处问题" in render_summary(govtext.analyze("查处问题7起11人。"))
    True
    """
    labels = load_labels(language)
    facts = gather_facts(report, labels)
    particulars = "   ".join(f"{name} {value}" for name, value in facts.particulars)
    parts: list[RenderableType] = [Text(facts.title, "bold"), Text(f"{particulars}\n", "dim")]
    if facts.findings:
        notes = [f"⚠ {row['code']}：{row['text']}" for row in facts.findings]
        parts.append(Padding(Text("\n".join(notes), "yellow"), (0, 0, 1, 0)))
    if facts.themes:
        parts.append(_themes(facts, labels))
    parts += _records("metrics", _METRICS, facts.metrics, rows, labels)
    parts += _records("actions", _ACTIONS, facts.actions, rows, labels)
    return _print(parts, colour=colour)


def render_overview(
    reports: Iterable[Report], *, language: Language = "zh", colour: bool = False
) -> str:
    """Return one line a report, for several reports.

    Parameters
    ----------
    reports
        The reports; each is let go once its line is made.
    language
        Language of the labels.
    colour
        Whether to write the marks that colour a terminal.

    Examples
    --------
    >>> import govtext
    >>> "7" in render_overview([govtext.analyze("查处问题7起。", id="7")])
    True
    """
    labels = load_labels(language)
    numbers = [labels("page", name) for name in ("year", *_OVERVIEW)]
    columns = [labels("column", "report"), *numbers]
    table = _table("", [*columns, labels("page", "main_theme")], range(1, len(columns)))
    for report in reports:
        facts = gather_facts(report, labels)
        masked = sum(metric.masked for metric in report.metrics)
        counts = (
            len(report.text),
            len(report.metrics),
            masked,
            len(report.actions),
            len(report.findings),
        )
        theme = max(facts.themes, key=lambda fact: fact.share, default=None)
        most = f"{theme.name} {theme.share:.0%}" if theme else ""
        figures = [f"{count:,}" for count in counts]
        table.add_row(Text(facts.title), str(report.year or ""), *figures, most)
    return _print([table], colour=colour)


def wants_colour() -> bool:
    """Tell whether standard output is a terminal."""
    return sys.stdout.isatty()

"""Pictures of one report and of series over years, drawn with matplotlib.

Every function takes an optional ``ax``, sets no global style and returns the Axes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Any

from govtext.errors import InputError, MissingExtraError, shorten
from govtext.present.facts import ThemeFact, gather_facts
from govtext.present.fonts import chinese_font
from govtext.present.labels import Labels, Language, load_labels
from govtext.records.report import Report

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["ReportPlots", "plot_series"]

_COLOURS = {
    "political_building": "#c2413b",
    "leadership_responsibility": "#2f6fb3",
    "discipline_anticorruption": "#c98a12",
    "cadre_team": "#2e8b57",
    "problems_next_steps": "#7b4fb0",
}
_OTHER = "#7a8291"
_LINES = (
    "#2f6fb3",
    "#c2413b",
    "#2e8b57",
    "#c98a12",
    "#7b4fb0",
    "#0f8b8d",
    "#b0407f",
    "#5c6470",
)
_MOST_INDICATORS = 6


def _axes(ax: Axes | None, height: float) -> Axes:
    """Return the axes to draw on, new ones where the caller gave none."""
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError(
            "pictures need matplotlib; install it with `pip install 'govtext[plot]'`",
            "extra-plot",
        ) from error
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot as plt

        return plt.subplots(figsize=(8.0, height), layout="constrained")[1]
    except ImportError:  # pragma: no cover - a matplotlib without any usable backend
        return Figure(figsize=(8.0, height), layout="constrained").add_subplot()


def _readable(language: Language) -> tuple[Labels, str]:
    """Return labels that the fonts at hand can show, and the family to show them in."""
    family = chinese_font()
    return load_labels(language if family else "en"), family or "sans-serif"


def _count_whole(ax: Axes) -> None:
    from matplotlib.ticker import MaxNLocator

    ax.xaxis.set_major_locator(MaxNLocator(integer=True))


def _dress(ax: Axes, title: str, label: str, family: str) -> None:
    """Give title, axis label and tick labels; hide the frame's upper and right side."""
    ax.set_title(title, loc="left", fontfamily=family)
    ax.set_xlabel(label, fontfamily=family)
    for tick in (*ax.get_yticklabels(), *ax.get_xticklabels()):
        tick.set_fontfamily(family)
    ax.spines[["top", "right"]].set_visible(False)


@dataclass(frozen=True)
class ReportPlots:
    r"""Pictures of one report.

    Parameters
    ----------
    report
        The report.

    Examples
    --------
    >>> import govtext
    >>> text = "一、加强政治建设\n全年组织中心组学习12次，举办专题讲座3场。"
    >>> ax = govtext.analyze(text).plot.themes()
    >>> float(ax.get_xlim()[0])
    0.0
    """

    report: Report

    def _themes(self, labels: Labels) -> tuple[ThemeFact, ...]:
        return tuple(reversed(gather_facts(self.report, labels).themes))

    def themes(self, ax: Axes | None = None, *, language: Language = "zh") -> Axes:
        """Draw how many characters each theme takes.

        Parameters
        ----------
        ax
            Axes to draw on; None makes new ones.
        language
            Language of the labels; English where no font shows Chinese.

        Raises
        ------
        MissingExtraError
            matplotlib is not installed.
        """
        ax = _axes(ax, 3.2)
        labels, family = _readable(language)
        facts = self._themes(labels)
        colours = [_COLOURS.get(fact.label, _OTHER) for fact in facts]
        places = range(len(facts))
        bars = ax.barh(places, [fact.characters for fact in facts], color=colours)
        ax.set_yticks(places, [fact.name for fact in facts])
        ax.bar_label(bars, [f" {fact.share:.0%}" for fact in facts], color="#5a6273")
        _dress(ax, labels("plot", "themes"), labels("plot", "characters"), family)
        return ax

    def metrics(self, ax: Axes | None = None, *, language: Language = "zh") -> Axes:
        """Draw how many figures each theme states, and how many of them are masked.

        Parameters
        ----------
        ax
            Axes to draw on; None makes new ones.
        language
            Language of the labels; English where no font shows Chinese.

        Raises
        ------
        MissingExtraError
            matplotlib is not installed.
        """
        ax = _axes(ax, 3.2)
        labels, family = _readable(language)
        facts = self._themes(labels)
        places = range(len(facts))
        stated = [fact.stated for fact in facts]
        masked = [fact.masked for fact in facts]
        ax.barh(places, stated, color="#2f6fb3", label=labels("plot", "stated"))
        ax.barh(places, masked, left=stated, color="#f0b48a", label=labels("plot", "masked"))
        ax.set_yticks(places, [fact.name for fact in facts])
        _count_whole(ax)
        _dress(ax, labels("plot", "metrics_by_theme"), labels("plot", "count"), family)
        legend = ax.legend(frameon=False)
        for entry in legend.get_texts():
            entry.set_fontfamily(family)
        return ax


def plot_series(
    frame: pd.DataFrame,
    indicators: Sequence[str] | None = None,
    ax: Axes | None = None,
    *,
    language: Language = "zh",
) -> Axes:
    """Draw indicators over years, a line each, broken where a year is missing.

    Lines of several issuers or units stay apart and are named by them.

    Parameters
    ----------
    frame
        Rows with the columns ``year``, ``indicator_key`` and ``value``, such as
        ``govtext.series`` gives; ``issuer``, ``unit`` and ``indicator`` are used where they
        are there.
    indicators
        Keys to draw; None draws all, at most six.
    ax
        Axes to draw on; None makes new ones.
    language
        Language of the labels; English where no font shows Chinese.

    Raises
    ------
    InputError
        A column is missing (code ``frame-columns``).
    MissingExtraError
        matplotlib is not installed.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = {"year": [2021, 2022, 2024], "indicator_key": "cases", "value": [9, 12, 15]}
    >>> ax = plot_series(pd.DataFrame(rows))
    >>> [len(line.get_xdata()) for line in ax.get_lines()]
    [4]
    """
    missing = {"year", "indicator_key", "value"} - set(frame.columns)
    if missing:
        raise InputError(
            f"the frame has no column {shorten(min(missing))}; give the frame of "
            "govtext.series",
            "frame-columns",
        )
    ax = _axes(ax, 3.6)
    labels, family = _readable(language)
    lines = _series_lines(frame, indicators)
    for (label, values), colour in zip(lines, cycle(_LINES)):
        first, last = int(values.index.min()), int(values.index.max())
        # A missing year is NaN, which breaks the line there.
        years = list(range(first, last + 1))
        drawn = values.reindex(years).to_list()
        ax.plot(years, drawn, marker="o", color=colour, label=label)
    _count_whole(ax)
    _dress(ax, labels("table", "metrics"), labels("column", "year"), family)
    legend = ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.01, 1.0))
    for entry in legend.get_texts():
        entry.set_fontfamily(family)
    return ax


def _series_lines(
    frame: pd.DataFrame, indicators: Sequence[str] | None
) -> list[tuple[str, pd.Series[float]]]:
    """Return label and values by year of each line: one an issuer, indicator and unit."""
    wanted = list(indicators or frame["indicator_key"].drop_duplicates()[:_MOST_INDICATORS])
    rows = frame[frame["indicator_key"].isin(wanted)].dropna(subset=["year", "value"])
    parts = [name for name in ("issuer", "indicator_key", "unit") if name in rows.columns]
    several = "issuer" in parts and rows["issuer"].nunique() > 1
    lines = []
    grouped: Any = rows.groupby(parts, sort=False, dropna=False)
    for found, group in grouped:
        keys = dict(zip(parts, found, strict=True))
        words: Sequence[str] = [*group["indicator"].mode()] if "indicator" in group else []
        unit = keys.get("unit")
        named = [
            str(keys["issuer"]) if several else "",
            str(words[0]) if words else str(keys["indicator_key"]),
            f"（{unit}）" if isinstance(unit, str) else "",
        ]
        values = group.groupby("year")["value"].first().astype("float64")
        place = wanted.index(keys["indicator_key"])
        lines.append((place, "".join(named), values))
    return [(label, values) for _, label, values in sorted(lines, key=lambda line: line[0])]

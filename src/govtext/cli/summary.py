"""A report as text for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from govtext.records.action import Action
from govtext.records.metric import Metric
from govtext.records.report import Report

__all__ = ["render_summary"]

_WIDTH = 110
_ROWS = 40
_THEMES = {
    "political_building": "政治建设",
    "leadership_responsibility": "全面领导与主体责任",
    "discipline_anticorruption": "正风肃纪反腐",
    "cadre_team": "干部队伍建设",
    "problems_next_steps": "存在问题与下一步",
}
_STATUS = {
    "actual": "实际",
    "target": "目标",
    "requirement": "要求",
    "done": "已做",
    "ongoing": "在做",
    "planned": "计划",
    "required": "要求",
}
_CHANGE = {"increase": "↑", "decrease": "↓", "to": "→", "flat": "＝", None: ""}


def _table(title: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    table = Table(title=title, title_justify="left", expand=True)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _figure(metric: Metric) -> str:
    if metric.masked:
        return "*"
    if metric.value is not None:
        return (
            f"{metric.value:,f}".rstrip("0").rstrip(".")
            if "." in str(metric.value)
            else f"{metric.value:,f}"
        )
    bounds = [f"{bound:,f}" for bound in (metric.low, metric.high) if bound is not None]
    return "–".join(bounds)


def _metric_row(metric: Metric) -> list[str]:
    return [
        metric.indicator or "",
        metric.text,
        _figure(metric),
        metric.unit or "",
        _CHANGE[metric.change],
        _STATUS[metric.status],
    ]


def _action_row(report: Report, action: Action) -> list[str]:
    return [
        action.verb.cut(report.text),
        action.object.cut(report.text) if action.object else "",
        action.agent or "",
        action.target or "",
        _STATUS[action.status],
    ]


def _head(report: Report) -> Text:
    meta = report.meta
    title = str(meta.title.value) if meta.title else report.source.id
    facts = [
        f"年度 {report.year}" if report.year else "",
        f"机关 {meta.issuer.value}" if meta.issuer else "",
        f"{len(report.text)} 字",
        f"{len(report.paragraphs)} 段",
        f"{len(report.metrics)} 指标",
        f"{len(report.actions)} 行动",
        f"{len(report.findings)} 提示",
    ]
    return Text(f"{title}\n{'  '.join(fact for fact in facts if fact)}\n")


def _themes(report: Report) -> Table:
    labels = Counter(p.theme.label for p in report.paragraphs if p.theme and p.theme.label)
    n_metrics = Counter(
        theme.label
        for metric in report.metrics
        if (theme := report.paragraphs[metric.paragraph].theme)
    )
    n_actions = Counter(
        theme.label
        for action in report.actions
        if (theme := report.paragraphs[action.paragraph].theme)
    )
    return _table(
        "主题",
        ("主题", "段落", "指标", "行动"),
        (
            (
                _THEMES.get(label, label),
                str(count),
                str(n_metrics[label]),
                str(n_actions[label]),
            )
            for label, count in labels.most_common()
        ),
    )


def _more(shown: int, total: int) -> list[RenderableType]:
    return [Text(f"…… 另有 {total - shown} 条，见 JSON 或网页")] if total > shown else []


def render_summary(report: Report) -> str:
    """Return a readable summary: themes, metrics, actions and findings.

    Parameters
    ----------
    report
        The report.

    Examples
    --------
    >>> import govtext
    >>> "查处问题" in render_summary(govtext.analyze("查处问题7起11人。"))
    True
    """
    parts: list[RenderableType] = [_head(report), _themes(report)]
    parts.append(
        _table(
            "指标",
            ("指标", "原文", "数值", "单位", "变化", "性质"),
            (_metric_row(metric) for metric in report.metrics[:_ROWS]),
        )
    )
    parts += _more(_ROWS, len(report.metrics))
    parts.append(
        _table(
            "行动",
            ("动词", "宾语", "主体", "对象", "状态"),
            (_action_row(report, action) for action in report.actions[:_ROWS]),
        )
    )
    parts += _more(_ROWS, len(report.actions))
    if report.findings:
        rows = ((f.code, f.span.cut(report.text), f.message) for f in report.findings)
        parts.append(_table("提示", ("代码", "原文", "说明"), rows))
    buffer = StringIO()
    Console(file=buffer, width=_WIDTH, color_system=None).print(Group(*parts))
    return buffer.getvalue()

"""``govtext evaluate``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

__all__ = ["evaluate"]


def _line(name: str, row: Mapping[str, Any]) -> str:
    shown = (
        f"{key} {v:.3f}" if isinstance(v, float) else f"{key} {v}" for key, v in row.items()
    )
    return f"{name:17} {'  '.join(shown)}"


def evaluate(
    gold: Annotated[
        Path, typer.Option(help="Folder of NAME.txt with NAME.gold.json, subfolders too.")
    ],
    errors: Annotated[int, typer.Option(min=0, help="Errors of each kind to print.")] = 0,
    by_document: Annotated[bool, typer.Option(help="Print a line a document as well.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Score the library on annotated reports."""
    from govtext.analyzer import Analyzer
    from govtext.evaluate.gold import read_gold
    from govtext.evaluate.score import Score, score_report

    analyzer = Analyzer()
    whole = Score()
    single: dict[str, Score] = {}
    for one in read_gold(gold):
        single[one.name] = score_report(one, analyzer.analyze(one.text))
        whole.merge(single[one.name])
    if as_json:
        typer.echo(json.dumps(whole.rows(), ensure_ascii=False, indent=1))
        return
    for name, row in whole.rows().items():
        typer.echo(_line(name, row))
    if by_document:
        typer.echo("\nby document (F1; themes: share right of paragraphs with a theme)")
        for name, score in single.items():
            figures: dict[str, float | None] = {
                "metric spans": score.metric_spans.f1,
                "complete": score.metrics_complete.f1,
                "actions": score.actions.f1,
                "themes": score.theme_right.row().get("themed"),
                "headings": score.headings.f1,
                "leads": score.leads.f1,
                "items": score.items.f1,
            }
            typer.echo(_line(name, figures))
    for kind, lines in whole.errors.items():
        for line in lines[:errors]:
            typer.echo(f"{kind}: {line}")

"""``govtext train``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

__all__ = ["train"]


def _line(name: str, row: dict[str, Any]) -> str:
    shown = [
        f"{key} {value:.3f}"
        for key, value in row.items()
        if isinstance(value, float) and value is not None
    ]
    shown += [f"{label} {value:.3f}" for label, value in row["f1"].items() if value is not None]
    return f"{name:9} {'  '.join(shown)}"


def train(
    data: Annotated[
        list[Path],
        typer.Option(help="TSV file of labelled paragraphs, or a folder of them; repeatable."),
    ],
    output: Annotated[Path, typer.Option(help="Folder for model.npz and model.json.")],
    taxonomy: Annotated[
        Path | None, typer.Option(help="Taxonomy (TOML); the five themes where left out.")
    ] = None,
    c: Annotated[
        float, typer.Option("--c", min=0.001, help="Inverse strength of the penalty.")
    ] = 30.0,
    min_moulds: Annotated[
        int, typer.Option(min=1, help="Moulds a token must stand in to be known.")
    ] = 2,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Train a theme model on labelled paragraphs and score it on moulds held out."""
    from govtext.themes.model import save_model
    from govtext.themes.taxonomy import load_taxonomy
    from govtext.themes.training import Recipe, train
    from govtext.themes.training_data import find_near_duplicates, read_rows

    themes = load_taxonomy(taxonomy)
    rows = read_rows(data, themes)
    for one, other, likeness in find_near_duplicates(rows)[:10]:
        typer.echo(
            f"govtext: {one} and {other} are {likeness:.0%} alike but of different moulds; "
            "give them one mould or drop one",
            err=True,
        )
    trained = train(rows, themes, Recipe(c=c, min_moulds=min_moulds))
    save_model(trained.model, output)
    if as_json:
        typer.echo(json.dumps(trained.figures, ensure_ascii=False, indent=1, sort_keys=True))
        return
    known = len(trained.model.vocabulary.tokens)
    typer.echo(f"{len(rows)} paragraphs, {known} tokens, model in {output}")
    if not trained.figures:
        typer.echo("no mould fell into the test part; give more moulds for test figures")
        return
    typer.echo(f"on {trained.figures['rows']} paragraphs of moulds held out:")
    typer.echo(_line("words", trained.figures["words"]))
    typer.echo(_line("decision", trained.figures["decision"]))

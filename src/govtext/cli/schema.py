"""``govtext schema``."""

from __future__ import annotations

import json

import typer

from govtext.records.codec import json_schema

__all__ = ["schema"]


def schema() -> None:
    """Print the JSON Schema of the JSON form."""
    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))

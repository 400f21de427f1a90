"""``govtext version``."""

from __future__ import annotations

import typer

import govtext

__all__ = ["version"]


def version() -> None:
    """Print the version."""
    typer.echo(govtext.__version__)

"""The ``govtext`` command; each subcommand stands in a file of its own."""

from __future__ import annotations

import sys

import typer

from govtext.cli.analyze import analyze
from govtext.cli.evaluate import evaluate
from govtext.cli.export import export
from govtext.cli.import_labels import import_labels
from govtext.cli.run import run as run_archive
from govtext.cli.schema import schema
from govtext.cli.train import train
from govtext.cli.version import version
from govtext.errors import GovtextError

__all__ = ["app", "run"]

app: typer.Typer = typer.Typer(
    name="govtext",
    help="Read Chinese policy reports: structure, themes, metrics and action phrases.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(analyze)
app.command()(evaluate)
app.command()(export)
app.command("import")(import_labels)
app.command("run")(run_archive)
app.command()(schema)
app.command()(train)
app.command()(version)


def run() -> None:
    """Run the command; a wrong input gives one line and exit status 2, no traceback."""
    try:
        app()
    except GovtextError as error:
        typer.echo(f"govtext: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is left to say.
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        typer.echo("govtext: interrupted", err=True)
        sys.exit(130)

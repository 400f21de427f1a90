"""``govtext run``."""

from __future__ import annotations

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from govtext.errors import ConfigError

__all__ = ["run"]


class Engine(StrEnum):
    """Where documents are worked on."""

    POOL = "pool"
    DASK = "dask"


class Segmenter(StrEnum):
    """What cuts words."""

    RJIEBA = "rjieba"
    JIEBA = "jieba"


def run(  # noqa: PLR0913, PLR0917 - each is an option
    archive: Annotated[
        list[Path],
        typer.Argument(help="Folders, zips and files; - reads a list of paths."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the results.")],
    workers: Annotated[
        int | None, typer.Option(help="Worker processes; one a core by default.")
    ] = None,
    engine: Annotated[Engine, typer.Option(help="This machine, or a cluster.")] = Engine.POOL,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask scheduler, with --engine dask.")
    ] = None,
    path_pattern: Annotated[
        str | None,
        typer.Option(help="Where place and year stand in a path: '{place}/{year}.txt'."),
    ] = None,
    segmenter: Annotated[Segmenter, typer.Option(help="Word segmenter.")] = Segmenter.RJIEBA,
    lexicon: Annotated[
        list[Path] | None, typer.Option(help="TSV of further terms; may be repeated.")
    ] = None,
    words: Annotated[bool, typer.Option("--words", help="Keep words in the reports.")] = False,
    timeout: Annotated[float, typer.Option(help="Seconds a document may take.")] = 60.0,
    memory: Annotated[int, typer.Option(help="Megabytes a worker may hold.")] = 1024,
    limit: Annotated[
        list[str] | None,
        typer.Option(help="Reader limit as NAME=NUMBER (max_bytes=…); may be repeated."),
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try again what failed before.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the summary as one JSON object.")
    ] = False,
) -> None:
    """Analyse an archive into Parquet tables; run again to go on or to bring up to date.

    Exit status 0 when every input is done, 3 when any failed, 2 when the command is wrong.
    """
    # Before Arrow is loaded: its own allocator takes 20 MB more, and at times another 25.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    from govtext.batch.progress import make_progress
    from govtext.batch.runner import run as run_archive

    summary = run_archive(
        _paths(archive),
        output,
        workers=workers,
        engine=engine.value,
        scheduler=scheduler,
        path_pattern=path_pattern,
        segmenter=segmenter.value,
        lexicon=lexicon or (),
        words=words,
        timeout=timeout,
        memory=memory,
        limits=_limits(limit or ()),
        retry_failed=retry_failed,
        progress=make_progress(quiet=quiet),
    )
    if as_json:
        typer.echo(json.dumps(summary.to_dict()))
    elif not quiet:
        typer.echo(str(summary))
    raise typer.Exit(summary.exit_code)


def _paths(archive: list[Path]) -> str | Path | list[str | Path]:
    from govtext.batch.listing import check_input, parse_path_list

    paths: list[str | Path] = []
    for path in archive:
        if str(path) == "-":
            paths += parse_path_list(sys.stdin.buffer.read())
        else:
            check_input(path)
            paths.append(path)
    return archive[0] if paths == archive[:1] else paths


def _limits(given: list[str] | tuple[()]) -> dict[str, int]:
    limits = {}
    for option in given:
        name, _, number = option.partition("=")
        if not number.isascii() or not number.isdigit():
            raise ConfigError(
                f"limit {option!r} is not NAME=NUMBER; write for example max_pages=50",
                "config-limit",
            )
        limits[name] = int(number)
    return limits

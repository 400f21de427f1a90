"""``govtext export``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govtext.errors import ConfigError

if TYPE_CHECKING:
    from govtext.present.labels import Language

__all__ = ["export"]


def export(
    results: Annotated[Path, typer.Argument(help="Output folder of `govtext run`.")],
    xlsx: Annotated[Path | None, typer.Option(help="Excel workbook to write.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Folder for a CSV file a table.")] = None,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin CSV files with the mark that Excel needs.")
    ] = False,
    label_studio: Annotated[
        Path | None, typer.Option(help="Label Studio tasks to write (JSON).")
    ] = None,
    doccano: Annotated[Path | None, typer.Option(help="doccano rows to write (JSONL).")] = None,
    english: Annotated[
        bool, typer.Option("--english", help="English column names instead of Chinese.")
    ] = False,
) -> None:
    """Write the results of a run for other programs."""
    from govtext.batch.results import Results
    from govtext.present.labelling import to_doccano, to_label_studio
    from govtext.present.workbook import write_csv, write_workbook

    if not (xlsx or csv or label_studio or doccano):
        raise ConfigError(
            "nothing to write; add --xlsx FILE, --csv FOLDER, --label-studio FILE or "
            "--doccano FILE",
            "config-output",
        )
    found = Results.open(results)
    language: Language = "en" if english else "zh"
    if xlsx:
        write_workbook(found.reports(), xlsx, language=language)
    if csv:
        write_csv(found.reports(), csv, bom=bom, language=language)
    if label_studio:
        _write(label_studio, [json.dumps(to_label_studio(found.reports()), ensure_ascii=False)])
    if doccano:
        rows = to_doccano(found.reports())
        _write(doccano, (json.dumps(row, ensure_ascii=False) for row in rows))


def _write(path: Path, lines: Iterable[Any]) -> None:
    try:
        with path.open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be written ({error.strerror}); give another path", "config-output"
        ) from error

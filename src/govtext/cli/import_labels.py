"""``govtext import``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govtext.errors import ConfigError, FormatError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["import_labels"]

_UNSAFE = dict.fromkeys(map(ord, '/\\:*?"<>|\0'), "_")


def import_labels(
    labels: Annotated[
        Path, typer.Argument(help="Export of Label Studio (.json) or doccano (.jsonl).")
    ],
    gold: Annotated[Path, typer.Option(help="Folder for the annotated reports.")],
) -> None:
    """Turn corrected labels into annotated reports that `govtext evaluate` reads."""
    from govtext.present.labelling import from_doccano, from_label_studio

    try:
        text = labels.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{labels} cannot be read ({error}); give the file that the tool exported",
            "file-unreadable",
        ) from error
    take = from_label_studio if labels.suffix == ".json" else from_doccano
    found = take(_rows(text, labels))
    _write(found, gold)
    typer.echo(f"{len(found)} annotated reports in {gold}")


def _rows(text: str, path: Path) -> list[dict[str, Any]]:
    try:
        if path.suffix == ".json":
            rows: list[dict[str, Any]] = json.loads(text)
            return rows
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError as error:
        raise FormatError(
            f"{path} is not JSON ({error}); export again, as JSON from Label Studio or as JSONL "
            "from doccano",
            "labels-broken",
        ) from error


def _write(found: Iterable[tuple[str, str, dict[str, Any]]], folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text, form in found:
            stem = Path(name.translate(_UNSAFE)).stem or "report"
            shown = json.dumps(form, ensure_ascii=False, indent=1)
            # Bytes: a text keeps its line ends, offsets count them.
            (folder / f"{stem}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
            (folder / f"{stem}.gold.json").write_text(shown + "\n", encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"{folder} cannot be written ({error.strerror}); give another folder",
            "config-output",
        ) from error

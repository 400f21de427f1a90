"""``govtext analyze``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govtext.errors import ConfigError, FormatError, GovtextError, InputError

if TYPE_CHECKING:
    from govtext.analyzer import Analyzer
    from govtext.present.labels import Language
    from govtext.records.report import Report
    from govtext.records.source import Source

__all__ = ["analyze"]

_STDIN = Path("-")


class Format(StrEnum):
    """What to print."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


def analyze(
    files: Annotated[
        list[Path], typer.Argument(help="Reports to read; - reads standard input.")
    ],
    format: Annotated[Format, typer.Option(help="Form of the output.")] = Format.TABLE,
    output: Annotated[
        Path | None,
        typer.Option(help="File to write; a folder for several reports as HTML."),
    ] = None,
    words: Annotated[bool, typer.Option("--words", help="Put words into the JSON.")] = False,
    year: Annotated[
        int | None, typer.Option(help="Year reported on; otherwise taken from the text.")
    ] = None,
    lexicon: Annotated[
        list[Path] | None, typer.Option(help="TSV of further terms; may be repeated.")
    ] = None,
    rows: Annotated[
        int, typer.Option(help="Most metrics and actions in the table; 0 shows all.", min=0)
    ] = 20,
    english: Annotated[
        bool, typer.Option("--english", help="English labels instead of Chinese.")
    ] = False,
) -> None:
    """Analyse reports and print what was found.

    The table shows one report in detail, or several reports a line each.

    One bad file does not stop the others: it is listed at the end, and the exit status
    is 3. A single bad file, or a wrong option, gives exit status 2.
    """
    from govtext.analyzer import Analyzer

    analyzer = Analyzer.from_options(lexicon=lexicon or ())
    failures: list[str] = []
    reports = _reports(analyzer, files, year, failures)
    if format is Format.HTML and output is None:
        raise ConfigError(
            "format html needs a place to write; add --output FILE.html, or --output FOLDER "
            "for several reports",
            "config-output",
        )
    language: Language = "en" if english else "zh"
    if format is Format.HTML and output is not None and (len(files) > 1 or output.is_dir()):
        _write_pages(reports, output, language)
    elif format is Format.TABLE:
        _write(_tables(reports, language, rows, single=len(files) == 1, output=output), output)
    elif format is Format.HTML:
        _write((report.html(language=language) for report in reports), output)
    else:
        _write((report.to_json(words=words) for report in reports), output)
    for failure in failures:
        typer.echo(f"govtext: {failure}", err=True)
    if failures:
        raise typer.Exit(2 if len(files) == 1 else 3)


def _read(path: Path) -> Source:
    from govtext.readers import read, read_bytes

    if path == _STDIN:
        return read_bytes(sys.stdin.buffer.read(), id="-")
    return read(path)


def _reports(
    analyzer: Analyzer, files: Sequence[Path], year: int | None, failures: list[str]
) -> Iterator[Report]:
    """Yield a report a file; what cannot be read is added to ``failures``."""
    for path in files:
        try:
            yield analyzer.analyze(_read(path), year=year)
        except (FormatError, InputError, ImportError) as error:
            if isinstance(error, InputError) and error.code == "input-year":
                raise
            if not isinstance(error, GovtextError):
                raise
            failures.append(f"{path}: {error}")


def _tables(
    reports: Iterator[Report],
    language: Language,
    rows: int,
    *,
    single: bool,
    output: Path | None,
) -> Iterator[str]:
    """Yield what people read: one report in detail, or several a line each."""
    from govtext.cli.summary import render_overview, render_summary, wants_colour

    colour = output is None and wants_colour()
    if not single:
        yield render_overview(reports, language=language, colour=colour)
    for report in reports:
        yield render_summary(report, language=language, rows=rows, colour=colour)


def _write(texts: Iterator[str], output: Path | None) -> None:
    if output is None:
        for text in texts:
            typer.echo(text)
        return
    try:
        with output.open("w", encoding="utf-8") as file:
            file.writelines(f"{text}\n" for text in texts)
    except OSError as error:
        raise _cannot_write(output, error) from error


def _write_pages(reports: Iterator[Report], folder: Path, language: Language) -> None:
    taken: set[str] = set()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for report in reports:
            name = stem = Path(report.source.path or report.source.id).stem or "report"
            number = 1
            while name in taken:
                number += 1
                name = f"{stem}-{number}"
            taken.add(name)
            page = report.html(language=language)
            folder.joinpath(f"{name}.html").write_text(page, encoding="utf-8")
    except OSError as error:
        raise _cannot_write(folder, error) from error


def _cannot_write(path: Path, error: OSError) -> ConfigError:
    return ConfigError(
        f"{path} cannot be written ({error.strerror}); give another --output",
        "config-output",
    )

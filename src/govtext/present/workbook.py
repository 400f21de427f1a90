"""Reports to one Excel workbook, and to CSV files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govtext.errors import ConfigError, MissingExtraError
from govtext.present.labels import Labels, Language, load_labels
from govtext.records.frames import FRAME_COLUMNS, table_rows
from govtext.records.report import FrameName, Report
from govtext.segment import count_terms

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["write_csv", "write_workbook"]

_TABLES: tuple[FrameName, ...] = ("metrics", "actions", "paragraphs", "sentences", "findings")
_TERM_COLUMNS = ("report", "year", "term", "kind", "since", "count")
# Columns whose values have labels, and the group these stand in.
_GROUPS = {
    "theme": "theme",
    "content_label": "theme",
    "section_label": "theme",
    "theme_by": "by",
    "kind": "kind",
    "status": "status",
    "change": "change",
    "basis": "basis",
    "role": "role",
    "part": "part",
    "code": "finding",
}
_WIDE = {
    "text": 40,
    "sentence_text": 60,
    "indicator": 32,
    "object": 40,
    "section": 30,
    "message": 50,
}
_MOST_ROWS = 1_048_575
_MOST_CHARACTERS = 32_767
# XML 1.0 cannot hold these characters.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff￾￿]")


def _cell(value: object) -> object:
    """Return what may stand in a cell."""
    if not isinstance(value, str):
        return value
    return _FORBIDDEN.sub("�", value)[:_MOST_CHARACTERS]


def _shown(row: Mapping[str, Any], labels: Labels) -> list[object]:
    return [
        _cell(
            labels(_GROUPS.get(name, ""), value)
            if isinstance(value, bool) or (name in _GROUPS and value)
            else value
        )
        for name, value in row.items()
    ]


def _term_rows(report: Report, labels: Labels) -> list[dict[str, Any]]:
    """Return one row a term with its count."""
    return [
        {
            "report": report.source.id,
            "year": report.year,
            "term": row.term,
            "kind": labels("term", row.kind),
            "since": row.since,
            "count": row.count,
        }
        for row in count_terms(report.terms)
    ]


def _fill_sheet(
    sheet: Worksheet,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    labels: Labels,
) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.append([labels("column", name) for name in columns])
    for row in rows:
        if sheet.max_row > _MOST_ROWS:
            raise ConfigError(
                f"sheet {sheet.title} has more than {_MOST_ROWS:,} rows, the most a sheet holds; "
                "export fewer reports, or CSV",
                "config-rows",
            )
        sheet.append(_shown(row, labels))
        for cell in sheet[sheet.max_row]:
            # A text that begins with = is a quotation here, never a formula.
            if cell.data_type == "f":
                cell.data_type = "s"
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for number, name in enumerate(columns, 1):
        title = labels("column", name)
        width = _WIDE.get(name, max(12, 2 * len(title) + 4))
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(1, number).font = Font(bold=True)
        sheet.cell(1, number).alignment = Alignment(vertical="top")


def _link_sentences(
    sheet: Worksheet,
    table: FrameName,
    keys: Sequence[tuple[object, object]],
    target: str,
    rows: Mapping[tuple[object, object], int],
) -> None:
    """Link the text of each figure or action to the row of its sentence."""
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    name = "text" if table == "metrics" else "verb"
    column = FRAME_COLUMNS[table].index(name) + 1
    for number, key in enumerate(keys, 2):
        if key not in rows:
            continue
        cell = sheet.cell(number, column)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{target}'!A{rows[key]}")
        cell.font = Font(color="2456A6", underline="single")


def write_workbook(reports: Iterable[Report], path: Path, *, language: Language = "zh") -> None:
    """Write one Excel workbook: a sheet a table, each figure linked to its sentence.

    Sheets hold metrics, actions, paragraphs, sentences, findings and counts of terms.

    Parameters
    ----------
    reports
        The reports; their ``source.id`` tells them apart.
    path
        File to write.
    language
        Language of sheet and column names and of the labels.

    Raises
    ------
    MissingExtraError
        openpyxl is not installed (code ``extra-xlsx``).
    ConfigError
        A table is too long for a sheet (``config-rows``), or the file cannot be written
        (``config-output``).

    Examples
    --------
    >>> import govtext, tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> write_workbook([govtext.analyze("查处7起。")], folder / "a.xlsx")
    >>> (folder / "a.xlsx").stat().st_size > 1000
    True
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise MissingExtraError(
            "Excel files need openpyxl; install it with `pip install 'govtext[xlsx]'`",
            "extra-xlsx",
        ) from error
    labels = load_labels(language)
    rows: dict[FrameName, list[dict[str, Any]]] = {table: [] for table in _TABLES}
    terms: list[dict[str, Any]] = []
    for report in reports:
        for table in _TABLES:
            rows[table] += table_rows(report, table)
        terms += _term_rows(report, labels)
    book = Workbook()
    book.remove(book.worksheets[0])
    target = labels("table", "sentences")
    places = {(row["report"], row["id"]): n for n, row in enumerate(rows["sentences"], 2)}
    for table in _TABLES:
        sheet = book.create_sheet(labels("table", table))
        _fill_sheet(sheet, FRAME_COLUMNS[table], rows[table], labels)
        if table in ("metrics", "actions"):
            keys = [(row["report"], row["sentence"]) for row in rows[table]]
            _link_sentences(sheet, table, keys, target, places)
    _fill_sheet(book.create_sheet(labels("table", "terms")), _TERM_COLUMNS, terms, labels)
    try:
        book.save(path)
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be written ({error.strerror}); give another path", "config-output"
        ) from error


def write_csv(
    reports: Iterable[Report], folder: Path, *, bom: bool = False, language: Language = "zh"
) -> tuple[Path, ...]:
    """Write one CSV file a table and return their paths.

    Parameters
    ----------
    reports
        The reports.
    folder
        Folder to write to; made where it is missing.
    bom
        Whether to begin with a byte order mark, which Excel needs to see UTF-8.
    language
        Language of the column names; values stay as the records write them.

    Raises
    ------
    ConfigError
        The folder cannot be written.

    Examples
    --------
    >>> import govtext, tempfile
    >>> paths = write_csv([govtext.analyze("查处7起。")], Path(tempfile.mkdtemp()))
    >>> paths[0].name
    'metrics.csv'
    """
    import pandas as pd

    labels = load_labels(language)
    reports = list(reports)
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for table in _TABLES:
            rows = [row for report in reports for row in table_rows(report, table)]
            frame = pd.DataFrame(rows, columns=list(FRAME_COLUMNS[table]))
            frame.columns = pd.Index([labels("column", name) for name in frame.columns])
            path = folder / f"{table}.csv"
            frame.to_csv(
                path, index=False, encoding="utf-8-sig" if bom else "utf-8", errors="replace"
            )
            paths.append(path)
    except OSError as error:
        raise ConfigError(
            f"{folder} cannot be written ({error.strerror}); give another folder",
            "config-output",
        ) from error
    return tuple(paths)

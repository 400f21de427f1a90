"""Labelled paragraphs: TSV files in, rows out, split by mould, and the near-duplicate check."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from govtext.errors import InputError, shorten
from govtext.lexicon.tables import read_user_table
from govtext.themes.taxonomy import NONE, Taxonomy

__all__ = ["COLUMNS", "LabelledParagraph", "find_near_duplicates", "read_rows", "split_rows"]

COLUMNS = ("id", "mould", "theme", "subtheme", "body", "year", "masked", "heading", "text")
_TEST_SHARE = 0.15
_SHINGLE = 4


@dataclass(frozen=True)
class LabelledParagraph:
    """A paragraph with the theme it carries.

    Parameters
    ----------
    text
        The paragraph, without the heading.
    theme
        Its label; ``""`` for none.
    heading
        The heading of level 1 or 2 it stands under, or ``""``.
    subtheme
        Sub-theme, or ``""``.
    id
        Identifier of the row.
    mould
        Identifier shared by paragraphs made after one pattern; they are never split.
    body, year
        The reporting body's kind and the year.
    masked
        Whether its figures are masked.
    """

    text: str
    theme: str = NONE
    heading: str = ""
    subtheme: str = ""
    id: str = ""
    mould: str = ""
    body: str = ""
    year: str = ""
    masked: bool = False


def read_rows(paths: Iterable[Path | str], taxonomy: Taxonomy) -> tuple[LabelledParagraph, ...]:
    """Return the labelled paragraphs of TSV files, folders of them included, in order of id.

    Needed columns are ``theme`` and ``text``; the others of ``COLUMNS`` may be missing.

    Parameters
    ----------
    paths
        Files, or folders whose ``*.tsv`` are read.
    taxonomy
        Its labels are allowed as ``theme``.

    Raises
    ------
    InputError
        No file, a missing column, an unknown label or an empty text; the message names file
        and row.
    LexiconError
        A file cannot be read or has a broken row.
    """
    files: list[Path] = []
    for path in map(Path, paths):
        files += sorted(path.glob("*.tsv")) if path.is_dir() else [path]
    if not files:
        raise InputError(
            "no TSV file to train on; give files, or a folder that holds some", "train-no-data"
        )
    rows = [row for file in files for row in _read_file(file, taxonomy)]
    return tuple(sorted(rows, key=lambda row: (row.id, row.text)))


def _read_file(file: Path, taxonomy: Taxonomy) -> list[LabelledParagraph]:
    table = read_user_table(file)
    missing = {"theme", "text"} - set(table.columns)
    if missing:
        raise InputError(
            f"{file.name} has no column {sorted(missing)}; its first line must name at least "
            "theme and text, tab between",
            "train-columns",
        )
    rows = []
    for number, record in enumerate(table.records(), 2):
        theme, text = record["theme"], record["text"]
        if theme not in (NONE, *taxonomy.labels) or not text:
            what = f"theme {shorten(theme)}" if text else "an empty text"
            raise InputError(
                f"{file.name} line {number}: {what}; allowed are {list(taxonomy.labels)}, "
                "empty for none, with a text",
                "train-row",
            )
        given = record.get("id") or f"{file.stem}-{number}"
        rows.append(
            LabelledParagraph(
                text=text,
                theme=theme,
                heading=record.get("heading", ""),
                subtheme=record.get("subtheme", ""),
                id=given,
                mould=record.get("mould") or given,
                body=record.get("body", ""),
                year=record.get("year", ""),
                masked=record.get("masked", "") in ("1", "true", "yes"),
            )
        )
    return rows


def is_test(mould: str) -> bool:
    """Tell whether a mould belongs to the test part; settled by its name alone."""
    digest = hashlib.sha256(mould.encode("utf-8")).digest()
    return int.from_bytes(digest[:4], "big") < _TEST_SHARE * (1 << 32)


def split_rows(
    rows: Sequence[LabelledParagraph],
) -> tuple[tuple[LabelledParagraph, ...], tuple[LabelledParagraph, ...]]:
    """Return the rows to train on and the rows to test on; a mould is in one of them only.

    Parameters
    ----------
    rows
        Labelled paragraphs.
    """
    train = tuple(row for row in rows if not is_test(row.mould))
    test = tuple(row for row in rows if is_test(row.mould))
    return train, test


def find_near_duplicates(
    rows: Sequence[LabelledParagraph], threshold: float = 0.7
) -> tuple[tuple[str, str, float], ...]:
    """Return pairs of rows of different moulds whose texts are nearly the same.

    Likeness is the share of common runs of four characters, figures made alike (Jaccard).

    Parameters
    ----------
    rows
        Labelled paragraphs.
    threshold
        Likeness from which on a pair counts.

    Returns
    -------
    Ids of both rows and their likeness, most alike first.
    """
    shingles = [_shingles(row.text) for row in rows]
    holders: dict[str, list[int]] = {}
    common: dict[tuple[int, int], int] = {}
    for number, own in enumerate(shingles):
        for shingle in own:
            for other in holders.setdefault(shingle, []):
                common[other, number] = common.get((other, number), 0) + 1
            holders[shingle].append(number)
    pairs = []
    for (a, b), both in common.items():
        likeness = both / (len(shingles[a]) + len(shingles[b]) - both)
        if likeness >= threshold and rows[a].mould != rows[b].mould:
            pairs.append((rows[a].id, rows[b].id, round(likeness, 3)))
    return tuple(sorted(pairs, key=lambda pair: (-pair[2], pair)))


def _shingles(text: str) -> frozenset[str]:
    folded = "".join("0" if c.isdigit() or c in "*×○□X" else c for c in text)
    return frozenset(folded[i : i + _SHINGLE] for i in range(len(folded) - _SHINGLE + 1))

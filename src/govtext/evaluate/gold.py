"""Annotated reports: gold records as the annotation tool writes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govtext.errors import FormatError, InputError, shorten

__all__ = ["GoldReport", "read_gold"]


@dataclass(frozen=True)
class GoldReport:
    """One annotated report.

    Parameters
    ----------
    name
        Name of the text file without its suffix.
    text
        The annotated text.
    paragraphs
        Annotated paragraphs as the file has them: ``start``, ``end``, ``role``, ``level``,
        ``heading``, ``lead``, ``items``, ``theme``, ``metrics``, ``actions``.
    """

    name: str
    text: str
    paragraphs: tuple[Mapping[str, Any], ...]

    @property
    def metrics(self) -> list[Mapping[str, Any]]:
        """All annotated metrics, in text order."""
        return [metric for paragraph in self.paragraphs for metric in paragraph["metrics"]]

    @property
    def actions(self) -> list[Mapping[str, Any]]:
        """All annotated actions, in text order."""
        return [action for paragraph in self.paragraphs for action in paragraph["actions"]]


def _read_one(path: Path) -> GoldReport:
    text_path = path.with_name(path.name.removesuffix(".gold.json") + ".txt")
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
        # As bytes: offsets count line ends as they are.
        text = text_path.read_bytes().decode("utf-8")
        paragraphs = tuple(gold["paragraphs"])
        length = gold["characters"]
    except OSError as error:
        raise InputError(
            f"{error.filename} cannot be read ({error.strerror}); put NAME.txt beside "
            "NAME.gold.json",
            "gold-missing",
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise FormatError(
            f"{path} is no annotation ({shorten(str(error))}); it needs the keys "
            "'characters' and 'paragraphs'",
            "gold-broken",
        ) from error
    if length != len(text):
        raise FormatError(
            f"{text_path} has {len(text)} characters, its annotation was made on {length}; "
            "put the annotated text back",
            "gold-text",
        )
    return GoldReport(text_path.stem, text, paragraphs)


def read_gold(folder: Path) -> tuple[GoldReport, ...]:
    """Return all annotated reports of a folder and of its subfolders.

    Parameters
    ----------
    folder
        Folder that holds pairs of ``NAME.txt`` and ``NAME.gold.json``.

    Returns
    -------
    The reports, those of the folder itself first, each group sorted by name.

    Raises
    ------
    InputError
        The folder holds no annotation, or a text is missing.
    FormatError
        An annotation is broken, or its text is another one.

    Examples
    --------
    >>> read_gold(Path("nowhere"))
    Traceback (most recent call last):
    govtext.errors.InputError: no *.gold.json in nowhere; give the folder of the annotated reports
    """
    paths = sorted(folder.rglob("*.gold.json"), key=lambda p: (len(p.parts), p.parts))
    if not paths:
        raise InputError(
            f"no *.gold.json in {folder}; give the folder of the annotated reports",
            "gold-missing",
        )
    return tuple(_read_one(path) for path in paths)

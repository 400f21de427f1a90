"""Taxonomies: themes, their sub-themes and the cues that speak for them, as checked data.

A taxonomy is one TOML file; ``themes/data/taxonomy/five_themes.toml`` is the shipped one and
the model of any other. Users with other themes, or cues of another language, write their own
and hand it to ``ThemeFinder``, ``ThemeClassifier`` and ``govtext train``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from govtext.errors import LexiconError, shorten
from govtext.lexicon.tables import load_topic

__all__ = [
    "NONE",
    "NoTheme",
    "SubthemeSpec",
    "Taxonomy",
    "ThemeSpec",
    "load_taxonomy",
    "parse_taxonomy",
]

NONE = ""
"""Label of "no theme" in training data and among the classes of a model."""

_LISTS = ("strong", "weak", "anti", "heading", "heading_weak", "heading_anti", "heading_own")
_OPENINGS = ("problem_openings", "plan_openings")
_THEME_KEYS = frozenset(
    {"id", "code", "zh", "en", "definition_zh", "definition_en", "switch", "subtheme"}
    | set(_LISTS)
    | set(_OPENINGS)
)
_SUBTHEME_KEYS = frozenset({"id", "zh", "en", "contested", "strong", "weak"})
_NONE_KEYS = frozenset({"zh", "en", "heading", "strong", "weak", "openings"})
_TOP_KEYS = frozenset(
    {"name", "version", "language", "definition_zh", "definition_en", "theme", "none"}
)


@dataclass(frozen=True)
class SubthemeSpec:
    """A sub-theme and its cues.

    Parameters
    ----------
    id
        Such as ``"T2.5"``; unique in the taxonomy.
    zh, en
        Names.
    contested
        Whether matter of this kind follows the heading it stands under, whatever theme that
        names.
    strong, weak
        Cues; they count for the theme too.
    """

    id: str
    zh: str
    en: str
    contested: bool = False
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


@dataclass(frozen=True)
class ThemeSpec:
    """A theme: what it means and which words speak for it.

    Parameters
    ----------
    id
        The label, such as ``"cadre_team"``.
    code
        Short code, such as ``"T4"``.
    zh, en
        Names.
    definition_zh, definition_en
        Definitions.
    strong, weak, anti
        Cues: nearly enough alone, counted beside others, against the theme. A ``*`` stands
        for up to eight characters of one clause.
    heading, heading_weak, heading_anti
        The same three for headings.
    heading_own
        Headings that say whose matter follows (锻造纪检监察铁军): whatever is said below them
        is of this theme, unless it turns to shortcomings or plans.
    switch
        Whether a paragraph that opens with one of the openings leaves its section for this
        theme (the headless fifth theme).
    problem_openings, plan_openings
        Words of such openings: of shortcomings, and of plans.
    subthemes
        Its sub-themes.
    """

    id: str
    code: str
    zh: str
    en: str
    definition_zh: str = ""
    definition_en: str = ""
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    anti: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    heading_weak: tuple[str, ...] = ()
    heading_anti: tuple[str, ...] = ()
    heading_own: tuple[str, ...] = ()
    switch: bool = False
    problem_openings: tuple[str, ...] = ()
    plan_openings: tuple[str, ...] = ()
    subthemes: tuple[SubthemeSpec, ...] = ()


@dataclass(frozen=True)
class NoTheme:
    """Cues of text that carries no theme: other business, openings and closings of a report.

    Parameters
    ----------
    heading
        Words of headings over such text.
    strong, weak
        Its cues.
    openings
        Phrases that open or close a report (现将……报告如下).
    """

    heading: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taxonomy:
    """A set of themes of which a paragraph carries at most one.

    Parameters
    ----------
    name, version
        Identity of the taxonomy; both go into a model trained with it.
    language
        Language of the cues.
    themes
        The themes, in the order of the file.
    none
        What speaks for no theme.

    Examples
    --------
    >>> taxonomy = load_taxonomy()
    >>> taxonomy.labels[1], taxonomy.theme("cadre_team").zh
    ('leadership_responsibility', '干部队伍建设')
    """

    name: str
    version: str
    language: str
    themes: tuple[ThemeSpec, ...]
    none: NoTheme = field(default_factory=NoTheme)

    @cached_property
    def switching(self) -> frozenset[int]:
        """The positions of the themes that an opening switches to."""
        return frozenset(i for i, theme in enumerate(self.themes) if theme.switch)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The labels of the themes, in order."""
        return tuple(theme.id for theme in self.themes)

    @cached_property
    def contested(self) -> frozenset[str]:
        """The ids of the sub-themes that follow the heading they stand under."""
        return frozenset(s.id for theme in self.themes for s in theme.subthemes if s.contested)

    def theme(self, label: str) -> ThemeSpec:
        """Return the theme with the label; LexiconError when there is none."""
        for theme in self.themes:
            if theme.id == label:
                return theme
        raise LexiconError(
            f"taxonomy {self.name} has no theme {shorten(label)}; it has {list(self.labels)}",
            "taxonomy-label",
        )


@cache
def _shipped() -> Taxonomy:
    document = load_topic("taxonomy", "govtext.themes").document("five_themes.toml")
    return _build(document, _Lines("five_themes.toml", ""))


def load_taxonomy(path: Path | str | None = None) -> Taxonomy:
    """Return a taxonomy: the five themes, or the one in a file.

    Parameters
    ----------
    path
        A TOML file like the shipped one, or None for the five themes.

    Raises
    ------
    LexiconError
        The file cannot be read, is not UTF-8 or TOML, or a theme in it is not complete; the
        message names file, line and mend.

    Examples
    --------
    >>> load_taxonomy().labels[-1]
    'problems_next_steps'
    """
    if path is None:
        return _shipped()
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise LexiconError(
            f"{file}: cannot be read ({error.strerror}); check the path", "taxonomy-missing"
        ) from error
    except UnicodeDecodeError as error:
        raise LexiconError(
            f"{file.name}: is not UTF-8 (byte {error.start}); save the file as UTF-8",
            "taxonomy-broken",
        ) from error
    return parse_taxonomy(text, file.name)


def parse_taxonomy(text: str, name: str = "taxonomy") -> Taxonomy:
    """Return the taxonomy written in a TOML text.

    Parameters
    ----------
    text
        The TOML.
    name
        Name of the file, for messages.

    Raises
    ------
    LexiconError
        The text is not TOML, or what stands in it is not a taxonomy.

    Examples
    --------
    >>> parse_taxonomy('''
    ... name = "two"
    ... version = "1"
    ... [[theme]]
    ... id = "rain"
    ... zh = "雨"
    ... en = "Rain"
    ... strong = ["下雨"]
    ... [[theme]]
    ... id = "sun"
    ... zh = "晴"
    ... strong = ["天晴"]
    ... ''', "mine.toml")
    Traceback (most recent call last):
        ...
    govtext.errors.LexiconError: mine.toml line 10: theme 'sun' has no `en`; add en = "…"
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(
            f"{name}: is not TOML: {error}; mend that line", "taxonomy-broken"
        ) from error
    return _build(document, _Lines(name, text))


class _Lines:
    """Finds the line of a file that a message should name."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self._lines = text.split("\n")

    def error(
        self, near: str, message: str, code: str = "taxonomy-broken", nth: int = 1
    ) -> LexiconError:
        """Return an error at the ``nth`` line that holds ``near``, or at the whole file."""
        hits = [i for i, line in enumerate(self._lines, 1) if near and near in line]
        where = f" line {hits[min(nth, len(hits)) - 1]}" if hits else ""
        return LexiconError(f"{self.name}{where}: {message}", code)


def _build(document: Mapping[str, Any], lines: _Lines) -> Taxonomy:
    _check_keys(document, _TOP_KEYS, "the file", lines)
    for key in ("name", "version"):
        if not isinstance(document.get(key), str):
            raise lines.error("", f'has no text `{key}`; add {key} = "…" at the top')
    entries = document.get("theme")
    if not isinstance(entries, list) or not entries:
        raise lines.error("", "has no themes; add at least one [[theme]]")
    themes = tuple(_theme(entry, nth, lines) for nth, entry in enumerate(entries, 1))
    _check_unique([theme.id for theme in themes], lines)
    _check_unique([sub.id for theme in themes for sub in theme.subthemes], lines)
    return Taxonomy(
        name=document["name"],
        version=document["version"],
        language=str(document.get("language", "")),
        themes=themes,
        none=_none(document.get("none", {}), lines),
    )


def _theme(entry: Mapping[str, Any], nth: int, lines: _Lines) -> ThemeSpec:
    label = entry.get("id")
    if not isinstance(label, str) or not label.strip():
        raise lines.error("[[theme]]", 'a theme has no `id`; add id = "…"', nth=nth)
    near, who = f'"{label}"', f"theme {shorten(label)}"
    _check_keys(entry, _THEME_KEYS, who, lines, near)
    for key in ("zh", "en"):
        if not isinstance(entry.get(key), str):
            raise lines.error(near, f'{who} has no `{key}`; add {key} = "…"')
    lists = {key: _cues(entry, key, who, lines) for key in (*_LISTS, *_OPENINGS)}
    subthemes = tuple(_subtheme(sub, who, near, lines) for sub in entry.get("subtheme", ()))
    if not any(
        (lists["strong"], lists["problem_openings"], lists["plan_openings"])
    ) and not any(sub.strong for sub in subthemes):
        raise lines.error(near, f'{who} has no strong cue; add strong = ["…"]')
    return ThemeSpec(
        id=label,
        code=str(entry.get("code", "")),
        zh=entry["zh"],
        en=entry["en"],
        definition_zh=str(entry.get("definition_zh", "")),
        definition_en=str(entry.get("definition_en", "")),
        switch=bool(entry.get("switch", False)),
        subthemes=subthemes,
        **lists,
    )


def _subtheme(entry: Mapping[str, Any], who: str, near: str, lines: _Lines) -> SubthemeSpec:
    label = entry.get("id")
    if not isinstance(label, str):
        raise lines.error(near, f'{who} has a sub-theme without `id`; add id = "…"')
    name = f"sub-theme {shorten(label)}"
    _check_keys(entry, _SUBTHEME_KEYS, name, lines, f'"{label}"')
    return SubthemeSpec(
        id=label,
        zh=str(entry.get("zh", "")),
        en=str(entry.get("en", "")),
        contested=bool(entry.get("contested", False)),
        strong=_cues(entry, "strong", name, lines),
        weak=_cues(entry, "weak", name, lines),
    )


def _none(entry: Mapping[str, Any], lines: _Lines) -> NoTheme:
    _check_keys(entry, _NONE_KEYS, "[none]", lines, "[none]")
    lists = {
        key: _cues(entry, key, "[none]", lines)
        for key in ("heading", "strong", "weak", "openings")
    }
    return NoTheme(**lists)


def _cues(entry: Mapping[str, Any], key: str, who: str, lines: _Lines) -> tuple[str, ...]:
    given = entry.get(key, [])
    if not isinstance(given, list):
        raise lines.error(key, f"{who}: `{key}` is {shorten(given)}; write a list of texts")
    for cue in given:
        if not isinstance(cue, str) or not cue.strip("*").strip():
            raise lines.error(
                f'"{cue}"' if isinstance(cue, str) else key,
                f"{who}: {shorten(cue)} in `{key}` is not a cue; write a text of one or more "
                "characters besides *",
            )
    return tuple(dict.fromkeys(given))


def _check_keys(
    entry: Mapping[str, Any], allowed: frozenset[str], who: str, lines: _Lines, near: str = ""
) -> None:
    unknown = sorted(set(entry) - allowed)
    if unknown:
        raise lines.error(
            near or unknown[0],
            f"{who} has an unknown key {shorten(unknown[0])}; allowed are {sorted(allowed)}",
            "taxonomy-key",
        )


def _check_unique(labels: Sequence[str], lines: _Lines) -> None:
    for label in labels:
        if labels.count(label) > 1:
            raise lines.error(
                f'"{label}"',
                f"the id {shorten(label)} stands twice; give each its own",
                "taxonomy-label",
                nth=2,
            )

"""A stable key for an indicator, so that years and places can be joined."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from govtext.lexicon.tables import load_topic

__all__ = ["CatalogueEntry", "indicator_key", "load_catalogue"]

_MARKS: Final = re.compile(r"[\W_]+")
_SCOPE: Final = re.compile("(?:全[国省市县区州镇乡村]|我[国省市县区])")
# Each begins with a sign, not with what stands before it: for these the engine searches fast.
_LIGHT: Final = re.compile(
    "给予|开展|进行|实施|组织(?<![党群团众]组织)(?![部者化])|完成|共|累计|先后|各类|各级|了|的"
)
_VERBS_FIRST: Final = re.compile(
    r"\A(?:查处|受理|处置|接收|接受|下发|印发|举办|召开|新增|引进|培养)"
)


# First signs of the two patterns above.
_SCOPE_SIGNS, _VERB_SIGNS = frozenset("全我"), frozenset("查受处接下印举召新引培")
_OF_ANYTHING: Final = frozenset(("%", "百分点", "倍", "‰"))


class CatalogueEntry(NamedTuple):
    """One indicator of the catalogue.

    Parameters
    ----------
    id
        Stable key.
    name
        Usual Chinese name.
    units
        Units it is stated in.
    theme
        Theme of the codebook, or ``economy``.
    wordings
        Wordings; the parts of one all stand in the text.
    """

    id: str
    name: str
    units: frozenset[str]
    theme: str
    wordings: tuple[tuple[str, ...], ...]


@cache
def load_catalogue() -> tuple[CatalogueEntry, ...]:
    """Return the catalogue of indicators, read once a process."""
    return tuple(
        CatalogueEntry(
            row["id"],
            row["name"],
            frozenset(row["unit"].split()),
            row["theme"],
            tuple(tuple(wording.split("+")) for wording in row["words"].split()),
        )
        for row in load_topic("indicators").table("indicators.tsv").records()
    )


@cache
def _index() -> dict[str, tuple[tuple[int, tuple[str, ...], CatalogueEntry], ...]]:
    """Return wordings with their entries by the first two characters."""
    table: dict[str, list[tuple[int, tuple[str, ...], CatalogueEntry]]] = {}
    for entry in load_catalogue():
        for wording in entry.wordings:
            weight = sum(map(len, wording))
            table.setdefault(wording[0][:2], []).append((weight, wording, entry))
    return {head: tuple(rows) for head, rows in table.items()}


@cache
def _heads() -> re.Pattern[str]:
    """Return a pattern that finds where heads of wordings begin, and a few other places."""
    heads = [head for head in _index() if len(head) > 1]
    firsts, seconds = (
        re.escape("".join(sorted(set(signs)))) for signs in zip(*heads, strict=True)
    )
    # Two heads may overlap, so that the second sign is only looked at.
    return re.compile(f"[{firsts}](?=[{seconds}])")


def indicator_key(indicator: str, unit: str | None) -> str:
    """Return the key of an indicator: an id of the catalogue, or its words normalised.

    An entry fits where the parts of one of its wordings all stand in the words and the unit
    is one of its own or a ratio. The longest wording wins, then one with the unit for its
    own, then the last. Otherwise scope, light verbs, particles and punctuation are dropped.

    Parameters
    ----------
    indicator
        The words that say what is counted or measured.
    unit
        Canonical unit, or None.

    Returns
    -------
    str
        The key; empty only for empty words.

    Examples
    --------
    >>> indicator_key("给予党纪政务处分", "人"), indicator_key("党纪政务处分", "人")
    ('penalties', 'penalties')
    >>> indicator_key("开展消防演练", "次")
    '消防演练'
    """
    index, heads = _index(), _heads()
    best, key = (0, False, 0), ""
    for head in heads.finditer(indicator):
        offset = head.start()
        for weight, wording, entry in index.get(indicator[offset : offset + 2], ()):
            if not indicator.startswith(wording[0], offset):
                continue
            own = unit in entry.units
            if (weight, own, offset) <= best or not (own or unit in _OF_ANYTHING):
                continue
            if len(wording) == 1 or all(part in indicator for part in wording):
                best, key = (weight, own, offset), entry.id
    if key:
        return key
    short = indicator if indicator.isalnum() else _MARKS.sub("", indicator)
    scope = _SCOPE.match(short) if short[:1] in _SCOPE_SIGNS else None
    short = _LIGHT.sub("", short[scope.end() :] if scope else short)
    verb = _VERBS_FIRST.match(short) if short[:1] in _VERB_SIGNS else None
    if verb and len(short) - verb.end() > 1:
        return short[verb.end() :]
    return short or indicator

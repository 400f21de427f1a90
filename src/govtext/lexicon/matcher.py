"""The domain lexicon: terms with kinds, immutable, and found in text in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from govtext.errors import LexiconError, shorten
from govtext.lexicon.tables import Table, load_topic, read_user_table
from govtext.records import Term

if TYPE_CHECKING:
    import ahocorasick_rs

__all__ = ["Lexicon", "LexiconEntry", "load_lexicon"]

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_HALF = str.maketrans(
    "％．＋－" + "".join(map(chr, range(0xFF10, 0xFF5B))),
    "%.+-" + "".join(map(chr, range(0x30, 0x7B))),
)
_MAX_TERM = 60

# Measured: half the cost of calling the class, and a report of a megabyte has thousands.
_new = tuple.__new__


class LexiconEntry(NamedTuple):
    """One term of the lexicon (词条).

    Parameters
    ----------
    term
        The term as written in reports.
    kind
        What it is: ``set_phrase``, ``institution``, ``mechanism``, …; a user's own kinds are
        allowed.
    since
        First year of use in official language, or None where not known.
    note
        A remark for readers.
    """

    term: str
    kind: str = "user"
    since: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Lexicon:
    """Terms with their kinds and the matcher that finds them; never changes.

    Parameters
    ----------
    entries
        The entries by term.
    version
        Version of the shipped terms, with a mark for each addition: a lexicon with the same
        version holds the same entries.

    Examples
    --------
    >>> lexicon = load_lexicon([LexiconEntry("清风讲堂", "mechanism", 2021)])
    >>> [term.term for term in lexicon.find("办好清风讲堂，落实三会一课")]
    ['清风讲堂', '三会一课']
    >>> lexicon.entries["清风讲堂"].since
    2021
    """

    entries: Mapping[str, LexiconEntry]
    version: str

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, term: object) -> bool:
        return term in self.entries

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (tuple(self.entries.values()), self.version)

    @cached_property
    def _patterns(self) -> tuple[tuple[str, LexiconEntry], ...]:
        """Each term as written and in half width, since views are folded."""
        patterns = {entry.term.translate(_HALF): entry for entry in self.entries.values()}
        patterns.update({entry.term: entry for entry in self.entries.values()})
        return tuple(patterns.items())

    @cached_property
    def _named(self) -> tuple[tuple[str, str], ...]:
        """Term and kind of each pattern."""
        return tuple((entry.term, entry.kind) for _, entry in self._patterns)

    @cached_property
    def _matcher(self) -> ahocorasick_rs.AhoCorasick:
        import ahocorasick_rs

        return ahocorasick_rs.AhoCorasick(
            [pattern for pattern, _ in self._patterns],
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        )

    def find(self, text: str) -> tuple[Term, ...]:
        """Return the terms in a text: leftmost, then longest, never overlapping.

        This is plain string matching: 两会 is also found in 两会议. ``Segmenter.segment``
        drops short terms that cut a word.

        Parameters
        ----------
        text
            Any text; the full-width digits and letters of a term also match half-width.
        """
        if not self.entries:
            return ()
        try:
            matches = self._matcher.find_matches_as_indexes(text)
        except UnicodeEncodeError:  # half a surrogate pair
            safe = _SURROGATE.sub("\ufffd", text)
            matches = self._matcher.find_matches_as_indexes(safe)
        named = self._named
        return tuple([_new(Term, (start, end, *named[index])) for index, start, end in matches])


def _rebuild(entries: tuple[LexiconEntry, ...], version: str) -> Lexicon:
    return Lexicon(MappingProxyType({entry.term: entry for entry in entries}), version)


def load_lexicon(extra: Sequence[Path | str | LexiconEntry] = ()) -> Lexicon:
    """Return the shipped lexicon, with entries of the caller's added.

    An added term replaces a shipped one of the same spelling. The shipped lexicon is read
    once a process; lexicons with different additions live side by side.

    Parameters
    ----------
    extra
        Paths of TSV files with a header row that has ``term`` and, where wanted, ``kind``,
        ``since`` and ``note`` (UTF-8, tab between cells), and single entries.

    Raises
    ------
    LexiconError
        A file cannot be read or a row is broken; the message names file and line.

    Examples
    --------
    >>> "八项规定" in load_lexicon()
    True
    """
    base = _load_base()
    if not extra:
        return base
    added: list[LexiconEntry] = []
    for item in extra:
        if isinstance(item, LexiconEntry):
            added.append(_checked(item, "extra entry"))
        else:
            added += _entries(read_user_table(Path(item)))
    merged = {**base.entries, **{entry.term: entry for entry in added}}
    return Lexicon(MappingProxyType(merged), f"{base.version}+{_digest(added)}")


@cache
def _load_base() -> Lexicon:
    topic = load_topic("terms")
    entries = _entries(topic.table("terms.tsv"))
    return Lexicon(MappingProxyType({entry.term: entry for entry in entries}), topic.version)


def _digest(entries: Iterable[LexiconEntry]) -> str:
    from hashlib import sha256

    return sha256(repr(sorted(map(tuple, entries), key=repr)).encode("utf-8")).hexdigest()[:8]


def _entries(table: Table) -> list[LexiconEntry]:
    terms = table.column("term")
    blank = ("",) * len(table)
    kinds, years, notes = (
        table.column(name) if name in table.columns else blank
        for name in ("kind", "since", "note")
    )
    entries = []
    rows = zip(terms, kinds, years, notes, strict=True)
    for line, (term, kind, since, note) in enumerate(rows, 2):
        where = f"{table.name} line {line}"
        entry = LexiconEntry(term, kind or "user", _year(since, where), note)
        entries.append(_checked(entry, where))
    return entries


def _year(text: str, where: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise LexiconError(
            f"{where}: since {shorten(text)} is no year; write four digits or leave it empty",
            "lexicon-row",
        )
    return int(text)


def _checked(entry: LexiconEntry, where: str) -> LexiconEntry:
    term = entry.term
    if not 2 <= len(term) <= _MAX_TERM or term != term.strip() or _SURROGATE.search(term):
        raise LexiconError(
            f"{where}: {shorten(term)} cannot be a term; a term has 2 to {_MAX_TERM} "
            "characters and no blanks around it",
            "lexicon-row",
        )
    return entry

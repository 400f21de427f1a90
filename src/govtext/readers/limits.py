"""Limits that a file must keep to be read, and the text a reader hands over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import NamedTuple

from govtext.errors import ConfigError, FormatError, shorten
from govtext.records.source import Place

__all__ = ["Limits", "Line", "Reading", "assemble", "check_characters", "check_count"]

_MEBIBYTE = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How large a file and what it unpacks to may be; a breach is a ``FormatError``.

    Parameters
    ----------
    max_bytes
        Size of one file, and of one file inside a zip (``limit-bytes``).
    max_expanded_bytes
        What the parts of one docx or OFD may unpack to in all (``limit-expanded``).
    max_archive_bytes
        What one zip of documents may unpack to in all; its files are read one by one, so
        this bounds time and not memory (``limit-expanded``).
    max_members
        Files inside one zip, docx or OFD (``limit-members``).
    max_nesting
        How deep zips may lie inside a zip (``limit-nesting``).
    max_elements
        Tags of one XML part of a docx or OFD (``limit-elements``).
    max_page_elements
        Tags of one HTML page (``limit-elements``).
    max_pages
        Pages of one pdf or OFD (``limit-pages``).
    max_characters
        Characters of the text a file gives (``limit-characters``).
    max_seconds
        How long an outside program may take over one file (``limit-seconds``).

    Examples
    --------
    >>> Limits(max_pages=50).max_pages
    50
    >>> Limits(max_bytes=0)
    Traceback (most recent call last):
        ...
    govtext.errors.ConfigError: max_bytes is 0; give a whole number of at least 1
    """

    max_bytes: int = 64 * _MEBIBYTE
    max_expanded_bytes: int = 64 * _MEBIBYTE
    max_archive_bytes: int = 16_384 * _MEBIBYTE
    max_members: int = 100_000
    max_nesting: int = 1
    max_elements: int = 1_000_000
    max_page_elements: int = 300_000
    max_pages: int = 3_000
    max_characters: int = 4_000_000
    max_seconds: int = 60

    def __post_init__(self) -> None:
        for field in fields(self):
            value: object = getattr(self, field.name)
            least = 0 if field.name == "max_nesting" else 1
            if not isinstance(value, int) or isinstance(value, bool) or value < least:
                raise ConfigError(
                    f"{field.name} is {shorten(value)}; give a whole number of at least {least}",
                    "config-limit",
                )


class Line(NamedTuple):
    """A paragraph as a reader found it, without its line end."""

    text: str
    page: int | None = None
    paragraph: int | None = None


class Reading(NamedTuple):
    """What a reader makes of a file's bytes."""

    text: str
    media_type: str
    encoding: str | None = None
    places: tuple[Place, ...] = ()


def check_count(count: int, limit: int, code: str, what: str, option: str) -> None:
    """Raise FormatError when ``count`` is above ``limit``."""
    if count > limit:
        raise FormatError(
            f"{what}: {count:,}, the limit is {limit:,}; raise Limits({option}=…) "
            "if the file is to be trusted",
            code,
        )


def assemble(
    lines: Iterable[Line], media_type: str, limits: Limits, encoding: str | None = None
) -> Reading:
    """Join paragraphs with line ends, and note where each begins.

    Raises
    ------
    FormatError
        The text is longer than ``limits.max_characters``.
    """
    parts: list[str] = []
    places: list[Place] = []
    length = 0
    for text, page, paragraph in lines:
        places.append(Place(length, page, paragraph))
        parts.append(text)
        length += len(text) + 1
        if length > limits.max_characters:
            check_characters(length, limits)
    return Reading("\n".join(parts), media_type, encoding, tuple(places))


def check_characters(count: int, limits: Limits) -> None:
    """Raise FormatError when a text of ``count`` characters is too long."""
    check_count(
        count, limits.max_characters, "limit-characters", "characters of text", "max_characters"
    )

"""Where a text came from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Place", "Source"]


class Place(NamedTuple):
    """A place in the file a text was read from.

    Parameters
    ----------
    start
        Offset into the text at which the place begins.
    page
        Page number counted from 1, or None where the format has no pages.
    paragraph
        Paragraph or line number in the file counted from 1, or None.
    """

    start: int
    page: int | None = None
    paragraph: int | None = None


@dataclass(frozen=True)
class Source:
    r"""A text with the particulars of the file it was read from.

    Parameters
    ----------
    id
        Identifier of the report; the caller's, or the path, or ``"text"``.
    path
        Path as given, or None for a text that came from no file.
    sha256
        Hexadecimal SHA-256 of the file's bytes, or of the text in UTF-8.
    media_type
        Such as ``"text/plain"``.
    encoding
        Name of the text encoding found, or None where the format settles it.
    text
        The text itself; every offset in a report counts its code points.
    places
        Where pages or paragraphs begin, ascending by ``start``; may be empty.

    Examples
    --------
    >>> source = Source("a", None, "", "text/plain", None, "甲\n乙", (Place(0, 1, 1), Place(2, 1, 2)))
    >>> source.locate(2)
    Place(start=2, page=1, paragraph=2)
    """

    id: str
    path: str | None
    sha256: str
    media_type: str
    encoding: str | None
    text: str
    places: tuple[Place, ...] = ()

    def locate(self, offset: int) -> Place | None:
        """Return the place that holds a character, or None if unknown.

        Parameters
        ----------
        offset
            The character, counted in code points of ``text``.
        """
        index = bisect_right(self.places, offset, key=lambda place: place.start) - 1
        return self.places[index] if index >= 0 else None

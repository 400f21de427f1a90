"""Plain text files."""

from __future__ import annotations

import re

from govtext.readers.encoding import decode_text
from govtext.readers.limits import Limits, Reading, check_characters
from govtext.records.source import Place

__all__ = ["place_lines", "read_plain"]

_LINE_END = re.compile(r"\r\n?|\n")


def read_plain(data: bytes, limits: Limits) -> Reading:
    r"""Return the text of a plain text file, just as it stands there.

    Line ends and blanks stay; a byte order mark goes. Places are line numbers.

    Raises
    ------
    FormatError
        The encoding is not known, or the text is too long.

    Examples
    --------
    >>> reading = read_plain("一、总体情况\n全年完成。".encode("gb18030"), Limits())
    >>> reading.encoding, reading.places[1]
    ('gb18030', Place(start=7, page=None, paragraph=2))
    """
    # Four bytes are the most that a character takes in any encoding read here.
    check_characters(len(data) // 4, limits)
    text, encoding = decode_text(data)
    check_characters(len(text), limits)
    return Reading(text, "text/plain", encoding, place_lines(text))


def place_lines(text: str) -> tuple[Place, ...]:
    """Return the place of each line of a text; LF, CRLF and CR end a line."""
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    return tuple(Place(start, None, number) for number, start in enumerate(starts, 1))

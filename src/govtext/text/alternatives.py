"""Patterns written so that ``re`` passes quickly over text that holds none of their words.

Where each alternative of a pattern begins with a character, the engine looks for these
characters first. Behind a group or a look-behind it tries every alternative at every place,
which costs five to ten times as much; so groups are spelled out, and what must not stand
before a word is asked behind it.
"""

from __future__ import annotations

__all__ = ["each"]


def each(words: str, tail: str) -> str:
    """Return a pattern of alternative words, each with ``tail`` behind it.

    Parameters
    ----------
    words
        Words with ``|`` between them.
    tail
        Pattern of what follows.

    Examples
    --------
    >>> each("增长|下降", "[0-9]")
    '增长[0-9]|下降[0-9]'
    """
    return "|".join(word + tail for word in words.split("|"))

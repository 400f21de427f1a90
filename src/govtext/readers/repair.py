"""Damaged text: bytes lost or changed inside a run of double bytes.

After a lost byte, everything up to the next line end is paired wrongly and reads as rare
characters. The pairing that gives the most ordinary characters, at the price of a few bytes
left over, is found by dynamic programming.
"""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["pair_bytes"]

# A byte left over must be paid for by several ordinary characters.
_LEFT_OVER = -4.0
_ASCII = 0.1


def pair_bytes(data: bytes, codec: str, weigh: Callable[[str], float]) -> str:
    """Return the best reading of ``data`` in a codec of two-byte characters.

    Bytes left over become U+FFFD, neighbouring ones a single one.

    Parameters
    ----------
    data
        The bytes; time and memory grow with their number.
    codec
        ``gb18030``, ``big5``, ``utf-16-le`` or ``utf-16-be``.
    weigh
        How ordinary a character is, 1 at most.

    Examples
    --------
    >>> damaged = "全面从严治党".encode("gbk")
    >>> pair_bytes(damaged[:3] + damaged[4:], "gb18030", lambda c: 1.0 if c in "全从严治党" else -1.0)
    '全\ufffd从严治党'
    """
    has_single = not codec.startswith("utf-16")
    pairs: dict[bytes, tuple[str, float] | None] = {}
    best = [0.0] * (len(data) + 1)
    taken: list[str | None] = [None] * (len(data) + 1)
    for end in range(1, len(data) + 1):
        score, text = best[end - 1] + _LEFT_OVER, None
        byte = data[end - 1]
        if has_single and byte < 0x80 and best[end - 1] + _ASCII > score:
            score, text = best[end - 1] + _ASCII, chr(byte)
        if end > 1:
            pair = data[end - 2 : end]
            if pair not in pairs:
                pairs[pair] = _read_pair(pair, codec, weigh)
            found = pairs[pair]
            if found is not None and best[end - 2] + found[1] > score:
                score, text = best[end - 2] + found[1], found[0]
        best[end], taken[end] = score, text
    return _walk_back(taken, single=has_single)


def _read_pair(
    pair: bytes, codec: str, weigh: Callable[[str], float]
) -> tuple[str, float] | None:
    try:
        text = pair.decode(codec)
    except UnicodeDecodeError:
        return None
    if len(text) != 1:
        return None
    return text, weigh(text) if text >= "\x80" else _ASCII


def _walk_back(taken: list[str | None], *, single: bool) -> str:
    pieces: list[str] = []
    end = len(taken) - 1
    while end > 0:
        text = taken[end]
        if text is None:
            if not pieces or pieces[-1] != "\ufffd":
                pieces.append("\ufffd")
            end -= 1
        else:
            pieces.append(text)
            end -= 1 if single and text < "\x80" else 2
    return "".join(reversed(pieces))

"""Bytes to text: which encoding a Chinese text file is in.

Trying encodings in order is no use, since GB18030 accepts most Big5 and UTF-16 bytes. So
each encoding that accepts the bytes is scored by how ordinary the characters are that it
gives, the best wins, and when even the best is poor the bytes are refused.
"""

from __future__ import annotations

import codecs
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

from govtext.errors import FormatError
from govtext.lexicon.tables import load_topic
from govtext.readers.repair import pair_bytes

__all__ = ["Decoded", "decode_text", "score_text"]

# A sample is enough to score by; these many characters from the front and the middle.
_SAMPLE = 20_000
# Official prose scores 0.7 to 0.95, bytes read in a wrong encoding below 0.1.
_LEAST_SCORE = 0.35
_SURE_SCORE = 0.6
# Below so many characters beyond ASCII a score says little.
_FEW = 6
# Undecodable places a thousand characters that still pass for slight damage.
_MOST_DAMAGE = 0.02
# More bytes than this in damaged passages are no slight damage.
_MOST_REPAIRED = 1 << 18

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
# Name to report, and the codecs to try for it, strictest first.
_CANDIDATES = (
    ("gb18030", ("gb18030",)),
    ("big5", ("big5", "cp950", "big5hkscs")),
    ("utf-16-le", ("utf-16-le",)),
    ("utf-16-be", ("utf-16-be",)),
)
_ENCODINGS = "UTF-8, GB18030 (GBK, GB2312), Big5 and UTF-16"
_BLANKS = frozenset("\t\n\v\f\r\x1a\x85")


class Decoded(NamedTuple):
    """A text and the name of the encoding its bytes were in.

    The names are ``utf-8``, ``utf-8-sig``, ``gb18030`` (for GBK and GB2312 too, which are
    parts of it), ``big5``, ``utf-16-le`` and ``utf-16-be``.
    """

    text: str
    encoding: str


@lru_cache(maxsize=1 << 16)
def _weigh(character: str) -> float:
    """Return how much a character speaks for a right decoding, -3 to 1."""
    code = ord(character)
    if character in _common_characters():
        return 1.0
    if 0x4E00 <= code <= 0x9FFF:
        return -0.1 if _is_level_one(character) else -1.0
    if 0x3001 <= code <= 0x301F or 0xFF01 <= code <= 0xFF5E or code == 0x3000:
        return 0.8
    if 0x2010 <= code <= 0x2026 or 0x2460 <= code <= 0x24FF or code in {0xB7, 0xD7, 0x2103}:
        return 0.3
    if code < 0x20 or 0x7F <= code <= 0x9F or 0xE000 <= code <= 0xF8FF or code >= 0xFFF0:
        return -3.0
    return -1.0


def _is_level_one(character: str) -> bool:
    """Tell whether a character is of the everyday levels of GB 2312 or Big5."""
    for codec, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        try:
            if first <= character.encode(codec)[0] <= last:
                return True
        except UnicodeEncodeError:
            continue
    return False


@cache
def _common_characters() -> frozenset[str]:
    table = load_topic("encodings", "govtext.readers").table("common_characters.tsv")
    return frozenset(table.column("character"))


def _sample(text: str) -> str:
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + text[middle : middle + _SAMPLE]


def score_text(text: str) -> float:
    """Return how much a text looks like Chinese prose, at most 1, often below 0 if not.

    The mean weight of its characters beyond ASCII: common characters count 1, Chinese marks
    0.8, rare characters and foreign letters less than nothing. 0 where there is none.

    Examples
    --------
    >>> score_text("全面从严治党取得新成效。") > 0.9
    True
    >>> score_text("锛屽叏闈粠涓ユ不鍏氥") < 0.1
    True
    """
    total, count = 0.0, 0
    for character, times in Counter(_sample(text)).items():
        if character >= "\x80" or (character < " " and character not in _BLANKS):
            total += _weigh(character) * times
            count += times
    return total / count if count else 0.0


def decode_text(data: bytes) -> Decoded:
    """Return the text that ``data`` holds and the encoding it is in.

    A byte order mark decides; else UTF-8 where it fits; else the encoding that gives the
    most ordinary Chinese text. Where none fits all of the bytes, one that fits all but a
    few is taken, and what it cannot decode becomes U+FFFD, one a damaged place.

    Raises
    ------
    FormatError
        No encoding gives readable text (``encoding-unknown``).

    Examples
    --------
    >>> decode_text("政治建设。".encode("gbk"))
    Decoded(text='政治建设。', encoding='gb18030')
    >>> decode_text("下列問題，請檢討改進。".encode("big5"))
    Decoded(text='下列問題，請檢討改進。', encoding='big5')
    >>> decode_text(bytes(range(256)))
    Traceback (most recent call last):
        ...
    govtext.errors.FormatError: the bytes are no text in UTF-8, GB18030 (GBK, GB2312), Big5 and UTF-16; save the file as UTF-8, or check that it is a text at all
    """
    found = _by_mark(data) or _as_utf8(data) or _by_score(data) or _damaged(data)
    if found is None:
        raise FormatError(
            f"the bytes are no text in {_ENCODINGS}; save the file as UTF-8, "
            "or check that it is a text at all",
            "encoding-unknown",
        )
    return found


def _by_mark(data: bytes) -> Decoded | None:
    for mark, name, codec in _BOMS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            # An odd byte in UTF-16 is one lost or added somewhere before.
            is_odd = codec.startswith("utf-16") and len(rest) % 2 == 1
            text = _decode_damaged(rest, codec) if is_odd else rest.decode(codec, "replace")
            return Decoded(text, name) if _damage(text) <= _MOST_DAMAGE else None
    return None


def _as_utf8(data: bytes) -> Decoded | None:
    """Return the text where it is valid UTF-8 and not a chance match of a few bytes."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if _n_controls(text) > len(text) // 100:
        return None
    foreign = sum(character >= "\x80" for character in text[:200])
    if 0 < foreign <= _FEW and len(text) < 200 and score_text(text) < 0:
        return _by_score(data) or Decoded(text, "utf-8")
    return Decoded(text, "utf-8")


def _n_controls(text: str) -> int:
    return sum(text.count(chr(code)) for code in range(32) if chr(code) not in _BLANKS)


def _by_score(data: bytes) -> Decoded | None:
    best: tuple[float, Decoded] | None = None
    for name, names in _CANDIDATES:
        for codec in names:
            try:
                text = data.decode(codec)
            except UnicodeDecodeError:
                continue
            score = score_text(text)
            if best is None or score > best[0]:
                best = score, Decoded(text, name)
            break
        if best is not None and best[0] >= _SURE_SCORE:
            break
    if best is None or best[0] < _LEAST_SCORE:
        return None
    return best[1]


def _damage(text: str) -> float:
    """Return the share of a text that could not be decoded."""
    return text.count("\ufffd") / len(text) if text else 0.0


def _damaged(data: bytes) -> Decoded | None:
    """Return the text by the encoding that loses the fewest of its characters."""
    best: tuple[float, Decoded] | None = None
    for name, codec in (
        ("utf-8", "utf-8"),
        *((name, names[-1]) for name, names in _CANDIDATES),
    ):
        text = _decode_damaged(data, codec)
        damage = _damage(text)
        # One cut character at the end of a short piece is no sign of a wrong encoding.
        if damage > _MOST_DAMAGE and text.count("\ufffd") > 1:
            continue
        score = score_text(text.replace("\ufffd", "")) - 5 * damage
        if score >= _LEAST_SCORE and (best is None or score > best[0]):
            best = score, Decoded(text, name)
    return best[1] if best else None


def _decode_damaged(data: bytes, codec: str) -> str:
    """Decode what can be decoded, and pair the bytes of damaged passages anew."""
    if codec == "utf-8":
        return data.decode(codec, "replace")
    if not codec.startswith("utf-16"):
        return _decode_lines(data.split(b"\n"), codec)
    # Line ends lose their place too, so that all of the text is one run.
    text = data.decode(codec, "replace")
    if len(data) > _MOST_REPAIRED or not _is_pieced(text, data[1:].decode(codec, "replace")):
        return text
    return pair_bytes(data, codec, _weigh)


def _is_pieced(*texts: str) -> bool:
    """Tell whether some quarter of a text, at one or the other pairing, is ordinary."""
    quarter = max(len(texts[0]) // 4, 1)
    pieces = (text[at : at + quarter] for text in texts for at in range(0, len(text), quarter))
    return any(len(piece) >= _FEW and score_text(piece) >= _LEAST_SCORE for piece in pieces)


def _decode_lines(lines: list[bytes], codec: str) -> str:
    texts = [line.decode(codec, "replace") for line in lines]
    poor = [n for n, text in enumerate(texts) if "\ufffd" in text or score_text(text) < 0]
    if sum(len(lines[number]) for number in poor) <= _MOST_REPAIRED:
        for number in poor:
            paired = pair_bytes(lines[number], codec, _weigh)
            if score_text(paired) > score_text(texts[number]):
                texts[number] = paired
    return "\n".join(texts)

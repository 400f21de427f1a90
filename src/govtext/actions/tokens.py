"""Words as parallel columns of offsets and one-letter codes (see ``codes``)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from govtext.actions.codes import CUT, VERBS, Coder
from govtext.actions.verbs import VerbTable, load_verbs
from govtext.records import Words

__all__ = ["Tokens", "make_tokens"]

# Patterns begin with the code they look for, what stands before it is asked behind it (see
# ``text.alternatives``): they pass over the whole text.

# Neighbours that may be one word, by shape: v V verbs, J i what may end one, 1 a character,
# E the first part of 特别是; and ! for a word to cut.
_PAIR: Final = re.compile("!|V(?=[VvJi])|v(?=[VvJi1])|1(?=[1vi])|i(?=[1vi])|E(?=[1vi])")
# A noun or adjective before 地 is an adverbial (创造性地).
_BEFORE_DE: Final = "njUW"
# 同 before a verb is an adverbial (同研究), before a noun it is 与.
_TOGETHER: Final = re.compile(r"T(?=[VWPLHCv])")
# 联合 before a verb is an adverbial, before a body a preposition.
_JOINT: Final = re.compile(r"D(?=[nzr])")
# 计划 before a verb and not behind a noun is a plan to do something.
_INTENTION: Final = re.compile(r"Q(?<![nj)kW/uV]Q)(?=[dtpxwbH]*[VWPLGICSv])")
# 把 A 还给 B、把 C 还给 D are two clauses.
_DISPOSALS: Final = re.compile(r"/(?=b)")
# Brackets and quotes are read as one noun; a bracket left open ends with its clause.
_QUOTED: Final = re.compile(r"\([^().;]{0,120}\)")
# A meeting and what it is held for: 召开 党委会 专题 研究 ….
_MEETING: Final = re.compile("[F&][kNid]*[VW](?=[nzj(]|W[^,;:.])")
_HELD: Final = re.compile(r"K[nzjkrWFi(c/]{0,12}\Z")
# 坚持 is the verb before a list of mottos (解放思想、与时俱进), before 以 A 为 B and where no
# other verb follows; an adverbial before other verbs.
_PERSIST: Final = re.compile(
    r"Z(?:(?:V[nWz]|H?[VW]|[dW]{1,2}|[^,;:.VLPGI]{1,3})(?:/[^,;:.bJxpLPSu]{1,3}){1,6}"
    r"|p[^,;:.VLPGISbJx]{1,24}E[^,;:.]{1,3})(?=[,;:.]|$)"
)
_ALL_ACTS: Final = re.compile(r"Z[VS][nWz](?:/[VS][nWz])*")
_MOTTO: Final = re.compile("[^/]")
# 采取 is a verb where the clause ends with measures, a preposition else (采取…方式 检查); with
# measures before a verb it says how (采取有力措施 整修…).
_TAKEN: Final = re.compile(
    r"\+(?:(?=[^,;:.VLPGISHvu]{0,8}=k*(?:[,;:.]|$)|Wk+(?:[,;:.]|$))"
    r"|[^,;:.VLPGISHvu+]{0,8}=(?=[dti]*[VLPGISH]))"
)
# 深入 before a place is a verb of means, before a verb an adverbial.
_INTO: Final = re.compile(r"Y(?=[nzjkr(]|iW)")
# What only its word class calls an adverb, alone behind the verb: 实现 全覆盖.
_COMPLEMENT: Final = re.compile(r"d(?<=[CHP]d)(?=[,;.:/]|$)")
# 要求 behind its verb is a noun (提要求).
_ASKED: Final = re.compile(r"q(?<=[vVL]q)(?=[,;.:/]|$)")
# Verbs written together that are not one: 做好 备战 ..., 建立 覆盖 ... 的 ..., 改革 取得 ...
_UNJOINED: Final = re.compile(r"K[VLKOXv]|O(?<=[VL]O)")
_OUTCOME: Final = re.compile(r"[VO]X")
# How often, before a verb (两次开展), is an adverbial; elsewhere it is a figure.
_TIMES: Final = re.compile(r"(?:N|k(?<!kk)k*+N)(?=[dtiH]*[VWPLGICSvbx])")
# Figures to the clause's end, and what may stand before a verb that opens it.
_COUNTED: Final = re.compile(r"[zn(]{0,4}(?<!k)k{2,}+(?:[,;.:/]|$)")
_BEFORE_VERB: Final = ("", ",", ";", ".", ":", "/", "d", "t", "e", "h")
# A number and its point that open a paragraph (37.).
_NUMBERING: Final = re.compile(r"k(?=h)(?:(?<=[.,;:]k)|(?<=^k))")
# 过 is a verb where none stands before it (坚持 过 紧日子).
_LIVED: Final = re.compile(r"M(?=[nj])(?:(?<![VWLPGICSvKOX]M)|(?<=HM))")
# 上 is a verb before 了 and behind an adverbial (上了一堂党课).
_TAUGHT: Final = re.compile(r"f(?=lk|(?<=df)n+k)")
_BY: Final = re.compile("以[^，。；：]*\\Z")
_LONGEST_BY: Final = 24
_JOINED: Final = str.maketrans("KOXF&#+=", "VVVnzFpn")
# Words that may be put together to one.
_MOST_PARTS: Final = 4


class Tokens(NamedTuple):
    """Words as parallel columns with the code of each.

    Parameters
    ----------
    starts, ends
        Offsets of each token.
    codes
        One letter a token; see ``codes``.
    """

    starts: list[int]
    ends: list[int]
    codes: str


def make_tokens(
    text: str, words: Words, ranges: Iterable[range], *, open_verbs: bool = False
) -> Tokens:
    """Return the tokens of some ranges of words.

    Words that hide a verb (认真贯彻, 敲响警钟) are taken apart, verbs cut into single
    characters (约, 谈) are put together.

    Parameters
    ----------
    text
        The folded text.
    words
        Its words.
    ranges
        Indices of the words wanted, ascending.
    open_verbs
        Whether a word that only its tag calls a verb may be one.
    """
    coder = _coder(open_verbs)
    columns = _recut(text, words, ranges, coder)
    starts, ends, codes = _Joiner(text, columns, coder, load_verbs()).join()
    codes = _TOGETHER.sub("d", _QUOTED.sub(_as_noun, codes)).replace("T", "R")
    codes = _ASKED.sub("n", _NUMBERING.sub("h", codes))
    codes = _TAUGHT.sub("v", codes)
    codes = _DISPOSALS.sub(",", codes)
    codes = _INTO.sub("I", codes).replace("Y", "H")
    codes = _PERSIST.sub(_as_motto, codes).replace("Z", "H")
    codes = _INTENTION.sub("m", codes).replace("Q", "n")
    codes = _JOINT.sub("p", codes).replace("D", "d")
    codes = _TAKEN.sub(_as_taken, _MEETING.sub(_as_held, codes))
    codes = _TIMES.sub(_as_adverbial, codes).replace("N", "k")
    codes = _OUTCOME.sub("nV", _UNJOINED.sub(_as_unjoined, codes)).translate(_JOINED)
    codes = _LIVED.sub("v", _COMPLEMENT.sub("n", codes)).replace("M", "l")
    for code in _BEFORE_DE:
        codes = codes.replace(code + "a", "da")
    return Tokens(starts, ends, codes)


@cache
def _coder(is_open: bool) -> Coder:
    return Coder(load_verbs(), is_open=is_open)


class _Columns(NamedTuple):
    """Words as parallel columns with code and shape of each."""

    starts: list[int]
    ends: list[int]
    codes: str
    shapes: str


def _recut(text: str, words: Words, ranges: Iterable[range], coder: Coder) -> _Columns:
    """Return the words of the ranges; put together those of the tables that were cut."""
    texts: Sequence[str] = words.texts
    starts, ends = words.starts, words.ends
    if len(texts) != len(starts):
        texts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    columns = coder.encode(texts, words.tags)
    new_starts: list[int] = []
    new_ends: list[int] = []
    pieces: list[str] = []
    parted = _find_parted(text, words, load_verbs())
    at = 0
    for indices in ranges:
        done = indices.start
        while parted[at][0] < done:
            at += 1
        while parted[at][1] < indices.stop:
            first, last, stop = parted[at]
            new_starts += starts[done : first + 1]
            new_ends += ends[done:first]
            new_ends.append(stop)
            pieces.append(columns[2 * done : 2 * first])
            pieces.append(coder.pair(text[starts[first] : stop], "v"))
            if ends[last] > stop:
                new_starts.append(stop)
                new_ends.append(ends[last])
                pieces.append(coder.pair(text[stop : ends[last]], "n"))
            done = last + 1
            at += 1
        new_starts += starts[done : indices.stop]
        new_ends += ends[done : indices.stop]
        pieces.append(columns[2 * done : 2 * indices.stop])
    joined = "".join(pieces)
    return _Columns(new_starts, new_ends, joined[0::2], joined[1::2])


def _find_parted(text: str, words: Words, table: VerbTable) -> list[tuple[int, int, int]]:
    """Return the words of the tables that the segmenter has cut, and one behind the text.

    They are told by first and last word and by where they end, which may be inside the last.
    """
    starts, ends = words.starts, words.ends
    loose = table.parts["loose"]
    total = len(starts)
    found: list[tuple[int, int, int]] = []
    done = 0
    for start, stop in table.find_unlisted(text):
        if text[stop - 1] == "为" and _BY.search(text, max(0, start - _LONGEST_BY), start):
            continue
        first = bisect_left(starts, start, done)
        if first >= total or starts[first] != start or ends[first] >= stop:
            continue
        last = bisect_left(ends, stop, first, min(total, first + stop - start))
        if last < total and (ends[last] == stop or text[stop - 1] not in loose):
            found.append((first, last, stop))
            done = last + 1
    found.append((total, total, 0))
    return found


class _Joiner:
    """Joins the parts of verbs and cuts the words that hide one.

    Parameters
    ----------
    text
        The folded text.
    words
        Its words.
    coder, table
        What tells codes and verbs.
    """

    def __init__(self, text: str, words: _Columns, coder: Coder, table: VerbTable) -> None:
        self._text = text
        self._starts, self._ends, self._codes, self._shapes = words
        self._coder, self._table = coder, table
        # What may be the second part of a verb: 延伸 | 到.
        self._complements = table.parts["complement"]
        self._nominalizers = table.parts["nominalizer"]
        self._attributes = table.parts["attributive"]
        self._bodies = table.parts["body"]

    def join(self) -> tuple[list[int], list[int], str]:
        """Return offsets and codes of the words as they are read."""
        text, starts, ends, codes = self._text, self._starts, self._ends, self._codes
        openings = self._table.openings
        new_starts: list[int] = []
        new_ends: list[int] = []
        pieces: list[str] = []
        done = 0
        for match in _PAIR.finditer(self._shapes):
            first = last = match.start()
            if first < done:
                continue
            shape = match.group()
            middle: tuple[int, ...] = ()
            code = ""
            if shape == CUT:
                word = text[starts[first] : ends[first]]
                length, code = self._coder.cuts[word, codes[first]]
                middle = (starts[first] + length,)
            elif shape in "Vv" or text[starts[first] : ends[first + 1]] in openings:
                last, code = self._joined(first)
            if last == first and not middle:
                continue
            new_starts += starts[done : first + 1]
            new_starts += middle
            new_ends += ends[done:first]
            new_ends += middle
            new_ends.append(ends[last])
            pieces += (codes[done:first], code)
            done = last + 1
        new_starts += starts[done:]
        new_ends += ends[done:]
        pieces.append(codes[done:])
        return new_starts, new_ends, "".join(pieces)

    def _joined(self, first: int) -> tuple[int, str]:
        """Return the last of the words that make one with the word at ``first``, and its code."""
        text, starts, ends, table = self._text, self._starts, self._ends, self._table
        start, last, code = starts[first], first, self._codes[first]
        is_verb = code in VERBS
        for i in range(first + 1, min(first + _MOST_PARTS, len(starts))):
            if self._shapes[i] not in "VvJi1" or starts[i] != ends[i - 1]:
                break
            word = text[start : ends[i]]
            ending = text[starts[i] : ends[i]]
            if ending == "为" and _BY.search(text, max(0, start - _LONGEST_BY), start):
                break  # 以清廉建设为抓手
            if (
                word in table.verbs
                or word in table.roles
                or (is_verb and ending in self._complements and table.get(word) is not None)
            ):
                last, code = i, self._coder.code(word, "v")
            elif is_verb and i == last + 1 and (noun := self._noun(first, i, code, ending)):
                return i, noun
        return last, code

    def _noun(self, first: int, at: int, code: str, ending: str) -> str:
        """Return the code of the noun that the word at ``at`` makes of a verb, or nothing."""
        if (
            ending in self._nominalizers
            and not (ending in self._attributes and self._has_object(first, at))
            and not self._is_counted(first, at)
            and (
                code == "W"
                or (code in VERBS and (len(ending) == 1 or self._codes[first - 1] in "VLS"))
            )
        ):
            return "z" if self._coder.is_actor(ending) else "n"
        return "z" if code == "W" and ending in self._bodies else ""

    def _has_object(self, first: int, at: int) -> bool:
        """Tell a verb that opens its clause (开发 | 特色产品) from a noun of both (开发特色)."""
        return (
            self._codes[at + 1 : at + 2] == "n"
            and self._codes[first] == "W"
            and self._codes[first - 1 : first] in _BEFORE_VERB
        )

    def _is_counted(self, first: int, at: int) -> bool:
        """Tell verb and counted noun (抽检档案5800份) from a noun of both (管理人员)."""
        return self._codes[first - 1 : first] in _BEFORE_VERB and bool(
            _COUNTED.match(self._codes, at + 1)
        )


def _as_adverbial(match: re.Match[str]) -> str:
    return "d" * (match.end() - match.start())


def _as_motto(match: re.Match[str]) -> str:
    found = match.group()
    return found if _ALL_ACTS.fullmatch(found) else "V" + _MOTTO.sub("n", found[1:])


def _as_held(match: re.Match[str]) -> str:
    """Return a conjunction between meeting and verb; the meeting stays one without room for it."""
    found = match.group()
    if _HELD.search(match.string, max(0, match.start() - 13), match.start()) is None:
        return "z" + found[1:]
    if len(found) == 2:
        return "#V"
    between = found[1:-1].replace("N", "k").replace("i", "e").replace("d", "e")
    return "z" + between + ("V" if between[-1] == "k" else found[-1])


def _as_taken(match: re.Match[str]) -> str:
    length = match.end() - match.start()
    return "L" if length == 1 else "d" * length


def _as_unjoined(match: re.Match[str]) -> str:
    return "VU"[-len(match.group()) :]


def _as_noun(match: re.Match[str]) -> str:
    return "n" * (match.end() - match.start())

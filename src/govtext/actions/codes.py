"""Words as a string of one-letter codes, so that clauses are read by patterns.

===== ==============================================================================
code  what the word is
===== ==============================================================================
V W   verb; verb that is often a noun (监督)
P L   pivot verb, whose object is a clause (推动); light verb (进行)
G I   goal verb (纳入); verb of means before another (聚焦 A 开展 B)
H C   adverbial before a verb, verb before a noun (加快, 坚持); verb of content (做到)
S A   verb of change in size (提高), no act before a figure; 作为 and the like
v U   verb of one syllable (抓); word that only its tag calls a verb
d i t adverbial; one that is often part of a noun (专项); time
m q   plan (拟, 力争); demand (必须)
e p s conjunction; preposition; preposition whose phrase is a clause (面对, 随着)
x w   对; 向, 给
R E   与; 为
b J   把; 将
B y   被, 得到; 是, 有, 占
o f   negation; locative (中, 以来)
c g   和; 等
z k   actor (我们, 全市); figure or unit
K O X verb that joins none behind it (做好), none before it (覆盖), or makes that a noun (取得)
N T   figure of times (两次); 同: recoded before clauses are read, like K O X and D M Q
D M Q 联合 and the like; 过; 计划 and other plans that may be nouns
+ =   采取, measures: recoded, too
F & Y Z meeting; one that acts (党委会); 深入 and the like; 坚持: recoded too, but for a meeting
      before what it is held for (召开 会议 研究 …)
u a l 的; 地; 了, 着, 过
h     marker of a run-in item (一是)
, ; : clause marks
. /   sentence mark; 、
j r n adjective; pronoun; anything else
===== ==============================================================================
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from sys import intern
from typing import Final

from govtext.actions.verbs import VerbTable

__all__ = ["CUT", "VERBS", "Coder"]

VERBS: Final = "VWPLGIHCASvUKOXYZ"
# Shape of a word that is cut in two, and its codes: a set phrase may have a cut of its own.
CUT: Final = "!"
CUTS: Final = "!?"

_ROLE_CODES: Final = {
    "adverb": "d",
    "time": "t",
    "modal": "m",
    "required": "q",
    "conjunction": "e",
    "preposition": "p",
    "whole": "s",
    "aspect": "l",
    "attribute": "i",
    "determiner": "r",
    "toward": "x",
    "transfer": "w",
    "with": "R",
    "wei": "E",
    "together": "T",
    "joint": "D",
    "intention": "Q",
    "state": "j",
    "disposal": "b",
    "jiang": "J",
    "passive": "B",
    "copula": "y",
    "negation": "o",
    "locative": "f",
    "coordinator": "c",
    "list": "g",
    "actor": "z",
    "measure_word": "k",
    "noun": "n",
}
_FRAME_CODES: Final = {
    "light": "L",
    "pivot": "P",
    "goal": "G",
    "instrument": "I",
    "content": "C",
    "as": "A",
    "scale": "S",
}
_JOINING_CODES: Final = {"unjoined_first": "K", "unjoined_second": "O", "outcome": "X"}
_OWN_CODES: Final = {"place": "Y", "persist": "Z"}
_TAG_CODES: Final = {
    "a": "j",
    "ad": "d",
    "d": "d",
    "m": "k",
    "q": "k",
    "r": "r",
    "v": "U",
}
_MARKS: Final = {
    "，": ",", ",": ",", "；": ";", ";": ";", "：": ":", ":": ":", "。": ".", "！": ".", "？": ".",
    "!": ".", "?": ".", "\n": ".", "…": ".", "、": "/", "的": "u", "之": "u", "地": "a", "了": "l",
    "着": "l", "过": "M", "“": "(", "《": "(", "（": "(", "(": "(", "「": "(", "『": "(", "【": "(",
    "”": ")", "》": ")", "）": ")", ")": ")", "」": ")", "』": ")", "】": ")", "*": "k", "×": "k",
    "□": "k", "○": "k", "X": "k", "＿": "k", "_": "k", "其": "r", "该": "r", " ": "n",
    "%": "k", "％": "k", "—": "h", ".": "h", "．": "h", "采取": "+",
}  # fmt: skip
# Codes of single characters that are never a part of a longer word.
_CLOSED: Final = frozenset(",;:./()u")
_MEMO_LIMIT: Final = 100_000
# Words of four characters that dictionaries hold whole: 总结经验, 调整结构.
_PHRASE_TAGS: Final = ("l", "i", "v")
# 对 that unknown names swallow (对科办): what stands behind it in words that begin so.
_TOWARD: Final = re.compile(r"对(?![外口手象策话应接照比方标立抗内岸症]).{2,}")
_DISPOSED: Final = re.compile("把(?![握关控脉好牢准稳守手持严舵门风酒柄戏总])..?")
_CAUSE: Final = re.compile("因(?![素此为果地势人材时而故应公病私果]).{2}")
_OFTEN: Final = re.compile(r"[0-9一二三四五六七八九十两几数百千万余多*×□○＿]*[次遍回]")
_NUMBERED: Final = re.compile(r"[一二三四五六七八九十]要")
_ITEM: Final = re.compile(r"[一二三四五六七八九十]{1,2}是|[①-⑳]|第[一二三四五六七八九十]{1,2}")
_FRACTION: Final = re.compile(
    r"[一二三四五六七八九十百千]{1,3}分之[一二三四五六七八九十百]{1,4}|[一二三四五六七八九]成[半多]?"
)
_YEAR: Final = re.compile(
    r"(?:\d{2,4}|[〇零一二三四五六七八九]{4}|[xX×*]{2,4})年.{0,5}|\d{1,2}[月日]份?"
)
# Words whose parts belong to others: 区委 | 以……为指导, 在“严”上 | 立标杆.
_MISCUT: Final = {
    "上作": (1, "fL"),
    "上立": (1, "fv"),
    "上见": (1, "fv"),
    "上求": (1, "fv"),
    "上用": (1, "fv"),
    "上动": (1, "fv"),
    "上出": (1, "fv"),
    "上抓": (1, "fv"),
    "委以": (1, "zp"),
    "组与": (1, "zR"),
    "委与": (1, "zR"),
    "委将": (1, "zJ"),
    "委把": (1, "zb"),
    "要坚持": (1, "qH"),
    "要从严": (1, "qd"),
    "愿同": (1, "mR"),
    "愿与": (1, "mR"),
    "地向": (1, "aw"),
    "地对": (1, "ax"),
    "地为": (1, "aE"),
    "地把": (1, "ab"),
    "使党": (1, "Pz"),
    "对局": (1, "xz"),
    "由省": (1, "Bz"),
    "由市": (1, "Bz"),
    "由县": (1, "Bz"),
    "由区": (1, "Bz"),
    "由镇": (1, "Bz"),
    "由局": (1, "Bz"),
    "用党": (1, "pz"),
    "坚持以": (2, "Hp"),
    "采取有效": (2, "+j"),
    "会同县": (2, "Dz"),
    "会同市": (2, "Dz"),
    "会同省": (2, "Dz"),
    "会同区": (2, "Dz"),
    "请县": (1, "Pz"),
    "请市": (1, "Pz"),
    "请省": (1, "Pz"),
    "请区": (1, "Pz"),
    "请镇": (1, "Pz"),
    "局对": (1, "zx"),
    "要举": (1, "qp"),
    "力抓": (1, "nv"),
}


class Coder:
    """Gives words their codes; each is judged once with each of its tags.

    Tags differ where a term of a lexicon holds the word, or words of the tables were cut
    out of their neighbours; what was read before must not decide which one counts.

    Parameters
    ----------
    table
        The verbs.
    is_open
        Whether a word that only its tag calls a verb may be one.
    """

    def __init__(self, table: VerbTable, *, is_open: bool) -> None:
        # By word and code.
        self.cuts: dict[tuple[str, str], tuple[int, str]] = {}
        # By tag and word: looking up pairs of both costs a third more.
        self._codes: dict[str, dict[str, str]] = {}
        self._table = table
        self._is_open = is_open
        self._actors = tuple(table.parts["actor"])
        self._meetings = tuple(table.parts["meeting"])
        self._joinable = table.parts["complement"] | table.parts["nominalizer"]
        self._joinable |= table.parts["body"]
        self._joining = {
            word: code for part, code in _JOINING_CODES.items() for word in table.parts[part]
        }
        self._own = {
            word: code for part, code in _OWN_CODES.items() for word in table.parts[part]
        }

    def encode(self, words: Sequence[str], tags: Sequence[str]) -> str:
        """Return two letters a word: its code, and its shape (see ``tokens``).

        Parameters
        ----------
        words, tags
            The words of a folded text, and the tag of each.
        """
        codes = self._codes
        if sum(map(len, codes.values())) > _MEMO_LIMIT:
            self._codes = codes = {}
        columns = zip(words, tags, strict=True)
        try:
            return "".join([codes[tag][word] for word, tag in columns])
        except KeyError:
            columns = zip(words, tags, strict=True)
            return "".join([self.pair(word, tag) for word, tag in columns])

    def pair(self, word: str, tag: str) -> str:
        """Return code and shape of a word."""
        known = self._codes.setdefault(tag, {})
        pair = known.get(word)
        if pair is None:
            code = self.code(word, tag)
            pair = known[word] = intern(code + self._shape(word, code))
        return pair

    def is_actor(self, word: str) -> bool:
        """Tell whether a word ends as the names of bodies and people do."""
        return word.endswith(self._actors)

    def code(self, word: str, tag: str) -> str:
        """Return the code of a word; one of ``CUTS`` where it is cut in two, the cut noted."""
        table = self._table
        mark = _MARKS.get(word)
        if mark is not None:
            return mark
        if self._is_open and tag == "v" and word not in table.parts["intransitive"]:
            known = self._verb_code(word)
            if known in (None, "n"):
                return "V" if len(word) > 1 else "v"
        if _OFTEN.fullmatch(word):
            return "N"
        role = table.roles.get(word)
        if role is not None:
            return _ROLE_CODES[role]
        cut = _MISCUT.get(word) or _cut_by_shape(word) or self._cut_phrase(word)
        code = None if cut else self._verb_code(word) or _shape_code(word)
        if code is not None:
            return code
        if cut is None and len(word) >= 3 and tag not in ("m", "x", "eng"):
            cut = self._cut(word, tag)
        if cut is not None:
            code = CUTS[tag in _PHRASE_TAGS]
            self.cuts[word, code] = cut
            return code
        return self._tag_code(word, tag)

    def _cut_phrase(self, word: str) -> tuple[int, str] | None:
        """Return the cut of the set phrases of verb and noun: 总结 | 经验, 办 | 实事."""
        if word not in self._table.parts["phrase"]:
            return None
        head = len(word) - 2
        return head, (self._verb_code(word[:head]) or "V") + "n"

    def _tag_code(self, word: str, tag: str) -> str:
        """Return the code of a word that no table knows."""
        if (word[0].isdigit() or word[0] in "*×○□＿") and not tag.startswith("n"):
            return "k"
        if tag == "v" and (len(word) != 2 or not self._is_open):
            return "n"
        code = _TAG_CODES.get(tag, "n")
        if code == "n" and word.endswith("措施"):
            return "="
        if code == "n" and word.endswith(self._meetings):
            return "&" if word.endswith(self._actors) else "F"
        if tag in ("ns", "nt"):
            return "z"
        is_actor = code == "n" and tag[0] != "v" and word.endswith(self._actors)
        return "z" if is_actor else code

    def _verb_code(self, word: str) -> str | None:
        verb = self._table.get(word)
        if verb is None:
            return None
        if verb.fault:
            return "n"
        if word in self._own:
            return self._own[word]
        if verb.helper:
            return "H"
        if len(word) == 1:
            return _FRAME_CODES[verb.frame] if verb.frame in ("light", "pivot") else "v"
        if verb.frame != "plain":
            return _FRAME_CODES[verb.frame]
        return "W" if verb.nominal else self._joining.get(word, "V")

    def _cut(self, word: str, tag: str) -> tuple[int, str] | None:
        """Return where to cut a word that starts with an adverbial or a verb, with codes."""
        for length in (2, 1, 3, 4):
            head, rest = word[:length], word[length:]
            if not rest:
                continue
            code = self._cut_adverbial(head, rest)
            if code is None and length == 2 and len(rest) >= 2:
                code = self._cut_verb(head, rest, tag)
            if code is not None:
                return length, code
        return None

    def _cut_adverbial(self, head: str, rest: str) -> str | None:
        role = self._table.roles.get(head)
        if role in ("adverb", "attribute", "required", "modal") and len(rest) >= 2:
            code = self._verb_code(rest)
            return _ROLE_CODES[role] + code if code is not None else None
        return None

    def _cut_verb(self, head: str, rest: str, tag: str) -> str | None:
        code = self._verb_code(head)
        if code is not None and code in "VPLCIGHKOXYZ":
            return code + (self._verb_code(rest) or "n")
        if code == "W" and len(rest) == 2:
            if rest.endswith(self._actors):
                return "Wz"
            if tag in _PHRASE_TAGS:
                return code + (self._verb_code(rest) or "n")
        return None

    def _shape(self, word: str, code: str) -> str:
        """Return how a word may join its neighbour."""
        if code in CUTS:
            return CUT
        if code in VERBS:
            return "v" if len(word) == 1 else "V"
        if word in self._joinable:
            return "i" if len(word) == 1 else "J"
        if word in ("特别", "尤其"):
            return "E"
        is_part = word in self._table.characters and code not in _CLOSED
        return "1" if is_part else "."


def _cut_by_shape(word: str) -> tuple[int, str] | None:
    """Return the cut of 四要 and of unknown words that swallowed a 对, 把 or 因."""
    if _NUMBERED.fullmatch(word):
        return 1, "hq"
    if _DISPOSED.fullmatch(word):
        return 1, "bn"
    if _CAUSE.fullmatch(word):
        return 1, "pn"
    return (1, "xz") if _TOWARD.fullmatch(word) else None


def _shape_code(word: str) -> str | None:
    """Return the code of markers and dates, known by their characters."""
    if _ITEM.fullmatch(word):
        return "h"
    if _FRACTION.fullmatch(word):
        return "k"
    return "t" if _YEAR.fullmatch(word) else None

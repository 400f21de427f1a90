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
u a l 的; 地; 了, 着, 过
h     marker of a run-in item (一是)
, ; : clause marks
. /   sentence mark; 、
j r n adjective; pronoun; anything else
===== ==============================================================================
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from govtext.actions.verbs import VerbTable
from govtext.records import Words

__all__ = ["ACTORS", "VERBS", "Tokens", "make_tokens"]

VERBS = "VWPLGIHCASvU"

# Endings of nouns that can act: bodies, offices, people.
ACTORS = (
    "委", "组", "府", "部", "门", "单位", "机关", "组织", "局", "厅", "办", "院", "校", "中心", "公司",
    "行", "企业", "书记", "主任", "同志", "员", "领导", "班子", "人", "会", "专班", "镇", "乡", "街道",
    "县", "市", "区", "省", "州", "村", "社区", "们", "我", "各级", "各地", "群众", "代表", "政协", "庭",
    "户", "团", "党", "国", "站", "所", "队", "**", "院长", "师", "警", "全体", "部门", "干部", "支部",
    "机构", "行业", "农户", "居民", "青年",
)  # fmt: skip

_ROLE_CODES = {
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
}
_FRAME_CODES = {
    "light": "L",
    "pivot": "P",
    "goal": "G",
    "instrument": "I",
    "content": "C",
    "as": "A",
    "scale": "S",
}
_TAG_CODES = {
    "a": "j",
    "ad": "d",
    "d": "d",
    "m": "k",
    "q": "k",
    "r": "r",
    "v": "U",
}
_MARKS = {
    "，": ",", ",": ",", "；": ";", ";": ";", "：": ":", ":": ":", "。": ".", "！": ".", "？": ".",
    "!": ".", "?": ".", "\n": ".", "…": ".", "、": "/", "的": "u", "之": "u", "地": "a", "了": "l",
    "着": "l", "过": "l", "“": "(", "《": "(", "（": "(", "(": "(", "「": "(", "『": "(", "【": "(",
    "”": ")", "》": ")", "）": ")", ")": ")", "」": ")", "』": ")", "】": ")", "*": "k", "×": "k",
    "□": "k", "○": "k", "X": "k", "＿": "k", "_": "k", "其": "r", "该": "r", " ": "n",
}  # fmt: skip
# Second parts that the engine cuts off a verb: 运用 | 到, 发挥 | 好.
_SUFFIXES = frozenset("到至为成于在向进入给好起出")
# Syllables that make a noun of the verb before them: 签订率, 参与者.
_NOMINALIZERS = frozenset(
    "率量数额者性费权期类点法型式力员感班表网图书单卡课片物品线"
) | frozenset(
    [
        "步伐",
        "进度",
        "速度",
        "进程",
        "节奏",
        "力度",
        "机制",
        "体系",
        "体制",
        "制度",
        "能力",
        "水平",
        "方案",
        "计划",
        "办法",
        "措施",
        "情况",
        "质量",
        "效果",
        "成效",
        "成果",
        "作用",
        "意识",
        "责任",
        "任务",
        "目标",
        "领域",
        "队伍",
        "平台",
        "活动",
        "会议",
        "工作",
        "功能",
        "职能",
        "职责",
        "经验",
        "理念",
        "思想",
        "思维",
        "精神",
        "格局",
        "基础",
        "标准",
        "范围",
        "过程",
        "环节",
        "阶段",
        "程序",
        "流程",
        "渠道",
        "网络",
        "系统",
        "设施",
        "设备",
        "场所",
        "基地",
        "中心",
        "机构",
        "部门",
        "单位",
        "人员",
        "对象",
        "主体",
        "资源",
        "数据",
        "信息",
        "档案",
        "台账",
        "清单",
        "名单",
        "结果",
        "效能",
        "效率",
        "效益",
        "效应",
        "成本",
        "压力",
        "动力",
        "活力",
        "合力",
        "潜力",
        "优势",
        "特色",
        "氛围",
        "态势",
        "形势",
        "趋势",
        "需求",
        "要求",
        "意见",
    ]
)
# Syllables that make the name of a body of a nominal verb (巡察办, 督查组).
_BODIES = frozenset("办局处科组队所站室院委会团部")
_JOINABLE = _SUFFIXES | _NOMINALIZERS | _BODIES
# Codes of single characters that are never a part of a longer word.
_CLOSED = frozenset(",;:./()u")
# Neighbours that may be one word, by shape: v V verbs, J i what may end one, 1 a character,
# E the first part of 特别是; and ! for a word to cut.
_PAIR = re.compile(r"!|[Vv](?=[VvJi])|[1vi](?=[1vi])|E(?=[1vi])")
# Verbs by their tag that take no object of their own.
_NO_OBJECT = frozenset(
    [
        "是",
        "为",
        "能",
        "会",
        "要",
        "可",
        "可以",
        "可能",
        "应",
        "应该",
        "必须",
        "需要",
        "能够",
        "来",
        "去",
        "到",
        "在",
        "让",
        "使",
        "被",
        "得",
        "将",
        "把",
        "对",
        "向",
        "给",
        "与",
        "和",
        "由",
        "以",
        "用",
        "从",
        "于",
        "说",
        "称",
        "表示",
        "认为",
        "成为",
        "无",
        "没有",
        "不",
        "没",
        "等",
        "起",
        "出",
        "上",
        "下",
        "过",
        "起来",
        "出来",
        "下来",
    ]
)
_MEMO_LIMIT = 100_000
# Last syllables that may begin the next word instead (办 | 实事, not 办实 | 事).
_AMBIGUOUS = frozenset("实大强优好细深全紧活亮快")
_ITEM = re.compile(r"[一二三四五六七八九十]{1,2}是|[①-⑳]|第[一二三四五六七八九十]{1,2}")
_YEAR = re.compile(
    r"(?:\d{2,4}|[〇零一二三四五六七八九]{4}|[xX×*]{2,4})年.{0,5}|\d{1,2}[月日]份?"
)
# Brackets and quotes are read as one noun; a bracket left open ends with its clause.
# 同 before a verb is an adverbial (同研究), before a noun it is 与.
# A noun or adjective before 地 is an adverbial (创造性地).
_ADVERBIAL = re.compile(r"[njUW]a")
_TOGETHER = re.compile(r"T(?=[VWPLHCv])")
# A body and the preposition behind it that dictionaries take for one word (区委以……为指导).
_MISCUT = {
    "上作": (1, "fL"),
    "委以": (1, "zp"),
    "组与": (1, "zR"),
    "委与": (1, "zR"),
    "委将": (1, "zJ"),
    "委把": (1, "zb"),
}
_QUOTED = re.compile(r"\([^().;]{0,120}\)")


class Tokens(NamedTuple):
    """Words as parallel columns with the code of each.

    Parameters
    ----------
    starts, ends
        Offsets of each token.
    codes
        One letter a token; see the module.
    """

    starts: list[int]
    ends: list[int]
    codes: str


def make_tokens(
    text: str,
    words: Words,
    ranges: Iterable[range],
    table: VerbTable,
    *,
    open_verbs: bool = False,
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
    table
        The verbs.
    open_verbs
        Whether a word that only its tag calls a verb may be one.
    """
    starts: list[int] = []
    ends: list[int] = []
    tags: list[str] = []
    for indices in ranges:
        starts += words.starts[indices.start : indices.stop]
        ends += words.ends[indices.start : indices.stop]
        tags += words.tags[indices.start : indices.stop]
    starts, ends, tags = _recut(text, starts, ends, tags, table)
    keys = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    coder = _coder(open_verbs)
    known = coder.known(keys, tags, table)
    columns = "".join(map(known.__getitem__, keys))
    starts, ends, codes = _join_and_cut(text, starts, ends, columns, coder.cuts, table)
    codes = _TOGETHER.sub("d", _QUOTED.sub(_as_noun, codes)).replace("T", "R")
    return Tokens(starts, ends, _ADVERBIAL.sub("da", codes))


class _Coder:
    """Codes of words as they are met; a word always has the same one.

    Parameters
    ----------
    is_open
        Whether a word that only its tag calls a verb may be one.
    """

    def __init__(self, *, is_open: bool) -> None:
        self.cuts: dict[str, tuple[int, str]] = {}
        self._codes: dict[str, str] = {}
        self._is_open = is_open

    def known(self, keys: list[str], tags: list[str], table: VerbTable) -> dict[str, str]:
        """Return code and shape of every one of the words."""
        codes = self._codes
        if len(codes) > _MEMO_LIMIT:
            self._codes = codes = {}
        unmet = set(keys).difference(codes)
        if unmet:
            for word, tag in zip(keys, tags, strict=True):
                if word in unmet:
                    unmet.discard(word)
                    code = _code(word, tag, table, self.cuts, open_verbs=self._is_open)
                    codes[word] = code + _shape(word, code)
        return codes


@cache
def _coder(is_open: bool) -> _Coder:
    return _Coder(is_open=is_open)


def _shape(word: str, code: str) -> str:
    """Return how a word may join its neighbour; see ``_PAIR``."""
    if code == "!":
        return "!"
    if code in VERBS:
        return "v" if len(word) == 1 else "V"
    if word in _JOINABLE:
        return "i" if len(word) == 1 else "J"
    if word in ("特别", "尤其"):
        return "E"
    return "1" if len(word) == 1 and code not in _CLOSED else "."


def _recut(
    text: str, starts: list[int], ends: list[int], tags: list[str], table: VerbTable
) -> tuple[list[int], list[int], list[str]]:
    """Put together the words of the tables that the segmenter has cut."""
    new_starts: list[int] = []
    new_ends: list[int] = []
    new_tags: list[str] = []
    done = 0
    total = len(starts)
    for start, stop in table.find_unlisted(text):
        first = bisect_left(starts, start, done)
        if first >= total or starts[first] != start or ends[first] >= stop:
            continue
        last = bisect_left(ends, stop, first)
        if last >= total or (ends[last] != stop and text[stop - 1] in _AMBIGUOUS):
            continue
        new_starts += starts[done:first]
        new_ends += ends[done:first]
        new_tags += tags[done:first]
        new_starts.append(start)
        new_ends.append(stop)
        new_tags.append("v")
        if ends[last] > stop:
            new_starts.append(stop)
            new_ends.append(ends[last])
            new_tags.append("n")
        done = last + 1
    return new_starts + starts[done:], new_ends + ends[done:], new_tags + tags[done:]


def _join_and_cut(
    text: str,
    starts: list[int],
    ends: list[int],
    columns: str,
    cuts: dict[str, tuple[int, str]],
    table: VerbTable,
) -> tuple[list[int], list[int], str]:
    """Join the parts of verbs, cut the words that hide one; codes and shapes alternate."""
    codes, shapes = columns[0::2], columns[1::2]
    new_starts: list[int] = []
    new_ends: list[int] = []
    pieces: list[str] = []
    done = at = 0
    while match := _PAIR.search(shapes, at):
        first = match.start()
        at = first + 1
        if match.group() == "!":
            length, code = cuts[text[starts[first] : ends[first]]]
            middle = starts[first] + length
            added: tuple[tuple[int, int], ...] = (
                (starts[first], middle),
                (middle, ends[first]),
            )
        else:
            last, code = _joined(text, starts, ends, codes, shapes, first, table)
            if last == first:
                continue
            added = ((starts[first], ends[last]),)
            at = last + 1
        new_starts += starts[done:first]
        new_ends += ends[done:first]
        new_starts += [start for start, _ in added]
        new_ends += [end for _, end in added]
        pieces += (codes[done:first], code)
        done = at
    pieces.append(codes[done:])
    return new_starts + starts[done:], new_ends + ends[done:], "".join(pieces)


def _joined(
    text: str,
    starts: list[int],
    ends: list[int],
    codes: str,
    shapes: str,
    first: int,
    table: VerbTable,
) -> tuple[int, str]:
    """Return the last of the words that make one with the word at ``first``, and its code."""
    start, last, code = starts[first], first, codes[first]
    for i in range(first + 1, min(first + 4, len(starts))):
        if starts[i] != ends[i - 1] or shapes[i] not in "VvJi1":
            break
        word = text[start : ends[i]]
        if word in table.verbs or word in table.roles:
            last, code = i, _code(word, "v", table, {})
        elif (
            i == last + 1
            and text[starts[i] : ends[i]] in _NOMINALIZERS
            and (
                code == "W"
                or (code in VERBS and (ends[i] - starts[i] == 1 or codes[first - 1] in "VLS"))
            )
        ):
            return i, "n"
        elif i == last + 1 and code == "W" and text[starts[i] : ends[i]] in _BODIES:
            return i, "z"
    return last, code


def _as_noun(match: re.Match[str]) -> str:
    return "n" * (match.end() - match.start())


def _code(
    word: str,
    tag: str,
    table: VerbTable,
    cuts: dict[str, tuple[int, str]],
    *,
    open_verbs: bool = False,
) -> str:
    """Return the code of a word; ``!`` where it is cut in two, the cut noted."""
    mark = _MARKS.get(word)
    if mark is not None:
        return mark
    if open_verbs and tag.startswith("v") and word not in _NO_OBJECT:
        known = _verb_code(word, table)
        if known in (None, "n") or (known == "W" and tag == "v"):
            return "V" if len(word) > 1 else "v"
    role = table.roles.get(word)
    if role is not None:
        return _ROLE_CODES[role]
    cut = _MISCUT.get(word)
    code = None if cut else _verb_code(word, table) or _shape_code(word)
    if code is not None:
        return code
    if cut is None and len(word) >= 3 and tag not in ("m", "x", "eng"):
        cut = _cut(word, table)
    if cut is not None:
        cuts[word] = cut
        return "!"
    return _tag_code(word, tag, open_verbs=open_verbs)


def _shape_code(word: str) -> str | None:
    """Return the code of markers and dates, known by their characters."""
    if _ITEM.fullmatch(word):
        return "h"
    return "t" if _YEAR.fullmatch(word) else None


def _tag_code(word: str, tag: str, *, open_verbs: bool) -> str:
    """Return the code of a word that no table knows."""
    if (word[0].isdigit() or word[0] in "*×○□＿") and not tag.startswith("n"):
        return "k"
    if tag == "v" and (len(word) != 2 or not open_verbs):
        return "n"
    if tag in ("ns", "nt"):
        return "z"
    code = _TAG_CODES.get(tag, "n")
    return "z" if code == "n" and word.endswith(ACTORS) else code


def _verb_code(word: str, table: VerbTable) -> str | None:
    verb = table.get(word)
    if verb is None:
        return None
    if verb.fault:
        return "n"
    if verb.helper:
        return "H"
    if len(word) == 1:
        return "L" if verb.frame == "light" else "v"
    if verb.frame != "plain":
        return _FRAME_CODES[verb.frame]
    return "W" if verb.nominal else "V"


def _cut(word: str, table: VerbTable) -> tuple[int, str] | None:
    """Return where to cut a word that starts with an adverbial or a verb, and both codes."""
    for length in (2, 1, 3, 4):
        rest = word[length:]
        if not rest:
            continue
        head = word[:length]
        role = table.roles.get(head)
        if role in ("adverb", "attribute", "required", "modal") and len(rest) >= 2:
            code = _verb_code(rest, table)
            if code is not None:
                return length, _ROLE_CODES[role] + code
        if length == 2 and len(rest) >= 2:
            code = _verb_code(head, table)
            if code is not None and code in "VPLCIG" and table.get(word) is None:
                return length, code + (_verb_code(rest, table) or "n")
            if code == "H":
                return length, code + (_verb_code(rest, table) or "n")
            if code == "W" and len(rest) == 2 and rest.endswith(ACTORS):
                return length, "Wz"
    return None

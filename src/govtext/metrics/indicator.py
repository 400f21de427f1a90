"""Find the words that say what a figure counts or measures.

A figure before its noun takes the noun phrase; a figure behind verb and noun takes both; a
figure behind words of change takes what changed, carried from an earlier figure where its own
clause doesn't say.
"""

from __future__ import annotations

import re

from govtext.records import Words

__all__ = [
    "clean_subject",
    "head_verb",
    "noun_phrase",
    "opens_with_verb",
    "split_parallel",
    "verb_phrase",
]

_OPENING = re.compile(
    r"^(?:[ 　、，；：。,;:）)（(\-—·•|]|其中|此外|另外|另有|另|同时|并且?|还|仅|先后|已经?|共计?(?!同|产|和|享|建)|累计|总计|全年|去年|今年|"
    r"目前|年末|年底|月末|全市共|全省共|全国共|全县共|以及|及|和(?!谐|平|田)|与|或|为此|截至[^，；。]{0,12}?(?:年底|月底|目前|末|日)|截止[^，；。]{0,12}?(?:年底|月底|目前|末|日)|"
    r"(?:[到至比])?(?:(?:1[89]|20)\d\d|[一二][〇零○九八七六五四三二一]{3})年(?:底|末|初|度|以来|来|上半年|下半年|\d{1,2}月(?:\d{1,2}日)?)?|"
    r"[一二两三四五六七八九十\d]{1,2}年(?:来|间|内)|五年来|(?:过去|近|这|前)[一二两三四五六七八九十几\d]{1,2}年来?|的(?!士)|则|而|但|即|就|"
    r"由于|由此|当年|本年|上年|前年|年内|期末|[一二三四五六七八九十]是|一年来|均|分别|新的一年|经过努力|这一年|一年中|也|又|再|从中|"
    r"初步核算|据统计|据测算|据初步统计|按现价计算|按可比价格?计算)+"
)
_CLOSING = re.compile(
    r"(?:[ 　、，,:：]|分别|均|各|已经?|先后|共计?|累计|合计|总计|达|近|约|为|的|了|有|又|还|仅|只|就|则|这|等|实现了?|其中|以|由|从|到|\[\d{1,3}\]|由[^，]{0,4}年的|约?占(?=$)x)+$"
)
_AGENT = re.compile(
    r"^[^，；。、]{0,24}?(?:委员会|常委会|党委|党组|纪委监委|纪检监察机关|纪检监察组织|纪委|监委|监察局|机关|党组织|党支部|法院|检察院|"
    r"领导小组|全[国省市县区州乡镇系行局校]|各级|我[们国省市县区]|主要领导|主要负责人|[主]要负责同志|班子成员|书记|同志)"
    r"(?:共|先后|累计|全年|已|均|带头|坚持|着力|深入|认真|积极|严格|依法|依规|就|都|也|又|还|牵头|一年来)*(?=[\u4e00-\u9fff“《])"
)
_MEANS = re.compile(
    r"^(?:通过|经过|依托|借助|围绕|针对|按照|根据|结合|采取|紧盯|聚焦)[^，；。]{1,16}?(?=(?:挽回|查处|立案|处置|开展|举办|组织|实现|发现|追回))"
)
_ADVERB = re.compile(
    r"^(?:先后|深入|认真|扎实|积极|大力|全面|持续|切实|严肃|严格|不断|进一步|有序|稳步|及时|集中|统筹|主动|着力|继续|又|还|共|已|依法|坚决|精准|高效|高标准|高质量|从严|常态化|分级分类|分批|分期|多渠道|累计)+"
)
_STOP_NOUN = re.compile(r"[、，；：。！？()（）\n|\[\]]|等(?!级|次|候|待|方面)|以上|左右")
_FUNCTION_TAGS = frozenset(
    ("p", "c", "d", "r", "u", "uj", "ul", "uz", "ug", "y", "f", "m", "t")
)
_NOUN_TAGS = ("n", "l", "j", "i", "s", "b", "a", "g", "k", "z", "x", "eng", "q", "h")
_NOT_NOUN = frozenset(["和", "与", "及", "或", "并", "以及", "等"])
_TRUE_VERBS = frozenset(
    [
        "进行",
        "参加",
        "开展",
        "实行",
        "实施",
        "给予",
        "作出",
        "做出",
        "到",
        "赴",
        "参与",
        "接受",
        "获得",
        "获",
        "完成",
        "达到",
        "实现",
        "建成",
        "投入",
        "投产",
        "开工",
        "竣工",
        "取得",
        "受到",
        "通过",
        "纳入",
        "列入",
        "进入",
        "全部",
        "得到",
        "脱贫",
        "落户",
        "签约",
        "落地",
        "入驻",
        "通车",
        "建立",
        "下发",
        "发放",
        "提出",
        "被",
        "来自",
        "用于",
        "从事",
        "位于",
        "属于",
        "位居",
        "获评",
        "入选",
        "摘帽",
        "退出",
        "已",
        "全面",
        "加快",
        "顺利",
        "分别",
        "均",
        "正式",
        "率先",
        "超过",
        "拥有",
        "实行",
        "举行",
        "召开",
        "出席",
        "提供",
        "享受",
        "组成",
        "改造",
        "启动",
        "登陆",
        "落马",
        "移送",
        "落实",
        "办结",
        "在",
        "向",
        "对",
        "为",
        "按",
        "从",
        "把",
        "将",
        "由",
        "于",
        "使",
        "让",
        "与",
        "同",
        "就",
        "以",
        "是",
        "有",
        "没有",
        "仍",
        "还",
        "都",
        "也",
        "共",
        "先后",
        "全",
        "未",
        "不",
    ]
)


def _tag(words: Words, index: int) -> str:
    return words.tags[index]


def noun_phrase(text: str, words: Words, start: int, stop: int) -> tuple[int, int] | None:
    """Return the span of the noun phrase that begins at ``start``, or None.

    ``stop`` bounds the search: the next figure or the end of the clause.
    """
    while start < stop and text[start] in " 　的":
        start += 1
    broken = _STOP_NOUN.search(text, start, stop)
    stop = broken.start() if broken else stop
    if start >= stop:
        return None
    particle = text.find("的", start, min(stop, start + 26))
    seen, end = False, start
    for index in words.between(start, stop):
        left, right = max(words.starts[index], start), min(words.ends[index], stop)
        word, tag = text[left:right], words.tags[index]
        if (
            tag[0] == "n"
            or tag in ("vn", "an", "l", "j", "i", "s", "eng")
            or (tag == "x" and word not in "“”")
        ):
            seen, end = True, right
            continue
        if word == "的" or word in "“”‘’":
            continue
        after = particle >= right
        if word in _TRUE_VERBS and not after:
            break
        if tag[0] in "pcdru" and not after:
            if word in _NOT_NOUN and seen:
                continue
            break
        if tag == "v" and not after:
            if seen:
                if right >= stop and right - left >= 2:
                    end = right
                break
            end = right
    return (start, end) if end > start else None


def verb_phrase(text: str, words: Words, start: int, stop: int) -> tuple[int, int] | None:
    """Return the span of the verb phrase that begins at ``start`` (专题研究……), or None."""
    del words
    broken = re.compile(r"[，；：。！？()（）\n]").search(text, start, stop)
    stop = broken.start() if broken else stop
    return (start, stop) if stop - start >= 2 else None


def opens_with_verb(text: str, words: Words, start: int, stop: int) -> bool:
    """Tell whether the first word of ``text[start:stop]`` is a verb."""
    for index in words.between(start, stop):
        tag = words.tags[index]
        word = text[words.starts[index] : words.ends[index]]
        if tag[0] == "d" or tag in ("ad", "x", "t"):
            continue
        return (tag == "v" and word not in _NOMINAL) or word in _VERBS
    return False


_VERBS = frozenset(
    [
        "立案",
        "结案",
        "处分",
        "约谈",
        "通报",
        "问责",
        "查处",
        "移送",
        "留置",
        "追缴",
        "挽回",
        "免职",
        "诫勉",
        "函询",
        "谈话",
        "表彰",
        "培训",
        "培养",
        "提拔",
        "受理",
        "处置",
        "追赃",
    ]
)
_NOMINAL = frozenset(
    [
        "工作",
        "建设",
        "规划",
        "生产",
        "服务",
        "管理",
        "教育",
        "投资",
        "消费",
        "用水",
        "供水",
        "发电",
        "研究",
        "设计",
        "交易",
        "保险",
        "领导",
    ]
)


def head_verb(text: str, words: Words, start: int, stop: int) -> tuple[int, int] | None:
    """Return the span of the verbs that ``text[start:stop]`` opens with, or None."""
    end = start
    for index in words.between(start, stop):
        left, right, tag = words.starts[index], words.ends[index], words.tags[index]
        word = text[left:right]
        if tag[0] == "d" and end == start:
            continue
        if (
            tag in ("v", "vn", "vd") and (end == start or word not in _NOMINAL)
        ) or word in _VERBS:
            if left > end > start:
                break
            end = right
            if end - start >= 4:
                break
            continue
        break
    return (start, end) if end > start else None


def clean_subject(text: str, words: Words, start: int, stop: int) -> tuple[int, int]:
    """Strip openings, agents, means, adverbs and trailing particles from a segment."""
    segment = text[start:stop]
    for pattern in (_OPENING, _AGENT_STEP, _MEANS, _OPENING, _ADVERB):
        match = pattern.match(segment)
        if match is None:
            continue
        rest = start + match.end()
        if pattern is _AGENT_STEP and not opens_with_verb(text, words, rest, stop):
            continue
        if pattern is _ADVERB and rest >= stop:
            continue
        start, segment = rest, text[rest:stop]
    closing = _CLOSING.search(segment)
    if closing:
        stop -= len(closing[0])
    return start, max(start, stop)


_AGENT_STEP = _AGENT


def split_parallel(
    text: str, start: int, stop: int, count: int
) -> list[tuple[tuple[int, int], ...]] | None:
    """Split A、B和C into ``count`` subjects, the head noun of the last given to each.

    Each subject is a tuple of spans to be read one after the other; None where the list
    doesn't have that many parts.
    """
    cuts = [m.span() for m in re.finditer(r"、|和|与|及|以及|，", text[start:stop])]
    if len(cuts) < count - 1:
        return None
    if len(cuts) > count - 1:
        marks = [c for c in cuts if text[start + c[0] : start + c[1]] in "、，"]
        others = [c for c in cuts if c not in marks]
        cuts = (
            marks
            if len(marks) == count - 1
            else [*marks, *others[-1:]]
            if len(marks) == count - 2 and others
            else []
        )
        if len(cuts) != count - 1:
            return None
    edges = [start, *(start + edge for cut in cuts for edge in cut), stop]
    parts = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    if any(right <= left for left, right in parts):
        return None
    return [(part,) for part in parts]

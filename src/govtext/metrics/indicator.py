"""Find the words that say what a figure counts or measures.

A figure before its noun takes the noun phrase; a figure behind verb and noun takes both; a
figure behind words of change takes what changed, carried from an earlier figure where its own
clause doesn't say.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from types import MappingProxyType
from typing import Final

from govtext.lexicon.tables import load_topic
from govtext.records import Words

__all__ = [
    "clean_subject",
    "ends_in_verb",
    "head_verb",
    "noun_phrase",
    "opens_with_verb",
    "split_parallel",
    "verb_phrase",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_YEAR: Final = r"(?:(?:1[89]|20)\d\d|[一二][〇零○九八七六五四三二一]{3})年"
_OPENING: Final = re.compile(
    r"(?:[ 　、，；：。,;:）)（(\-—·•|①-⑳]|\d{1,3}[.．、）)](?!\d)|其中|此外|另外|另有|另|同时|并且?(?!网|购)|还|仅|先后|已经?|共计?(?!同|产|和|享|建)|累计|总计|全年|去年|今年|"
    r"目前|年末|年底|月末|全市共|全省共|全国共|全县共|以及|及|和(?!谐|平|田)|与|或|为此|截[至止][^，；。]{0,12}?(?:年底|月底|目前|末|日)|"
    rf"(?:[到至比从由自]|截至)?{_YEAR}(?:底|末|初|度|以来|来|上半年|下半年|\d{{1,2}}月(?:\d{{1,2}}日|份)?(?:[至到—\-]\d{{1,2}}月)?)?(?:的(?!确))?|"
    r"[一二两三四五六七八九十\d]{1,2}(?:个)?[年月](?:多)?(?:来|间|内|中)|(?:过去|近|这|前)[一二两三四五六七八九十几\d]{1,2}年来?|的(?!士)|则|而|但|即(?!将)|(?:今年|年初|去年)?以来|[上下]半年|第?[一二三四前][三]?季度|就(?!业|地|医|诊|近|餐|读|学|[^，。；]{2,40}(?:提出|开展|进行|达成|作出|召开|听取|形成))|"
    r"由于|由此|当年|本年|上年|前年|年内|期末|[一二三四五六七八九十]是|一年来|均(?!衡|价)|分别|新的一年|经过努力|这一年|一年中|也|又|再(?!生|就|贷|保|次|造)|从中|"
    r"至\d{1,2}月|初步核算|据统计|据测算|据初步统计|初步统计|按现价计算|按可比价格?计算|预计|力争|争取(?!到?(?:上级|中央|省级?|市级?|国家|专项|资金|补助|项目|政策|各类|各级))|确保|要求|到(?!位|期|岗|账|访|货)|要(?!素|点|件|案|求|闻|塞|害)|将|但是?|是|使其?|促进|带动|(?:共|现|还|已|仍|约)?有(?!关|效|机|色|限|序|力|线|利|望)|拥有|年|\d{1,2}月(?:份)?以来)+",
    re.ASCII,
)
_CLOSING: Final = re.compile(
    r"(?:[ 　、，,:：]|分别|均|各|已经?|先后|共计?|累计|合计|总计|达|近|约|为|的|了|有|又|还|仅|只|就|则|这|仍|必须|需要|应当|须|(?<![供响反适效对])应|需|不得|在|实现了|其中|以|由|从|到|\[\d{1,3}\]|"
    rf"{_YEAR}(?:底|末|初|\d{{1,2}}月)?)+$"
)
_CLOSING_ENDS: Final = frozenset(
    " 　、，,:：别均各已经后计共累总达近约为须应需要当得的了有又还仅只就则这仍在中以由从到]年底末初月"
)
_AGENT: Final = re.compile(
    r"(?:委员会|常委会|党组织|党委|党组(?!织)|纪委监委|纪检监察机关|纪检监察组|[督巡检][察查]组|纪检监察组织|纪委|监委|监察局|机关|工委|党支部|法院|检察院|公安局|"
    r"领导小组|全[国省市县区州乡镇系行局校]|各级|我[们国省市县区]|主要领导|负责人|负责同志|班子成员|书记|部门|单位)"
    r"(?:共|先后|累计|全年|已|均|带头|坚持|着力|深入|认真|积极|严格|依法|依规|就(?!业|地|近|医|诊|读|学)|都|也|又|还|牵头|一年来|[，])*(?=[\u4e00-\u9fff“《])"
)
_BODY: Final = re.compile(r"[委组机院局书记部人我全各位]")
_GIVEN: Final = re.compile(r"[被对向把由将受占]|听取|召开|移送|支持|督促|配合|协助")
_MEANS: Final = re.compile(
    r"(?:通过|经过|依托|借助|围绕|针对|按照|根据|结合|采取|紧盯|聚焦|会同|联合|运用|利用|在(?![建校职岗读线册逃编研库场园籍外华京押办谈营训位])|对|向|"
    r"从(?!业)|为(?!民)|与|同|以|就(?!业|地|医|诊|近|餐|读|学))"
)
_WHERE: Final = re.compile(
    r"[在从于][^，；。]{2,40}?(?:中|上|下|里|内|期间|时|前|后|之[前后间际])(?=[\u4e00-\u9fff])"
)
_PLACES: Final = re.compile(
    r"(?:赴|前往|深入|到)[^，；。]{1,16}?(?:等地|等处|一线|现场)|[^，；。]{2,40}之间"
)
# A place ends in one of these.
_PLACE_ENDS: Final = re.compile("等[地处]|一线|现场|之间")
_ADVERB: Final = re.compile(
    r"(?:先后|深入|认真|扎实|积极|大力|全面|持续|切实|严肃|严格|不断|进一步|有序|稳步|及时|集中|统筹|主动|着力|继续|又|还|共|已|依法|坚决|精准|高效|"
    r"高标准|高质量|从严|常态化|分级分类|分批|分期|多渠道|累计|全年|全市|全省|全县|全区|全国)+"
)
# First signs of the three patterns above: most clauses begin with another.
_OPENING_SIGNS: Final = frozenset(
    " 　、，；：。,;:）（)(-—·•|①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳0123456789一七三上下两与为九也争二五仅今仍从以但使促先全八六共其再分则初到前力"
    "十即去又及另同和四均将就已带年并当总或截拥按据新是月有期本此比现由的目确第累约经而自至要过近还这预"
)
_MEANS_SIGNS: Final = frozenset("与为从以会依借利同向围在对就按根紧经结联聚运通采针")
_ADVERB_SIGNS: Final = frozenset(
    "不严主从依先全共分切又及坚多大已常扎持有深着积稳精累统继认还进集高"
)
# A short bracket without figures belongs to the noun: 村（社区）党组织.
_STOP_NOUN: Final = re.compile(
    r"[（(][^（）()\d，。；]{1,10}[）)]|(?P<stop>[、，；：。！？()（）\n|\[\]]|等(?!级|次|候|待|方面)|(?<!级)以上|左右|因(?![素此子地果公]))"
)
_PEOPLE: Final = (
    "骨干",
    "人员",
    "专家",
    "人才",
    "代表",
    "教师",
    "医生",
    "干部",
    "队员",
    "人士",
    "力量",
)
_LISTED: Final = re.compile(
    r"不[^，。；、\d]{1,6}(?:、[^，。；、\d]{1,8}){1,3}的(?=[\u4e00-\u9fff])"
    rf"|(?P<heads>[^，。；、的\d]{{2,6}}(?:、[^，。；、的\d]{{2,6}}){{0,4}})、"
    rf"(?=[^，。；、的\d]{{2,6}}?(?:{'|'.join(_PEOPLE)})(?:[，。；、]|\Z))"
)
_MANNER: Final = _words("严格 认真 深入 积极 扎实 切实 主动 带头")
_OF: Final = re.compile(r"(?<!(?<!入)党)的")
_PHRASE_END: Final = re.compile(r"[，；：。！？()（）\n]")
_FUNCTION: Final = _words("v vd vq p c d dg r u uj ul uz ug ud uv y f m q t e o")
_AND: Final = _words("和 与 及 或 并 以及")
_BETWEEN: Final = frozenset("的“”‘’、")
_LIGHT: Final = ("开展", "进行", "实行", "举行", "召开")
_SCOPE: Final = re.compile(r"[全本我][国省市县区镇州乡村校系省]")
_NOMINAL: Final = _words(
    "工作 建设 规划 生产 服务 管理 教育 投资 消费 用水 供水 发电 研究 设计 交易 保险 领导"
)
_INSIDE: Final = _words("直 县直 市直 区直 省直")
# A name in quotes is one noun, whatever its words are; longer quotes are speech.
_QUOTED: Final = 16
# Behind a noun these are a part of it (区域级商圈, 技术开发类院所), whatever the tagger says.
_SUFFIXES: Final = _words("级 类 型 式 档")
# Before a verb stand adverbs, marks and times.
_PASSED: Final = _words("ad x t")
# Adverbs before a verb, nouns or adjectives to the tagger.
_ADVERBIAL: Final = _words("主动 专题 全部 自愿 自觉")
# 企业与农户签订……: what was counted acts together with others.
_MUTUAL: Final = re.compile("签订|签约|签署|结对|结成|达成|共建|对接|合作|联合|联建")
_YOUNG: Final = _words("青年 少年 青少年 老年 中年")
_AMONG: Final = _words("中 里 中有 当中 之中")
_STATES: Final = _words(
    "到 赴 被 全部 顺利 均 正式 率先 全 未 不 依托 要 应 须 脱贫 落户 签约 落地 入驻 通车 竣工 开工 投产 办结 摘帽 退出 登陆 落马 到货 获 获评 入选 上榜 接受 得到 成为 享有 享受 受到 处于 得以 担任 驻村 驻点 驻村帮扶 结对帮扶 换届 前往"
)


@cache
def _verbs() -> MappingProxyType[str, bool]:
    """Return the verbs of official language, each with whether it is often a noun."""
    rows = load_topic("verbs").table("verbs.tsv").records()
    return MappingProxyType({row["verb"]: row["nominal"] == "y" for row in rows})


def _is_verb(word: str) -> bool:
    """Tell whether a word can only be a verb here."""
    nominal = _verbs().get(word)
    if nominal is not None:
        return not nominal
    # Verb and noun in one word: 开展调研.
    return word in _STATES or (len(word) == 4 and word.startswith(_LIGHT))


def _may_act(word: str, tag: str) -> bool:
    """Tell whether a word can be a verb, whatever else it can be."""
    return word not in _NOMINAL and (word in _verbs() or tag == "v")


def noun_phrase(
    text: str, words: Words, start: int, stop: int, *, governed: bool = False
) -> tuple[int, int] | None:
    """Return the span of the noun phrase that begins at ``start``, or None.

    ``stop`` bounds the search: the next figure or the end of the clause. Behind a governed
    noun stands the clause's own verb, though it may elsewhere be a noun itself: the last such
    word ends the noun.
    """
    while start < stop and text[start] in " 　的被":
        start += 1
    listed = _list_end(text, start, stop)
    stop = next((m.start() for m in _STOP_NOUN.finditer(text, listed, stop) if m["stop"]), stop)
    if start >= stop:
        return None
    begin = _behind_particle(text, words, start, stop)
    seen, acts, end, own, quoted = False, False, start, start, start
    starts, ends, tags = words.starts, words.ends, words.tags
    for index in words.between(begin, stop):
        left, right = max(starts[index], start), min(ends[index], stop)
        word, tag = text[left:right], tags[index]
        if left < quoted:
            continue
        if word == "“" and (close := text.find("”", right, min(stop, right + _QUOTED))) > right:
            seen, end = True, close + 1
            quoted = end
            continue
        if seen and _parts(text, word, right, stop):
            break
        if (
            word in _BETWEEN
            or (word in _AND and (seen or acts))
            or _is_passed(word, tag, left == start, acts)
        ):
            continue
        if _is_verb(word):
            if seen:
                break
            end, acts = right, True
        elif _ends_noun(word, tag, seen):
            break
        else:
            if governed and seen and _may_act(word, tag):
                own = end
            seen, end = seen or _SCOPE.fullmatch(word) is None, right
    end = own if own > start else end
    return (start, end) if end > start else None


def _list_end(text: str, start: int, stop: int) -> int:
    """Return where the last part of a list begins that one noun closes, or ``start``.

    党务、财务、审计骨干 are one noun, and so are 不担当、不作为的干部; 干部、群众 are two.
    """
    listed = _LISTED.match(text, start, stop)
    if listed is None:
        return start
    heads = listed["heads"]
    if heads and any(part.endswith(_PEOPLE) for part in heads.split("、")):
        return start
    return listed.end()


def _ends_noun(word: str, tag: str, seen: bool) -> bool:
    """Tell whether a word that is no verb can't belong to the noun before it."""
    if word in _YOUNG or (seen and word in _SUFFIXES):
        return False
    return (tag in _FUNCTION and tag != "v") or (seen and word in _AMONG)


def _parts(text: str, word: str, right: int, stop: int) -> bool:
    """Tell whether a word behind a noun begins what the noun does: its manner, its company."""
    if word[:2] in _MANNER:
        return len(word) == 2 or word[2:] in _verbs()
    return word == "与" and _MUTUAL.search(text, right, stop) is not None


def _behind_particle(text: str, words: Words, start: int, stop: int) -> int:
    """Return where the head noun begins: behind the 的 of an attribute, or at ``start``."""
    of = _OF.search(text, start, min(stop, start + 26))
    if of is None:
        return start
    if of.end() >= stop:
        return start
    first = next(iter(words.between(start, stop)), None)
    if first is not None and of.start() > start + 6:
        word = text[max(words.starts[first], start) : words.ends[first]]
        if not (_is_verb(word) or words.tags[first] in "pdv"):
            return start
    return of.end()


def _is_passed(word: str, tag: str, is_first: bool, acts: bool) -> bool:
    """Tell whether a word is passed over: 了 behind a verb, a mistagged first word."""
    if word in _INSIDE or word == "以上" or (is_first and word == "受"):
        return True
    if acts:
        return word == "了" or tag == "m"
    if is_first and (word in _ADVERBIAL or word == "在"):
        return True
    return is_first and len(word) > 1 and tag in "rd" and word not in _STATES


def verb_phrase(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """Return the span of the verb phrase that begins at ``start`` (专题研究……), or None."""
    broken = _PHRASE_END.search(text, start, stop)
    stop = broken.start() if broken else stop
    return (start, stop) if stop - start >= 2 else None


def opens_with_verb(text: str, words: Words, start: int, stop: int) -> bool:
    """Tell whether the first word of ``text[start:stop]`` is a verb."""
    starts, ends, tags = words.starts, words.ends, words.tags
    index = bisect_right(ends, start)
    while index < len(starts) and (left := starts[index]) < stop:
        tag, right = tags[index], ends[index]
        word = text[max(left, start) : right]
        if tag[0] != "d" and tag not in _PASSED and word not in _ADVERBIAL:
            if right >= stop and left > start:
                return False
            return _may_act(word, tag)
        index += 1
    return False


def ends_in_verb(text: str, words: Words, start: int, stop: int) -> bool:
    """Tell whether the last word of ``text[start:stop]`` can only be a verb (抽调委员组成)."""
    index = bisect_right(words.starts, stop - 1) - 1
    left = words.starts[index]
    return left >= start and _verbs().get(text[left:stop]) is False


def head_verb(text: str, words: Words, start: int, stop: int) -> tuple[int, int] | None:
    """Return the span of the verbs that ``text[start:stop]`` opens with, or None."""
    end = start
    for index in words.between(start, stop):
        right, tag = words.ends[index], words.tags[index]
        word = text[words.starts[index] : right]
        if tag[0] == "d" and end == start:
            continue
        first = end == start
        nominal = _verbs().get(word, tag != "v" or not first)
        if (nominal and (not first or word not in _verbs())) or (not first and len(word) == 1):
            break
        end = right
        if end - start >= 4:
            break
    return (start, end) if end > start else None


def clean_subject(text: str, words: Words, start: int, stop: int) -> tuple[int, int]:
    """Strip openings, agents, means, adverbs and trailing particles from a segment."""
    if start >= stop:
        return start, start
    begin = start
    if text[start] in _OPENING_SIGNS and text[start] not in "与同":
        start = _skip(_OPENING, text, start, stop)
    if stop - start >= 4 and text[begin] != "、" and _BODY.search(text, start, stop):
        start = _skip_agent(text, words, start, stop)
    if text[start] in _MEANS_SIGNS and _MEANS.match(text, start, stop):
        start = _skip_means(text, words, start, stop)
    if _PLACE_ENDS.search(text, start, stop):
        start = _skip_place(text, words, start, stop)
    if start > begin and text[start] in _OPENING_SIGNS:
        start = _skip(_OPENING, text, start, stop)
    if text[start] in _ADVERB_SIGNS:
        rest = _skip(_ADVERB, text, start, stop)
        start = rest if rest < stop else start
    if stop > start and text[stop - 1] in _CLOSING_ENDS:
        closing = _CLOSING.search(text, start, stop)
        stop = closing.start() if closing else stop
    return start, max(start, stop)


def _skip(pattern: re.Pattern[str], text: str, start: int, stop: int) -> int:
    match = pattern.match(text, start, stop)
    return match.end() if match else start


def _skip_agent(text: str, words: Words, start: int, stop: int) -> int:
    """Return where the verb begins behind the body that acts, or ``start``."""
    best = start
    for match in _AGENT.finditer(text, start, min(stop, start + 28)):
        rest = match.end()
        if text.startswith(("会同", "联合"), rest):
            return rest
        if _GIVEN.search(text, start, match.start()):
            break
        if opens_with_verb(text, words, rest, stop):
            best = rest
    return best


def _skip_place(text: str, words: Words, start: int, stop: int) -> int:
    """Return where the verb begins behind the places gone to, or ``start``."""
    place = _PLACES.search(text, start, stop)
    if place and place.end() < stop - 2 and opens_with_verb(text, words, place.end(), stop):
        return place.end()
    return start


def _skip_means(text: str, words: Words, start: int, stop: int) -> int:
    """Return where the verb begins behind a means, a place or a time, or ``start``."""
    best = _last_verb(text, words, start, stop)
    if best > start:
        return best
    for index in words.between(start + 1, stop):
        left, right = words.starts[index], words.ends[index]
        if left > start and right < stop and _may_act(text[left:right], words.tags[index]):
            best = left
    if best > start and text.startswith(("会同", "联合"), start):
        return best
    where = _WHERE.match(text, start, stop)
    if where and where.end() < stop - 1 and opens_with_verb(text, words, where.end(), stop):
        return where.end()
    return start


def _last_verb(text: str, words: Words, start: int, stop: int) -> int:
    """Return where the last plain verb of the segment begins, or ``start``."""
    best = start
    for index in words.between(start + 1, stop):
        left, right = words.starts[index], words.ends[index]
        if left > start and right <= stop and _verbs().get(text[left:right]) is False:
            best = left
    return best


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
    return (
        _ordinal_parts(text, parts)
        or _measured_parts(text, parts)
        or [(part,) for part in parts]
    )


_MEASURE: Final = re.compile(
    "(?:行业|产业|领域|地区|企业|居民|农民|职工|产品|项目|学生)?"
    "(?:人均|户均|可?支配|主营|营业|业务|销售|固定资产|装机|生产|出口|进口|纯|总|年){0,3}"
    "(?:收入|产值|增加值|投资|产量|销售额|总额|余额|人数|占比|比重|利润|价格|面积|容量|[\u4e00-\u9fff]{2}率)\\Z"
)
_MEASURES: Final = frozenset("值额量率数重比价费资款度积润口入税收")


def _measured_parts(
    text: str, parts: list[tuple[int, int]]
) -> list[tuple[tuple[int, int], ...]] | None:
    """Give the measure of the last to parts that name none (风电、光电装机容量)."""
    start, stop = parts[-1]
    if any(text[right - 1] in _MEASURES for _, right in parts[:-1]):
        return None
    measure = _MEASURE.search(text, start + 1, stop)
    if measure is None:
        return None
    return [*((part, measure.span()) for part in parts[:-1]), (parts[-1],)]


_ORDINAL: Final = re.compile(r"第?[一二三四五六七八九十]")
_QUARTERS: Final = re.compile(r"(?:季度|月份?)(?:分别|各)?")


def _ordinal_parts(
    text: str, parts: list[tuple[int, int]]
) -> list[tuple[tuple[int, int], ...]] | None:
    """Give the head noun of 第二、三、四种形态 to each; 一、二季度 leave what was measured."""
    start, stop = parts[-1]
    last = _ORDINAL.match(text, start, stop)
    if last is None or not all(_ORDINAL.fullmatch(text, *part) for part in parts[:-1]):
        return None
    head = last.end()
    period = _QUARTERS.match(text, head, stop)
    if period is not None:
        return [((period.end(), stop),)] * len(parts)
    return [*(((left, right), (head, stop)) for left, right in parts[:-1]), ((start, stop),)]

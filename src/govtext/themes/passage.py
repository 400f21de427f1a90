"""What is read off one paragraph before anything is decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from govtext.themes.cues import CueHit, Matchers

__all__ = ["PLAIN", "Opening", "Passage", "make_passage", "read_opening", "read_passage"]

_SENTENCE_MARKS: Final = re.compile(r"[。！？]")
_OPENING_REACH: Final = 90
_MOST: Final = 0.7
_PLAN_REACH: Final = 24
_WILL: Final = re.compile(
    r"(?:^|[，：]|[委会组局院校行司部镇乡市县区们府处所站队厂支团])将"
    r"(?=以|坚持|继续|深入|持续|紧|聚焦|牢|进一步|重点|从|全面|认真|严|按|把|着|始终|围绕|大力|积极|努力|切实"
    r"|坚定|保持|锲而不舍|驰而不息|毫不|更|贯彻|落实|组织|开展|构建|完善|建立|改进|拓展|打造|严肃|依托|发扬|弘扬|增强|提升|优化|用好|盯|守|严格|发力|直面|正视|动员|带领|团结"
    r"|加|推|强|突出|不断|充分|抓|做|在|对照|结合|坚决|更加|认真|一如既往|锚定|立足|深化|着眼|瞄准|集中|奋力|扎实|统筹|巩固|健全|全力)"
    # 将 that takes its object along, as 把 does: 将深化改革和制度创新有机结合.
    r"(?!(?:深化|加|推|强|抓|做)[^，。；：]{1,22}(?:结合|固化|转化|纳入|列入|列为|作为|融入|贯穿|嵌入|[放摆]在|置于))"
)
_YEAR_PLAN: Final = re.compile(
    r"(?:(?<![去上往前几每一二三四五六七八九十])年|年度|明年|今后|下一步|工作中)[，,]?[^。；]{0,14}?"
    r"(?:(?<![主重必首需])要(?![求点素件情闻害领务])|力争|拟|计划(?![，。、；的内外书]))"
)
_AHEAD: Final = ("明年", "下一步", "下步", "来年", "下一年", "下一阶段", "拟")
_PROBLEM_REACH: Final = 40
_FOUND: Final = re.compile(
    r"针对|督促|整改|查找|查摆|发现|反馈|指出|解决|纠正|排查|梳理|反映|通报|提出|破解|克服|补齐|消除"
)
_GLOSS: Final = re.compile(
    r"(?:\d{1,3}[.．、]\s*)?[^，。；：]{1,30}(?:[：:](?:是)?指|[：:，]?是指)"
)
_GLOSS_REACH: Final = 60
_ANNOUNCES: Final = re.compile(
    r"(?<!了)(?:抓好|抓实|做好|打好|办好|突出|推进|完成|实现)[^。；]{0,20}"
    r"(?:[以如]下|[一二三四五六七八九十几\d]{1,2}(?:个|大|项|件|方面))[^。；]{0,14}[：:。]$"
)
_ANNOUNCEMENT: Final = 150
# Any plan of a year holds one of these.
_INTENDS: Final = re.compile(r"[要力拟计]")
_CITED: Final = re.compile(r"《[^》\n]{0,60}》")


class Opening(NamedTuple):
    """How a paragraph opens.

    Parameters
    ----------
    problem, plan
        Whether a shortcoming or a plan of the reporting body opens it.
    turn
        Share of its characters that stand behind the first turn to shortcomings or plans,
        0 where there is none.
    frame
        Whether it opens or closes a report (现将……报告如下, 各位代表), or explains a term.
    announces
        Whether it does nothing but announce what follows (重点抓好以下工作：).
    """

    problem: bool = False
    plan: bool = False
    turn: float = 0.0
    frame: bool = False
    announces: bool = False

    @property
    def switches(self) -> bool:
        """Whether it leaves its section for the switching theme."""
        return self.problem or (self.plan and not self.frame)


PLAIN: Final = Opening()


class Passage(NamedTuple):
    """A paragraph's own words: the text without run-in heading, its cues and its opening.

    Parameters
    ----------
    text
        The text.
    hits
        Cues in it, those inside 《》 left out.
    first
        Offset at which its first full sentence ends, a slogan-like lead counted in.
    opening
        How it opens.
    """

    text: str
    hits: tuple[CueHit, ...]
    first: int
    opening: Opening


def read_passage(
    text: str, matchers: Matchers, lead: int = 0, *, strong_only: bool = True
) -> Passage:
    """Return the cues and the opening of a paragraph's own words.

    Parameters
    ----------
    text
        The words, folded.
    matchers
        Cue matchers of the taxonomy.
    lead
        Length of the lead at its beginning.
    strong_only
        Whether to look for the strong cues of themes only, which is all a model needs
        beside it.
    """
    hits = (matchers.strong if strong_only else matchers.content).find(text)
    return make_passage(text, hits, matchers.openings.find(text), lead)


def make_passage(
    text: str, hits: Sequence[CueHit], turns: Sequence[CueHit], lead: int = 0
) -> Passage:
    """Return a paragraph's own words with cues found before.

    Parameters
    ----------
    text
        The words, folded.
    hits
        Cues of themes in it.
    turns
        Openings in it.
    lead
        Length of the lead at its beginning.
    """
    if hits and "《" in text:
        cited = [match.span() for match in _CITED.finditer(text)]
        hits = [hit for hit in hits if not _inside(hit, cited)]
    end = _SENTENCE_MARKS.search(text, lead)
    first = end.end() if end else len(text)
    return Passage(text, tuple(hits), first, read_opening(text, turns, first, lead))


def _inside(hit: CueHit, cited: list[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in cited)


def read_opening(text: str, turns: Sequence[CueHit], first: int, lead: int = 0) -> Opening:
    """Tell how a text opens, from its first sentence, and where it turns to the body itself.

    Parameters
    ----------
    text
        The words, folded.
    turns
        Openings of the taxonomy in it.
    first
        Where the first full sentence ends.
    lead
        Length of the lead.
    """
    problem = plan = False
    frame = text.find("指", 0, _GLOSS_REACH) > 0 and bool(_GLOSS.match(text, 0, _GLOSS_REACH))
    turn = len(text)
    reach = min(first, lead + _OPENING_REACH)
    for hit in turns:
        if hit.tier == "none":
            frame = frame or hit.start < reach
        elif hit.tier == "problem":
            if _is_own(text, hit.start, hit.end):
                most = hit.start <= len(text) * (1.0 - _MOST)
                problem = problem or hit.end <= reach or most
                turn = min(turn, hit.start)
        elif hit.start <= lead + _PLAN_REACH or hit.start < len(text) // 8:
            plan = plan or _opens_clause(text, hit.start) or text.startswith(_AHEAD, hit.start)
            turn = min(turn, hit.start) if plan else turn
        elif _opens_sentence(text, hit.start):
            turn = min(turn, hit.start)
    for ahead, reach in ((_will(text, lead), 2 * _PLAN_REACH), (_in_year(text), _PLAN_REACH)):
        if ahead and ahead.end() <= lead + reach:
            plan = True
            turn = min(turn, ahead.start())
    announces = _announces(text)
    plan = plan or (announces and any(hit.tier == "plan" for hit in turns))
    if not (problem or plan or frame or announces) and turn == len(text):
        return PLAIN
    share = (len(text) - turn) / len(text) if text and not frame else 0.0
    return Opening(problem, plan, share, frame, announces)


def _announces(text: str) -> bool:
    if len(text) > _ANNOUNCEMENT:
        return False
    text = text.rstrip()
    # No match is longer than 41 characters.
    reach = max(0, len(text) - 48)
    return text.endswith(("：", ":", "。")) and _ANNOUNCES.search(text, reach) is not None


def _will(text: str, lead: int) -> re.Match[str] | None:
    end = lead + _OPENING_REACH
    return _WILL.search(text, 0, end) if text.find("将", 0, end) >= 0 else None


def _in_year(text: str) -> re.Match[str] | None:
    return _YEAR_PLAN.search(text, 0, 40) if _INTENDS.search(text, 1, 40) else None


def _is_own(text: str, start: int, end: int) -> bool:
    """Tell whether a shortcoming is the body's own, and not one found in others.

    针对存在的问题，…… and 发现存在问题36个 speak of supervision; so does any shortcoming far from
    the beginning of its sentence.
    """
    nearest = max(0, start - _PROBLEM_REACH)
    opened = max(text.rfind(mark, nearest, start) for mark in "。！？") + 1
    if opened == 0 and nearest > 0:
        return False
    before = text[max(opened, start - 8) : start]
    return not _FOUND.search(before) and not text.startswith(("整改", "的整改"), end)


def _opens_clause(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in "。，；：！？ 　"


def _opens_sentence(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in "。！？"

"""Patterns over clause codes; ``codes`` says what each code stands for."""

from __future__ import annotations

import re
from typing import Final

from govtext.actions.codes import VERBS

__all__ = [
    "ACTOR_FIRST",
    "AFTER_MANNER",
    "AND_VERB",
    "ATTRIBUTE_ONLY",
    "COUNTED_END",
    "COUNTED_VERBS",
    "DATED_STATE",
    "FAILING",
    "FIGURE",
    "FIRM",
    "GIVEN",
    "GOAL",
    "GOAL_END",
    "GREW",
    "GROWTH",
    "LEVEL",
    "LEVEL_END",
    "LISTED_ACTS",
    "MADE_OF",
    "MANNER",
    "MANNER_VERB",
    "MAY_SPLIT",
    "NAMED_ACT",
    "NAMED_BY_ACT",
    "NEGATED",
    "NO_LIGHT",
    "OBJECT_NOUN",
    "OF_VERB",
    "OPEN_END",
    "PAIR",
    "PAIRED",
    "REACHED",
    "RELATIVE",
    "RELATIVE_OPENING",
    "SHARED",
    "SIMPLE",
    "SPENT",
    "SPLIT",
    "STATEMENT",
    "STATE_OF_NOUN",
    "STATE_TAIL",
    "STOP",
    "TAIL_VERBS",
    "TIME",
    "TOWARD_NOUN",
    "UNSHAKEN",
    "VERB_LIST",
]

TIME: Final = re.compile(r"k+(?:t+f?|f(?=[dtH]*[VWPLC]))")
MANNER: Final = re.compile(r"[dtHia]*")
# A relative clause: … 的 nouns, then the real verb.
RELATIVE: Final = re.compile(
    r"[^u]{0,40}u[nkzjrfcgWUu/]+(?:[dtmqlo]+[VWPLGICUSA]|[VPLGICSABbxpw]|y|d+j$|d*o$)"
)
# The same behind a verb that opens the clause, where 的 mostly belongs to its object.
RELATIVE_OPENING: Final = re.compile(
    r"[^u]{0,40}u(?:[nkzjcgW/]|d(?=[nj]))+(?:[dtBmq]+[VWUIS](?:l?[^u]{0,2}|(?:/[dt]*[VW])*)$|d+[jd]$|d*o$|d*y)"
)
# What follows a noun that opens the clause and looks like a verb (改革稳步推进).
STATE_TAIL: Final = re.compile(r"(?:[nzjW]*u)?[^u]*(?:[dBo]+|B)[VWUIHCS]+l?(?:[VWU]|j)?$")
# The same behind a subject: 预防控制体系 基本建成.
STATE_OF_NOUN: Final = re.compile(r"[nzjW]+d+[VC]$")
STATEMENT: Final = re.compile(
    r".*y(?!.*[nz]k+$)|.*[nzjW]d*o(?!.*gn)|o.$|.*j$|[^u]*R[^u]*G$|[^uPVLGISA/c]*[^uPVLGISA/cl](?:d+[VLPGISAC]|[VLSA](?![u/cg])|G(?!$|[u/cg]))"
)
# A figure behind a verb of change, with no noun after it: 增加7.0%, 提高到15%.
FIGURE: Final = re.compile(r"l?[pfj]?k+(?:[pfcd/]|$)")
# … a clause that only says how something changed (查处难度加大).
GROWTH: Final = re.compile(r"[nzjWVc/]+d*S$")
# The same right behind a word that is then a noun (内需拉动明显增强).
GREW: Final = re.compile(r"d+S$")
# A negation inside an attribute (不规范的行为).
NEGATED: Final = re.compile(r"o[nVWjUd]{1,3}[uz]")
# Verbs with objects in a list that a noun closes (维护权益、规避风险等政务服务).
VERB_LIST: Final = re.compile(r"[VWL][^/dg]*/[VWL][^/dg]*g")
# Figures to the end: the word before them is counted, a noun (下发提示**份).
COUNTED_END: Final = re.compile(r"k+(?:$|/)")
# Verbs in a list whose figure follows: 批评教育、谈话函询12人次.
COUNTED_VERBS: Final = re.compile(r"(?:[/c]?[VWP]){0,4}k|[njzW(]{1,8}k+$")
# A counted noun to the end, behind a nominal verb with its actor (纪委处置线索11件), or a
# list that 等 closes (集团整合审计、财务等力量).
OBJECT_NOUN: Final = re.compile(
    r"[nzjWrc/(u)]{0,40}k+(?:$|/)|n(?:/[nW]){1,12}g|k+[nz]|[^VPLGISApxbB]{1,40}gn+k+(?:$|/)"
)
# Each with its own object before it: 大事亲自部署、难点亲自协调.
PAIRED: Final = re.compile(r"(?:[njz(ruf)]+(?:W[njz(ruf)]+)*[dti]+[VWU](?:/|$)){2,12}$")
PAIR: Final = re.compile(r"(?P<thing>[njz(ruf)W]+?)[dti]+(?P<verb>[VWU])(?:/|$)")
AND_VERB: Final = re.compile(r"[/ce]?[/ce][dtHi]*(?=[VWLIHCPSv])")
SHARED: Final = re.compile(r"l?[/ce]+[dt]*(?=[VWUvHCS])")
# Acts listed behind whom they are done to: 对 迟报的3人 批评教育、诫勉谈话.
LISTED_ACTS: Final = re.compile(r"[kz)](?P<verb>W{1,2}(?:/[di]*[VW]{1,2})+$)")
# A noun that names an act, before the last of such a list: 资产 出租、….
NAMED_ACT: Final = re.compile(r"[nz][VW]/[nz]+$")
# Adverbials and a verb: what a preposition may govern (对于 深入 开展 …).
MANNER_VERB: Final = re.compile(r"d*H[VLPS](?!u)")
# 以 A 为 B 的 behind a verb: its object.
MADE_OF: Final = re.compile(r"p[^u]*E[^u]*u[njWz]+$")
GOAL: Final = re.compile(r"[GA](?!u)")
GOAL_END: Final = re.compile(r"/(?=G)|e[dt]*[VWPLGIS]|d[VWP](?:/[di][VWPL])*$|fv$")
AFTER_MANNER: Final = re.compile(r"[di][VWUHCS]")
TAIL_VERBS: Final = re.compile(
    r"[di]*(?P<verb>[VWUHCSPv])[VWv]*[lf]?(?:[/ce]+[di]*[VWUHCSv][VWv]*l?){0,12}$"
)
SPLIT: Final = re.compile(
    r"(?P<and>e[dtmqHi]*)(?=[VWPLGICvHSbx])"
    r"|(?P<comma>/[dtHi]*)(?=[VWPLIvHCS])"
    r"|(?P<serial>[nkjz)fgW][di]+)(?=[VPLS][lnkzj(WU])"
    r"|(?P<counted>k)(?=[VPL][nzj(W]|W[njW]+k+$)"
    r"|(?P<held>F)(?=V)"
)
# What every match of the pattern above ends with; quick to look for.
MAY_SPLIT: Final = re.compile(r"[/edtmqHi][VWPLGICvHSbx]|[kF][VPLW]")
# The commonest clause, read without further ado: adverbials, a verb and a noun phrase in
# which nothing can be another verb.
SIMPLE: Final = re.compile(
    r"[htdail/]*(?P<verb>[VPLC]|[SW](?=[nzjr(]))l?(?P<thing>[nzjkrf()](?:[nzjkrftu()]|g"
    r"|c(?![VPLGICSHbW])|i(?![VWPLGICSHv])|d(?![VWPLGICSHvbJxa])|/(?![dtHiVWPLIvCS])"
    r"|(?<![/cedtmqHi])W)*+)(?<![jlugd/])$"
)
# Codes at which a noun phrase before the verb may end.
STOP: Final = re.compile(rf"[dmqbJxwpEByosR{VERBS}]")
# A verb right before 的: what it tells of is a noun (加快事业发展的步伐).
OF_VERB: Final = re.compile(r"Wu")
# A lead whose verb has no object (监督执纪不手软).
FIRM: Final = re.compile(r"(?P<verb>[VW]+)o[nUVWjd]{1,3}$")
# How a thing is not done (履行不到位、落实不及时).
FAILING: Final = re.compile(r"o[jdn](?:/[VWn]+o[jdn])*$")
UNSHAKEN: Final = re.compile(r"o[nUVjWdv]{1,3}(?:/|$)|j$")
# 对 A 的 B behind 加强: the object, no adverbial phrase.
TOWARD_NOUN: Final = re.compile(r"x(?:[^LPG]*u[djnWz/c]*|.*uW)$")
# 对 A 的 before adverbials and the verb: 对失职的严肃问责.
NAMED_BY_ACT: Final = re.compile(r"u[dHqmt]+(?=[VW](?:$|[/cn(zk]))")
# A verb whose clause is the attribute of what closes it: 由……给予处分的党员**人.
ATTRIBUTE_ONLY: Final = re.compile(r"[^u/]{0,8}u[nz]+k*$")
# A nominal verb right behind its receiver: 向县委 推荐 干部.
GIVEN: Final = re.compile(r"[zr)k](?=W[nj(z]+[kf]*$)")
# A counted object with a verb behind it: 投入资金3万元 建成……
SPENT: Final = re.compile(r"n?k+[VPLSW][^u]")
# A figure that closes what is stated of a thing.
LEVEL_END: Final = re.compile(r"(?:B[^u]*|yy)k+f?$")
# Behind a light verb that is none: 为顺利进行 提供了 ….
NO_LIGHT: Final = re.compile(r"L.|Vl")
# A rank or level that something came to.
REACHED: Final = re.compile(r"[pf]?k+f?$")
# A date between noun and state: 新建项目 5月底前 全部开工.
DATED_STATE: Final = re.compile(r"[nzjW]+[ktf]*[tf]d+[VWU]+$")
# A level in place of an object: 办结用时由 45天 …, 分担率约为 46%.
LEVEL: Final = re.compile(r"[nzjW(/]{1,6}(?:d*y[pd]*k|Bk|d+Sl?[pf]?k+f?$)")
# Who acts, before words of an act that no table knows: 镇村干部 | 彻夜巡堤.
ACTOR_FIRST: Final = re.compile(r"[nzrkj()/c]*?z(?=[dHpV])")
OPEN_END: Final = ("", "/", "n", "z")

"""Two thousand random and hostile strings, the same at every run."""

import random

import pytest
from tests.checks import check_report

import govtext
from govtext.records import Report

ALPHABETS = (
    "一二三四五六七八九十百千万亿零〇两几半余多",
    "0123456789０１２３４５６７８９.,．，%％‰+-—~～/",
    "*×XＸ○□某＿_N",
    "“”‘’《》（）()【】〔〕「」『』",
    "。！？；：，、……\n\r\t 　\u200b\ufeff\xad",
    "县委市纪委查处立案通报开展推进落实责任问题起人件次同比增长达到下一步将",
    "①②⑴⒈㈠一、（一）1.第一，一是二是",
    "\ud800\udfff\U0001f600\U00020000é̄\x00\x1b|&;<>",
)
PIECES = (
    "查处**起**人，", "同比增长5.5%。", "（一）强化学习。", "一、", "“", "《", "１$1.$2％", "百分之",
    "×", "3＋X", "二〇二二年", "&permil;", "一是", "；", "\n", "　　", "层层抓学习。", "把", "的",
)  # fmt: skip


def make_strings(seed):
    """Return 250 strings: characters of one or all alphabets, pieces, and long runs."""
    chance = random.Random(seed)
    every = "".join(ALPHABETS)
    found = []
    for number in range(250):
        kind = number % 5
        length = chance.choice((1, 2, 3, 8, 30, 120))
        if kind == 0:
            found.append("".join(chance.choices(chance.choice(ALPHABETS), k=length)))
        elif kind == 1:
            found.append("".join(chance.choices(every, k=length)))
        elif kind == 2:
            found.append("".join(chance.choices(PIECES, k=length // 2 + 1)))
        elif kind == 3:
            found.append(chance.choice(PIECES) * (length * 4))
        else:
            codes = chance.choices(range(0x110000), k=length)
            found.append("".join(map(chr, codes)))
    return found


@pytest.mark.parametrize("seed", range(8))
def test_random_and_hostile_strings_give_reports(seed):
    """Every string gives a report whose records stand where they say, and that JSON keeps."""
    for text in make_strings(seed):
        report = govtext.analyze(text)
        check_report(report)
        assert Report.from_json(report.to_json()).metrics == report.metrics

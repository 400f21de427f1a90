"""Which first sentences are leads."""

import pytest

from govtext.structure.leads import find_lead

LEADS = [
    "层层深入抓学习。",
    "用案例讲透纪法。",
    "向酒桌歪风亮剑。",
    "以考促学强本领。",
    "为企业松绑减负。",
    "在攻坚一线识别干部。",
    "一体推进教育人才发展。",
    "大力发展五大产业。",
    "完善开放型经济体制。",
    "全力服务重点项目落实。",
    "焕新老旧街区。",
    "一层一层传压力。",
    "深入细致学党章。",
]
STATEMENTS = [
    "对外开放步伐加快。",
    "发展后劲不断增强。",
    "全面从严治党责任落地落实。",
    "有效投资持续扩大。",
    "用电量较快增长。",
    "为此召开专题会议。",
    "新党员的学历。",
    "培训干部300人。",
    "在就业方面。",
    "种植业结构继续调整。",
]


@pytest.mark.parametrize("sentence", LEADS)
def test_a_slogan_is_a_lead(sentence):
    """A verb, with adverbs or a preposition before it, and no figure."""
    text = sentence + "全年开展活动多场。"
    assert find_lead(text, 0, len(text)) == (0, len(sentence))


@pytest.mark.parametrize("sentence", STATEMENTS)
def test_a_statement_is_no_lead(sentence):
    """What is said of a subject, a label and a figure are no slogans."""
    text = sentence + "全年开展活动多场。"
    assert find_lead(text, 0, len(text)) is None


def test_a_dash_before_a_lead_is_left_out():
    """The lead begins behind the dash of a bulleted paragraph."""
    text = "——坚决纠治餐桌浪费。全县检查食堂多家。"
    start, end = find_lead(text, 0, len(text))
    assert text[start:end] == "坚决纠治餐桌浪费。"


def test_a_sentence_alone_is_no_lead():
    """A lead has text behind it."""
    assert find_lead("层层深入抓学习。", 0, 8) is None

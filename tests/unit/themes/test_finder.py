"""Theme decisions on whole reports."""

import pytest

from govtext.analyzer import Analyzer
from govtext.records import Layers, Meta, Paragraph, Words
from govtext.spans import TextView
from govtext.themes import ThemeFinder
from govtext.themes.taxonomy import parse_taxonomy

REPORT = """中共青禾县委2022年度落实全面从严治党主体责任情况报告
2022年，县委认真履行责任，现将有关情况报告如下：
一、抓实政治建设，坚定理想信念
县委理论学习中心组集中学习12次，举办读书班3期，宣讲团走进乡村开讲86场。
全年新修农村公路46公里，粮食总产量达到12.6万吨，规模以上工业增加值增长8.4%，新增就业4300人。
二、压实主体责任
县委常委会专题研究党风廉政建设6次，与各乡镇党委签订责任书38份，约谈责任落实不力的党组织书记9人。
三、正风肃纪反腐
县纪委全年立案86件，给予党纪政务处分79人，留置4人，移送检察机关3人。
组织干部旁听庭审，观看警示教育片，发送廉洁短信1200条，教育党员干部引以为戒。
四、建强干部队伍
提拔重用一线干部41名，举办培训班9期，对3名干部容错纠错。下一步将继续选派年轻干部挂职锻炼。
对照上级要求，我们还有不小差距：一些党组织压力传导不够，少数干部责任意识不强，监督力量薄弱。
下一步，县委将从严从实抓好整改，深化政治监督，严查群众身边腐败问题。
特此报告。
"""


@pytest.fixture(scope="module")
def report():
    """The report analysed."""
    return Analyzer().analyze(REPORT)


def theme_of(report, beginning):
    """Return the theme of the paragraph that begins so."""
    for paragraph in report.paragraphs:
        if report.text.startswith(beginning, paragraph.start):
            return paragraph.theme
    raise AssertionError(beginning)


@pytest.mark.parametrize(
    ("beginning", "label"),
    [
        ("县委理论学习中心组", "political_building"),
        ("县委常委会专题", "leadership_responsibility"),
        ("县纪委全年", "discipline_anticorruption"),
        ("提拔重用一线", "cadre_team"),
        ("对照上级要求", "problems_next_steps"),
        ("下一步，县委", "problems_next_steps"),
    ],
)
def test_each_theme_is_found(report, beginning, label):
    """Every theme of a plain report is found."""
    assert theme_of(report, beginning).label == label


def test_business_under_a_theme_heading_carries_none(report):
    """An economic paragraph under a theme-bearing heading is left without a theme."""
    theme = theme_of(report, "全年新修")
    assert theme.label is None
    assert theme.by == "abstain"


def test_what_might_be_business_goes_with_a_heading_that_names_a_theme():
    """Enforcement of a trade under 正风肃纪 is discipline; under no heading it is none."""
    trade = "抽检农资样品260批次，下架不合格化肥农药43吨，追回农户多付货款11万元。"
    under = REPORT.replace("县纪委全年立案", f"{trade}\n县纪委全年立案")
    free = REPORT.replace("一、抓实政治建设", f"{trade}\n一、抓实政治建设")
    themes = [theme_of(Analyzer().analyze(text), trade[:8]) for text in (under, free)]
    assert [theme.label for theme in themes] == ["discipline_anticorruption", None]


def test_contested_matter_follows_its_heading(report):
    """Warning education under an anti-corruption heading takes that heading's theme."""
    theme = theme_of(report, "组织干部旁听")
    assert theme.label == "discipline_anticorruption"
    assert theme.content_label == "political_building"
    assert not theme.conflict


def test_headless_switch_is_named(report):
    """Shortcomings at the end of the last section leave it, and say so."""
    theme = theme_of(report, "对照上级要求")
    assert theme.by == "headless_switch"
    assert theme.section_label == "cadre_team"


def test_plan_clause_does_not_turn_a_paragraph_of_work_done(report):
    """A plan at the end of a paragraph of work done leaves its theme as it is."""
    assert theme_of(report, "提拔重用一线").label == "cadre_team"


def test_titles_intros_headings_and_closings_carry_nothing(report):
    """Roles other than body have no theme at all."""
    assert all(p.theme is None for p in report.paragraphs if p.role != "body")
    assert theme_of(report, "2022年，县委认真") is None


def test_evidence_is_text_of_the_paragraph(report):
    """Evidence spans lie inside their paragraph and cover cues."""
    theme = theme_of(report, "县纪委全年")
    texts = [span.cut(report.text) for span in theme.evidence]
    assert "立案" in texts
    assert theme.subtheme == "T3.1"


def test_scores_are_probabilities(report):
    """Every score lies between 0 and 1."""
    assert all(0 <= p.theme.score <= 1 for p in report.paragraphs if p.theme)


def test_heading_that_contradicts_its_text_is_flagged():
    """Cases under a heading on cadres keep their own theme or raise the flag."""
    text = (
        "一、加强理论学习\n全年受理信访举报312件，立案86件，给予党纪政务处分79人，"
        "开除党籍11人，移送检察机关5人，追缴违纪款230万元。\n"
    )
    theme = theme_of(Analyzer().analyze(text), "全年受理")
    assert theme.conflict
    assert theme.content_label == "discipline_anticorruption"


def test_plans_under_their_heading_stay_plans_whatever_their_subject():
    """A plan on any subject under a heading on next steps is a next step."""
    text = (
        "一、落实主体责任\n党委签订责任书20份，专题研究党建6次。\n五、2023年工作打算\n"
        "持续正风肃纪。严查公款吃喝、违规收礼，通报一批、处理一批。\n"
    )
    assert theme_of(Analyzer().analyze(text), "持续正风").label == "problems_next_steps"


def test_sub_headings_decide_below_a_heading_that_only_reports():
    """Under 履责情况, whose sub-headings name several subjects, the nearest heading counts."""
    text = (
        "一、年度履行主体责任情况\n（一）强化政治引领\n意识形态阵地逐一排查，妥善处置网络舆情4起。\n"
        "（二）压实主体责任\n党组专题研究党风廉政建设4次，签订责任书19份。\n"
        "（三）持续正风肃纪\n查处酒驾醉驾3起，通报曝光2批。\n（四）建强干部队伍\n提拔年轻干部6名。\n"
    )
    report = Analyzer().analyze(text)
    assert theme_of(report, "意识形态").section_label == "political_building"
    assert theme_of(report, "查处酒驾").section_label == "discipline_anticorruption"
    plain = Analyzer().analyze(text.replace("履行主体责任情况", "扛牢主体责任"))
    assert theme_of(plain, "意识形态").section_label == "leadership_responsibility"


OWN_TEAM = "全年开展集中学习11次，领导班子讲党课4次，组织主题党日，查摆问题26条，通报典型案例2批，处分2人。"


@pytest.mark.parametrize(
    ("heading", "label"),
    [("四、锻造纪检监察铁军", "cadre_team"), ("四、强化理论武装", "political_building")],
)
def test_whatever_is_said_below_a_heading_on_its_own_team_is_of_the_team(heading, label):
    """Learning and discipline of the commission's own cadres belong to its team."""
    theme = theme_of(Analyzer().analyze(f"{heading}\n{OWN_TEAM}\n"), "全年开展")
    assert theme.label == label


def test_shortcomings_leave_a_heading_on_its_own_team():
    """Shortcomings at the end of the section on the own team are shortcomings."""
    text = (
        f"四、锻造纪检监察铁军\n{OWN_TEAM}\n"
        "在肯定成绩的同时，也要清醒看到，监督力量仍有薄弱环节，一些干部本领不够强。\n"
    )
    assert theme_of(Analyzer().analyze(text), "在肯定").label == "problems_next_steps"


def test_mostly_shortcomings_are_shortcomings_however_they_open():
    """A paragraph whose greater part stands behind a turn to shortcomings is about them."""
    text = (
        "这一年，全县党风政风持续好转。同时也要清醒看到，反腐败斗争形势仍然严峻，有的单位一把手监督缺位，"
        "招投标领域案件多发，少数干部受贿敛财、无视党纪国法，基层执纪力量偏弱，群众对此意见很大。\n"
    )
    assert theme_of(Analyzer().analyze(text), "这一年").label == "problems_next_steps"


MIXED = (
    "县交通运输局2023年工作报告\n一、业务工作\n新改建农村公路86公里，完成投资3.2亿元，货运量增长7%。\n"
    "二、党的建设\n党组中心组集中学习12次，第一议题学习20次。\n党组专题研究党风廉政建设4次，约谈干部7人。\n"
    "三、2024年工作安排\n2024年要稳中求进，重点抓好以下三项工作：\n续建国道改线工程，力争年内通车。\n"
    "严格落实中央八项规定精神，整治吃拿卡要，查处工程领域腐败。\n"
)


@pytest.mark.parametrize("beginning", ["2024年要稳中", "续建国道", "严格落实中央"])
def test_plans_of_a_mixed_report_are_plans_whatever_their_subject(beginning):
    """Business and Party matter below 工作安排 are next steps where the report has both."""
    assert theme_of(Analyzer().analyze(MIXED), beginning).label == "problems_next_steps"


def test_plan_that_is_announced_is_a_plan_in_a_government_report():
    """What does nothing but announce plans is one, though the plans are business."""
    text = (
        "政府工作报告\n地区生产总值增长8.2%，固定资产投资增长12%，粮食产量再创新高。\n"
        "做好今年工作，重点抓好以下五个方面工作：\n新开工亿元项目80个，建设高标准农田30万亩。\n"
    )
    report = Analyzer().analyze(text)
    assert theme_of(report, "做好今年").label == "problems_next_steps"
    assert theme_of(report, "新开工").label is None


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "将深化改革同完善制度有机结合，严查违规吃喝问题12起，处分9人。",
            "discipline_anticorruption",
        ),
        (
            "去年村里要报的表多，今年整治形式主义，精简文件六成，查处层层加码3起，处分2人。",
            "discipline_anticorruption",
        ),
        ("县委将深化政治巡察，严查违规吃喝问题，从严管好干部。", "problems_next_steps"),
        (
            "2031年，局党组将保持韧劲，选派年轻干部驻村，严查违规吃喝，把党课讲到田头。",
            "problems_next_steps",
        ),
        ("2031年，局党组将党课讲到田头，中心组学习12次，宣讲40场。", "political_building"),
    ],
)
def test_words_that_look_like_plans(text, label):
    """将 that takes an object along and 去年……要 are no plans; 县委将 is one."""
    assert theme_of(Analyzer().analyze(f"{text}\n"), text[:4]).label == label


def test_government_report_comes_out_without_themes():
    """Economic paragraphs of a government report carry no theme, plans included."""
    text = (
        "政府工作报告\n一、过去一年工作回顾\n地区生产总值增长8.2%，固定资产投资增长12%，"
        "粮食产量再创新高。\n新建高速公路120公里，改造棚户区3.2万户，城镇新增就业5万人。\n"
        "二、今年工作安排\n加快发展现代产业，新开工亿元项目80个，力争工业增加值增长9%。\n"
        "大力发展现代农业，建设高标准农田30万亩，培育合作社200家。\n"
    )
    labels = {p.theme.label for p in Analyzer().analyze(text).paragraphs if p.theme}
    assert labels == {None}


def test_other_taxonomy_works_from_its_cues():
    """A taxonomy of the user's own decides by its cues where there is no model."""
    taxonomy = parse_taxonomy(
        'name = "weather"\nversion = "1"\n'
        '[[theme]]\nid = "rain"\nzh = "雨"\nen = "Rain"\nstrong = ["下雨", "暴雨", "降水"]\n'
        '[[theme]]\nid = "sun"\nzh = "晴"\nen = "Sun"\nstrong = ["天晴", "日照"]\n'
    )
    text = "昨日连续下雨，傍晚转暴雨，降水达到50毫米。"
    paragraphs = (Paragraph(0, 0, len(text), "body"),)
    layers = Layers(TextView.plain(text), Meta(), paragraphs, (), Words(), ())
    finder = ThemeFinder(taxonomy=taxonomy)
    assert finder.find(layers)[0].label == "rain"
    assert finder.version == "weather-1-cues"


def test_empty_report_has_no_themes():
    """No paragraphs give no themes."""
    layers = Layers(TextView.plain(""), Meta(), (), (), Words(), ())
    assert ThemeFinder().find(layers) == ()


@pytest.mark.parametrize("unit", ["一", "*", "（", "《", "立案5件，", "存在问题", "1", "将"])
def test_time_is_linear_on_hostile_text(unit, assert_linear):
    """Four times the text takes at most six times as long."""

    def layers_of(size):
        text = (unit * size)[:size]
        paragraphs = (Paragraph(0, 0, len(text), "body"),)
        return Layers(TextView.plain(text), Meta(), paragraphs, (), Words(), ())

    assert_linear(ThemeFinder().find, layers_of(40_000), layers_of(160_000))


def test_two_parts_of_a_heading_are_read_together():
    """The words behind the colon of a heading say what stands below is about."""
    text = REPORT.replace("一、抓实政治建设，坚定理想信念", "一、开局：从警示教育和纪律抓起")
    paragraphs = Analyzer().analyze(text).paragraphs
    assert "一、开局：从警示教育和纪律抓起" in [
        text[p.start : p.end] for p in paragraphs if p.role == "heading"
    ]


def test_a_hint_in_the_nearest_heading_does_not_outweigh_the_highest():
    """方向 only hints at political building; 主体责任 above it names the theme."""
    year = "县委先后开会9次，学文件、议大事、定办法，年初把党风廉政建设排进全年计划。"
    text = REPORT.replace("县委常委会专题", f"（一）把住方向\n{year}\n县委常委会专题")
    assert theme_of(Analyzer().analyze(text), "县委先后").label == "leadership_responsibility"

import pytest

from govtext.spans import TextView
from govtext.structure import read_structure
from govtext.text.view import make_view

REPORT = """中共河湾县委关于2021年度落实主体责任情况的报告
河委〔2022〕3号
中共东江市委：
2021年，县委坚持从严从实，各项工作稳步推进。现将有关情况报告如下：
一、压实责任
（一）健全责任体系。县委召开专题会议6次，研究解决问题21个。
抓紧抓实日常监督。开展检查12轮次，发现问题45个。一是查作风，通报3起；二是查纪律，处分2人。
（二）完善监督机制
县委巡察机构巡察党组织18个。
二、存在的问题和下一步打算
一些单位责任落实不够有力，压力传导不到位。
下一步，县委将持续用力。推进巡察全覆盖。
特此报告。
附件：1.责任清单
2.问题清单
中共河湾县委员会
2022年1月6日
"""


def read(text, **options):
    return read_structure(make_view(text), **options)


def parts(text, **options):
    view = make_view(text)
    return [
        (paragraph.role, paragraph.level, view.text[paragraph.start : paragraph.end])
        for paragraph in read_structure(view, **options).paragraphs
    ]


def roles(text):
    return [role for role, _, _ in parts(text)]


def headings(text):
    """Levels and words of all headings, on their own line and run-in."""
    view = make_view(text)
    found = []
    for paragraph in read_structure(view).paragraphs:
        span = paragraph.heading or (paragraph.span if paragraph.role == "heading" else None)
        if span is not None:
            found.append((paragraph.level, view.text[span.start : span.end]))
    return found


def leads(text):
    view = make_view(text)
    spans = [paragraph.lead for paragraph in read_structure(view).paragraphs]
    return [view.text[span.start : span.end] for span in spans if span is not None]


def items(text):
    view = make_view(text)
    return [
        view.text[start:end]
        for paragraph in read_structure(view).paragraphs
        for start, end in paragraph.items
    ]


def plan_sentences(text, **options):
    view = make_view(text)
    found = read_structure(view, **options).sentences
    return [view.text[one.start : one.end] for one in found if one.is_plan]


def test_roles_of_a_whole_report():
    """Every line of a complete report has its role."""
    assert roles(REPORT) == [
        "title", "doc_number", "salutation", "intro", "heading", "body", "body", "heading",
        "body", "heading", "body", "body", "closing", "attachment", "attachment", "signature", "date",
    ]  # fmt: skip


def test_sections_of_a_whole_report():
    """Each paragraph names the heading it stands under; a run-in heading is one too."""
    assert [paragraph.section for paragraph in read(REPORT).paragraphs] == [
        None, None, None, None, None, 4, 5, 4, 7, None, 9, 9, None, None, None, None, None,
    ]  # fmt: skip


def test_title_of_several_lines():
    """A slogan, a subtitle and a date in brackets stand before the salutation."""
    text = (
        "坚持严的基调 护航高质量发展\n——在中共河湾县纪委三次全会上的工作报告\n"
        "（2023年1月9日）\n同志们：\n我代表县纪委常委会向全会报告工作，请予审议。\n一、2022年工作\n全年立案9件。\n"
    )
    assert roles(text)[:5] == ["title", "title", "date", "salutation", "intro"]


@pytest.mark.parametrize(
    ("line", "level", "number"),
    [
        ("一、压实责任", 1, "一、"),
        ("三.压实责任", 1, "三."),
        ("二 2024年主要工作", 1, "二"),
        ("三 、2021 年 工作安排", 1, "三、"),
        ("十二．压实责任", 1, "十二．"),
        ("一、五年来的工作", 1, "一、"),
        ("（二）压实责任", 2, "（二）"),
        ("(二) 压实责任", 2, "(二)"),
        ("五）聚力攻坚克难", 2, "五）"),
        ("（ 三 ）压实责任", 2, "（三）"),
        ("1．压实责任", 3, "1．"),
        ("２、压实责任", 3, "２、"),
        ("3.压实责任", 3, "3."),
        ("（1）压实责任", 4, "（1）"),
        ("①压实责任", 4, "①"),
    ],
)
def test_numbered_headings(line, level, number):
    """The form of the number gives the level; damaged forms count."""
    paragraph = read(f"县委履行职责。\n{line}\n县委召开会议6次，研究工作。\n").paragraphs[1]
    assert (paragraph.role, paragraph.level, paragraph.number) == ("heading", level, number)


@pytest.mark.parametrize(
    "line",
    [
        "一、二类水质断面占比继续提高。",
        "1.5亿元资金到位。",
        "2．各项贷款　5.2亿元　增长8%",
        "（1）完成投资30亿元。",
        "一二三产业融合发展取得成效。",
        "3、新建公办幼儿园12个，新增学位3600个。（牵头单位：县教育局）",
        "（1）新建道路，（2）改造管网，",
    ],
)
def test_numbers_that_are_no_heading(line):
    """Joined numerals, decimals, table rows and list items with figures are body."""
    paragraph = read(f"县委履行职责。\n{line}\n县委召开会议6次，研究工作。\n").paragraphs[1]
    assert (paragraph.role, paragraph.heading) == ("body", None)


def test_heading_runs_into_its_paragraph():
    """A run-in heading ends with its first 。 or ：, outside quotes."""
    assert headings(
        "（一）深化“三不腐。”建设。全年立案9件。\n2.就业工作：新增就业300人。\n"
    ) == [
        (2, "（一）深化“三不腐。”建设。"),
        (3, "2.就业工作："),
    ]


def test_unnumbered_heading_stands_below_the_numbered_one():
    """A short line without closing mark between paragraphs is a heading one level deeper."""
    text = (
        "一、工作情况\n县委履行职责。\n存在的问题\n个别单位不够重视。\n下一步打算\n继续努力。\n"
    )
    assert headings(text) == [(1, "一、工作情况"), (2, "存在的问题"), (2, "下一步打算")]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("二压实监督责任 一层一层抓到底", 1),
        ("、把纪律挺在前面 从小事管起", 1),
        ("二级学院的责任", 2),
        ("三压实监督责任", 2),
    ],
)
def test_damaged_number_that_carries_on(line, level):
    """A lost mark or numeral of level 1 is made up for where the numbering carries on."""
    text = f"一、抓学习\n全校开展研讨5次。\n{line}\n全校签订责任书30份。\n"
    paragraphs = read_structure(TextView.plain(text)).paragraphs
    assert [(p.role, p.level) for p in paragraphs][2] == ("heading", level)


def test_one_marker_a_paragraph():
    """一要 and a slogan open each paragraph: a lead; 一是 there opens an item."""
    slogans = "一要守住粮食底线。稳定面积。\n二要拓宽增收渠道。做强加工。\n"
    assert leads("（一）今年任务\n" + slogans) == ["一要守住粮食底线。", "二要拓宽增收渠道。"]
    assert items("（一）今年任务\n" + slogans) == []
    listed = slogans.replace("要", "是")
    assert items("（一）今年任务\n" + listed) == listed.split("\n")[:2]


def test_unnumbered_headings_above_the_numbered_ones():
    """Where the first heading has no number, such headings are the top of the outline."""
    text = (
        "2022年工作回顾\n过去一年，成绩明显。\n一、发展经济\n工业增长。\n二、改善民生\n就业增加。\n"
        "2023年工作安排\n今年任务繁重。\n一、发展工业\n加快建设。\n"
    )
    structure = read("县委工作报告\n各位代表：\n我向大会报告工作，请予审议。\n" + text)
    assert [(p.level, p.section) for p in structure.paragraphs if p.role == "heading"] == [
        (1, None),
        (1, 3),
        (1, 3),
        (1, None),
        (1, 9),
    ]
    assert structure.findings == ()


def test_rows_of_a_table_are_body():
    """Rows whose cells are apart by blanks or bars are no headings."""
    text = "一、指标\n指标明细如下：\n存款余额　1926.3亿元　+9.8%\n不良率\t1.08%\n| 甲 | 5 |\n均已完成。\n"
    assert roles(text) == ["heading"] + ["body"] * 5


@pytest.mark.parametrize(
    "line",
    [
        "落实主体责任不含糊。",
        "层层深入抓学习。",
        "筑牢思想防线，守住廉洁底线。",
        "把清廉建设作为一号工程。",
        "驰而不息纠治“四风”。",
        "认真学习党的二十大精神。",
        "坚定不移地推进自我革命。",
    ],
)
def test_leads(line):
    """A short first sentence that opens with a verb, behind adverbs or none, is a lead."""
    assert leads(f"县委履行职责。\n{line}全年开展活动12次，取得实效。\n") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "我们的一切工作都是为了人民。",
        "工业生产稳步增长。",
        "创新主体持续壮大。",
        "监督力量聚指成拳。",
        "全年立案12件。",
        "推进八项重点任务。",
        "各位代表，成绩来之不易。",
        "加强了制度建设。",
        "加强农业是稳定大局的关键。",
        "推进全面从严治党向基层延伸向纵深发展向每个支部每名党员延伸。",
    ],
)
def test_first_sentences_that_are_no_lead(line):
    """Statements, figures, long sentences and subjects before the verb make no lead."""
    assert leads(f"县委履行职责。\n{line}全年开展活动12次，取得实效。\n") == []


def test_lead_needs_text_behind_it():
    """A paragraph of one short sentence has no lead."""
    assert leads("县委履行职责。\n落实主体责任不含糊。\n") == []


def test_lead_behind_a_run_in_heading():
    """A lead may follow the heading that runs into the paragraph."""
    assert leads("（一）经济回升向好。提升产业竞争力。新增企业12家。\n") == ["提升产业竞争力。"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("重点是：一是抓学习；二是抓作风。今后继续。", ["一是抓学习；", "二是抓作风。"]),
        ("第一，查问题。涉及3家。第二，改问题。抓到底。", ["第一，查问题。涉及3家。", "第二，改问题。抓到底。"]),
        ("主要有（1）建账；（2）销号。", ["（1）建账；", "（2）销号。"]),
        ("具体为①建账；②销号；③回访。", ["①建账；", "②销号；", "③回访。"]),
        ("会上，一要带头学，二要带头干。", ["一要带头学，", "二要带头干。"]),
        ("一是建账。二是销号。另对3家回访。", ["一是建账。", "二是销号。另对3家回访。"]),
        ("一是建账，二是回访8户三是销号。", ["一是建账，", "二是回访8户", "三是销号。"]),
    ],
)  # fmt: skip
def test_items(text, expected):
    """Items reach from marker to marker; the last ends like those before it."""
    assert items(f"县委履行职责。\n{text}\n") == expected


@pytest.mark.parametrize(
    "text", ["一是抓学习，这是关键。", "这一是非问题、二是非观。", "第二，抓落实。"]
)
def test_single_markers_are_no_items(text):
    """One marker alone, or one inside a word, makes no enumeration."""
    assert items(f"县委履行职责。\n{text}\n") == []


def test_sentences_and_clauses():
    """； ends a clause; quotes, brackets and 《》 hide their marks; a closing quote belongs."""
    text = "会议强调：“要从严，要从实。”县委印发《做好！学习》（含附件，共3份）；抓落实。好！"
    structure = read_structure(TextView.plain(text))
    assert [text[s.start : s.end] for s in structure.sentences] == [
        "会议强调：“要从严，要从实。”",
        "县委印发《做好！学习》（含附件，共3份）；抓落实。",
        "好！",
    ]
    assert [text[slice(*clause)] for clause in structure.sentences[1].clauses] == [
        "县委印发《做好！学习》（含附件，共3份）",
        "抓落实",
    ]


def test_quote_that_goes_on_ends_no_sentence():
    """A 。 before a closing quote ends nothing where the sentence goes on."""
    text = "树立“人民至上。”的理念。成效明显……很好。"
    assert [text[s.start : s.end] for s in read_structure(TextView.plain(text)).sentences] == [
        "树立“人民至上。”的理念。",
        "成效明显……",
        "很好。",
    ]


def test_parts_of_sentences():
    """Headings and leads are sentences of their own."""
    structure = read("（一）抓责任。落实责任不含糊。全年开会6次。\n")
    assert [sentence.part for sentence in structure.sentences] == ["heading", "lead", "body"]


def test_plans_under_a_heading():
    """All that stands under a heading of plans is a plan."""
    text = "一、2022年工作\n立案9件。\n二、2023年工作安排\n（一）抓学习\n举办讲座6次。\n"
    assert plan_sentences(text, year=2022) == [
        "二、2023年工作安排",
        "（一）抓学习",
        "举办讲座6次。",
    ]


def test_plans_under_a_mixed_heading():
    """Under 存在问题和下一步打算 only what follows the opening is a plan."""
    assert plan_sentences(REPORT) == ["下一步，县委将持续用力。", "推进巡察全覆盖。"]


@pytest.mark.parametrize(
    "opening",
    [
        "下一步，我们将抓好落实。",
        "2023年，县委将重点做好工作。",
        "今后，要一抓到底。",
        "明年工作中，继续努力。",
    ],
)
def test_plan_openings(opening):
    """A passage that opens so is a plan to the end of its section."""
    text = (
        f"一、工作\n全年立案9件。\n{opening}建好平台。\n举办培训班3期。\n二、其他\n已完成。\n"
    )
    assert len(plan_sentences(text, year=2022)) == 3


@pytest.mark.parametrize(
    "sentence", ["2022年，县委将党建工作纳入考核。", "今后的教训值得记取。", "未来产业增长8%。"]
)
def test_openings_that_are_no_plan(sentence):
    """The year reported on, and words that only look ahead by name, open no plan."""
    assert plan_sentences(f"一、工作\n{sentence}\n", year=2022) == []


def test_excerpt_of_plans():
    """An excerpt that speaks of the future alone is a plan; one word of the past forbids it."""
    text = (
        "加快职能转变。我们要完善制度。"
        + "推进政务公开。" * 8
        + "\n让我们共同奋斗，要一抓到底。\n"
    )
    assert len(plan_sentences(text)) == 11
    assert plan_sentences(text + "去年成绩明显。\n") == []


PROGRAMME = (
    "加快发展林下种植。培育壮大龙头企业，扩大保鲜库容，支持农户入股，推进良种繁育。\n"
    "优化镇域布局。完善供水管网，打造滨河步道，引导商户入市经营，提升街面形象。\n"
    "拓展致富门路。鼓励返乡办厂，推动电商进村，加大技能培训，促进农民增收。\n"
    "完善应急体系。提升救援能力，加大巡护密度，引导群众自救。\n"
)


def test_clause_upon_clause_of_what_is_to_grow_is_a_plan():
    """A programme needs no word of the future; words of the past forbid it."""
    assert len(plan_sentences(PROGRAMME)) == 8
    done = PROGRAMME.replace("。", "了。").replace("，", "了，")
    assert plan_sentences(done) == []


TASKS = (
    "办好村口中心小学，做好老旧校舍加固，抓紧招聘教师，加强寄宿管理。要健全家访办法，强化心理辅导。\n"
    "搞好河道日常巡护，加强水质在线监测，健全河长考核，防止垃圾入河。必须管住沿岸排口。\n"
    "做好汛前检查，加强值班值守，抓紧补充防汛物资，强化预报会商，办好村组应急演练。\n"
)


def test_clause_upon_clause_of_tasks_is_a_plan():
    """Tasks one after the other are a plan; results or figures among them tell of a review."""
    assert len(plan_sentences(TASKS)) == 5
    assert (
        plan_sentences(
            TASKS + "家长满意度显著提高，巡护成效明显，演练取得实效，连续三年获得好评。\n"
        )
        == []
    )
    assert plan_sentences(TASKS.replace("，", "86次，").replace("。", "9次。")) == []


def test_tasks_with_those_who_are_to_do_them_are_a_plan():
    """A list of tasks names the unit in charge (责任单位) behind each."""
    tasks = "".join(
        f"{number}.新建口袋公园{number}处，改造老旧泵房{number + 3}座，更换路灯。（责任单位：市园林局）\n"
        for number in range(11, 17)
    )
    assert len(plan_sentences(tasks)) == 12
    assert plan_sentences(tasks.replace("（责任单位：市园林局）", "")) == []


def test_terms_of_a_glossary_are_no_headings():
    """A numbered line that says what a term means (1.一网通办：指…) is text."""
    text = "名词解释\n1.一廊三带：指滨河绿廊和三条产业带。\n2.轻骑兵：是指乡镇巡回宣讲小队。\n"
    assert [p.role for p in read(text).paragraphs if p.heading] == []


def test_shortcomings_before_a_programme_are_no_plan():
    """What still lacks in a section that goes on with plans is told of the present."""
    lacking = "我们工作中还存在一些短板：人手紧缺，经费偏紧。\n"
    assert not any("人手紧缺" in sentence for sentence in plan_sentences(lacking + PROGRAMME))


def test_meta():
    """Title, issuer, number, date, year and genre are read with their places."""
    structure = read(REPORT)
    meta = structure.meta
    assert meta.title.value == "中共河湾县委关于2021年度落实主体责任情况的报告"
    assert (meta.issuer.value, meta.doc_number.value) == ("中共河湾县委员会", "河委〔2022〕3号")
    assert (meta.date.value, meta.year.value) == ("2022-01-06", 2021)
    assert meta.genre.value == "responsibility_report"
    for field in (meta.issuer, meta.doc_number):
        assert field.span.cut(REPORT) == field.value


def test_year_argument_wins():
    """The caller's year stands, and has no place in the text."""
    year = read(REPORT, year=2019).meta.year
    assert (year.value, year.span) == (2019, None)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("政府工作报告\n——2023年1月9日在县十八届人民代表大会第三次会议上\n各位代表：\n工作平稳。\n", 2022),
        ("一、2022年工作回顾\n立案9件。\n", 2022),
        ("工作总结\n2020年，县委坚持从严。\n一、情况\n立案9件。\n", 2020),
        ("2013年国民经济和社会发展统计公报\n全年增长8%。\n", 2013),
        ("工作情况报告\n一、情况\n立案9件。\n中共河湾县委\n2021年1月5日\n", 2020),
        ("工作情况报告\n一、情况\n立案9件。\n中共河湾县委\n2021年12月5日\n", 2021),
        ("一九八二年工作总结\n成绩明显。\n", 1982),
        ("一、情况\n立案9件。\n", None),
    ],
)  # fmt: skip
def test_year_reported_on(text, year):
    """The year reported on is not that of the meeting, and is left out where unknown."""
    found = read(text).meta.year
    assert (found.value if found else None) == year


def test_numbering_findings():
    """A number left out and one that begins again are remarked on."""
    text = (
        "一、甲事\n已完成。\n三、乙事\n已完成。\n（一）丙事\n已完成。\n（一）丁事\n已完成。\n"
    )
    assert [(f.code, f.message) for f in read(text).findings] == [
        ("numbering-skips", "numbering skips: 三、 follows 一、"),
        ("numbering-restarts", "numbering restarts: （一） follows （一）"),
    ]


@pytest.mark.parametrize("damage", ["\ufffd", "&permil;", "&#8240;", "武汉?中国"])
def test_damaged_characters(damage):
    """Lost and still encoded characters are remarked on."""
    assert [f.code for f in read(f"增长{damage}，很好。").findings] == ["damaged-characters"]


def test_question_is_no_damage():
    """A half-width question mark at the end of a sentence is just that."""
    assert read("怎么办? 要抓落实。").findings == ()


@pytest.mark.parametrize("between", [" ", "　　"])
def test_report_on_one_line(between):
    """A report whose lines were joined by blanks is cut into the same rows."""
    long = REPORT.replace("18个。", "18个。" + "督促各级党组织落实主体责任。" * 30)
    rows = [text for _, _, text in parts(long)]
    joined = [text for _, _, text in parts(between.join(long.strip().split("\n")))]
    assert joined == rows


def test_report_on_one_line_without_blanks():
    """Sections are still found where nothing marks the ends of lines."""
    body = "县委召开专题会议6次，研究解决问题21个，推动责任落实落细落地见效。" * 8
    text = f"现将情况报告如下：一、压实责任{body}二、严明纪律{body}三、改进作风{body}"
    assert [(level, words[:2]) for level, words in headings(text)] == [
        (1, "一、"),
        (1, "二、"),
        (1, "三、"),
    ]


def test_other_line_ends():
    """Carriage returns, form feeds and line separators end lines too."""
    assert (
        len(read("甲事完成。\r\n乙事完成。\r丙事完成。\f丁事完成。\u2028戊事完成。").paragraphs)
        == 5
    )


def test_empty_text():
    """Nothing in, nothing out."""
    structure = read(" \n\n")
    assert (structure.paragraphs, structure.sentences, structure.findings) == ((), (), ())


def test_sentences_in_consecutive_numbered_lines_are_a_list():
    """Measures one a line, some with a figure, are no headings; a heading has text below."""
    text = (
        "一、民生实事\n"
        "1.新建公园3处。（牵头单位：市园林局）\n"
        "2.开通夜间公交。（牵头单位：市交通局）\n"
        "3.完善社区食堂。\n"
        "二、保障措施\n"
        "1.加强领导。\n"
        "各部门每月会商，及时解决问题。\n"
    )
    assert headings(text) == [(1, "一、民生实事"), (1, "二、保障措施"), (3, "1.加强领导。")]


def test_a_heading_at_the_end_of_a_line_is_cut_off():
    """A heading that lost the line break before it is a line of its own."""
    text = (
        "各位代表：\n现在，我代表区政府向大会报告工作，请予审议。一、去年工作回顾\n"
        "全区经济平稳增长。\n二、今年工作安排\n做好各项工作。\n"
    )
    assert [level for level, _ in headings(text)] == [1, 1]


def test_one_level_leads_another_in_a_heading():
    """三、一级带一级 is a heading, since joined numerals count on; 一、二类 is none."""
    text = "三、一级带着一级干\n全县逐级签责任书。\n"
    assert headings(text) == [(1, "三、一级带着一级干")]
    assert headings("一、二类水质断面占九成。\n全县水质良好。\n") == []


def test_numbered_items_that_open_a_paragraph():
    """1. and 2. in one line are items of the paragraph, not a heading."""
    text = "县委抓三件事。\n1.修路；2.架桥；3.办学。\n今后继续努力。\n"
    assert items(text) == ["1.修路；", "2.架桥；", "3.办学。"]


def test_a_person_is_no_issuer_and_marks_are_no_title():
    """The name under a title is not who issues; footnote marks are left out of a title."""
    view = make_view(
        "青岑县工作报告[1]\n青岑县县长\n各位代表：\n我代表县人民政府向大会报告工作，请予审议。\n"
        "一、回顾\n一年来各项工作取得进展。\n"
    )
    meta = read_structure(view).meta
    assert meta.title.value == "青岑县工作报告"
    assert meta.issuer.value == "县人民政府"


def test_blanks_behind_sentences_are_lost_line_breaks():
    """An excerpt on one line, blanks where its lines ended, is read as lines."""
    text = (
        "三、压实责任 狠抓巡察整改。" + "镇党委逐项盯办，限期销号。" * 8 + " "
        "从严教育干部。" + "全年组织旁听庭审，党员干部受到教育。" * 8 + " "
        "四、严明纪律 " + "镇纪委受理举报，按规定处置线索。" * 8
    )
    assert headings(text) == [(1, "三、压实责任"), (1, "四、严明纪律")]
    assert leads(text) == ["狠抓巡察整改。", "从严教育干部。"]


def test_items_go_on_in_the_next_paragraphs():
    """Paragraphs that count on under one heading are items each; one 一是 alone is none."""
    text = (
        "一、主要做法\n今年办成三件事。\n一是修路。通车里程增加。\n二是架桥。\n三是办学。\n"
        "二、下步打算\n一是继续努力。\n"
    )
    assert items(text) == ["一是修路。通车里程增加。", "二是架桥。", "三是办学。"]


def test_a_run_goes_on_where_a_paragraph_breaks_it():
    """An item behind the first paragraph of a run ends with its own paragraph."""
    text = "一、做法\n重点有两项。一是修路；二是架桥。\n路通了。三是办学。教室够用。\n"
    assert items(text) == ["一是修路；", "二是架桥。", "三是办学。教室够用。"]

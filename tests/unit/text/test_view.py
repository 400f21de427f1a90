import pytest

from govtext.spans import CharSpan
from govtext.text.debris import find_debris
from govtext.text.view import make_view
from govtext.text.widths import fold_widths
from govtext.text.wraps import find_soft_breaks

WRAPPED = (
    "　　今年以来镇党委坚持把纪律规矩挺在前面狠抓责任落实督促\n"
    "班子成员认真履职全年召开专题会议6次研究解决问题23个，\n"
    "推动形成齐抓共管的良好局面。\n"
    "　　镇纪委聚焦主责主业开展监督检查十二轮次发现并督促整改\n"
    "突出问题四十五项约谈村干部十八人下发提醒函九份有效防止\n"
    "小错酿成大错。\n"
    "二、下一步打算\n"
)


def test_ordinary_text_is_its_own_view():
    """A text without damage is not copied."""
    text = "一、加强学习\n全年学习12次。\n"
    view = make_view(text)
    assert view.text is text
    assert view.folded is text
    assert view.offsets.is_identity


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\u00ad", "\u2060", "\u202e", "\x00"])
def test_invisible_characters_are_left_out(mark):
    """Zero-width and control characters are not in the view, and offsets lead past them."""
    view = make_view(f"一、加{mark}强学习")
    assert view.text == "一、加强学习"
    assert view.offsets.span_to_original(CharSpan(2, 4)) == (2, 5)


def test_widths_are_folded_one_to_one():
    """Digits, letters and signs are folded; Chinese marks stay."""
    folded = fold_widths("３＋Ｘ，增长１２．５％（其中：Ａ类）～！")
    assert folded == "3+X，增长12.5%（其中：A类）～！"


def test_break_inside_a_date_is_soft():
    """A line break between year digits and 年 is joined in the view only."""
    text = "全市生产总值在1994\n年增长8%。\n财政收入增长。"
    view = make_view(text)
    assert view.text == "全市生产总值在1994年增长8%。\n财政收入增长。"
    assert view.original == text


def test_wrapped_lines_are_joined():
    """In a text wrapped at one width each paragraph becomes one line."""
    lines = make_view(WRAPPED).text.splitlines()
    assert [line.strip()[:4] for line in lines] == ["今年以来", "镇纪委聚", "二、下一"]
    assert lines[0].endswith("良好局面。")


def test_wrapped_lines_with_carriage_returns_are_joined():
    """Windows line ends make no difference."""
    assert len(make_view(WRAPPED.replace("\n", "\r\n")).text.split("\n")) == 4


def test_list_of_short_lines_is_not_joined():
    """Lines that are short or numbered stay lines."""
    text = "一、加强学习\n二、严明纪律\n三、改进作风\n四、服务群众\n"
    assert find_soft_breaks(text) == []


def test_title_before_text_is_not_joined():
    """A heading line is no line of prose that stops in mid-sentence."""
    assert find_soft_breaks("关于2023年工作情况的报告\n2023年，镇党委，很努力。\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "下载 打印 全屏 收藏 【字号：",
        "【字体：大 中 小】 打印本页 关闭窗口",
        "- 12 -",
        "第 3 页 共 9 页",
        "上一篇：关于召开会议的通知",
        "<!-- 首页图片 -->",
        "来源：市政府办公室　浏览次数：1203",
    ],
)
def test_page_lines_are_debris(line):
    """Buttons, page numbers, comments and notes of source are left out of the view."""
    text = f"工作报告\n{line}\n各位代表："
    assert make_view(text).text == "工作报告\n各位代表："


@pytest.mark.parametrize(
    "line",
    [
        "下载量达到12万次。",
        "来源：群众举报",
        "大中小学思政课一体化",
        "印发材料、组织打印展板。",
    ],
)
def test_report_lines_are_not_debris(line):
    """Lines of the report that share a word with a page are kept."""
    assert find_debris(f"工作报告\n{line}\n") == []


def test_sentence_cut_by_a_page_number_goes_on():
    """A page number between two halves of a sentence goes with its line break."""
    view = make_view("全年共查处问题，立案1994\n- 3 -\n年以来最多。\n")
    assert view.text.startswith("全年共查处问题，立案1994年以来")


def test_lone_surrogates_are_kept():
    """Any Python text is accepted."""
    assert make_view("甲\ud800乙").text == "甲\ud800乙"


def wrap(text, width):
    """Break a paragraph into lines of ``width`` characters, the first one indented."""
    whole = "　　" + text
    return "\n".join(whole[at : at + width] for at in range(0, len(whole), width))


def test_a_full_line_runs_on_behind_a_closing_mark():
    """In wrapped text a line that ends with ” or ； runs on, as one that ends in a word."""
    paragraph = (
        "全县开展“千名党员联千户”活动，党员走进农家院落；干部下到田间地头，" * 4 + "群众满意。"
    )
    text = "\n".join([wrap(paragraph, 27)] * 3)
    assert any(line.endswith(("”", "；")) for line in text.split("\n"))
    assert make_view(text).text.split("\n") == ["　　" + paragraph] * 3


def test_an_item_at_the_margin_of_indented_text_runs_on():
    """Where paragraphs are indented, 二是 at the margin does not begin one."""
    paragraph = "一是建强村级组织班子队伍，选优配齐带头人选；二是擦亮窗口服务品牌形象，简化办事流程环节；"
    text = "\n".join([wrap(paragraph * 2 + "成效明显。", 24)] * 3)
    assert "\n二是" not in make_view(text).text
    assert make_view(text).text.count("\n") == 2

"""Of a web page its main text is read."""

import pytest

from govtext.errors import FormatError
from govtext.readers import Limits, read_bytes

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>报告-某县政府网</title>
<style>p {{}}</style><script>var text = "脚本里的文字。";</script></head><body>
<div class="header"><ul><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li>
<li><a href="/b">新闻中心</a></li></ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; 公开</div>
<table><tr><td><ul><li><a href="1">领导之窗</a></li><li><a href="2">机构设置</a></li>
<li><a href="3">政策文件</a></li></ul></td><td><h1>某县2022年工作报告</h1>
<div>【字号：<a>大</a> <a>中</a> <a>小</a>】 【打印】 【关闭】 下载 收藏</div>
<div id="zoom"><p>各位代表：</p><p>　　一、2022年工作回顾</p>
<p>　　全年实现<b>增长</b>5.3&permil;。<br>　　（一）坚持政治引领。查处问题**起**人。</p>
<table><tr><th>指标</th><th>数值</th></tr><tr><td>立案</td><td>12件</td></tr></table>
<p style="display: none">隐藏的文字。</p><p>我们深入学习，扎实推进，取得成效。</p></div>
<div>上一篇：<a href="x">某镇报告</a></div></td></tr></table>
<div class="footer">版权所有：某县人民政府 主办</div></body></html>"""
LINES = [
    "某县2022年工作报告",
    "各位代表：",
    "一、2022年工作回顾",
    "全年实现增长5.3‰。",
    "（一）坚持政治引领。查处问题**起**人。",
    "指标\t数值",
    "立案\t12件",
    "我们深入学习，扎实推进，取得成效。",
]


def lines_of(source):
    return [line.strip("　") for line in source.text.split("\n")]


@pytest.mark.parametrize(
    ("declared", "codec", "name"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("gb2312", "gbk", "gb18030"),
        ("utf-8", "gbk", "gb18030"),
        ("gb2312", "utf-8", "utf-8"),
        ("unheard-of", "utf-8-sig", "utf-8-sig"),
    ],
)
def test_main_text(declared, codec, name):
    """Title, paragraphs and table rows are read, the portal around them is not; the
    encoding is right even where the page declares a wrong one."""
    source = read_bytes(PAGE.format(charset=declared).encode(codec))
    assert lines_of(source) == LINES
    assert (source.encoding, source.media_type) == (name, "text/html")


def test_big5_page():
    """A traditional page that says so is read as Big5."""
    page = '<html><head><meta charset="big5"></head><body><p>下列問題，請檢討改進。</p></body></html>'
    source = read_bytes(page.encode("big5"))
    assert (source.text, source.encoding) == ("下列問題，請檢討改進。", "big5")


def test_page_laid_out_by_tables():
    """Where tables lay out the page, paragraphs stay apart."""
    cells = "<p>一、总体情况</p><p>全年完成各项任务，取得新的成效。查处问题**起**人，处分**人。全年开展学习十二次，培训三千人次，同比增长。</p>"
    page = f"<html><body><table><tr><td>{cells}</td></tr></table></body></html>"
    assert lines_of(read_bytes(page.encode()))[0] == "一、总体情况"


def test_preformatted_text_keeps_its_lines():
    """A plain text that a page wraps in pre has one line a line."""
    page = "<html><body><pre>一、总体情况\n全年完成。\n</pre></body></html>"
    assert lines_of(read_bytes(page.encode())) == ["一、总体情况", "全年完成。"]


def test_text_outside_of_paragraphs():
    """Text that only line breaks part is read line by line."""
    page = "<html><body>一、总体情况<br>全年完成。<br/>二、问题</body></html>"
    assert lines_of(read_bytes(page.encode())) == ["一、总体情况", "全年完成。", "二、问题"]


@pytest.mark.parametrize(
    "note",
    [
        "【字号：大 中 小】",
        "【字体：大 中 小】【打印】【关闭】",
        "打印本页 关闭窗口",
        "浏览次数：120",
        "责任编辑：某某",
    ],
)
def test_buttons_are_dropped(note):
    """A line of buttons or notes of the portal is left out."""
    page = f"<html><body><div>{note}</div><p>全年完成各项任务。</p></body></html>"
    assert lines_of(read_bytes(page.encode())) == ["全年完成各项任务。"]


def test_prose_inside_links_is_text():
    """A page whose paragraphs are all links is no list of links."""
    page = "<html><body><div>" + "<p><a href='1'>全年完成各项任务。</a></p>" * 3 + "</div>"
    assert lines_of(read_bytes(page.encode())) == ["全年完成各项任务。"] * 3


def test_page_without_text():
    """A page of scripts is empty."""
    with pytest.raises(FormatError) as caught:
        read_bytes(b"<html><script>1</script></html>")
    assert caught.value.code == "file-empty"


def test_tag_limit():
    """More tags than allowed are refused before they are parsed."""
    with pytest.raises(FormatError) as caught:
        read_bytes(PAGE.encode(), limits=Limits(max_page_elements=10))
    assert caught.value.code == "limit-elements"

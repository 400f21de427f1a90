"""A docx is read as Word shows it."""

import io

import docx
import pytest
from tests.documents import level, make_docx, make_zip, numbered, paragraph

from govtext.errors import FormatError
from govtext.readers import Limits, read_bytes


def lines_of(body, **parts):
    return read_bytes(make_docx(body, **parts)).text.split("\n")


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


ABSTRACT = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%3.%4", more="<w:isLgl/>")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def test_numbering_of_several_levels():
    """Numbers are restored level by level; a deeper level starts anew under each number."""
    body = "".join(
        numbered(text, 1, depth)
        for text, depth in [("总体", 0), ("学习", 1), ("培训", 2), ("宣讲", 2), ("监督", 1), ("问题", 0), ("不足", 1), ("短板", 2), ("细项", 3)]
    )  # fmt: skip
    assert lines_of(body, numbering=ABSTRACT) == [
        "一、总体", "（一）学习", "1.培训", "2.宣讲", "（二）监督", "二、问题", "（一）不足", "1.短板", "2.1.1 细项",
    ]  # fmt: skip


def test_numbering_from_a_style():
    """A heading style that carries the numbering numbers its paragraphs."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="X"><w:basedOn w:val="1"/></w:style>'
    )
    body = paragraph("总体", '<w:pStyle w:val="1"/>') + paragraph(
        "问题", '<w:pStyle w:val="X"/>'
    )
    assert lines_of(body, numbering=ABSTRACT, styles=styles) == ["一、总体", "二、问题"]


def test_numbering_starts_over():
    """A second list on the same definition with a start of its own begins there."""
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = numbered("甲", 1) + numbered("乙", 1) + numbered("丙", 2) + numbered("丁", 2)
    assert lines_of(body, numbering=ABSTRACT + again) == [
        "一、甲",
        "二、乙",
        "五、丙",
        "六、丁",
    ]


def test_numbering_switched_off():
    """Numbering 0 takes the number away; a bullet is not text."""
    bullets = (
        '<w:abstractNum w:abstractNumId="9">'
        + level(0, "bullet", "\uf0b7")
        + "</w:abstractNum>"
        '<w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num>'
    )
    body = numbered("甲", 0) + numbered("乙", 9) + numbered("丙", 77)
    assert lines_of(body, numbering=bullets) == ["甲", "乙", "丙"]


def test_tables_stand_in_reading_order():
    """Rows come between the paragraphs around them, cells apart by tabs, merged ones empty."""
    document = docx.Document()
    document.add_paragraph("一、总体情况")
    table = document.add_table(3, 3)
    for row, texts in enumerate(
        [("指标", "单位", "数值"), ("立案", "件", "12"), ("处分", "件", "8")]
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 1).merge(table.cell(2, 1)).text = "件"
    document.add_paragraph("二、存在问题")
    data = io.BytesIO()
    document.save(data)
    assert read_bytes(data.getvalue()).text.split("\n") == [
        "一、总体情况", "指标\t单位\t数值", "立案\t件\t12", "处分\t\t8", "二、存在问题",
    ]  # fmt: skip


def test_table_that_only_lays_out():
    """A report inside one table cell gives its paragraphs."""
    cell = paragraph("一、总体情况") + paragraph("全年完成。")
    body = f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"
    assert lines_of(body) == ["一、总体情况", "全年完成。"]


def test_tracked_changes_count_as_accepted():
    """Insertions and the new place of moved text are read, deletions and the old are not."""
    body = (
        f"<w:p>{run('查处')}<w:del>{run('旧')}</w:del><w:ins>{run('新')}</w:ins>{run('问题。')}</w:p>"
        f"<w:p><w:moveFrom>{run('移走')}</w:moveFrom>{run('留下')}</w:p>"
        f"<w:p><w:moveTo>{run('移来')}</w:moveTo></w:p>"
    )
    assert lines_of(body) == ["查处新问题。", "留下", "移来"]


def test_deleted_paragraph_end_joins():
    """Where a tracked change took a paragraph's end away, the next one goes on."""
    body = paragraph("全年", "<w:rPr><w:del/></w:rPr>") + paragraph("完成。")
    assert lines_of(body) == ["全年完成。"]


def test_deleted_table_row_is_gone():
    """A row deleted by a tracked change is not read."""
    row = (
        "<w:tr>{}<w:tc>" + paragraph("{}") + "</w:tc><w:tc>" + paragraph("1") + "</w:tc></w:tr>"
    )
    gone = "<w:trPr><w:del/></w:trPr>"
    body = f"<w:tbl>{row.format('', '甲')}{row.format(gone, '乙')}</w:tbl>"
    assert lines_of(body) == ["甲\t1"]


def test_text_boxes_are_read_once():
    """A text box is read once though it is stored twice, behind its paragraph."""
    box = f"<w:txbxContent>{paragraph('框内文字')}</w:txbxContent>"
    body = (
        f"<w:p>{run('框外')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{run('文字')}</w:p>"
    )
    assert lines_of(body) == ["框外文字", "框内文字"]


def test_content_controls_links_and_fields_are_opened():
    """Text inside content controls, links and field results is read, field codes are not."""
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('标题')}</w:sdtContent></w:sdt>"
        f"<w:p><w:hyperlink>{run('链接')}</w:hyperlink><w:r><w:instrText>DATE</w:instrText></w:r>"
        f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt><w:fldSimple>{run('域')}</w:fldSimple></w:p>"
    )
    assert lines_of(body) == ["标题", "链接控件域"]


def test_signs_breaks_and_hidden_text():
    """Tabs, line breaks and hyphens are characters; hidden text and page breaks are none."""
    shown = '<w:vanish w:val="0"/>'
    body = (
        f"<w:p>{run('甲')}<w:r><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/>"
        f"<w:br w:type='page'/></w:r>{run('藏', '<w:vanish/>')}{run('丁', shown)}</w:p>"
    )
    assert lines_of(body) == ["甲\t乙", "丙-丁"]


def test_headers_footers_comments_and_contents_are_left_out():
    """Only the body is read, without a generated table of contents."""
    contents = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{paragraph('总体…1')}</w:sdtContent></w:sdt>"
    )
    styles = '<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    body = contents + paragraph("问题…2", '<w:pStyle w:val="T1"/>') + paragraph("正文")
    parts = {name: f"<w>{name}</w>" for name in ("header1", "footer1", "comments", "footnotes")}
    assert lines_of(body, styles=styles, **parts) == ["正文"]


def test_places_count_paragraphs_and_pages():
    """Each line knows its paragraph, and its page where Word noted page breaks."""
    body = (
        paragraph("一")
        + "<w:p/>"
        + f"<w:p><w:r><w:lastRenderedPageBreak/></w:r>{run('二')}</w:p>"
        + f"<w:p>{run('三')}<w:r><w:lastRenderedPageBreak/></w:r>{run('续')}</w:p>"
        + paragraph("四")
    )
    source = read_bytes(make_docx(body))
    found = [(place.page, place.paragraph) for place in source.places]
    assert found == [(1, 1), (2, 3), (2, 4), (3, 5)]
    assert source.locate(source.text.index("四")).page == 3


def test_strict_namespaces_are_read():
    """The strict form of the standard has other namespaces and the same names."""
    strict = '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p><w:r><w:t>文</w:t></w:r></w:p></w:body></w:document>'
    data = make_zip({"[Content_Types].xml": "<Types/>", "word/document.xml": strict})
    assert read_bytes(data).text == "文"


def test_main_part_by_its_relation():
    """The body is found by the package's relations, whatever it is called."""
    relations = '<R><Relationship Type="x/officeDocument" Target="/word/text2.xml"/></R>'
    body = '<w:document xmlns:w="u"><w:body><w:p><w:r><w:t>文</w:t></w:r></w:p></w:body></w:document>'
    data = make_zip(
        {"[Content_Types].xml": "<Types/>", "_rels/.rels": relations, "word/text2.xml": body}
    )
    assert read_bytes(data).text == "文"


def test_missing_main_part():
    """A docx without its body is damaged."""
    data = make_zip({"[Content_Types].xml": "<Types/>", "word/styles.xml": "<s/>"})
    with pytest.raises(FormatError) as caught:
        read_bytes(data)
    assert caught.value.code == "file-damaged"


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(max_expanded_bytes=2000), "limit-expanded"),
        (Limits(max_elements=50), "limit-elements"),
        (Limits(max_characters=50), "limit-characters"),
        (Limits(max_members=1), "limit-members"),
        (Limits(max_bytes=100), "limit-bytes"),
    ],
)
def test_limits(limits, code):
    """Each limit that a docx can break is kept and named."""
    with pytest.raises(FormatError) as caught:
        read_bytes(make_docx(["全年完成各项任务。"] * 100), limits=limits)
    assert caught.value.code == code

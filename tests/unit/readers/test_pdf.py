"""A pdf's lines become the paragraphs they were broken from."""

import threading

import pytest
from tests.documents import make_pdf, make_pdf_in_columns, make_scan

from govtext.errors import FormatError
from govtext.readers import Limits, read_bytes
from govtext.readers.layout import Glyph, find_lines, fold_radicals, join_lines

PARAGRAPHS = [
    "某县2022年全面从严治党工作报告",
    "一、坚持政治引领，全面加强党的建设",
    *(
        f"（{number}）强化学习教育。" + f"全年开展第{number}类专题学习12次，培训党员3500人次，同比增长15.3%，" * 4
        + "查处问题**起**人。"
        for number in "一二三四五六七八九"
    ),
    "二、下一步打算",
]  # fmt: skip


def test_lines_are_joined_over_pages():
    """Every paragraph is whole, over line ends and page ends, and knows its page."""
    source = read_bytes(make_pdf(PARAGRAPHS, header="某县人民政府公报"))
    assert source.text.split("\n") == PARAGRAPHS
    assert source.media_type == "application/pdf"
    assert source.places[0].page == 1
    assert source.places[-1].page >= 2


def test_running_lines_are_dropped():
    """Neither the header nor the page numbers are in the text."""
    text = read_bytes(make_pdf(PARAGRAPHS, header="某县人民政府公报 第3期")).text
    assert "公报" not in text
    assert "—" not in text


def test_columns_are_read_one_after_the_other():
    """Text in two columns under a title is read down the first, then down the second."""
    source = read_bytes(make_pdf_in_columns("全县党风廉政建设简报", PARAGRAPHS[2:5]))
    assert source.text.split("\n") == ["全县党风廉政建设简报", *PARAGRAPHS[2:5]]


def test_scan_is_refused():
    """Pages that are pictures are named as a scan, with their number."""
    with pytest.raises(FormatError, match="2 of 2 pages") as caught:
        read_bytes(make_scan(2))
    assert caught.value.code == "pdf-scanned"


def test_page_limit():
    """More pages than allowed are refused before they are read."""
    with pytest.raises(FormatError) as caught:
        read_bytes(make_pdf(PARAGRAPHS), limits=Limits(max_pages=1))
    assert caught.value.code == "limit-pages"


def test_threads_may_read_at_once():
    """The parser can't be used by two threads at once; readers wait for each other."""
    data, found = make_pdf(PARAGRAPHS[:4]), []
    threads = [
        threading.Thread(target=lambda: found.append(read_bytes(data).text)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert len(found) == 4


def glyphs_of(text, left, top, size=10.0, width=None):
    """Place the characters of a text on one line."""
    placed = []
    for character in text:
        step = width or (size / 2 if character.isascii() else size)
        placed.append(Glyph(character, left, top, left + step, top + size))
        left += step
    return placed


def test_digits_spaced_by_the_layout_are_whole():
    """A drawn gap of half a character around figures is no blank."""
    glyphs = [
        *glyphs_of("增长", 0, 0), *glyphs_of("15.3%", 24, 0), *glyphs_of("到", 54, 0), *glyphs_of("2022", 68, 0, width=6.5),
    ]  # fmt: skip
    assert find_lines(glyphs, 1)[0].text == "增长15.3%到2022"


def test_cells_of_a_table_are_apart():
    """Wide gaps in a line are tabs, and such lines are not joined to paragraphs."""
    rows = [("指标", "数值"), ("立案", "12件"), ("处分", "8人")]
    glyphs = [
        glyph
        for number, (one, two) in enumerate(rows)
        for glyph in (*glyphs_of(one, 0, 14.0 * number), *glyphs_of(two, 100, 14.0 * number))
    ]
    lines = [line.text for line in join_lines([find_lines(glyphs, 1)])]
    assert lines == ["指标\t数值", "立案\t12件", "处分\t8人"]


@pytest.mark.parametrize(("drawn", "meant"), [("⼈⺠", "人民"), ("⻓期", "长期"), ("⽣活", "生活"), ("\uf967", "不"), ("第1", "第1")])  # fmt: skip
def test_radicals_are_folded(drawn, meant):
    """Radical signs that fonts put for characters become the characters."""
    assert fold_radicals(drawn) == meant

"""Properties of the view: any text is accepted, every kept character keeps its place."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from govtext.spans import CharSpan
from govtext.structure import read_structure
from govtext.text.view import make_view

PIECES = st.sampled_from(
    [
        "\u200b", "\ufeff", "\u00ad", "\r\n", "\n", "\r", "　　", "１２．５％", "1994", "年", "，", "。", "一、", "（一）",
        "推进全面从严治党向纵深发展", "层层抓学习。", "“", "”", "《", "》", "下载 打印 全屏", "\ud800", "\ufffd", "**", "\t", " ", "……",
        "特此报告。", "各位代表：", "2023年1月18日", "——", "下一步，", "①", "|",
    ]
)  # fmt: skip
FLAT = st.lists(
    st.sampled_from(
        [
            "一、压实责任",
            "二、严明纪律",
            "三、改进作风",
            "（一）抓学习",
            " ",
            "　　",
            "。",
            "全年召开会议六次，研究工作。" * 20,
        ]
    )
).map("".join)
TEXTS = st.one_of(
    FLAT,
    st.text(alphabet=st.characters(), max_size=80),
    st.lists(PIECES, max_size=40).map("".join),
    st.lists(
        st.lists(PIECES, max_size=6).map("".join).map(lambda line: line * 3), max_size=12
    ).map("\n".join),
)


@settings(deadline=None)  # other tests hold time to be linear
@given(TEXTS)
@example("")
@example("\u200b\n\u200b")
def test_view_characters_keep_their_place(text):
    """Each view character is the original character that the map leads to."""
    view = make_view(text)
    assert view.original == text
    assert len(view.text) == len(view.folded) == view.offsets.view_length
    assert view.offsets.original_length == len(text)
    places = [view.offsets.to_original(i) for i in range(len(view.text))]
    assert places == sorted(set(places))
    assert "".join(text[i] for i in places) == view.text
    assert [view.offsets.to_view(i) for i in places] == list(range(len(places)))


@settings(deadline=None)  # other tests hold time to be linear
@given(TEXTS)
def test_view_drops_layout_only(text):
    """A view of a view drops no more invisible characters, and spans map to shortest spans."""
    view = make_view(text)
    end = len(view.text)
    if end:
        span = view.offsets.span_to_original(CharSpan(0, end))
        assert text[span.start] == view.text[0]
        assert text[span.end - 1] == view.text[-1]
    assert "\u200b" not in view.text


@settings(deadline=None)  # other tests hold time to be linear
@given(TEXTS)
def test_structure_accepts_any_text(text):
    """Rows are the lines that are not blank; sentences lie inside them in order."""
    view = make_view(text)
    structure = read_structure(view)
    previous = 0
    for paragraph in structure.paragraphs:
        assert previous <= paragraph.start < paragraph.end <= len(view.text)
        previous = paragraph.end
        line = view.text[paragraph.start : paragraph.end]
        assert line == line.strip()
        assert "\n" not in line
        for span in [*filter(None, [paragraph.heading, paragraph.lead]), *paragraph.items]:
            assert paragraph.start <= span.start < span.end <= paragraph.end
    covered = "".join(view.text[p.start : p.end] for p in structure.paragraphs)
    assert "".join(covered.split()) == "".join(view.text.split())
    _check_sentences(view, structure)


def _check_sentences(view, structure):
    covered = []
    previous = 0
    for sentence in structure.sentences:
        paragraph = structure.paragraphs[sentence.paragraph]
        assert previous <= sentence.start < sentence.end
        assert paragraph.start <= sentence.start
        assert sentence.end <= paragraph.end
        previous = sentence.end
        covered.append(view.text[sentence.start : sentence.end])
        inner = sentence.start
        for clause in sentence.clauses:
            assert inner <= clause.start < clause.end <= sentence.end
            inner = clause.end
    assert "".join("".join(covered).split()) == "".join(view.text.split())

"""OFD is read like a pdf, from its own XML."""

import pytest
from tests.documents import make_ofd, make_zip

from govtext.errors import FormatError
from govtext.readers import Limits, read_bytes

PAGES = [
    [
        "一、坚持政治引领",
        "全年开展专题学习12次，培训党员3500人次，同比增长15.3%，" * 3 + "取得成效。",
    ],
    ["二、加强监督", "全年立案查处问题**起**人，给予党纪政务处分**人，" * 3 + "形成震慑。"],
]


@pytest.mark.parametrize("broken_deltas", [False, True])
def test_paragraphs_and_pages(broken_deltas):
    """Lines are joined to paragraphs by their places, with or without steps in the file."""
    source = read_bytes(make_ofd(PAGES, broken_deltas=broken_deltas))
    assert source.text.split("\n") == [text for page in PAGES for text in page]
    assert [place.page for place in source.places] == [1, 1, 2, 2]
    assert source.media_type == "application/ofd"


def test_page_limit():
    """More pages than allowed are refused."""
    with pytest.raises(FormatError) as caught:
        read_bytes(make_ofd(PAGES), limits=Limits(max_pages=1))
    assert caught.value.code == "limit-pages"


def test_pages_of_pictures():
    """An OFD without a character is told apart as a scan."""
    with pytest.raises(FormatError) as caught:
        read_bytes(make_ofd([[], []]))
    assert caught.value.code == "pdf-scanned"


@pytest.mark.parametrize(
    "parts",
    [
        {"OFD.xml": "<OFD/>"},
        {"OFD.xml": "<OFD><DocRoot>Doc_0/Document.xml</DocRoot></OFD>"},
        {"OFD.xml": "<OFD><DocRoot>D.xml</DocRoot></OFD>", "D.xml": "<Document/>"},
        {"OFD.xml": "<OFD"},
    ],
)
def test_missing_parts(parts):
    """An OFD that lacks its document or its pages is damaged."""
    with pytest.raises(FormatError) as caught:
        read_bytes(make_zip(parts))
    assert caught.value.code == "file-damaged"

"""Text encodings are told by what they give, never guessed in order."""

from itertools import takewhile

import pytest
from tests.conftest import SHARED_TEXTS, text_of

from govtext.errors import FormatError
from govtext.readers.encoding import decode_text, score_text

SIMPLIFIED = "一、坚持政治引领，全面加强党的建设。全年查处问题**起**人，同比下降15.3％。\r\n"
TRADITIONAL = "一、堅持政治引領，全面加強建設。全年查處問題**起**人，同比下降15.3％。\r\n"
CASES = [
    (SIMPLIFIED, "utf-8", "utf-8"),
    (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
    (SIMPLIFIED, "gb18030", "gb18030"),
    (SIMPLIFIED, "gbk", "gb18030"),
    (SIMPLIFIED, "gb2312", "gb18030"),
    (SIMPLIFIED, "utf-16", "utf-16-le"),
    (SIMPLIFIED, "utf-16-le", "utf-16-le"),
    (SIMPLIFIED, "utf-16-be", "utf-16-be"),
    (TRADITIONAL, "big5", "big5"),
    (TRADITIONAL, "gb18030", "gb18030"),
    (TRADITIONAL, "utf-16-be", "utf-16-be"),
]


@pytest.mark.parametrize(("text", "codec", "name"), CASES)
@pytest.mark.parametrize("times", [1, 40])
def test_encoding_is_told(text, codec, name, times):
    """The text comes back whole, line ends included, and its encoding is named."""
    assert decode_text((text * times).encode(codec)) == (text * times, name)


@pytest.mark.parametrize("text", ["联通", "政治", "一、党建", "OK，好"])
def test_short_gbk_is_not_taken_for_utf8(text):
    """A few GBK characters are read as such even where the bytes fit other encodings."""
    assert decode_text(text.encode("gbk")).text == text


def test_ascii_is_utf8():
    """Bytes that are the same in every encoding are called UTF-8."""
    assert decode_text(b"GDP 120\n") == ("GDP 120\n", "utf-8")


def test_four_byte_characters_of_gb18030():
    """Characters that only GB18030 holds come back."""
    text = SIMPLIFIED + "㐀𠀀"
    assert decode_text(text.encode("gb18030")).text == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("これはテストです。漢字とかなをまぜる。" * 20, "shift_jis"),
        ("이것은 시험 보고서입니다. 한국어 문장." * 20, "euc-kr"),
        ("Éléments résumés à côté où ça évoque être. " * 20, "latin-1"),
        ("Отчёт о работе за прошлый год. " * 20, "cp1251"),
    ],
)
def test_foreign_encodings_are_refused(text, codec):
    """A text in an encoding that is not read is refused, not turned into mojibake."""
    with pytest.raises(FormatError) as caught:
        decode_text(text.encode(codec))
    assert caught.value.code == "encoding-unknown"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le"])
def test_cut_in_a_character(codec):
    """A file cut inside its last character is read up to there, with one mark of damage."""
    data = (SIMPLIFIED * 5).rstrip().encode(codec)[:-1]
    text = decode_text(data).text
    assert text.rstrip("\ufffd") == (SIMPLIFIED * 5).rstrip()[:-1]
    assert text.endswith("\ufffd")


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_bad_byte_costs_its_line_at_most(codec):
    """One undecodable byte leaves every other line as it was."""
    lines = [SIMPLIFIED.strip()] * 20
    data = bytearray("\n".join(lines).encode(codec))
    data[data.index(b"15.3", len(data) // 2) - 5] = 0xFF
    found = decode_text(bytes(data)).text.split("\n")
    assert sum(one == two for one, two in zip(found, lines, strict=True)) == 19


def n_alike(one, two):
    """Return how many characters two texts have in common from the front."""
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False))
    )


@pytest.mark.parametrize("codec", ["gb18030", "big5", "utf-16-le", "utf-16"])
def test_a_lost_byte_costs_a_character(codec):
    """After a lost byte the pairing of the bytes is found again within the line."""
    text = (TRADITIONAL if codec == "big5" else SIMPLIFIED) * 5
    data = text.encode(codec)
    at = len(data) // 2 + 21
    found = decode_text(data[:at] + data[at + 1 :]).text
    kept = n_alike(text, found) + n_alike(text[::-1], found[::-1])
    assert len(text) - 4 <= kept < len(text)


def test_score_tells_prose_from_mojibake():
    """Right decodings score high and wrong ones low, with a wide gap between."""
    wrong = SIMPLIFIED.encode("utf-8").decode("gb18030", "replace")
    assert score_text(SIMPLIFIED) > 0.7
    assert score_text(wrong) < 0.1


@pytest.mark.skipif(not SHARED_TEXTS, reason="no archive beside the repository")
@pytest.mark.parametrize("codec", ["gb18030", "big5", "utf-16-be"])
def test_short_cuts_of_an_archive(codec):
    """Of texts cut to sixty characters, 97 in 100 are told right."""
    wanted = wrong = 0
    for path in SHARED_TEXTS[::3]:
        data = text_of(path)[:60].encode(codec, "ignore")
        wanted += 1
        wrong += decode_text(data) != (data.decode(codec), codec)
    assert wrong <= 0.03 * wanted

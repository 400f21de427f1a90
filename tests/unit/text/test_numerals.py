"""Numerals: what each way of writing one says."""

from decimal import Decimal

import pytest

from govtext.errors import InputError
from govtext.text.numerals import find_numerals, parse_numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一亿零三万", "100030000"),
        ("三十二", "32"),
        ("两千一百", "2100"),
        ("〇", "0"),
        ("二〇二二", "2022"),
        ("１２．５", "12.5"),
        ("26，530", "26530"),
        ("4.78万亿", "4780000000000"),
        ("三万五", "35000"),
        ("十五点七", "15.7"),
        ("负三十二", "-32"),
        ("百分之五点一", "0.051"),
        ("三分之一", str(Decimal(1) / 3)),
        ("一又二分之一", "1.5"),
        ("壹佰捌拾壹圆柒角", "181.7"),
        ("廿二", "22"),
        ("7 万5 千4 百", "75400"),
        ("2e5", "2e5"),
    ],
)
def test_each_way_of_writing_has_its_value(text, value):
    """Arabic, Chinese, financial and mixed numerals give the number they say."""
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "若干", "零点", "点零", "十一十二", "5件", "10..1万", "负"]
)
def test_what_is_no_numeral_is_refused(text):
    """Text that is not one numeral raises InputError with its code."""
    with pytest.raises(InputError) as caught:
        parse_numeral(text)
    assert caught.value.code == "input-not-a-numeral"


def test_written_digits_are_kept():
    """A trailing zero that is written stays in the value."""
    assert str(parse_numeral("7.0")) == "7.0"


def test_numerals_are_found_where_they_stand():
    """Found numerals carry the offsets of the given text, words such as 统一 left alone."""
    text = "统一部署三项，共4.5万人"
    assert [text[n.start : n.end] for n in find_numerals(text)] == ["三", "4.5万"]

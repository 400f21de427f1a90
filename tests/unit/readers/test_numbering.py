"""Word's ways of writing a number."""

import pytest

from govtext.readers.numbering import format_number


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("decimal", "1 2 10 12 27 105"),
        ("decimalZero", "01 02 10 12 27 105"),
        ("upperRoman", "I II X XII XXVII CV"),
        ("lowerRoman", "i ii x xii xxvii cv"),
        ("upperLetter", "A B J L AA AAAAA"),
        ("lowerLetter", "a b j l aa aaaaa"),
        ("chineseCounting", "一 二 十 十二 二十七 一〇五"),
        ("chineseCountingThousand", "一 二 十 十二 二十七 一百〇五"),
        ("japaneseCounting", "一 二 十 十二 二十七 一百〇五"),
        ("chineseLegalSimplified", "壹 贰 壹拾 壹拾贰 贰拾柒 壹佰零伍"),
        ("ideographDigital", "一 二 一〇 一二 二七 一〇五"),
        ("ideographTraditional", "甲 乙 癸 乙 庚 戊"),
        ("decimalFullWidth", "１ ２ １０ １２ ２７ １０５"),
        ("decimalEnclosedCircle", "① ② ⑩ ⑫ (27) (105)"),
        ("decimalEnclosedParen", "⑴ ⑵ ⑽ ⑿ (27) (105)"),
        ("decimalEnclosedFullstop", "⒈ ⒉ ⒑ ⒓ 27. 105."),
        ("unheardOf", "1 2 10 12 27 105"),
    ],
)
def test_styles(style, expected):
    """Each style writes its numbers as Word does."""
    assert " ".join(format_number(n, style) for n in (1, 2, 10, 12, 27, 105)) == expected


@pytest.mark.parametrize(("number", "text"), [(20, "二十"), (100, "一百"), (110, "一百一十"), (1000, "一千"), (1001, "一千〇一")])  # fmt: skip
def test_round_numbers(number, text):
    """Zeros inside are one 〇, zeros at the end none."""
    assert format_number(number, "chineseCountingThousand") == text

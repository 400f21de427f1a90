"""Which runs of markers are enumerations."""

import pytest

from govtext.structure.items import find_items


@pytest.mark.parametrize(
    "text",
    [
        "一是修路；|二是架桥。",
        "一要修路；|二要架桥。",
        "一靠制度，|二靠监督，|三靠自觉。",
        "第一，修路。|第二，架桥。",
        "第一件事，修路。当年完工。|第二件事，架桥。",
        "第一是快，|第二是好。",
        "其一，路不通。|其二，桥不稳。",
        "（1）修路；|（2）架桥。",
        "(1)修路；|(2)架桥。",
        "1）修路；|2）架桥。",
        "（一）修路；|（二）架桥。",
        "①修路；|②架桥。",
    ],
)
def test_markers_that_count_on_are_items(text):
    """Each item is one span with marker and closing mark."""
    items = text.split("|")
    whole = "重点做好：" + "".join(items)
    found = find_items(whole, 0, len(whole))
    assert [whole[start:end] for start, end in found] == items


def test_arabic_numbers_are_items_behind_a_colon():
    """1. and 2. are items in a list that a colon opens, not elsewhere."""
    text = "重点做好：1.修路；2.架桥。"
    assert [text[a:b] for a, b in find_items(text, 0, len(text))] == ["1.修路；", "2.架桥。"]
    assert find_items("增速为1.5，2.6。", 0, 10) == []


def test_a_marker_that_does_not_count_on_is_none():
    """One marker alone, or one inside a word, opens nothing."""
    assert find_items("一是修路。其他不变。", 0, 10) == []
    assert find_items("统一是前提，统二是例外。", 0, 12) == []

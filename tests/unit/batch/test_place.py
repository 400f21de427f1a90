"""Where a report comes from, by its own words."""

import pytest

import govtext
from govtext.batch.place import find_place


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("中共云岭县委员会2020年度工作报告", "云岭县"),
        ("中国共产党云岭县委员会2020年度工作报告", "云岭县"),
        ("云岭县人民政府2020年工作报告", "云岭县"),
        ("二〇二〇年云岭县人民政府工作报告", "云岭县"),
    ],
)
def test_the_party_is_no_part_of_the_place(title, place):
    """中共 before a place is left out, however the title begins."""
    text = f"{title}\n一、政治建设\n全年组织学习3次。"
    found = find_place(govtext.analyze(text))
    assert found is not None
    assert found.place == place
    assert place in found.span.cut(text)

"""Passages that come back a year later."""

import govtext
from govtext.archive import find_carried_over


def pairs(old, new, **options):
    """Return the passages carried over as text."""
    earlier, later = govtext.analyze(old), govtext.analyze(new)
    return [
        (c.earlier.cut(earlier.text), c.later.cut(later.text))
        for c in find_carried_over(earlier, later, **options)
    ]


def test_sentence_with_other_figures_is_carried_over():
    """Figures change from year to year, the sentence stays."""
    old, new = "全年巡查河道31次，清理漂浮物12吨。", "全年巡查河道45次，清理漂浮物9吨。"
    assert pairs(old, new) == [(old, new)]


def test_new_sentence_is_not():
    """What is new has no pair."""
    old = "全年巡查河道31次，清理漂浮物12吨。"
    assert pairs(old, "镇里办了第一届油菜花节，游客来了四万人。") == []


def test_headings_count():
    """A heading that is kept is carried over like a sentence."""
    old = "三、守住田间地头，管好农资市场\n全年抽检种子17批。"
    new = "三、守住田间地头，护好农资市场\n抽检工作由县里统一组织，镇里配合。"
    assert [later for _, later in pairs(old, new)] == ["三、守住田间地头，护好农资市场"]


def test_clause_in_a_new_sentence_is_found():
    """Where a sentence is new as a whole, a clause taken over still shows."""
    old = "对照群众的期盼和上级的要求，少数村干部办事拖拉，林长制会议开得不实。"
    new = "对照群众的期盼和上级的要求，数字化办公设备老旧，沿江三个社区的排涝泵站缺少备用电源，志愿服务队伍青黄不接。"
    assert pairs(old, new) == [("对照群众的期盼和上级的要求", "对照群众的期盼和上级的要求")]


def test_signatures_and_dates_do_not_count():
    """What is worded by form is not taken over."""
    old = "中共松岭镇委员会关于2022年工作情况的报告\n全年巡山31次。\n中共松岭镇委员会\n2022年12月20日"
    new = "中共松岭镇委员会关于2023年工作情况的报告\n茶叶节来了两万人。\n中共松岭镇委员会\n2023年12月21日"
    assert [later for _, later in pairs(old, new)] == [
        "中共松岭镇委员会关于2023年工作情况的报告"
    ]


def test_likeness_is_one_word_for_word_only():
    """Likeness is 1 for the same words, punctuation apart, and less for others."""
    earlier = govtext.analyze("全镇干部下沉到组到户宣讲防汛知识。")
    later = govtext.analyze("全镇干部下沉到组到户，宣讲防汛知识。")
    [same] = find_carried_over(earlier, later)
    assert same.likeness == 1
    other = govtext.analyze("全镇干部下沉到组到户宣讲防火知识。")
    [alike] = find_carried_over(earlier, other)
    assert 0.5 < alike.likeness < 1

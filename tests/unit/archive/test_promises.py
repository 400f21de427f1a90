"""Plans of one report, found again in the next one or not."""

import pytest

import govtext
from govtext.archive import track_promises

PLAN_HEADING = "五、下一步打算\n2024年，我们将重点抓好以下工作：\n"


def follow(plans, later):
    """Return the promises of a report with these plans, against a later text."""
    old = govtext.analyze(f"全年办结信访件7件。\n{PLAN_HEADING}{plans}", year=2023)
    new = govtext.analyze(later, year=2024)
    found = {p.action.span.cut(old.text): p for p in track_promises(old, new)}
    return found, new


def test_plan_is_found_in_other_words_around_it():
    """The object of the plan is looked for, not the sentence."""
    found, new = follow("建成梅坡水质监测站。", "总投资300万元的梅坡水质监测站6月投入使用。")
    promise = found["建成梅坡水质监测站"]
    assert promise.outcome == "mentioned"
    assert "梅坡水质监测站" in promise.later.cut(new.text)


def test_silence_is_not_mentioned():
    """A plan that nobody comes back to is said to be that, with no place and no verdict."""
    found, _ = follow("组建茶农合唱团。", "全年办结信访件9件。")
    [promise] = found.values()
    assert (promise.outcome, promise.later, promise.reached) == ("not_mentioned", None, None)


@pytest.mark.parametrize(
    ("plan", "report", "reached"),
    [
        ("改造老旧管网不少于60公里。", "改造老旧管网63公里。", True),
        ("改造老旧管网不少于60公里。", "改造老旧管网41公里。", False),
        ("改造老旧管网60公里。", "改造老旧管网60公里。", True),
        ("将办公经费控制在500万元以内。", "办公经费控制在430万元。", True),
        ("改造老旧管网60公里。", "老旧管网改造正在扫尾。", None),
        ("改造老旧管网60公里。", "改造老旧管网**公里。", None),
    ],
)
def test_figures_are_held_against_the_plan(plan, report, reached):
    """What was planned counts as reached by its bound, masks and silence as unknown."""
    found, _ = follow(plan, report)
    [promise] = found.values()
    assert promise.reached is reached
    assert promise.outcome != "not_mentioned"


def test_change_of_a_figure_shows():
    """A figure that comes back with another value changes the outcome."""
    found, _ = follow("新建村级卫生室12个。", "新建村级卫生室15个。")
    [promise] = found.values()
    assert (promise.outcome, promise.reached) == ("mentioned_with_change", True)
    found, _ = follow("新建村级卫生室12个。", "新建村级卫生室12个。")
    assert [promise.outcome for promise in found.values()] == ["mentioned"]


def test_what_is_said_to_be_undone_is_open():
    """A clause that says that the plan is not carried out is no success."""
    found, _ = follow("完成东郊垃圾转运站迁建。", "东郊垃圾转运站迁建尚未动工。")
    [promise] = found.values()
    assert promise.outcome == "mentioned_as_open"


def test_plan_that_is_only_planned_again():
    """A plan that the later report repeats among its own plans is told apart."""
    found, new = follow(
        "编制湿地保护名录。", f"全年办结信访件9件。\n{PLAN_HEADING}编制湿地保护名录。"
    )
    [promise] = found.values()
    assert promise.outcome == "planned_again"
    assert promise.later.cut(new.text) == "编制湿地保护名录"


def test_announcements_are_no_plans():
    """抓好以下工作 is followed by plans and is none itself."""
    found, _ = follow("修订巡林办法。", "修订巡林办法。")
    assert list(found) == ["修订巡林办法"]


def test_what_was_done_is_no_plan():
    """Only planned actions are followed."""
    old = govtext.analyze("全年召开专题会议9次，开展培训12场。", year=2023)
    assert track_promises(old, old) == ()


def test_threshold_is_kept():
    """A higher threshold takes fewer clauses for a mention."""
    old = govtext.analyze("下一步，将推进乡镇污水处理厂提标改造工程。", year=2023)
    new = govtext.analyze("乡镇污水处理厂全部通水。", year=2024)
    [loose] = track_promises(old, new, threshold=0.3)
    [strict] = track_promises(old, new, threshold=0.95)
    assert (loose.outcome, strict.outcome) == ("mentioned", "not_mentioned")

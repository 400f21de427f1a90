"""Figures over years, side by side, and what an archive holds."""

import pandas as pd
import pytest

import govtext
from govtext.archive import compare, coverage, series
from govtext.archive.likeness import best_matches


def analyze(text, year, issuer="中共松岭镇委员会"):
    """Return the report of a body."""
    return govtext.analyze(f"{issuer}工作报告\n{text}\n{issuer}", year=year)


def values(frame, unit):
    """Return the values of one unit as a list."""
    return frame.loc[frame["unit"] == unit, "value"].tolist()


def test_series_joins_years_of_one_indicator():
    """The same indicator has one key whatever the year and the figure."""
    reports = [analyze(f"全年受理信访举报{n}件。", 2020 + n) for n in (3, 1, 2)]
    frame = series(reports)
    assert frame["year"].tolist() == [2021, 2022, 2023]
    assert frame["indicator_key"].nunique() == 1
    assert frame["value"].tolist() == [1.0, 2.0, 3.0]


def test_masked_figure_is_a_row_without_value():
    """A mask is kept as a year that is there and can't be read."""
    frame = series([analyze("全年受理信访举报**件。", 2021)])
    assert frame["masked"].tolist() == [True]
    assert frame["value"].isna().all()


def test_changes_and_targets_are_left_out():
    """A rate of change or a target is no level."""
    frame = series([analyze("用电量同比增长3.5%。\n下一步，力争受理办结率达到95%以上。", 2021)])
    assert frame.empty


def test_level_reached_comes_before_the_one_it_started_from():
    """由A提高到B states this year's level with B."""
    frame = series([analyze("农村自来水普及率由81%提高到90%。", 2021)])
    assert values(frame, "%") == [90.0]


def test_total_comes_before_its_parts():
    """A part is never more than the whole, so that the largest count is the total."""
    frame = series([analyze("移交问题线索31件。全年处置问题线索356件。", 2021)])
    assert values(frame, "件") == [356.0]
    assert frame["n_mentions"].tolist() == [2]


def test_figure_of_several_years_comes_last():
    """What five years add up to is not the figure of the year."""
    frame = series([analyze("五年来立案900件。全年立案210件。", 2021)])
    assert values(frame, "件") == [210.0]


def test_bodies_stay_apart():
    """Two bodies have two series."""
    frame = series(
        [analyze("全年立案2件。", 2021), analyze("全年立案3件。", 2021, "中共白石乡委员会")]
    )
    assert frame.set_index("issuer")["value"].to_dict() == {
        "中共松岭镇委员会": 2.0,
        "中共白石乡委员会": 3.0,
    }


def test_no_reports_give_an_empty_frame():
    """Nothing in, an empty frame with its columns out."""
    assert list(series([]).columns)[:2] == ["issuer", "year"]
    assert coverage([]).empty


def test_compare_sets_two_reports_side_by_side():
    """Values, difference and ratio; what only one report states stands there alone."""
    frame = compare(
        analyze("全年立案20件。清退公车6辆。", 2021),
        analyze("全年立案25件。引进人才9名。", 2022),
    ).set_index("unit")
    assert frame.loc["件", ["one", "other", "difference", "ratio"]].tolist() == [
        20,
        25,
        5,
        1.25,
    ]
    assert frame.loc["辆", "one"] == 6
    assert pd.isna(frame.loc["辆", "other_text"])
    assert frame.loc["名", "other"] == 9
    assert pd.isna(frame.loc["名", "one"])


def test_compare_divides_by_no_zero():
    """A ratio to nothing is no number."""
    frame = compare(analyze("全年立案0件。", 2021), analyze("全年立案5件。", 2022))
    assert frame["difference"].tolist() == [5]
    assert frame["ratio"].isna().all()


def test_coverage_shows_missing_years():
    """A year without a report between two others is a row of zeros."""
    frame = coverage([analyze("全年立案2件。", 2019), analyze("全年立案3件。", 2021)])
    assert frame["year"].tolist() == [2019, 2020, 2021]
    assert frame["n_reports"].tolist() == [1, 0, 1]
    assert frame["n_metrics"].tolist() == [1, 0, 1]


def test_coverage_keeps_reports_without_year():
    """A report that states no year is counted in a row of its own."""
    frame = coverage([govtext.analyze("立案2件。", id="甲")])
    assert frame["year"].isna().tolist() == [True]
    assert frame["n_reports"].tolist() == [1]


@pytest.mark.parametrize(
    ("left", "right"), [([], ["甲乙丙"]), (["甲乙丙"], []), (["甲"], ["甲"])]
)
def test_likeness_of_nothing(left, right):
    """Where there is nothing to compare there is no match."""
    assert best_matches(left, right, []) == []


def test_likeness_prefers_rare_words():
    """A shared rare word weighs more than a shared common one."""
    [found] = best_matches(
        ["开展钨矿整治"], ["开展培训整治", "钨矿停产"], ["开展检查整治"] * 20
    )
    assert found.right == 1

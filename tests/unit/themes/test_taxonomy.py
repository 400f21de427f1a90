"""Taxonomies: the shipped one, and what a broken one is told."""

import pytest

from govtext.errors import LexiconError
from govtext.themes.cues import build_matchers
from govtext.themes.headings import read_heading
from govtext.themes.taxonomy import load_taxonomy, parse_taxonomy

GOOD = """name = "weather"
version = "1"
[[theme]]
id = "rain"
zh = "雨"
en = "Rain"
strong = ["下雨"]
[[theme]]
id = "sun"
zh = "晴"
en = "Sun"
strong = ["天晴"]
"""


def test_shipped_labels_are_the_five_themes():
    """The shipped taxonomy holds the five themes of the annotation guide, in order."""
    assert load_taxonomy().labels == (
        "political_building",
        "leadership_responsibility",
        "discipline_anticorruption",
        "cadre_team",
        "problems_next_steps",
    )


def test_every_theme_is_described_and_has_subthemes():
    """Every shipped theme has names, definitions and sub-themes with cues."""
    for theme in load_taxonomy().themes:
        assert all((theme.zh, theme.en, theme.definition_zh, theme.definition_en))
        assert theme.subthemes
        assert all(sub.strong for sub in theme.subthemes)


def test_no_plain_cue_is_strong_for_two_themes_of_content():
    """Few cues are strong for two themes; those that are must be known to be shared."""
    seen = {}
    for theme in load_taxonomy().themes:
        for cue in {c for sub in theme.subthemes for c in sub.strong} | set(theme.strong):
            seen.setdefault(cue, []).append(theme.code)
    shared = {cue for cue, codes in seen.items() if len(codes) > 1}
    assert len(shared) < 20


@pytest.mark.parametrize(
    ("broken", "line", "mend"),
    [
        (GOOD.replace('en = "Sun"\n', ""), "line 9", 'add en = "…"'),
        (GOOD.replace('id = "sun"', 'id = "rain"'), "line 9", "give each its own"),
        (GOOD.replace('strong = ["天晴"]', "strong = []"), "line 9", "add strong"),
        (GOOD.replace('strong = ["天晴"]', 'strong = ["*"]'), "line 12", "besides *"),
        (GOOD.replace('strong = ["天晴"]', 'cues = ["天晴"]'), "line 9", "allowed are"),
        (GOOD.replace('zh = "晴"', "zh ="), "line 10", "mend that line"),
        ('name = "x"', "", "version"),
    ],
)
def test_broken_taxonomy_names_file_line_and_mend(broken, line, mend):
    """A broken taxonomy is refused with the file, the line and what to do."""
    with pytest.raises(LexiconError) as caught:
        parse_taxonomy(broken, "mine.toml")
    message = str(caught.value)
    assert message.startswith("mine.toml")
    assert line in message
    assert mend in message


def test_missing_taxonomy_file_is_refused(tmp_path):
    """A path without a file gives a taxonomy-missing error."""
    with pytest.raises(LexiconError) as caught:
        load_taxonomy(tmp_path / "none.toml")
    assert caught.value.code == "taxonomy-missing"


def test_users_taxonomy_loads_from_file(tmp_path):
    """A user's own taxonomy is read from a path."""
    file = tmp_path / "weather.toml"
    file.write_text(GOOD, "utf-8")
    assert load_taxonomy(file).labels == ("rain", "sun")


def test_gap_cue_stays_inside_a_clause():
    """A cue with * matches over few characters, and not over a clause end."""
    taxonomy = parse_taxonomy(GOOD.replace("天晴", "天*晴"), "w.toml")
    find = build_matchers(taxonomy).content.find
    assert [hit.theme for hit in find("天气转晴")] == [1]
    assert find("天气；晴") == ()
    assert find("天气一二三四五六七八九晴") == ()


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("一、提高政治站位，强化思想引领", "T1"),
        ("（二）层层压实管党治党责任", "T2"),
        ("三、持续惩治腐败，纠治“四风”", "T3"),
        ("四、选优配强，打造过硬队伍", "T4"),
        ("五、存在的问题和下步打算", "T5"),
        ("强化监督执纪，锻造过硬队伍", "T3"),
        ("坚持和加强党的全面领导，扛起政治责任", "T2"),
    ],
)
def test_heading_names_its_theme(heading, code):
    """A heading is mapped to its theme; of two themes the first verb's object wins."""
    taxonomy = load_taxonomy()
    matcher = build_matchers(taxonomy).headings
    reading = read_heading(heading, matcher, 5, taxonomy.switching)
    assert taxonomy.themes[reading.theme].code == code


def test_economic_heading_is_other_business():
    """A heading over economic work names no theme but other business."""
    taxonomy = load_taxonomy()
    matcher = build_matchers(taxonomy).headings
    assert read_heading("一、工业经济稳中有进", matcher, 5, taxonomy.switching).theme == 5

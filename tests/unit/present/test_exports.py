"""Plots, workbook, CSV and labelling tools."""

import csv
import json
import re
from importlib.util import find_spec
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import REPOSITORY

import govtext
from govtext.cli.import_labels import import_labels
from govtext.evaluate.gold import read_gold
from govtext.evaluate.score import score_report
from govtext.lexicon import load_topic
from govtext.present.labelling import (
    Utf16Map,
    from_doccano,
    from_label_studio,
    to_doccano,
    to_label_studio,
)
from govtext.present.labels import load_labels
from govtext.present.plots import plot_series
from govtext.present.workbook import write_csv, write_workbook
from govtext.records.action import ActionStatus
from govtext.records.frames import FRAME_COLUMNS
from govtext.records.metric import Basis, Change, MetricKind, MetricStatus
from govtext.records.structure import Role
from govtext.records.theme import ThemeSource
from govtext.themes import load_taxonomy


@pytest.fixture(autouse=True)
def _quiet_pictures():
    import matplotlib as mpl

    mpl.use("agg")
    yield
    from matplotlib import pyplot as plt

    plt.close("all")


pytestmark = pytest.mark.filterwarnings("ignore:no font with Chinese:govtext.GovtextWarning")


def test_theme_bars_are_as_long_as_the_themes(county):
    """Bar lengths are the characters of each theme."""
    lengths = sorted(patch.get_width() for patch in county.plot.themes().patches)
    counted = {}
    for paragraph in county.paragraphs:
        if paragraph.theme and paragraph.theme.label:
            size = paragraph.end - paragraph.start
            counted[paragraph.theme.label] = counted.get(paragraph.theme.label, 0) + size
    assert lengths == sorted(counted.values())


def test_metric_bars_count_stated_and_masked(county):
    """Bars add up to the metrics that stand in a themed paragraph."""
    total = sum(patch.get_width() for patch in county.plot.metrics().patches)
    themed = [
        metric
        for metric in county.metrics
        if (theme := county.paragraphs[metric.paragraph].theme) and theme.label
    ]
    assert total == len(themed)


def test_no_label_of_a_picture_is_a_box(county):
    """Every character drawn has a glyph: matplotlib warns of a missing one, an error here."""
    for ax in (county.plot.themes(), county.plot.metrics()):
        ax.figure.canvas.draw()


@pytest.mark.skipif(find_spec("mplfonts") is None, reason="the extra fonts is not installed")
def test_the_packaged_font_serves_where_the_system_has_none(monkeypatch):
    """Without a Chinese system font the font of the extra is found and has the glyphs."""
    from matplotlib.ft2font import FT2Font

    from govtext.present import fonts

    monkeypatch.setattr(fonts, "_NAMES", ())
    fonts.chinese_font.cache_clear()
    try:
        assert fonts.chinese_font() == "Noto Sans CJK SC"
    finally:
        fonts.chinese_font.cache_clear()
    glyphs = FT2Font(str(fonts._packaged_font())).get_charmap()
    assert {ord(char) for char in "政治建设"} <= glyphs.keys()


def test_labels_turn_english_where_no_font_shows_chinese(county, monkeypatch):
    """Without any Chinese font there is one warning with a hint, and English labels."""
    from govtext.present import fonts, plots

    monkeypatch.setattr(fonts, "_NAMES", ())
    monkeypatch.setattr(fonts, "_packaged_font", lambda: None)
    fonts.chinese_font.cache_clear()
    try:
        with pytest.warns(govtext.GovtextWarning, match="pip install"):
            assert fonts.chinese_font() is None
    finally:
        fonts.chinese_font.cache_clear()
    monkeypatch.setattr(plots, "chinese_font", lambda: None)
    ax = county.plot.themes()
    ax.figure.canvas.draw()
    assert all(tick.get_text().isascii() for tick in ax.get_yticklabels())


def test_pictures_draw_on_the_axes_given(county):
    """The caller's axes are used and handed back."""
    from matplotlib import pyplot as plt

    ax = plt.subplots()[1]
    assert county.plot.themes(ax) is ax


def test_series_breaks_where_a_year_is_missing():
    """A missing year is a gap in the line, not a bridge."""
    import math

    import pandas as pd

    frame = pd.DataFrame({"year": [2020, 2022], "indicator_key": "x", "value": [1.0, 2.0]})
    drawn = plot_series(frame).get_lines()[0].get_ydata()
    assert math.isnan(drawn[1])


def test_series_wants_its_columns():
    """Another frame is refused with what to give."""
    import pandas as pd

    with pytest.raises(govtext.InputError, match=r"govtext\.series"):
        plot_series(pd.DataFrame({"a": [1]}))


def test_workbook_has_chinese_columns_filters_and_links(county, tmp_path):
    """Each sheet has a frozen header and filters; each figure links to its sentence."""
    from openpyxl import load_workbook

    path = tmp_path / "a.xlsx"
    write_workbook([county], path)
    book = load_workbook(path)
    assert book.sheetnames[:2] == ["指标", "行动"]
    sheet = book["指标"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.max_row == len(county.metrics) + 1
    head = [cell.value for cell in sheet[1]]
    number = head.index("原文") + 1
    cell = sheet.cell(2, number)
    place = cell.hyperlink.location.split("!A")[1]
    sentences = book["句子"]
    text = sentences.cell(int(place), [c.value for c in sentences[1]].index("原文") + 1).value
    assert cell.value in text


def test_a_text_that_looks_like_a_formula_stays_text(tmp_path):
    """Quoted text never becomes a formula."""
    from openpyxl import load_workbook

    write_workbook([govtext.analyze("=1+2，立案3件。")], tmp_path / "a.xlsx")
    cells = [c for row in load_workbook(tmp_path / "a.xlsx")["句子"].rows for c in row]
    assert all(cell.data_type != "f" for cell in cells)


def test_csv_can_begin_with_a_mark(county, tmp_path):
    """`bom=True` writes the mark that Excel needs, without it there is none."""
    with_mark = write_csv([county], tmp_path / "a", bom=True)[0].read_bytes()
    without = write_csv([county], tmp_path / "b")[0]
    assert with_mark.startswith(b"\xef\xbb\xbf")
    assert not without.read_bytes().startswith(b"\xef\xbb\xbf")
    with without.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(county.metrics)


@given(st.text(max_size=30))
def test_utf16_offsets_invert(text):
    """Every code point offset comes back from its code unit offset."""
    offsets = Utf16Map(text)
    for place in range(len(text) + 1):
        units = offsets.to_units(place)
        assert units == len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
        assert offsets.to_points(units) == place


@pytest.mark.parametrize(
    ("give", "take"),
    [(to_label_studio, from_label_studio), (to_doccano, from_doccano)],
    ids=["label studio", "doccano"],
)
def test_labels_come_back_as_gold(give, take, tmp_path):
    """Exported labels come back with the same spans, and `evaluate` reads them."""
    report = govtext.analyze("𠮷县全年查处问题7起11人。", id="a")
    ((name, text, gold),) = take(json.loads(json.dumps(give([report]))))
    (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / f"{name}.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    score = score_report(read_gold(tmp_path)[0], report)
    assert score.metric_spans.f1 == score.actions.f1 == 1.0


@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
def test_import_command_writes_gold(suffix, tmp_path, capsys):
    """What a tool exported becomes annotated reports, line ends and wide characters kept."""
    report = govtext.analyze("𠮷县全年\r\n查处问题7起11人。", id="a/b.txt")
    if suffix == ".json":
        shown = json.dumps(to_label_studio([report]))
    else:
        shown = "\n".join(json.dumps(row) for row in to_doccano([report]))
    (tmp_path / f"labels{suffix}").write_text(shown, encoding="utf-8")
    import_labels(tmp_path / f"labels{suffix}", tmp_path / "gold")
    assert "1 annotated" in capsys.readouterr().out
    gold = read_gold(tmp_path / "gold")
    assert gold[0].text == report.text
    assert score_report(gold[0], report).metric_spans.f1 == 1.0


def test_import_command_refuses_what_is_no_export(tmp_path):
    """A file that is not JSON, and one that is not there, are refused with what to do."""
    broken = tmp_path / "labels.json"
    broken.write_text("[", encoding="utf-8")
    with pytest.raises(govtext.FormatError, match="export again"):
        import_labels(broken, tmp_path)
    with pytest.raises(govtext.InputError, match="cannot be read"):
        import_labels(tmp_path / "none.json", tmp_path)


@pytest.mark.parametrize("take", [from_label_studio, from_doccano])
def test_foreign_labels_are_refused(take):
    """Another form is refused with what to do."""
    with pytest.raises(govtext.FormatError, match="export again"):
        take([{"words": 1}])


def test_every_finding_kind_and_column_has_a_label():
    """What pages, sheets and pictures show is never a bare code or column name."""
    known = load_labels("zh").by_key
    codes = re.findall(
        r"^## (\S+)", (REPOSITORY / "docs/findings.md").read_text(), re.MULTILINE
    )
    wanted = {f"finding.{code}" for code in codes}
    wanted |= {f"column.{name}" for columns in FRAME_COLUMNS.values() for name in columns}
    for group, literal in (
        ("kind", MetricKind),
        ("change", Change),
        ("basis", Basis),
        ("status", MetricStatus),
        ("status", ActionStatus),
        ("role", Role),
        ("by", ThemeSource),
    ):
        wanted |= {f"{group}.{value}" for value in get_args(literal)}
    wanted |= {f"theme.{label}" for label in load_taxonomy().labels}
    wanted |= {f"term.{kind}" for kind in load_topic("terms").table("kinds.tsv").column("kind")}
    assert wanted - known.keys() == set()


def test_every_label_exists_in_both_languages():
    """No label is empty, and both languages have the same keys."""
    chinese, english = load_labels("zh").by_key, load_labels("en").by_key
    assert chinese.keys() == english.keys()
    assert all(chinese.values())
    assert all(english.values())

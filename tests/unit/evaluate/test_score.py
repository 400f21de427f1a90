"""Scores against the annotation guide's own scorer."""

import json
import subprocess
import sys

import pytest

import govtext
from govtext.evaluate.counts import Tally, char_f1, pair_up
from govtext.evaluate.gold import read_gold
from govtext.evaluate.score import score_report, score_reports


def test_same_figures_as_the_guides_scorer(gold_folder, tmp_path):
    """On all annotated reports our table equals that of the scorer beside the gold."""
    scorer = gold_folder / "tools" / "score.py"
    command = [sys.executable, str(scorer), "--json"]
    pairs = []
    for gold in read_gold(gold_folder):
        report = govtext.analyze(gold.text)
        pairs.append((gold, report))
        path = tmp_path / f"{gold.name}.json"
        path.write_text(report.to_json(), encoding="utf-8")
        source = next(gold_folder.rglob(f"{gold.name}.gold.json"))
        command += [str(source), str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    theirs = json.loads(run.stdout)
    ours = score_reports(pairs).rows()
    assert set(ours) == set(theirs)
    for name, row in theirs.items():
        assert ours[name] == pytest.approx(row), name


def test_a_report_scores_full_marks_against_itself(county):
    """Gold made of a report's own records is matched in every figure."""
    form = county.to_dict()
    text = county.text
    paragraphs = []
    for paragraph, one in zip(county.paragraphs, form["paragraphs"], strict=True):
        inside = [m for m in form["metrics"] if m["paragraph"] == paragraph.id]
        done = [a for a in form["actions"] if a["paragraph"] == paragraph.id]
        theme = one["theme"] and one["theme"]["label"]
        paragraphs.append(
            {
                **one,
                "theme": theme,
                "metrics": [{**m, "span": [m["start"], m["end"]]} for m in inside],
                "actions": [
                    {
                        **a,
                        "verb_text": text[slice(*a["verb"])],
                        "object_text": text[slice(*a["object"])] if a["object"] else "",
                    }
                    for a in done
                ],
            }
        )
    from govtext.evaluate.gold import GoldReport

    score = score_report(GoldReport("own", text, tuple(paragraphs)), county)
    assert score.metrics_complete.f1 == score.actions.f1 == score.headings.f1 == 1.0
    assert set(score.metric_fields.row().values()) == {1.0}
    assert not score.errors


def test_char_f1_leaves_punctuation_out():
    """Marks and blanks don't count, other characters do, as often as they stand there."""
    assert char_f1("查处，问题", "查处问题") == 1.0
    assert char_f1("查查", "查") == pytest.approx(2 / 3)
    assert char_f1(None, "") == 1.0


def test_pairs_take_the_best_fit_first():
    """A better fit wins over an earlier one."""
    fit = {(0, 0): 0.5, (0, 1): 0.9, (1, 1): 0.4}
    pairs, missed, false = pair_up([0, 1], [0, 1], lambda a, b: fit.get((a, b), 0))
    assert (pairs, missed, false) == ([(0, 1)], [1], [0])


def test_an_empty_tally_scores_nothing():
    """No gold and no finds give 0, not a division by zero."""
    assert Tally().row()["f1"] == 0.0


def test_a_changed_text_is_refused(tmp_path):
    """A text that is not the annotated one is named."""
    (tmp_path / "a.txt").write_text("短", encoding="utf-8")
    gold = {"characters": 5, "paragraphs": []}
    (tmp_path / "a.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    with pytest.raises(govtext.FormatError, match="put the annotated text back"):
        read_gold(tmp_path)


def test_a_broken_annotation_is_refused(tmp_path):
    """An annotation without its keys is named."""
    (tmp_path / "a.txt").write_text("短", encoding="utf-8")
    (tmp_path / "a.gold.json").write_text("{}", encoding="utf-8")
    with pytest.raises(govtext.FormatError, match="characters"):
        read_gold(tmp_path)


def test_a_missing_text_is_named(tmp_path):
    """An annotation without its text says which file is missing."""
    (tmp_path / "a.gold.json").write_text(
        '{"characters": 0, "paragraphs": []}', encoding="utf-8"
    )
    with pytest.raises(govtext.InputError, match=r"a\.txt"):
        read_gold(tmp_path)

"""The annotated reports and the archive, where they are present."""

import json
from pathlib import Path

import pytest

from govtext.structure import read_structure
from govtext.text.view import make_view

SHARED = Path(__file__).parents[4] / "shared"
GOLD = sorted((SHARED / "gold").rglob("*.gold.json"))
CORPUS = sorted((SHARED / "corpus").rglob("*.txt"))
SUITE = SHARED / "bench" / "suites" / "pragmatic-zh-sentences.jsonl"


def annotated(kind):
    """Gold and found records of one kind, over all annotated reports."""
    gold, found = set(), set()
    for path in GOLD:
        rows = json.loads(path.read_text("utf-8"))["paragraphs"]
        view = make_view(
            path.with_name(path.name.replace(".gold.json", ".txt")).read_text("utf-8")
        )
        place = view.offsets.span_to_original
        for row in rows:
            gold |= {(path.name, *one) for one in of_gold(row, kind)}
        for paragraph in read_structure(view).paragraphs:
            found |= {(path.name, *one) for one in of_found(paragraph, kind, place)}
    return gold, found


def of_gold(row, kind):
    if kind == "role":
        return [(row["start"], row["end"], row["role"])]
    if kind == "lead":
        return [tuple(row["lead"])] if row["lead"] else []
    if kind == "item":
        return [tuple(item) for item in row["items"]]
    if row["role"] == "heading":
        return [(row["start"], row["level"])]
    return [(row["heading"][0], row["level"])] if row["heading"] else []


def of_found(paragraph, kind, place):
    if kind == "role":
        return [(*place(paragraph.span), paragraph.role)]
    if kind == "lead":
        return [tuple(place(paragraph.lead))] if paragraph.lead else []
    if kind == "item":
        return [tuple(place(item)) for item in paragraph.items]
    span = paragraph.heading or (paragraph.span if paragraph.role == "heading" else None)
    return [(place(span).start, paragraph.level)] if span else []


@pytest.mark.skipif(not GOLD, reason="no annotated reports here")
@pytest.mark.parametrize(
    ("kind", "floor"), [("heading", 0.99), ("lead", 0.97), ("item", 0.97), ("role", 0.98)]
)
def test_annotated_reports(kind, floor):
    """Headings, leads, items and roles of the annotated reports are found."""
    gold, found = annotated(kind)
    assert 2 * len(gold & found) / (len(gold) + len(found)) >= floor


@pytest.mark.skipif(not SUITE.is_file(), reason="no suite here")
def test_sentences_of_the_suite():
    """The third-party sentence cases are split as expected."""
    for line in SUITE.read_text("utf-8").splitlines():
        case = json.loads(line)
        text = case["input"]
        found = read_structure(make_view(text)).sentences
        assert [text[one.start : one.end] for one in found] == case["expected"]


@pytest.mark.skipif(not CORPUS, reason="no archive here")
def test_years_of_the_archive():
    """A file named by the year of a meeting reports on the year before; some do not say."""
    right = wrong = 0
    for path in CORPUS:
        name = path.stem
        if not name.isdecimal():
            continue
        expected = int(name) - (path.parent.name != "统计公报")
        year = read_structure(make_view(path.read_text("utf-8"))).meta.year
        if year is not None:
            right += year.value == expected
            wrong += year.value != expected
    assert right >= 230
    assert wrong <= 6

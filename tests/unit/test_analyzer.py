"""The analyzer: options, state it leaves alone, and several side by side."""

import gc
import threading

import pytest

import govtext
from govtext import Analyzer

TEXT = "一、加强学习\n全县开办清风夜校12期，建成廉心驿站3个。\n"


@pytest.fixture
def lexicon(tmp_path):
    """A lexicon of the user's own."""
    path = tmp_path / "own.tsv"
    path.write_text("term\tkind\n清风夜校\tmechanism\n廉心驿站\tbody\n", encoding="utf-8")
    return path


def terms(report):
    """Return the terms found in a report."""
    return [term.term for term in report.terms]


def test_terms_of_a_users_file_are_found(lexicon):
    """A lexicon given by its path adds to the shipped one and shows in the provenance."""
    report = Analyzer.from_options(lexicon=[lexicon]).analyze(TEXT)
    assert {"清风夜校", "廉心驿站"} <= set(terms(report))
    assert report.provenance["lexicon"] != govtext.analyze(TEXT).provenance["lexicon"]


def test_analyzers_side_by_side_keep_their_lexicons(lexicon):
    """Two analyzers in threads of one process never see each other's terms."""
    own, plain = Analyzer.from_options(lexicon=[lexicon]), Analyzer()
    found = {}

    def run(name, analyzer):
        found[name] = [terms(analyzer.analyze(TEXT)) for _ in range(20)]

    threads = [
        threading.Thread(target=run, args=pair) for pair in (("own", own), ("plain", plain))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all("清风夜校" in row for row in found["own"])
    assert not any("清风夜校" in row for row in found["plain"])


def test_both_engines_give_the_same_records():
    """The reference engine leads to the same metrics and actions on plain text."""
    ours, reference = govtext.analyze(TEXT), Analyzer.from_options(engine="jieba").analyze(TEXT)
    assert ours.metrics == reference.metrics
    assert ours.actions == reference.actions


@pytest.mark.parametrize("is_on", [True, False])
def test_the_collector_is_left_as_it_was(is_on):
    """Analyzing pauses the collector of cycles and gives it back as the caller had it."""
    was_on = gc.isenabled()
    try:
        (gc.enable if is_on else gc.disable)()
        govtext.analyze(TEXT)
        assert gc.isenabled() == is_on
        with pytest.raises(govtext.InputError):
            govtext.analyze(3)
        assert gc.isenabled() == is_on
    finally:
        (gc.enable if was_on else gc.disable)()


def test_a_report_holds_no_cycle():
    """What analyzing makes is freed without the collector, which is why it may rest."""
    govtext.analyze(TEXT)
    gc.collect()
    gc.disable()
    try:
        for _ in range(5):
            govtext.analyze(TEXT)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_an_id_may_be_given():
    """The caller names the report; a source keeps its own name otherwise."""
    assert govtext.analyze(TEXT, id="青岑2023").source.id == "青岑2023"
    assert govtext.analyze(TEXT).source.id == "text"

"""Speed of each layer and of the whole, in one run on the same text: ``make bench``.

The text is the sample reports repeated to 1 MB of UTF-8. Time is CPU time, the best of the
rounds, so that a busy machine changes the ratios little.
"""

from __future__ import annotations

import gc
import logging
import random
import subprocess
import sys
import time
import warnings
from itertools import chain
from pathlib import Path

import pytest

from govtext.actions import ActionFinder
from govtext.actions.clauses import forget_clauses
from govtext.analyzer import Analyzer
from govtext.metrics import MetricFinder
from govtext.segment import Segmenter
from govtext.structure import read_structure
from govtext.text.view import make_view
from govtext.themes import ThemeFinder

DATA = Path(__file__).parents[1] / "data"
MEGABYTE = 1_000_000
ROUNDS = 3
TURNS = 5

# Analyzing pauses the collector of reference cycles, so the layers are measured without it too.
pytestmark = pytest.mark.benchmark(timer=time.process_time, disable_gc=True)


@pytest.fixture(scope="session")
def text(measured):
    """The sample reports repeated to 1 MB of UTF-8."""
    files = sorted(chain((DATA / "reports").glob("*.txt"), (DATA / "archive").rglob("*.txt")))
    whole = megabyte(files)
    measured["characters"] = len(whole)
    return whole


def megabyte(files):
    """Return the texts of files, repeated where they are too short, cut to 1 MB of UTF-8."""
    reports = "\n".join(path.read_text("utf-8") for path in files)
    repeated = reports * (MEGABYTE // len(reports.encode()) + 1)
    return repeated.encode()[:MEGABYTE].decode("utf-8", "ignore")


@pytest.fixture(scope="session")
def analyzer():
    """One analyzer for all measurements."""
    return Analyzer()


@pytest.fixture(scope="session")
def layers(analyzer, text):
    """What the finders read."""
    return analyzer.read_layers(text)[0]


@pytest.fixture
def measure(benchmark, measured):
    """Run a function a few times and keep its best time under a name."""

    def run(name, function):
        result = benchmark.pedantic(function, rounds=ROUNDS, warmup_rounds=1)
        if benchmark.stats is not None:
            measured["seconds"][name] = benchmark.stats.stats.min
        return result

    return run


@pytest.fixture
def measure_in_turns(measured, text):
    """Keep the best time of a function, and that of jieba.lcut between its rounds."""

    def run(name, function):
        result = function()
        measured["seconds"][name], measured["bases"][name] = take_turns(function, text)
        return result

    return run


def test_jieba(measure, text):
    """The measure of all: jieba.lcut with HMM, warmed up."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    jieba.lcut("预热")
    assert measure("jieba.lcut", lambda: jieba.lcut(text))


def test_view(measure, text):
    """The view of the text."""
    assert measure("view", lambda: make_view(text)).text


def test_structure(measure, layers):
    """Paragraphs, headings, sentences."""
    assert measure("structure", lambda: read_structure(layers.view)).paragraphs


def test_segment(measure, layers):
    """Words and terms."""
    segmenter = Segmenter()
    assert measure("segment", lambda: segmenter.segment(layers.view))[1]


def test_themes(measure, layers):
    """One theme a paragraph."""
    finder = ThemeFinder()
    assert measure("themes", lambda: finder.find(layers))


def test_metrics(measure_in_turns, layers):
    """Quantities."""
    finder = MetricFinder()
    assert measure_in_turns("metrics", lambda: finder.find(layers))[0]


CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


@pytest.fixture(scope="session")
def corpus():
    """A megabyte of real reports, drawn with a fixed seed; skips where they are not here."""
    files = sorted(path for path in CORPUS.rglob("*.txt"))
    if not files:
        pytest.skip("the reports of the corpus are not here")
    random.Random(7).shuffle(files)
    text = "\n".join(path.read_text("utf-8") for path in files[:60])
    return text.encode()[:MEGABYTE].decode("utf-8", "ignore")


def test_metrics_on_reports(analyzer, corpus, measured):
    """Quantities of real reports against jieba.lcut on the same text."""
    layers = analyzer.read_layers(corpus)[0]
    finder = MetricFinder()
    found = finder.find(layers)[0]
    taken, words = take_turns(lambda: finder.find(layers), corpus)
    measured["facts"]["metrics, 1 MB of reports"] = (
        f"{taken / words:.3f} x jieba.lcut, {len(found)} metrics"
    )
    assert found


def test_actions(measure_in_turns, layers):
    """Action phrases, the metrics given."""
    metrics, _ = MetricFinder().find(layers)
    finder = ActionFinder()
    assert measure_in_turns("actions", lambda: finder.find(layers, metrics))


def test_actions_of_a_corpus(measured, analyzer, corpus):
    """Action phrases of 1 MB of public reports, nothing remembered, against jieba.lcut."""
    layers = analyzer.read_layers(corpus)[0]
    metrics, _ = MetricFinder().find(layers)
    taken, words = take_turns(
        lambda: ActionFinder().find(layers, metrics), corpus, forget_clauses
    )
    measured["facts"]["actions, 1 MB of reports"] = f"{taken / words:.3f} x jieba.lcut"
    assert taken > 0


def test_analyze(measure_in_turns, analyzer, text):
    """All layers and the report."""
    assert measure_in_turns("analyze", lambda: analyzer.analyze(text)).metrics


def test_analyze_the_corpus(analyzer, corpus, measured):
    """All layers on real reports, nothing remembered, against jieba.lcut on them."""
    taken, words = take_turns(lambda: analyzer.analyze(corpus), corpus, forget_clauses)
    measured["facts"]["analyze, 1 MB of reports"] = f"{taken / words:.3f} x jieba.lcut"
    assert taken > 0


def take_turns(function, text, before=lambda: None):
    """Return the time of a function and jieba.lcut's on a text, the best of each.

    They take turns: on a busy machine minutes between them would change their ratio by a
    third. ``before`` runs ahead of each round and is not timed.
    """
    import jieba

    taken, words = [], []
    for _ in range(TURNS):
        words.append(seconds(lambda: jieba.lcut(text)))
        before()
        taken.append(seconds(function))
    return min(taken), min(words)


def seconds(function):
    """Return the CPU time of one call, the collector of reference cycles at rest."""
    gc.disable()
    try:
        start = time.process_time()
        function()
        return time.process_time() - start
    finally:
        gc.enable()


CODE_IMPORT = (
    "import time; t = time.perf_counter(); import govtext; print(time.perf_counter() - t)"
)
CODE_FIRST = (
    "import time; t = time.perf_counter(); import govtext\n"
    "govtext.analyze('全年立案**件，给予党纪政务处分12人。'); print(time.perf_counter() - t)"
)
# VmHWM starts anew with the process; ru_maxrss would keep the peak of the parent.
CODE_MEMORY = (
    "import pathlib, sys, govtext\n"
    "govtext.analyze(pathlib.Path(sys.argv[1]).read_text('utf-8'))\n"
    "status = pathlib.Path('/proc/self/status').read_text()\n"
    "print(int(status.split('VmHWM:')[1].split()[0]) / 1024)"
)


def run_fresh(code, *arguments):
    """Return the number that code prints in a fresh process."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def test_fresh_process(measured, text, tmp_path):
    """Import time, time to the first result, and peak memory, each in a fresh process."""
    small = min((DATA / "reports").glob("*.txt"), key=lambda path: path.stat().st_size)
    large = tmp_path / "large.txt"
    large.write_text(text, "utf-8")
    facts = measured["facts"]
    facts["import govtext"] = f"{min(run_fresh(CODE_IMPORT) for _ in range(3)):.3f} s"
    facts["first call"] = f"{min(run_fresh(CODE_FIRST) for _ in range(3)):.2f} s"
    if Path("/proc/self/status").exists():
        facts["peak, one report"] = f"{run_fresh(CODE_MEMORY, small):.0f} MB"
        facts["peak, 1 MB of text"] = f"{run_fresh(CODE_MEMORY, large):.0f} MB"
    assert run_fresh(CODE_IMPORT) < 1

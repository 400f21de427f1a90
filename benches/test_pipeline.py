"""spaCy's ``nlp.pipe`` over our components against ``analyze`` on the sample reports."""

from __future__ import annotations

import time
from itertools import chain
from pathlib import Path

from govtext.analyzer import Analyzer
from govtext.pipeline import load

DATA = Path(__file__).parents[1] / "data"
ROUNDS = 5
MOST = 1.6


def best_times(*functions):
    """Return the least CPU time of each function, taken in turn on a busy machine."""
    best = [float("inf")] * len(functions)
    for _ in range(ROUNDS):
        for number, function in enumerate(functions):
            start = time.process_time()
            function()
            best[number] = min(best[number], time.process_time() - start)
    return best


def test_pipe_against_analyze(measured):
    """The pipeline takes at most 1.6 times as long as analyze, reports read back included."""
    paths = chain((DATA / "reports").glob("*.txt"), (DATA / "archive").rglob("*.txt"))
    texts = [path.read_text("utf-8") for path in sorted(paths)]
    nlp, analyzer = load(), Analyzer()
    docs = list(nlp.pipe(texts))
    assert len(docs) == len(texts)
    plain, piped, read_back = best_times(
        lambda: [analyzer.analyze(text) for text in texts],
        lambda: list(nlp.pipe(texts)),
        lambda: [doc._.govtext for doc in nlp.pipe(texts)],
    )
    measured["facts"]["nlp.pipe / analyze"] = f"{piped / plain:.2f}"
    measured["facts"]["nlp.pipe + doc._.govtext / analyze"] = f"{read_back / plain:.2f}"
    assert piped <= MOST * plain
    assert read_back <= MOST * plain

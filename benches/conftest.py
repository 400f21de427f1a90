"""Collects what the benchmarks measured and prints it as ratios to jieba.lcut."""

from __future__ import annotations

import pytest

from govtext.metrics import scan

MEASURED = pytest.StashKey[dict]()


@pytest.fixture(scope="session")
def measured(request):
    """Figures by name; ``seconds`` and ``facts`` are printed when the run ends.

    ``bases`` holds jieba.lcut's time where it took turns with what was measured.
    """
    figures = {"seconds": {}, "bases": {}, "facts": {}, "characters": 0}
    request.config.stash[MEASURED] = figures
    return figures


def pytest_terminal_summary(terminalreporter, config):
    """Print characters per second and the ratio to jieba.lcut's time of each layer."""
    figures = config.stash.get(MEASURED, None)
    if not figures or not (figures["seconds"] or figures["facts"]):
        return
    seconds, characters = figures["seconds"], figures["characters"]
    kind = "plain Python" if scan.__file__.endswith(".py") else "compiled"
    terminalreporter.section(f"{characters} characters, CPU time, {kind}")
    for name, taken in seconds.items():
        base = figures["bases"].get(name, seconds.get("jieba.lcut"))
        ratio = f"{taken / base:8.3f} x jieba.lcut" if base else ""
        terminalreporter.write_line(
            f"{name:24}{characters / taken:12,.0f} characters/s {ratio}"
        )
    for name, fact in figures["facts"].items():
        terminalreporter.write_line(f"{name:36}{fact}")

"""Texts that many tests read, and the measure of time against length."""

import gc
import time
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
SHARED = REPOSITORY.parent / "shared"
SAMPLES = sorted((REPOSITORY / "data" / "reports").rglob("*.txt"))
SHARED_TEXTS = sorted([*(SHARED / "gold").rglob("*.txt"), *(SHARED / "corpus").rglob("*.txt")])


def text_of(path):
    return path.read_text(encoding="utf-8")


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def sample(request):
    """Each sample report of the project."""
    return text_of(request.param)


@pytest.fixture(scope="session")
def county_text():
    """A sample report with plans, masks and figures."""
    return text_of(REPOSITORY / "data" / "reports" / "qingyan-2022-county-committee.txt")


@pytest.fixture(scope="session")
def county(county_text):
    """The analysed sample report."""
    import govtext

    return govtext.analyze(county_text)


@pytest.fixture(scope="session")
def gold_folder():
    """The annotated reports, where they are present."""
    folder = SHARED / "gold"
    if not folder.is_dir():
        pytest.skip("the annotated reports are not here")
    return folder


def cpu_seconds(run, given):
    """Return the CPU time of one call, the collector at rest.

    It would walk what other tests have left behind, the more the more is made.
    """
    gc.disable()
    try:
        start = time.process_time()
        run(given)
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.fixture
def assert_linear():
    """A check that four times the input takes at most six times the CPU time.

    Both are measured in turn and the best of each counts, with more rounds where a busy
    machine spoils some; time that grows with the square stays at sixteen in every round.
    """

    def check(run, short, long, slack=0.02):
        best_short = best_long = float("inf")
        for count in range(12):
            best_short = min(best_short, cpu_seconds(run, short))
            best_long = min(best_long, cpu_seconds(run, long))
            if count >= 2 and best_long <= 6 * best_short + slack:
                return
        pytest.fail(f"{best_long:.3f} s against {best_short:.3f} s for a quarter of it")

    return check

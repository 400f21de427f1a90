"""Texts that many tests read."""

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

"""What the batch tests share: a fake analysis, a small archive, a way to run."""

import sys
from pathlib import Path

import pytest

HERE = str(Path(__file__).parent)
if HERE not in sys.path:
    sys.path.insert(0, HERE)

from govtext.batch.progress import Silent  # noqa: E402
from govtext.batch.results import Results  # noqa: E402
from govtext.batch.runner import Options, run_plan  # noqa: E402
from govtext.batch.task import Plan  # noqa: E402


@pytest.fixture
def archive(tmp_path):
    """A folder of four small reports from two places."""
    folder = tmp_path / "archive"
    for place, year in (("甲县", 2021), ("甲县", 2022), ("乙市", 2021), ("乙市", 2022)):
        path = folder / place / f"{year}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"{place}人民政府工作报告\n{year}年查处问题{year - 2000}起3人。", encoding="utf-8"
        )
    return folder


@pytest.fixture
def run_fake(tmp_path):
    """Run the fake analysis over inputs; returns the summary."""

    def run(inputs, output=tmp_path / "out", plan=None, progress=None, **options):
        options = {"workers": 2, "timeout": 20.0, "memory": 400, **options}
        plan = plan or {}
        whole = Plan(loader="batch_fakes:load", **plan)
        return run_plan(inputs, output, whole, Options(**options), progress or Silent())

    return run


@pytest.fixture
def tables():
    """Return every table of an output folder as rows, by report and place."""

    def read(output):
        results = Results.open(output)
        names = (
            "documents",
            "paragraphs",
            "metrics",
            "actions",
            "findings",
            "failures",
            "reports",
        )
        found = {}
        for name in names:
            rows = results.table(name).to_pylist()
            found[name] = sorted(rows, key=lambda row: (row["report"], row.get("start", 0)))
        return found

    return read

"""Runs of the batch tests: a fake analysis, small archives."""

import sys
from pathlib import Path

import pytest

HERE = str(Path(__file__).parent)
if HERE not in sys.path:
    sys.path.insert(0, HERE)


@pytest.fixture
def archive(tmp_path):
    """A folder of four small reports in two places, one of them twice."""
    folder = tmp_path / "archive"
    for place, year in (("甲县", 2021), ("甲县", 2022), ("乙市", 2021), ("乙市", 2022)):
        path = folder / place / f"{year}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"{place}工作报告\n{year}年查处问题{year - 2000}起3人。", encoding="utf-8"
        )
    return folder

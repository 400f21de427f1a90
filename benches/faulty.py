"""The library's analysis, but some documents hang and some kill their worker."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from govtext.batch.process import load_analyze
from govtext.records.report import Report
from govtext.records.source import Source

HANGS, DIES = "此件挂起", "此件断电"


class Faulty:
    """An analysis that misbehaves where the text asks for it."""

    def __init__(self, plan) -> None:
        self._analyze = load_analyze(plan)
        self.provenance = self._analyze.provenance

    def __call__(self, source: Source) -> Report:
        """Return the report, hang, or die."""
        if HANGS in source.text:
            time.sleep(3600)
        if DIES in source.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return self._analyze(source)


def load(plan) -> Faulty:
    """Return the analysis, as a plan's loader must."""
    return Faulty(plan)


def main() -> None:
    """Run an archive: ``faulty.py ARCHIVE OUTPUT ENGINE LOADER TIMEOUT PART_SECONDS``."""
    from govtext.batch.progress import Silent
    from govtext.batch.runner import Options, run_plan
    from govtext.batch.task import Plan

    archive, output, engine, loader, timeout, part_seconds = sys.argv[1:]
    options = Options(
        workers=2, timeout=float(timeout), engine=engine, part_seconds=float(part_seconds)
    )
    run_plan(Path(archive), Path(output), Plan(loader=loader), options, Silent())


if __name__ == "__main__":
    main()

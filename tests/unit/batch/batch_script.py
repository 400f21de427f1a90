"""A run of the fake analysis as a process of its own, for tests that kill it."""

import sys
from pathlib import Path

if __name__ == "__main__":
    from govtext.batch.progress import Silent
    from govtext.batch.runner import Options, run_plan
    from govtext.batch.task import Plan

    options = Options(workers=2, timeout=20.0, memory=400, part_seconds=float(sys.argv[3]))
    plan = Plan(loader="batch_fakes:load")
    run_plan(Path(sys.argv[1]), Path(sys.argv[2]), plan, options, Silent())

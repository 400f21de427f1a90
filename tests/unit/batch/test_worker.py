"""What a worker does when there is nobody to answer to."""

import multiprocessing

from govtext.batch.task import Plan
from govtext.batch.worker import run_worker


def test_worker_of_a_dead_parent_ends_quietly(capfd):
    """A pipe without a reader ends the worker, without a traceback on the terminal."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    plan = Plan(loader="batch_fakes:load")
    process = context.Process(target=run_worker, args=(theirs, plan, 5.0, 400 << 20))
    process.start()
    theirs.close()
    ours.close()
    process.join(60)
    assert process.exitcode == 0
    assert capfd.readouterr().err == ""

"""What a run holds in the parent while it lasts."""

import tracemalloc
from itertools import count

from govtext.batch.ledger import Ledger
from govtext.batch.listing import list_inputs
from govtext.batch.planner import Planner
from govtext.batch.store import Store
from govtext.batch.task import Failure, Reply
from govtext.batch.writing import PartWriter

N_FILES = 3_200
PART_INPUTS = 1_000


def held_after_parts(folder, output, reply):
    """Give every file the reply; return the bytes of Python's that are held after each part."""
    store = Store(output)
    store.open_for_writing()
    held = []
    with Ledger(store.ledger_path) as ledger:
        writer = PartWriter(store, ledger, "plan")
        planner = Planner(list_inputs(folder), ledger, writer, "plan", max_bytes=1 << 20)
        tracemalloc.start()
        try:
            for number in count(1):
                task = planner.take()
                if task is None:
                    break
                planner.finish(task, reply)
                if number % PART_INPUTS == 0:
                    writer.settle()
                    planner.forget(writer.take_published())
                    held.append(tracemalloc.get_traced_memory()[0])
        finally:
            tracemalloc.stop()
            writer.close()
    store.close()
    assert planner.is_done
    return held


def test_nothing_is_kept_of_a_file_once_it_is_published(tmp_path):
    """The parent's memory doesn't grow with the number of files."""
    folder = tmp_path / "archive"
    for number in range(N_FILES):
        path = folder / f"{number // 400}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"全年办结事项{number}件。", encoding="utf-8")
    failure = Failure("format-unknown", "no reader knows it", "read")
    first, second, third = held_after_parts(folder, tmp_path / "out", Reply(failure=failure))
    # What is kept of each file shows in both; tables that grow now and then in one.
    assert min(second - first, third - second) / PART_INPUTS < 20

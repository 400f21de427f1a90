"""A worker process: takes tasks from a pipe, answers each, dies with its parent."""

from __future__ import annotations

import faulthandler
import gc
import itertools
import os
import signal
import sys
import threading
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path

from govtext.batch.process import Processor, is_preloaded
from govtext.batch.tables import leave_pandas_out
from govtext.batch.task import Failure, Hello, Message, Plan, Reply, Task
from govtext.errors import GovtextError

__all__ = ["run_worker"]

_MEBIBYTE = 1 << 20
_GRACE = 10.0
_COLLECT_EVERY = 16


def run_worker(connection: Connection, plan: Plan, timeout: float, memory: int) -> None:
    """Answer tasks until there are no more.

    Parameters
    ----------
    connection
        Where tasks come from and messages go to.
    plan
        How documents are treated.
    timeout
        Seconds a document may take; the parent keeps to it, the worker only makes sure of
        not outliving a parent that was killed.
    memory
        Bytes the process may hold.
    """
    _detach()
    _limit_memory(memory)
    # A pipe without a reader: the parent has gone, and there is no one to answer to.
    with connection, suppress(BrokenPipeError, ConnectionResetError):
        try:
            processor = Processor(plan, lambda stage: connection.send(Message("stage", stage)))
        except GovtextError as error:
            connection.send(Message("broken", Failure(error.code, error.message, "list")))
            return
        connection.send(Message("hello", Hello(processor.provenance, is_preloaded(plan))))
        _answer(connection, processor, timeout, memory)


def _answer(connection: Connection, processor: Processor, timeout: float, memory: int) -> None:
    with Path(os.devnull).open("w") as nowhere:
        for number in itertools.count(1):
            try:
                task: Task | None = connection.recv()
            except (EOFError, OSError):
                return
            if task is None:
                return
            # A thread in C, which also ends code that never lets other threads run.
            faulthandler.dump_traceback_later(timeout + _GRACE, exit=True, file=nowhere)
            reply = processor(task)
            faulthandler.cancel_dump_traceback_later()
            retiring = _is_out_of_memory(reply) or resident_bytes(os.getpid()) > memory // 2
            connection.send(Message("reply", reply, retiring))
            if retiring:
                return
            # The collector rests while a document's many records live, which hold no cycles;
            # few objects are left of them now.
            del reply
            if number % _COLLECT_EVERY == 0:
                gc.collect(1)


def _is_out_of_memory(reply: Reply) -> bool:
    return reply.failure is not None and reply.failure.code == "limit-memory"


def _detach() -> None:
    """Leave Ctrl-C to the parent, keep to one thread of arithmetic, follow the parent."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stdin = Path(os.devnull).open()  # noqa: SIM115 - lives as long as the process
    parent = parent_process()
    if parent is not None:
        follow = threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True)
        follow.start()
    try:
        import pyarrow as pa
    except ImportError:
        return
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    leave_pandas_out()


def _follow(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _limit_memory(memory: int) -> None:
    """Let allocation fail before the parent has to kill; where the system can."""
    try:
        import resource
    except ImportError:
        return
    # The parent watches what is resident. This limit is on what is asked for, of which a
    # process has much at its start that it never touches (allocators reserve a gigabyte).
    limit = _asked_bytes() + memory
    try:
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ValueError, OSError):
        return


def _asked_bytes() -> int:
    """Return the size of this process's data, or 4 GB where the system doesn't tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[5])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 4096 * _MEBIBYTE


def resident_bytes(pid: int) -> int:
    """Return the resident memory of a process, or 0 where the system doesn't tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0

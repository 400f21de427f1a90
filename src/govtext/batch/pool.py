"""Worker processes under a supervisor: a hung or killed worker costs only its document."""

from __future__ import annotations

import multiprocessing
import pickle
import time
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Self

from govtext.batch.engine import Feeder
from govtext.batch.outcome import Stage
from govtext.batch.task import Failure, Hello, Message, Plan, Reply, Task
from govtext.batch.worker import resident_bytes, run_worker
from govtext.errors import ConfigError

__all__ = ["Pool"]

_LOADING_SECONDS = 180.0
_LOOK_SECONDS = 0.25
_BROKEN_STARTS = 3
_DEPTH = 2


class _Worker:
    """One process, the tasks in its pipe, and since when it has been at the first."""

    def __init__(self, context: Any, plan: Plan, timeout: float, memory: int) -> None:
        ours, theirs = context.Pipe()
        self.connection: Connection = ours
        self.process = context.Process(
            target=run_worker,
            args=(theirs, plan, timeout, memory),
            name="govtext-worker",
            daemon=True,
        )
        _start(self.process)
        theirs.close()
        self.tasks: deque[Task] = deque()
        self.hello: Hello | None = None
        self.stage: Stage = "read"
        self.since = time.monotonic()
        self.is_retiring = False
        self.is_ended = False

    @property
    def pid(self) -> int:
        """Process id."""
        return int(self.process.pid or 0)

    def has_room(self) -> bool:
        """Whether another task may be sent: one is worked on, one waits behind it."""
        if self.is_retiring:
            return False
        # A text travels in the message itself: with one in the pipe, a large reply and a
        # large task could wait for each other.
        return not self.tasks or (len(self.tasks) < _DEPTH and self.tasks[0].source is None)

    def send(self, task: Task) -> bool:
        """Hand a task over; false when the process has gone."""
        try:
            self.connection.send(task)
        except OSError:
            return False
        if not self.tasks:
            self._begin()
        self.tasks.append(task)
        return True

    def receive(self) -> Message | None:
        """Return the next message, or None when there is none yet or never will be."""
        if self.is_ended:
            return None
        try:
            return self.connection.recv() if self.connection.poll() else None
        except (EOFError, OSError, pickle.UnpicklingError):
            self.is_ended = True
            return None

    def is_dead(self) -> bool:
        """Whether the process has ended and all it said was heard."""
        if self.is_ended:
            self.process.join(1.0)
            return True
        return not self.process.is_alive() and not self.connection.poll()

    def finish(self) -> Task:
        """Take the task that was answered off the list."""
        task = self.tasks.popleft()
        self._begin()
        return task

    def _begin(self) -> None:
        self.stage = "read"
        self.since = time.monotonic()

    def stop(self, *, kill: bool) -> None:
        """End the process and wait for its end."""
        if kill:
            self.process.kill()
        else:
            with suppress(OSError):
                self.connection.send(None)
        self.process.join(2.0)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.connection.close()
        self.process.close()


def _start(process: Any) -> None:
    """Start a process, from a daemon too (a Dask worker is one and may not have children)."""
    current: Any = multiprocessing.current_process()
    flags = current._config  # noqa: SLF001 - joblib does the same; there is no other way
    daemon = flags.get("daemon")
    flags["daemon"] = False
    try:
        process.start()
    finally:
        if daemon is None:
            del flags["daemon"]
        else:
            flags["daemon"] = daemon


class Pool:
    """Worker processes on this machine, each loaded once.

    A document has a deadline. When its worker hangs, dies or grows beyond the memory limit,
    the worker is replaced and the document is tried once more, alone: after everything else,
    with no other document being worked on. Then it fails.

    Parameters
    ----------
    plan
        How documents are treated.
    workers
        Number of processes.
    timeout
        Seconds a document may take.
    memory
        Bytes a worker may hold.
    """

    def __init__(self, plan: Plan, *, workers: int, timeout: float, memory: int) -> None:
        self._plan = plan
        self._n_workers = workers
        self._timeout = timeout
        self._memory = memory
        self._workers: list[_Worker] = []
        self._returned: deque[Task] = deque()
        self._suspects: deque[Task] = deque()
        self._alone: Task | None = None
        self._broken_starts = 0
        self._looked = 0.0
        methods = multiprocessing.get_all_start_methods()
        method = "forkserver" if "forkserver" in methods else "spawn"
        self._context: Any = multiprocessing.get_context(method)
        if method == "forkserver":
            self._context.set_forkserver_preload(["govtext.batch.preload"])

    def __enter__(self) -> Self:
        if self._context.get_start_method() == "forkserver":
            # It loads the analysis while the caller does other things; the start of a worker
            # waits for that.
            from multiprocessing.forkserver import ensure_running

            ensure_running()
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop(kill=True)
        self._workers.clear()

    @property
    def pids(self) -> list[int]:
        """Process ids of the workers."""
        return [worker.pid for worker in self._workers]

    def start(self) -> Mapping[str, str]:
        """Start the workers and return the versions they run.

        Raises
        ------
        ConfigError
            The workers don't start (``worker-start``), or the plan doesn't suit them.
        """
        while True:
            while len(self._workers) < self._n_workers:
                self._hire()
            for worker in self._workers:
                if worker.hello is not None:
                    return worker.hello.provenance
            self._wait()
            for worker in list(self._workers):
                for _ in self._collect(worker):
                    raise RuntimeError("a worker answered before it was asked")
            for worker in self._lost():
                self._replace(worker)

    def run(self, feeder: Feeder) -> Iterator[tuple[Task, Reply]]:
        """Yield every task with what became of it, as they are finished."""
        while True:
            self._feed(feeder)
            if not self._is_busy() and not self._suspects and feeder.is_done:
                return
            self._wait()
            for worker in list(self._workers):
                yield from self._collect(worker)
            for worker, failure in self._lost().items():
                yield from self._bury(worker, failure)
            for worker in [w for w in self._workers if w.is_retiring]:
                self._replace(worker)

    def _hire(self) -> None:
        self._workers.append(_Worker(self._context, self._plan, self._timeout, self._memory))

    def _is_busy(self) -> bool:
        return bool(self._returned) or any(worker.tasks for worker in self._workers)

    def _feed(self, feeder: Feeder) -> None:
        """Fill the workers' pipes, evenly; a suspect gets all of the pool to itself."""
        if self._alone is not None:
            return
        for depth in range(_DEPTH):
            for worker in self._workers:
                if len(worker.tasks) > depth or not worker.has_room():
                    continue
                task = self._returned.popleft() if self._returned else feeder.take()
                if task is None:
                    break
                if not worker.send(task):
                    self._returned.appendleft(task)
        if self._suspects and not self._is_busy():
            # Nothing else is under way, and nothing else can be until this one is settled.
            self._alone = self._suspects.popleft()
            if not self._workers[0].send(self._alone):
                self._suspects.appendleft(self._alone)
                self._alone = None

    def _wait(self) -> None:
        wait([worker.connection for worker in self._workers], timeout=_LOOK_SECONDS)

    def _collect(self, worker: _Worker) -> Iterator[tuple[Task, Reply]]:
        """Yield the answers that a worker has sent."""
        while (message := worker.receive()) is not None:
            if message.kind == "hello":
                worker.hello = message.body
                worker.since = time.monotonic()
                self._broken_starts = 0
            elif message.kind == "stage":
                worker.stage = message.body
            elif message.kind == "broken":
                raise ConfigError(message.body.message, message.body.code)
            else:
                worker.is_retiring = message.retiring
                task = worker.finish()
                if task is self._alone:
                    self._alone = None
                yield task, message.body

    def _lost(self) -> dict[_Worker, Failure]:
        """Return the workers that died, hang or hold too much, with the reason."""
        now = time.monotonic()
        look = now - self._looked >= _LOOK_SECONDS
        if look:
            self._looked = now
        lost: dict[_Worker, Failure] = {}
        for worker in self._workers:
            limit = self._timeout if worker.hello else _LOADING_SECONDS
            idle = worker.hello is not None and not worker.tasks
            if worker.is_retiring:
                continue
            if worker.is_dead():
                lost[worker] = self._death(worker)
            elif look and resident_bytes(worker.pid) > self._memory:
                lost[worker] = Failure(
                    "limit-memory",
                    f"the document needs more than {self._memory >> 20} MB; raise the memory limit",
                    worker.stage,
                )
            elif not idle and now - worker.since > limit and not worker.connection.poll():
                lost[worker] = Failure(
                    "worker-timeout",
                    f"no result after {self._timeout:g} s; raise the time limit",
                    worker.stage,
                )
        return lost

    def _death(self, worker: _Worker) -> Failure:
        code = worker.process.exitcode
        how = f"by signal {-code}" if code is not None and code < 0 else f"with status {code}"
        return Failure(
            "worker-killed", f"the worker process ended {how} on this document", worker.stage
        )

    def _bury(self, worker: _Worker, failure: Failure) -> Iterator[tuple[Task, Reply]]:
        """Replace a lost worker; its document is tried once more, or fails."""
        if worker.hello is not None and worker.tasks:
            task = worker.tasks.popleft()
            if task is self._alone:
                self._alone = None
                yield task, Reply(failure=failure)
            else:
                self._suspects.append(task)
        self._replace(worker)

    def _replace(self, worker: _Worker) -> None:
        self._returned.extendleft(reversed(worker.tasks))
        started = worker.hello is not None
        self._workers.remove(worker)
        worker.stop(kill=True)
        if not started:
            self._broken_starts += 1
            if self._broken_starts >= _BROKEN_STARTS:
                raise ConfigError(
                    "the worker processes do not start; a script that calls govtext.run needs "
                    "`if __name__ == '__main__':` around its own code, and the machine enough "
                    "memory for each worker",
                    "worker-start",
                )
        self._hire()

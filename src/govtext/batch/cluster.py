"""The same plan on a Dask cluster: the ledger and the parts stay with the client."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from typing import Any, Self

from govtext.batch.engine import Feeder, ListFeeder
from govtext.batch.pool import Pool
from govtext.batch.task import Failure, Plan, Reply, Task
from govtext.errors import ConfigError, GovtextError, MissingExtraError, shorten

__all__ = ["DaskEngine", "carry_out"]

_CHUNK = 8
_CHUNKS_AHEAD = 3
_STARTING_SECONDS = 60
_pools = threading.local()


def carry_out(
    tasks: Sequence[Task], plan: Plan, timeout: float, memory: int
) -> list[tuple[int, Reply]]:
    """Carry out some tasks on a worker of the cluster; returns positions with replies.

    The work is done in a process below the Dask worker, so that a document that hangs or
    dies takes neither the worker nor its neighbours with it. The process is kept for the
    next tasks, and dies with the Dask worker.

    Parameters
    ----------
    tasks
        What to do.
    plan
        How.
    timeout
        Seconds a document may take.
    memory
        Bytes the process may hold.
    """
    pool = _own_pool(plan, timeout, memory)
    numbers = {id(task): number for number, task in enumerate(tasks)}
    return [(numbers[id(task)], reply) for task, reply in pool.run(ListFeeder(tasks))]


def _own_pool(plan: Plan, timeout: float, memory: int) -> Pool:
    """Return the pool of this thread, started."""
    key = (repr(plan), timeout, memory)
    if getattr(_pools, "key", None) != key:
        old: Pool | None = getattr(_pools, "pool", None)
        if old is not None:
            old.__exit__()
        pool = Pool(plan, workers=1, timeout=timeout, memory=memory)
        _pools.provenance = pool.start()
        _pools.pool, _pools.key = pool, key
    found: Pool = _pools.pool
    return found


def _versions(plan: Plan, timeout: float, memory: int) -> Mapping[str, str]:
    """Return the versions that a worker of the cluster runs, or why it can't."""
    _own_pool(plan, timeout, memory)
    found: Mapping[str, str] = _pools.provenance
    return found


class DaskEngine:
    """Carries out tasks on a Dask cluster.

    Documents go out in small groups. A group whose Dask worker dies is given to another one
    by the scheduler; one that fails there again and again is split, and a document that
    takes a worker with it every time fails alone.

    Parameters
    ----------
    plan
        How documents are treated.
    workers
        Worker processes of a cluster started here; unused with a scheduler.
    timeout
        Seconds a document may take.
    memory
        Bytes a worker may hold.
    scheduler
        Address of a scheduler, such as ``"tcp://10.0.0.1:8786"``, or None.
    """

    def __init__(
        self,
        plan: Plan,
        *,
        workers: int,
        timeout: float,
        memory: int,
        scheduler: str | None = None,
    ) -> None:
        self._plan = plan
        self._n_workers = workers
        self._timeout = timeout
        self._memory = memory
        self._scheduler = scheduler
        self._stack = ExitStack()
        self._client: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def client(self) -> Any:
        """The Dask client, once started."""
        return self._client

    def start(self) -> Mapping[str, str]:
        """Connect, or start a cluster here, and return the versions its workers run.

        Raises
        ------
        MissingExtraError
            dask.distributed isn't installed.
        ConfigError
            No scheduler answers (code ``dask-scheduler``), or the plan doesn't suit the
            workers.
        """
        try:
            import distributed
        except ImportError as error:
            raise MissingExtraError(
                "the engine dask needs dask.distributed; pip install 'govtext[dask]'",
                "missing-extra",
            ) from error
        self._client = self._connect(distributed)
        future = self._client.submit(
            _versions, self._plan, self._timeout, self._memory, pure=False
        )
        try:
            found: Mapping[str, str] = future.result()
        except GovtextError as error:
            raise ConfigError(error.message, error.code) from error
        return found

    def _connect(self, distributed: Any) -> Any:
        address: Any = self._scheduler
        if address is None:
            address = self._stack.enter_context(
                distributed.LocalCluster(
                    n_workers=self._n_workers,
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address=None,
                    memory_limit=0,
                )
            )
        try:
            client = distributed.Client(
                address, timeout=_STARTING_SECONDS, set_as_default=False
            )
        except (OSError, ValueError) as error:
            raise ConfigError(
                f"no Dask scheduler answers at {shorten(self._scheduler)} ({error}); give an "
                "address such as tcp://10.0.0.1:8786",
                "dask-scheduler",
            ) from error
        return self._stack.enter_context(client)

    def run(self, feeder: Feeder) -> Iterator[tuple[Task, Reply]]:
        """Yield every task with what became of it, as they are finished."""
        import distributed

        waiting: dict[Any, list[Task]] = {}
        as_completed: Any = distributed.as_completed
        finished = as_completed(loop=self._client.loop)
        while True:
            self._feed(feeder, waiting, finished)
            if not waiting:
                return
            future = next(finished)
            tasks = waiting.pop(future)
            if future.status == "finished":
                for number, reply in future.result():
                    yield tasks[number], reply
            elif len(tasks) > 1:
                for task in tasks:
                    self._submit([task], waiting, finished)
            else:
                yield tasks[0], Reply(failure=_failure(future))
            future.release()

    def _feed(self, feeder: Feeder, waiting: dict[Any, list[Task]], finished: Any) -> None:
        n_threads = sum(self._client.nthreads().values()) or 1
        while len(waiting) < _CHUNKS_AHEAD * n_threads:
            tasks = list(islice(iter(feeder.take, None), _CHUNK))
            if not tasks:
                return
            self._submit(tasks, waiting, finished)

    def _submit(self, tasks: list[Task], waiting: dict[Any, list[Task]], finished: Any) -> None:
        future = self._client.submit(
            carry_out, tasks, self._plan, self._timeout, self._memory, pure=False
        )
        waiting[future] = tasks
        finished.add(future)


def _failure(future: Any) -> Failure:
    """Return why a document came to nothing that no worker could say."""
    error = future.exception()
    if type(error).__name__ == "KilledWorker":
        message = "workers of the cluster died on this document again and again"
        return Failure("worker-killed", message, "analyze")
    message = f"{type(error).__name__}: {shorten(str(error))}; please report this"
    return Failure("internal-error", message, "analyze")

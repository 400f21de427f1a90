"""``govtext.run``: an archive in, a set of tables out."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from govtext.batch.engine import Engine
from govtext.batch.ledger import Ledger
from govtext.batch.listing import Listed, check_input, list_inputs
from govtext.batch.outcome import RunSummary
from govtext.batch.place import parse_path_pattern
from govtext.batch.planner import Planner
from govtext.batch.pool import Pool
from govtext.batch.process import make_limits
from govtext.batch.progress import Progress, Silent
from govtext.batch.store import Store
from govtext.batch.task import Plan, plan_key
from govtext.batch.writing import PartWriter, tidy
from govtext.errors import ConfigError, shorten

__all__ = ["MEMORY", "TIMEOUT", "check_numbers", "default_workers", "run", "run_plan"]

TIMEOUT = 60.0
MEMORY = 1024


@dataclass(frozen=True, kw_only=True)
class Options:
    """How a run is carried out; none of it changes a result.

    Parameters
    ----------
    workers
        Number of worker processes; None for one a core.
    timeout
        Seconds a document may take.
    memory
        Megabytes a worker may hold.
    engine
        ``"pool"`` for processes on this machine, ``"dask"`` for a cluster.
    scheduler
        Address of a Dask scheduler; None starts a cluster on this machine.
    retry_failed
        Whether inputs that failed before are tried again.
    part_seconds
        Age at which results are published, however few.
    """

    workers: int | None = None
    timeout: float = TIMEOUT
    memory: int = MEMORY
    engine: str = "pool"
    scheduler: str | None = None
    retry_failed: bool = False
    part_seconds: float = 30.0


def run(  # noqa: PLR0913 - each is an option of the command
    inputs: str | Path | Iterable[str | Path],
    output: str | Path,
    *,
    workers: int | None = None,
    engine: Literal["pool", "dask"] = "pool",
    scheduler: str | None = None,
    path_pattern: str | None = None,
    segmenter: Literal["rjieba", "jieba"] = "rjieba",
    lexicon: Sequence[str | Path] = (),
    words: bool = False,
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
    limits: Mapping[str, int] | None = None,
    retry_failed: bool = False,
    progress: Progress | None = None,
) -> RunSummary:
    """Analyse every file of an archive and write tables; go on where a run was cut off.

    Every input has exactly one outcome: a row in ``documents`` or one in ``failures``. A
    second run with the same options does only what is new or changed. A run may be killed at
    any moment; the same call again loses nothing and doubles nothing.

    Parameters
    ----------
    inputs
        A folder, a file or a zip; or several of them, where one that is missing is a failed
        input.
    output
        Folder for the results; new, empty, or written by an earlier run. Nothing is written
        anywhere else.
    workers
        Worker processes; None for one a core.
    engine
        ``"pool"`` for this machine, ``"dask"`` for a Dask cluster.
    scheduler
        Address of the Dask scheduler; None starts a cluster on this machine.
    path_pattern
        Where place and year stand in a path, such as ``"{place}/{year}.txt"``; used where
        the words of a report say neither, and compared with them where they do.
    segmenter
        Word segmenter.
    lexicon
        TSV files of further terms.
    words
        Whether the stored reports keep their words (three times the space).
    timeout
        Seconds a document may take.
    memory
        Megabytes a worker may hold.
    limits
        Reader limits that differ from those of ``govtext.readers.Limits``, by name.
    retry_failed
        Whether inputs that failed in an earlier run are tried again.
    progress
        Shown the counts while the run goes on; None shows nothing.

    Returns
    -------
    Counts of what was done, failed, skipped and found twice.

    Raises
    ------
    ConfigError
        An option is wrong, the input is missing, or the output folder holds other files or is
        in use.
    MissingExtraError
        ``engine="dask"`` without the extra ``dask``.

    Examples
    --------
    >>> summary = run("archive", "results", path_pattern="{place}/{year}.txt")  # doctest: +SKIP
    >>> summary.done, summary.failed  # doctest: +SKIP
    (269, {'format-unknown': 1})
    """
    plan = Plan(
        engine=segmenter,
        lexicon=tuple(os.fspath(path) for path in lexicon),
        limits=dict(limits or {}),
        path_pattern=path_pattern,
        words=words,
    )
    options = Options(
        workers=workers,
        timeout=timeout,
        memory=memory,
        engine=engine,
        scheduler=scheduler,
        retry_failed=retry_failed,
    )
    given = inputs if isinstance(inputs, (str, Path)) else list(inputs)
    return run_plan(given, Path(output), plan, options, progress or Silent())


def default_workers() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def check_numbers(*, workers: int | None, timeout: float, memory: int) -> None:
    """Refuse numbers that make no sense (code ``config-run``)."""
    if workers is not None and workers < 1:
        raise ConfigError(f"workers is {workers}; give at least 1", "config-run")
    if not timeout > 0:
        raise ConfigError(f"timeout is {timeout:g}; give seconds above 0", "config-run")
    if memory < 256:
        raise ConfigError(
            f"memory is {memory} MB; a worker needs 256 to load, give more", "config-run"
        )


def make_engine(plan: Plan, options: Options) -> Engine:
    """Return the engine that the options name.

    Raises
    ------
    ConfigError
        The name is unknown (code ``config-engine``).
    """
    workers = options.workers or default_workers()
    memory = options.memory << 20
    if options.engine == "pool" and options.scheduler is None:
        return Pool(plan, workers=workers, timeout=options.timeout, memory=memory)
    if options.engine == "dask":
        from govtext.batch.cluster import DaskEngine

        return DaskEngine(
            plan,
            workers=workers,
            timeout=options.timeout,
            memory=memory,
            scheduler=options.scheduler,
        )
    if options.engine == "pool":
        raise ConfigError(
            "a scheduler is for engine 'dask'; add engine='dask'", "config-engine"
        )
    raise ConfigError(
        f"engine {shorten(options.engine)} is unknown; choose 'pool' or 'dask'", "config-engine"
    )


def run_plan(
    inputs: str | Path | Sequence[str | Path],
    output: Path,
    plan: Plan,
    options: Options,
    progress: Progress,
) -> RunSummary:
    """Carry out a run; ``run`` is the same with plain arguments."""
    check_numbers(workers=options.workers, timeout=options.timeout, memory=options.memory)
    if plan.path_pattern:
        parse_path_pattern(plan.path_pattern)
    limits = make_limits(plan)
    if isinstance(inputs, (str, Path)):
        check_input(inputs)
    store = Store(output)
    with ExitStack() as stack:
        engine = stack.enter_context(make_engine(plan, options))
        _import_arrow()
        store.open_for_writing()
        stack.callback(store.close)
        ledger = stack.enter_context(Ledger(store.ledger_path))
        ledger.sync(store)
        run = _Run(inputs, store, ledger, plan, options, progress, limits.max_bytes)
        return run.carry_out(engine)


def _import_arrow() -> None:
    """Load what parts are written with, while the engine loads what it needs."""
    import pyarrow.parquet  # noqa: F401


class _Run:
    """One run: its passes over the inputs, its clock and its counts."""

    def __init__(
        self,
        inputs: str | Path | Sequence[str | Path],
        store: Store,
        ledger: Ledger,
        plan: Plan,
        options: Options,
        progress: Progress,
        max_bytes: int,
    ) -> None:
        self._inputs = inputs
        self._store = store
        self._ledger = ledger
        self._plan = plan
        self._options = options
        self._progress = progress
        self._max_bytes = max_bytes
        self._started = time.monotonic()

    def carry_out(self, engine: Engine) -> RunSummary:
        """Do what is to be done, and return the counts."""
        key = plan_key(self._plan, engine.start())
        if not isinstance(self._progress, Silent):
            self._progress.begin(sum(1 for _ in self._list()))
        try:
            summary = self._pass(engine, key)
            if self._ledger.has_orphans():
                # The original of a duplicate was changed after the duplicate was passed by.
                summary = _join(summary, self._pass(engine, key))
            tidy(self._store, self._ledger)
        finally:
            self._progress.end()
        return replace(summary, seconds=self._seconds())

    def _seconds(self) -> float:
        return time.monotonic() - self._started

    def _list(self) -> Iterator[Listed]:
        return list_inputs(self._inputs, output=self._store.folder)

    def _pass(self, engine: Engine, key: str) -> RunSummary:
        writer = PartWriter(
            self._store, self._ledger, key, part_seconds=self._options.part_seconds
        )
        planner = Planner(
            self._list(),
            self._ledger,
            writer,
            key,
            path_pattern=self._plan.path_pattern,
            max_bytes=self._max_bytes,
            retry_failed=self._options.retry_failed,
            on_outcome=lambda: self._progress.update(self._summary(planner)),
        )
        try:
            for task, reply in engine.run(planner):
                planner.finish(task, reply)
                writer.flush_old()
                planner.forget(writer.take_published())
        finally:
            # Also when interrupted: what is finished is kept.
            writer.close()
        return self._summary(planner)

    def _summary(self, planner: Planner) -> RunSummary:
        return planner.summary(str(self._store.folder), self._seconds())


def _join(first: RunSummary, second: RunSummary) -> RunSummary:
    """Return the counts of two passes over the same inputs."""
    codes = {*first.failed, *second.failed}
    again = second.done + second.n_failed + second.duplicates
    return replace(
        first,
        done=first.done + second.done,
        failed={code: first.failed.get(code, 0) + second.failed.get(code, 0) for code in codes},
        skipped=first.skipped - again,
        duplicates=first.duplicates + second.duplicates,
        characters=first.characters + second.characters,
    )

"""``govtext.stream``: outcomes in the order of the inputs, with bounded memory."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from govtext.batch.engine import Engine
from govtext.batch.listing import Listed, check_input, hash_file, list_inputs
from govtext.batch.outcome import Done, Failed, Outcome
from govtext.batch.pool import Pool
from govtext.batch.process import make_limits
from govtext.batch.runner import MEMORY, TIMEOUT, check_numbers, default_workers
from govtext.batch.task import Failure, Plan, Reply, Task
from govtext.errors import InputError
from govtext.records.source import Source

__all__ = ["stream"]

_AHEAD = 4


def stream(
    inputs: str | Path | Iterable[str | Path | Source | tuple[str, str]],
    *,
    workers: int | None = None,
    path_pattern: str | None = None,
    segmenter: Literal["rjieba", "jieba"] = "rjieba",
    lexicon: Iterable[str | Path] = (),
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
) -> Iterator[Outcome]:
    """Yield one outcome an input, in their order, from worker processes.

    Inputs are taken as they are needed, so they may be endless; at most a few for each
    worker are under way. Nothing is written and nothing is remembered: a file met twice is
    analysed twice. Worker processes end when the iterator is used up or closed.

    Parameters
    ----------
    inputs
        A folder, file or zip; or an iterable of these, of Sources, and of pairs of
        identifier and text.
    workers
        Worker processes; None for one a core.
    path_pattern
        Where place and year stand in a path, such as ``"{place}/{year}.txt"``.
    segmenter
        Word segmenter.
    lexicon
        TSV files of further terms.
    timeout
        Seconds a document may take.
    memory
        Megabytes a worker may hold.

    Returns
    -------
    An iterator of ``Done`` (with the report) and ``Failed`` (with code, message, stage).

    Raises
    ------
    ConfigError
        An option is wrong, or a path given by itself doesn't exist.
    InputError
        An item is none of those kinds (code ``input-kind``).

    Examples
    --------
    >>> texts = [("甲县", "查处问题7起。"), ("乙县", "查处问题**起。")]
    >>> for outcome in stream(texts, workers=1):  # doctest: +SKIP
    ...     print(outcome.id, outcome.report.metrics[0].text)
    甲县 7起
    乙县 **起
    """
    check_numbers(workers=workers, timeout=timeout, memory=memory)
    plan = Plan(
        engine=segmenter,
        lexicon=tuple(str(path) for path in lexicon),
        path_pattern=path_pattern,
        form="report",
    )
    n_workers = workers or default_workers()
    pool = Pool(plan, workers=n_workers, timeout=timeout, memory=memory << 20)
    return stream_with(pool, inputs, plan, window=_AHEAD * n_workers)


def stream_with(
    engine: Engine,
    inputs: str | Path | Iterable[str | Path | Source | tuple[str, str]],
    plan: Plan,
    *,
    window: int,
) -> Iterator[Outcome]:
    """Yield outcomes in order from an engine that has not been started."""
    feeder = _OrderedFeeder(_tasks(inputs, make_limits(plan).max_bytes), window)
    with engine:
        engine.start()
        for task, reply in engine.run(feeder):
            feeder.finish(task, reply)
            yield from feeder.ready()
        yield from feeder.ready()


def _tasks(
    inputs: str | Path | Iterable[str | Path | Source | tuple[str, str]], max_bytes: int
) -> Iterator[tuple[Task, Failure | None]]:
    """Yield a task an input, with the reason where the file can't be read."""
    given = [inputs] if isinstance(inputs, (str, Path)) else inputs
    single = isinstance(inputs, (str, Path))
    if isinstance(inputs, (str, Path)):
        check_input(inputs)
    index = 0
    for item in given:
        for task, failure in _item_tasks(item, max_bytes, single=single):
            yield replace(task, index=index), failure
            index += 1


def _item_tasks(
    item: object, max_bytes: int, *, single: bool
) -> Iterator[tuple[Task, Failure | None]]:
    if isinstance(item, Source):
        yield Task(0, item.id, "", source=item), None
    elif isinstance(item, (str, Path)):
        for listed in list_inputs(item if single else [item]):
            yield _file_task(listed, max_bytes)
    elif isinstance(item, tuple) and len(item) == 2 and all(isinstance(x, str) for x in item):
        name, text = item
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        yield (
            Task(0, name, "", source=Source(name, None, digest, "text/plain", None, text)),
            None,
        )
    else:
        raise InputError(
            f"an input is {type(item).__name__}; give paths, Sources, or pairs of identifier "
            "and text",
            "input-kind",
        )


def _file_task(listed: Listed, max_bytes: int) -> tuple[Task, Failure | None]:
    task = Task(0, listed.id, listed.path)
    found = hash_file(listed.path, most=max_bytes)
    if isinstance(found, Failure):
        return task, found
    sha256, is_zip = found
    return replace(task, sha256=None if is_zip else sha256, expand=is_zip), None


@dataclass
class _Slot:
    """The outcomes of one input: one, or those of the members of a zip, in order."""

    outcomes: dict[int, Outcome] = field(default_factory=dict)
    given: int = 0
    expected: int = 1

    def pop_ready(self) -> Iterator[Outcome]:
        while self.given in self.outcomes:
            yield self.outcomes.pop(self.given)
            self.given += 1

    @property
    def is_done(self) -> bool:
        return self.given >= self.expected


class _OrderedFeeder:
    """Hands out tasks no further ahead than a window, and puts outcomes in order."""

    def __init__(self, tasks: Iterator[tuple[Task, Failure | None]], window: int) -> None:
        self._tasks = tasks
        self._window = window
        self._slots: dict[int, _Slot] = {}
        self._numbers: dict[tuple[int, str | None], int] = {}
        self._members: deque[Task] = deque()
        self._under_way = 0
        self._next = 0
        self._is_listed = False

    @property
    def is_done(self) -> bool:
        return self._is_listed and not self._members and not self._under_way

    def take(self) -> Task | None:
        while not self._is_full():
            if self._members:
                self._under_way += 1
                return self._members.popleft()
            following = next(self._tasks, None)
            if following is None:
                self._is_listed = True
                return None
            task, failure = following
            self._slots[task.index] = _Slot()
            if failure is None:
                self._under_way += 1
                return task
            self._put(task, 0, Failed(task.id, *failure))
        return None

    def _is_full(self) -> bool:
        waiting = sum(len(slot.outcomes) for slot in self._slots.values())
        return self._under_way + waiting >= self._window

    def finish(self, task: Task, reply: Reply) -> None:
        self._under_way -= 1
        number = self._numbers.pop((task.index, task.member), 0)
        if reply.report is not None:
            self._put(task, number, Done(task.id, reply.report))
        elif reply.members is not None:
            self._expand(task, reply.members)
        elif reply.failure is not None:
            self._put(task, number, Failed(task.id, *reply.failure))

    def _expand(self, task: Task, members: tuple[tuple[str, str | Failure], ...]) -> None:
        self._slots[task.index].expected = len(members)
        fresh: list[Task] = []
        for number, (name, found) in enumerate(members):
            if isinstance(found, Failure):
                self._put(Task(task.index, name, task.path), number, Failed(name, *found))
                continue
            inner = None if name == task.id else name
            self._numbers[task.index, inner] = number
            fresh.append(Task(task.index, name, task.path, member=inner, sha256=found))
        self._members.extendleft(reversed(fresh))

    def _put(self, task: Task, number: int, outcome: Outcome) -> None:
        self._slots[task.index].outcomes[number] = outcome

    def ready(self) -> Iterator[Outcome]:
        """Yield what is next in order, as far as it is there."""
        while (slot := self._slots.get(self._next)) is not None:
            yield from slot.pop_ready()
            if not slot.is_done:
                return
            del self._slots[self._next]
            self._next += 1

"""What an engine is: something that carries out tasks as they come, in any order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, Self

from govtext.batch.task import Reply, Task

__all__ = ["Engine", "Feeder", "ListFeeder"]


class Feeder(Protocol):
    """Gives an engine its tasks one at a time."""

    def take(self) -> Task | None:
        """Return the next task, or None when there is none for now."""
        ...

    @property
    def is_done(self) -> bool:
        """Whether there will be no more tasks, whatever replies come."""
        ...


class Engine(Protocol):
    """Carries out tasks; used as a context manager."""

    def __enter__(self) -> Self:
        """Start."""
        ...

    def __exit__(self, *_: object) -> None:
        """Stop, and leave no process behind."""
        ...

    def start(self) -> Mapping[str, str]:
        """Start the workers and return the versions they run."""
        ...

    def run(self, feeder: Feeder) -> Iterator[tuple[Task, Reply]]:
        """Yield every task with what became of it, as they are finished."""
        ...


class ListFeeder:
    """Tasks that are all known.

    Parameters
    ----------
    tasks
        The tasks.
    """

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._tasks = list(reversed(list(tasks)))

    def take(self) -> Task | None:
        """Return the next task, or None."""
        return self._tasks.pop() if self._tasks else None

    @property
    def is_done(self) -> bool:
        """Whether all were taken."""
        return not self._tasks

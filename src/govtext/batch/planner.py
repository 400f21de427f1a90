"""Decides what each input needs: analysis, a row as duplicate, or nothing."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from govtext.batch.ledger import Ledger, Row
from govtext.batch.listing import Listed, hash_file
from govtext.batch.outcome import RunSummary
from govtext.batch.place import parse_path_pattern
from govtext.batch.task import Failure, Reply, Task
from govtext.batch.writing import PartWriter
from govtext.errors import FormatError

__all__ = ["Planner"]


class Planner:
    """Feeds an engine from the listed files, and gives every input its one outcome.

    Parameters
    ----------
    listed
        The files, in order.
    ledger
        What was done before.
    writer
        Takes the outcomes.
    plan
        Key of the plan.
    path_pattern
        Pattern that finds place and year in a path, or None.
    max_bytes
        Size up to which files are hashed.
    retry_failed
        Whether inputs that failed before are tried again.
    on_outcome
        Called after each outcome.
    """

    def __init__(
        self,
        listed: Iterator[Listed],
        ledger: Ledger,
        writer: PartWriter,
        plan: str,
        *,
        path_pattern: str | None = None,
        max_bytes: int,
        retry_failed: bool = False,
        on_outcome: Callable[[], None] = lambda: None,
    ) -> None:
        self._listed = listed
        self._ledger = ledger
        self._writer = writer
        self._plan = plan
        self._pattern = parse_path_pattern(path_pattern) if path_pattern else None
        self._max_bytes = max_bytes
        self._retry_failed = retry_failed
        self._on_outcome = on_outcome
        self._is_listed = False
        self._members: deque[tuple[Task, str, str | Failure]] = deque()
        self._expanding = 0
        self._n_tasks = 0
        self._under_way: dict[str, list[Task]] = {}
        self._settled: dict[str, Row] = {}
        self._counts: Counter[str] = Counter()
        self._failed: Counter[str] = Counter()

    @property
    def is_done(self) -> bool:
        """Whether there will be no more tasks."""
        return self._is_listed and not self._members and not self._expanding

    def summary(self, output: str, seconds: float) -> RunSummary:
        """Return the counts so far."""
        counts = self._counts
        return RunSummary(
            output,
            counts["inputs"],
            counts["done"],
            dict(self._failed),
            counts["skipped"],
            counts["skipped_failed"],
            counts["duplicates"],
            counts["characters"],
            seconds,
        )

    def take(self) -> Task | None:
        """Return the next task; inputs that need none are settled on the way."""
        while True:
            if self._members:
                task = self._take_member()
            elif (listed := next(self._listed, None)) is not None:
                task = self._take_file(listed)
            else:
                self._is_listed = True
                return None
            if task is not None:
                return task

    def _take_member(self) -> Task | None:
        outer, name, found = self._members.popleft()
        if name == outer.id:
            # A single document in zip clothing, such as a docx with an unusual first part.
            return self._settle(replace(outer, expand=False), found)
        task = Task(outer.index, name, outer.path, member=name)
        return self._settle(task, found)

    def _take_file(self, listed: Listed) -> Task | None:
        index = self._n_tasks
        self._n_tasks += 1
        task = Task(index, listed.id, listed.path)
        found = hash_file(listed.path, most=self._max_bytes)
        if isinstance(found, Failure):
            return self._settle(task, found)
        sha256, is_zip = found
        if is_zip:
            self._expanding += 1
            return replace(task, expand=True)
        return self._settle(task, sha256)

    def _settle(self, task: Task, found: str | Failure) -> Task | None:
        """Return a task that must be carried out, or None when its outcome is known."""
        self._counts["inputs"] += 1
        if self._is_standing(task.id, found):
            return None
        if isinstance(found, Failure):
            self._fail(task, None, found)
            return None
        task = replace(task, sha256=found)
        if found in self._under_way:
            self._under_way[found].append(task)
            return None
        same = self._find_content(found)
        if same is not None and same.id != task.id:
            self._duplicate(task, same)
            return None
        self._under_way[found] = []
        return task

    def _is_standing(self, id: str, found: str | Failure) -> bool:
        """Count an input whose outcome stands from before."""
        row = self._ledger.find(id)
        if row is None or row.plan != self._plan or not self._is_same(row, found):
            return False
        if row.code is not None:
            if self._retry_failed:
                return False
            self._counts["skipped_failed"] += 1
        self._counts["skipped"] += 1
        self._on_outcome()
        return True

    def _is_same(self, row: Row, found: str | Failure) -> bool:
        """Tell whether an outcome is that of the content found now."""
        if isinstance(found, Failure):
            return row.sha256 is None and row.code == found.code
        if row.sha256 != found:
            return False
        if row.duplicate_of is None:
            return True
        # The file that was analysed in its place may hold something else by now.
        original = self._ledger.find(row.duplicate_of)
        return original is not None and original[1:3] == row[1:3]

    def _find_content(self, sha256: str) -> Row | None:
        """Return the outcome that this content has, from this run or an earlier one."""
        row = self._settled.get(sha256) or self._ledger.find_content(sha256, self._plan)
        if row is not None and row.code is not None and self._retry_failed:
            return self._settled.get(sha256)
        return row

    def finish(self, task: Task, reply: Reply) -> None:
        """Take what became of a task."""
        if task.expand:
            self._expanding -= 1
            if reply.members is None:
                self._settle(replace(task, expand=False), reply.failure or _nothing())
            else:
                self._members.extend((task, *member) for member in reply.members)
            return
        sha256 = task.sha256 or ""
        if reply.tables is not None:
            self._writer.add_document(task.id, sha256, reply.tables)
            self._counts["done"] += 1
            self._counts["characters"] += reply.characters
            row = Row(task.id, sha256, self._plan)
            self._on_outcome()
        else:
            failure = reply.failure or _nothing()
            self._fail(task, sha256, failure)
            row = Row(task.id, sha256, self._plan, *failure)
        waiting = self._under_way.pop(sha256, [])
        for duplicate in waiting:
            self._duplicate(duplicate, row)
        # The ledger knows the row once its part is published; until then this does.
        self._settled[sha256] = row

    def forget(self, published: Iterable[Row]) -> None:
        """Let go of outcomes that the ledger knows by now."""
        for row in published:
            self._settled.pop(row.sha256 or "", None)

    def _fail(
        self, task: Task, sha256: str | None, failure: Failure, duplicate_of: str | None = None
    ) -> None:
        row = Row(task.id, sha256, self._plan, *failure, duplicate_of)
        self._writer.add_failure(row, _path(task))
        self._failed[failure.code] += 1
        self._on_outcome()

    def _duplicate(self, task: Task, same: Row) -> None:
        self._counts["duplicates"] += 1
        if same.code is not None:
            failure = Failure(same.code, same.message or "", same.stage or "read")  # type: ignore[arg-type]
            self._fail(task, task.sha256, failure, same.id)
            return
        place, year = self._pattern.match(task.id) if self._pattern else (None, None)
        shown_year = None if year is None else str(year)
        columns = {
            "path": _path(task),
            "sha256": task.sha256,
            "place": place,
            "year": shown_year,
            "place_path": place,
            "year_path": shown_year,
            "duplicate_of": same.id,
            "plan": self._plan,
        }
        row = Row(task.id, task.sha256, self._plan, duplicate_of=same.id)
        self._writer.add_duplicate(row, columns)
        self._on_outcome()


def _path(task: Task) -> str:
    path = task.path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    if task.member is None:
        return path
    return path + task.member[task.member.index("!/") :]


def _nothing() -> Failure:
    error = FormatError("the worker gave no answer; please report this", "internal-error")
    return Failure(error.code, error.message, "analyze")

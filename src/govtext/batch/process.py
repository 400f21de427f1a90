"""What a worker does with one task: read, analyse, encode; failures become replies."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from govtext.batch.loaded import is_loaded
from govtext.batch.outcome import Stage
from govtext.batch.place import locate_report
from govtext.batch.tables import report_batches
from govtext.batch.task import DEFAULT_LOADER, Failure, Plan, Reply, Task, plan_key
from govtext.errors import ConfigError, FormatError, GovtextError, shorten
from govtext.records.report import Report
from govtext.records.source import Source

if TYPE_CHECKING:
    from govtext.readers import Limits, Member

__all__ = ["Analyze", "Processor", "load_analyze", "make_limits"]


class Analyze(Protocol):
    """What turns a Source into a Report, and says by which versions."""

    provenance: dict[str, str]

    def __call__(self, source: Source, /) -> Report:
        """Return the report."""
        ...


class _Library:
    """The library's own analysis with the options of a plan."""

    def __init__(self, plan: Plan) -> None:
        from govtext.analyzer import Analyzer, default_analyzer

        if plan.engine == "rjieba" and not plan.lexicon:
            self._analyzer = default_analyzer()
        else:
            lexicon = [Path(path) for path in plan.lexicon]
            self._analyzer = Analyzer.from_options(lexicon=lexicon, engine=plan.engine)  # type: ignore[arg-type]
        self.provenance = self._analyzer.provenance()
        for path in plan.lexicon:
            self.provenance[path] = hashlib.sha256(Path(path).read_bytes()).hexdigest()

    def __call__(self, source: Source) -> Report:
        return self._analyzer.analyze(source)


def load_analyze(plan: Plan) -> Analyze:
    """Return the library's analysis with the options of a plan; loads it once."""
    return _Library(plan)


def is_preloaded(plan: Plan) -> bool:
    """Tell whether the process came with the analysis loaded."""
    return plan.loader == DEFAULT_LOADER and is_loaded()


def make_limits(plan: Plan) -> Limits:
    """Return the reader limits of a plan.

    Raises
    ------
    ConfigError
        No limit has that name, or its value is not allowed (code ``config-limit``).
    """
    from govtext.readers import Limits

    known = Limits.__dataclass_fields__
    for name in plan.limits:
        if name not in known:
            raise ConfigError(
                f"limit {shorten(name)} is unknown; choose from {', '.join(known)}",
                "config-limit",
            )
    return Limits(**{name: int(value) for name, value in plan.limits.items()})


class Processor:
    """Carries out tasks, one after the other, with everything loaded.

    Parameters
    ----------
    plan
        How documents are treated.
    on_stage
        Called with the stage each time a task enters one.
    """

    def __init__(self, plan: Plan, on_stage: Callable[[Stage], None] = lambda _: None) -> None:
        module, _, function = plan.loader.partition(":")
        self._plan = plan
        self._analyze: Analyze = getattr(import_module(module), function)(plan)
        self._limits = make_limits(plan)
        self._on_stage = on_stage
        self._zip: tuple[str, Iterator[Member]] | None = None
        self.provenance: dict[str, str] = dict(self._analyze.provenance)
        self._key = plan_key(plan, self.provenance)

    def __call__(self, task: Task) -> Reply:
        """Return what became of a task; nothing is raised."""
        stage: Stage = "read"
        try:
            if task.expand:
                return self._expand(task)
            source = task.source or self._read(task)
            stage = "analyze"
            self._on_stage(stage)
            report = self._analyze(source)
            stage = "store"
            return self._encode(report)
        except GovtextError as error:
            return Reply(failure=Failure(error.code, error.message, stage))
        except MemoryError:
            message = "the document needs more memory than a worker may use; raise the limit"
            return Reply(failure=Failure("limit-memory", message, stage))
        except Exception as error:  # noqa: BLE001 - the boundary: every input has an outcome
            return Reply(failure=Failure("internal-error", _describe(error), stage))

    def _encode(self, report: Report) -> Reply:
        report, origin = locate_report(report, self._plan.path_pattern)
        length = len(report.text)
        if self._plan.form == "report":
            return Reply(report=report, characters=length)
        tables = report_batches(report, origin, self._key, words=self._plan.words)
        return Reply(tables=tables, characters=length)

    def _read(self, task: Task) -> Source:
        from govtext.readers import read, read_bytes

        if task.member is None:
            source = read(task.path, limits=self._limits, id=task.id)
        else:
            data = self._member(task.path, task.member)
            path = task.path + task.member.removeprefix(_first(task.member))
            source = read_bytes(data, name=path, limits=self._limits, id=task.id)
        if task.sha256 and task.sha256 != source.sha256:
            raise FormatError(
                f"{task.id} changed while the run was going on; run again", "input-changed"
            )
        return source

    def _member(self, path: str, member: str) -> bytes:
        """Return a member's bytes; members asked for in order cost one pass of the zip."""
        from govtext.readers import iter_members

        for attempt in range(2):
            if self._zip is None or self._zip[0] != path or attempt:
                zip_id = _first(member)
                self._zip = path, iter_members(path, limits=self._limits, id=zip_id)
            for found in self._zip[1]:
                if found.id == member:
                    if found.data is None:
                        raise found.error or FormatError("no bytes", "zip-damaged")
                    return found.data
        raise FormatError(f"{member} is no longer in the zip; run again", "input-changed")

    def _expand(self, task: Task) -> Reply:
        from govtext.readers import iter_members

        found: list[tuple[str, str | Failure]] = []
        for member in iter_members(task.path, limits=self._limits, id=task.id):
            if member.data is not None:
                found.append((member.id, hashlib.sha256(member.data).hexdigest()))
            else:
                error = member.error or FormatError("no bytes", "zip-damaged")
                found.append((member.id, Failure(error.code, error.message, "read")))
        return Reply(members=tuple(found))


def _first(member: str) -> str:
    """Return the zip's own identifier in front of a member's."""
    return member.partition("!/")[0]


def _describe(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    where = f" in {frames[-1].name}" if frames else ""
    return f"{type(error).__name__}{where}: {shorten(str(error))}; please report this"

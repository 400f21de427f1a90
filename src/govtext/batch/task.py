"""What goes to a worker and what comes back; everything here crosses processes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from govtext.batch.outcome import Stage
from govtext.records.report import Report
from govtext.records.source import Source

__all__ = ["Failure", "Plan", "Reply", "Task", "plan_key"]

DEFAULT_LOADER = "govtext.batch.process:load_analyze"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How every document of a run is treated; two runs with one plan do the same work.

    Parameters
    ----------
    engine
        Word segmenter.
    lexicon
        TSV files of further terms.
    limits
        Reader limits that differ from their defaults, by name.
    path_pattern
        Pattern that finds place and year in an input's path, or None.
    words
        Whether stored reports keep their words.
    form
        What comes back: Arrow tables, or the Report itself.
    loader
        ``"module:function"``; the function takes the plan and returns what analyses a
        Source.
    """

    engine: str = "rjieba"
    lexicon: tuple[str, ...] = ()
    limits: Mapping[str, float] = field(default_factory=dict)
    path_pattern: str | None = None
    words: bool = False
    form: Literal["tables", "report"] = "tables"
    loader: str = DEFAULT_LOADER


def plan_key(plan: Plan, provenance: Mapping[str, str]) -> str:
    """Return the key of a plan and the versions that carry it out.

    Examples
    --------
    >>> plan_key(Plan(), {"govtext": "1"}) == plan_key(Plan(words=True), {"govtext": "1"})
    False
    """
    form = {
        "engine": plan.engine,
        "lexicon": list(plan.lexicon),
        "limits": dict(sorted(plan.limits.items())),
        "path_pattern": plan.path_pattern,
        "words": plan.words,
        "loader": plan.loader,
        "versions": dict(sorted(provenance.items())),
    }
    return hashlib.sha256(json.dumps(form).encode()).hexdigest()[:16]


class Failure(NamedTuple):
    """Why a task came to nothing: code, sentence, and where it happened."""

    code: str
    message: str
    stage: Stage


@dataclass(frozen=True)
class Task:
    """One document to read and analyse, or one zip to list.

    Parameters
    ----------
    index
        Position in the order of the inputs.
    id
        Identifier of the input.
    path
        File to read.
    member
        Identifier of the document inside the zip at ``path``, or None.
    sha256
        Content hash the file had when it was listed, or None.
    source
        A text at hand instead of a file.
    expand
        Whether the task is to list the members of a zip.
    """

    index: int
    id: str
    path: str
    member: str | None = None
    sha256: str | None = None
    source: Source | None = None
    expand: bool = False


@dataclass(frozen=True)
class Reply:
    """What a worker made of a task; exactly one of the first four is given.

    Parameters
    ----------
    tables
        Serialised Arrow record batches by table.
    report
        The report.
    failure
        Why there is none.
    members
        The documents inside a zip: identifier, and content hash or failure.
    characters
        Length of the text.
    """

    tables: Mapping[str, bytes] | None = None
    report: Report | None = None
    failure: Failure | None = None
    members: tuple[tuple[str, str | Failure], ...] | None = None
    characters: int = 0


class Hello(NamedTuple):
    """A worker's first message: what it runs, and whether it was loaded beforehand."""

    provenance: dict[str, str]
    preloaded: bool


class Message(NamedTuple):
    """A message of a worker: ``hello``, ``stage``, ``reply`` or ``broken``."""

    kind: Literal["hello", "stage", "reply", "broken"]
    body: Any
    retiring: bool = False

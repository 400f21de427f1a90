"""What becomes of an input: exactly one outcome each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from govtext.records.report import Report

__all__ = ["Done", "Failed", "Outcome", "RunSummary", "Stage"]

Stage = Literal["list", "read", "analyze", "store"]


@dataclass(frozen=True)
class Done:
    """An input that was read and analysed.

    Parameters
    ----------
    id
        Identifier of the input: its path inside the archive.
    report
        The report found in it.

    Examples
    --------
    >>> import govtext
    >>> Done("county/2022.txt", govtext.analyze("立案3件。")).report.metrics[0].text
    '3件'
    """

    id: str
    report: Report


@dataclass(frozen=True)
class Failed:
    """An input that could not be read or analysed, and why.

    Parameters
    ----------
    id
        Identifier of the input.
    code
        Stable code of the reason, listed in ``docs/errors.md``.
    message
        The reason in a sentence.
    stage
        Where it happened: ``"list"``, ``"read"``, ``"analyze"`` or ``"store"``.

    Examples
    --------
    >>> failed = Failed("county/2022.xyz", "format-unknown", "no reader knows it", "read")
    >>> failed.code, failed.stage
    ('format-unknown', 'read')
    """

    id: str
    code: str
    message: str
    stage: Stage


Outcome = Done | Failed


@dataclass(frozen=True)
class RunSummary:
    """What a run over an archive came to.

    Parameters
    ----------
    output
        The output folder.
    inputs
        Inputs seen, members of zips counted one by one.
    done
        Documents analysed by this run.
    failed
        Inputs that failed in this run, counted by code.
    skipped
        Inputs whose result stood in the output folder already.
    skipped_failed
        Those among the skipped that had failed before and were not tried again.
    duplicates
        Inputs with the content of another one: listed, not analysed again.
    characters
        Characters of the documents analysed.
    seconds
        Wall-clock time.

    Examples
    --------
    >>> summary = RunSummary("out", inputs=3, done=2, failed={"format-unknown": 1})
    >>> summary.n_failed, summary.exit_code
    (1, 3)
    """

    output: str
    inputs: int = 0
    done: int = 0
    failed: Mapping[str, int] = field(default_factory=dict)
    skipped: int = 0
    skipped_failed: int = 0
    duplicates: int = 0
    characters: int = 0
    seconds: float = 0.0

    @property
    def n_failed(self) -> int:
        """Inputs that failed in this run."""
        return sum(self.failed.values())

    @property
    def rate(self) -> float:
        """Characters analysed a second."""
        return self.characters / self.seconds if self.seconds > 0 else 0.0

    @property
    def exit_code(self) -> int:
        """Exit status of the command: 3 when an input stands failed, else 0."""
        return 3 if self.n_failed or self.skipped_failed else 0

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as plain values.

        Examples
        --------
        >>> RunSummary("out", done=2).to_dict()["done"]
        2
        """
        return {
            "output": self.output,
            "inputs": self.inputs,
            "done": self.done,
            "failed": dict(sorted(self.failed.items())),
            "skipped": self.skipped,
            "skipped_failed": self.skipped_failed,
            "duplicates": self.duplicates,
            "characters": self.characters,
            "seconds": self.seconds,
        }

    def __str__(self) -> str:
        lines = [
            f"{self.inputs} inputs: {self.done} done, {self.n_failed} failed, "
            f"{self.skipped} skipped, {self.duplicates} duplicates",
            f"{self.characters} characters in {self.seconds:.1f} s "
            f"({self.rate:.0f} a second) -> {self.output}",
        ]
        lines += [f"failed {count}: {code}" for code, count in sorted(self.failed.items())]
        if self.skipped_failed:
            lines.append(
                f"{self.skipped_failed} of the skipped failed before; --retry-failed tries again"
            )
        return "\n".join(lines)

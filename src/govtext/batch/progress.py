"""What a run says while it goes on: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from typing import Any, Protocol, TextIO

from govtext.batch.outcome import RunSummary

__all__ = ["Lines", "Progress", "Silent", "make_progress"]

_LINE_SECONDS = 10.0
_BAR_SECONDS = 0.2


class Progress(Protocol):
    """Shown the counts now and then."""

    def begin(self, total: int) -> None:
        """Start, with the number of files listed."""

    def update(self, summary: RunSummary) -> None:
        """Show the counts so far."""

    def end(self) -> None:
        """Stop showing."""


class Silent:
    """Shows nothing."""

    def begin(self, total: int) -> None:
        """Do nothing."""

    def update(self, summary: RunSummary) -> None:
        """Do nothing."""

    def end(self) -> None:
        """Do nothing."""


def _settled(summary: RunSummary) -> int:
    analysed = summary.done + summary.n_failed + summary.skipped
    # A duplicate of a failed input is counted among the failed already.
    return min(summary.inputs, analysed + summary.duplicates)


class Lines:
    """Writes a line now and then.

    Parameters
    ----------
    file
        Where to.
    seconds
        Time between lines.
    """

    def __init__(self, file: TextIO, seconds: float = _LINE_SECONDS) -> None:
        self._file = file
        self._seconds = seconds
        self._total = 0
        self._last = time.monotonic()

    def begin(self, total: int) -> None:
        """Write the number of files."""
        self._total = total
        self._write(f"{total} files")

    def update(self, summary: RunSummary) -> None:
        """Write the counts, unless the last line is young."""
        now = time.monotonic()
        if now - self._last < self._seconds:
            return
        self._last = now
        settled = _settled(summary)
        speed = settled / summary.seconds if summary.seconds else 0.0
        left = max(0, self._total - settled)
        rest = f", {left / speed:.0f} s left" if speed else ""
        self._write(
            f"{settled} of {max(self._total, settled)}: {summary.n_failed} failed, "
            f"{speed:.1f} files/s, {summary.rate:.0f} characters/s{rest}"
        )

    def end(self) -> None:
        """Do nothing; the summary follows."""

    def _write(self, line: str) -> None:
        self._file.write(f"govtext: {line}\n")
        self._file.flush()


class Bar:
    """Draws a bar with rich.

    Parameters
    ----------
    file
        The terminal.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._progress: Any = None
        self._task: Any = None
        self._last = 0.0

    def begin(self, total: int) -> None:
        """Draw the empty bar."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        self._progress = RichProgress(
            TextColumn("govtext"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[failed]} failed"),
            TextColumn("{task.fields[rate]:.0f} characters/s"),
            TimeRemainingColumn(),
            console=Console(file=self._file),
            transient=True,
        )
        self._task = self._progress.add_task("", total=total, failed=0, rate=0.0)
        self._progress.start()

    def update(self, summary: RunSummary) -> None:
        """Draw the bar, unless it was drawn a moment ago."""
        now = time.monotonic()
        if now - self._last < _BAR_SECONDS or self._progress is None:
            return
        self._last = now
        self._progress.update(
            self._task,
            completed=_settled(summary),
            failed=summary.n_failed,
            rate=summary.rate,
        )

    def end(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()


def make_progress(*, quiet: bool, file: TextIO | None = None) -> Progress:
    """Return what suits the place that standard error goes to.

    Parameters
    ----------
    quiet
        Whether to show nothing.
    file
        Where to write; None for standard error.
    """
    if quiet:
        return Silent()
    file = file or sys.stderr
    if file is None:  # a windowed program has no standard error
        return Silent()
    return Bar(file) if file.isatty() else Lines(file)

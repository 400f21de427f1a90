"""A process and those below it, watched while they work (Linux only)."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_LOOK_SECONDS = 0.05
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Seen:
    """What was seen of a process: its peak of resident memory and its CPU time."""

    peak: int = 0
    cpu: float = 0.0
    depth: int = 0


@dataclass
class Watched:
    """What a command cost; processes by id, the command itself at depth 0."""

    status: int = 0
    output: str = ""
    seconds: float = 0.0
    processes: dict[int, Seen] = field(default_factory=dict)

    @property
    def parent(self) -> Seen:
        """The command itself."""
        return next(seen for seen in self.processes.values() if seen.depth == 0)

    @property
    def cpu(self) -> float:
        """CPU seconds of all processes."""
        return sum(seen.cpu for seen in self.processes.values())

    def below(self) -> list[Seen]:
        """Return the processes below the command, the busiest first."""
        found = (seen for seen in self.processes.values() if seen.depth)
        return sorted(found, key=lambda seen: -seen.cpu)


def children(pid: int) -> list[int]:
    """Return the processes that a process has started and that are still there."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, path.read_text().split())
        except OSError:
            continue
    return found


def leaves(pid: int) -> list[int]:
    """Return the processes below a process that have none below them."""
    found: list[int] = []
    for child in children(pid):
        found += leaves(child) or [child]
    return found


def _look(pid: int, processes: dict[int, Seen], depth: int = 0) -> None:
    """Note what a process and those below it have used so far."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return
    seen = processes.setdefault(pid, Seen(depth=depth))
    peak = status.partition("VmHWM:")[2].split()
    seen.peak = max(seen.peak, int(peak[0]) << 10 if peak else 0)
    seen.cpu = (int(times[11]) + int(times[12])) / _TICKS
    for child in children(pid):
        _look(child, processes, depth + 1)


def _obey_permissions() -> None:
    """Give up root's right to read any file (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH)."""
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)


def watch(
    command: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    kill_after: float | None = None,
    disturb: Callable[[int], None] = lambda _: None,
    as_anyone: bool = False,
) -> Watched:
    """Run a command to its end, or kill it -9, and return what was seen of it.

    ``as_anyone`` makes file permissions hold, also where root runs this.
    ``disturb`` is called with the process id at every look, to do harm while it works.
    """
    started = time.monotonic()
    process = subprocess.Popen(
        command,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=_obey_permissions if as_anyone else None,  # noqa: PLW1509 - one thread here
    )
    watched = Watched()
    printed: list[str] = []
    reader = threading.Thread(target=lambda: printed.append(process.stdout.read()))
    reader.start()
    while process.poll() is None:
        _look(process.pid, watched.processes)
        disturb(process.pid)
        if kill_after is not None and time.monotonic() - started > kill_after:
            process.send_signal(signal.SIGKILL)
            process.wait()
        time.sleep(_LOOK_SECONDS)
    reader.join()
    process.stdout.close()
    watched.status, watched.output = process.returncode, "".join(printed)
    watched.seconds = time.monotonic() - started
    return watched

"""What ``govtext run`` promises, measured: ``python benches/archive.py [FOLDER] [NAME …]``.

FOLDER holds texts (the development archive beside the repository unless another is given).
The names are those of the measurements below; all are taken when none is given, which lasts
about half an hour on two cores. Everything is written to a temporary folder. Linux only.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from faulty import DIES, HANGS
from tests.hostile import write_hostile
from watch import Watched, children, leaves, watch

from govtext.batch.results import Results
from govtext.batch.schema import TABLES
from govtext.batch.store import Store, iter_parts, read_part
from govtext.batch.task import DEFAULT_LOADER

ARCHIVE = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
COMMAND = [sys.executable, "-c", "from govtext.cli.main import run; run()", "run"]
SCRIPT = str(Path(__file__).with_name("faulty.py"))
N_KILLS = 20
MEGABYTE = 1 << 20


def run_command(archive: Path, output: Path, *options: str, **watching) -> Watched:
    """Run ``govtext run`` as a user would."""
    command = [*COMMAND, str(archive), "-o", str(output), "--quiet", *options]
    watched = watch(command, **watching)
    if watched.status not in {0, 3}:
        raise SystemExit(f"govtext run ended with status {watched.status}")
    return watched


def run_script(
    archive: Path,
    output: Path,
    *,
    engine: str = "pool",
    loader: str = DEFAULT_LOADER,
    timeout: float = 60.0,
    part_seconds: float = 30.0,
    **watching,
) -> Watched:
    """Run the same with what the command has no option for."""
    options = [engine, loader, str(timeout), str(part_seconds)]
    return watch([sys.executable, SCRIPT, str(archive), str(output), *options], **watching)


def outcomes(output: Path) -> dict[str, list[str | None]]:
    """Return for each input the codes of all its rows, None for a document."""
    found: dict[str, list[str | None]] = {}
    for part in iter_parts(Store(output)):
        for name in read_part(part, "documents")["report"].to_pylist():
            found.setdefault(name, []).append(None)
        for row in read_part(part, "failures").to_pylist():
            found.setdefault(row["report"], []).append(row["code"])
    return found


def tables(output: Path) -> dict[str, list[dict]]:
    """Return every table as rows in a fixed order."""
    results = Results.open(output)
    return {
        name: sorted(
            results.table(name).to_pylist(),
            key=lambda row: (row["report"], row.get("start", 0), row.get("id", 0)),
        )
        for name in TABLES
    }


def list_files(folder: Path) -> list[str]:
    """Return the files below a folder by their path in it."""
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def measure_outcomes(texts: Path, scratch: Path) -> None:
    """One outcome for each text and hostile file, each with a right code, limits kept."""
    archive, output = scratch / "hostile archive", scratch / "outcomes"
    shutil.copytree(texts, archive)
    right = write_hostile(archive / "hostile")
    right["locked.txt"] = ("file-unreadable",)
    before = list_files(archive)
    watched = run_command(archive, output, as_anyone=True)
    found = outcomes(output)
    hostile: dict[str, list[str | None]] = {}
    for name, codes in found.items():
        if name.startswith("hostile/"):
            hostile.setdefault(name.split("/")[1].removesuffix("!"), []).extend(codes)
    wrong = {
        name: codes for name, codes in hostile.items() if not set(codes) <= set(right[name])
    }
    print(
        f"  {len(found)} inputs, each one outcome: {all(len(c) == 1 for c in found.values())}"
    )
    print(
        f"  hostile files {len(right)}, with an outcome {len(hostile)}, of a wrong code {wrong}"
    )
    print("  codes", dict(Counter(str(code) for codes in hostile.values() for code in codes)))
    print(f"  archive unchanged: {list_files(archive) == before}", _peaks(watched))


def _peaks(watched: Watched) -> str:
    worker = max(seen.peak for seen in watched.below())
    return f"peak of the parent {watched.parent.peak // MEGABYTE} MB, of a worker {worker // MEGABYTE} MB"


def measure_kills(texts: Path, scratch: Path) -> None:
    """Twenty times kill -9 at a random moment, each time gone on with the same command."""
    chance = random.Random(7)
    whole = scratch / "undisturbed"
    lasted = run_script(texts, whole).seconds
    expected = tables(whole)
    inputs = set(list_files(texts))
    n_kills = n_runs = lost = double = 0
    equal = True
    while n_kills < N_KILLS:
        n_runs += 1
        output = scratch / f"killed-{n_runs}"
        status = -9
        while status == -9:
            delay = chance.uniform(0.2, lasted / 6) if n_kills < N_KILLS else None
            status = run_script(texts, output, part_seconds=1.0, kill_after=delay).status
            n_kills += status == -9
        found = outcomes(output)
        lost += len(inputs - set(found))
        double += sum(len(codes) - 1 for codes in found.values())
        equal = equal and tables(output) == expected
        shutil.rmtree(output)
    print(
        f"  {n_kills} kills in {n_runs} runs over {len(inputs)} files: {lost} lost, {double} double"
    )
    print(f"  tables equal to those of an undisturbed run: {equal}")


def _kill_once(
    choose: Callable[[int], Sequence[int]], killed: list[int]
) -> Callable[[int], None]:
    """Return what kills one process, a few seconds after there are any to choose from."""
    since: list[float] = []

    def disturb(pid: int) -> None:
        found = [] if killed else choose(pid)
        if found and not since:
            since.append(time.monotonic())
        if found and time.monotonic() - since[0] > 4:
            killed.append(found[-1])
            os.kill(found[-1], 9)

    return disturb


def _pool_workers(pid: int) -> list[int]:
    """Return the workers of a pool: what the fork server below a run has forked."""
    return [leaf for child in children(pid) for leaf in leaves(child)]


def _dask_workers(pid: int) -> list[int]:
    """Return the Dask workers: what a run has started and what has processes below itself."""
    return [child for child in children(pid) if any(map(children, children(child)))]


def measure_faults(texts: Path, scratch: Path) -> None:
    """A worker killed from outside, a document that kills its worker, one that hangs."""
    archive = scratch / "faulty archive"
    archive.mkdir()
    files = sorted(texts.rglob("*.txt"), key=lambda path: path.stat().st_size)[:60]
    for number, path in enumerate(files):
        shutil.copy(path, archive / f"{number:02}.txt")
    (archive / "05 hangs.txt").write_text(f"{HANGS}\n全年办结事项7件。", "utf-8")
    (archive / "10 dies.txt").write_text(f"{DIES}\n全年办结事项7件。", "utf-8")
    for engine, choose in (("pool", _pool_workers), ("dask", _dask_workers)):
        killed: list[int] = []
        watched = run_script(
            archive,
            scratch / engine,
            engine=engine,
            loader="faulty:load",
            timeout=15.0,
            disturb=_kill_once(choose, killed),
        )
        found = outcomes(scratch / engine)
        failed = {name: codes for name, codes in found.items() if codes != [None]}
        print(
            f"  {engine}: status {watched.status}, killed from outside {len(killed)}, "
            f"{len(found)} of {len(files) + 2} inputs have an outcome, failed {failed}"
        )


def measure_workers(texts: Path, scratch: Path) -> None:
    """Two workers against one, on the clock and along the busiest process's CPU time."""
    clock: dict[int, float] = {}
    chain: dict[int, float] = {}
    for round_ in range(OVERHEAD_ROUNDS):
        for n in (1, 2):
            watched = run_command(texts, scratch / f"workers-{n}-{round_}", "--workers", str(n))
            busiest = watched.below()[0].cpu
            clock[n] = min(clock.get(n, watched.seconds), watched.seconds)
            chain[n] = min(chain.get(n, busiest), busiest)
            print(
                f"  {n}: {watched.seconds:.1f} s, CPU of the busiest worker {busiest:.1f} s, "
                f"of the parent {watched.parent.cpu:.1f} s, load {os.getloadavg()[0]:.1f}"
            )
    print(
        f"  best of two: {clock[1] / clock[2]:.2f} x on the clock, "
        f"{chain[1] / chain[2]:.2f} x by the CPU time of the busiest worker"
    )


def measure_memory(texts: Path, scratch: Path) -> None:
    """Peak of the parent and of a worker, over the archive and over ten times as many files."""
    archive = scratch / "ten times"
    for number in range(10):
        for path in texts.rglob("*.txt"):
            copy = archive / str(number) / path.relative_to(texts)
            copy.parent.mkdir(parents=True, exist_ok=True)
            # Other content, or it were a duplicate and not analysed.
            copy.write_text(f"{path.read_text('utf-8')}\n第{number}份。", "utf-8")
    once = run_command(texts, scratch / "once")
    print(f"  {len(list_files(texts))} files:", _peaks(once), flush=True)
    ten = run_command(archive, scratch / "ten")
    print(f"  {len(list_files(archive))} files:", _peaks(ten))
    print(f"  parent's peak grows by {ten.parent.peak / once.parent.peak - 1:.1%}")


# Machines change their pace from minute to minute: the best of so many, in turn.
OVERHEAD_ROUNDS = 4
LOOP = """
import sys, time
from pathlib import Path
import govtext
from govtext.analyzer import default_analyzer
started, cpu = time.perf_counter(), time.process_time()
analyzer = default_analyzer()
for path in sorted(Path(sys.argv[1]).rglob("*.txt")):
    analyzer.analyze(govtext.read(path))
print(time.perf_counter() - started, time.process_time() - cpu)
"""


def measure_overhead(texts: Path, scratch: Path) -> None:
    """A run with one worker against a loop over ``analyze``, loading included in both."""
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    best = {"loop": (9e9, 9e9), "run": (9e9, 9e9)}
    for round_ in range(OVERHEAD_ROUNDS):
        loop = watch([sys.executable, "-c", LOOP, str(texts)], environment=threads)
        run = run_command(texts, scratch / f"overhead-{round_}", "--workers", "1")
        for name, watched in (("loop", loop), ("run", run)):
            seconds, cpu = best[name]
            best[name] = min(seconds, watched.seconds), min(cpu, watched.cpu)
            parts = ", ".join(f"{seen.cpu:.1f}" for seen in watched.below())
            print(
                f"  {name}: {watched.seconds:.1f} s, CPU {watched.cpu:.1f} s "
                f"(of the processes below: {parts or 0})"
            )
    by_clock, by_cpu = (best["run"][i] / best["loop"][i] - 1 for i in (0, 1))
    print(
        f"  best of {OVERHEAD_ROUNDS}: {by_clock:+.1%} on the clock, {by_cpu:+.1%} CPU time of all processes"
    )


MEASUREMENTS = {
    "outcomes": measure_outcomes,
    "kills": measure_kills,
    "faults": measure_faults,
    "workers": measure_workers,
    "memory": measure_memory,
    "overhead": measure_overhead,
}


def main() -> int:
    """Take the measurements that are asked for."""
    given = sys.argv[1:]
    texts = Path(given.pop(0)) if given and given[0] not in MEASUREMENTS else ARCHIVE
    if not texts.is_dir():
        print(f"{texts} is no folder of texts; give one", file=sys.stderr)
        return 2
    for name in given or MEASUREMENTS:
        print(f"{name}: {MEASUREMENTS[name].__doc__}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            MEASUREMENTS[name](texts, Path(folder))
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())

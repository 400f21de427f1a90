"""What the process that workers are forked from loads: everything, once.

Imported anywhere else this module does nothing. Workers forked from a process that holds the
models share its memory: 12 MB of their own instead of 108.
"""

from __future__ import annotations

import contextlib
import os
import sys
from multiprocessing import parent_process

from govtext.batch.loaded import mark_loaded

__all__: list[str] = []

_FORKSERVER = "from multiprocessing.forkserver import main"


def _load() -> None:
    import gc

    # One thread a worker: there is a worker a core. The system's allocator gives memory back
    # and reserves none.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

    from govtext.analyzer import default_analyzer
    from govtext.batch.place import Origin
    from govtext.batch.tables import leave_pandas_out, report_batches
    from govtext.batch.worker import run_worker  # noqa: F401 - what the workers start with
    from govtext.readers import read_bytes

    source = read_bytes("一、加强政治建设\n全年查处问题7起11人。".encode())
    leave_pandas_out()
    report_batches(default_analyzer().analyze(source), Origin(), "")
    # Objects that the collector never visits are never copied by a fork.
    gc.collect()
    gc.freeze()
    mark_loaded()


# A worker forked without this module has the same arguments, but a parent.
if parent_process() is None and any(_FORKSERVER in argument for argument in sys.orig_argv):
    # Where this fails, the worker loads for itself and says what is wrong.
    with contextlib.suppress(Exception):
        _load()

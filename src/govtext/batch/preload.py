"""What the process that workers are forked from loads: everything, once.

Imported anywhere else this module does nothing. Workers forked from a process that holds the
models share its memory: 12 MB of their own instead of 108.
"""

from __future__ import annotations

import sys

__all__ = ["is_loaded"]

_FORKSERVER = "from multiprocessing.forkserver import main"
_state = {"loaded": False}


def is_loaded() -> bool:
    """Tell whether this process, or the one it was forked from, loaded the analysis."""
    return _state["loaded"]


def _load() -> None:
    import gc

    import pyarrow.parquet  # noqa: F401

    from govtext.analyzer import default_analyzer
    from govtext.batch import worker  # noqa: F401
    from govtext.readers import read_bytes

    source = read_bytes("一、加强政治建设\n全年查处问题7起11人。".encode())
    default_analyzer().analyze(source).to_json()
    # Objects that the collector never visits are never copied by a fork.
    gc.collect()
    gc.freeze()
    _state["loaded"] = True


if any(_FORKSERVER in argument for argument in sys.orig_argv):
    try:
        _load()
    except Exception:  # noqa: BLE001 - the worker loads for itself and says what is wrong
        _state["loaded"] = False

"""Files on disk: what they are, how large, and their bytes."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from govtext.errors import InputError
from govtext.readers.limits import Limits, check_count

__all__ = ["check_file", "load_bytes"]

_PIECE = 1 << 20


def load_bytes(path: Path, limits: Limits) -> bytes:
    """Return a file's bytes, after asking what it is and how large."""
    check_file(path)
    pieces: list[bytes] = []
    size = 0
    try:
        with path.open("rb") as file:
            check_count(
                os.fstat(file.fileno()).st_size,
                limits.max_bytes,
                "limit-bytes",
                f"bytes in {path.name}",
                "max_bytes",
            )
            while piece := file.read(_PIECE):
                size += len(piece)
                check_count(
                    size, limits.max_bytes, "limit-bytes", f"bytes in {path.name}", "max_bytes"
                )
                pieces.append(piece)
    except OSError as error:
        raise InputError(
            f"{path} cannot be read ({error.strerror}); check its permissions",
            "file-unreadable",
        ) from error
    return b"".join(pieces)


def check_file(path: Path) -> None:
    """Raise InputError unless ``path`` is a regular file (a pipe could block for ever)."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError)
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(
            f"{path} cannot be opened ({reason}); check the path",
            "file-missing" if missing else "file-unreadable",
        ) from error
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "no regular file"
        raise InputError(f"{path} is {what}; give the path of a file", "file-unreadable")

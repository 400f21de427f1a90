"""Keeps Python's collector of reference cycles at rest while records are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collector_paused"]

_LONG = 50_000


@contextmanager
def collector_paused(length: int) -> Iterator[None]:
    """Keep the collector of reference cycles from walking a report while it is made.

    Records hold no cycles, so there is nothing for it to free, and walking them over and
    over cost a fifth of the time of a long text. A caller's own choice (``gc.disable``)
    stays; threads that overlap leave the collector as the first of them found it.

    Parameters
    ----------
    length
        Characters of the text. What a long one gave joins the oldest generation as it
        stands; otherwise the next object made would have the collector walk all of it.

    Examples
    --------
    >>> was_on = gc.isenabled()
    >>> with collector_paused(1_000):
    ...     gc.isenabled()
    False
    >>> gc.isenabled() == was_on
    True
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # Frozen objects are the caller's, to be shared with forked processes.
            if length > _LONG and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()

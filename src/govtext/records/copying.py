"""Frozen records made and copied quickly, where there are many.

The ``__init__`` of a frozen dataclass calls a setter for each field, which costs three to
eight times as much as filling the dictionary of fields at once; reports of a megabyte hold
tens of thousands of records. Callers name fields that exist, and when making, all of them.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar

__all__ = ["copy_with", "make_record"]

_Record = TypeVar("_Record")

_new: Final = object.__new__
_set: Final = object.__setattr__


def make_record(kind: type[_Record], fields: dict[str, Any]) -> _Record:
    """Return a frozen record of all its fields, whose dictionary becomes the record's own.

    Examples
    --------
    >>> from govtext.records import Finding
    >>> make_record(Finding, {"code": "a", "message": "b", "start": 1, "end": 2})
    Finding(code='a', message='b', start=1, end=2)
    """
    record = _new(kind)
    _set(record, "__dict__", fields)
    return record


def copy_with(record: _Record, /, **fields: Any) -> _Record:
    """Return a copy of a frozen record with the fields given.

    Examples
    --------
    >>> from govtext.records import Finding
    >>> copy_with(Finding("a", "b", 1, 2), end=5).end
    5
    """
    copy = _new(type(record))
    _set(copy, "__dict__", record.__dict__ | fields)
    return copy

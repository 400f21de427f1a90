"""Frozen records made and copied quickly, where there are many.

The ``__init__`` of a frozen dataclass calls a setter for each field, which costs three to
eight times as much as filling the dictionary of fields at once; reports of a megabyte hold
tens of thousands of records. Callers name fields that exist, and when making, all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

__all__ = ["copies_with", "copy_with", "make_record", "record_of"]

_Record = TypeVar("_Record")


def make_record(kind: type[_Record], /, **fields: Any) -> _Record:
    """Return a frozen record of all its fields.

    Examples
    --------
    >>> from govtext.records import Finding
    >>> make_record(Finding, code="a", message="b", start=1, end=2)
    Finding(code='a', message='b', start=1, end=2)
    """
    record: _Record = object.__new__(kind)
    object.__setattr__(record, "__dict__", fields)
    return record


def record_of(kind: type[_Record], fields: dict[str, Any]) -> _Record:
    """Return a frozen record that keeps ``fields``, all of its own, as they are.

    The way for records of more than fifteen fields: so many keyword arguments are gathered
    one by one in a dictionary, which is then copied, at twice the cost of the record.

    Examples
    --------
    >>> from govtext.records import Finding
    >>> record_of(Finding, {"code": "a", "message": "b", "start": 1, "end": 2})
    Finding(code='a', message='b', start=1, end=2)
    """
    record: _Record = object.__new__(kind)
    object.__setattr__(record, "__dict__", fields)
    return record


def copy_with(record: _Record, /, **fields: Any) -> _Record:
    """Return a copy of a frozen record with the fields given.

    Examples
    --------
    >>> from govtext.records import Finding
    >>> copy_with(Finding("a", "b", 1, 2), end=5).end
    5
    """
    copy: _Record = object.__new__(type(record))
    object.__setattr__(copy, "__dict__", record.__dict__ | fields)
    return copy


def copies_with(records: Iterable[_Record], /, **columns: Iterable[Any]) -> Iterator[_Record]:
    """Yield copies of frozen records with the values given, one a record in each column.

    Examples
    --------
    >>> from govtext.records import Finding
    >>> [copy.end for copy in copies_with([Finding("a", "b", 1, 2)] * 2, end=[5, 6])]
    [5, 6]
    """
    names = tuple(columns)
    rows = zip(*columns.values(), strict=True)
    for record, row in zip(records, rows, strict=True):
        copy: _Record = object.__new__(type(record))
        fields = record.__dict__.copy()
        fields.update(zip(names, row, strict=True))
        object.__setattr__(copy, "__dict__", fields)
        yield copy

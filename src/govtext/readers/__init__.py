"""Bytes to Source and text, one file a format.

``read`` takes a path, ``read_bytes`` the bytes of a file, ``iter_sources`` a zip of files.
"""

from govtext.readers.limits import Limits
from govtext.readers.members import Member, iter_members
from govtext.readers.reading import Entry, iter_sources, read, read_bytes

__all__ = ["Entry", "Limits", "Member", "iter_members", "iter_sources", "read", "read_bytes"]

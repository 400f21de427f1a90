"""Reads one clause of general text: every verb and the noun phrase behind it.

Official language states one act a clause, and ``clauses`` looks for its main verb. News and
encyclopaedias put verbs everywhere, also into attributes, so here each verb is read on its
own.
"""

from __future__ import annotations

import re
from typing import Final

from govtext.actions.clauses import Draft, Reading, Readings

__all__ = ["GENERAL_READINGS", "read_general"]

_VERB: Final = re.compile(r"[VvPLIHCSGA]|(?<![njukWc/(])W(?=[nzkjrl(])")
# Words of a noun phrase, 的 and marks of joined nouns included.
_PHRASE: Final = re.compile(r"(?![/cu])(?:[nzjrkWUuc/(gR)tfi]|d(?=[djun])|(?<=u)V(?=[nz]))+")
# A verb that closes a noun phrase is its noun (重要贡献).
_NOMINAL: Final = re.compile(r"V(?:$|(?=[,/]))")
# An attribute with a verb of its own: 位于湖边的.
_ATTRIBUTE: Final = re.compile(r"[^,;:.bJ]*?u")
# What stands before a verb that is used as a noun.
_OWNERS: Final = ("u", "j", "y")
# What no object is followed by.
_CONTINUED: Final = ("V", "v", "y", "u", "E", "x", "n", "d", "k")
_DISPOSED: Final = re.compile(r"[bJ](?P<thing>[nzjrkWUu(/c]+?)[dtpi]*(?P<verb>[VWGvPS])")


def read_general(codes: str) -> Reading:
    """Return each verb of a clause with its object.

    Parameters
    ----------
    codes
        The clause's codes, without its closing mark.

    Examples
    --------
    >>> [(draft.verb, draft.object) for draft in read_general("nVneVln").drafts]
    [((1, 2), (2, 3)), ((4, 5), (6, 7))]
    """
    drafts: list[Draft] = []
    taken: set[int] = set()
    for match in _DISPOSED.finditer(codes):
        taken.add(match.start("verb"))
        drafts.append(_draft(match.span("verb"), match.span("thing"), False))
    for match in _VERB.finditer(codes):
        at = match.start()
        if at in taken or codes[at + 1 : at + 2] == "u" or codes[at - 1 : at] in _OWNERS:
            continue
        start = at + 1
        finished = codes[start : start + 1] == "l"
        start += finished
        end = _phrase_end(codes, at, start)
        if end > start and not _is_subject(codes, end):
            drafts.append(_draft((at, at + 1), (start, end), finished))
    drafts.sort(key=lambda draft: draft.verb)
    return Reading(tuple(drafts), None, "")


GENERAL_READINGS: Final = Readings(read_general)


def _draft(verb: tuple[int, int], thing: tuple[int, int], finished: bool) -> Draft:
    return Draft(verb, thing, None, None, False, finished)


def _phrase_end(codes: str, at: int, start: int) -> int:
    """Return where the noun phrase ends that is the object of the verb at ``at``."""
    match = _PHRASE.match(codes, start)
    end = match.end() if match else start
    after = codes[end : end + 1]
    if after and after in "Vvdp" and "u" in codes[end:] and not _is_attribute(codes, at):
        inner = _ATTRIBUTE.match(codes, end)
        if inner is not None:
            longer = _PHRASE.match(codes, inner.end())
            end = longer.end() if longer else end
    elif after and _is_attribute(codes, at) and "u" in codes[start:end]:
        end = codes.index("u", start)
    if codes[end - 1] in "junlVL" and _NOMINAL.match(codes, end):
        end += 1
    while end > start and codes[end - 1] in "u/cgRtf":
        end -= 1
    return end


def _is_subject(codes: str, end: int) -> bool:
    """Tell a noun that is the subject of the verb behind it, or owner of a noun."""
    return codes[end : end + 1] in _CONTINUED


def _is_attribute(codes: str, at: int) -> bool:
    """Tell a verb that opens its clause, whose 的 may make an attribute of it."""
    return not codes[:at].strip("dteh")

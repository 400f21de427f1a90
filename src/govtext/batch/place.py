"""Place and year of a report: its own words first, then its path."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from govtext.errors import ConfigError, shorten
from govtext.records.finding import Finding
from govtext.records.report import Report
from govtext.records.structure import MetaField
from govtext.spans import CharSpan

__all__ = ["Origin", "PathPattern", "find_place", "locate_report", "parse_path_pattern"]

_FIELDS = {
    "place": r"(?P<place>[^/]+?)",
    "year": r"(?P<year>(?:18|19|20|21)\d\d)",
    "any": r"[^/]*?",
}
_FIELD = re.compile(r"\{([^{}]*)\}")

_SUFFIX = "自治区|特别行政区|自治州|自治县|自治旗|新区|地区|街道|省|市|州|盟|县|旗|区|镇|乡"
# A name is no pronoun or preposition (我省, 在全市), and none of these begins one.
_CHARACTER = r"(?:(?![我在各受该的是])[一-龥])"
_NAME = (
    rf"(?!代表|关于|中共|中国共产党|本[省市县区]|全[省市县区]|外[省市县]|兄弟)"
    rf"(?:{_CHARACTER}{{1,7}}?(?:{_SUFFIX})){{1,3}}"
)
# What may stand before a name, and what a name must stand before to be the reporter's own.
_BEFORE = (
    r"(?:^|[\s—\-：:（(〔《“日]|中国共产党|中共|关于|代表|受|在|"
    r"\d{4}年度?|[〇一二三四五六七八九○零]{4}年)"
)
_BODY = (
    r"(?:人民政府|政府|人大常委会|人民代表大会|政协|纪律检查委员会|纪委|监察委|监委|委员会|"
    r"省委|市委|区委|县委|旗委|州委|党委|代?[省市县区州]长|主席|\s{0,4}第?[一二三四五六七八九十]{1,4}届)"
)
_REPORTER = re.compile(rf"{_BEFORE}(?P<place>{_NAME})(?={_BODY})")
# In a title these words are the reporter; in running text only where they speak or meet.
_CENTRE = re.compile(r"国务院|全国人民代表大会|中央纪律检查委员会|中央纪委|中华人民共和国")
_SPEAKS = re.compile(rf"(?:代表|受)(?P<place>{_NAME})(?=人民政府|政府|委员会|人大常委会|纪委)")
_CENTRE_SPEAKS = re.compile(
    r"代表(?P<speaks>国务院|中央纪律检查委员会|中央纪委)|"
    r"在(?:中国共产党)?(?:第[一二三四五六七八九十]{1,4}届)?"
    r"(?P<meets>全国人民代表大会|全国人大|中央纪律检查委员会)(?:第[一二三四五六七八九十]{1,4}|常务)"
)
_LEADING = re.compile(rf"^(?:中国共产党|中共)?(?P<place>{_NAME})(?!\w{{0,2}}(?:级|长))")
_HEAD = 600
_TAIL = 200
_LINE = re.compile(r"[^\n]+")
# Titles, meeting lines and signatures are short; a paragraph of prose names many bodies.
_SHORT = 40


class Found(NamedTuple):
    """A place and where the text names it."""

    place: str
    span: CharSpan


@dataclass(frozen=True)
class Origin:
    """Place and year of a report, as its words and as its path have them.

    Parameters
    ----------
    place, year
        What is taken: the words' where they say, else the path's.
    place_text, year_text
        What the words say, or None.
    place_path, year_path
        What the path says, or None.
    """

    place: str | None = None
    year: int | None = None
    place_text: str | None = None
    year_text: int | None = None
    place_path: str | None = None
    year_path: int | None = None


@dataclass(frozen=True)
class PathPattern:
    """A checked pattern for paths.

    Parameters
    ----------
    pattern
        As given, such as ``"{place}/{year}.txt"``.
    regex
        What finds the fields at the end of a path.
    """

    pattern: str
    regex: re.Pattern[str]

    def match(self, path: str) -> tuple[str | None, int | None]:
        """Return place and year of a path, each None where the pattern doesn't say.

        Examples
        --------
        >>> parse_path_pattern("{place}/{year}.txt").match("档案/甲县/2022.txt")
        ('甲县', 2022)
        """
        found = self.regex.search(path)
        if found is None:
            return None, None
        fields = found.groupdict()
        year = fields.get("year")
        return fields.get("place"), int(year) if year else None


@lru_cache(maxsize=32)
def parse_path_pattern(pattern: str) -> PathPattern:
    """Return a pattern for the end of paths, ready for use.

    ``{place}`` stands for a name without ``/``, ``{year}`` for four digits, ``{any}`` for
    anything without ``/``; the rest stands for itself. Without an ending such as ``.txt``
    every ending fits.

    Parameters
    ----------
    pattern
        Such as ``"{place}/{year}.txt"``.

    Raises
    ------
    ConfigError
        A field is unknown or stands twice, or there is none (``config-path-pattern``).

    Examples
    --------
    >>> parse_path_pattern("{county}.txt")
    Traceback (most recent call last):
    govtext.errors.ConfigError: path pattern '{county}.txt' has the field 'county'; use {place}, {year} and {any}
    """
    pieces = _FIELD.split(pattern)
    names = pieces[1::2]
    for name in names:
        if name not in _FIELDS:
            raise _refuse(pattern, f"has the field {name!r}")
        if name != "any" and names.count(name) > 1:
            raise _refuse(pattern, f"names {{{name}}} twice")
    if not {"place", "year"} & set(names):
        raise _refuse(pattern, "names neither place nor year")
    body = "".join(
        _FIELDS[piece] if number % 2 else re.escape(piece)
        for number, piece in enumerate(pieces)
    )
    ending = "" if "." in pieces[-1] else r"(?:\.[^/.]{1,9})?"
    return PathPattern(pattern, re.compile(rf"(?:^|/){body}{ending}$"))


def _refuse(pattern: str, reason: str) -> ConfigError:
    return ConfigError(
        f"path pattern {shorten(pattern)} {reason}; use {{place}}, {{year}} and {{any}}",
        "config-path-pattern",
    )


def find_place(report: Report) -> Found | None:
    """Return the place whose body reports, as the words of the report have it.

    Read are the issuer, the title, the opening (在××市第三届人民代表大会…) and the
    signature, in this order. The centre is called 全国. Masked names are no places.

    Parameters
    ----------
    report
        The report.

    Returns
    -------
    Place and span, or None where the words don't say.
    """
    text = report.text
    for field in (report.meta.issuer, report.meta.title):
        if field is not None and field.span is not None:
            found = _search(text, field.span, _CENTRE, _REPORTER) or _leading(field)
            if found is not None:
                return found
    for start, end in ((0, min(len(text), _HEAD)), (max(0, len(text) - _TAIL), len(text))):
        for line in _LINE.finditer(text, start, end):
            short = line.end() - line.start() <= _SHORT
            found = _search(
                text, CharSpan(*line.span()), _CENTRE_SPEAKS, _REPORTER if short else _SPEAKS
            )
            if found is not None:
                return found
    return None


def _search(
    text: str, span: CharSpan, centre: re.Pattern[str], local: re.Pattern[str]
) -> Found | None:
    """Return the first reporter named in a piece of the text."""
    piece = span.cut(text)
    near, central = local.search(piece), centre.search(piece)
    if near is not None and (central is None or near.start() <= central.start()):
        start, end = near.span("place")
        return Found(near["place"], CharSpan(span.start + start, span.start + end))
    if central is not None:
        return Found("全国", CharSpan(span.start + central.start(), span.start + central.end()))
    return None


def _leading(field: MetaField) -> Found | None:
    """Return the place that an issuer or title begins with."""
    found = _LEADING.match(str(field.value))
    if found is None or field.span is None:
        return None
    return Found(found["place"], field.span)


def _bare(place: str) -> str:
    return re.sub(rf"(?:{_SUFFIX})$", "", place) or place


def _agree(one: str, other: str) -> bool:
    """Tell whether two names may mean one place: 甘肃 and 甘肃省, 朔州市 and 山西省朔州市."""
    short, long = sorted((_bare(one), _bare(other)), key=len)
    return long.endswith(short) or long.startswith(short)


def locate_report(report: Report, pattern: str | None) -> tuple[Report, Origin]:
    """Return the report with its year settled and findings added, and its origin.

    Parameters
    ----------
    report
        The report; its id is the path that the pattern is tried on.
    pattern
        Path pattern, or None.

    Returns
    -------
    The report gains the path's year where its words say none, and the findings
    ``year-disagrees`` and ``place-disagrees`` where words and path differ.
    """
    place_path, year_path = (
        parse_path_pattern(pattern).match(report.source.id) if pattern else (None, None)
    )
    found = find_place(report)
    place_text = found.place if found else None
    year_text = report.year
    findings: list[Finding] = []
    if year_path and year_text and year_path != year_text:
        span = (report.meta.year and report.meta.year.span) or CharSpan(0, 0)
        message = f"the words say {year_text}, the path says {year_path}"
        findings.append(Finding("year-disagrees", message, *span))
    if found and place_path and not _agree(found.place, place_path):
        message = f"the words say {found.place}, the path says {place_path}"
        findings.append(Finding("place-disagrees", message, *found.span))
    if findings:
        report = replace(report, findings=_merge(report.findings, findings))
    if year_path and not year_text:
        report = replace(report, meta=replace(report.meta, year=MetaField(year_path)))
    origin = Origin(
        place_text or place_path,
        year_text or year_path,
        place_text,
        year_text,
        place_path,
        year_path,
    )
    return report, origin


def _merge(findings: Sequence[Finding], more: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted([*findings, *more], key=lambda f: (f.start, f.end, f.code)))

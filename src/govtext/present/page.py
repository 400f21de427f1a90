"""Report to one self-contained HTML page: no network, no script, everything escaped."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from govtext.present.facts import gather_facts
from govtext.present.labels import Language, load_labels
from govtext.records.report import Report

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["render_fragment", "render_page"]

_FRAGMENT_ROWS = 10
# HTML forbids these; a lone surrogate cannot be encoded at all.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff￾￿]")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("govtext.present"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _render(template: str, report: Report, language: Language, **extra: object) -> str:
    labels = load_labels(language)
    facts = gather_facts(report, labels)
    page = _environment().get_template(template)
    html = page.render(facts=facts, labels=labels, report=report, **extra)
    return _UNPRINTABLE.sub("�", html)


def render_page(report: Report, *, language: Language = "zh") -> str:
    """Return the page of a report: findings, text with marks and themes, tables.

    Parameters
    ----------
    report
        The report.
    language
        Language of the labels.

    Returns
    -------
    HTML text that needs no other file and no network.

    Raises
    ------
    ConfigError
        There are no labels in that language.

    Examples
    --------
    >>> import govtext
    >>> "<script" in render_page(govtext.analyze("<script>查处7起。"))
    False
    """
    return _render("page.html.j2", report, language)


def render_fragment(report: Report, *, language: Language = "zh") -> str:
    """Return a short fragment for notebooks: particulars, themes and the first rows.

    Parameters
    ----------
    report
        The report.
    language
        Language of the labels.

    Examples
    --------
    >>> import govtext
    >>> render_fragment(govtext.analyze("查处7起。")).startswith("<div")
    True
    """
    return _render("fragment.html.j2", report, language, limit=_FRAGMENT_ROWS)

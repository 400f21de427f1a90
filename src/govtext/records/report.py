"""The analysed report: everything govtext found in one text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from govtext.records.action import Action
from govtext.records.faces import load_face
from govtext.records.finding import Finding
from govtext.records.metric import Metric
from govtext.records.source import Source
from govtext.records.structure import Meta, Paragraph, Sentence
from govtext.records.term import Term, Words

if TYPE_CHECKING:
    import pandas as pd

    from govtext.present.plots import ReportPlots
    from govtext.segment.keywords import Keyword, TermCount

__all__ = ["FrameName", "Report"]

FrameName = Literal["metrics", "actions", "paragraphs", "sentences", "terms", "findings"]


@dataclass(frozen=True, repr=False)
class Report:
    """One analysed report (报告); every offset counts code points of ``report.text``.

    Parameters
    ----------
    source
        The text with the particulars of the file it came from.
    meta
        Title, issuer, number, date, year reported on and genre.
    paragraphs, sentences
        Layout, in text order, with one theme a paragraph.
    terms
        Set phrases and names found by the lexicon.
    metrics, actions
        Quantities and action phrases, in text order.
    findings
        Places that deserve a second look.
    words
        Words with parts of speech.
    provenance
        Versions of the library and of the data that made the report.

    Examples
    --------
    >>> import govtext
    >>> report = govtext.analyze("全年立案**件，给予党纪政务处分12人。")
    >>> [(m.text, m.unit, m.masked) for m in report.metrics]
    [('**件', '件', True), ('12人', '人', False)]
    """

    source: Source
    meta: Meta
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    terms: tuple[Term, ...]
    metrics: tuple[Metric, ...]
    actions: tuple[Action, ...]
    findings: tuple[Finding, ...]
    words: Words
    provenance: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        title = self.meta.title.value if self.meta.title else self.source.id
        return (
            f"<Report {title!r}: {len(self.text)} characters, {len(self.paragraphs)} paragraphs, "
            f"{len(self.metrics)} metrics, {len(self.actions)} actions, "
            f"{len(self.findings)} findings>"
        )

    @property
    def text(self) -> str:
        """The original text."""
        return self.source.text

    @cached_property
    def year(self) -> int | None:
        """The year reported on, or None where neither text nor caller says."""
        found = self.meta.year
        return int(found.value) if found else None

    def heading_of(self, paragraph: int) -> str | None:
        r"""Return the heading that the paragraph stands under, or None.

        Parameters
        ----------
        paragraph
            Position of the paragraph in ``paragraphs``.

        Examples
        --------
        >>> import govtext
        >>> report = govtext.analyze("一、加强政治建设\n组织学习3次。")
        >>> report.heading_of(1)
        '一、加强政治建设'
        """
        section = self.paragraphs[paragraph].section
        if section is None:
            return None
        above = self.paragraphs[section]
        return (above.heading or above.span).cut(self.text)

    def to_dict(self, *, words: bool = False) -> dict[str, Any]:
        """Return the report in the JSON form, as plain Python values.

        Parameters
        ----------
        words
            Whether to include the words.

        Returns
        -------
        The object that ``govtext.json_schema()`` describes. Figures are int or float; use
        ``to_json`` where every digit counts.

        Examples
        --------
        >>> import govtext
        >>> govtext.analyze("投资1.2万元。").to_dict()["metrics"][0]["value"]
        12000
        """
        form: dict[str, Any] = load_face("report_to_dict")(self, words=words)
        return form

    def to_json(self, *, words: bool = False) -> str:
        """Return the JSON form as one line of text, every digit of a figure kept.

        Parameters
        ----------
        words
            Whether to include the words.

        Examples
        --------
        >>> import govtext
        >>> '"value":12.50,' in govtext.analyze("下降12.50%。").to_json()
        True
        """
        line: str = load_face("report_to_json")(self, words=words)
        return line

    @classmethod
    def from_dict(cls, form: Mapping[str, Any]) -> Report:
        """Return the report that a JSON form describes.

        Parameters
        ----------
        form
            What ``to_dict`` gave, or ``json.loads`` of what ``to_json`` gave.

        Raises
        ------
        InputError
            The form has another schema, or a key is missing or of the wrong kind.

        Examples
        --------
        >>> import govtext
        >>> report = govtext.analyze("查处问题7起11人。")
        >>> Report.from_dict(report.to_dict(words=True)) == report
        True
        """
        report: Report = load_face("report_from_dict")(form)
        return report

    @classmethod
    def from_json(cls, text: str | bytes) -> Report:
        """Return the report that a line of JSON describes; figures keep every digit.

        Parameters
        ----------
        text
            What ``to_json`` gave.

        Raises
        ------
        InputError
            The text is not JSON, or not a report.

        Examples
        --------
        >>> import govtext
        >>> report = govtext.analyze("查处问题7起11人。")
        >>> Report.from_json(report.to_json(words=True)) == report
        True
        """
        report: Report = load_face("report_from_json")(text)
        return report

    def to_frame(self, table: FrameName) -> pd.DataFrame:
        """Return one layer as a pandas frame, with source text, section and year a row.

        Parameters
        ----------
        table
            ``"metrics"``, ``"actions"``, ``"paragraphs"``, ``"sentences"``, ``"terms"`` or
            ``"findings"``.

        Returns
        -------
        One row a record in text order; the columns are always the same.

        Raises
        ------
        InputError
            No table has that name.

        Examples
        --------
        >>> import govtext
        >>> frame = govtext.analyze("查处问题7起11人。").to_frame("metrics")
        >>> frame[["text", "value", "unit"]].values.tolist()
        [['7起', 7.0, '起'], ['11人', 11.0, '人']]
        """
        frame: pd.DataFrame = load_face("report_to_frame")(self, table)
        return frame

    def html(self, *, language: Literal["zh", "en"] = "zh") -> str:
        """Return one self-contained HTML page that shows the report.

        Parameters
        ----------
        language
            Language of the labels.

        Examples
        --------
        >>> import govtext
        >>> govtext.analyze("查处问题7起11人。").html().startswith("<!DOCTYPE html>")
        True
        """
        page: str = load_face("render_page")(self, language=language)
        return page

    def _repr_html_(self) -> str:
        """Return a fragment that notebooks show."""
        fragment: str = load_face("render_fragment")(self)
        return fragment

    @property
    def plot(self) -> ReportPlots:
        """Pictures of the report, drawn with matplotlib: ``plot.themes()``, ``plot.metrics()``."""
        plots: ReportPlots = load_face("ReportPlots")(self)
        return plots

    def keywords(
        self, *, limit: int = 20, method: Literal["tfidf", "textrank"] = "tfidf"
    ) -> tuple[Keyword, ...]:
        """Return the words that mark this report, best first.

        Parameters
        ----------
        limit
            Most keywords to return.
        method
            ``"tfidf"`` against the background table shipped with the library, or
            ``"textrank"``, which needs no background.

        Returns
        -------
        Keywords with score, count, kind and every place. A report read back without its words
        is cut into words again.

        Raises
        ------
        ConfigError
            The method is neither, or the limit is negative.

        Examples
        --------
        >>> import govtext
        >>> report = govtext.analyze("深化巡察整改，压实巡察责任，推进巡察全覆盖。")
        >>> len(report.keywords(limit=1))
        1
        """
        found: tuple[Keyword, ...] = load_face("find_report_keywords")(
            self, limit=limit, method=method
        )
        return found

    def count_terms(self, other: Report | None = None) -> tuple[TermCount, ...]:
        """Return how often each term of the lexicon stands in this report.

        Parameters
        ----------
        other
            The report to compare with, such as last year's; terms that it does not have are
            ``is_new``.

        Returns
        -------
        One row a term, most frequent first, with the year of its first use where known.

        Examples
        --------
        >>> import govtext
        >>> old = govtext.analyze("运用四种形态处理12人。")
        >>> new = govtext.analyze("坚持两个确立，运用四种形态处理15人。")
        >>> [(row.term, row.since) for row in new.count_terms(old) if row.is_new]
        [('两个确立', 2021)]
        """
        rows: tuple[TermCount, ...] = load_face("count_terms")(
            self.terms, other=None if other is None else other.terms
        )
        return rows

"""Layout of a report: paragraphs, sentences and the particulars of the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from govtext.records.theme import Theme
from govtext.spans import CharSpan

__all__ = ["Meta", "MetaField", "Paragraph", "Role", "Sentence", "SentencePart"]

Role = Literal[
    "title",
    "doc_number",
    "salutation",
    "intro",
    "body",
    "heading",
    "closing",
    "signature",
    "date",
    "attachment",
]
SentencePart = Literal["heading", "lead", "body"]


@dataclass(frozen=True)
class Paragraph:
    r"""One line of the text that is not blank (段落); headings and titles are lines too.

    Parameters
    ----------
    id
        Position in ``report.paragraphs``.
    start, end
        Offsets of the line, surrounding blanks left out.
    role
        What the line is for.
    level
        Heading level 1 to 4 (5 below an unnumbered fourth) of a heading line or of the
        heading that runs into the paragraph, else None.
    number
        The numbering as written (``"（一）"``), or None.
    heading
        Span of a heading that runs into the paragraph, its closing mark included.
    lead
        Span of the slogan-like first sentence (段首句), its 。 included.
    items
        Spans of run-in enumeration items (一是……二是……), marker and closing mark included.
    section
        ``id`` of the heading the paragraph stands under, or None.
    theme
        The theme decision, or None where the role carries none.

    Examples
    --------
    >>> import govtext
    >>> report = govtext.analyze("一、政治建设\n层层压实责任。一是组织学习；二是开展检查。")
    >>> [(p.role, p.number, p.section, len(p.items)) for p in report.paragraphs]
    [('heading', '一、', None, 0), ('body', None, 0, 2)]
    >>> report.paragraphs[1].lead.cut(report.text)
    '层层压实责任。'
    """

    id: int
    start: int
    end: int
    role: Role
    level: int | None = None
    number: str | None = None
    heading: CharSpan | None = None
    lead: CharSpan | None = None
    items: tuple[CharSpan, ...] = ()
    section: int | None = None
    theme: Theme | None = None

    @property
    def span(self) -> CharSpan:
        """The paragraph as a span."""
        return CharSpan(self.start, self.end)


@dataclass(frozen=True)
class Sentence:
    """One sentence (句), its final mark and a closing quote or bracket included.

    Parameters
    ----------
    start, end
        Offsets of the sentence.
    paragraph
        ``id`` of the paragraph it stands in.
    clauses
        The clauses (分句) between ， ； ： and sentence ends, without these marks, not split
        inside quotes, brackets or 《》.
    part
        Whether the sentence is a heading (its own line or run-in), a lead, or body.
    is_plan
        Whether it stands in a passage on the next period (下一步): under such a heading or
        behind such an opening. A single clause with 将 does not make it so.

    Examples
    --------
    >>> import govtext
    >>> report = govtext.analyze("组织学习3次，举办讲座2场。下一步，将加强监督。")
    >>> [([c.cut(report.text) for c in s.clauses], s.is_plan) for s in report.sentences]
    [(['组织学习3次', '举办讲座2场'], False), (['下一步', '将加强监督'], True)]
    """

    start: int
    end: int
    paragraph: int
    clauses: tuple[CharSpan, ...] = ()
    part: SentencePart = "body"
    is_plan: bool = False

    @property
    def span(self) -> CharSpan:
        """The sentence as a span."""
        return CharSpan(self.start, self.end)


@dataclass(frozen=True)
class MetaField:
    """One particular of the document with the place it was read from.

    Parameters
    ----------
    value
        The particular: text, or a number for years.
    span
        Where the text says so; None when the caller or a path said it.

    Examples
    --------
    >>> import govtext
    >>> text = "2022年，全县立案12件。"
    >>> year = govtext.analyze(text).meta.year
    >>> year.value, year.span.cut(text)
    (2022, '2022年')
    """

    value: str | int
    span: CharSpan | None = None


@dataclass(frozen=True)
class Meta:
    r"""Particulars of a report; each is None where the text does not say.

    Parameters
    ----------
    title
        Title (标题), its lines joined.
    issuer
        Body that reports (发文机关).
    doc_number
        Document number (发文字号), such as ``"×发〔2022〕3号"``.
    date
        Date of issue (成文日期) in ISO form, as far as it is given.
    year
        The year reported on, not the year of the meeting.
    genre
        Kind of report (文种): ``responsibility_report``, ``work_report``,
        ``discipline_report``, ``communique`` or ``other``.

    Examples
    --------
    >>> import govtext
    >>> report = govtext.analyze("中共清河县委关于2022年度履行主体责任情况的报告\n清委发〔2023〕3号\n全年立案12件。")
    >>> report.meta.issuer.value, report.meta.doc_number.value, report.meta.year.value
    ('中共清河县委', '清委发〔2023〕3号', 2022)
    """

    title: MetaField | None = None
    issuer: MetaField | None = None
    doc_number: MetaField | None = None
    date: MetaField | None = None
    year: MetaField | None = None
    genre: MetaField | None = None

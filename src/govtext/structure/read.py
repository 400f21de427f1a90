"""Reading the structure of a text: the order of the steps stands here."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from govtext.records.copying import make_record
from govtext.records.finding import Finding
from govtext.records.structure import Meta, Paragraph, Sentence, SentencePart
from govtext.spans import CharSpan, TextView
from govtext.structure.findings import find_damage, find_numbering_faults
from govtext.structure.flat import split_flat
from govtext.structure.headings import find_numbered, find_unnumbered, link_sections
from govtext.structure.items import ItemReader, find_first_markers
from govtext.structure.leads import find_lead, has_marker
from govtext.structure.meta import read_meta
from govtext.structure.plans import find_plan_start, mark_plans
from govtext.structure.programmes import infer_plans
from govtext.structure.roles import find_back, find_front, find_salutations
from govtext.structure.row import Row, find_rows
from govtext.structure.sentences import split_sentences

__all__ = ["Structure", "read_structure"]


@dataclass(frozen=True)
class Structure:
    """The layout of a text; offsets count the view's text.

    Parameters
    ----------
    meta
        Particulars of the document.
    paragraphs
        One for each line that is not blank, in text order.
    sentences
        The sentences of all paragraphs, in text order.
    findings
        Remarks on numbering and damaged characters, in text order.
    """

    meta: Meta
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    findings: tuple[Finding, ...]


def read_structure(view: TextView, *, year: int | None = None) -> Structure:
    r"""Return the headings, paragraphs, sentences and particulars of a text.

    Rules and names are those of the annotation guide, section 1. Every line that is not
    blank is a paragraph. A text without headings or title is read all the same.

    Parameters
    ----------
    view
        The text as ``make_view`` returns it.
    year
        The year reported on; None to read it from the text.

    Examples
    --------
    >>> view = TextView.plain("一、强化学习\n层层抓学习。全年举办讲座5次。\n二、下一步打算\n将坚持不懈。")
    >>> structure = read_structure(view)
    >>> [(p.role, p.level, p.section) for p in structure.paragraphs]
    [('heading', 1, None), ('body', None, 0), ('heading', 1, None), ('body', None, 2)]
    >>> [(s.part, s.is_plan) for s in structure.sentences]
    [('heading', False), ('lead', False), ('body', False), ('heading', True), ('body', True)]
    """
    folded = view.folded
    rows = split_flat(find_rows(view.text), folded)
    find_numbered(rows, view.text, folded)
    first = find_front(rows, folded)
    last = find_back(rows, first, folded)
    find_salutations(rows, first, folded)
    find_unnumbered(rows, folded, first, last)
    link_sections(rows)
    meta = read_meta(rows, view.text, folded, year)
    found_year = meta.year.value if meta.year is not None else None
    said = found_year if isinstance(found_year, int) else None
    mark_plans(rows, folded, said)
    _find_inside(rows, view)
    findings = [*find_damage(view.text), *find_numbering_faults(rows)]
    findings.sort(key=lambda finding: finding.start)
    paragraphs = tuple(_paragraph(index, row) for index, row in enumerate(rows))
    sentences = _sentences(rows, view, said)
    planned = infer_plans(view.text, paragraphs, sentences)
    if planned:
        sentences = [
            replace(s, is_plan=True) if s.paragraph in planned else s for s in sentences
        ]
    return Structure(meta, paragraphs, tuple(sentences), tuple(findings))


def _find_inside(rows: list[Row], view: TextView) -> None:
    """Find leads and run-in items of body paragraphs."""
    starts = [row.start for row in rows]
    enumerating = {
        bisect_right(starts, marker) - 1 for marker in find_first_markers(view.folded)
    }
    reader = ItemReader(view.folded)
    for index, row in enumerate(rows):
        if row.is_heading:
            reader.begin_section()
        if row.role == "body":
            row.lead = find_lead(view.folded, row.body_start, row.end)
        if row.lead is not None and has_marker(view.folded, row.lead[0]):
            continue
        if row.role in {"body", "intro"}:
            begins_list = row.numbered == 3 and row.value == 1
            reader.read(row, is_first=index in enumerating or begins_list)


def _paragraph(index: int, row: Row) -> Paragraph:
    return make_record(
        Paragraph,
        {
            "id": index,
            "start": row.start,
            "end": row.end,
            "role": row.role,
            "level": row.level,
            "number": row.number,
            "heading": CharSpan(row.start, row.heading_end) if row.heading_end >= 0 else None,
            "lead": CharSpan(*row.lead) if row.lead is not None else None,
            "items": tuple([CharSpan(*item) for item in row.items]) if row.items else (),
            "section": row.section,
            "theme": None,
        },
    )


def _sentences(rows: list[Row], view: TextView, year: int | None) -> list[Sentence]:
    """Return the sentences of all rows; a lead or heading is one of its own."""
    found: list[Sentence] = []
    text, folded = view.text, view.folded
    for index, row in enumerate(rows):
        is_plan = row.is_plan
        for part, start, end in _parts(row):
            can_turn = part == "body" and row.role == "body"
            for one, two, clauses in split_sentences(text, start, end):
                if can_turn and not is_plan:
                    is_plan = find_plan_start(folded, one, two, year) >= 0
                fields = {
                    "start": one,
                    "end": two,
                    "paragraph": index,
                    "clauses": clauses,
                    "part": part,
                    "is_plan": is_plan,
                }
                found.append(make_record(Sentence, fields))
    return found


def _parts(row: Row) -> list[tuple[SentencePart, int, int]]:
    """Return the parts of a row that are cut into sentences one by one."""
    if row.role == "heading":
        return [("heading", row.start, row.end)]
    parts: list[tuple[SentencePart, int, int]] = []
    start = row.start
    if row.heading_end >= 0:
        parts.append(("heading", start, row.heading_end))
        start = row.heading_end
    if row.lead is not None:
        parts.append(("lead", start, row.lead[1]))
        start = row.lead[1]
    parts.append(("body", start, row.end))
    return parts

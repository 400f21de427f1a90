"""What is found in each sample report, line by line, as it was when last looked at.

``GOVTEXT_REGEN=1 python -m pytest tests/golden`` writes the files anew; read the difference
before you keep it.
"""

import os
from collections import Counter
from pathlib import Path

import pytest
from tests.conftest import SAMPLES, text_of

import govtext

FOLDER = Path(__file__).parent
REGENERATE = os.environ.get("GOVTEXT_REGEN") == "1"


def quote(text, span):
    """Return what a span covers on one line, the middle of a long one left out."""
    if span is None:
        return "-"
    cut = " ".join(text[span[0] : span[1]].split())
    return cut if len(cut) <= 60 else f"{cut[:40]}…{cut[-15:]}"


def fields(*values):
    """Join what is known of a record."""
    return " | ".join("-" if value is None else str(value) for value in values)


def meta_lines(report):
    """Yield each particular of the document with its place."""
    for name, found in vars(report.meta).items():
        yield f"meta {name} | " + (
            "-" if found is None else fields(found.value, found.span and tuple(found.span))
        )


def paragraph_lines(report):
    """Yield each paragraph with its layout and theme."""
    text = report.text
    for p in report.paragraphs:
        theme = p.theme and f"{p.theme.label} by {p.theme.by}, {p.theme.subtheme}"
        yield f"p{p.id} {p.start}-{p.end} {p.role} | " + fields(
            p.level, p.number, p.section, theme, quote(text, p.span)
        )
        if p.heading or p.lead:
            yield f"p{p.id} heading {quote(text, p.heading)} | lead {quote(text, p.lead)}"
        for item in p.items:
            yield f"p{p.id} item {quote(text, item)}"


def record_lines(report):
    """Yield each metric, action, finding and term."""
    text = report.text
    for m in report.metrics:
        yield f"m{m.id} {m.start}-{m.end} {m.text} | " + fields(
            m.value, m.low, m.high, m.approx, m.masked, m.unit, m.kind, m.indicator,
            m.indicator_key, m.change, m.basis, m.period, m.status, m.pair, m.action,
        )  # fmt: skip
    for a in report.actions:
        yield f"a{a.id} {a.verb.start}-{a.verb.end} {quote(text, a.verb)} | " + fields(
            quote(text, a.object), a.agent, a.target, a.document, a.status, a.lead, a.result,
            a.key, a.specificity, a.metrics,
        )  # fmt: skip
    for finding in report.findings:
        yield f"finding {finding.start}-{finding.end} {finding.code} | {finding.message}"
    counts = Counter((term.kind, term.term) for term in report.terms)
    for (kind, term), count in sorted(counts.items()):
        yield f"term {kind} {term} {count}"
    yield f"{len(report.sentences)} sentences, {len(report.words)} words"


def show(report):
    """Return a report as lines that can be read and compared."""
    lines = [*meta_lines(report), *paragraph_lines(report), *record_lines(report)]
    return "\n".join(lines) + "\n"


def test_files_are_not_written_anew_in_ci():
    """Where CI runs, nobody reads the difference, so nothing may be written."""
    assert not (REGENERATE and os.environ.get("CI"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_gives_what_it_gave(path):
    """Every record of every sample report is as it was."""
    golden = FOLDER / f"{path.stem}.txt"
    shown = show(govtext.analyze(text_of(path)))
    if REGENERATE:
        golden.write_text(shown, encoding="utf-8")
    assert shown.splitlines() == golden.read_text(encoding="utf-8").splitlines()


def test_there_is_no_file_without_its_sample():
    """A golden file whose sample is gone goes too."""
    assert {path.stem for path in FOLDER.glob("*.txt")} == {path.stem for path in SAMPLES}

"""What must hold for any report, whatever its text."""

from dataclasses import fields, is_dataclass
from itertools import pairwise

from govtext.spans import CharSpan


def spans_of(record):
    """Yield every span inside a record."""
    if isinstance(record, CharSpan):
        yield record
    elif is_dataclass(record):
        for field in fields(record):
            yield from spans_of(getattr(record, field.name))
    elif isinstance(record, tuple):
        for item in record:
            yield from spans_of(item)


def check_report(report):
    """Fail where a record does not stand where it says."""
    text = report.text
    for metric in report.metrics:
        assert text[metric.start : metric.end] == metric.text
        sentence = report.sentences[metric.sentence]
        assert sentence.start <= metric.start < metric.end <= sentence.end
        assert sentence.paragraph == metric.paragraph
    for action in report.actions:
        sentence = report.sentences[action.sentence]
        assert sentence.start <= action.verb.start < action.verb.end <= sentence.end
        assert sentence.paragraph == action.paragraph
        assert all(metric < len(report.metrics) for metric in action.metrics)
    for layer in (report.paragraphs, report.sentences, report.metrics, report.actions):
        for record in layer:
            for span in spans_of(record):
                assert 0 <= span.start <= span.end <= len(text)
    for layer in (report.paragraphs, report.sentences):
        for before, after in pairwise(layer):
            assert before.end <= after.start
    for records in (report.paragraphs, report.metrics, report.actions):
        assert [record.id for record in records] == list(range(len(records)))
    for row in (*report.terms, *report.findings):
        assert 0 <= row.start <= row.end <= len(text)
    for paragraph in report.paragraphs:
        assert text[paragraph.start : paragraph.end].strip()
        assert paragraph.section is None or paragraph.section < paragraph.id

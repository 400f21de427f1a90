"""What holds for the report of any text."""

import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.checks import check_report
from tests.conftest import SHARED_TEXTS, text_of

import govtext
from govtext.records import Report

SCHEMA = jsonschema.Draft202012Validator(govtext.json_schema())
MARKS = "一二三、（）()。，；：“”《》*×某％%0123456789０５．.万亿元件起人次同比增长查处立案将下一步\n 　\u200b\r\t"
hostile = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=MARKS, max_size=120),
    st.text(alphabet=st.characters(exclude_categories=()), max_size=40),
)


def test_records_of_a_sample_stand_where_they_say(sample):
    """Every span of every record lies in the text, and quotes it."""
    check_report(govtext.analyze(sample))


@pytest.mark.skipif(not SHARED_TEXTS, reason="the shared texts are not here")
@pytest.mark.parametrize("part", range(8))
def test_records_of_shared_texts_stand_where_they_say(part):
    """Every span of every record lies in the text, on all texts at hand."""
    for path in SHARED_TEXTS[part::8]:
        check_report(govtext.analyze(text_of(path)))


@given(hostile)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_report(text):
    """No text, however odd, makes analyze fail or misplace a record."""
    check_report(govtext.analyze(text))


def test_a_sample_fits_the_published_schema(sample):
    """The JSON form of every sample report is valid under the published schema."""
    form = json.loads(govtext.analyze(sample).to_json(words=True))
    SCHEMA.validate(form)


def test_schema_forbids_unknown_keys(county):
    """A key that the schema does not know is found."""
    form = {**county.to_dict(), "surprise": 1}
    assert not SCHEMA.is_valid(form)


def test_report_survives_its_dict(sample):
    """A report rebuilt from its dict is equal to it."""
    report = govtext.analyze(sample)
    assert Report.from_dict(report.to_dict(words=True)) == report


def test_report_survives_json(sample):
    """A report rebuilt from its JSON is equal to it."""
    report = govtext.analyze(sample)
    assert Report.from_json(report.to_json(words=True)) == report


@given(hostile)
@settings(max_examples=100, deadline=None)
def test_any_report_survives_json(text):
    """The codec loses nothing of any report."""
    report = govtext.analyze(text)
    assert Report.from_json(report.to_json(words=True)) == report


def test_json_keeps_every_digit():
    """Trailing zeros and long fractions come out as written."""
    report = govtext.analyze("增长12.50%，投资314.159265358979亿元。")
    assert '"value":12.50,' in report.to_json()
    assert '"value":31415926535.8979' in report.to_json()


def test_same_text_gives_same_bytes(county_text):
    """Two runs over the same text print the same JSON."""
    first = govtext.Analyzer().analyze(county_text).to_json(words=True)
    assert govtext.Analyzer().analyze(county_text).to_json(words=True) == first


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({}, "report-schema"),
        ([], "report-schema"),
        ({"schema": "govtext/report/1"}, "report-broken"),
        ({"schema": "govtext/report/1", "source": 3}, "report-broken"),
    ],
)
def test_a_broken_form_is_refused(form, code):
    """A form that is no report raises InputError with its code."""
    with pytest.raises(govtext.InputError) as caught:
        Report.from_dict(form)
    assert caught.value.code == code


def test_broken_json_is_refused():
    """Text that is not JSON raises InputError."""
    with pytest.raises(govtext.InputError, match="not JSON"):
        Report.from_json('{"schema"')


@pytest.mark.parametrize(
    "table", ["metrics", "actions", "paragraphs", "sentences", "terms", "findings"]
)
def test_frame_has_a_row_a_record(county, table):
    """Each table has as many rows as the report has records, and year and offsets a row."""
    frame = county.to_frame(table)
    assert len(frame) == len(getattr(county, table))
    assert {"report", "year", "start", "end"} <= set(frame.columns)
    assert list(govtext.analyze("").to_frame(table).columns) == list(frame.columns)


def test_frame_quotes_the_source(county):
    """The text beside each figure is cut from the report."""
    frame = county.to_frame("metrics")
    for row in frame.itertuples():
        assert county.text[row.start : row.end] == row.text
        assert row.text in row.sentence_text


def test_unknown_frame_is_refused(county):
    """A wrong table name lists the right ones."""
    with pytest.raises(govtext.InputError, match="metrics, actions"):
        county.to_frame("metric")


@pytest.mark.parametrize("value", [b"abc", None, 3])
def test_only_text_is_analyzed(value):
    """Anything but str or Source is refused with what to do."""
    with pytest.raises(govtext.InputError, match=r"govtext\.read"):
        govtext.analyze(value)


def test_a_strange_year_is_refused():
    """A year that no report can have is refused."""
    with pytest.raises(govtext.InputError, match="1900"):
        govtext.analyze("立案3件。", year=20222)


def test_the_caller_decides_the_year(county_text):
    """A year given by the caller wins over the text."""
    assert govtext.analyze(county_text, year=1999).year == 1999

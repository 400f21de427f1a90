"""What type checkers say of the public names; mypy and pyright read it, a test runs it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any, assert_type

import pandas as pd

import govtext

report = govtext.analyze("一、学习\n查处问题**起12人。")

assert_type(report, govtext.Report)
assert_type(report.text, str)
assert_type(report.year, int | None)
assert_type(report.meta.title, govtext.MetaField | None)
assert_type(report.paragraphs, tuple[govtext.Paragraph, ...])
assert_type(report.sentences, tuple[govtext.Sentence, ...])
assert_type(report.metrics, tuple[govtext.Metric, ...])
assert_type(report.actions, tuple[govtext.Action, ...])
assert_type(report.terms, tuple[govtext.Term, ...])
assert_type(report.findings, tuple[govtext.Finding, ...])
assert_type(report.words, govtext.Words)
assert_type(report.to_frame("metrics"), pd.DataFrame)
assert_type(report.to_dict(), dict[str, Any])
assert_type(report.to_json(words=True), str)
assert_type(govtext.Report.from_json(report.to_json()), govtext.Report)
assert_type(report.html(language="en"), str)

metric = report.metrics[0]
assert_type(metric.start, int)
assert_type(metric.value, Decimal | None)
assert_type(metric.masked, bool)
assert_type(metric.unit, str | None)
assert_type(metric.indicator, str | None)
assert_type(metric.span, govtext.CharSpan)
assert_type(metric.span.cut(report.text), str)

action = report.actions[0]
assert_type(action.verb, govtext.CharSpan)
assert_type(action.object, govtext.CharSpan | None)
assert_type(action.metrics, tuple[int, ...])

theme = report.paragraphs[1].theme
assert_type(theme, govtext.Theme | None)
if theme is not None:
    assert_type(theme.label, str | None)
    assert_type(theme.score, float)
    assert_type(theme.conflict, bool)

assert_type(govtext.find_quantities("3件"), tuple[govtext.Quantity, ...])
assert_type(govtext.find_actions("查处3件"), tuple[govtext.Action, ...])
assert_type(govtext.parse_numeral("三"), Decimal)
assert_type(govtext.json_schema(), dict[str, Any])
assert_type(govtext.Analyzer(), govtext.Analyzer)
assert_type(govtext.Analyzer.from_options(lexicon=[], engine="jieba"), govtext.Analyzer)


def reads(path: Path) -> None:
    """Files become sources, and sources reports."""
    source = govtext.read(path)
    assert_type(source, govtext.Source)
    assert_type(source.text, str)
    assert_type(govtext.analyze(source), govtext.Report)


def archives(reports: list[govtext.Report]) -> None:
    """Tables over many reports are frames."""
    assert_type(govtext.series(reports), pd.DataFrame)


def outcomes(outcome: govtext.Done | govtext.Failed) -> None:
    """An outcome is one of two, told apart by its class."""
    if isinstance(outcome, govtext.Failed):
        assert_type(outcome.code, str)


def classifiers(texts: list[str], labels: list[str]) -> None:
    """Estimators keep their own class through fit and their parameters."""
    classifier = govtext.ThemeClassifier()
    assert_type(classifier.fit(texts, labels), govtext.ThemeClassifier)
    assert_type(classifier.get_params(), dict[str, Any])
    assert_type(govtext.PolicyVectorizer().fit(texts), govtext.PolicyVectorizer)

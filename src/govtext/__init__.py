"""govtext reads Chinese policy reports.

Text goes in, frozen records come out::

    import govtext

    report = govtext.analyze(text)
    report.to_frame("metrics")

Importing this package loads no third-party package; each name below is loaded when it is
first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "Action": "govtext.records.action",
    "Analyzer": "govtext.analyzer",
    "CharSpan": "govtext.spans",
    "ConfigError": "govtext.errors",
    "Done": "govtext.batch.outcome",
    "Failed": "govtext.batch.outcome",
    "Finding": "govtext.records.finding",
    "FormatError": "govtext.errors",
    "GovtextError": "govtext.errors",
    "GovtextWarning": "govtext.errors",
    "InputError": "govtext.errors",
    "Keyword": "govtext.segment",
    "LexiconError": "govtext.errors",
    "Meta": "govtext.records.structure",
    "MetaField": "govtext.records.structure",
    "Metric": "govtext.records.metric",
    "MissingExtraError": "govtext.errors",
    "Paragraph": "govtext.records.structure",
    "PolicyVectorizer": "govtext.themes.estimators",
    "Quantity": "govtext.records.metric",
    "Report": "govtext.records.report",
    "Results": "govtext.batch.results",
    "RunSummary": "govtext.batch.outcome",
    "Segmenter": "govtext.segment",
    "Sentence": "govtext.records.structure",
    "Source": "govtext.records.source",
    "Term": "govtext.records.term",
    "TermCount": "govtext.segment",
    "Theme": "govtext.records.theme",
    "ThemeClassifier": "govtext.themes.estimators",
    "ThemeFinder": "govtext.themes",
    "Words": "govtext.records.term",
    "analyze": "govtext.analyzer",
    "analyze_batch": "govtext.batch.arrow",
    "compare": "govtext.archive",
    "coverage": "govtext.archive",
    "find_actions": "govtext.analyzer",
    "find_carried_over": "govtext.archive",
    "find_quantities": "govtext.analyzer",
    "from_doccano": "govtext.present.labelling",
    "from_label_studio": "govtext.present.labelling",
    "json_schema": "govtext.records.codec",
    "load": "govtext.pipeline",
    "load_model": "govtext.themes",
    "load_taxonomy": "govtext.themes",
    "parse_numeral": "govtext.text.numerals",
    "plot_series": "govtext.present.plots",
    "read": "govtext.readers",
    "run": "govtext.batch.runner",
    "series": "govtext.archive",
    "stream": "govtext.batch.streaming",
    "to_doccano": "govtext.present.labelling",
    "to_label_studio": "govtext.present.labelling",
    "track_promises": "govtext.archive",
    "write_csv": "govtext.present.workbook",
    "write_workbook": "govtext.present.workbook",
}

_PACKAGES = ("archive", "evaluate", "pipeline", "present", "readers", "records")

if TYPE_CHECKING:
    from govtext.analyzer import Analyzer as Analyzer
    from govtext.analyzer import analyze as analyze
    from govtext.analyzer import find_actions as find_actions
    from govtext.analyzer import find_quantities as find_quantities
    from govtext.archive import compare as compare
    from govtext.archive import coverage as coverage
    from govtext.archive import find_carried_over as find_carried_over
    from govtext.archive import series as series
    from govtext.archive import track_promises as track_promises
    from govtext.batch.arrow import analyze_batch as analyze_batch
    from govtext.batch.outcome import Done as Done
    from govtext.batch.outcome import Failed as Failed
    from govtext.batch.outcome import RunSummary as RunSummary
    from govtext.batch.results import Results as Results
    from govtext.batch.runner import run as run
    from govtext.batch.streaming import stream as stream
    from govtext.errors import ConfigError as ConfigError
    from govtext.errors import FormatError as FormatError
    from govtext.errors import GovtextError as GovtextError
    from govtext.errors import GovtextWarning as GovtextWarning
    from govtext.errors import InputError as InputError
    from govtext.errors import LexiconError as LexiconError
    from govtext.errors import MissingExtraError as MissingExtraError
    from govtext.pipeline import load as load
    from govtext.present.labelling import from_doccano as from_doccano
    from govtext.present.labelling import from_label_studio as from_label_studio
    from govtext.present.labelling import to_doccano as to_doccano
    from govtext.present.labelling import to_label_studio as to_label_studio
    from govtext.present.plots import plot_series as plot_series
    from govtext.present.workbook import write_csv as write_csv
    from govtext.present.workbook import write_workbook as write_workbook
    from govtext.readers import read as read
    from govtext.records.action import Action as Action
    from govtext.records.codec import json_schema as json_schema
    from govtext.records.finding import Finding as Finding
    from govtext.records.metric import Metric as Metric
    from govtext.records.metric import Quantity as Quantity
    from govtext.records.report import Report as Report
    from govtext.records.source import Source as Source
    from govtext.records.structure import Meta as Meta
    from govtext.records.structure import MetaField as MetaField
    from govtext.records.structure import Paragraph as Paragraph
    from govtext.records.structure import Sentence as Sentence
    from govtext.records.term import Term as Term
    from govtext.records.term import Words as Words
    from govtext.records.theme import Theme as Theme
    from govtext.segment import Keyword as Keyword
    from govtext.segment import Segmenter as Segmenter
    from govtext.segment import TermCount as TermCount
    from govtext.spans import CharSpan as CharSpan
    from govtext.text.numerals import parse_numeral as parse_numeral
    from govtext.themes import ThemeFinder as ThemeFinder
    from govtext.themes import load_model as load_model
    from govtext.themes import load_taxonomy as load_taxonomy
    from govtext.themes.estimators import PolicyVectorizer as PolicyVectorizer
    from govtext.themes.estimators import ThemeClassifier as ThemeClassifier

__all__ = [
    "Action",
    "Analyzer",
    "CharSpan",
    "ConfigError",
    "Done",
    "Failed",
    "Finding",
    "FormatError",
    "GovtextError",
    "GovtextWarning",
    "InputError",
    "Keyword",
    "LexiconError",
    "Meta",
    "MetaField",
    "Metric",
    "MissingExtraError",
    "Paragraph",
    "PolicyVectorizer",
    "Quantity",
    "Report",
    "Results",
    "RunSummary",
    "Segmenter",
    "Sentence",
    "Source",
    "Term",
    "TermCount",
    "Theme",
    "ThemeClassifier",
    "ThemeFinder",
    "Words",
    "__version__",
    "analyze",
    "analyze_batch",
    "compare",
    "coverage",
    "find_actions",
    "find_carried_over",
    "find_quantities",
    "from_doccano",
    "from_label_studio",
    "json_schema",
    "load",
    "load_model",
    "load_taxonomy",
    "parse_numeral",
    "plot_series",
    "read",
    "run",
    "series",
    "stream",
    "to_doccano",
    "to_label_studio",
    "track_promises",
    "write_csv",
    "write_workbook",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for."""
    if name in _PACKAGES:
        return import_module(f"govtext.{name}")
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'govtext' has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})

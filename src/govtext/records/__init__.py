"""Frozen records: what govtext hands out."""

from govtext.records.action import Action, ActionStatus
from govtext.records.finding import Finding
from govtext.records.layers import Layers
from govtext.records.metric import (
    Basis,
    Change,
    Metric,
    MetricKind,
    MetricStatus,
    Quantity,
)
from govtext.records.report import Report
from govtext.records.source import Place, Source
from govtext.records.structure import (
    Meta,
    MetaField,
    Paragraph,
    Role,
    Sentence,
    SentencePart,
)
from govtext.records.term import Term, Words
from govtext.records.theme import Theme, ThemeSource

__all__ = [
    "Action",
    "ActionStatus",
    "Basis",
    "Change",
    "Finding",
    "Layers",
    "Meta",
    "MetaField",
    "Metric",
    "MetricKind",
    "MetricStatus",
    "Paragraph",
    "Place",
    "Quantity",
    "Report",
    "Role",
    "Sentence",
    "SentencePart",
    "Source",
    "Term",
    "Theme",
    "ThemeSource",
    "Words",
]

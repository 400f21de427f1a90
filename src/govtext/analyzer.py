"""Text to Report; the order of the finders stands here and nowhere else.

The module is not called like the function: importing ``govtext.analyze`` as a module would
put it in the place of ``govtext.analyze()``.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Literal, Self

import govtext
from govtext.actions import ActionFinder
from govtext.errors import ConfigError, InputError, shorten
from govtext.lexicon import load_lexicon
from govtext.metrics import MetricFinder, scan_quantities
from govtext.records.action import Action
from govtext.records.copying import copy_with
from govtext.records.finding import Finding
from govtext.records.layers import Layers
from govtext.records.metric import Metric, Quantity
from govtext.records.remap import remap_report
from govtext.records.report import Report
from govtext.records.source import Source
from govtext.records.structure import Paragraph
from govtext.records.theme import Theme
from govtext.segment import Segmenter
from govtext.structure import read_structure
from govtext.text.view import make_view
from govtext.themes import ThemeFinder

__all__ = [
    "Analyzer",
    "analyze",
    "assemble_report",
    "default_analyzer",
    "find_actions",
    "find_quantities",
    "read_layers",
    "to_source",
]

_YEARS = range(1900, 2101)
_LONG = 50_000


@dataclass(frozen=True, kw_only=True)
class Analyzer:
    """Everything needed to analyse texts; two analyzers never share state.

    Parameters
    ----------
    segmenter
        Cuts words and finds terms.
    themes
        Decides one theme a paragraph.
    metrics
        Finds quantities.
    actions
        Finds action phrases.

    Examples
    --------
    >>> analyzer = Analyzer.from_options(engine="rjieba")
    >>> analyzer.analyze("查处问题7起11人。").metrics[1].text
    '11人'
    """

    segmenter: Segmenter = field(default_factory=Segmenter)
    themes: ThemeFinder = field(default_factory=ThemeFinder)
    metrics: MetricFinder = field(default_factory=MetricFinder)
    actions: ActionFinder = field(default_factory=ActionFinder)

    @classmethod
    def from_options(
        cls,
        *,
        lexicon: Sequence[Path] = (),
        engine: Literal["rjieba", "jieba"] = "rjieba",
    ) -> Self:
        """Return an analyzer with terms of the caller's own.

        Parameters
        ----------
        lexicon
            TSV files of further terms.
        engine
            Word segmenter.

        Raises
        ------
        LexiconError
            A file is missing or broken; the message names the file and the line.
        ConfigError
            No engine has that name.

        Examples
        --------
        >>> Analyzer.from_options(engine="other")
        Traceback (most recent call last):
        govtext.errors.ConfigError: engine 'other' is unknown; choose 'rjieba' or 'jieba'
        """
        if engine not in ("rjieba", "jieba"):
            raise ConfigError(
                f"engine {shorten(engine)} is unknown; choose 'rjieba' or 'jieba'",
                "config-engine",
            )
        return cls(segmenter=Segmenter(lexicon=load_lexicon(lexicon), engine=engine))

    def read_layers(
        self, text: str, *, year: int | None = None
    ) -> tuple[Layers, tuple[Finding, ...]]:
        r"""Return what the finders of themes, metrics and actions read.

        Parameters
        ----------
        text
            The text.
        year
            The year reported on, where the caller knows it.

        Returns
        -------
        The layers, whose offsets count ``layers.view.text``, and the findings made on the
        way.

        Examples
        --------
        >>> layers, findings = Analyzer().read_layers("一、加强学习\n组织学习3次。")
        >>> [p.role for p in layers.paragraphs]
        ['heading', 'body']
        """
        view = make_view(text)
        structure = read_structure(view, year=year)
        words, terms = self.segmenter.segment(view)
        layers = Layers(
            view,
            structure.meta,
            structure.paragraphs,
            structure.sentences,
            words,
            terms,
        )
        return layers, structure.findings

    def analyze(
        self, text: str | Source, *, year: int | None = None, id: str | None = None
    ) -> Report:
        """Return the report found in a text.

        Parameters
        ----------
        text
            The text, or what a reader gave.
        year
            The year reported on; None takes it from the text.
        id
            Identifier of the report; None takes the source's, or ``"text"``.

        Returns
        -------
        A Report; an empty text gives an empty one.

        Raises
        ------
        InputError
            The text is not str (code ``input-not-text``), or the year is not between 1900
            and 2100 (code ``input-year``).

        Examples
        --------
        >>> Analyzer().analyze("2022年，全县立案**件。").year
        2022
        """
        source = to_source(text, id)
        _check_year(year)
        with _collector_paused(len(source.text)):
            layers, findings = self.read_layers(source.text, year=year)
            metrics, metric_findings = self.metrics.find(layers)
            return assemble_report(
                source,
                layers,
                themes=self.themes.find(layers),
                metrics=metrics,
                actions=self.actions.find(layers, metrics),
                findings=(*findings, *metric_findings),
                provenance=self.provenance(),
            )

    def provenance(self) -> dict[str, str]:
        """Return the versions of the library, its data and its segmenter.

        Examples
        --------
        >>> sorted(Analyzer().provenance())
        ['engine', 'govtext', 'indicators', 'lexicon', 'theme_model', 'verbs']
        """
        return {
            "govtext": govtext.__version__,
            "engine": self.segmenter.engine,
            "lexicon": self.segmenter.version,
            "theme_model": self.themes.version,
            "indicators": self.metrics.version,
            "verbs": self.actions.version,
        }


@contextmanager
def _collector_paused(length: int) -> Iterator[None]:
    """Keep the collector of reference cycles from walking a report while it is made.

    Records hold no cycles, so there is nothing for it to free, and walking them over and
    over cost a fifth of the time of a long text. A caller's own choice (``gc.disable``)
    stays; threads that overlap leave the collector as the first of them found it.

    Parameters
    ----------
    length
        Characters of the text. What a long one gave joins the oldest generation as it
        stands; otherwise the next object made would have the collector walk all of it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # Frozen objects are the caller's, to be shared with forked processes.
            if length > _LONG and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def assemble_report(
    source: Source,
    layers: Layers,
    *,
    themes: Sequence[Theme | None],
    metrics: Sequence[Metric],
    actions: Sequence[Action],
    findings: Sequence[Finding],
    provenance: Mapping[str, str],
) -> Report:
    """Return the report made of what the finders gave, moved to the original text.

    Parameters
    ----------
    source
        The text with its particulars.
    layers
        What the finders read.
    themes
        One decision a paragraph.
    metrics, actions, findings
        What was found, offsets into ``layers.view.text``.
    provenance
        Versions of library and data.

    Examples
    --------
    >>> report = analyze("查处7起。")
    >>> report.metrics[0].action == report.actions[0].id
    True
    """
    paragraphs = tuple(
        paragraph if theme is None else copy_with(paragraph, theme=theme)
        for paragraph, theme in zip(layers.paragraphs, themes, strict=True)
    )
    remarks = [*findings, *_theme_findings(layers, themes)]
    report = Report(
        source=source,
        meta=layers.meta,
        paragraphs=paragraphs,
        sentences=layers.sentences,
        terms=layers.terms,
        metrics=_link_actions(metrics, actions),
        actions=tuple(actions),
        findings=tuple(sorted(remarks, key=lambda f: (f.start, f.end, f.code))),
        words=replace(layers.words, texts=()),
        provenance=dict(provenance),
    )
    return remap_report(report, layers.view.offsets)


def to_source(text: object, id: str | None = None) -> Source:
    """Return the source of a text that came from no file; a Source stays itself.

    Raises
    ------
    InputError
        The text is not str (code ``input-not-text``).
    """
    if isinstance(text, Source):
        return text if id is None else replace(text, id=id)
    if not isinstance(text, str):
        raise InputError(
            f"the text is {type(text).__name__}, not str; decode it, or read a file with "
            "govtext.read(path)",
            "input-not-text",
        )
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Source(id or "text", None, digest, "text/plain", None, text)


def _check_year(year: int | None) -> None:
    if year is not None and year not in _YEARS:
        raise InputError(
            f"year {shorten(year)} is not between {_YEARS[0]} and {_YEARS[-1]}; give the year "
            "reported on, such as 2022",
            "input-year",
        )


def _theme_findings(layers: Layers, themes: Sequence[Theme | None]) -> list[Finding]:
    """Return a remark on each paragraph whose words contradict its heading."""
    return [
        Finding(
            "heading-contradicts-text",
            f"the heading says {theme.section_label}, the words say {theme.content_label}",
            *_opening(paragraph),
        )
        for paragraph, theme in zip(layers.paragraphs, themes, strict=True)
        if theme and theme.conflict and theme.by != "headless_switch"
    ]


def _opening(paragraph: Paragraph) -> tuple[int, int]:
    return paragraph.start, min(paragraph.end, paragraph.start + 20)


def _link_actions(metrics: Sequence[Metric], actions: Sequence[Action]) -> tuple[Metric, ...]:
    """Return the metrics, each with the action whose object holds it."""
    holder = {number: action.id for action in reversed(actions) for number in action.metrics}
    return tuple(
        copy_with(metric, action=holder[metric.id]) if metric.id in holder else metric
        for metric in metrics
    )


@cache
def default_analyzer() -> Analyzer:
    """Return the analyzer that the module's functions share; made at the first call."""
    return Analyzer()


def analyze(text: str | Source, *, year: int | None = None, id: str | None = None) -> Report:
    r"""Return the report found in a text (报告).

    Parameters
    ----------
    text
        The text of one report, or what ``govtext.read`` gave.
    year
        The year reported on; None takes it from the text.
    id
        Identifier of the report; None takes the source's, or ``"text"``.

    Returns
    -------
    A Report, whose offsets count code points of ``text``. An empty text gives an empty
    report.

    Raises
    ------
    InputError
        The text is not str, or the year is not between 1900 and 2100.

    Examples
    --------
    >>> report = analyze("一、加强政治建设\n全年组织集中学习**次。")
    >>> report.metrics[0].masked, report.metrics[0].unit
    (True, '次')
    >>> analyze(b"abc")
    Traceback (most recent call last):
    govtext.errors.InputError: the text is bytes, not str; decode it, or read a file with govtext.read(path)
    """
    return default_analyzer().analyze(text, year=year, id=id)


def read_layers(text: str, *, year: int | None = None) -> Layers:
    """Return what the finders read: view, structure, words and terms of a text.

    Parameters
    ----------
    text
        The text.
    year
        The year reported on, where the caller knows it.

    Examples
    --------
    >>> len(read_layers("组织学习3次。").sentences)
    1
    """
    return default_analyzer().read_layers(text, year=year)[0]


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities written in a text, whatever it is.

    Parameters
    ----------
    text
        Any Chinese text; no report is needed.

    Returns
    -------
    Quantities in text order, with offsets into ``text``; empty where there is none.

    Raises
    ------
    InputError
        The text is not str.

    Examples
    --------
    >>> [(q.text, q.value, q.unit) for q in find_quantities("投资近30亿元，增长5.5%。")]
    [('近30亿元', Decimal('3000000000'), '元'), ('5.5%', Decimal('5.5'), '%')]
    >>> find_quantities("落实中央八项规定精神。")
    ()
    """
    return scan_quantities(to_source(text, None).text)


def find_actions(text: str) -> tuple[Action, ...]:
    """Return the action phrases of a text.

    Parameters
    ----------
    text
        One or more sentences of official Chinese.

    Returns
    -------
    Actions in text order, with offsets into ``text``; empty where there is none.

    Raises
    ------
    InputError
        The text is not str.

    Examples
    --------
    >>> text = "县委出台《监督办法》。"
    >>> [(a.verb.cut(text), a.document) for a in find_actions(text)]
    [('出台', '《监督办法》')]
    """
    return default_analyzer().analyze(text).actions

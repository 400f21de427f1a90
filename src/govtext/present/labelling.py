"""Exchange with labelling tools: Label Studio and doccano.

Label Studio counts UTF-16 code units, doccano code points; both are converted here. What
annotators correct comes back as gold that ``govtext evaluate`` reads.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from govtext.errors import FormatError, shorten
from govtext.records.report import Report
from govtext.spans import CharSpan

__all__ = ["Utf16Map", "from_doccano", "from_label_studio", "to_doccano", "to_label_studio"]

_BMP_END = 0xFFFF
# Labelling tools return spans; what spans do not say stays open in the gold.
_UNSAID_METRIC: dict[str, Any] = {
    "value": None,
    "low": None,
    "high": None,
    "approx": False,
    "masked": False,
    "unit": None,
    "kind": None,
    "indicator": "",
    "change": None,
    "basis": None,
    "period": None,
    "status": None,
}
_UNSAID_ACTION: dict[str, Any] = {
    "agent": None,
    "target": None,
    "status": None,
    "lead": False,
    "result": False,
    "document": None,
}
_FIELDS = ("metric", "verb", "object")


class Utf16Map:
    """Offsets in code points to offsets in UTF-16 code units and back.

    Parameters
    ----------
    text
        The text.

    Examples
    --------
    >>> offsets = Utf16Map("𠮷县3件")
    >>> offsets.to_units(2), offsets.to_points(3)
    (3, 2)
    """

    def __init__(self, text: str) -> None:
        self._astral = [i for i, char in enumerate(text) if ord(char) > _BMP_END]
        self._astral_units = [place + n for n, place in enumerate(self._astral)]

    def to_units(self, offset: int) -> int:
        """Return the offset in code units of an offset in code points."""
        return offset + bisect_right(self._astral, offset - 1)

    def to_points(self, offset: int) -> int:
        """Return the offset in code points; inside a pair, that behind the character."""
        before = bisect_right(self._astral_units, offset - 1)
        inside = before > 0 and offset == self._astral_units[before - 1] + 1
        return offset - before + inside


def _spans(report: Report) -> list[tuple[CharSpan, str, str]]:
    """Return what annotators see: span, label and id."""
    marks = [(metric.span, "metric", f"m{metric.id}") for metric in report.metrics]
    marks += [(action.verb, "verb", f"v{action.id}") for action in report.actions]
    marks += [
        (action.object, "object", f"o{action.id}") for action in report.actions if action.object
    ]
    marks += [
        (paragraph.span, paragraph.theme.label, f"p{paragraph.id}")
        for paragraph in report.paragraphs
        if paragraph.theme and paragraph.theme.label
    ]
    return sorted(marks)


def to_label_studio(reports: Iterable[Report]) -> list[dict[str, Any]]:
    """Return tasks with predictions for Label Studio, offsets in UTF-16 code units.

    Parameters
    ----------
    reports
        The reports.

    Returns
    -------
    A list to write with ``json.dump`` and to import as it is.

    Examples
    --------
    >>> import govtext
    >>> task = to_label_studio([govtext.analyze("查处7起。")])[0]
    >>> [r["value"]["text"] for r in task["predictions"][0]["result"] if "value" in r]
    ['查处', '查处7起。', '7起', '7起']
    """
    tasks = []
    for report in reports:
        offsets = Utf16Map(report.text)
        result: list[dict[str, Any]] = [
            {
                "id": name,
                "from_name": "label",
                "to_name": "text",
                "type": "labels",
                "value": {
                    "start": offsets.to_units(span.start),
                    "end": offsets.to_units(span.end),
                    "text": span.cut(report.text),
                    "labels": [label],
                },
            }
            for span, label, name in _spans(report)
        ]
        result += [
            {
                "type": "relation",
                "from_id": f"v{action.id}",
                "to_id": f"o{action.id}",
                "direction": "right",
                "labels": ["object"],
            }
            for action in report.actions
            if action.object
        ]
        tasks.append(
            {
                "data": {"text": report.text, "id": report.source.id},
                "predictions": [{"model_version": "govtext", "result": result}],
            }
        )
    return tasks


def to_doccano(reports: Iterable[Report]) -> list[dict[str, Any]]:
    """Return rows for doccano's sequence labelling, offsets in code points.

    Parameters
    ----------
    reports
        The reports.

    Returns
    -------
    One object a report, to write as a line of JSON each.

    Examples
    --------
    >>> import govtext
    >>> to_doccano([govtext.analyze("查处7起。")])[0]["label"]
    [[0, 2, 'verb'], [0, 5, 'discipline_anticorruption'], [2, 4, 'metric'], [2, 4, 'object']]
    """
    return [
        {
            "id": report.source.id,
            "text": report.text,
            "label": [[span.start, span.end, label] for span, label, _ in _spans(report)],
        }
        for report in reports
    ]


def _gold(
    text: str, marks: Sequence[tuple[int, int, str]], links: Mapping[int, int]
) -> dict[str, Any]:
    """Return gold paragraphs, one a line, that hold the marks.

    ``links`` gives for the position of a verb among the marks the position of its object;
    a verb without a link takes the nearest object behind it in its sentence.
    """
    paragraphs: list[dict[str, Any]] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            paragraphs.append(_gold_paragraph(text, start, end, marks, links))
        start = end + 1
    return {"source": "labelled", "characters": len(text), "paragraphs": paragraphs}


def _gold_paragraph(
    text: str,
    start: int,
    end: int,
    marks: Sequence[tuple[int, int, str]],
    links: Mapping[int, int],
) -> dict[str, Any]:
    inside = [(n, m) for n, m in enumerate(marks) if start <= m[0] and m[1] <= end]
    theme = next((label for _, (_, _, label) in inside if label not in _FIELDS), None)
    metrics = [
        {"span": [a, b], "text": text[a:b], **_UNSAID_METRIC}
        for _, (a, b, label) in inside
        if label == "metric"
    ]
    actions = []
    for number, (a, b, label) in inside:
        if label != "verb":
            continue
        c, d = _object_of(number, b, inside, links) or (b, b)
        actions.append(
            {
                "verb": [a, b],
                "verb_text": text[a:b],
                "object": [c, d],
                "object_text": text[c:d],
                **_UNSAID_ACTION,
            }
        )
    return {
        "start": start,
        "end": end,
        "role": "body",
        "level": None,
        "theme": theme,
        "heading": None,
        "lead": None,
        "items": [],
        "metrics": metrics,
        "actions": actions,
    }


def _object_of(
    verb: int,
    verb_end: int,
    inside: Sequence[tuple[int, tuple[int, int, str]]],
    links: Mapping[int, int],
) -> tuple[int, int] | None:
    if verb in links:
        return next(((a, b) for n, (a, b, _) in inside if n == links[verb]), None)
    behind = [(a, b) for _, (a, b, label) in inside if label == "object" and a >= verb_end]
    return min(behind, default=None)


def _broken(tool: str, error: Exception) -> FormatError:
    return FormatError(
        f"the labels are not what {tool} exports ({shorten(str(error))}); export again as "
        "JSON with text and spans",
        "labels-broken",
    )


def from_label_studio(
    tasks: Iterable[Mapping[str, Any]],
) -> list[tuple[str, str, dict[str, Any]]]:
    """Return corrected labels of Label Studio as gold.

    Parameters
    ----------
    tasks
        The JSON export of a project: annotations where there are some, else predictions.

    Returns
    -------
    For each task its id, its text, and the gold object to write beside it.

    Raises
    ------
    FormatError
        The form is another one (code ``labels-broken``).

    Examples
    --------
    >>> import govtext
    >>> tasks = to_label_studio([govtext.analyze("查处7起。", id="a")])
    >>> from_label_studio(tasks)[0][2]["paragraphs"][0]["metrics"][0]["span"]
    [2, 4]
    """
    found: list[tuple[str, str, dict[str, Any]]] = []
    try:
        for task in tasks:
            text: str = task["data"]["text"]
            sources = task.get("annotations") or task.get("predictions") or [{"result": []}]
            offsets = Utf16Map(text)
            marks: list[tuple[int, int, str]] = []
            numbers: dict[str, int] = {}
            results = sources[0]["result"]
            for one in results:
                if one["type"] != "labels":
                    continue
                value = one["value"]
                numbers[one["id"]] = len(marks)
                start, end = offsets.to_points(value["start"]), offsets.to_points(value["end"])
                marks.append((start, end, value["labels"][0]))
            links = {
                numbers[one["from_id"]]: numbers[one["to_id"]]
                for one in results
                if one["type"] == "relation"
            }
            name = str(task["data"].get("id", len(found)))
            found.append((name, text, _gold(text, marks, links)))
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise _broken("Label Studio", error) from error
    return found


def from_doccano(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, str, dict[str, Any]]]:
    """Return corrected labels of doccano as gold.

    Parameters
    ----------
    rows
        The objects of the JSONL export.

    Returns
    -------
    For each row its id, its text, and the gold object to write beside it.

    Raises
    ------
    FormatError
        The form is another one (code ``labels-broken``).

    Examples
    --------
    >>> import govtext
    >>> rows = to_doccano([govtext.analyze("查处7起。", id="a")])
    >>> from_doccano(rows)[0][2]["paragraphs"][0]["metrics"][0]["span"]
    [2, 4]
    """
    found: list[tuple[str, str, dict[str, Any]]] = []
    try:
        for row in rows:
            text: str = row["text"]
            labels = row.get("label", row.get("labels", []))
            marks = [(int(start), int(end), str(label)) for start, end, label in labels]
            found.append((str(row.get("id", len(found))), text, _gold(text, marks, {})))
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise _broken("doccano", error) from error
    return found

"""A Sphinx extension that writes pages from the code: reference, JSON form, tables, commands."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import govtext
from govtext.present.labels import load_labels
from govtext.records.frames import FRAME_COLUMNS

# Where each group of public names stands on the reference page.
GROUPS = {
    "Functions": (
        "analyze",
        "find_quantities",
        "find_actions",
        "parse_numeral",
        "read",
        "load",
        "json_schema",
    ),
    "Archives": (
        "run",
        "stream",
        "analyze_batch",
        "Results",
        "RunSummary",
        "Done",
        "Failed",
        "series",
        "compare",
        "coverage",
        "find_carried_over",
        "track_promises",
    ),
    "Records": (
        "Report",
        "Source",
        "Meta",
        "MetaField",
        "Paragraph",
        "Sentence",
        "Theme",
        "Metric",
        "Quantity",
        "Action",
        "Term",
        "Words",
        "Finding",
        "CharSpan",
    ),
    "Analyzer and parts": (
        "Analyzer",
        "Segmenter",
        "ThemeFinder",
        "ThemeClassifier",
        "PolicyVectorizer",
        "load_taxonomy",
        "load_model",
    ),
    "Keywords and terms": ("Keyword", "TermCount"),
    "Files and pictures": (
        "write_workbook",
        "write_csv",
        "plot_series",
        "to_label_studio",
        "from_label_studio",
        "to_doccano",
        "from_doccano",
    ),
    "Errors": (
        "GovtextError",
        "ConfigError",
        "InputError",
        "LexiconError",
        "FormatError",
        "MissingExtraError",
        "GovtextWarning",
    ),
}
# scikit-learn puts these on every estimator; its own pages describe them.
REQUESTS = "set_fit_request, set_score_request, set_transform_request, set_predict_request"
COMMANDS = ("analyze", "run", "export", "import", "evaluate", "train", "schema", "version")


def reference_page() -> str:
    """Return the page of every public name, from the docstrings."""
    lines = ["# Reference", "", "Every public name of `govtext`, from its docstring.", ""]
    names = set(govtext.__all__) - {"__version__"}
    groups = {title: [n for n in listed if n in names] for title, listed in GROUPS.items()}
    rest = sorted(names - {n for listed in groups.values() for n in listed})
    groups["More"] = rest
    for title, listed in groups.items():
        if not listed:
            continue
        lines += [f"## {title}", ""]
        for name in listed:
            value = getattr(govtext, name)
            kind = "autoclass" if inspect.isclass(value) else "autofunction"
            members = (
                ["   :members:", f"   :exclude-members: {REQUESTS}"]
                if kind == "autoclass"
                else []
            )
            lines += ["```{eval-rst}", f".. {kind}:: govtext.{name}", *members, "```", ""]
    return "\n".join(lines)


RECORDS = {
    "source": "Source",
    "meta": "Meta",
    "paragraphs": "Paragraph",
    "sentences": "Sentence",
    "terms": "Term",
    "metrics": "Metric",
    "actions": "Action",
    "findings": "Finding",
}
TOP = {
    "schema": "Name and version of this form.",
    "text": "The original text.",
    "clauses": "Clauses of all sentences, in text order.",
    "plans": "Passages on the next period.",
    "words": "Offsets and tag of each word; only with `words=True`, else left out.",
}
# In frames these columns hold text where records hold spans and ids.
IN_FRAMES = {
    "report": "Identifier of the report.",
    "year": "Year reported on.",
    "section": "Heading it stands under, as text.",
    "theme": "Theme of its paragraph.",
    "verb": "Main verb, as text.",
    "object": "Whole object, as text.",
    "sentence_text": "Its sentence, as text.",
    "n_metrics": "Number of metrics inside the object.",
}
SAMPLE = Path(__file__).parents[1] / "data/reports/damaged/tuogang-hospital-2020-half-year.txt"
FRAMES = {table: RECORDS[table] for table in FRAME_COLUMNS}


def field_meanings(name: str) -> dict[str, str]:
    """Return what the docstring of a record says of each of its fields."""
    lines = inspect.getdoc(getattr(govtext, name)).splitlines()
    lines = lines[lines.index("Parameters") + 2 :]
    if "Examples" in lines:
        lines = lines[: lines.index("Examples")]
    meanings: dict[str, str] = {}
    names: list[str] = []
    for line in lines:
        if line and not line.startswith(" "):
            names = line.split(", ")
            meanings.update(dict.fromkeys(names, ""))
        for each in names if line.startswith(" ") else ():
            meanings[each] = f"{meanings[each]} {line.strip()}".strip()
    return meanings


def shown_type(part: dict) -> str:
    """Return the type of a part of the schema as people write it."""
    if "$ref" in part:
        return "span"
    if "const" in part:
        return f"`{part['const']}`"
    if "enum" in part:
        return ", ".join(f"`{value}`" if value else "null" for value in part["enum"])
    if "anyOf" in part:
        return " or ".join(map(shown_type, part["anyOf"]))
    kind = part.get("type", "any")
    if kind == "array" and part.get("prefixItems"):
        return f"list ({', '.join(map(shown_type, part['prefixItems']))})"
    if kind == "array":
        return f"list of {shown_type(part.get('items', {}))}"
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


def form_table(part: dict, record: str) -> list[str]:
    """Return the table of the keys of one object."""
    meanings = field_meanings(record)
    rows = [
        f"| `{key}` | {shown_type(value)} | {meanings.get(key, '')} |"
        for key, value in part["properties"].items()
    ]
    return ["", "| key | type | meaning |", "| --- | --- | --- |", *rows, ""]


def form_page() -> str:
    """Return the page of the JSON form, from its schema and the records' docstrings."""
    schema = govtext.json_schema()
    lines = [
        "# The JSON form",
        "",
        schema["description"],
        "",
        "`govtext schema` prints the JSON Schema; `Report.to_dict()` and `Report.to_json()` give the",
        "form. A span is a pair `[start, end)` of code points into `text`; keys are always there,",
        "what is absent is null.",
        "",
    ]
    lines += ["| key | type | meaning |", "| --- | --- | --- |"]
    parts = schema["properties"]
    meanings = {**field_meanings("Report"), **TOP}
    lines += [
        f"| `{name}` | {shown_type(part)} | {meanings.get(name, '')} |"
        for name, part in parts.items()
    ]
    for name, record in RECORDS.items():
        inner = parts[name].get("items", parts[name])
        if "properties" in inner:
            lines += [
                "",
                f"## {name}",
                "",
                f"See `govtext.{record}`.",
                *form_table(inner, record),
            ]
        if name == "paragraphs":
            theme = next(p for p in inner["properties"]["theme"]["anyOf"] if "properties" in p)
            lines += ["### theme", *form_table(theme, "Theme")]
    return "\n".join([*lines, ""])


def tables_page() -> str:
    """Return the page of the frames' columns."""
    english, chinese = load_labels("en"), load_labels("zh")
    sample = govtext.analyze(govtext.read(SAMPLE))
    lines = [
        "# Tables",
        "",
        "`report.to_frame(name)`, the CSV files and the sheets of the workbook have these columns.",
        "The tables that `govtext run` writes are described with [archives](../archive.md).",
        "",
    ]
    for table, columns in FRAME_COLUMNS.items():
        meanings = {**field_meanings(FRAMES[table]), **IN_FRAMES}
        types = sample.to_frame(table).dtypes.astype(str).replace("object", "text")
        lines += [f"## {table}", "", "| column | type | Chinese | meaning |"]
        lines += ["| --- | --- | --- | --- |"]
        lines += [
            f"| `{c}` | {types[c]} | {chinese('column', c)} | "
            f"{meanings.get(c) or english('column', c)} |"
            for c in columns
        ]
        lines.append("")
    return "\n".join(lines)


def commands_page() -> str:
    """Return the page of the commands, from their own help."""
    lines = ["# Commands", ""]
    for command in COMMANDS:
        code = f"import sys; sys.argv = ['govtext', {command!r}, '--help']; from govtext.cli.main import run; run()"
        shown = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=False,
            env={"COLUMNS": "90", "TERM": "dumb", "PATH": ""},
        )
        if shown.returncode == 0:
            lines += [f"## govtext {command}", "", "```text", shown.stdout.strip(), "```", ""]
    return "\n".join(lines)


PAGES = {
    "reference.md": reference_page,
    "json-form.md": form_page,
    "tables.md": tables_page,
    "commands.md": commands_page,
}


def write_pages(app: object) -> None:
    """Write the pages that changed."""
    folder = Path(__file__).parent / "generated"
    folder.mkdir(exist_ok=True)
    for name, make in PAGES.items():
        page = folder / name
        text = make()
        if not page.is_file() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")


def setup(app: object) -> dict[str, bool]:
    """Tell Sphinx to write the pages before it reads any."""
    app.connect("builder-inited", write_pages)
    return {"parallel_read_safe": True}

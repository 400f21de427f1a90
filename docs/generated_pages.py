"""A Sphinx extension that writes pages from the code: reference, JSON form, tables, commands."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import govtext
from govtext.present.labels import load_labels
from govtext.records.frames import FRAME_COLUMNS

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
        "Outcome",
        "Done",
        "Failed",
        "series",
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
    "Analyzer and parts": ("Analyzer", "Segmenter", "ThemeClassifier", "PolicyVectorizer"),
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
            home = (
                f"{value.__module__}.{value.__qualname__}"
                if hasattr(value, "__qualname__")
                else None
            )
            if home is None:
                lines += [
                    f"`govtext.{name}`: {inspect.getdoc(value) or ''}".replace("\n", " "),
                    "",
                ]
                continue
            kind = "autoclass" if inspect.isclass(value) else "autofunction"
            members = ["   :members:"] if kind == "autoclass" else []
            lines += ["```{eval-rst}", f".. {kind}:: {home}", *members, "```", ""]
    return "\n".join(lines)


def form_page() -> str:
    """Return the page of the JSON form, from its schema."""
    schema = govtext.json_schema()
    lines = [
        "# The JSON form",
        "",
        schema["description"],
        "",
        "`govtext schema` prints the JSON Schema; `Report.to_dict()` and `Report.to_json()` give the form.",
        "",
    ]
    lines += ["| key | what |", "| --- | --- |"]
    for name, part in schema["properties"].items():
        inner = part.get("items", part)
        keys = ", ".join(f"`{key}`" for key in inner.get("properties", {}))
        said = part.get("description", "")
        lines.append(f"| `{name}` | {said}{': ' if said and keys else ''}{keys} |")
    return "\n".join([*lines, ""])


def tables_page() -> str:
    """Return the page of the frames' columns."""
    english, chinese = load_labels("en"), load_labels("zh")
    lines = [
        "# Tables",
        "",
        "`report.to_frame(name)`, the CSV files and the sheets of the workbook have these columns.",
        "",
    ]
    for table, columns in FRAME_COLUMNS.items():
        lines += [f"## {table}", "", "| column | Chinese | meaning |", "| --- | --- | --- |"]
        lines += [
            f"| `{c}` | {chinese('column', c)} | {english('column', c)} |" for c in columns
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

"""Write the manifests of data folders anew: ``python -m govtext.lexicon.manifest [FOLDER…]``.

Without a folder, every topic of govtext's packages is refreshed. Rows are sorted, hashes
and row counts renewed; name, version, source and the meanings of columns stay as written.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from pathlib import Path
from typing import Any

import govtext
from govtext.errors import LexiconError
from govtext.lexicon.tables import MANIFEST, parse_table

__all__ = ["find_topics", "main", "refresh_manifest"]


def find_topics() -> tuple[Path, ...]:
    """Return every data folder with a manifest inside the installed govtext packages."""
    root = Path(govtext.__file__).parent
    return tuple(sorted(path.parent for path in root.glob(f"*/data/**/{MANIFEST}")))


def refresh_manifest(folder: Path) -> bool:
    """Sort the tables of a folder and renew its manifest; return whether anything changed.

    A folder without a manifest gets one, with the version ``"0"`` and empty meanings to fill
    in. Doubled rows are refused, not dropped.

    Raises
    ------
    LexiconError
        A table has a broken or doubled row.
    """
    path = folder / MANIFEST
    old = path.read_text("utf-8") if path.is_file() else ""
    manifest: dict[str, Any] = tomllib.loads(old)
    listed: dict[str, Any] = {}
    for file in sorted([*folder.glob("*.tsv"), *folder.glob("*.toml")]):
        if file.name != MANIFEST:
            listed[file.name] = _facts(file, manifest.get("files", {}).get(file.name, {}))
    manifest.setdefault("name", folder.name)
    manifest.setdefault("version", "0")
    manifest["files"] = listed
    new = _to_toml(manifest)
    if new == old:
        return False
    path.write_bytes(new.encode("utf-8"))
    return True


def _facts(file: Path, old: dict[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if file.suffix == ".tsv":
        table = parse_table(file.read_text("utf-8"), file.name, is_sorted=False)
        rows = sorted(table.rows)
        if len(set(rows)) != len(rows):
            doubled = next(row for i, row in enumerate(rows) if row == rows[i - 1])
            raise LexiconError(f"{file.name}: row {doubled} stands twice", "lexicon-row")
        lines = ["\t".join(row) for row in [table.columns, *rows]]
        file.write_bytes(("\n".join(lines) + "\n").encode("utf-8"))
        meanings = old.get("columns", {})
        facts["rows"] = len(rows)
        facts["columns"] = {name: meanings.get(name, "") for name in table.columns}
    facts["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
    return facts


def _quote(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _to_toml(manifest: dict[str, Any]) -> str:
    lines = [
        f"{key} = {_quote(value)}" for key, value in manifest.items() if isinstance(value, str)
    ]
    for name, facts in manifest["files"].items():
        lines += ["", f"[files.{_quote(name)}]", f"sha256 = {_quote(facts['sha256'])}"]
        if "rows" in facts:
            lines.append(f"rows = {facts['rows']}")
            lines.append(f"[files.{_quote(name)}.columns]")
            lines += [f"{column} = {_quote(what)}" for column, what in facts["columns"].items()]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> None:
    """Refresh the folders named, or all, and say which changed."""
    for folder in [Path(name) for name in arguments] or find_topics():
        state = "renewed" if refresh_manifest(folder) else "unchanged"
        sys.stdout.write(f"{state}: {folder.parent.parent.name}/data/{folder.name}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Compiles the layers that read text into C where a wheel is built with hooks enabled.

``HATCH_BUILD_HOOKS_ENABLE=1 pip wheel .`` gives a wheel for this platform that reads a report
in three quarters of the time (``make bench``); without that variable the wheel is plain Python and needs no
compiler. Nothing is written into the source tree: a stale extension there would hide edits.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from pathspec import GitIgnoreSpec

# The configuration of the checks asks for packages that building does not need.
_MYPY = ("--config-file=", "--ignore-missing-imports", "--follow-imports=silent")


class CompileHook(BuildHookInterface[Any]):
    """Adds compiled modules to a wheel, beside their sources."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the modules named in pyproject.toml; an editable install stays plain."""
        if version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory(prefix="govtext-")
        built = Path(self._folder.name) / "lib"
        _compile(self._modules(), Path(self.root), Path(self._folder.name), built)
        for path in built.rglob("*"):
            if path.is_file():
                build_data["force_include"][str(path)] = path.relative_to(built).as_posix()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what compiling left, the wheel being written."""
        if version != "editable":
            self._folder.cleanup()

    def _modules(self) -> list[str]:
        """Return the paths of the modules to compile, below the root."""
        chosen = GitIgnoreSpec.from_lines(self.config["modules"])
        source = Path(self.root, "src")
        names = (path.relative_to(self.root).as_posix() for path in source.rglob("*.py"))
        return sorted(name for name in names if chosen.match_file(name))


def _compile(modules: list[str], root: Path, folder: Path, built: Path) -> None:
    """Compile modules below ``root`` to extensions in ``built``."""
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    here = Path.cwd()
    os.chdir(root)
    try:
        extensions = mypycify(
            [*_MYPY, f"--cache-dir={folder / 'cache'}", *modules],
            opt_level="3",
            debug_level="0",
            multi_file=True,
            target_dir=str(folder / "c"),
        )
        command = build_ext(Distribution({"name": "govtext", "ext_modules": extensions}))
        command.build_lib, command.build_temp = str(built), str(folder / "objects")
        command.parallel = os.cpu_count()
        command.ensure_finalized()
        command.run()
    finally:
        os.chdir(here)

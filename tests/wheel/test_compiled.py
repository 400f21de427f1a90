"""The compiled wheel, where the tests run against it (``make test-compiled``)."""

import importlib
import tomllib
from pathlib import Path

import pytest
from pathspec import GitIgnoreSpec
from tests.conftest import REPOSITORY

import govtext

SOURCE = Path(govtext.__file__).parent


def modules():
    """Return the names of the modules that pyproject.toml says are compiled."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    hook = project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]
    chosen = GitIgnoreSpec.from_lines(hook["modules"])
    files = sorted((REPOSITORY / "src").rglob("*.py"))
    paths = (path.relative_to(REPOSITORY) for path in files)
    return [
        ".".join(path.with_suffix("").parts[1:])
        for path in paths
        if chosen.match_file(path.as_posix())
    ]


def test_modules_to_compile_are_there():
    """The patterns of pyproject.toml choose modules of the finders, none with public names."""
    chosen = set(modules())
    assert {"govtext.metrics.scan", "govtext.actions.clauses"} <= chosen
    public = {
        getattr(govtext, name).__module__ for name in govtext.__all__ if name != "__version__"
    }
    assert not chosen & public


@pytest.mark.skipif(SOURCE.is_relative_to(REPOSITORY / "src"), reason="the sources are tested")
def test_modules_are_compiled():
    """Each module that pyproject.toml names is an extension in the wheel under test."""
    files = {name: Path(importlib.import_module(name).__file__) for name in modules()}
    assert all(file.is_relative_to(SOURCE) for file in files.values())
    assert [name for name, file in files.items() if file.suffix not in {".so", ".pyd"}] == []

"""How long functions are, and what docstrings of public names hold."""

import ast
import inspect
import re
from pathlib import Path

import pytest

import govtext

ROOT = Path(govtext.__file__).parent
MAX_LINES = 60
MODULES = sorted(ROOT.rglob("*.py"))


def functions(path):
    """Yield every function of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def code_lines(node):
    """Return how many lines of code a function has; its docstring is not code."""
    first, last = node.body[0], node.body[-1]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    begin = first.end_lineno + 1 if is_docstring else first.lineno
    return last.end_lineno - begin + 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_function_is_longer_than_a_screen(path):
    """No function has more than 60 lines of code."""
    assert {f.name: code_lines(f) for f in functions(path) if code_lines(f) > MAX_LINES} == {}


def members(name):
    """Yield a public name and its public methods, each with what it is."""
    value = getattr(govtext, name)
    yield name, value
    if inspect.isclass(value):
        for key, member in vars(value).items():
            function = getattr(member, "__func__", member)
            if not key.startswith("_") and inspect.isfunction(function):
                yield f"{name}.{key}", function


PUBLIC = [pair for name in govtext.__all__ if name != "__version__" for pair in members(name)]
CALLABLE = [
    pair for pair in PUBLIC if not (inspect.isclass(pair[1]) and issubclass(pair[1], Exception))
]


def parameters(value):
    """Return the names of what a public callable or record takes."""
    found = [p for p in inspect.signature(value).parameters if p not in {"self", "cls"}]
    return [name for name in found if not name.startswith("_")]


@pytest.mark.parametrize(("name", "value"), CALLABLE, ids=[name for name, _ in CALLABLE])
def test_every_parameter_is_documented(name, value):
    """The docstring of a public name says what each parameter or field means."""
    documented = set()
    for line in re.findall(r"^\s*([\w, *]+)$", inspect.getdoc(value) or "", re.MULTILINE):
        documented.update(part.strip(" *") for part in line.split(","))
    assert [p for p in parameters(value) if p not in documented] == []


FUNCTIONS = [pair for pair in PUBLIC if inspect.isfunction(pair[1]) and "." not in pair[0]]


@pytest.mark.parametrize(("name", "value"), FUNCTIONS, ids=[name for name, _ in FUNCTIONS])
def test_every_public_function_shows_an_example(name, value):
    """A public function has an example, and all examples are run."""
    assert ">>> " in value.__doc__

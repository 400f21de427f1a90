"""Imports run one way; the order is the one of the design.

Imports inside functions count as well. Names that only type checkers import do not.
"""

import ast
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

import govtext
from govtext.records.faces import FACES, load_face

ROOT = Path(govtext.__file__).parent
# Each row may import the rows above it; members of a row do not import each other.
ORDER = (
    ("errors",),
    ("spans",),
    ("records",),
    ("text", "lexicon"),
    ("structure", "segment"),
    ("themes", "metrics", "actions"),
    ("analyzer",),
    ("pipeline", "evaluate", "archive"),
    ("readers",),
    ("batch", "present"),
    ("cli",),
)
RANK = {name: rank for rank, row in enumerate(ORDER) for name in row}
THIRD_PARTY_HOMES = {
    "jieba": {"segment"},
    "rjieba": {"segment"},
    "spacy": {"pipeline"},
    "sklearn": {"themes", "evaluate"},
    "jinja2": {"present"},
    "matplotlib": {"present"},
    "openpyxl": {"present"},
    "pyarrow": {"batch", "records"},
    "ahocorasick_rs": {"lexicon", "themes", "actions"},
    "pypdfium2": {"readers"},
    "lxml": {"readers"},
    "distributed": {"batch"},
    "dask": {"batch"},
}


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imported(path):
    """Yield each module that a file imports, with whether only type checkers see it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                is_module = inner.removeprefix("govtext.") in NAMES
                yield inner if is_module else node.module, id(node) in hidden
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, id(node) in hidden


MODULES = sorted(
    path for path in ROOT.rglob("*.py") if path.parent != ROOT or path.stem != "__init__"
)
NAMES = {module_name(path): path for path in MODULES}


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_module_imports_only_what_stands_below_it(path):
    """No module imports its own row's siblings or anything above."""
    own = module_name(path)
    top = own.split(".")[0]
    for module, is_hidden in imported(path):
        if not module.startswith("govtext.") or is_hidden:
            continue
        other = module.split(".")[1]
        if other == top:
            continue
        assert RANK[other] < RANK[top], f"{own} imports {module}"


def test_no_module_imports_itself_in_a_circle():
    """Modules of one folder have an order too, imports inside functions included."""
    graph = {}
    for own, path in NAMES.items():
        seen = {
            module.removeprefix("govtext.")
            for module, is_hidden in imported(path)
            if module.startswith("govtext.") and not is_hidden
        }
        graph[own] = seen & set(NAMES)
    assert len(list(TopologicalSorter(graph).static_order())) == len(NAMES)


@pytest.mark.parametrize("name", FACES)
def test_a_face_of_a_report_is_there(name):
    """Each name that Report looks up late is a public function or class of its module."""
    module = import_module(FACES[name])
    assert name in module.__all__
    assert callable(load_face(name))


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_third_party_library_stands_in_its_own_folder(path):
    """spaCy is used in pipeline only, scikit-learn in themes and evaluate only, and so on."""
    top = module_name(path).split(".")[0]
    for module, is_hidden in imported(path):
        homes = THIRD_PARTY_HOMES.get(module.split(".")[0])
        assert is_hidden or homes is None or top in homes, f"{path} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_module_is_short_enough_to_read(path):
    """No module is longer than 600 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 600


def test_every_package_has_its_row():
    """A new folder must be given its place in the order."""
    folders = {path.name for path in ROOT.iterdir() if (path / "__init__.py").is_file()}
    assert folders <= set(RANK)


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_no_assert_checks_input(path):
    """Asserts vanish under -O, so none stands in the library."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assert)]

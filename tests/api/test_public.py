"""The public surface: names, cost of importing, documented errors."""

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import govtext

ROOT = Path(govtext.__file__).parent
REPOSITORY = ROOT.parent.parent
PUBLIC_NAMES = Path(__file__).with_name("public_names.txt")


def test_public_names_are_the_listed_ones():
    """A name is added to or taken from the public surface on purpose only."""
    assert sorted(govtext.__all__) == PUBLIC_NAMES.read_text(encoding="utf-8").split()


@pytest.mark.parametrize("name", govtext.__all__)
def test_public_name_loads_and_is_documented(name):
    """Every public name can be had from the package and says what it is."""
    value = getattr(govtext, name)
    assert isinstance(value, str) or value.__doc__


CALLABLES = [name for name in govtext.__all__ if callable(getattr(govtext, name))]


@pytest.mark.parametrize("name", CALLABLES)
def test_public_name_has_a_running_example(name):
    """Every public class and function shows what it does; the examples run as doctests."""
    lines = inspect.getdoc(getattr(govtext, name)).splitlines()
    shown = lines[lines.index("Examples") :] if "Examples" in lines else []
    assert [line for line in shown if line.startswith(">>>")]


@pytest.mark.parametrize("name", CALLABLES)
def test_public_parameters_and_results_are_documented(name):
    """Each parameter stands in the docstring by its name, and so does each method."""
    value = getattr(govtext, name)
    told = inspect.getdoc(value)
    if not issubclass(value if inspect.isclass(value) else object, BaseException):
        for parameter in inspect.signature(value).parameters:
            assert re.search(rf"^(?:.*, )?{parameter}\b", told, re.MULTILINE), parameter
    if inspect.isclass(value):
        methods = {n: m for n, m in vars(value).items() if not n.startswith("_")}
        undocumented = [n for n, m in methods.items() if callable(m) and not inspect.getdoc(m)]
        assert undocumented == []


def test_unknown_name_is_refused():
    """A misspelt name gives AttributeError, as in any module."""
    with pytest.raises(AttributeError, match="analyse"):
        govtext.analyse  # noqa: B018


def test_importing_loads_no_third_party_package():
    """`import govtext` loads nothing but the standard library and itself."""
    code = (
        "import sys, govtext; "
        "names = {m.split('.')[0] for m in sys.modules}; "
        "print(*sorted(n for n in names if n not in sys.stdlib_module_names and n != 'govtext' "
        "and not n.startswith('_')))"
    )
    run = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT.parent)!r}); {code}",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == []


def test_analyzing_loads_neither_spacy_nor_scikit_learn():
    """The common path stays light: spaCy, scikit-learn, pandas and matplotlib stay out."""
    code = (
        "import sys, govtext; govtext.analyze('一、学习\\n全年立案**件。'); "
        "print(*[m for m in ('spacy', 'sklearn', 'pandas', 'matplotlib') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == []


def codes_in_source(kinds):
    """Return the codes given to errors of these classes, or to Finding."""
    found = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in kinds:
                position = 0 if "Finding" in kinds else 1
                texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
                if len(node.args) > position:
                    last = node.args[position]
                    if isinstance(last, ast.Constant) and isinstance(last.value, str):
                        found.add(last.value)
                del texts
    return found


def headings(page):
    text = (REPOSITORY / "docs" / page).read_text(encoding="utf-8")
    return set(re.findall(r"^#{2,3} `?([a-z0-9-]+)`?\s*$", text, re.MULTILINE))


@pytest.mark.skipif(not (REPOSITORY / "docs").is_dir(), reason="installed without docs")
@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        (
            "errors.md",
            {"ConfigError", "InputError", "LexiconError", "FormatError", "MissingExtraError"},
        ),
        ("findings.md", {"Finding"}),
    ],
)
def test_every_code_is_documented(page, kinds):
    """Each code has a heading in the documentation."""
    assert codes_in_source(kinds) - headings(page) == set()


def test_importing_takes_less_than_a_tenth_of_a_second():
    """`import govtext` in a fresh process costs under 0.1 s of processor time."""
    code = (
        "import time; t = time.process_time(); import govtext; print(time.process_time() - t)"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(3)
    ]
    assert min(float(run.stdout) for run in runs) < 0.1


@pytest.mark.skipif(not (REPOSITORY / "docs").is_dir(), reason="installed without docs")
@pytest.mark.parametrize("page", ["errors.md", "findings.md"])
def test_every_documented_code_exists(page):
    """No page speaks of a code that the library can't give."""
    written = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                written.add(node.value)
    built = tuple(text for text in written if re.fullmatch(r"[a-z]+-", text))
    gone = {c for c in headings(page) if c not in written and not c.startswith(built)}
    assert gone == set()

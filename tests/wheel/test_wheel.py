"""The built wheel in an empty environment: no source folder, no tools of development."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.conftest import REPOSITORY

# The oldest version that is supported, and the newest that is here.
OLDEST = "python3.11"
NEWER = ("python3.14", "python3.13", "python3.12")
CLEAN = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
ENTRY_POINTS = (
    "import spacy; nlp = spacy.blank('zh'); nlp.add_pipe('govtext_metrics'); "
    "doc = nlp('全年立案12件。'); print(doc.spans['govtext_metrics'][0])"
)

pytestmark = pytest.mark.skipif(
    not (REPOSITORY / "pyproject.toml").is_file(), reason="the source tree is not here"
)


def run(*command, cwd):
    """Run a command and return what it prints; a failure shows everything it said."""
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=CLEAN,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def find(name):
    """Return an interpreter of that name that starts: from PATH, or one of pyenv's."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    folders = [*os.get_exec_path(), *sorted(versions.glob("*/bin"), reverse=True)]
    for folder in folders:
        path = shutil.which(name, path=str(folder))
        if (
            path
            and subprocess.run([path, "-V"], capture_output=True, check=False).returncode == 0
        ):
            return path
    return None


def interpreters():
    """Return the oldest version, and the newest of the others, as parameters."""
    newest = next((name for name in NEWER if find(name)), NEWER[0])
    return [
        pytest.param(
            name, marks=pytest.mark.skipif(not find(name), reason=f"{name} is not here")
        )
        for name in (OLDEST, newest)
    ]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from the source tree."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip")
    run(*pip, "wheel", "-q", "--no-deps", "-w", folder, REPOSITORY, cwd=folder)
    return next(folder.glob("*.whl"))


def test_wheel_holds_the_package_and_its_data_alone(wheel):
    """Data, templates, types and licence are in; tests, notebooks and pickles are not."""
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"govtext"}
    for needed in (
        "govtext/py.typed",
        "govtext/present/templates/page.html.j2",
        "govtext/themes/data/model/model.npz",
        "govtext/lexicon/data/terms/terms.tsv",
    ):
        assert needed in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.endswith((".pkl", ".pickle", ".pyc", ".ipynb"))]


@pytest.mark.parametrize("python", interpreters())
def test_wheel_runs_the_readme_in_an_empty_environment(python, wheel, tmp_path):
    """README's examples, the command and spaCy's entry points work from the wheel alone."""
    run(find(python), "-m", "venv", tmp_path / "env", cwd=tmp_path)
    own = tmp_path / "env" / "bin" / "python"
    run(own, "-m", "pip", "install", "-q", wheel, cwd=tmp_path)
    assert "pytest" not in run(own, "-m", "pip", "list", cwd=tmp_path)
    shutil.copy(REPOSITORY / "README.md", tmp_path)
    run(own, "-m", "doctest", "-o", "NORMALIZE_WHITESPACE", "README.md", cwd=tmp_path)
    assert run(tmp_path / "env" / "bin" / "govtext", "version", cwd=tmp_path).strip()
    assert run(own, "-W", "ignore", "-c", ENTRY_POINTS, cwd=tmp_path).strip() == "12件"

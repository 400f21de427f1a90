"""Every example in README and docs is run."""

import doctest
import re
import shlex
import subprocess
import sys

import pytest
from tests.conftest import REPOSITORY

PAGES = sorted(
    [
        *REPOSITORY.glob("README*.md"),
        *(
            page
            for page in (REPOSITORY / "docs").rglob("*.md")
            if "generated" not in page.parts
        ),
    ]
)
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
FLAGS = doctest.NORMALIZE_WHITESPACE


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples_of_a_page(page):
    """Each `>>>` example prints what the page says."""
    result = doctest.testfile(
        str(page), module_relative=False, encoding="utf-8", optionflags=FLAGS
    )
    assert result.failed == 0


def commands(page):
    """Return the govtext commands of the page's console blocks."""
    return [
        line.removeprefix("$ ")
        for block in CONSOLE.findall(page.read_text(encoding="utf-8"))
        for line in block.splitlines()
        if line.startswith("$ govtext ")
    ]


@pytest.mark.parametrize(
    "page", [page for page in PAGES if commands(page)], ids=lambda p: p.name
)
def test_commands_of_a_page(page, tmp_path):
    """Each `$ govtext` line succeeds, one after another; they write to a folder of the test."""
    run = "import sys; from govtext.cli.main import run; run()"
    for command in commands(page):
        arguments = [
            part.replace("build/", f"{tmp_path}/") for part in shlex.split(command)[1:]
        ]
        done = subprocess.run(
            [sys.executable, "-c", run, *arguments],
            capture_output=True,
            cwd=REPOSITORY,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0, f"{command}: {done.stderr.decode()}"

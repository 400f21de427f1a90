"""The file of typing assertions also runs as it stands; checkers read it in `make type`."""

import runpy

from tests.conftest import REPOSITORY


def test_what_checkers_are_told_is_true_when_run():
    """Each name of the typing file exists and gives what it says."""
    names = runpy.run_path(str(REPOSITORY / "tests" / "typing" / "public_types.py"))
    assert names["report"].metrics

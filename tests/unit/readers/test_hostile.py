"""Hostile files end in an error of their own, in time and in memory."""

import pytest
from tests.hostile import make_hostile, write_hostile

from govtext.readers import iter_sources

HOSTILE = make_hostile()


def outcomes(source, **options):
    entries = list(iter_sources(source, **options))
    return {entry.error.code if entry.error else None for entry in entries}


def test_there_are_sixty():
    """The set is as large as was promised, with no name twice."""
    assert len({hostile.name for hostile in HOSTILE}) == len(HOSTILE) >= 60


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_outcome(hostile):
    """Each hostile file ends in a code that is right for it, and nothing else is raised."""
    found = outcomes(hostile.data, id=hostile.name)
    assert found
    assert found <= set(hostile.codes)


def test_files_without_bytes(tmp_path):
    """A link to nowhere and a forbidden file have their codes; nothing else appears."""
    right = write_hostile(tmp_path / "hostile")
    for name in ("nowhere.txt", "locked.txt"):
        assert outcomes(tmp_path / "hostile" / name) <= set(right[name])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hostile"]


@pytest.mark.parametrize("name", ["nothing-10GB.docx", "bomb.zip"])
def test_bombs_are_not_unpacked(name):
    """A bomb costs at most a small multiple of what a file may unpack to."""
    import tracemalloc

    [hostile] = [hostile for hostile in HOSTILE if hostile.name == name]
    tracemalloc.start()
    outcomes(hostile.data, id=name)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 160 * 2**20

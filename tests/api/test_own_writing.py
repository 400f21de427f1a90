"""What the project holds is its own writing: no passage of the shared texts stands in it."""

import re
import subprocess

import pytest
from tests.conftest import REPOSITORY, SHARED

from govtext.lexicon import load_lexicon

RUN = 20  # Chinese characters; shorter runs are set phrases and the names of indicators
NOT_HAN = re.compile(r"[^\u4e00-\u9fff]+")
WRITTEN = {".tsv", ".toml", ".txt", ".md", ".py", ".ipynb"}


def shared_files():
    for folder in ("gold", "corpus", "bench/suites"):
        yield from sorted((SHARED / folder).rglob("*.txt"))
        yield from sorted((SHARED / folder).rglob("*.jsonl"))


def project_files():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, check=True, capture_output=True, text=True
    ).stdout.split("\0")
    return [REPOSITORY / name for name in listed if (REPOSITORY / name).suffix in WRITTEN]


@pytest.fixture(scope="module")
def pieces_of():
    """A function that cuts a text at set phrases and gives the runs of Chinese between."""
    terms = sorted(
        (term for term in load_lexicon().entries if len(term) >= 5),
        key=len,
        reverse=True,
    )
    phrases = re.compile("|".join(map(re.escape, terms)))

    def cut(text):
        return [NOT_HAN.sub("", piece) for piece in phrases.split(text)]

    return cut


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared texts are not here")
def test_no_passage_of_the_shared_texts_is_copied(pieces_of):
    """No file shares 20 Chinese characters in a row with them, set phrases left out."""
    known = set()
    for path in shared_files():
        for piece in pieces_of(path.read_text("utf-8")):
            known.update(piece[i : i + RUN] for i in range(len(piece) - RUN + 1))
    assert known
    copied = [
        f"{path.relative_to(REPOSITORY)}: {piece[i : i + RUN]}"
        for path in project_files()
        for line in path.read_text("utf-8").splitlines()
        for piece in pieces_of(line)
        for i in range(len(piece) - RUN + 1)
        if piece[i : i + RUN] in known
    ]
    assert copied == []

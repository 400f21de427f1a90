"""Build the background table of the keywords: ``python -m govtext.segment.background DATA``.

DATA is the project's ``data`` folder: its reports, its archive and its labelled paragraphs
are read, and the table says how many paragraphs hold each word.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from govtext.lexicon.manifest import refresh_manifest
from govtext.segment.keywords import content_words
from govtext.segment.segmenter import Segmenter
from govtext.spans import TextView

__all__ = ["build_background", "main"]

_FOLDER = Path(__file__).parent / "data" / "background"
_FEWEST = 2


def _read_paragraphs(data: Path) -> Iterator[str]:
    for folder in ("reports", "archive"):
        for path in sorted((data / folder).rglob("*.txt")):
            if "damaged" not in path.parts:
                yield from path.read_text("utf-8").splitlines()
    for path in sorted((data / "themes").glob("*.tsv")):
        header, *rows = path.read_text("utf-8").splitlines()
        column = header.split("\t").index("text")
        yield from (row.split("\t")[column] for row in rows)


def build_background(data: Path) -> dict[str, int]:
    """Return how many paragraphs under ``data`` hold each word; ``*`` is their number.

    Words that fewer than two paragraphs hold are left out.
    """
    segmenter = Segmenter()
    held: Counter[str] = Counter()
    paragraphs = 0
    for text in _read_paragraphs(data):
        if text.strip():
            words, terms = segmenter.segment(TextView.plain(text))
            held.update({word for _, word, _ in content_words(text, words, terms)})
            paragraphs += 1
    return {"*": paragraphs, **{word: n for word, n in held.items() if n >= _FEWEST}}


def main(arguments: list[str]) -> None:
    """Write the table anew from the data folder named first."""
    counts = build_background(Path(arguments[0]))
    lines = ["word\tparagraphs", *(f"{word}\t{n}" for word, n in sorted(counts.items()))]
    (_FOLDER / "background.tsv").write_bytes(("\n".join(lines) + "\n").encode("utf-8"))
    refresh_manifest(_FOLDER)
    sys.stdout.write(f"{counts['*']} paragraphs, {len(counts) - 1} words\n")


if __name__ == "__main__":
    main(sys.argv[1:])

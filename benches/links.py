"""Plans and passages found again a year later: ``python benches/links.py [FOLDER]``.

The folder (annotated reports beside the repository unless another is given) holds
``NAMEa.txt`` and ``NAMEb.txt``, the reports of two years, and ``NAME_links.json``: a list of
``{"plan": …, "done": …}`` and ``{"same": [earlier, later]}``, each a passage as written. A
link counts as found where the spans given overlap both of its passages. The links are
examples and not all there are, so that only the share found can be told.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import govtext
from govtext.archive import find_carried_over, track_promises
from govtext.spans import CharSpan

GOLD = Path(__file__).resolve().parent.parent.parent / "shared" / "gold"


def locate(text: str, passage: str) -> CharSpan:
    """Return where a passage stands."""
    start = text.index(passage)
    return CharSpan(start, start + len(passage))


def score(links_path: Path) -> Counter[str]:
    """Print the links of one pair of reports that were not found, and count."""
    stem = links_path.name.removesuffix("_links.json")
    old, new = (
        govtext.analyze((links_path.parent / f"{stem}{letter}.txt").read_text("utf-8"))
        for letter in "ab"
    )
    found = {
        "promises": [(p.action.span, p.later) for p in track_promises(old, new) if p.later],
        "carried over": [(c.earlier, c.later) for c in find_carried_over(old, new)],
    }
    counts: Counter[str] = Counter()
    for link in json.loads(links_path.read_text("utf-8")):
        kind = "promises" if "plan" in link else "carried over"
        earlier, later = link["same"] if "same" in link else (link["plan"], link["done"])
        wanted = locate(old.text, earlier), locate(new.text, later)
        hit = any(
            one.overlaps(wanted[0]) and two.overlaps(wanted[1]) for one, two in found[kind]
        )
        counts[f"{kind} in all"] += 1
        counts[kind] += hit
        if not hit:
            print(f"  not found: {earlier} | {later}")
    return counts


def main() -> int:
    """Print the share of links found."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD
    paths = sorted(folder.glob("*_links.json"))
    if not paths:
        print(f"{folder} has no NAME_links.json; give a folder that has", file=sys.stderr)
        return 2
    counts: Counter[str] = Counter()
    for path in paths:
        counts += score(path)
    for kind in ("promises", "carried over"):
        print(f"{kind}: {counts[kind]} of {counts[f'{kind} in all']} links found")
    return 0


if __name__ == "__main__":
    sys.exit(main())

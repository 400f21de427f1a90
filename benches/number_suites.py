"""Values on the number suites of other projects: ``python benches/number_suites.py [FOLDER]``.

FOLDER holds ``suites/*.jsonl`` (default ``../shared/bench``). Prints for each suite how many
cases are right as a whole, of all cases and of those where ANNOTATION.md and the suite agree,
and lists what is left out by the rule that leaves it out.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from govtext.errors import InputError
from govtext.metrics import convert, scan_quantities
from govtext.text.numerals import find_numerals, parse_numeral

# What a suite counts otherwise than ANNOTATION.md: rule, and what cases it is about.
_LEFT_OUT: dict[str, tuple[tuple[str, str], ...]] = {
    "recognizers-number-numbermodel": (
        (r"\^", "a power is a formula, no quantity"),
        (r"\d ?[kKM]\b", "k and M are no scales of official text"),
        (r"点两", "点 of the clock"),
    ),
    "recognizers-number-percentmodel": (
        (r"[kKｋＫ](?:个|個|$)", "k is no scale of official text"),
        (r"二三十|\d-\d", "a range has no single value (section 3, value)"),
        (r"百分位", "百分位 is a rank in a distribution"),
    ),
    "recognizers-numberwithunit-currencymodel": (
        (r"^人民币 ?美元$", "a unit without a number is no quantity"),
        (r"比特币", "no money of a state"),
        (r"本銭|又三美分", "two amounts are two records (one record a quantity)"),
    ),
}


def _cases(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _close(a: Decimal | None, b: Decimal | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= Decimal("1e-9") * max(Decimal(1), abs(a))


def _wanted(case: dict[str, Any]) -> list[Decimal | None]:
    wanted: list[Decimal | None] = []
    for one in case["expected"]:
        value = str(one["resolution"].get("value")).rstrip("%")
        wanted.append(None if value == "None" else Decimal(value))
    return wanted


def _numbers(text: str) -> list[Decimal | None]:
    return [numeral.value for numeral in find_numerals(text)]


def _percents(text: str) -> list[Decimal | None]:
    found = [q for q in scan_quantities(text) if q.kind in ("percent", "percentage_point")]
    return [
        convert(q.value, q.unit, "%")
        if q.value is not None and q.unit in ("‰", "‱")
        else q.value
        for q in found
    ]


def _sums(text: str) -> list[Decimal | None]:
    return [q.value for q in scan_quantities(text) if q.kind == "money"]


def _run(path: Path, read: Callable[[str], list[Decimal | None]]) -> None:
    rules = _LEFT_OUT[path.stem]
    right = all_right = count = 0
    left_out: dict[str, list[str]] = {}
    wrong: list[str] = []
    for case in _cases(path):
        got, wanted = read(case["input"]), _wanted(case)
        good = len(got) == len(wanted) and all(map(_close, got, wanted))
        count += 1
        all_right += good
        rule = next((why for pattern, why in rules if re.search(pattern, case["input"])), None)
        if rule is not None:
            left_out.setdefault(rule, []).append(case["id"])
        else:
            right += good
            if not good:
                wrong.append(case["id"])
    kept = count - sum(map(len, left_out.values()))
    print(f"{path.stem}: {right}/{kept} = {right / kept:.3f} (all: {all_right}/{count})")
    for rule, ids in left_out.items():
        print(f"  left out {len(ids)}: {rule}: {' '.join(i[-5:] for i in ids)}")
    print(f"  wrong: {' '.join(i[-5:] for i in wrong)}")


def _run_numerals(path: Path) -> None:
    right = count = 0
    for case in _cases(path):
        if "value" not in case["expected"]:
            continue
        count += 1
        try:
            got = parse_numeral(case["input"])
        except InputError:
            continue
        right += _close(got, Decimal(str(case["expected"]["value"])))
    print(f"{path.stem}: {right}/{count} = {right / count:.3f}")


def main() -> None:
    """Print the figures."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/bench") / "suites"
    if not root.is_dir():
        sys.exit(f"{root} is not there; give the folder that holds suites/")
    _run_numerals(root / "cn2an-cn2an.jsonl")
    _run(root / "recognizers-number-numbermodel.jsonl", _numbers)
    _run(root / "recognizers-number-percentmodel.jsonl", _percents)
    _run(root / "recognizers-numberwithunit-currencymodel.jsonl", _sums)


if __name__ == "__main__":
    main()

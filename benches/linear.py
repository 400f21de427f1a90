"""Whether time grows with length on hostile text: ``python benches/linear.py``.

Each text is one unit said over and over, or opened and never closed, of 250,000 and of
1,000,000 characters. Printed are the seconds for both and their ratio, for
``find_quantities`` and for ``analyze``; the command fails when a ratio is above 6.
``--only NAME`` measures the texts whose name holds NAME.
"""

from __future__ import annotations

import argparse
import gc
import time

from govtext import analyze, find_quantities

SHORT, LONG, BOUND = 250_000, 1_000_000, 6.0
ROUNDS = 2
UNITS = {
    "digits": "1234567890",
    "stars": "*",
    "crosses": "×",
    "circles": "〇",
    "squares": "□",
    "ones": "一",
    "numerals": "三百万",
    "brackets opened": "（",
    "brackets of three kinds": "（“《",
    "titles opened": "《",
    "quotes opened": "“",
    "quotes in quotes": "“‘",
    "square brackets": "〔[【",
    "commas": "1,234,",
    "spaces": "1 234 ",
    "fractions": "百分之",
    "ordinals": "第一，",
    "lists of several heads": "甲3个、乙",
    "listing": "1、2、3、",
    "shares": "占",
    "shares of figures": "占5%的",
    "shares of shares": "占比近居全市第3位",
    "ranges": "3至5至",
    "ratios": "1:2:",
    "from and to": "由3件到",
    "adjoining figures": "两次",
    "points": "1.2.",
    "dollars": "$1",
    "rates": "1/10万",
    "table row": "甲 12 ",
    "table cells": "| 12 ",
    "sentence": "全年立案12件，同比增长5.5%，其中处分3人；",
    "sentences": "全年立案12件，同比增长5.5%。",
    "verbs": "落实、推进、",
    "objects": "对问题的",
    "letters": "a",
    "spaces alone": " ",
    "lines": "一、\n",
}


def seconds(work, text):
    """Return the least CPU time of a few rounds, the collector of cycles held."""
    best = float("inf")
    for _ in range(ROUNDS):
        gc.collect()
        gc.disable()
        start = time.process_time()
        work(text)
        best = min(best, time.process_time() - start)
        gc.enable()
    return best


def fill(unit, size):
    """Return a body paragraph of a unit said over and over."""
    return "一、工作情况\n" + unit * (size // len(unit))


def main():
    """Print all ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="part of a text's name")
    args = parser.parse_args()
    highest = 0.0
    for name, unit in UNITS.items():
        if args.only not in name:
            continue
        for work in (find_quantities, analyze):
            short, long = (seconds(work, fill(unit, size)) for size in (SHORT, LONG))
            ratio = long / max(short, 1e-3)
            highest = max(highest, ratio)
            mark = "" if ratio <= BOUND else "  above the bound"
            print(
                f"{name:24} {work.__name__:16} {short:7.3f} s {long:7.3f} s  {ratio:5.2f}{mark}",
                flush=True,
            )
    print(f"highest ratio {highest:.2f}; the bound is {BOUND:g} for four times the text")
    if highest > BOUND:
        raise SystemExit(1)


if __name__ == "__main__":
    main()

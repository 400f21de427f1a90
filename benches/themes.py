"""Every figure of the theme finder: ``python benches/themes.py [GOLD] [ARCHIVE]``.

Printed are: accuracy, macro-F1 and nulls kept on annotated reports, in their layout and from
the words alone (each paragraph by itself, its run-in heading cut off); the share of paragraphs
of government work reports that get a theme; accuracy and calibration on the test part of
``data/themes``; and the time as a ratio to ``jieba.lcut``.

How many paragraphs about other business get a theme needs a reader, since many paragraphs of
work reports do speak of shortcomings, integrity or cadres: ``--list 200`` prints a sample of
the themed paragraphs, always the same for the same model; count those about none of the
themes and give the count as ``--wrong N`` to have the share of all other paragraphs.
"""

from __future__ import annotations

import argparse
import random
import time
import warnings
from collections import Counter
from pathlib import Path
from statistics import median

from govtext.analyzer import Analyzer
from govtext.evaluate.gold import read_gold
from govtext.segment import Segmenter
from govtext.themes.cues import build_matchers
from govtext.themes.model import shipped_model
from govtext.themes.taxonomy import load_taxonomy
from govtext.themes.training import measure
from govtext.themes.training_data import find_near_duplicates, read_rows, split_rows

HERE = Path(__file__).resolve().parent.parent
SHARED = HERE.parent / "shared"


class Tally:
    """Right and wrong labels of paragraphs."""

    def __init__(self):
        self.right = self.themed = self.kept = self.bare = 0
        self.hit, self.false, self.missed = Counter(), Counter(), Counter()

    def add(self, gold, said):
        """Count one paragraph; None is no theme."""
        if gold:
            self.themed += 1
            self.right += said == gold
        else:
            self.bare += 1
            self.kept += said is None
        if gold == said:
            self.hit[gold] += 1
        else:
            self.missed[gold] += 1
            self.false[said] += 1

    def line(self):
        """Return the figures as text."""
        labels = load_taxonomy().labels
        f1 = [
            2 * self.hit[x] / max(1, 2 * self.hit[x] + self.false[x] + self.missed[x])
            for x in labels
        ]
        return (
            f"accuracy {self.right / max(1, self.themed):.3f} (n {self.themed})  "
            f"macro-F1 {sum(f1) / len(f1):.3f}  "
            f"null kept {self.kept / max(1, self.bare):.3f} (n {self.bare})"
        )


def gold_figures(folder):
    """Print the figures on annotated reports."""
    analyzer = Analyzer()
    layout, alone = Tally(), Tally()
    for gold in read_gold(folder):
        report = analyzer.analyze(gold.text)
        for wanted in gold.paragraphs:
            if wanted["role"] not in ("body", "intro"):
                continue
            label = wanted["theme"] if wanted["role"] == "body" else None
            middle = (wanted["start"] + wanted["end"]) // 2
            found = next(p for p in report.paragraphs if p.start <= middle <= p.end)
            layout.add(label, found.theme.label if found.theme else None)
            start = wanted["heading"][1] if wanted.get("heading") else wanted["start"]
            single = analyzer.analyze(gold.text[start : wanted["end"]]).paragraphs
            body = [p for p in single if p.theme]
            alone.add(label, body[0].theme.label if body else None)
    print("annotated reports     ", layout.line())
    print("  from words alone    ", alone.line())


def archive_figures(folder, shown, wrong):
    """Print how many paragraphs of work reports get a theme, and some of them to read."""
    analyzer = Analyzer()
    counts, rows = Counter(), []
    for file in sorted(folder.glob("*/*.txt")):
        if "中央纪委" in file.parts or "统计公报" in file.parts:
            continue
        report = analyzer.analyze(file.read_text("utf-8"))
        for p in report.paragraphs:
            if p.role == "body" and p.theme:
                counts[p.theme.label] += 1
                if p.theme.label:
                    rows.append((f"{file.parent.name}/{file.stem}", p, report.text))
    total = sum(counts.values())
    print(f"work reports           {total} body paragraphs; ", end="")
    print("; ".join(f"{k} {v / total:.3%}" for k, v in counts.most_common()))
    sample = random.Random(0).sample(rows, min(shown, len(rows)))
    for name, p, text in sample:
        words = " ".join(text[p.start : p.start + 110].split())
        print(f"  {p.theme.label} by {p.theme.by} {p.theme.score:.2f} {name}: {words}")
    if wrong is not None:
        taken = wrong / len(sample) * len(rows)
        share = taken / (counts[None] + taken)
        print(f"  of other business given a theme: {wrong} of {len(sample)} read, {share:.1%}")


def data_figures():
    """Print the figures on the test part of the training data."""
    taxonomy = load_taxonomy()
    rows = read_rows([HERE / "data" / "themes"], taxonomy)
    _, tested = split_rows(rows)
    find = build_matchers(taxonomy).content.find
    for number, label in enumerate((*taxonomy.labels, "")):
        own = [row.text for row in rows if row.theme == label]
        bare = sum(
            not any(hit.theme == number and hit.tier == "strong" for hit in find(text))
            for text in own
        )
        length = int(median(map(len, own)))
        print(
            f"  {label or 'none':26} {len(own)}, {bare / len(own):.0%} without a strong cue",
            end="",
        )
        print(f" of its own, median length {length}")
    figures = measure(shipped_model(), tested, taxonomy, Segmenter())
    print(f"own data               {len(rows)} paragraphs, {len(tested)} of moulds held out")
    for name in ("words", "decision"):
        row = {k: v for k, v in figures[name].items() if k != "f1"}
        print(f"  {name:20}", row, figures[name]["f1"])
    print("  near-duplicates across moulds:", len(find_near_duplicates(rows)))


def speed(folder):
    """Print the time of the finder with words at hand, as a ratio to jieba.lcut."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

        jieba.setLogLevel(60)
        jieba.initialize()
    files = sorted(folder.glob("*/202*.txt"))[:30]
    texts = [file.read_text("utf-8") for file in files]
    analyzer = Analyzer()
    layers = [analyzer.read_layers(text)[0] for text in texts]
    analyzer.themes.find(layers[0])
    best = {}
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            jieba.lcut(text)
        best["jieba"] = min(best.get("jieba", 1e9), time.process_time() - start)
        start = time.process_time()
        for one in layers:
            analyzer.themes.find(one)
        best["themes"] = min(best.get("themes", 1e9), time.process_time() - start)
    size = sum(map(len, texts))
    ratio = best["themes"] / best["jieba"]
    print(f"speed                  {ratio:.3f} of jieba.lcut's time on {size} characters")


def main():
    """Print all figures for which the data is there."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", nargs="?", type=Path, default=SHARED / "gold")
    parser.add_argument("archive", nargs="?", type=Path, default=SHARED / "corpus")
    parser.add_argument("--list", type=int, default=0, help="themed paragraphs to print")
    parser.add_argument("--wrong", type=int, help="how many of those are about no theme")
    args = parser.parse_args()
    data_figures()
    if args.gold.is_dir():
        gold_figures(args.gold)
    if args.archive.is_dir():
        speed(args.archive)
        archive_figures(args.archive, args.list, args.wrong)


if __name__ == "__main__":
    main()

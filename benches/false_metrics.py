"""False figures in sentences drawn at random: ``python benches/false_metrics.py [ARCHIVE]``.

``--list`` prints the draw for a reader: sentences drawn evenly from all sentences of body
text of all files (headings left out), those with a numeral or mask shown, with their figures
in 【】 and a numbered line a figure; ``--seed`` and ``--sentences`` choose another draw. The reader names what is no
quantity that the report states, or is read wrongly: ``--wrong 3,17,90`` prints the share,
and ``--wrong FILE`` reads lines ``NUMBER REASON...`` and, for figures that were not found,
``sSENTENCE missed WORDS``.

``--keep`` adds that judgement to ``benches/false_metrics.tsv``: places and reasons, no text.
Without options the command prints what the kept judgements say: the share at first sight, and
the share of what is found in the same sentences now, with how many figures found now were
never judged. The reasons ``false`` (no quantity), ``span`` and ``value`` (number or unit) make
a figure wrong; ``indicator``, ``change``, ``basis``, ``period``, ``status``, ``kind`` and
``bounds`` are counted apart.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter, defaultdict
from pathlib import Path

from govtext import analyze
from govtext.structure import read_structure
from govtext.text.view import make_view

HERE = Path(__file__).resolve().parent
ARCHIVE = HERE.parent.parent / "shared" / "corpus"
KEPT = HERE / "false_metrics.tsv"
COLUMNS = ("seed", "file", "start", "end", "judged")
WRONG = ("false", "span", "value")
NUMERAL = re.compile(r"[\d零〇一二两三四五六七八九十百千万亿半几数翻×*XxＸｘ○□某＊_]")
FIELDS = ("indicator", "change", "basis", "period", "status", "kind", "bounds")


def draw(archive, count, seed):
    """Return ``count`` sentences as (file, start, end), offsets into the original text."""
    places = []
    for file in sorted(archive.rglob("*.txt")):
        view = make_view(file.read_text("utf-8"))
        layout = read_structure(view)
        name = file.relative_to(archive).as_posix()
        for sentence in layout.sentences:
            role = layout.paragraphs[sentence.paragraph].role
            if sentence.part != "heading" and role in ("body", "intro"):
                span = view.offsets.span_to_original(sentence.span)
                places.append((name, span.start, span.end))
    return sorted(random.Random(seed).sample(places, min(count, len(places))))


def read_metrics(archive, sentences):
    """Yield each sentence with its text and its metrics."""
    reports = {}
    for name, start, end in sentences:
        if name not in reports:
            reports = {name: analyze((archive / name).read_text("utf-8"))}
        report = reports[name]
        found = [m for m in report.metrics if start <= m.start and m.end <= end]
        yield (name, start, end), report.text[start:end], found


def show(drawn):
    """Print sentences and figures for a reader, who judges the numbered lines."""
    number = 0
    for index, ((name, start, _), text, found) in enumerate(drawn, 1):
        if not NUMERAL.search(text):
            continue
        marked, reached = [], 0
        for m in found:
            marked += [text[reached : m.start - start], f"【{m.text}】"]
            reached = m.end - start
        print(f"s{index} {name}:{start} {''.join(marked)}{text[reached:]}".replace("\n", " "))
        for m in found:
            number += 1
            said = [m.value, m.low, m.high, m.unit, m.kind, m.indicator, m.change, m.basis]
            said += [m.period, m.status]
            print(
                f"   {number:4} {m.text} | {' | '.join('-' if x is None else str(x) for x in said)}"
            )


def read_judgement(words):
    """Return reasons by number of figure, and words missed by number of sentence."""
    if not Path(words).is_file():
        return {int(word): ["false"] for word in words.split(",") if word}, {}
    reasons, missed = {}, defaultdict(list)
    for line in Path(words).read_text("utf-8").splitlines():
        head, *rest = line.split()
        if re.fullmatch(r"s\d+", head) and rest[0] == "missed":
            missed[int(head[1:])].append(" ".join(rest[1:]))
        else:
            unknown = set(rest) - {*WRONG, *FIELDS}
            if unknown:
                raise SystemExit(f"unknown reason {sorted(unknown)} in: {line}")
            reasons[int(head)] = rest
    return reasons, missed


def judge(drawn, reasons, missed, seed):
    """Return the rows of a judgement, one a sentence: its place, and what was judged in it."""
    rows, number = [], 0
    for index, ((name, start, end), text, found) in enumerate(drawn, 1):
        judged = []
        for m in found:
            number += 1
            judged.append(f"{m.start}-{m.end}:{'+'.join(reasons.get(number, ['right']))}")
        for words in missed.get(index, ()):
            offset = start + text.index(words)
            judged.append(f"{offset}-{offset + len(words)}:missed")
        rows.append((str(seed), name, str(start), str(end), " ".join(judged)))
    return rows


def verdicts_of(row):
    """Return the verdicts of a row by where the figures stand."""
    parts = [part.partition(":")[::2] for part in row[-1].split()]
    return {tuple(map(int, place.split("-"))): verdict for place, verdict in parts}


def is_wrong(verdict):
    """Tell whether a verdict says that the figure is none, or another."""
    return any(reason in WRONG for reason in verdict.split("+"))


def print_shares(title, verdicts):
    """Print the share of wrong figures and the counts of each reason."""
    verdicts = list(verdicts)
    found = [v for v in verdicts if v != "missed"]
    wrong = sum(map(is_wrong, found))
    counts = Counter(reason for v in found for reason in v.split("+") if reason != "right")
    counts["missed"] = sum(v == "missed" for v in verdicts)
    listed = ", ".join(f"{reason} {counts[reason]}" for reason in (*WRONG, *FIELDS, "missed"))
    print(
        f"{title}: {wrong} of {len(found)} wrong, {wrong / max(1, len(found)):.2%} ({listed})"
    )


def print_kept(archive):
    """Print the shares of the kept judgements, at first sight and now."""
    rows = [line.split("\t") for line in KEPT.read_text("utf-8").splitlines()[1:]]
    for seed in dict.fromkeys(row[0] for row in rows):
        own = [row for row in rows if row[0] == seed]
        judged = {(row[1], *place): v for row in own for place, v in verdicts_of(row).items()}
        print_shares(f"seed {seed}, {len(own)} sentences, first sight", judged.values())
        sentences = [(row[1], int(row[2]), int(row[3])) for row in own]
        now = [
            (name, m.start, m.end)
            for (name, _, _), _, found in read_metrics(archive, sentences)
            for m in found
        ]
        same = [judged[place] for place in now if place in judged]
        print(
            f"  now: {len(now)} found, {sum(map(is_wrong, same))} of them judged wrong; "
            f"{same.count('missed')} of those missed are found; "
            f"{len(now) - len(same)} were never judged"
        )


def main():
    """Draw, show, judge or print what was kept."""
    parser = argparse.ArgumentParser()
    parser.add_argument("archive", nargs="?", type=Path, default=ARCHIVE)
    parser.add_argument("--sentences", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--list", action="store_true", help="print the draw for a reader")
    parser.add_argument("--wrong", help="numbers of wrong figures, or a file of judgements")
    parser.add_argument(
        "--keep", action="store_true", help="add the judgement to the kept ones"
    )
    args = parser.parse_args()
    if not (args.list or args.wrong):
        print_kept(args.archive)
        return
    drawn = list(read_metrics(args.archive, draw(args.archive, args.sentences, args.seed)))
    if args.list:
        show(drawn)
    if args.wrong:
        rows = judge(drawn, *read_judgement(args.wrong), args.seed)
        verdicts = [verdict for row in rows for verdict in verdicts_of(row).values()]
        print_shares(f"seed {args.seed}, {len(drawn)} sentences", verdicts)
        if args.keep:
            kept = KEPT.read_text("utf-8") if KEPT.exists() else "\t".join(COLUMNS) + "\n"
            KEPT.write_text(kept + "".join("\t".join(row) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    main()

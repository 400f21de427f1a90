"""Score verb-object pairs of general Chinese text with the action rules.

usage: python benches/actions_vo.py SUITE.jsonl [SCORER.py]

SUITE is a `vo-*.jsonl` of the development bench; the rule is its own (lenient: verbs overlap
and the predicted object ends where the head noun of the gold object ends). The treebank
calls the first of several joined nouns the object, a figure behind a noun its modifier, and
a noun before its verb a subject; an action's object is brought to that form before it is
compared. Words that only their tag calls verbs count with ``open_verbs``, since general text
has no closed stock of verbs.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from pathlib import Path

from govtext.actions import ActionFinder
from govtext.analyzer import Analyzer
from govtext.records import Action, Paragraph

_JOINED = re.compile(r"(?<=[^、])(?:、|以及|和|与|及|或)(?=[^、])")
_FIGURE = re.compile(
    r"(?<=[^\W\d])(?:[0-9０-９.,，]+|[一二三四五六七八九十百千万亿两]+)[万亿]?[^\W\d]{1,2}$"
)


def find_pairs(analyzer: Analyzer, finder: ActionFinder, text: str) -> list[dict[str, object]]:
    """Return verb and object of every action of a sentence read as body text."""
    layers, _ = analyzer.read_layers(text)
    body = tuple(Paragraph(p.id, p.start, p.end, "body") for p in layers.paragraphs)
    sentences = tuple(replace(s, part="body") for s in layers.sentences)
    layers = replace(layers, paragraphs=body, sentences=sentences)
    view = layers.view.text
    return [
        {
            "verb": action.verb.cut(view),
            "verb_start": action.verb.start,
            "obj": _head(action.object.cut(view)),
            "obj_start": action.object.start,
        }
        for action in finder.find(layers, ())
        if action.object is not None
        and (action.object.start > action.verb.start or _is_disposed(view, action))
    ]


def _head(thing: str) -> str:
    """Return an object up to the head of its first joined noun, without a figure behind it."""
    owned = thing.rfind("的") + 1
    first = thing[:owned] + _JOINED.split(thing[owned:], maxsplit=1)[0]
    return _FIGURE.sub("", first) or first


def _is_disposed(view: str, action: Action) -> bool:
    """Tell an object of 把 or 将."""
    return action.object is not None and view[: action.object.start].endswith(("把", "将"))


def score(gold: list[list[dict]], predicted: list[list[dict]]) -> tuple[float, float, float]:
    """Return precision, recall and F1; pairs whose object is a clause count neither way."""
    hits = wrong = wanted = 0
    for want, got in zip(gold, predicted, strict=True):
        required = [pair for pair in want if pair["kind"] == "noun"]
        optional = [pair for pair in want if pair["kind"] != "noun"]
        wanted += len(required)
        open_pairs = list(required)
        for pair in got:
            match = next((g for g in open_pairs if _same(g, pair)), None)
            if match is not None:
                open_pairs.remove(match)
                hits += 1
            elif not any(_same(g, pair) for g in optional):
                wrong += 1
    precision = hits / (hits + wrong) if hits + wrong else 0.0
    recall = hits / wanted if wanted else 0.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def _same(gold: dict, got: dict) -> bool:
    verbs_meet = gold["verb_start"] < got["verb_start"] + len(got["verb"]) and got[
        "verb_start"
    ] < gold["verb_start"] + len(gold["verb"])
    return verbs_meet and (
        gold["obj_start"] + len(gold["obj"]) == got["obj_start"] + len(got["obj"])
    )


def main() -> None:
    """Print the lenient score with the shipped verbs and with open verbs."""
    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    gold = [row["expected"] for row in rows]
    analyzer = Analyzer()
    for open_verbs in (False, True):
        finder = ActionFinder(open_verbs=open_verbs, keep_problems=True)
        found = [find_pairs(analyzer, finder, row["input"]) for row in rows]
        precision, recall, f1 = score(gold, found)
        print(f"open_verbs={open_verbs}: P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


if __name__ == "__main__":
    main()

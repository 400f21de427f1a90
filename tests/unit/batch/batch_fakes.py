"""An analysis for tests: fast, and hostile where the text says so.

Workers import it by name, so its folder is put on ``sys.path`` by ``conftest.py``.
"""

import os
import re
import signal
import time
from decimal import Decimal
from pathlib import Path

from govtext.errors import InputError
from govtext.records import Finding, Meta, MetaField, Metric, Paragraph, Sentence, Words
from govtext.records.report import Report
from govtext.spans import CharSpan

LOADER = "batch_fakes:load"
_FIGURE = re.compile(r"(\d+(?:\.\d+)?)(起|人)")


class Fake:
    """Finds figures; hangs, dies, grows or raises on request."""

    def __init__(self):
        self.provenance = {"govtext": "fake"}

    def __call__(self, source):
        text = source.text
        _misbehave(text)
        year = re.search(r"(\d{4})年", text)
        meta = Meta(
            title=MetaField(text.split("\n")[0], CharSpan(0, len(text.split("\n")[0]))),
            year=MetaField(int(year[1]), CharSpan(*year.span(1))) if year else None,
        )
        metrics = tuple(
            Metric(
                number, *found.span(), found[0], Decimal(found[1]), None, None, False, None,
                False, found[2], "count", "查处问题", (), None, None, None, None, "actual", 0, 0,
            )
            for number, found in enumerate(_FIGURE.finditer(text))
        )  # fmt: skip
        finding = Finding("fake", "一处", 0, 1)
        paragraphs = (Paragraph(0, 0, len(text), "body"),)
        sentences = (Sentence(0, len(text), 0),)
        return Report(
            source, meta, paragraphs, sentences, (), metrics, (), (finding,), Words(),
            {"govtext": "fake"},
        )  # fmt: skip


def _misbehave(text):
    if "慢" in text:
        _tell_pid()
        time.sleep(0.05)
    if "挂起" in text:
        time.sleep(3600)
    if "自杀" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "退出" in text:
        os._exit(7)
    if "拒绝" in text:
        raise InputError("refused on request", "input-not-text")
    if "出错" in text:
        raise ZeroDivisionError("on request")
    if "膨胀" in text:
        held = []
        while True:
            held.append(b"x" * (16 << 20))


def _tell_pid():
    """Write down the parent's parent, which a test may want to kill: a Dask worker."""
    path = os.environ.get("BATCH_FAKE_PIDS")
    if path and not Path(path).exists():
        stat = Path(f"/proc/{os.getppid()}/stat").read_text()
        Path(path).write_text(stat.rpartition(")")[2].split()[1])


def load(plan):
    """Return the analysis, as a plan's loader must."""
    return Fake()

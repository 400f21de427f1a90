"""Tables of an output folder, outcomes in order, Arrow batches, and Dask."""

import os
import signal
import threading
import time
from pathlib import Path

import pyarrow as pa
import pytest

import govtext
from govtext.batch.arrow import result_schema
from govtext.batch.place import parse_path_pattern
from govtext.batch.pool import Pool
from govtext.batch.results import Results
from govtext.batch.schema import schema_markdown
from govtext.batch.streaming import stream_with
from govtext.batch.task import Plan
from govtext.errors import ConfigError, FormatError, InputError

REPOSITORY = Path(__file__).parents[3]


def test_schema_in_the_documentation_is_that_of_the_code():
    """docs/archive.md lists every table and column as the code has them."""
    page = (REPOSITORY / "docs" / "archive.md").read_text(encoding="utf-8")
    assert schema_markdown() in page


def test_reports_come_back_whole(archive, tmp_path):
    """A Report read from the results equals the one that analyze gives."""
    govtext.run(archive, tmp_path / "out", workers=1, words=True)
    for report in Results.open(tmp_path / "out"):
        path = archive / report.source.id
        assert report.metrics == govtext.analyze(path.read_text(encoding="utf-8")).metrics
        assert report.text == path.read_text(encoding="utf-8")


def test_other_folders_are_refused(tmp_path):
    """A folder that no run wrote is refused, unknown tables and columns too."""
    with pytest.raises(FormatError):
        Results.open(tmp_path)


def test_unknown_columns_are_refused(archive, run_fake, tmp_path):
    """A misspelt column is refused with the names there are."""
    run_fake(archive)
    with pytest.raises(InputError, match="indicator"):
        Results.open(tmp_path / "out").frame("metrics", units="起")


def test_path_gives_year_and_place_where_words_do_not(archive, run_fake, tmp_path):
    """The path fills in, and a difference is a finding with both readings kept."""
    (archive / "甲县" / "2019.txt").write_text("查处问题3起。", encoding="utf-8")
    (archive / "甲县" / "2020.txt").write_text("2018年查处问题3起。", encoding="utf-8")
    run_fake(archive, plan={"path_pattern": "{place}/{year}.txt"})
    results = Results.open(tmp_path / "out")
    frame = results.frame("documents").set_index("report")
    assert frame.loc["甲县/2019.txt", ["place", "year"]].tolist() == ["甲县", 2019]
    assert frame.loc["甲县/2020.txt", ["year", "year_path"]].tolist() == [2018, 2020]
    found = results.frame("findings", code="year-disagrees")
    assert found["report"].tolist() == ["甲县/2020.txt"]


@pytest.mark.parametrize("pattern", ["{county}.txt", "{year}/{year}", "all.txt"])
def test_wrong_path_patterns_are_refused(pattern):
    """A pattern must name place or year, once each, and nothing else."""
    with pytest.raises(ConfigError):
        parse_path_pattern(pattern)


def test_stream_keeps_the_order():
    """Outcomes come in the order of the inputs, a failure in its place."""
    words = ["慢", "一", "自杀", "二", "拒绝", "三"]
    texts = [(str(number), word) for number, word in enumerate(words)]
    plan = Plan(loader="batch_fakes:load", form="report")
    pool = Pool(plan, workers=2, timeout=20.0, memory=400 << 20)
    found = list(stream_with(pool, texts, plan, window=4))
    assert [outcome.id for outcome in found] == [name for name, _ in texts]
    codes = [getattr(outcome, "code", None) for outcome in found]
    assert codes == [None, None, "worker-killed", None, "input-not-text", None]


def test_stream_takes_no_more_than_it_needs():
    """Inputs are taken as outcomes are asked for, so they may be endless."""
    taken = []

    def endless():
        while True:
            taken.append(None)
            yield str(len(taken)), "字"

    plan = Plan(loader="batch_fakes:load", form="report")
    pool = Pool(plan, workers=1, timeout=20.0, memory=400 << 20)
    outcomes = stream_with(pool, endless(), plan, window=4)
    assert [next(outcomes).id for _ in range(3)] == ["1", "2", "3"]
    outcomes.close()
    assert len(taken) <= 8


def through_ipc(batch):
    """Send a batch through an Arrow stream, as Spark and Ray do."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return pa.ipc.open_stream(sink.getvalue()).read_next_batch()


def test_batches_survive_arrow_ipc():
    """analyze_batch works between Arrow streams, one row an input, failures in place."""
    contents = ["全年查处问题7起。".encode(), b"", "增长5.5%。".encode("gb18030")]
    batch = pa.RecordBatch.from_pydict({"id": ["甲", "乙", "丙"], "content": contents})
    made = through_ipc(govtext.analyze_batch(through_ipc(batch)))
    assert made.schema.equals(result_schema())
    rows = made.to_pylist()
    assert [row["id"] for row in rows] == ["甲", "乙", "丙"]
    assert rows[1]["failure"]["code"] == "file-empty"
    assert [rows[n]["metrics"][0]["value_exact"] for n in (0, 2)] == ["7", "5.5"]


def test_batch_without_text_is_refused():
    """The columns needed are named."""
    with pytest.raises(InputError, match="content"):
        govtext.analyze_batch(pa.RecordBatch.from_pydict({"id": ["甲"]}))


@pytest.mark.slow
def test_dask_finishes_with_a_worker_killed(archive, run_fake, tables, tmp_path):
    """A Dask worker killed in the middle and documents that hang or die cost nothing else."""
    pytest.importorskip("distributed")
    for number in range(40):
        text = f"慢{number}\n{1950 + number}年查处问题{number}起。"
        (archive / f"{number:02}.txt").write_text(text, encoding="utf-8")
    for name, word in (("坏1.txt", "自杀"), ("坏2.txt", "挂起")):
        (archive / name).write_text(word, encoding="utf-8")
    killed = []
    thread = threading.Thread(target=kill_a_dask_worker, args=(tmp_path / "pids", killed))
    thread.start()
    os.environ["BATCH_FAKE_PIDS"] = str(tmp_path / "pids")
    try:
        summary = run_fake(archive, tmp_path / "dask", engine="dask", timeout=2.0)
    finally:
        del os.environ["BATCH_FAKE_PIDS"]
        thread.join()
    assert killed
    assert summary.failed == {"worker-killed": 1, "worker-timeout": 1}
    run_fake(archive, timeout=2.0)
    assert tables(tmp_path / "dask") == tables(tmp_path / "out")


def kill_a_dask_worker(path, killed):
    """Kill the parent of the first process that says it is working."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if path.exists() and (text := path.read_text().strip()):
            pid = int(text.split()[0])
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)
            return
        time.sleep(0.02)

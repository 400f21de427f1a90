"""A run over an archive: one outcome an input, resumed, brought up to date."""

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from govtext.batch.progress import Lines
from govtext.batch.results import Results
from govtext.errors import ConfigError

HOSTILE = {
    "挂起": "worker-timeout",
    "自杀": "worker-killed",
    "退出": "worker-killed",
    "拒绝": "input-not-text",
    "出错": "internal-error",
    "膨胀": "limit-memory",
}


def outcomes(output):
    """Return the code of each failed input, None for each that is done."""
    results = Results.open(output)
    done = dict.fromkeys(results.frame("documents")["report"])
    failed = results.frame("failures").set_index("report")["code"].to_dict()
    assert not done.keys() & failed.keys()
    return {**done, **failed}


def test_every_file_has_one_outcome(archive, run_fake, tmp_path):
    """Documents that are read and analysed stand in the tables, once each."""
    summary = run_fake(archive)
    assert (summary.inputs, summary.done, summary.exit_code) == (4, 4, 0)
    assert sorted(outcomes(tmp_path / "out")) == [
        "乙市/2021.txt",
        "乙市/2022.txt",
        "甲县/2021.txt",
        "甲县/2022.txt",
    ]


def test_a_bad_document_fails_alone(archive, run_fake, tmp_path):
    """Hanging, dying, growing and raising cost that document and no other."""
    for number, word in enumerate(HOSTILE):
        (archive / f"坏{number}.txt").write_text(f"报告{word}", encoding="utf-8")
    summary = run_fake(archive, timeout=1.5)
    expected = {f"坏{number}.txt": code for number, code in enumerate(HOSTILE.values())}
    found = outcomes(tmp_path / "out")
    assert {name: code for name, code in found.items() if code} == expected
    assert (summary.done, summary.n_failed, summary.exit_code) == (4, 6, 3)


def test_second_run_does_nothing(archive, run_fake, tables, tmp_path):
    """What is done is skipped, and what had failed is not tried again unasked."""
    (archive / "坏.txt").write_text("拒绝", encoding="utf-8")
    run_fake(archive)
    before = tables(tmp_path / "out")
    again = run_fake(archive)
    assert (again.done, again.skipped, again.skipped_failed) == (0, 5, 1)
    assert again.exit_code == 3
    assert tables(tmp_path / "out") == before


def test_failed_inputs_are_tried_again_when_asked(archive, run_fake, tmp_path):
    """--retry-failed gives a failed input a new outcome in place of the old one."""
    (archive / "坏.txt").write_text("拒绝", encoding="utf-8")
    run_fake(archive)
    again = run_fake(archive, retry_failed=True)
    assert (again.failed, again.skipped) == ({"input-not-text": 1}, 4)
    assert list(Results.open(tmp_path / "out").frame("failures")["report"]) == ["坏.txt"]


def test_changed_file_replaces_its_rows(archive, run_fake, tmp_path):
    """New content is analysed, and rows of the old content are gone."""
    run_fake(archive)
    (archive / "甲县" / "2021.txt").write_text("2021年查处问题99起。", encoding="utf-8")
    again = run_fake(archive)
    assert (again.done, again.skipped) == (1, 3)
    frame = Results.open(tmp_path / "out").frame("metrics", report="甲县/2021.txt")
    assert list(frame["value"]) == [99.0]
    files = list((tmp_path / "out").glob("parts/*/metrics.parquet"))
    assert len(pd.concat(map(pd.read_parquet, files))) == 7


def test_changed_plan_redoes_everything(archive, run_fake, tables, tmp_path):
    """Results of another configuration are replaced whole."""
    run_fake(archive)
    again = run_fake(archive, plan={"words": True})
    assert (again.done, again.skipped) == (4, 0)
    assert len(tables(tmp_path / "out")["documents"]) == 4


def test_duplicates_are_analysed_once_and_listed(archive, run_fake, tmp_path):
    """A file with the content of another has a row that names it."""
    text = (archive / "甲县" / "2021.txt").read_bytes()
    (archive / "甲县" / "副本.txt").write_bytes(text)
    summary = run_fake(archive)
    assert (summary.done, summary.duplicates) == (4, 1)
    results = Results.open(tmp_path / "out")
    [row] = results.frame("documents", report="甲县/副本.txt").to_dict("records")
    assert row["duplicate_of"] == "甲县/2021.txt"
    assert results.report("甲县/副本.txt").source.id == "甲县/2021.txt"


def test_duplicate_of_a_failed_input_fails_with_it(archive, run_fake, tmp_path):
    """A document that kills its worker is not given another worker under another name."""
    for name in ("坏1.txt", "坏2.txt"):
        (archive / name).write_text("自杀", encoding="utf-8")
    run_fake(archive)
    failures = Results.open(tmp_path / "out").frame("failures")
    assert failures[["report", "code", "duplicate_of"]].fillna("").values.tolist() == [
        ["坏1.txt", "worker-killed", ""],
        ["坏2.txt", "worker-killed", "坏1.txt"],
    ]


def test_duplicate_is_analysed_when_its_original_changes(archive, run_fake, tmp_path):
    """The content of a duplicate is not lost with the file that stood for it."""
    first, copy = archive / "甲县" / "2021.txt", archive / "丙.txt"
    copy.write_bytes(first.read_bytes())
    run_fake(archive)
    first.write_text("2021年查处问题1起。", encoding="utf-8")
    copy_row = Results.open(tmp_path / "out").frame("documents", duplicate_of=None)
    original = "丙.txt" if "丙.txt" in set(copy_row["report"]) else "甲县/2021.txt"
    if original == "丙.txt":
        copy.write_text("2021年查处问题2起。", encoding="utf-8")
        first.write_text("甲县人民政府工作报告\n2021年查处问题21起3人。", encoding="utf-8")
    run_fake(archive)
    results = Results.open(tmp_path / "out")
    assert results.frame("documents")["duplicate_of"].isna().all()
    assert len(results.frame("documents")) == 5
    assert len(list(results)) == 5


def test_zip_members_are_inputs(archive, run_fake, tmp_path):
    """Each document of a zip, and of a zip inside it, has an outcome of its own."""
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("丁县/2020.txt", "2020年查处问题5起。")
        packed.writestr("丁县/2021.txt", "")
    with zipfile.ZipFile(archive / "包.zip", "w") as packed:
        packed.writestr("丙县/2020.txt", "2020年查处问题6起。")
        packed.writestr("../出格.txt", "不该写到别处")
        packed.write(inner, "内.zip")
    summary = run_fake(archive)
    found = outcomes(tmp_path / "out")
    assert {name: code for name, code in found.items() if name.startswith("包")} == {
        "包.zip!/丙县/2020.txt": None,
        "包.zip!/内.zip!/丁县/2020.txt": None,
        "包.zip!/../出格.txt": "zip-path",
        "包.zip!/内.zip!/丁县/2021.txt": "file-empty",
    }
    assert summary.inputs == 8
    assert run_fake(archive).skipped == 8


def test_unreadable_files_are_outcomes(archive, run_fake, tmp_path):
    """Pipes, broken links and damaged zips fail with a code, and are not waited for."""
    os.mkfifo(archive / "管道.txt")
    (archive / "断链.txt").symlink_to(archive / "没有.txt")
    (archive / "坏.zip").write_bytes(b"PK\x03\x04" + bytes(200))
    run_fake(archive)
    found = {name: code for name, code in outcomes(tmp_path / "out").items() if code}
    assert found == {
        "管道.txt": "file-unreadable",
        "断链.txt": "file-missing",
        "坏.zip": "zip-damaged",
    }
    assert run_fake(archive).skipped == 7


def test_names_in_an_old_encoding_are_kept_apart(archive, run_fake, tmp_path):
    """File names that are not UTF-8 are escaped, so that every table can hold them."""
    name = os.fsencode(archive) + b"/" + "报告".encode("gbk") + b".txt"
    Path(os.fsdecode(name)).write_text("2020年查处问题5起。", encoding="utf-8")
    assert run_fake(archive).done == 5
    assert r"\xb1\xa8\xb8\xe6.txt" in outcomes(tmp_path / "out")


def test_list_of_paths_with_a_missing_one(archive, run_fake, tmp_path):
    """In a list a missing file is a failed input; a file listed twice counts once."""
    good = str(archive / "甲县" / "2021.txt")
    summary = run_fake([good, "没有.txt", good])
    assert (summary.inputs, summary.done) == (2, 1)
    assert summary.failed == {"file-missing": 1}


def test_missing_archive_is_misuse(run_fake, tmp_path):
    """A run over nothing is refused before anything is written."""
    with pytest.raises(ConfigError, match="does not exist"):
        run_fake(tmp_path / "没有")
    assert not (tmp_path / "out").exists()


def test_foreign_output_folder_is_refused(archive, run_fake, tmp_path):
    """A folder with other things in it is not written to."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "论文.docx").write_bytes(b"x")
    with pytest.raises(ConfigError) as caught:
        run_fake(archive)
    assert caught.value.code == "output-foreign"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["论文.docx"]


def test_output_in_use_is_refused(archive, run_fake, tmp_path):
    """Two runs don't write to one folder."""
    run_fake(archive)
    code = (
        "import sys\nfrom pathlib import Path\nfrom govtext.batch.store import Store\n"
        "store = Store(Path(sys.argv[1]))\nstore.open_for_writing()\nprint('held', flush=True)\n"
        "input()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "out")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(ConfigError) as caught:
            run_fake(archive)
        holder.communicate("\n")
    assert caught.value.code == "output-busy"


def test_output_inside_the_archive_is_not_an_input(archive, run_fake):
    """Results may lie in the archive itself."""
    assert run_fake(archive, archive / "out").inputs == 4
    assert run_fake(archive, archive / "out").inputs == 4


def test_nothing_is_written_elsewhere(archive, run_fake, tmp_path):
    """A run changes nothing beside its output folder."""
    before = sorted(tmp_path.rglob("*"))
    run_fake(archive)
    out = tmp_path / "out"
    after = sorted(p for p in tmp_path.rglob("*") if p != out and out not in p.parents)
    assert after == before


@pytest.mark.parametrize(
    "options", [{"workers": 0}, {"timeout": 0.0}, {"memory": 10}, {"engine": "spark"}]
)
def test_options_without_sense_are_refused(archive, run_fake, options):
    """A wrong option is an error of the caller, not of the documents."""
    with pytest.raises(ConfigError):
        run_fake(archive, **options)


def test_unknown_limit_is_refused(archive, run_fake):
    """A misspelt limit is refused with the names there are."""
    with pytest.raises(ConfigError, match="max_bytes"):
        run_fake(archive, plan={"limits": {"max_size": 3}})


def test_limits_reach_the_readers(archive, run_fake):
    """A limit given to the run holds in the workers."""
    summary = run_fake(archive, plan={"limits": {"max_bytes": 10}})
    assert summary.failed == {"limit-bytes": 4}


def test_plain_lines_show_counts_and_rate(archive, run_fake, tmp_path):
    """Without a terminal a run says in lines how far it is."""
    with (tmp_path / "log").open("w") as file:
        run_fake(archive, progress=Lines(file, seconds=0.0))
    lines = (tmp_path / "log").read_text().splitlines()
    assert lines[0] == "govtext: 4 files"
    assert "4 of 4: 0 failed" in lines[-1]
    assert "characters/s" in lines[-1]


def test_many_small_parts_are_joined(archive, run_fake, tables, tmp_path):
    """Runs that add a little each don't leave thousands of files."""
    for number in range(9):
        (archive / f"新{number}.txt").write_text(
            f"2020年查处问题{number}起。", encoding="utf-8"
        )
        run_fake(archive)
    assert len(list((tmp_path / "out" / "parts").iterdir())) < 4
    assert len(tables(tmp_path / "out")["documents"]) == 13
    run_fake(archive, tmp_path / "whole")
    assert tables(tmp_path / "out") == tables(tmp_path / "whole")


def test_lost_ledger_is_read_from_the_parts(archive, run_fake, tmp_path):
    """The parts are the truth: a removed or damaged ledger costs nothing."""
    run_fake(archive)
    ledger = tmp_path / "out" / "ledger.sqlite"
    for data in (None, b"no database at all" * 100):
        ledger.unlink() if data is None else ledger.write_bytes(data)
        assert run_fake(archive).skipped == 4


def test_removed_part_is_done_again(archive, run_fake, tmp_path):
    """What a part held is done again when its folder is gone."""
    run_fake(archive)
    [part] = (tmp_path / "out" / "parts").iterdir()
    for file in part.iterdir():
        file.unlink()
    part.rmdir()
    assert run_fake(archive).done == 4


def test_no_worker_outlives_the_run(archive, run_fake):
    """Also after a document that hangs, every process of the run has ended."""
    (archive / "坏.txt").write_text("挂起", encoding="utf-8")
    run_fake(archive, timeout=1.0)
    assert worker_count() == 0


def worker_count():
    """Return the number of living worker processes below this one."""
    import multiprocessing

    return len(multiprocessing.active_children())


def test_workers_die_with_a_killed_parent(archive, tmp_path):
    """kill -9 of the run leaves no worker behind."""
    for number in range(200):
        text = f"2020年慢{number}"
        (archive / f"{number}.txt").write_text(text, encoding="utf-8")
    child = start_run(archive, tmp_path / "out")
    workers = wait_for_workers(child.pid)
    child.kill()
    child.wait()
    deadline = time.monotonic() + 10
    while any(is_alive(pid) for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(is_alive(pid) for pid in workers)


def start_run(archive, output, part_seconds=0.2):
    """Start a run in a process of its own."""
    script = Path(__file__).with_name("batch_script.py")
    command = [sys.executable, str(script), str(archive), str(output), str(part_seconds)]
    return subprocess.Popen(command)


def descendants(pid):
    """Return the processes below one."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *descendants(child)]
    return found


def wait_for_workers(pid):
    """Return the processes below a run once it has its workers."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        found = descendants(pid)
        if len(found) >= 4:
            return found
        time.sleep(0.05)
    raise AssertionError("no workers")


def is_alive(pid):
    """Tell whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_killed_runs_lose_and_double_nothing(archive, run_fake, tables, tmp_path):
    """After five kills at different moments the tables equal an undisturbed run's."""
    for number in range(60):
        text = f"慢{number}\n{1950 + number}年查处问题{number}起。"
        (archive / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (archive / "坏.txt").write_text("自杀", encoding="utf-8")
    output = tmp_path / "killed"
    n_kills = 0
    for delay in (0.3, 1.6, 1.9, 2.1, 2.4):
        child = start_run(archive, output)
        try:
            child.wait(delay)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            n_kills += 1
    assert n_kills >= 3
    run_fake(archive, output)
    run_fake(archive)
    assert tables(output) == tables(tmp_path / "out")

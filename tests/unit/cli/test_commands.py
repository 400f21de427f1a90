"""The command line, run as a user runs it."""

import json
import subprocess
import sys

import pytest

import govtext


def run(*arguments, stdin=None):
    code = "import sys; sys.argv[0] = 'govtext'; from govtext.cli.main import run; run()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
    )


@pytest.fixture
def report_file(tmp_path):
    path = tmp_path / "报告.txt"
    path.write_text("一、正风肃纪\n全年立案**件，给予党纪政务处分12人。\n", encoding="utf-8")
    return path


def test_json_of_one_file_is_one_object(report_file):
    """`--format json` prints the report of the file."""
    done = run("analyze", report_file, "--format", "json")
    form = json.loads(done.stdout)
    assert done.returncode == 0
    assert form["schema"] == "govtext/report/1"
    assert [m["unit"] for m in form["metrics"]] == ["件", "人"]
    assert "words" not in form


def test_words_are_added_on_request(report_file):
    """`--words` puts the words into the form."""
    form = json.loads(run("analyze", report_file, "--format", "json", "--words").stdout)
    assert form["text"][slice(*form["words"][0][:2])] == "一"


def test_several_files_give_a_line_each(report_file):
    """Several files print one object a line."""
    done = run("analyze", report_file, report_file, "--format", "jsonl")
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == 2


def test_standard_input_is_read():
    """`-` reads a report from standard input."""
    done = run("analyze", "-", "--format", "json", stdin="立案3件。".encode())
    assert json.loads(done.stdout)["metrics"][0]["value"] == 3


def test_table_shows_metrics_and_actions(report_file):
    """The readable summary names figures and indicators."""
    shown = run("analyze", report_file).stdout.decode()
    assert "立案" in shown
    assert "12人" in shown


def test_table_of_several_reports_has_a_line_each(report_file):
    """Several files give an overview: counts, not details."""
    shown = run("analyze", report_file, report_file).stdout.decode()
    assert shown.count("正风肃纪反腐 100%") == 2
    assert "12人" not in shown


def test_rows_and_language_of_the_table(report_file):
    """`--rows` cuts the tables and says so, `--english` changes the labels."""
    shown = run("analyze", report_file, "--rows", "1", "--english").stdout.decode()
    assert "Indicator" in shown
    assert "12人" not in shown.split("Actions")[0]
    assert "1 more" in shown
    assert "more" not in run("analyze", report_file, "--rows", "0", "--english").stdout.decode()


def test_english_page(report_file, tmp_path):
    """`--english` holds for HTML too."""
    run(
        "analyze", report_file, "--format", "html", "--english", "--output", tmp_path / "a.html"
    )
    assert "Indicator" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_year_is_taken_from_the_option(report_file):
    """`--year` decides the year reported on."""
    form = json.loads(run("analyze", report_file, "--format", "json", "--year", "2021").stdout)
    assert form["meta"]["year"]["value"] == 2021


def test_a_bad_file_does_not_stop_the_others(report_file, tmp_path):
    """A missing file is listed at the end, the other is analysed, and the status is 3."""
    done = run("analyze", tmp_path / "none.txt", report_file, "--format", "jsonl")
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 1
    assert b"none.txt" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("analyze", "nowhere.txt"),
        ("analyze", "-", "--format", "html"),
        ("analyze", "-", "--lexicon", "nowhere.tsv"),
        ("analyze", "-", "--year", "12345"),
        ("analyze", "-", "--output", "/nowhere/at/all.json"),
        ("evaluate", "--gold", "nowhere"),
        ("analyze", "-", "--format", "pdf"),
        ("analyse",),
        ("export", "nowhere"),
        ("export", "nowhere", "--csv", "x"),
    ],
    ids=" ".join,
)
def test_misuse_ends_with_one_message_and_status_2(arguments):
    """Wrong input never shows a traceback."""
    done = run(*arguments, stdin="立案3件。".encode())
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert done.stderr.strip()


def test_html_of_several_files_goes_to_a_folder(report_file, tmp_path):
    """Two files of one name give two pages."""
    folder = tmp_path / "pages"
    done = run("analyze", report_file, report_file, "--format", "html", "--output", folder)
    assert done.returncode == 0
    assert sorted(path.name for path in folder.iterdir()) == ["报告-2.html", "报告.html"]


def test_own_lexicon_is_used(report_file, tmp_path):
    """`--lexicon` adds terms."""
    terms = tmp_path / "terms.tsv"
    terms.write_text("term\tkind\n全年立案\tmechanism\n", encoding="utf-8")
    form = json.loads(
        run("analyze", report_file, "--format", "json", "--lexicon", terms).stdout
    )
    assert "全年立案" in {term["term"] for term in form["terms"]}


def test_version_and_schema_print():
    """`version` prints the version, `schema` a JSON Schema."""
    assert run("version").stdout.decode().strip() == govtext.__version__
    assert json.loads(run("schema").stdout) == govtext.json_schema()


def test_evaluate_prints_the_table(tmp_path):
    """`evaluate` prints the pooled figures and a line a document."""
    text = "全年立案3件。"
    metric = {
        "span": [4, 6],
        "text": "3件",
        "value": 3,
        "low": None,
        "high": None,
        "approx": False,
        "masked": False,
        "unit": "件",
        "kind": "count",
        "indicator": "立案",
        "change": None,
        "basis": None,
        "period": "全年",
        "status": "actual",
    }
    paragraph = {
        "start": 0,
        "end": 7,
        "role": "body",
        "level": None,
        "theme": None,
        "heading": None,
        "lead": None,
        "items": [],
        "metrics": [metric],
        "actions": [],
    }
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    gold = {"characters": 7, "paragraphs": [paragraph]}
    (tmp_path / "a.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    done = run("evaluate", "--gold", tmp_path, "--errors", "3")
    assert done.returncode == 0
    assert "metrics complete  p 1.000" in done.stdout.decode()
    assert (
        json.loads(run("evaluate", "--gold", tmp_path, "--json").stdout)["metric spans"]["tp"]
        == 1
    )


def test_a_run_leaves_memory_to_the_system(report_file, tmp_path):
    """The parent's peak is the same each time: Arrow's own allocator varies by 25 MB."""
    code = (
        "from govtext.cli.main import run\n"
        "try: run()\n"
        "finally:\n"
        "    import pyarrow\n"
        "    print(pyarrow.default_memory_pool().backend_name)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "run", report_file, "-o", tmp_path / "out", "--quiet"],
        capture_output=True,
        check=False,
    )
    assert done.stdout.decode().strip() == "system"


def test_results_of_a_run_are_exported(report_file, tmp_path):
    """`export` writes a workbook, CSV files and tasks for labelling tools."""
    results, out = tmp_path / "results", tmp_path / "out"
    assert run("run", report_file, "-o", results, "--workers", "1", "--quiet").returncode == 0
    out.mkdir()
    done = run(
        "export",
        results,
        "--xlsx",
        out / "a.xlsx",
        "--csv",
        out / "csv",
        "--bom",
        "--label-studio",
        out / "tasks.json",
        "--doccano",
        out / "rows.jsonl",
    )
    assert done.returncode == 0, done.stderr.decode()
    assert (out / "a.xlsx").stat().st_size > 1000
    assert (out / "csv" / "metrics.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(json.loads((out / "tasks.json").read_text(encoding="utf-8"))) == 1
    assert len((out / "rows.jsonl").read_text(encoding="utf-8").splitlines()) == 1

"""Old Word files go through a program on the machine, or are refused with advice."""

import stat
import sys

import pytest
from tests.documents import make_docx

from govtext.errors import FormatError
from govtext.readers import Limits, read_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOC = OLE + b"\x00" * 2000 + "WordDocument".encode("utf-16-le") + b"\x00" * 2000
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="programs are shell scripts")


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A folder that is searched for programs before any other, and alone."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def add(name, script):
        program = folder / name
        program.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)

    return add


def code_of(data, **options):
    with pytest.raises(FormatError) as caught:
        read_bytes(data, **options)
    return caught.value.code


def test_no_program(programs):
    """Without a program the message names what to install."""
    with pytest.raises(FormatError, match="LibreOffice or antiword") as caught:
        read_bytes(DOC)
    assert caught.value.code == "missing-program"
    assert code_of(b"{\\rtf1 text}") == "missing-program"


def test_antiword(programs):
    """What antiword prints is the text; framed rows become tabs."""
    programs("antiword", "printf '一、总体情况\\n\\n|指标 |12 |\\n'")
    source = read_bytes(DOC)
    assert source.text == "一、总体情况\n指标\t12"
    assert source.media_type == "application/msword"


def test_office(programs, tmp_path):
    """LibreOffice's docx is read like any other; it comes before antiword."""
    ready = tmp_path / "ready.docx"
    ready.write_bytes(make_docx(["一、总体情况"]))
    programs("antiword", "echo no")
    programs(
        "soffice", f'while [ "$1" != --outdir ]; do shift; done; cp {ready} "$2/document.docx"'
    )
    assert read_bytes(DOC).text == "一、总体情况"
    assert read_bytes(b"{\\rtf1 text}").media_type == "application/rtf"


def test_program_that_finds_nothing(programs):
    """A program that gives nothing means a damaged file."""
    programs("antiword", "exit 1")
    assert code_of(DOC) == "file-damaged"


def test_program_that_hangs(programs):
    """A program that takes too long is stopped, with what it started."""
    programs("antiword", "sleep 60 & sleep 60")
    assert code_of(DOC, limits=Limits(max_seconds=1)) == "limit-seconds"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (OLE + b"\x00" * 100, "file-damaged"),
        (OLE + b"\x01" * 3000, "format-unknown"),
        (OLE + b"\x00" * 2000 + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
    ],
)
def test_other_office_files(programs, data, code):
    """Cut, foreign and encrypted files are told apart before any program is run."""
    assert code_of(data) == code

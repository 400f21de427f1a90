"""Files, zips and limits: one entry each, told from the content."""

import hashlib
import os
import sys

import pytest
from tests.documents import make_docx, make_ofd, make_pdf, make_zip

from govtext.errors import ConfigError, FormatError, InputError, MissingExtraError
from govtext.readers import Limits, iter_members, iter_sources, read, read_bytes

TEXT = "一、总体情况\n全年完成各项任务。"


def test_source_has_the_particulars(tmp_path):
    """A source says where it came from; its id is the path unless one is given."""
    path = tmp_path / "甲县2022.txt"
    path.write_bytes(TEXT.encode("gbk"))
    source = read(path)
    assert source.id == source.path == str(path)
    assert source.sha256 == hashlib.sha256(TEXT.encode("gbk")).hexdigest()
    assert (source.text, source.encoding, source.media_type) == (TEXT, "gb18030", "text/plain")
    assert source.locate(TEXT.index("全年")).paragraph == 2
    assert read(str(path), id="x").id == "x"
    assert read_bytes(TEXT.encode()).id == "text"


def test_line_ends_stay():
    """A plain text is given as it stands, whatever its line ends; places count them."""
    source = read_bytes("甲\r\n乙\r丙\n丁".encode())
    assert source.text == "甲\r\n乙\r丙\n丁"
    assert [place.start for place in source.places] == [0, 3, 5, 7]


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (TEXT.encode(), "text/plain"),
        (f"<html><body><p>{TEXT}</p></body></html>".encode(), "text/html"),
        (make_docx([TEXT]), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (make_pdf([TEXT]), "application/pdf"),
        (make_ofd([[TEXT]]), "application/ofd"),
    ],
    ids=["text", "html", "docx", "pdf", "ofd"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.docx", "a", None])
def test_content_tells_the_format(data, media_type, name):
    """The name of a file plays no part."""
    assert read_bytes(data, name=name).media_type == media_type


def test_zip_with_one_document_is_read():
    """A zip with a single document stands for the document."""
    data = make_zip(
        {"a/": "", "a/甲.txt": TEXT, "__MACOSX/a/._甲.txt": "x", "a/.DS_Store": "x"}
    )
    assert read_bytes(data).text == TEXT


def test_zip_with_several_documents():
    """Where one document is wanted, several are refused with what to use instead."""
    with pytest.raises(FormatError, match="iter_sources") as caught:
        read_bytes(make_zip({"a.txt": TEXT, "b.txt": TEXT}))
    assert caught.value.code == "zip-several"


def test_every_member_has_one_entry(tmp_path):
    """Each file of a zip, and of a zip inside it, gives a source or an error, in order."""
    inner = make_zip({"丙.docx": make_docx([TEXT]), "空.txt": b""})
    path = tmp_path / "a.zip"
    path.write_bytes(
        make_zip({"甲.txt": TEXT.encode("gbk"), "内.zip": inner, "图.png": b"\x89PNG\r\n"})
    )
    found = [
        (entry.id, entry.source and entry.source.text, entry.error and entry.error.code)
        for entry in iter_sources(path)
    ]
    assert found == [
        (f"{path}!/甲.txt", TEXT, None),
        (f"{path}!/内.zip!/丙.docx", TEXT, None),
        (f"{path}!/内.zip!/空.txt", None, "file-empty"),
        (f"{path}!/图.png", None, "format-unknown"),
    ]  # fmt: skip


def test_members_are_bytes(tmp_path):
    """Members can be had unread, the same from a path as from bytes."""
    data = make_zip({"甲.txt": TEXT, "乙.txt": TEXT})
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    from_path, from_bytes = list(iter_members(path, id="z")), list(iter_members(data, id="z"))
    assert from_path == from_bytes
    assert [member.data for member in from_path] == [TEXT.encode()] * 2


def test_doubled_names_stay_apart():
    """Two entries of one name are two members with two ids."""
    data = make_zip({"a.txt": "甲", "b.txt": "乙"}).replace(b"b.txt", b"a.txt")
    found = [(member.id, member.data.decode()) for member in iter_members(data, id="z")]
    assert found == [("z!/a.txt", "甲"), ("z!/a.txt#2", "乙")]


def test_names_in_gbk():
    """A name that the zip holds in GBK, as Windows writes it, is read."""
    data = make_zip({"XXXX.txt": TEXT}).replace(b"XXXX", "报告".encode("gbk"))
    assert [entry.id for entry in iter_sources(data, id="z")] == ["z!/报告.txt"]


def test_a_file_that_is_no_zip_is_one_entry(tmp_path):
    """A single file gives a single entry, and so does one that is missing."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    [entry] = iter_sources(path)
    assert entry.source.text == TEXT
    [entry] = iter_sources(tmp_path / "b.txt")
    assert entry.error.code == "file-missing"


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(max_bytes=10), "limit-bytes"),
        (Limits(max_archive_bytes=10), "limit-expanded"),
        (Limits(max_characters=3), "limit-characters"),
    ],
)
def test_limits_of_members(limits, code):
    """A member beyond a limit is an entry of its own; the others are read."""
    data = make_zip({"短.txt": "甲", "长.txt": TEXT})
    entries = list(iter_sources(data, id="z", limits=limits))
    assert [entry.error and entry.error.code for entry in entries] == [None, code]


def test_members_of_a_large_archive():
    """The size of the archive itself is not the limit of a document in it."""
    data = make_zip({f"{n}.txt": TEXT for n in range(20)})
    entries = list(iter_sources(data, id="z", limits=Limits(max_bytes=100)))
    assert len(data) > 100
    assert all(entry.source for entry in entries)


@pytest.mark.parametrize("value", [0, -1, "1", 1.5, None, True])
def test_limits_are_checked(value):
    """A limit is a whole number of at least one."""
    with pytest.raises(ConfigError) as caught:
        Limits(max_pages=value)
    assert caught.value.code == "config-limit"


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders")
def test_what_is_no_file(tmp_path):
    """Folders, pipes, devices and impossible paths are refused at once."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", "/dev/zero", "a\x00b", tmp_path / ("长" * 200)):
        with pytest.raises(InputError) as caught:
            read(path)
        assert caught.value.code == "file-unreadable"
    with pytest.raises(InputError) as caught:
        read(tmp_path / "none.txt")
    assert caught.value.code == "file-missing"


def test_missing_extra(monkeypatch):
    """Without pypdfium2 the message holds the command that installs it."""
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'govtext\[pdf\]'") as caught:
        read_bytes(make_pdf([TEXT]))
    assert caught.value.code == "missing-extra"

"""Old Word files (doc) and RTF, through a program on the machine."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from govtext.errors import FormatError
from govtext.readers.docx import read_docx
from govtext.readers.limits import (
    Limits,
    Line,
    Reading,
    assemble,
    check_characters,
    check_count,
)

__all__ = ["read_doc"]

_MEDIA_TYPE = "application/msword"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SMALLEST_OLE = 1536
_OFFICES = ("soffice", "libreoffice")


def read_doc(data: bytes, limits: Limits) -> Reading:
    """Return the text of a doc or RTF file, by antiword or LibreOffice.

    LibreOffice comes first, since it knows automatic numbering; antiword reads doc only.
    The program works in a temporary folder that is removed, without the user's own
    settings and macros, and is stopped after ``limits.max_seconds``.

    Raises
    ------
    FormatError
        The file is damaged, of another kind, or neither program is installed
        (``missing-program``).
    """
    is_rtf = not data.startswith(_OLE)
    if not is_rtf:
        _check_ole(data)
    office = next(filter(None, map(shutil.which, _OFFICES)), None)
    antiword = None if is_rtf else shutil.which("antiword")
    if office is None and antiword is None:
        programs = "LibreOffice" if is_rtf else "LibreOffice or antiword"
        raise FormatError(
            f"{'RTF' if is_rtf else 'doc'} files are read through {programs}, which is not "
            "installed; install it, or save the file as docx",
            "missing-program",
        )
    with tempfile.TemporaryDirectory(prefix="govtext-") as folder:
        if office is not None:
            return _by_office(office, data, Path(folder), limits, is_rtf=is_rtf)
        return _by_antiword(str(antiword), data, Path(folder), limits)


def _check_ole(data: bytes) -> None:
    """Refuse compound files that are cut short or hold no Word document."""
    if len(data) < _SMALLEST_OLE:
        raise FormatError(
            f"the doc file is cut off after {len(data)} bytes; get an undamaged copy",
            "file-damaged",
        )
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise FormatError(
            "the file needs a password; save a copy without one", "file-encrypted"
        )
    if "WordDocument".encode("utf-16-le") not in data:
        raise FormatError(
            "the file is an Office file but no Word document; save it as text, docx or pdf",
            "format-unknown",
        )


def _run(command: list[str], folder: Path, limits: Limits) -> bytes:
    """Run a program in a folder of its own and return what it printed."""
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LANG": "C.UTF-8"}
    process = subprocess.Popen(  # noqa: S603 a fixed program, no shell
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=limits.max_seconds)
    except subprocess.TimeoutExpired as error:
        raise FormatError(
            f"{Path(command[0]).name} took longer than {limits.max_seconds} seconds; convert "
            "the file by hand, or raise Limits(max_seconds=…)",
            "limit-seconds",
        ) from error
    finally:
        _stop(process)
    return output


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop a program with the children it started."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.communicate()


def _by_office(
    office: str, data: bytes, folder: Path, limits: Limits, *, is_rtf: bool
) -> Reading:
    source = folder / ("document.rtf" if is_rtf else "document.doc")
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = [profile, "--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML"]
    _run([office, *options, "--outdir", str(folder), str(source)], folder, limits)
    target = folder / "document.docx"
    if not target.is_file():
        raise FormatError(
            "LibreOffice can't open the doc file; get an undamaged copy", "file-damaged"
        )
    check_count(
        target.stat().st_size, limits.max_bytes, "limit-bytes", "bytes in the file", "max_bytes"
    )
    reading = read_docx(target.read_bytes(), limits)
    return reading._replace(media_type="application/rtf" if is_rtf else _MEDIA_TYPE)


def _by_antiword(antiword: str, data: bytes, folder: Path, limits: Limits) -> Reading:
    source = folder / "document.doc"
    source.write_bytes(data)
    output = _run([antiword, "-w", "0", "-m", "UTF-8.txt", str(source)], folder, limits)
    check_characters(len(output) // 4, limits)
    if not output.strip():
        raise FormatError(
            "antiword finds no text in the doc file; get an undamaged copy, or save it as docx",
            "file-damaged",
        )
    lines = output.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    kept = (
        Line(_plain_row(line), None, number)
        for number, line in enumerate(lines, 1)
        if line.strip()
    )
    return assemble(kept, _MEDIA_TYPE, limits)


def _plain_row(line: str) -> str:
    """Return a table row as antiword frames it (``|a |b |``) with tabs."""
    if line.startswith("|") and line.rstrip().endswith("|"):
        return "\t".join(cell.strip() for cell in line.strip().strip("|").split("|"))
    return line

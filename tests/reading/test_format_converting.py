"""Older word processors' files: what is asked of LibreOffice, and what is said without it."""

import shutil
import time
from pathlib import Path

import pytest

from juesuan.reading import UnreadableError
from juesuan.reading.formats import converting, read_file
from making import compound_file, write_docx

DOC = compound_file({"WordDocument": b""})


def office(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A program that stands for LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(converting.shutil, "which", lambda name: str(program))


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "决算.wps"
    path.write_bytes(DOC)
    return path


def test_without_libreoffice_the_message_says_what_to_do(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converting.shutil, "which", lambda name: None)
    with pytest.raises(UnreadableError) as told:
        read_file(draft)
    assert told.value.key == "needs_soffice"
    assert "LibreOffice" in told.value.text("zh") and "docx" in told.value.text("zh")


def test_what_libreoffice_makes_is_read_under_the_files_own_name(
    draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = write_docx(tmp_path / "made", "<w:p><w:r><w:t>部门决算</w:t></w:r></w:p>")
    office(
        tmp_path,
        monkeypatch,
        f"""for last; do :; done
echo "$@" > {tmp_path}/asked
while [ "$1" != --outdir ]; do shift; done
mkdir "$2" && cp {made} "$2/source.docx" """,
    )
    document = read_file(draft)
    assert document.format == "doc"
    assert [(p.text, p.spot.file) for p in document.paragraphs] == [("部门决算", "决算.wps")]
    asked = (tmp_path / "asked").read_text()
    assert "-env:UserInstallation=file:///" in asked and "--headless" in asked
    profile = asked.split("UserInstallation=file://")[1].split()[0]
    assert not Path(profile).parent.exists()


@pytest.mark.parametrize("script", ["exit 1", "sleep 60 & sleep 60"], ids=["fails", "hangs"])
def test_a_libreoffice_that_makes_nothing_is_given_up(
    draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    office(tmp_path, monkeypatch, script)
    monkeypatch.setattr(converting, "SECONDS", 0.3)
    began = time.monotonic()
    with pytest.raises(UnreadableError) as told:
        read_file(draft)
    assert told.value.key == "not_converted" and "决算" not in told.value.details
    assert time.monotonic() - began < 10


@pytest.mark.skipif(
    not any(map(shutil.which, converting.PROGRAMS)), reason="LibreOffice is not here"
)
def test_libreoffice_itself_converts(tmp_path: Path) -> None:
    path = tmp_path / "draft.doc"
    path.write_bytes(b"{\\rtf1\\ansi Total\\par 8.77\\par}")
    assert [p.text for p in read_file(path).paragraphs] == ["Total", "8.77"]

"""Files from anywhere: what they are is seen from their content, and none does harm."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from juesuan.workbench import serving
from juesuan.workbench.reviewing import intake
from juesuan.workbench.reviewing.intake import IntakeError, safe_name, take_in


def packed(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def taken(name: str, content: bytes) -> Any:
    return take_in([SimpleUploadedFile(name, content)])


@pytest.mark.parametrize(
    ("name", "content", "kind", "kept"),
    [
        ("决算.pdf", b"%PDF-1.7 ...", "pdf", "决算.pdf"),
        ("决算.exe", b"%PDF-1.7 ...", "pdf", "决算.pdf"),
        ("表.xlsx", packed({"[Content_Types].xml": b"", "xl/a": b""}), "xlsx", "表.xlsx"),
        ("说明.docx", packed({"[Content_Types].xml": b"", "word/a": b""}), "docx", "说明.docx"),
        ("全套.zip", packed({"a.pdf": b"%PDF-"}), "zip", "全套.zip"),
        ("a.svg", b"<svg onload=alert(1)>", "html", "a.html"),
        ("a.txt", "决算".encode(), "text", "a.txt"),
    ],
)
def test_what_a_file_is_is_seen_from_its_content(
    database: None, name: str, content: bytes, kind: str, kept: str
) -> None:
    from django.conf import settings

    one = taken(name, content)
    assert (one.kind, one.name) == (kind, kept)
    assert [path.name for path in (settings.FOLDER / "files" / one.place).iterdir()] == [kept]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/passwd", "passwd.txt"),
        ("..\\..\\windows\\win.ini", "win.txt"),
        ("<img src=x onerror=alert(1)>.txt", "img src=x onerror=alert(1)_.txt"),
        ("决\u202etxt.算.txt", "决_txt.算.txt"),
        ("a\x00b\nc.txt", "a_b_c.txt"),
        ("...", "file.txt"),
        ("长" * 400 + ".txt", "长" * 100 + ".txt"),
    ],
)
def test_a_name_can_neither_lead_out_of_its_folder_nor_speak_to_a_page(
    name: str, kept: str
) -> None:
    assert safe_name(name, "text") == kept


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "empty_file"),
        (b"MZ\x00\x00\x01\x00", "unknown_kind"),
        (b"PK\x03\x04 broken", "damaged_archive"),
        (lambda: packed({"a.txt": b"0" * (60 * 1024**2)}), "archive_bomb"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_of_it_kept(
    database: None, content: bytes | Callable[[], bytes], key: str
) -> None:
    from django.conf import settings

    before = set((settings.FOLDER / "files").iterdir())
    with pytest.raises(IntakeError) as refused:
        taken("a.zip", content() if callable(content) else content)
    assert refused.value.key == key
    assert set((settings.FOLDER / "files").iterdir()) == before


@pytest.mark.parametrize(("times", "bomb"), [(150, False), (250, True)])
def test_an_archive_that_unpacks_to_so_many_times_its_size_is_a_bomb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, bomb: bool
) -> None:
    """Two hundred times, from 50 MB on; here the archive only says how large its entry is."""
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"a.txt": random.Random(1).randbytes(400_000)}))
    told = zipfile.ZipInfo("a.txt")
    told.file_size = times * path.stat().st_size
    monkeypatch.setattr(zipfile.ZipFile, "infolist", lambda archive: [told])
    if bomb:
        with pytest.raises(IntakeError) as refused:
            intake._packed(path)
        assert refused.value.key == "archive_bomb"
    else:
        assert intake._packed(path) == "zip"


def test_what_may_be_sent_at_once_passes_the_server_and_little_more() -> None:
    """So that people are told what is too large, and not cut off."""
    assert intake._FILE <= intake._ALL < serving._LARGEST < 1.2 * intake._ALL


def test_two_files_of_one_name_stay_two(database: None) -> None:
    from django.conf import settings

    one = take_in([SimpleUploadedFile("a.txt", b"1"), SimpleUploadedFile("a.txt", b"2")])
    names = sorted(path.name for path in (settings.FOLDER / "files" / one.place).iterdir())
    assert (one.kind, names) == ("folder", ["a-2.txt", "a.txt"])


def test_the_hostile_files_at_hand_are_taken_or_refused(database: None) -> None:
    folder = Path(__file__).resolve().parents[2].parent / "shared" / "hostile"
    if not folder.is_dir():
        pytest.skip("the hostile files are not here")
    for path in sorted(one for one in folder.iterdir() if one.is_file()):
        try:
            assert taken(path.name, path.read_bytes()).size
        except IntakeError as refused:
            assert refused.key in {"archive_bomb", "unknown_kind", "damaged_archive"}

"""Verifying a published folder against its manifest."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from juesuan.cli.app import app
from juesuan.publishing.verifying import ChangedFile, NotPublishedError, verify


@pytest.fixture
def copy(built_yuxi: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    for file in built_yuxi.rglob("*"):
        if file.is_file():
            target = folder / file.relative_to(built_yuxi)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    return folder


def test_what_was_built_is_as_it_was_built(copy: Path) -> None:
    found = verify(copy)
    assert (found.differences, found.notes) == ([], [])
    assert found.files == len([p for p in copy.rglob("*") if p.is_file()]) - 1


def test_a_changed_figure_a_lost_and_an_added_file_are_named(copy: Path) -> None:
    cells = copy / "cells.csv"
    cells.write_text(cells.read_text("utf-8").replace("1", "2", 1), "utf-8")
    (copy / "forms.xlsx").unlink()
    (copy / "notes.txt").write_text("x")
    assert verify(copy).differences == [
        ChangedFile("changed", "cells.csv"),
        ChangedFile("missing", "forms.xlsx"),
        ChangedFile("extra", "notes.txt"),
    ]


def test_a_manifest_cannot_lead_out_of_its_folder(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text("utf-8"))
    manifest["files"].append({"name": "../secret", "bytes": 1, "sha256": "0"})
    (copy / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert verify(copy).differences == [ChangedFile("outside", "../secret")]


def test_another_version_of_program_or_form_set_is_said_but_no_fault(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text("utf-8"))
    manifest |= {"version": "0.0.1", "form_set_sha256": "0"}
    (copy / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    found = verify(copy)
    assert (found.differences, found.notes) == ([], ["other_version", "other_form_set"])


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"program": "other", "files": []}', "[" * 9999])
def test_a_folder_without_a_manifest_of_ours_cannot_be_verified(text: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(NotPublishedError):
        verify(tmp_path)


def test_the_command_tells_by_its_exit_status(copy: Path) -> None:
    run = CliRunner().invoke
    assert run(app, ["verify", str(copy)]).exit_code == 0
    (copy / "extra").write_text("x")
    result = run(app, ["verify", str(copy)])
    assert result.exit_code == 1 and "extra" in result.output
    assert run(app, ["verify", str(copy / "nowhere")]).exit_code == 2

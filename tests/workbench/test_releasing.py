"""Publishing: built of what was approved, signed by whoever is responsible, never changed; a
correction is another version beside the old one; anybody reads it, and nothing else."""

from __future__ import annotations

import json
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from tests.workbench.parts import built

from juesuan.drafts import from_book
from juesuan.publishing import verify
from juesuan.workbench.filings.models import Filing, State
from juesuan.workbench.filings.states import move
from juesuan.workbench.journal.models import Entry
from juesuan.workbench.preparing.beginning import begin
from juesuan.workbench.preparing.desk import at_desk
from juesuan.workbench.preparing.models import Figure
from juesuan.workbench.preparing.saving import store
from juesuan.workbench.releasing import keys
from juesuan.workbench.releasing.building import ReleaseError, build_candidate
from juesuan.workbench.releasing.folders import differences, folder_of
from juesuan.workbench.releasing.models import Candidate, Publication
from juesuan.workbench.releasing.signing_off import sign_off
from juesuan.workbench.releasing.writing_out import write_site_folder
from support.once import book_once

BACKEND = "juesuan.workbench.people.signing_in.CodeBackend"
ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "春江花月夜连海平-2026"


def quiet(stage: str, part: int, parts: int) -> None:
    """Tells nobody how far the work is."""


@pytest.fixture
def approved(people: Any) -> Any:
    """The draft of an example's figures for unit A, approved without a document."""
    from juesuan.workbench.preparing import desk

    desk._desk.clear()
    filing = Filing.objects.create(unit=people.a, year=2023)
    opened = from_book(book_once(ROOT / "examples" / "qujing-digital-economy-centre-2023"))
    draft = begin(people.of["preparer", "own"], filing, opened, "账套")
    approve(people, filing)
    return draft


def approve(people: Any, filing: Filing) -> None:
    move(people.of["preparer", "own"], filing, State.SUBMITTED)
    move(people.of["reviewer", "own"], filing, State.APPROVED)


def candidate_of(filing: Filing) -> Candidate:
    build_candidate({"filing": filing.pk}, quiet)
    return Candidate.objects.get(filing=filing)


def small(people: Any, value: str = "1.00", number: int = 1) -> Candidate:
    """A small set that waits, of unit A's approved year."""
    from juesuan.publishing import manifest_digest

    filing = Filing.objects.get_or_create(unit=people.a, year=2024)[0]
    Filing.objects.filter(pk=filing.pk).update(state=State.APPROVED)
    place = f"small{number}-{Candidate.objects.count()}-{value}"
    built(place, value)
    return Candidate.objects.create(
        filing=filing,
        number=number,
        place=place,
        source="a.xlsx",
        form_set="mof-2022",
        manifest_sha256=manifest_digest(folder_of(place)),
    )


@pytest.fixture(autouse=True)
def _emptied() -> Any:
    """No folder of another test."""
    import shutil

    yield
    for name in ("published", "site"):
        shutil.rmtree(settings.FOLDER / name, ignore_errors=True)
    (settings.FOLDER / "published").mkdir()


def test_a_draft_is_published_corrected_and_both_versions_stay(
    approved: Any, people: Any, client: Any, tmp_path: Path
) -> None:
    filing, publisher = approved.filing, people.of["publisher", "own"]
    publisher.set_password(PASSWORD)
    publisher.full_name = "王局长"
    publisher.save()
    client.force_login(publisher, BACKEND)
    waits = candidate_of(filing)
    page = client.get(f"/candidates/{waits.pk}/").content.decode()
    assert "签发并公开第1版" in page
    given = {"responsible": "on", "password": PASSWORD}
    address = f"/candidates/{waits.pk}/sign/"
    assert client.post(address, given | {"password": "x"}).status_code == 403
    assert not Publication.objects.exists()
    assert client.post(address, given).status_code == 302

    first = Publication.objects.get()
    filing.refresh_from_db()
    assert (filing.state, first.number, first.signer) == (State.PUBLISHED, 1, "王局长")
    found = verify(folder_of(first.place), keys.public())
    assert (found.differences, found.notes) == ([], [])
    assert found.signed is not None
    assert found.signed.trusted
    names = {path.name for path in folder_of(first.place).iterdir()}
    assert {"index.html", "booklet.pdf", "booklet.docx", "forms.xlsx", "cells.csv"} <= names
    entry = Entry.objects.get(action="release.signed")
    assert (entry.subject, entry.after) == ("v1", first.manifest_sha256)

    # A correction: sent back with its reason, one figure mended, approved, signed with a note.
    move(publisher, filing, State.RETURNED, "三公经费有误")
    figure = Figure.objects.filter(draft=approved, form="03", column="2").order_by("-row").first()
    assert figure is not None
    with at_desk(approved) as (row, draft):
        key = next(key for key in draft.entered if str(key) == f"03:{figure.row}:2")
        edit = draft.entering({key: figure.value + 1_000_000})
        store(people.of["preparer", "own"], row, draft, edit)
    approve(people, filing)
    waits = candidate_of(filing)
    with pytest.raises(ReleaseError) as error:
        sign_off(publisher, waits, "")
    assert error.value.key == "no_note"
    second = sign_off(publisher, waits, "更正一项支出")
    changed = {(one.form, one.row, one.column) for one in differences(first.place, second.place)}
    assert ("03", figure.row, "2") in changed
    assert ("03", "total", "2") in changed
    assert verify(folder_of(first.place), keys.public()).differences == []

    client.logout()
    page = client.get(f"/public/{second.pk}/").content.decode()
    assert "更正一项支出" in page
    assert "与第1版相比" in page
    assert "这是旧版" in client.get(f"/public/{first.pk}/").content.decode()
    page = client.get(f"/public/compare/?one={second.pk}&other={first.pk}", follow=True)
    assert "第1版 → 2023 第2版" in page.content.decode()
    answer = client.get(f"/public/{second.pk}/set.zip")
    (tmp_path / "set.zip").write_bytes(b"".join(answer.streaming_content))
    zipfile.ZipFile(tmp_path / "set.zip").extractall(tmp_path / "set")
    signed = verify(tmp_path / "set", client.get("/public/public-key.pem").content).signed
    assert signed is not None
    assert signed.trusted
    assert signed.statement is not None
    assert (signed.statement.version, signed.statement.note) == (2, "更正一项支出")

    # Written to a folder, with an atlas.
    assert write_site_folder(tmp_path / "site") == 2
    old, new = (tmp_path / "site" / "2023" / f"001-v{n}.html" for n in (1, 2))
    assert "更正一项支出" in new.read_text("utf-8")
    assert "这是旧版" in old.read_text("utf-8")
    assert verify(tmp_path / "site" / "2023" / "001-v1", keys.public()).differences == []
    assert "示例一中心" in (tmp_path / "site" / "atlas" / "index.html").read_text("utf-8")
    assert verify(tmp_path / "site").differences == []


def test_only_what_is_approved_is_built_and_what_changed_since_is_not_signed(people: Any) -> None:
    waits = small(people)
    filing = waits.filing
    Filing.objects.filter(pk=filing.pk).update(state=State.RETURNED)
    with pytest.raises(ReleaseError) as error:
        build_candidate({"filing": filing.pk}, quiet)
    assert error.value.key == "not_approved"
    with pytest.raises(ReleaseError) as error:
        sign_off(people.of["publisher", "own"], waits, "")
    assert error.value.key == "candidate_stale"


@pytest.mark.parametrize("name", ["cells.csv", "manifest.json"])
def test_files_that_were_touched_before_the_signature_are_not_signed(
    people: Any, name: str
) -> None:
    waits = small(people)
    path = folder_of(waits.place) / name
    path.write_text(path.read_text("utf-8").replace("1", "2"), "utf-8")
    with pytest.raises(ReleaseError) as error:
        sign_off(people.of["publisher", "own"], waits, "")
    assert error.value.key == "candidate_changed"
    assert not Publication.objects.exists()


def test_what_was_published_is_never_changed(people: Any) -> None:
    made = sign_off(people.of["publisher", "own"], small(people), "")
    for event in ("UPDATE releasing_publication SET note='x'", "DELETE FROM releasing_publication"):
        with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
            connection.cursor().execute(event)
    with pytest.raises(TypeError):
        made.delete()
    modes = {stat.S_IMODE(p.stat().st_mode) for p in folder_of(made.place).iterdir()}
    assert modes == {0o444}


def test_a_published_page_runs_in_a_sandbox_and_other_files_are_saved(
    people: Any, client: Any
) -> None:
    made = sign_off(people.of["publisher", "own"], small(people), "")
    page = client.get(f"/public/{made.pk}/files/index.html")
    assert page["Content-Type"] == "text/html; charset=utf-8"
    assert "sandbox allow-scripts" in page["Content-Security-Policy"]
    assert "allow-same-origin" not in page["Content-Security-Policy"]
    assert page["X-Content-Type-Options"] == "nosniff"
    cells = client.get(f"/public/{made.pk}/files/cells.csv")
    assert cells["Content-Disposition"].startswith("attachment")
    assert cells["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize(
    "name",
    ["../secret.key", "..%2f..%2fsecret.key", "/etc/passwd", "notes.txt", "cells.csv/", ".hidden"],
)
def test_nothing_but_what_the_manifest_lists_is_served(people: Any, client: Any, name: str) -> None:
    made = sign_off(people.of["publisher", "own"], small(people), "")
    (settings.FOLDER / "secret.key").write_text("secret")
    (folder_of(made.place) / "notes.txt").write_text("not listed")
    assert client.get(f"/public/{made.pk}/files/{name}").status_code == 404


def test_a_manifest_that_leads_out_of_its_folder_serves_nothing_there(
    people: Any, client: Any
) -> None:
    made = sign_off(people.of["publisher", "own"], small(people), "")
    manifest = folder_of(made.place) / "manifest.json"
    said = json.loads(manifest.read_text("utf-8"))
    said["files"].append({"name": "../../outside.html"})
    manifest.chmod(0o600)
    manifest.write_text(json.dumps(said))
    (settings.FOLDER / "outside.html").write_text("secret")
    assert client.get(f"/public/{made.pk}/files/../../outside.html").status_code == 404


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    from juesuan.workbench.place import Place

    place = Place(tmp_path)
    key = place.signing_key()
    assert place.signing_key() == key
    assert key.startswith(b"-----BEGIN PRIVATE KEY-----")
    assert stat.S_IMODE((tmp_path / "signing.key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["signing.key"]


def test_an_approved_year_is_late_until_it_is_published(people: Any) -> None:
    from datetime import date

    filing = Filing(unit=people.a, year=2024, due=date(2025, 9, 20))
    late = {state: filing.late for state in State if not setattr(filing, "state", state)}
    assert {state for state, is_late in late.items() if not is_late} == {
        State.SUBMITTED,
        State.REVIEWING,
        State.PUBLISHED,
    }

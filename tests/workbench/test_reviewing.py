"""The review: a document is checked, its findings decided on, and a second round compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.workbench.parts import PARTS

from juesuan.workbench.filings.models import Filing, State
from juesuan.workbench.jobs import doing, queue
from juesuan.workbench.jobs.models import Job, Status
from juesuan.workbench.journal.chain import verify
from juesuan.workbench.journal.models import Entry
from juesuan.workbench.reviewing.handing_in import submit
from juesuan.workbench.reviewing.models import Document, Finding
from support.once import book_once

BACKEND = "juesuan.workbench.people.signing_in.CodeBackend"


@pytest.fixture
def reviewer(people: Any, client: Any) -> Any:
    client.force_login(people.of["reviewer", "own"], BACKEND)
    return client


def finding_of(people: Any) -> Finding:
    return Finding.objects.get(pk=PARTS["finding"](people.a))


def test_a_box_stands_over_the_page_where_the_figure_is(people: Any, reviewer: Any) -> None:
    found = finding_of(people)
    page = reviewer.get(f"/documents/{found.document_id}/").content.decode()
    assert f'id="spot-{found.pk}-0"' in page
    assert '<rect x="13" y="30" width="92" height="25" rx="4"/>' in page
    assert "合计应为2.00" in page


def test_a_finding_is_rejected_with_a_reason_only(people: Any, reviewer: Any) -> None:
    found = finding_of(people)
    address = f"/findings/{found.pk}/decide/"
    answer = reviewer.post(address, {"decision": "rejected"}, headers={"HX-Request": "true"})
    assert (answer.status_code, "请写明理由" in answer.content.decode()) == (422, True)
    reviewer.post(address, {"decision": "rejected", "reason": "口径不同"})
    found.refresh_from_db()
    assert (found.decision, found.reason) == ("rejected", "口径不同")
    entry = Entry.objects.order_by("-number").first()
    assert entry is not None
    assert (entry.action, entry.form, entry.after, entry.why) == (
        "finding.decided",
        "01",
        "rejected",
        "口径不同",
    )
    assert verify().broken == 0


def test_a_decision_made_meanwhile_is_shown_and_not_overwritten(people: Any, reviewer: Any) -> None:
    found = finding_of(people)
    address, seen = f"/findings/{found.pk}/decide/", found.seen
    reviewer.post(address, {"decision": "accepted", "seen": seen})
    late = {"decision": "rejected", "reason": "口径不同", "seen": seen}
    answer = reviewer.post(address, late, headers={"HX-Request": "true"})
    assert (answer.status_code, "刚才已有人判断过" in answer.content.decode()) == (409, True)
    found.refresh_from_db()
    assert found.decision == "accepted"
    reviewer.post(address, late | {"seen": found.seen})
    found.refresh_from_db()
    assert found.decision == "rejected"


def test_the_unit_comments_and_cannot_decide(people: Any, client: Any) -> None:
    found = finding_of(people)
    client.force_login(people.of["preparer", "own"], BACKEND)
    said = "<script>alert(1)</script>"
    client.post(f"/findings/{found.pk}/comment/", {"text": said})
    assert client.post(f"/findings/{found.pk}/decide/", {"decision": "rejected"}).status_code == 403
    page = client.get(f"/documents/{found.document_id}/").content.decode()
    assert "&lt;script&gt;" in page
    assert said not in page


def test_an_uploaded_file_is_saved_by_a_browser_and_never_shown(people: Any, reviewer: Any) -> None:
    number = PARTS["document"](people.a)
    answer = reviewer.get(f"/documents/{number}/original/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        "application/octet-stream",
        "nosniff",
    )


def test_states_follow_one_another_and_sending_back_needs_a_word(
    people: Any, reviewer: Any
) -> None:
    filing = Filing.objects.create(unit=people.a, year=2024, state=State.SUBMITTED)
    address = f"/filings/{filing.pk}/step/"
    for state, why, now in (
        ("published", "", "submitted"),
        ("returned", "", "submitted"),
        ("reviewing", "", "reviewing"),
        ("returned", "01表合计不符", "returned"),
    ):
        reviewer.post(address, {"state": state, "why": why})
        filing.refresh_from_db()
        assert filing.state == now, state
    assert [step.why for step in filing.steps.all()] == ["", "01表合计不符"]


@pytest.fixture
def booklet(tmp_path: Path, examples: Path) -> Path:
    from juesuan.publishing import fill_book, write_workbook

    book = book_once(examples / "putuo-social-work-2024")
    write_workbook(fill_book(book), tmp_path / "forms.xlsx")
    return tmp_path / "forms.xlsx"


def test_a_second_round_says_what_was_mended_and_what_remains(
    people: Any, booklet: Path, reviewer: Any
) -> None:
    import openpyxl

    book = openpyxl.load_workbook(booklet)
    cell = book.worksheets[2]["D6"]
    right = cell.value
    cell.value = right + 11
    spoiled = booklet.with_name("spoiled.xlsx")
    book.save(spoiled)
    filing = Filing.objects.create(unit=people.a, year=2024)
    first = checked(people, filing, spoiled)
    broken = next(one for one in first.findings.all() if one.severity == "error")
    place = broken.places[0]
    assert (place["form"], place["id"].rpartition("/")[2]) == ("03", "D6")
    assert broken.expected == f"{right:.2f}"
    page = reviewer.get(f"/documents/{first.pk}/").content.decode()
    assert f'id="{place["id"]}"' in page
    cell.value = right
    book.save(spoiled)
    second = checked(people, filing, spoiled)
    mended = [one.key for one in second.findings.filter(status="mended")]
    assert broken.key in mended
    assert (second.round, filing.state) == (2, State.SUBMITTED)
    for paper in ("notice/", "inspection/xlsx/", "inspection/docx/"):
        answer = reviewer.get(f"/documents/{first.pk}/{paper}")
        assert (answer.status_code, b"".join(answer)[:2]) == (200, b"PK"), paper


def test_a_dropped_file_finds_its_unit_and_nobody_elses(
    people: Any, tmp_path: Path, reviewer: Any
) -> None:
    from planted_faults.writing import as_text

    text = Path(__file__).parents[1] / "planted_faults" / "booklets" / "lanxi-archives-2023.txt"
    as_text(text.read_text("utf-8"), tmp_path / "booklet.txt")

    def dropped() -> Job:
        file = SimpleUploadedFile("甲.txt", (tmp_path / "booklet.txt").read_bytes())
        reviewer.post("/drop/", {"file": file})
        job = queue.take()
        assert job is not None
        doing.do(job.pk)
        job.refresh_from_db()
        return job

    foreign = dropped()
    assert foreign.status == Status.FAILED
    assert "“岚溪县档案馆”不在您负责的单位之中" in foreign.problem
    assert not Document.objects.exists()
    people.a.name = "岚溪县档案馆"
    people.a.save()
    own = dropped()
    document = Document.objects.get()
    assert own.result == {"address": f"/documents/{document.pk}/"}
    assert (document.filing.unit, document.filing.year) == (people.a, 2023)


def test_many_units_get_a_day_due_and_only_those_within_reach(people: Any, reviewer: Any) -> None:
    filings = [Filing.objects.create(unit=unit, year=2024) for unit in (people.a, people.b)]
    given = {"filing": [one.pk for one in filings], "action": "due", "due": "2026-08-31"}
    page = reviewer.post("/filings/act/", given | {"year": 2024}, follow=True).content.decode()
    for one in filings:
        one.refresh_from_db()
    assert [str(one.due) for one in filings] == ["2026-08-31", "None"]
    assert "办好1个，1个不能这样办" in page
    table = reviewer.get("/filings/export/?year=2024").content.decode()
    assert "示例一中心" in table
    assert "示例二中心" not in table


def test_the_days_in_each_state_are_counted_from_the_steps(people: Any) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from juesuan.workbench.filings.models import Step
    from juesuan.workbench.filings.spans import days_in_states

    filing = Filing.objects.create(unit=people.a, year=2024, state=State.REVIEWING)
    now = timezone.now()
    for days, after in ((10, "preparing"), (7, "submitted"), (2, "reviewing")):
        at = now - timedelta(days=days)
        Step.objects.create(filing=filing, before="preparing", after=after, at=at)
    spent = days_in_states(filing, filing.steps.all(), now)
    assert spent == {State.PREPARING: 3, State.SUBMITTED: 5, State.REVIEWING: 2}


def checked(people: Any, filing: Filing, path: Path) -> Document:
    """A document handed in by the unit and checked by the worker."""
    file = SimpleUploadedFile(path.name, path.read_bytes())
    document = submit(people.of["preparer", "own"], filing, [file])
    job = queue.take()
    assert job is not None
    doing.do(job.pk)
    job.refresh_from_db()
    assert job.status == Status.DONE, job.problem
    return Document.objects.get(pk=document.pk)


def test_why_a_document_cannot_be_used_is_said_in_both_languages(people: Any) -> None:

    from juesuan.workbench.reviewing.checking import UnusableError, check_document

    filing = Filing.objects.create(unit=people.a, year=2024)
    file = SimpleUploadedFile("便条.txt", "今天开会。".encode())
    document = submit(people.of["preparer", "own"], filing, [file])
    with pytest.raises(UnusableError) as error:
        check_document({"document": document.pk}, lambda stage, part, parts: None)
    assert "便条.txt" in error.value.text("zh")
    assert "便条.txt" in error.value.text("en")
    assert "没有" in error.value.text("zh")
    assert "没有" not in error.value.text("en")

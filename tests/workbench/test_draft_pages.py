"""A draft in the workbench: begun, edited, undone, by two at once, stored or not at all."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.workbench.parts import made_people

from juesuan.drafts import from_book
from juesuan.reading import as_disclosure, read
from support.once import book_once

BACKEND = "juesuan.workbench.people.signing_in.CodeBackend"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def example() -> Any:
    book = book_once(ROOT / "examples" / "qujing-digital-economy-centre-2023")
    return from_book(book)


@pytest.fixture(scope="module")
def once(_database: None, example: Any) -> Iterator[Any]:
    """People of unit A and a draft of an example's figures for it, made once for this file."""
    from django.db import transaction

    from juesuan.workbench.filings.models import Filing
    from juesuan.workbench.preparing.beginning import begin

    with transaction.atomic():
        people = made_people()
        filing = Filing.objects.create(unit=people.a, year=2023)
        begin(people.of["preparer", "own"], filing, example, "账套")
        yield people
        transaction.set_rollback(True)


@pytest.fixture
def people(once: Any, database: None) -> Any:
    """The people of ``once``; what a test changes is undone after it."""
    return once


@pytest.fixture
def begun(people: Any, client: Any) -> Any:
    """The draft of ``once`` as it was begun, its preparer signed in."""
    from juesuan.workbench.preparing import desk
    from juesuan.workbench.preparing.models import Draft

    desk._desk.clear()
    client.force_login(people.of["preparer", "own"], BACKEND)
    return Draft.objects.get(filing__unit=people.a)


def post(client: Any, record: Any, what: str, body: Any = None) -> Any:
    path = f"/filings/{record.filing.pk}/draft/{what}/"
    return client.post(path, json.dumps(body or {}), content_type="application/json")


def entered(record: Any) -> Any:
    from juesuan.workbench.preparing.models import Figure

    found = Figure.objects.filter(draft=record, form="03", column="2")
    return found.filter(row__regex=r"^\d{7}$").order_by("row").first()


def cell(figure: Any, text: str, seen: int = 1) -> dict[str, Any]:
    at = f"{figure.form}|{figure.row}|{figure.column}"
    return {"cells": [{"at": at, "text": text, "seen": seen}]}


def test_an_edit_is_stored_with_all_that_follows_and_stands_in_the_journal(
    begun: Any, client: Any
) -> None:
    from juesuan.workbench.journal.models import Entry

    figure = entered(begun)
    before = figure.value
    answer = post(client, begun, "edit", cell(figure, "１，２３４.50")).json()
    at = f"03|{figure.row}|2"
    assert answer["cells"][at] == ["123450", 0, 2]
    total = answer["cells"]["03|total|2"]
    assert total[1] == 1
    figure.refresh_from_db()
    assert (figure.value, figure.version) == (123450, 2)
    entry = Entry.objects.filter(action="cell.set").latest("number")
    assert (entry.form, entry.row, entry.column, entry.after) == ("03", figure.row, "2", "1234.50")
    assert entry.before == f"{before // 100}.{before % 100:02d}"


def test_what_is_no_amount_is_said_and_nothing_is_stored(begun: Any, client: Any) -> None:
    figure = entered(begun)
    answer = post(client, begun, "edit", cell(figure, "一百"))
    assert answer.status_code == 422
    assert "一百" in next(iter(answer.json()["wrong"].values()))
    begun.refresh_from_db()
    assert begun.number == 1


def test_what_is_sent_again_is_not_made_twice(begun: Any, client: Any) -> None:
    figure = entered(begun)
    was = figure.value
    for text, seen in (("1.00", 1), ("2.00", 2)):
        post(client, begun, "edit", cell(figure, text, seen) | {"mark": text})
    first, again = (post(client, begun, "undo", {"mark": "back"}).json() for _ in range(2))
    at = f"03|{figure.row}|2"
    assert (first["cells"][at], again["cells"][at]) == (["100", 0, 4], ["100", 0, 4])
    assert (first["own"], again["own"], again["made"]) == (True, False, 4)
    post(client, begun, "undo", {"mark": "further"})
    figure.refresh_from_db()
    assert figure.value == was


def test_undo_and_redo_go_through_all_edits_of_ones_own(begun: Any, client: Any) -> None:
    figure = entered(begun)
    was = figure.value
    post(client, begun, "edit", cell(figure, "1.00", 1))
    post(client, begun, "edit", cell(figure, "2.00", 2))

    def stands() -> int:
        figure.refresh_from_db()
        return int(figure.value)

    assert stands() == 200
    seen = []
    for step in ("undo", "undo", "undo", "redo", "redo", "redo", "undo"):
        assert post(client, begun, step).status_code == 200
        seen.append(stands())
    assert seen == [100, was, was, 100, 200, 200, 100]


def test_two_who_edit_one_cell_are_told_both_values(begun: Any, client: Any, people: Any) -> None:
    from django.test import Client

    other = Client()
    other.force_login(people.of["department", "own"], BACKEND)
    figure = entered(begun)
    assert post(other, begun, "edit", cell(figure, "5.00")).status_code == 200
    answer = post(client, begun, "edit", cell(figure, "7.00"))
    assert answer.status_code == 409
    (conflict,) = answer.json()["conflicts"]
    assert (conflict["theirs"], conflict["ours"], conflict["version"]) == ("500", "700", 2)
    assert post(client, begun, "edit", cell(figure, "7.00", 2)).status_code == 200
    told = other.get(f"/filings/{begun.filing.pk}/draft/changes/?since=2").json()
    assert told["cells"][f"03|{figure.row}|2"][0] == "700"
    assert "03|total|2" in told["cells"]


def test_one_does_not_undo_over_what_another_entered_since(
    begun: Any, client: Any, people: Any
) -> None:
    from django.test import Client

    other = Client()
    other.force_login(people.of["department", "own"], BACKEND)
    figure = entered(begun)
    post(client, begun, "edit", cell(figure, "5.00"))
    post(other, begun, "edit", cell(figure, "6.00", 2))
    assert post(client, begun, "undo").status_code == 409
    figure.refresh_from_db()
    assert figure.value == 600


def test_an_edit_sent_twice_is_made_once(begun: Any, client: Any) -> None:
    figure = entered(begun)
    first = post(client, begun, "edit", cell(figure, "5.00"))
    again = post(client, begun, "edit", cell(figure, "5.00"))
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json()["number"] == first.json()["number"] == 2
    assert (first.json()["own"], again.json()["own"]) == (True, False)


def test_another_process_sees_what_was_stored(begun: Any, client: Any) -> None:
    from juesuan.workbench.preparing import desk

    figure = entered(begun)
    told = post(client, begun, "edit", cell(figure, "5.00")).json()
    desk._desk.clear()
    answer = client.get(f"/filings/{begun.filing.pk}/draft/changes/?since=1").json()
    assert {k: v[0] for k, v in answer["cells"].items() if k in told["cells"]} == {
        k: v[0] for k, v in told["cells"].items()
    }


def test_a_row_is_added_and_removed_and_undone(begun: Any, client: Any) -> None:
    answer = post(client, begun, "edit", {"row": ["add", "03", "2130506"]}).json()
    assert answer["laid"] is True
    page = client.get(f"/filings/{begun.filing.pk}/draft/?form=03").content.decode()
    assert 'data-p="03|2130506|2"' in page
    post(client, begun, "undo")
    page = client.get(f"/filings/{begun.filing.pk}/draft/?form=03").content.decode()
    assert 'data-p="03|2130506|2"' not in page
    assert post(client, begun, "edit", {"row": ["add", "03", "1"]}).status_code == 422


def test_what_was_submitted_cannot_be_edited(begun: Any, client: Any) -> None:
    from juesuan.workbench.filings.models import State

    begun.filing.state = State.SUBMITTED
    begun.filing.save()
    assert post(client, begun, "edit", cell(entered(begun), "5.00")).status_code == 423


def test_a_form_is_shown_as_it_is_printed_with_its_figures(begun: Any, client: Any) -> None:
    page = client.get(f"/filings/{begun.filing.pk}/draft/?form=03").content.decode()
    figure = entered(begun)
    assert f'data-p="03|{figure.row}|2" data-v="{figure.value}"' in page
    assert 'rowspan="' in page and "基本支出" in page


def test_beside_a_figure_stand_its_parts_and_its_history(begun: Any, client: Any) -> None:
    figure = entered(begun)
    post(client, begun, "edit", cell(figure, "5.00"))
    total = client.get(f"/filings/{begun.filing.pk}/draft/cell/?at=03|total|1").content.decode()
    assert f"03|{figure.row[:3]}|1" in total
    own = client.get(
        f"/filings/{begun.filing.pk}/draft/cell/?at=03|{figure.row}|2"
    ).content.decode()
    assert "→ 5.00" in own


def test_a_slip_gets_the_smallest_change(begun: Any, client: Any) -> None:
    figure = entered(begun)
    right = figure.value
    post(client, begun, "edit", cell(figure, str(right // 10)))
    shown = client.get(f"/filings/{begun.filing.pk}/draft/mending/").content.decode()
    assert f"{right // 100}.{right % 100:02d}" in shown


def test_the_forms_are_read_again_to_the_same_figures(
    begun: Any, client: Any, tmp_path: Path
) -> None:
    answer = client.get(f"/filings/{begun.filing.pk}/draft/forms.xlsx")
    path = tmp_path / "forms.xlsx"
    path.write_bytes(b"".join(answer.streaming_content))
    figure = entered(begun)
    values = as_disclosure(read(path)).form("03").values
    assert {k.row: v for k, v in values.items() if k.column == "2"}[figure.row] == figure.value


def test_the_narrative_follows_the_facts_and_takes_the_authors_words(
    begun: Any, client: Any
) -> None:
    path = f"/filings/{begun.filing.pk}/draft/narrative/"
    assert "只有这句" not in client.get(path).content.decode()
    from juesuan.workbench.preparing.models import Words

    page = client.get(path).content.decode()
    key = page.split('data-key="texts|')[1].split('"')[0]
    said = {"at": f"texts|{key}", "text": "只有这句由编报人写。", "seen": 0}
    post(client, begun, "edit", {"texts": [said]})
    assert Words.objects.get(draft=begun).text == "只有这句由编报人写。"
    shown = client.get(path, headers={"HX-Request": "true"}).content.decode()
    assert "只有这句由编报人写。" in shown

    reason = page.split('data-key="reasons|')[1].split('"')[0]
    begun.former = {f"reasons|{reason}": "上年人员减少"}
    begun.save(update_fields=["former"])
    asked, told = (client.get(path, headers=h).content.decode() for h in ({}, {"HX-Request": "1"}))
    assert "上年写的（只供参考）： 上年人员减少" in asked  # beside the question
    assert "上年人员减少" not in told  # and never in the narrative


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"cells":[{"at":"x"}]}', b'{"cells":[1]}', b'{"money":"$"}']
)
def test_what_no_page_sends_is_refused(begun: Any, client: Any, body: bytes) -> None:
    path = f"/filings/{begun.filing.pk}/draft/edit/"
    answer = client.post(path, io.BytesIO(body).read(), content_type="application/json")
    assert answer.status_code == 400


def test_a_page_of_the_draft_begins_with_an_empty_set(people: Any, client: Any) -> None:
    from juesuan.workbench.filings.models import Filing

    filing = Filing.objects.create(unit=people.b, year=2023)
    client.force_login(people.of["preparer", "foreign"], BACKEND)
    assert "yunnan-2023" in client.get(f"/filings/{filing.pk}/draft/").content.decode()
    client.post(f"/filings/{filing.pk}/draft/begin/", {"form_set": "yunnan-2023"})
    page = client.get(f"/filings/{filing.pk}/draft/?form=01").content.decode()
    assert 'data-p="01|' in page
    filing.refresh_from_db()
    assert filing.state == "preparing"


def test_the_worker_begins_a_draft_from_last_years_forms(
    begun: Any, client: Any, people: Any, tmp_path: Path
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from juesuan.workbench.filings.models import Filing
    from juesuan.workbench.jobs.doing import do
    from juesuan.workbench.jobs.queue import take

    content = b"".join(client.get(f"/filings/{begun.filing.pk}/draft/forms.xlsx"))
    next_year = Filing.objects.create(unit=people.a, year=2024)
    file = SimpleUploadedFile("2023.xlsx", content)
    path = f"/filings/{next_year.pk}/draft/begin-from/"
    assert client.post(path, {"way": "last_year", "file": file}).status_code == 302
    job = take()
    assert job is not None and job.kind == "draft"
    do(job.pk)
    job.refresh_from_db()
    assert job.result["differences"] == 0
    shown = client.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"})
    assert shown.headers["HX-Redirect"] == f"/filings/{next_year.pk}/draft/"
    page = client.get(f"/filings/{next_year.pk}/draft/?form=03").content.decode()
    assert 'data-p="03|2013750|2" data-v=""' in page


def test_handing_in_gives_the_forms_to_the_review(begun: Any, client: Any) -> None:
    from juesuan.workbench.jobs.models import Job

    client.post(f"/filings/{begun.filing.pk}/draft/submit/")
    begun.filing.refresh_from_db()
    assert begun.filing.state == "submitted"
    assert Job.objects.get(kind="check").unit == begun.filing.unit
    assert begun.filing.documents.get().name.endswith("2023.xlsx")


def test_a_draft_from_the_wrong_file_is_put_away_begun_anew_and_brought_back(
    begun: Any, client: Any
) -> None:
    """Nothing that was entered is lost, and a page that still shows the first changes nothing."""
    from juesuan.workbench.preparing.models import Draft

    figure = entered(begun)
    assert post(client, begun, "away").status_code == 302
    beginning = client.get(f"/filings/{begun.filing.pk}/draft/").content.decode()
    assert "从空表开始" in beginning and "搁置的底稿" in beginning and "账套" in beginning

    client.post(f"/filings/{begun.filing.pk}/draft/begin/", {"form_set": begun.form_set})
    anew = Draft.objects.get(filing=begun.filing)
    assert anew.pk != begun.pk and not anew.figures.exists()
    late = client.post(
        f"/filings/{begun.filing.pk}/draft/edit/",
        json.dumps(cell(figure, "1.00")),
        content_type="application/json",
        headers={"X-Draft": str(begun.pk)},
    )
    assert late.status_code == 423 and "已被搁置" in late.json()["problem"]
    assert not anew.figures.exists()

    assert post(client, begun, f"away/{begun.pk}/back").status_code == 302
    assert Draft.objects.get(filing=begun.filing).pk == begun.pk
    assert entered(begun).value == figure.value
    assert [one.pk for one in Draft.every.filter(away__isnull=False)] == [anew.pk]
    assert client.get(f"/filings/{begun.filing.pk}/draft/").status_code == 200


def test_a_draft_that_is_with_the_reviewers_is_not_put_away(begun: Any, client: Any) -> None:
    from juesuan.workbench.filings.models import State
    from juesuan.workbench.preparing.models import Draft

    begun.filing.state = State.SUBMITTED
    begun.filing.save()
    post(client, begun, "away")
    assert Draft.objects.get(filing=begun.filing) == begun


def test_a_draft_of_another_year_is_not_brought_back(begun: Any, client: Any) -> None:
    from juesuan.workbench.filings.models import Filing

    post(client, begun, "away")
    other = Filing.objects.create(unit=begun.filing.unit, year=2022)
    answer = client.post(f"/filings/{other.pk}/draft/away/{begun.pk}/back/")
    assert answer.status_code == 404

"""Files of an office in the workbench: looked at, asked about, taken into the draft, undone."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

BACKEND = "juesuan.workbench.people.signing_in.CodeBackend"
HEAD = ("日期", "凭证号", "资金性质", "功能科目", "支出性质", "金额", "摘要")
FUND = "一般公共预算资金"
JANUARY = ("2023-01-05", "1", FUND, "2013701", "基本支出", "10.00", "支付1月物业费")
FEBRUARY = ("2023-02-06", "2", FUND, "2013701", "基本支出", "5.00", "付某事")
MARCH = ("2023-03-06", "3", FUND, "2080505", "基本支出", "7.00", "支付3月物业费")
SPENT = "03|2013701|1"
"""Total expenditure of an item in form 03."""


def listed(
    *rows: tuple[str, ...], name: str = "支付明细.csv", head: Sequence[str] = HEAD
) -> SimpleUploadedFile:
    stream = io.StringIO()
    csv.writer(stream).writerows([head, *rows])
    return SimpleUploadedFile(name, stream.getvalue().encode())


@pytest.fixture
def filing(people: Any, client: Any) -> Any:
    """A unit's year without a draft, its preparer signed in."""
    from juesuan.workbench.filings.models import Filing
    from juesuan.workbench.preparing import desk

    desk._desk.clear()
    client.force_login(people.of["preparer", "own"], BACKEND)
    return Filing.objects.create(unit=people.a, year=2023)


def worked() -> Any:
    """Do the job that waits; its record."""
    from juesuan.workbench.jobs import queue
    from juesuan.workbench.jobs.doing import do

    job = queue.take()
    assert job is not None
    do(job.pk)
    job.refresh_from_db()
    return job


def dropped(client: Any, filing: Any, file: Any, **said: str) -> Any:
    """A file handed in and understood; the import."""
    from juesuan.workbench.preparing.models import Import

    asked = {"file": file, "form_set": "mof-2022", "unit_kind": "admin", **said}
    client.post(f"/filings/{filing.pk}/draft/imports/add/", asked)
    assert worked().status == "done"
    return Import.objects.latest("pk")


def sent(client: Any, one: Any, what: str, **said: str) -> Any:
    """Answer or take an import; the job that did it."""
    answer = client.post(f"/filings/{one.filing_id}/draft/imports/{one.pk}/{what}/", said)
    assert answer.status_code == 302
    job = worked()
    one.refresh_from_db()
    return job


def answered(client: Any, one: Any, **answers: str) -> Any:
    """Give the answers to the questions, by the text of the file."""
    numbers = {each["text"]: n for n, each in enumerate(one.preview["questions"])}
    return sent(client, one, "answers", **{f"answer-{numbers[t]}": a for t, a in answers.items()})


def figure(filing: Any, place: str = SPENT) -> int | None:
    from juesuan.workbench.preparing.desk import at_desk
    from juesuan.workbench.preparing.models import Draft
    from juesuan.workbench.preparing.places import key_of

    with at_desk(Draft.objects.get(filing=filing)) as (_, draft):
        key = key_of(place)
        return draft.value(key) if key in draft.net.number else None


def typed(client: Any, filing: Any, place: str, text: str) -> None:
    """Enter a figure after the first import, which was the draft's first edit."""
    body = {"cells": [{"at": place, "text": text, "seen": 1}]}
    stored = client.post(f"/filings/{filing.pk}/draft/edit/", body, "application/json")
    assert stored.status_code == 200


def test_a_payment_list_is_shown_before_anything_is_written(client: Any, filing: Any) -> None:
    from juesuan.workbench.preparing.models import Draft

    one = dropped(client, filing, listed(JANUARY, FEBRUARY))
    page = client.get(f"/filings/{filing.pk}/draft/imports/{one.pk}/").content.decode()
    asked = {each["text"]: each["suggestion"] for each in one.preview["questions"]}
    assert asked == {"": "是", "支付1月物业费": "30209 物业管理费", "付某事": ""}
    assert "支付1月物业费" in page
    assert "30209 物业管理费" in page
    assert not one.preview["ready"]
    assert not Draft.objects.exists()


def test_answers_lead_to_the_figures_that_would_change_and_then_into_the_draft(
    client: Any, filing: Any
) -> None:
    from juesuan.workbench.journal.models import Entry

    one = dropped(client, filing, listed(JANUARY, FEBRUARY))
    answered(client, one, **{"": "是", "支付1月物业费": "物业管理费", "付某事": "办公费"})
    assert one.preview["ready"]
    changed = {place: (before, after) for place, _, before, after in one.preview["cells"]}
    assert changed[SPENT] == ("", "15.00")
    job = sent(client, one, "take")
    assert job.result == {"address": f"/filings/{filing.pk}/draft/"}
    assert figure(filing) == 1500
    entry = Entry.objects.filter(action="cell.set", form="03", row="2013701").latest("number")
    assert (entry.after, entry.source) == ("15.00", "支付明细.csv")


def test_a_longer_export_adds_what_is_new_and_leaves_what_was_corrected(
    client: Any, filing: Any
) -> None:
    one = dropped(client, filing, listed(JANUARY))
    answered(client, one, **{"": "是", "支付1月物业费": "30209"})
    sent(client, one, "take")
    leaf = next(p for p, _, _, after in one.preview["cells"] if p.startswith("03|2013701|2"))
    typed(client, filing, leaf, "11.00")
    more = dropped(client, filing, listed(JANUARY, MARCH))
    assert more.preview["new"] == 2  # the payment, and the income that paid it
    assert SPENT not in {place for place, *_ in more.preview["cells"]}
    sent(client, more, "take")
    assert (figure(filing), figure(filing, "03|2080505|1")) == (1100, 700)


def test_undo_takes_an_import_back_and_redo_brings_it_again(client: Any, filing: Any) -> None:
    from juesuan.workbench.preparing.importing import book_of

    one = dropped(client, filing, listed(JANUARY))
    answered(client, one, **{"": "是", "支付1月物业费": "30209"})
    sent(client, one, "take")
    client.post(f"/filings/{filing.pk}/draft/undo/")
    assert (figure(filing), book_of(filing)) == (None, None)
    again = dropped(client, filing, listed(JANUARY, name="又一次.csv"))
    assert [each["answer"] for each in again.preview["questions"]] == ["", ""]
    client.post(f"/filings/{filing.pk}/draft/redo/")
    assert (figure(filing), book_of(filing)) == (1000, one)


def test_what_others_changed_since_the_preview_is_looked_at_again(
    people: Any, client: Any, filing: Any
) -> None:
    one = dropped(client, filing, listed(JANUARY))
    answered(client, one, **{"": "是", "支付1月物业费": "30209"})
    sent(client, one, "take")
    more = dropped(client, filing, listed(JANUARY, FEBRUARY))
    answered(client, more, 付某事="30201")
    leaf = next(p for p, _, _, _ in more.preview["cells"] if p.startswith("03|2013701|2"))
    typed(client, filing, leaf, "99.00")
    job = sent(client, more, "take")
    assert job.result["address"].endswith(f"/imports/{more.pk}/")
    assert (figure(filing), more.taken, more.preview["changed"]) == (9900, None, True)
    sent(client, more, "take")
    assert figure(filing) == 1500


def test_a_treasury_statement_is_only_held_against_what_was_imported(
    client: Any, filing: Any
) -> None:
    one = dropped(client, filing, listed(JANUARY))
    answered(client, one, **{"": "是", "支付1月物业费": "30209"})
    sent(client, one, "take")
    text = "预算单位,功能分类科目,本年累计支付数\n示例一中心,2013701 行政运行,12.00\n"
    statement = SimpleUploadedFile("国库对账单.csv", text.encode())
    held = dropped(client, filing, statement, kind="statement")
    (difference,) = held.preview["differences"]
    assert (difference["said"], difference["booked"]) == ("12.00", "10.00")
    page = client.get(f"/filings/{filing.pk}/draft/imports/{held.pk}/").content.decode()
    assert "12.00" in page
    assert "写入报表" not in page
    assert client.post(f"/filings/{filing.pk}/draft/imports/{held.pk}/take/").status_code == 400


def test_a_file_that_was_not_taken_can_be_put_away(client: Any, filing: Any) -> None:
    from django.conf import settings

    from juesuan.workbench.preparing.models import Import

    one = dropped(client, filing, listed(JANUARY))
    client.post(f"/filings/{filing.pk}/draft/imports/{one.pk}/away/")
    assert not Import.objects.exists()
    assert not (settings.FOLDER / "files" / one.place).exists()


def test_columns_that_nobody_knows_are_asked_for_and_then_read(client: Any, filing: Any) -> None:
    head = [*HEAD[:5], "花了多少", HEAD[6]]
    one = dropped(client, filing, listed(JANUARY, head=head), kind="payments")
    assert "花了多少" in one.preview["told"]["zh"]["wrong"][0]
    answered(client, one, 花了多少="金额")
    assert "支付1月物业费" in {each["text"] for each in one.preview["questions"]}


def test_another_draft_begins_without_what_was_imported_into_the_first(
    filing: Any, client: Any
) -> None:
    """The book of the imports goes with the draft that was put away, and comes back with it."""
    from juesuan.workbench.preparing.importing import book_of
    from juesuan.workbench.preparing.imports import stands
    from juesuan.workbench.preparing.models import Draft

    one = dropped(client, filing, listed(JANUARY))
    sent(client, one, "answers", suggested="1")
    sent(client, one, "take")
    waits = dropped(client, filing, listed(MARCH))
    assert book_of(filing) == one and stands(one)
    first = Draft.objects.get(filing=filing)

    client.post(f"/filings/{filing.pk}/draft/away/")
    one.refresh_from_db()
    assert book_of(filing) is None and not stands(one)
    sent(client, waits, "answers", suggested="1")
    assert waits.draft is None  # looked at again, with the draft that would be begun
    sent(client, waits, "take")
    assert figure(filing) is None

    client.post(f"/filings/{filing.pk}/draft/away/{first.pk}/back/")
    assert book_of(filing) == one and figure(filing) == 1000

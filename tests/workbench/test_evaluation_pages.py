"""The self-evaluation in the workbench: entered in its printed tables, scored as one types, with
evidence for each indicator."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.workbench.parts import made_people

from juesuan.workbench.preparing import evaluating, evidence

BACKEND = "juesuan.workbench.people.signing_in.CodeBackend"
ROOT = Path(__file__).resolve().parents[2]
PROJECT, QUANTITY = "1", "1"
LINES = {
    "projects|1|order": "1",
    "projects|1|name": "干部培训",
    "money|1|current.full": "200000.00",
    "money|1|current.executed": "150000.00",
    **{
        f"indicators|{line}|{column}": text
        for line, level, part, name, target, weight in (
            ("1", "产出指标", "数量指标", "培训人次", "100", "50"),
            ("2", "效益指标", "社会效益指标", "覆盖率", "90", "30"),
            ("3", "满意度指标", "服务对象满意度指标", "学员满意度", "95", "10"),
        )
        for column, text in {
            "project": "1",
            "order": line,
            "level1": level,
            "level2": part,
            "name": name,
            "operator": "≥",
            "target": target,
            "measure": "人" if line == "1" else "%",
            "weight": weight,
        }.items()
    },
}


@pytest.fixture(scope="module")
def once(_database: None) -> Iterator[Any]:
    """People of unit A and a draft with one project, made once for this file."""
    from django.db import transaction

    from juesuan import drafts
    from juesuan.workbench.filings.models import Filing
    from juesuan.workbench.preparing.beginning import begin

    with transaction.atomic():
        people = made_people()
        filing = Filing.objects.create(unit=people.a, year=2023)
        opened = drafts.blank(people.a.name, 2023, "yunnan-2023")
        begin(people.of["preparer", "own"], filing, opened, "账套", texts=LINES)
        yield people
        transaction.set_rollback(True)


@pytest.fixture
def begun(once: Any, database: None, client: Any) -> Any:
    """The draft of ``once``, its preparer signed in; what a test changes is undone after it."""
    from juesuan.workbench.preparing import desk
    from juesuan.workbench.preparing.models import Draft

    desk._desk.clear()
    client.force_login(once.of["preparer", "own"], BACKEND)
    return Draft.objects.get(filing__unit=once.a)


def post(client: Any, record: Any, what: str, body: Any = None, table: str = PROJECT) -> Any:
    path = f"/filings/{record.filing.pk}/draft/{what}/?table={table}"
    return client.post(path, json.dumps(body or {}), content_type="application/json")


def said(key: str, text: str, seen: int = 1) -> dict[str, Any]:
    return {"texts": [{"at": key, "text": text, "seen": seen}]}


def cells(answer: Any) -> dict[str, str]:
    assert answer.status_code == 200, answer.content
    return {at: each[0] for at, each in answer.json()["evaluated"]["cells"].items()}


def test_rate_points_total_and_grade_follow_what_is_entered(begun: Any, client: Any) -> None:
    post(client, begun, "edit", said("indicators|1|actual", "80", 0))
    post(client, begun, "edit", said("indicators|2|actual", "95", 0))
    answer = post(client, begun, "edit", said("indicators|3|actual", "96", 0))
    shown = cells(answer)
    assert shown["=project.total.rate"] == "75.00%"
    assert shown["=project.execution.score"] == "7.50"  # 10 points × 75 %
    assert shown["indicators|1|score"] == "40.00"  # 80 of 100 for 50 points
    assert answer.json()["evaluated"]["sums"] == {"total": "87.50", "grade": "良"}
    asked = dict(answer.json()["evaluated"]["asked"])
    assert "目标≥100、完成80" in asked["indicators|1|reason"]
    spent = post(client, begun, "edit", said("money|1|current.executed", "200,000"))
    assert spent.json()["evaluated"]["sums"] == {"total": "90.00", "grade": "优"}
    taken = post(client, begun, "edit", said("indicators|1|score", "45", 0))
    assert taken.json()["evaluated"]["sums"]["total"] == "95.00"  # the author's own points stand
    back = post(client, begun, "undo")
    assert back.json()["evaluated"]["sums"]["total"] == "90.00"


def test_the_page_prints_the_table_and_a_cell_tells_what_it_earns(begun: Any, client: Any) -> None:
    path = f"/filings/{begun.filing.pk}/draft/evaluation/"
    page = client.get(path).content.decode()
    assert "2023年度项目支出绩效自评表" in page
    assert 'data-p="indicators|1|actual"' in page
    assert 'data-p="money|1|carried.full"' in page  # a source without money can be filled in
    post(client, begun, "edit", said("indicators|1|actual", "80", 0))
    part = client.get(f"{path}part/?at=indicators|1|actual").content.decode()
    assert 'data-put="indicators|1|score"' in part and 'data-text="40"' in part
    assert "未达目标，按完成比例记分" in part
    assert "80" in part.split("修改记录")[1]  # its history


@pytest.mark.parametrize(
    ("key", "text", "why"),
    [
        ("indicators|1|weight", "120", "0到100"),
        ("indicators|1|operator", "约等于", "可填"),
        ("money|1|current.full", "二十万", "不是金额"),
        ("projects|1|name", "", "不能空着"),
        ("indicators|9|name", "培训人次", "没有这一行"),
    ],
)
def test_what_a_column_cannot_hold_is_told_at_its_cell(
    begun: Any, client: Any, key: str, text: str, why: str
) -> None:
    answer = post(client, begun, "edit", said(key, text))
    assert answer.status_code == 422
    assert why in answer.json()["wrong"][key]


def test_who_was_faster_is_told_with_both_texts(begun: Any, client: Any) -> None:
    post(client, begun, "edit", said("indicators|1|target", "110"))
    answer = post(client, begun, "edit", said("indicators|1|target", "120"))
    assert answer.status_code == 409
    (conflict,) = answer.json()["conflicts"]
    assert (conflict["theirs"], conflict["ours"]) == ("110", "120")
    assert conflict["words"] == "干部培训 · 培训人次 · 指标值"
    again = said("indicators|1|target", "120", conflict["version"])
    assert post(client, begun, "edit", again).status_code == 200


def test_lines_are_added_copied_and_removed_and_all_of_it_is_undone(
    begun: Any, client: Any
) -> None:
    line = {"verb": "copy", "table": "projects", "line": "1", "values": {"name": "骨干培训"}}
    copied = post(client, begun, "edit", {"line": line})
    assert copied.json()["laid"]
    new = str(copied.json()["number"])
    page = client.get(f"/filings/{begun.filing.pk}/draft/evaluation/?of={new}").content.decode()
    assert page.count('class="f center"') > 10 and "学员满意度" in page
    twice = post(client, begun, "edit", {"line": line})
    assert (twice.status_code, twice.json()["problem"]) == (422, "已有项目“骨干培训”。")
    removed = {"verb": "remove", "table": "projects", "line": "1"}
    assert post(client, begun, "edit", {"line": removed}, new).status_code == 200
    assert "培训人次" not in str(cells(post(client, begun, "undo", table="")).values())
    assert cells(post(client, begun, "redo", table=new))  # both are there to be undone once more
    post(client, begun, "undo")
    shown = cells(post(client, begun, "edit", said("indicators|1|actual", "100", 0)))
    assert shown["indicators|1|score"] == "50.00"


def test_evidence_is_attached_given_out_taken_off_and_comes_back(begun: Any, client: Any) -> None:
    path = f"/filings/{begun.filing.pk}/draft/evidence/"
    file = SimpleUploadedFile("../<b>签到表.pdf", b"%PDF-1.7 sheet")
    answer = client.post(path, {"indicator": QUANTITY, "file": file})
    assert answer.status_code == 200, answer.content
    (key,) = answer.json()["texts"]
    place = key.split("|")[2]
    given = client.get(f"{path}{place}/")
    assert b"".join(given.streaming_content) == b"%PDF-1.7 sheet"
    assert given["Content-Disposition"].startswith("attachment")
    post(client, begun, "edit", said(key, "", answer.json()["number"]))
    assert client.get(f"{path}{place}/").status_code == 404
    post(client, begun, "undo")
    assert client.get(f"{path}{place}/").status_code == 200
    unknown = SimpleUploadedFile("a.pdf", b"\x00\x01\x02 no kind")
    refused = client.post(path, {"indicator": QUANTITY, "file": unknown})
    assert refused.status_code == 422
    nowhere = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    assert client.post(path, {"indicator": "77", "file": nowhere}).status_code == 422


@pytest.mark.parametrize(("bound", "value"), [("_OF_ONE", 2), ("_OF_DRAFT", 16)])
def test_so_many_files_and_bytes_of_evidence_are_kept_and_no_more(
    begun: Any, client: Any, monkeypatch: pytest.MonkeyPatch, bound: str, value: int
) -> None:
    """Two files, or twice eight bytes."""
    monkeypatch.setattr(evidence, bound, value)
    path = f"/filings/{begun.filing.pk}/draft/evidence/"

    def attached() -> int:
        file = SimpleUploadedFile("签到表.pdf", b"%PDF-1.7")
        return int(client.post(path, {"indicator": QUANTITY, "file": file}).status_code)

    assert [attached() for _ in range(3)] == [200, 200, 422]


@pytest.mark.parametrize(("printed", "told"), [(300, False), (299, True), (None, False)])
def test_projects_that_spent_more_than_the_forms_print_are_told(
    printed: int | None, told: bool
) -> None:
    money = {
        name: {"total": SimpleNamespace(executed=cents)}
        for name, cents in (("", printed), ("甲", 100), ("乙", 200), ("丙", None))
    }
    found = list(evaluating._sums_differ(None, SimpleNamespace(money=money)))  # type: ignore[arg-type]
    assert bool(found) is told
    assert not told or ("3.00" in found[0][1] and "2.99" in found[0][1])


def test_a_reviewer_sees_the_evidence_that_was_handed_in_and_no_later_one(
    once: Any, begun: Any, client: Any
) -> None:
    from juesuan.workbench.preparing.models import Draft
    from juesuan.workbench.reviewing.models import Document

    path = f"/filings/{begun.filing.pk}/draft/evidence/"
    places = []
    for name in ("签到表.pdf", "照片说明.pdf"):
        file = SimpleUploadedFile(name, b"%PDF-1.7 sheet")
        (key,) = client.post(path, {"indicator": QUANTITY, "file": file}).json()["texts"]
        places.append(key.split("|")[2])
    handed_in = Draft.objects.get(pk=begun.pk).number - 1
    document = Document.objects.create(
        filing=begun.filing, place="reviewed", name="a.xlsx", kind="xlsx", edit=handed_in
    )
    client.force_login(once.of["reviewer", "own"], BACKEND)
    at = f"/documents/{document.pk}/evidence/"
    page = client.get(at).content.decode()
    assert "干部培训 · 培训人次" in page
    assert ("签到表.pdf" in page, "照片说明.pdf" in page) == (True, False)
    assert [client.get(f"{at}{place}/").status_code for place in places] == [200, 404]
    assert client.get(f"{path}{places[0]}/").status_code == 403  # the draft itself is not theirs


def test_the_journal_names_the_line_and_column_of_each_change(begun: Any, client: Any) -> None:
    from juesuan.workbench.journal.models import Entry

    post(client, begun, "edit", said("indicators|1|actual", "80", 0))
    last = Entry.objects.order_by("-number").first()
    assert last is not None
    assert (last.form, last.row, last.column) == ("indicators", "1", "actual")
    assert (last.subject, last.after) == ("干部培训 · 培训人次 · 实际完成值", "80")

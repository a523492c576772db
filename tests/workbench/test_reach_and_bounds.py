"""Who may do what from a dropped file on, what is too large, and where findings point to."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from juesuan.forms import MONEY
from juesuan.reading import Spot
from juesuan.workbench.place import Place, WorkbenchError
from juesuan.workbench.serving import Serving

BACKEND = "juesuan.workbench.people.signing_in.CodeBackend"
ROOT = Path(__file__).resolve().parents[2]


def test_no_migration_is_missing(database: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize(
    ("roles", "made"),
    [
        (("administrator", "reviewer"), True),
        (("administrator", "reviewer", "preparer"), True),
        (("reviewer",), False),
        (("administrator",), False),
    ],
)
def test_a_unit_is_made_for_whoever_administers_and_reviews_everything(
    people: Any, roles: tuple[str, ...], made: bool
) -> None:
    from juesuan.workbench.people.models import Grant, Role, Unit, User
    from juesuan.workbench.reviewing.dropping import _unit

    user = User.objects.create_user("alone")
    for role in roles:
        Grant.objects.create(user=user, role=Role(role))
    if made:
        unit = _unit("新设中心", user)
        assert (unit.name, unit.code) == ("新设中心", "003-新设中心")
        assert _unit(" 新设中心", user) == unit
    else:
        with pytest.raises(WorkbenchError) as refused:
            _unit("新设中心", user)
        assert refused.value.key == "no_unit_named"
    assert Unit.objects.count() == 2 + made


def test_a_file_whose_unit_is_within_reach_goes_there_and_one_without_a_name_nowhere(
    people: Any,
) -> None:
    from juesuan.workbench.reviewing.dropping import _unit

    preparer = people.of["preparer", "own"]
    assert _unit("示例一中心", preparer) == people.a
    for name, key in (("示例二中心", "no_unit_named"), ("", "no_unit_said")):
        with pytest.raises(WorkbenchError) as refused:
            _unit(name, preparer)
        assert refused.value.key == key


@pytest.mark.parametrize(
    ("spot", "name"),
    [
        (Spot(file="a.pdf", page=4, box=(1, 2, 3, 4)), ""),
        (Spot(file="a.xlsx", sheet="表1", cell="B7"), "c/a.xlsx/表1/B7"),
        (Spot(file="a.docx", table=2, row=3, column=4), "t/a.docx/2/3/4"),
        (Spot(file="a.txt", line=9), "l/a.txt/9"),
        (Spot(file="a.txt"), ""),
    ],
)
def test_a_place_has_a_name_within_the_text_that_is_shown(spot: Spot, name: str) -> None:
    from juesuan.workbench.reviewing.keeping import spot_id

    assert spot_id(spot) == name


def test_a_list_of_units_may_be_so_large_and_no_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    from juesuan.workbench.filings import roster

    text = "单位,年度\n甲局,2023\n".encode()
    monkeypatch.setattr(roster, "_LARGEST", len(text))
    assert [row["unit"] for row in roster._rows(SimpleUploadedFile("a.csv", text))] == ["甲局"]
    for file, key in ((SimpleUploadedFile("a.csv", text + b"\n"), "too_large"), (None, "no_files")):
        with pytest.raises(WorkbenchError) as refused:
            roster._rows(file)
        assert refused.value.key == key


def test_the_address_that_is_served_is_the_one_that_the_pages_on_it_name() -> None:
    assert Serving().host == "127.0.0.1"
    said = (ROOT / "docs" / "workbench.zh.md").read_text("utf-8")
    assert f"http://{Serving().host}:{Serving().port}" in said


def test_one_has_to_sign_in_again_after_ten_hours() -> None:
    from django.conf import settings

    assert settings.SESSION_COOKIE_AGE / 3600 == 10
    assert "十小时后须重新登录" in (ROOT / "docs" / "workbench.zh.md").read_text("utf-8")


@pytest.mark.parametrize(
    "address", ["postgresql://me:secret@db/", "mysql://db/juesuan", "postgresql://db"]
)
def test_an_address_that_names_no_database_of_postgresql_is_refused(
    tmp_path: Path, address: str
) -> None:
    with pytest.raises(WorkbenchError) as refused:
        Place(tmp_path, database=address).connection()
    assert refused.value.key == "bad_database"


def test_an_address_of_postgresql_is_taken_apart(tmp_path: Path) -> None:
    said = Place(tmp_path, database="postgresql://me:a%40b@db:5433/juesuan").connection()
    told = [said[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")]
    assert told == ["juesuan", "me", "a@b", "db", "5433"]


@pytest.mark.parametrize(
    ("value", "money", "told"), [(123_450, True, "1234.50"), (12, False, "12"), (None, True, "")]
)
def test_figures_stand_in_the_journal_as_people_write_them(
    value: int | None, money: bool, told: str
) -> None:
    from juesuan.workbench.preparing.saving import _said

    assert _said(value, money) == told


def test_counts_are_shown_without_decimals_and_amounts_with_them() -> None:
    from juesuan.workbench.preparing.views import _text

    assert (_text(1_234_500, MONEY), _text(12_345, "人"), _text(None, MONEY)) == (
        *("12,345.00", "12,345", ""),
    )


def test_the_key_of_a_line_is_known_while_the_line_is_there() -> None:
    from juesuan.workbench.preparing.evaluation import _known_key

    lines = SimpleNamespace(table=lambda name: {"1": {}, "0-2": {}})
    assert _known_key(lines, "indicators|1|name")  # type: ignore[arg-type]
    assert not _known_key(lines, "indicators|9|name")  # type: ignore[arg-type]
    assert _known_key(lines, "texts|duties|")  # type: ignore[arg-type]


def test_a_reviewer_takes_a_filing_within_reach_and_others_take_none(people: Any) -> None:
    from django.test import RequestFactory

    from juesuan.workbench.filings.many import _act
    from juesuan.workbench.filings.models import Filing

    filing = Filing.objects.create(unit=people.a, year=2024)
    request = RequestFactory().post("/", {"action": "mine"})
    for role, reach, done in (
        *(("preparer", "own", False), ("reviewer", "foreign", False), ("reviewer", "own", True)),
    ):
        user = people.of[role, reach]
        assert _act(request, user, filing) is done
        filing.refresh_from_db()
        assert (filing.reviewer == user) is done
    for wrong in ({"action": "due", "due": "明天"}, {"action": "state", "state": "?"}, {}):
        assert (
            _act(RequestFactory().post("/", wrong), people.of["reviewer", "own"], filing) is False
        )
    due = RequestFactory().post("/", {"action": "due", "due": "2024-08-31"})
    assert _act(due, people.of["reviewer", "own"], filing) is True
    filing.refresh_from_db()
    assert str(filing.due) == "2024-08-31"

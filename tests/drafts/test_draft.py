"""A draft: what is entered, what follows, edits and their undoing."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.drafts import (
    Draft,
    DraftError,
    Edit,
    blank,
    from_book,
    from_forms,
    from_last_year,
    making,
    mendings,
    words_of,
    write_forms,
)
from juesuan.forms import CellKey, CellNotFoundError
from juesuan.ledger import Book
from juesuan.reading import read


def values(draft: Draft) -> dict[CellKey, int | None]:
    return {key: draft.value(key) for key in draft.cells}


def entered_keys(draft: Draft) -> list[CellKey]:
    return [key for key in draft.entered if not draft.follows(key)]


def test_a_draft_of_a_book_holds_what_the_book_fills(book: Book) -> None:
    opened = from_book(book)
    assert opened.differences == ()
    states = {standing.state for standing in opened.draft.standings().values()}
    assert states == {"holds", "open"}


def test_one_figure_moves_its_row_its_column_and_other_forms(draft: Draft) -> None:
    key = next(k for k in entered_keys(draft) if k.form == "03" and len(k.row) == 7)
    before = values(draft)
    changed = draft.apply(draft.entering({key: (before[key] or 0) + 100}))
    moved = {k for k, value in values(draft).items() if value != before[k]}
    assert moved == set(changed.cells)
    assert all(draft.value(k) == (before[k] or 0) + 100 for k in moved)
    assert {"01", "03"} <= {k.form for k in moved}
    assert CellKey("03", key.row[:3], key.column) in moved


def test_a_total_cannot_be_entered_where_its_parts_are(draft: Draft) -> None:
    total = next(k for k in draft.cells if draft.follows(k))
    with pytest.raises(DraftError) as error:
        draft.entering({total: 1})
    assert error.value.key == "follows"


def test_a_total_given_without_its_parts_stands_until_one_is_entered() -> None:
    head = blank("示例", 2023, "yunnan-2023").draft.head
    empty = Draft(head)
    total = next(key for key in empty.cells if empty.follows(key))
    draft = Draft(head, (), {total: 500})
    assert (draft.value(total), draft.follows(total)) == (500, False)
    part = total
    while parts := draft.net.parts.get(draft.net.number[part]):
        part = draft.net.places[parts[0]][0]
    draft.apply(draft.entering({part: 7}))
    assert (draft.value(total), draft.follows(total)) == (7, True)


def test_a_cell_that_is_not_there_is_named_with_what_is(draft: Draft) -> None:
    with pytest.raises(CellNotFoundError, match="03"):
        draft.entering({CellKey("03", "999", "1"): 1})


@settings(max_examples=15)
@given(seed=st.integers(0, 10**6))
def test_any_edits_give_what_working_out_anew_gives_and_can_all_be_undone(
    opened: Draft, seed: int
) -> None:
    chance = random.Random(seed)
    draft = Draft(opened.head, opened.rows, opened.entered)
    began, rows = values(draft), draft.rows
    keys = list(draft.cells)
    done: list[Edit] = []
    for _ in range(8):
        free = [
            k for k in chance.sample(keys, 12) if k in draft.net.number and not draft.follows(k)
        ]
        edit = draft.entering({k: chance.choice([None, 0, chance.randrange(10**9)]) for k in free})
        if chance.random() < 0.2:
            form, code = chance.choice(sorted(draft.rows))
            edit = draft.removing_row(form, code)
        draft.apply(edit)
        done.append(edit)
        assert values(draft) == values(Draft(draft.head, draft.rows, draft.entered))
    for edit in reversed(done):
        assert draft.conflicts(edit.inverse) == []
        draft.apply(edit.inverse)
    assert (values(draft), draft.rows) == (began, rows)


def test_a_row_comes_with_the_rows_above_it_and_goes_with_its_figures(draft: Draft) -> None:
    edit = draft.adding_row("03", "2130506")
    draft.apply(edit)
    assert [row.code for row in edit.rows][-1] == "2130506"
    key = CellKey("03", "2130506", "3")
    before = draft.value(CellKey("03", "total", "3"))
    draft.apply(draft.entering({key: 12_00}))
    assert draft.value(CellKey("03", "213", "3")) == 12_00
    gone = draft.removing_row("03", edit.rows[0].code)
    draft.apply(gone)
    assert ("03", "2130506") not in draft.rows
    assert draft.value(CellKey("03", "total", "3")) == before
    draft.apply(gone.inverse)
    assert draft.value(key) == 12_00


@pytest.mark.parametrize(
    ("form", "code", "key"),
    [("03", "9999999", "no_code"), ("03", "30101", "row_fixed")],
)
def test_a_row_that_cannot_be_is_refused(draft: Draft, form: str, code: str, key: str) -> None:
    with pytest.raises(DraftError) as error:
        draft.adding_row(form, code)
    assert error.value.key == key


def test_a_cell_changed_meanwhile_is_a_conflict_with_both_values(draft: Draft) -> None:
    key = entered_keys(draft)[0]
    seen = {key: draft.version(key)}
    ours = draft.entering({key: 111})
    draft.apply(draft.entering({key: 222}), version=5)
    (conflict,) = draft.conflicts(ours, seen)
    assert (conflict.key, conflict.theirs, conflict.ours, conflict.version) == (key, 222, 111, 5)
    assert draft.conflicts(draft.entering({key: 333}), {key: 5}) == []
    assert draft.version(key) == 5


def test_a_slip_is_mended_by_the_one_figure_it_was_made_in(draft: Draft) -> None:
    flows = [s for s in draft.standings().values() if s.check.identity.kind == "flow"]
    told = {k for s in flows if s.state == "holds" for _, k in s.check.identity.terms}
    key = next(k for k in entered_keys(draft) if k in told and (draft.value(k) or 0) > 10**6)
    right = draft.value(key)
    draft.apply(draft.entering({key: (right or 0) * 10}))
    assert any(s.state == "broken" for s in draft.standings().values())
    found = mendings(draft)
    sets = [each.changes for each in found] + [o for each in found for o in each.others]
    places = set(draft.net.places[draft.net.number[key]])
    assert any(len(s) == 1 and s[0].key in places and s[0].expected == right for s in sets)
    assert mendings(Draft(draft.head, draft.rows, {})) == []


def test_a_total_says_what_it_is_made_of_and_where_else_it_stands(draft: Draft) -> None:
    total = CellKey("03", "total", "1")
    made = making(draft, total)
    assert not made.entered
    assert sum(piece.value or 0 for piece in made.pieces) == made.value
    assert any(key.form == "01" for key in made.elsewhere)
    assert words_of(draft, total).startswith("03 · ")


def test_forms_written_are_read_again_to_the_same_draft(draft: Draft, tmp_path: Path) -> None:
    write_forms(draft, tmp_path / "forms.xlsx")
    again = from_forms(read(tmp_path / "forms.xlsx"), tmp_path / "forms.xlsx")
    assert again.differences == ()
    figures = {k: v for k, v in values(draft).items() if v is not None}
    assert {k: again.draft.value(k) for k in figures} == figures


def test_next_year_begins_with_what_was_left(draft: Draft, book: Book) -> None:
    def left(draft: Draft, measure: str) -> dict[object, CellKey]:
        found = {}
        for key, cell in draft.cells.items():
            region = cell.selection.terms[0][1]
            if region.get("measure") == frozenset({measure}) and not draft.follows(key):
                found[region.without("measure")] = key
        return found

    shared = left(draft, "closing").keys() & left(draft, "opening").keys()
    rest = min(shared, key=str)
    key = left(draft, "closing")[rest]
    draft.apply(draft.entering({key: 765_43}))
    new = from_last_year(draft.disclosure(), book.space).draft
    assert new.head.year == draft.head.year + 1
    assert new.value(left(new, "opening")[rest]) == 765_43
    assert all(new.value(k) is None for k in left(new, "closing").values())


def test_a_keystroke_moves_a_departments_set_in_a_few_milliseconds(draft: Draft) -> None:
    codes = [c.code for c in draft.head.space.codes["function"] if len(c.code) == 7][:150]
    rows = {(form, c[:n]) for form in ("02", "03", "05") for c in codes for n in (3, 5, 7)}
    draft = Draft(draft.head, draft.rows | rows, draft.entered)
    keys = [k for k in draft.cells if draft.net.number[k] not in draft.net.parts]
    took = []
    for key in random.Random(1).sample(keys, 300):
        began = time.perf_counter()
        changed = draft.apply(draft.entering({key: 12345}))
        draft.standings(changed.checks)
        took.append(time.perf_counter() - began)
    p95 = sorted(took)[int(len(took) * 0.95)]
    print(f"{len(draft.cells)} cells, {len(draft.sheets)} forms: p95 {p95 * 1000:.2f} ms")
    assert p95 < 0.1

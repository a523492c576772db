"""Pictures of pages: what is recognised, how amounts are cleaned, and what identities mend."""

from decimal import Decimal
from importlib import util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from juesuan.facts import Space
from juesuan.forms import CellKey, Disclosure
from juesuan.publishing import fill_book
from juesuan.reading import Document, Grid, Reading, Spot, UnreadableError, read_documents
from juesuan.reading.decide.repair import Repair, looks_like, recognised_pages, repair
from juesuan.reading.figures import read_figure
from juesuan.reading.formats import ocr
from juesuan.reading.formats.ocr_text import chars_of, clean_amount, clean_cell
from juesuan.reading.formats.pdf import read_pdf
from support.once import book_once
from support.printing import cells_of, printed

# Cleaning


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("1,234.56", "1,234.56"),
        ("１，２３４．５６", "1,234.56"),
        ("1, 234 .56", "1,234.56"),
        ("1，234。56", "1,234.56"),
        ("1、234·56", "1,234.56"),
        ("1.234.567.80", "1,234,567.80"),
        ("1234,567.80", "1234567.80"),
        ("l2O.5O", "120.50"),
        ("-3o.O|", "-30.01"),
        ("−30.00", "-30.00"),
        ("（30。00）", "(30.00)"),
        ("一", "—"),
        ("－－", "——"),
        ("2010301", "2010301"),
    ],
)
def test_amounts_are_cleaned(text: str, cleaned: str) -> None:
    assert clean_amount(text) == cleaned
    assert clean_amount(cleaned) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "2O1",
        "l",
        "O.OO",
        "264,87",
        "1,23.4",
        "1.2.3",
        "12.3.45",
        "B4.20",
        "三、上级补助收入",
        "一、一般公共预算",
        "2023年 决算",
        "100%",
        "",
        "合计",
        "(1.2.3)",
    ],
)
def test_what_is_not_sure_is_left_as_it_is(text: str) -> None:
    assert clean_amount(text) == text


def test_the_number_of_a_label_keeps_its_mark() -> None:
    assert clean_cell("十二，农林水支出") == "十二、农林水支出"
    assert clean_cell("其他，杂项") == "其他，杂项"
    assert clean_cell("1，234。56") == "1,234.56"


@given(st.text("0123456789.,-OolI|，。· （）()年", max_size=14))
def test_cleaning_never_makes_a_figure_with_other_digits(text: str) -> None:
    """Whatever is read: cleaned twice is cleaned once, and true digits stay in order."""
    cleaned = clean_amount(text)
    assert clean_amount(cleaned) == cleaned
    if read_figure(text).is_number:
        assert read_figure(cleaned).value == read_figure(text).value
    digits = [char for char in cleaned if char.isdigit()]
    assert len(digits) == sum(char.isdigit() or char in "OolI|" for char in text) or (
        cleaned == text
    )


def test_characters_stand_side_by_side_in_their_box() -> None:
    chars = chars_of("合计 12", (10, 20, 45, 30))
    assert [char.text for char in chars] == ["合", "计", " ", "1", "2"]
    assert [char.start for char in chars] == [10, 20, 30, 35, 40]
    assert {char.box[1::2] for char in chars} == {(20, 30)}


# Repair


@pytest.fixture(scope="module", params=["yuxi-internet-office-2021", "qujing"])
def disclosure(request: pytest.FixtureRequest, examples: Path) -> Disclosure:
    name = "qujing-digital-economy-centre-2023" if request.param == "qujing" else request.param
    return fill_book(book_once(examples / name))


@pytest.fixture(scope="module")
def reading(disclosure: Disclosure) -> Reading:
    return scanned(disclosure)


def scanned(disclosure: Disclosure) -> Reading:
    """The disclosure read as if it all were on page 3 of a scan."""
    found = read_documents([printed(disclosure)])
    for form in found.forms:
        form.way.cells = [
            replace(cell, source=replace(cell.source, spot=Spot(file="a.pdf", page=3)))
            for cell in form.way.cells
        ]
    return found


def misread(reading: Reading, *changes: tuple[CellKey, str]) -> Reading:
    """The same with some figures changed."""
    new = {key: read_figure(text) for key, text in changes}
    forms = [
        replace(
            form,
            way=replace(
                form.way,
                cells=[
                    replace(
                        cell, figure=new.get(CellKey(form.no, cell.row, cell.column), cell.figure)
                    )
                    for cell in form.way.cells
                ],
            ),
        )
        for form in reading.forms
    ]
    return replace(reading, forms=forms)


def mended(reading: Reading) -> list[Repair]:
    return repair(reading.forms, reading.form_set, Space(reading.year), {("a.pdf", 3)})


def test_what_was_read_rightly_is_not_touched(reading: Reading) -> None:
    assert mended(reading) == []


def swapped(text: str) -> str | None:
    """An amount with its first 3 read as 8, 1 as 7, …; None if it has no such digit."""
    for right, wrong in ("38", "17", "68", "56", "49"):
        if right in text:
            return text.replace(right, wrong, 1)
    return None


def test_a_misread_digit_is_put_right_or_left(disclosure: Disclosure, reading: Reading) -> None:
    """Of single misread amounts none is mended wrongly, and most are mended."""
    cells = {key: text for key, text in cells_of(disclosure).items() if len(text) > 3}
    tried = right = 0
    for place, text in sorted(cells.items())[::23]:
        wrong = swapped(text)
        if wrong is None:
            continue
        tried += 1
        found = mended(misread(reading, (CellKey(*place), wrong)))
        assert all((tuple(vars_of(r.key)), r.value) == (place, Decimal(text)) for r in found), (
            place,
            text,
            wrong,
            found,
        )
        right += len(found)
    assert tried > 3
    assert right > 0.7 * tried


def vars_of(key: CellKey) -> tuple[str, str, str]:
    return (key.form, key.row, key.column)


@pytest.mark.parametrize("damage", ["point", "lost", "sign"])
def test_lost_points_digits_and_signs(
    disclosure: Disclosure, reading: Reading, damage: str
) -> None:
    key = CellKey("03", "total", "1")
    text = cells_of(disclosure)[vars_of(key)]
    wrong = {"point": text.replace(".", ""), "lost": text[1:], "sign": "-" + text}[damage]
    (found,) = mended(misread(reading, (key, wrong)))
    assert (found.key, found.value) == (key, Decimal(text))
    assert found.spot == Spot(file="a.pdf", page=3)
    assert found.identities and all(
        key in [k for _, k in identity.terms] for identity in found.identities
    )


@pytest.mark.parametrize(
    ("form", "row", "wrong", "tells"),
    [
        ("03", "total", "20488353.26", True),  # two digits, and two sums that say so
        ("03", "total", "20488853.26", False),  # three are too many
        ("01", "30", "20484183.26", True),  # one digit, by a single sum
        ("01", "30", "20484188.26", False),  # a single sum is not enough for two
    ],
)
def test_how_many_digits_sums_put_right(
    examples: Path, form: str, row: str, wrong: str, tells: bool
) -> None:
    booklet = fill_book(book_once(examples / "yuxi-internet-office-2021"))
    right = Decimal(cells_of(booklet)[form, row, "1"])
    found = mended(misread(scanned(booklet), (CellKey(form, row, "1"), wrong)))
    assert [repaired.value for repaired in found] == [right] * tells


@pytest.mark.parametrize(
    ("name", "place", "wrong", "right"),
    [
        ("yuxi-internet-office-2021", ("02", "2080505", "2"), "407808.49", ["407808.48"]),
        ("qujing-digital-economy-centre-2023", ("02", "2013750", "2"), "318.98", []),
    ],
    ids=["元", "万元"],
)
def test_a_last_digit_is_put_right_where_nothing_was_rounded(
    examples: Path, name: str, place: tuple[str, str, str], wrong: str, right: list[str]
) -> None:
    reading = scanned(fill_book(book_once(examples / name)))
    found = mended(misread(reading, (CellKey(*place), wrong)))
    assert [str(repaired.value) for repaired in found] == right


def test_two_misread_figures_apart(disclosure: Disclosure, reading: Reading) -> None:
    keys = [CellKey("03", "total", "1"), CellKey("04", "31", "2")]
    cells = cells_of(disclosure)
    keys = [key for key in keys if vars_of(key) in cells]
    changes = [(key, cells[vars_of(key)].replace(".", "")) for key in keys]
    found = mended(misread(reading, *changes))
    assert {r.key: r.value for r in found} == {k: Decimal(cells[vars_of(k)]) for k in keys}


OF_ONE_ROW = [
    ("03", "201", {"2": ("818.99", "318.99"), "3": ("775.88", "775.86")}),
    ("03", "208", {"1": ("41.28", ""), "2": ("41.28", "")}),
    ("10", "7", {"1": ("4.65", ""), "2": ("9.08", "")}),
]


@pytest.mark.parametrize(("form", "row", "columns"), OF_ONE_ROW)
def test_two_misread_figures_of_one_row(
    examples: Path, form: str, row: str, columns: dict[str, tuple[str, str]]
) -> None:
    """Mended where what each takes part in tells of it apart; else both are left, for a third
    figure could be misread as well."""
    reading = scanned(fill_book(book_once(examples / "qujing-digital-economy-centre-2023")))
    misreadings = [(CellKey(form, row, c), wrong) for c, (wrong, _) in columns.items()]
    found = mended(misread(reading, *misreadings))
    told = {repaired.key.column: str(repaired.value) for repaired in found}
    assert told == {column: right for column, (_, right) in columns.items() if right}
    assert {(r.key.form, r.key.row) for r in found} <= {(form, row)}


def test_only_what_was_recognised_is_mended(disclosure: Disclosure, reading: Reading) -> None:
    key = CellKey("03", "total", "1")
    text = cells_of(disclosure)[vars_of(key)]
    changed = misread(reading, (key, text.replace(".", "")))
    assert repair(changed.forms, reading.form_set, Space(reading.year), set()) == []


def test_a_figure_unlike_the_implied_one_is_left(reading: Reading) -> None:
    """What the identities ask for is no misreading of it: the booklet itself is wrong."""
    assert mended(misread(reading, (CellKey("03", "total", "1"), "7.77"))) == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("264.37", "264.87", True),
        ("26487", "264.87", True),
        ("64.87", "264.87", True),
        ("-264.87", "264.87", True),
        ("7", "1.00", True),
        ("1.15", "7.75", False),
        ("264.87", "264.87", False),
        ("264.87", "231.87", False),
        ("2.22", "132.22", False),
    ],
)
def test_which_figures_are_alike(one: str, other: str, alike: bool) -> None:
    assert looks_like(one, other) is alike


# Without the extra


def scan_of(path: Path, picture: object) -> Path:
    """A pdf whose only page is a picture."""
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    canvas.showPage()
    canvas.save()
    return path


def test_without_the_extra_a_scanned_page_is_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = pytest.importorskip("PIL.Image")
    path = scan_of(tmp_path / "a.pdf", image.new("L", (595, 842), 128))
    asked: list[str] = []
    monkeypatch.setattr(ocr, "find_spec", lambda name: asked.append(name))
    document = read_pdf(path)
    assert [(key, spot.page) for key, spot, _ in document.unread] == [("scanned_page", 1)]
    assert asked
    assert recognised_pages([document]) == frozenset()


def test_without_the_extra_an_image_needs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "find_spec", lambda name: None)
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(UnreadableError) as caught:
        ocr.read_image(tmp_path / "a.png")
    assert caught.value.key == "needs_ocr"


# With the extra

TABLE = [
    ["项目", "决算数", "合计"],
    ["2010301", "1,234.56", "307.82"],
    ["2080505", "-8.00", "0.00"],
    ["1", "2", "3"],
]


def drawn(turn: float = 0) -> object:
    """A ruled table under a line of text, as a grey picture of A4 in 150 dpi."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(24)
    draw.text((400, 150), "Form 01", font=font, fill=0)
    for number in range(5):
        draw.line((150, 300 + 60 * number, 1050, 300 + 60 * number), fill=0, width=2)
    for x in (150, 450, 750, 1050):
        draw.line((x, 300, x, 540), fill=0, width=2)
    for r, row in enumerate(TABLE[1:], 1):
        for c, text in enumerate(row):
            place = (170 + 300 * c if c == 0 else 430 + 300 * c, 330 + 60 * r)
            draw.text(place, text, font=font, fill=0, anchor="lm" if c == 0 else "rm")
    return picture.rotate(turn, Image.Resampling.BICUBIC, fillcolor=255)


def recognised(document: Document) -> list[list[str]]:
    (grid,) = (part for part in document.parts if isinstance(part, Grid))
    return [[cell.text if cell else "" for cell in row] for row in grid.rows]


needs_ocr = pytest.mark.skipif(
    not all(util.find_spec(name) for name in ocr.NEEDED), reason="needs juesuan[ocr]"
)


@needs_ocr
@pytest.mark.parametrize("turn", [0, 1.3])
def test_a_scanned_page_becomes_a_grid(tmp_path: Path, turn: float) -> None:
    document = read_pdf(scan_of(tmp_path / "a.pdf", drawn(turn)))
    assert recognised(document)[1:] == TABLE[1:]
    assert [p.text.replace(" ", "") for p in document.paragraphs] == ["Form01"]
    (grid,) = document.grids
    cell = grid.rows[1][1]
    assert cell and cell.spot.page == 1 and cell.spot.box
    if not turn:
        assert cell.spot.box == pytest.approx((216, 172.8, 360, 201.6), abs=2)
    assert [key for key, _, _ in document.unread] == ["read_by_ocr"]
    assert recognised_pages([document]) == {("a.pdf", 1)}


@needs_ocr
@pytest.mark.parametrize("suffix", ["png", "jpg", "tiff"])
def test_an_image_is_read_like_a_page(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    drawn().save(path)  # type: ignore[attr-defined]
    document = ocr.read_image(path)
    assert (document.format, document.pages) == ("image", 1)
    assert recognised(document)[1:] == TABLE[1:]


@needs_ocr
def test_a_broken_image_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    with pytest.raises(UnreadableError) as caught:
        ocr.read_image(tmp_path / "a.png")
    assert caught.value.key == "damaged"

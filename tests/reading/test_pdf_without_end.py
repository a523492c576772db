"""Pdfs that unfold without an end are refused before pdfium follows them, in little time."""

import time
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from juesuan.reading import UnreadableError, read_all
from juesuan.reading.formats import pdf_drawing
from juesuan.reporting import CheckRequest, check_files

CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
ONE_PAGE = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FORM = "/Type /XObject /Subtype /Form /BBox [0 0 600 800]"
TILES = "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9"
LINE = b"0 0 m 100 100 l S "


def stream(head: str, body: bytes | str) -> bytes:
    body = body if isinstance(body, bytes) else body.encode("latin-1")
    return f"<< {head} /Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream"


def packed(body: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        body = zlib.compress(body, 1)
    return stream(f"/Filter [{'/FlateDecode ' * times}]", body)


def page(resources: str = "", contents: str = "4 0 R", more: str = "") -> str:
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << {resources} >> "
        f"/Contents {contents} {more} >>"
    )


def written(path: Path, *objects: bytes | str, trailer: str = "/Root 1 0 R") -> Path:
    """A pdf of objects numbered from 1 with a true table of their places."""
    body, places = b"%PDF-1.5\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        text = text if isinstance(text, bytes) else text.encode("latin-1")
        body += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(places) + 1, table)
    end = f"trailer << {trailer} /Size {len(places) + 1} >>\nstartxref\n{len(body)}\n%%EOF"
    path.write_bytes(body + table + end.encode())
    return path


def unfolding(levels: int, times: int) -> list[bytes | str]:
    """Forms that each draw the next one so many times."""
    forms = [
        stream(
            f"{FORM} /Resources << /XObject << /A {6 + level} 0 R >> >>",
            b"/A Do " * times if level < levels - 1 else LINE,
        )
        for level in range(levels)
    ]
    return [CATALOG, ONE_PAGE, page("/XObject << /A 5 0 R >>"), stream("", "/A Do"), *forms]


def in_pages(*nodes: str) -> list[bytes | str]:
    return [CATALOG, *nodes]


def drawing(form: bytes | str, *more: bytes | str, first: str = "/A Do") -> list[bytes | str]:
    """A page that draws one form, 5, by the name A."""
    resources = "/XObject << /A 5 0 R /B 6 0 R >> /Pattern << /P 5 0 R >>"
    return [CATALOG, ONE_PAGE, page(resources), stream("", first), form, *more]


OWN = "/Resources << /XObject << /A 5 0 R /B 6 0 R >> /Pattern << /P 5 0 R >> >>"


def unpacking(times: int = 1) -> list[bytes | str]:
    """A page whose instructions are packed so often."""
    return [CATALOG, ONE_PAGE, page(), packed(LINE * 4_000_000, times)]


ENDLESS: dict[str, tuple[str, list[bytes | str] | Callable[[], list[bytes | str]]]] = {
    "a form that draws itself": ("draws_itself", drawing(stream(f"{FORM} {OWN}", "/A Do "))),
    "a form that draws itself twice": (
        "draws_itself",
        drawing(stream(f"{FORM} {OWN}", b"/A Do /A Do " + LINE)),
    ),
    "by a name of its page": ("draws_itself", drawing(stream(FORM, "/A Do /A Do"))),
    "by another name": ("draws_itself", drawing(stream(FORM, "/B Do /B Do"), "5 0 R")),
    "by a name in other letters": (
        "draws_itself",
        drawing(
            stream(f"{FORM.replace('/Form', '/F#6frm')} {OWN.replace('/A', '/#41')}", "/A Do " * 2)
        ),
    ),
    "two that draw one another": (
        "draws_itself",
        drawing(stream(FORM, "/B Do /B Do"), stream(FORM, "/A Do /A Do")),
    ),
    "packed instructions": (
        "draws_itself",
        drawing(b"<< " + FORM.encode() + b" " + packed(b"/A Do /A Do")[2:]),
    ),
    "a pattern of itself": (
        "draws_itself",
        drawing(
            stream(f"{TILES} {OWN}", "/Pattern cs /P scn 0 0 9 9 re f"),
            first="/Pattern cs /P scn 0 0 600 800 re f",
        ),
    ),
    "30 that each draw the next twice": ("draws_too_much", unfolding(30, 2)),
    "8 that each draw the next ten times": ("draws_too_much", unfolding(8, 10)),
    "80 that each draw the next": ("draws_too_much", unfolding(80, 1)),
    "instructions named 20,000 times": (
        "draws_too_much",
        [CATALOG, ONE_PAGE, page("", f"[{'4 0 R ' * 20_000}]"), stream("", LINE * 2_000)],
    ),
    "instructions packed to nothing": ("draws_too_much", unpacking),
    "packed twice": ("draws_too_much", partial(unpacking, 2)),
    "pages in a circle": (
        "draws_itself",
        in_pages("<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 9 >>", page("", "[]")),
    ),
    "a page below itself": (
        "draws_itself",
        in_pages(ONE_PAGE, "<< /Type /Pages /Parent 2 0 R /Kids [4 0 R] >>", ONE_PAGE),
    ),
    "pages that double 30 times": (
        "too_large",
        in_pages(
            *(f"<< /Type /Pages /Kids [{n} 0 R {n} 0 R] /Count 2 >>" for n in range(3, 33)),
            page("", "[]"),
        ),
    ),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_has_no_end_is_refused_with_its_page(tmp_path: Path, name: str) -> None:
    key, objects = ENDLESS[name]
    path = written(tmp_path / "a.pdf", *(objects() if callable(objects) else objects))
    began = time.process_time()
    with pytest.raises(UnreadableError) as told:
        read_all(path)
    assert told.value.key == key
    assert time.process_time() - began < 3
    if key != "too_large":
        assert "页" in told.value.text("zh") and told.value.details["page"]


def test_the_page_is_named_and_other_documents_are_read(tmp_path: Path) -> None:
    good, bad = (page("/XObject << /A 7 0 R >>", f"{n} 0 R") for n in (5, 6))
    path = written(
        tmp_path / "a.pdf",
        *(CATALOG, "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>", good, bad),
        *(stream("", LINE), stream("", "/A Do"), stream(f"{FORM}", "/A Do /A Do")),
    )
    (report,) = check_files([path], CheckRequest())
    assert report.problem is not None
    assert report.problem.key == "unreadable.draws_itself"
    assert "a.pdf" in report.problem.text and "第2页" in report.problem.text


USUAL: dict[str, list[bytes | str]] = {
    "a form drawn a thousand times": drawing(stream(FORM, LINE), first="/A Do " * 1_000),
    "a picture in a form": drawing(
        stream(FORM, "/B Do"), stream("/Subtype /Image /Width 1 /Height 1", "x")
    ),
    "a name that nothing has": drawing(stream(f"{FORM} {OWN}", "/C Do /C Do")),
    "a form whose names are of another kind": drawing(
        stream(f"{FORM} /Resources << /XObject << /A 6 0 R >> >>", "/A Do"), stream(FORM, LINE)
    ),
    "texts with brackets": [
        CATALOG,
        ONE_PAGE,
        page("", more="/Title (a \\) b (c) /Kids [2 0 R])"),
        stream("", LINE),
    ],
    "a comment in its objects": [
        CATALOG,
        "<< /Type /Pages % /Kids [2 0 R]\n /Kids [3 0 R] /Count 1 >>",
        page(),
        stream("", LINE),
    ],
}


@pytest.mark.parametrize("name", USUAL)
def test_what_has_an_end_is_read(tmp_path: Path, name: str) -> None:
    (document,) = read_all(written(tmp_path / "a.pdf", *USUAL[name]))
    assert document.pages == 1


def test_objects_packed_together_are_looked_into(tmp_path: Path) -> None:
    """The resources of the form that draws itself stand in a stream of objects."""
    inner = "<< /XObject << /A 5 0 R >> >>"
    head = "7 0 "
    pack = packed((head + inner).encode())
    pack = b"<< /Type /ObjStm /N 1 /First %d %b" % (len(head), pack[2:])
    form = stream(f"{FORM} /Resources 7 0 R", "/A Do /A Do")
    path = written(
        tmp_path / "a.pdf",
        *(CATALOG, ONE_PAGE, page("/XObject << /A 5 0 R >>"), stream("", "/A Do"), form, pack),
    )
    with pytest.raises(UnreadableError) as told:
        pdf_drawing.check_drawing(path)
    assert told.value.key == "draws_itself"

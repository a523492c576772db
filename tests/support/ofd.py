"""Writes OFD files (GB/T 33190): pages of objects, of what a table looks like in print."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from support.printing import Lines

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ROW, SIZE = 8.0, 3.5


def words(x: float, base: float, text: str, size: float = SIZE, more: str = "") -> str:
    """A text at a place in millimetres, its characters set apart as printing programs do:
    equal steps as one run, the last step left out."""
    widths = [size if ord(letter) > 0xFF else size / 2 for letter in text[:-1]]
    runs: list[list[float]] = []
    for width in widths:
        if runs and runs[-1][1] == width:
            runs[-1][0] += 1
        else:
            runs.append([1, width])
    steps = " ".join(f"g {n} {w:g}" if n > 2 else " ".join([f"{w:g}"] * int(n)) for n, w in runs)
    return (
        f'<ofd:TextObject ID="1" Font="2" Size="{size}" {more} '
        f'Boundary="{x:g} {base - size:g} {len(text) * size:g} {2 * size:g}">'
        f'<ofd:TextCode X="0" Y="{size:g}" DeltaX="{steps}">{escape(text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A line from one place to another."""
    return (
        f'<ofd:PathObject ID="1" LineWidth="0.3" Boundary="{x0:g} {y0:g} {x1 - x0:g} {y1 - y0:g}">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0:g} {y1 - y0:g} </ofd:AbbreviatedData>"
        "</ofd:PathObject>"
    )


def table(lines: Lines, left: float, top: float, width: float) -> str:
    """A ruled table, every cell with its four edges; ``None`` joins a cell to the one on its
    left, or in the first column to the one above."""
    objects = []
    for r, line in enumerate(lines):
        for c, text in enumerate(line):
            if text is None:
                continue
            across = down = 1
            while c + across < len(line) and line[c + across] is None:
                across += 1
            while (
                r + down < len(lines)
                and all(place is None for place in lines[r + down][c : c + across])
                and (c == 0 or lines[r + down][c - 1] is not None)
            ):
                down += 1
            x0, y0 = left + c * width, top + r * ROW
            x1, y1 = x0 + across * width, y0 + down * ROW
            objects += [rule(x0, y0, x1, y0), rule(x0, y1, x1, y1)]
            objects += [rule(x0, y0, x0, y1), rule(x1, y0, x1, y1)]
            if text:
                objects.append(words(x0 + 1, y0 + 5, text, min(SIZE, 0.9 * width / len(text))))
    return "".join(objects)


def write_ofd(
    path: Path,
    pages: Sequence[str],
    box: str = "0 0 297 210",
    template: str = "",
    units: Mapping[str, str] | None = None,
    before: str = "",
) -> Path:
    """An OFD of pages of objects; ``template`` lies under every page, ``units`` are drawings
    that pages repeat by number, ``before`` stands at the head of the first part."""
    area = f"<ofd:PageArea><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:PageArea>"
    under = '<ofd:TemplatePage ID="90" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    used = '<ofd:Template TemplateID="90" ZOrder="Background"/>' if template else ""
    listed = "".join(
        f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages))
    )
    drawings = "".join(
        f'<ofd:CompositeGraphicUnit ID="{name}"><ofd:Content>{content}</ofd:Content>'
        "</ofd:CompositeGraphicUnit>"
        for name, content in (units or {}).items()
    )

    def page(objects: str, more: str = "") -> str:
        layer = f'<ofd:Content><ofd:Layer ID="3">{objects}</ofd:Layer></ofd:Content>'
        return f"<ofd:Page {NAMESPACE}>{more}{layer}</ofd:Page>"

    parts = {
        "OFD.xml": f"{before}<ofd:OFD {NAMESPACE}><ofd:DocBody>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData>{area}"
        f"<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>{under}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/DocumentRes.xml": f"<ofd:Res {NAMESPACE}><ofd:CompositeGraphicUnits>{drawings}"
        "</ofd:CompositeGraphicUnits></ofd:Res>",
        **{f"Doc_0/Pages/Page_{n}/Content.xml": page(p, used) for n, p in enumerate(pages)},
    }
    if template:
        parts["Doc_0/Tpls/Tpl_0/Content.xml"] = page(template)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path

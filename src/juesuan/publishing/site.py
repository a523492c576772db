"""The published set as a site of one file: booklet, forms, charts, search, downloads.

It needs nothing else and works offline, on a screen of any width and on paper. Without its
script everything can still be read; with it every figure tells how it was computed, and the
booklet can be searched.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from markupsafe import Markup

from juesuan import __version__
from juesuan.facts import Space
from juesuan.forms import CellKey, Disclosure, Identity
from juesuan.narrative import Booklet, Heading
from juesuan.publishing.charts import ChartDrawing, Headline
from juesuan.publishing.laid import LaidBlock, LaidCell, LaidTable, heading_text
from juesuan.publishing.page import environment, form_views
from juesuan.publishing.texts import money_name, texts
from juesuan.publishing.wording import anchor

__all__ = ["write_site"]

_DEEPEST = 2
_MOST_TERMS = 60
"""Operands of one identity that the page tells."""


def write_site(
    booklet: Booklet,
    blocks: Iterable[LaidBlock],
    disclosure: Disclosure,
    path: str | Path,
    lang: str = "zh",
    *,
    space: Space | None = None,
    charts: Sequence[ChartDrawing] = (),
    headlines: Sequence[Headline] = (),
    files: Sequence[str] = (),
) -> None:
    """Write the site. ``blocks`` are the booklet's, laid out (``laid_blocks``); ``space`` lets
    a figure say in words what it sums; ``headlines`` stand first, ``files`` are names of
    files beside it to link to.

    Every text is escaped. Raises ``OSError``, and ``ValueError`` for an unknown language.
    """
    path = Path(path)
    words = texts(lang)
    views = {view.filled.form.no: view for view in form_views(disclosure, lang, space)}
    script = (resources.files("juesuan") / "data" / "templates" / "site.js").read_text("utf-8")
    identities = _script_data(_identities(disclosure.identities))
    said = _script_data({key[3:]: words[key] for key in words if key.startswith("js_")})
    page = (
        environment()
        .get_template("site.html")
        .render(
            booklet=booklet,
            disclosure=disclosure,
            lang=lang,
            words=words,
            money=money_name(disclosure.money.zh, lang),
            items=list(_items(blocks, views)),
            charts=charts,
            headlines=headlines,
            unit_words=words["chart_unit"].format(unit=money_name(disclosure.money.zh, lang)),
            files=files,
            script=Markup(script),
            script_hash=_csp_hash(script),
            identities=Markup(identities),
            said=Markup(said),
            version=__version__,
        )
    )
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(page)


def _items(blocks: Iterable[LaidBlock], views: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The blocks in order as the template prints them; headings are numbered. A form tells its
    own title, so the heading of its own that stands above it is left out."""
    number = 0
    for block in blocks:
        if isinstance(block, LaidTable):
            for heading in block.headings:
                if not block.form or heading.level == 1:
                    number += 1
                    yield _heading(heading, number)
            if block.form:
                yield {"kind": "form", "view": views[block.form]}
                continue
            number += 1
            yield {"kind": "table", "id": f"t-{number}", "table": block, "rows": _rows(block)}
        elif isinstance(block, Heading):
            number += 1
            yield _heading(block, number)
        else:
            yield {"kind": "paragraph", "text": block.text}


def _heading(heading: Heading, number: int) -> dict[str, Any]:
    return {
        "kind": "heading",
        "id": f"h-{number}",
        "level": min(heading.level, 4),
        "text": heading_text(heading),
        "listed": heading.level <= _DEEPEST,
    }


def _rows(table: LaidTable) -> list[list[LaidCell]]:
    rows: list[list[LaidCell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(cell)
    return rows


def _identities(identities: Iterable[Identity]) -> dict[str, list[list[Any]]]:
    """For each cell that is a whole or is printed twice: the sums it must equal, each as a
    list of (coefficient, id of a cell)."""
    found: dict[str, list[list[Any]]] = {}
    for identity in identities:
        if identity.kind == "part" or len(identity.terms) > _MOST_TERMS:
            continue
        coefficient, whole = identity.terms[0]
        rest = [(-c * coefficient, _id(key)) for c, key in identity.terms[1:]]
        if len(rest) == 1:
            found.setdefault(rest[0][1], []).append([(1, _id(whole))])
        found.setdefault(_id(whole), []).append(rest)
    return found


def _id(key: CellKey) -> str:
    return anchor(key)


def _script_data(data: Any) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _csp_hash(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"

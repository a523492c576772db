"""The inspection sheet as a Word document: of several units an overview, then a sheet for each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from juesuan.messages import say
from juesuan.reporting.inspection.judging import Inspection
from juesuan.reporting.inspection.tables import about, head, overview, overview_head, rows

__all__ = ["write_inspection_word"]

_SHARES = {"number": 4, "indicator": 18, "evidence": 40, "source": 16, "deduction": 10}


def write_inspection_word(
    inspections: Sequence[Inspection], path: str | Path, lang: str = "zh"
) -> None:
    """Write the document. Raises ``OSError``."""
    from juesuan.reporting.paper import Paper  # heavy to load, and only this needs it

    paper = Paper(say("inspect.title", lang), across=True, size=10.5)
    if len(inspections) > 1:
        paper.heading(say("inspect.overview", lang))
        lines = [list(map(str, row)) for row in overview(inspections, lang)]
        paper.table(overview_head(lang), lines, (18, 18, 6, 6, 8, 8, 8, 28), centred=(2, 3, 4))
    known = {say(f"inspect.{key}", lang): share for key, share in _SHARES.items()}
    for number, one in enumerate(inspections):
        unit = one.report.unit or Path(one.report.file).name
        title = f"{unit} {one.report.year or ''} {one.sheet.title[lang]}"
        paper.heading(title, 1, new_page=number > 0 or len(inspections) > 1)
        if one.report.problem is not None:
            paper.line(one.report.problem.text)
            continue
        paper.line(about(one, lang))
        columns = head(one, lang)
        lines = [list(map(str, row)) for row in rows(one, lang)]
        paper.table(columns, lines, [known.get(column, 7) for column in columns], centred=(0,))
    Path(path).write_bytes(paper.bytes())

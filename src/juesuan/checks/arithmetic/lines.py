"""Lines one below the other, each a name and its figures, as the rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from juesuan.keeping import compiled
from juesuan.reading import Grid, GridText, Paragraph

__all__ = ["lined_rows"]

_NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
_LINE = compiled(
    rf"(?P<name>[^，。；,;]*[^\d\s.，。；,;：:()（）]|[^，。；,;]*[)）])(?P<gap>[\s：:|]*)"
    rf"(?P<numbers>{_NUMBER}(?:\s+{_NUMBER})*)\s*(?P<unit>[^\W\d_]{{0,2}})"
    r"(?:[(（][^\W\d_]{1,3}[)）])?[；;。，,]?"
)
_AMOUNT = compiled(r"\d[\d,]*\.\d|\d,\d{3}")
_FEWEST = 3
_LONGEST = 60


class _Row(Struct, frozen=True):
    """A line: its name, its figures, and the unit behind the last."""

    line: Paragraph
    name: str
    numbers: tuple[str, ...]
    unit: str

    @property
    def cells(self) -> tuple[GridText | None, ...]:
        return tuple(GridText(text, self.line.spot) for text in (self.name, *self.numbers))


def lined_rows(parts: Sequence[Paragraph | Grid]) -> Iterator[list[Sequence[GridText | None]]]:
    """The rows of each run of such lines with as many figures and one unit. None where the line
    above them, or below, may be another of its rows: it tells an amount in other words."""
    run: list[_Row] = []
    above = ""
    for part in (*parts, None):
        row = _row(part) if isinstance(part, Paragraph) else None
        if row and run and len(row.numbers) == len(run[-1].numbers) and _one_unit([*run, row]):
            run.append(row)
            continue
        if len(run) >= _FEWEST and not _tells(above) and not (_tells(_text(part)) and not row):
            yield [one.cells for one in run]
        above = _text(part) if row is None else run[-1].line.text if run else above
        run = [row] if row else []


def _row(line: Paragraph) -> _Row | None:
    text = line.text.strip()
    found = _LINE.fullmatch(text) if len(text) <= _LONGEST and text[-1:] != "：" else None
    if found is None or not (found["gap"] or found["unit"]):
        return None
    return _Row(line, found["name"].strip(), tuple(found["numbers"].split()), found["unit"])


def _one_unit(rows: Sequence[_Row]) -> bool:
    return len({row.unit for row in rows if row.unit}) <= 1


def _text(part: Paragraph | Grid | None) -> str:
    return part.text if isinstance(part, Paragraph) else ""


def _tells(text: str) -> bool:
    return bool(_AMOUNT.search(text))

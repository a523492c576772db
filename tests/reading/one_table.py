"""A file of one table, and what each of its figures is read as."""

from pathlib import Path

from juesuan.facts import Selection, final_stage, parse_selection, standard_space
from juesuan.forms import lay_out
from juesuan.reading import Reading, read


def read_text(tmp_path: Path, text: str, form: str = "收入支出决算总表", tail: str = "") -> Reading:
    """A file of one table: blanks part its cells, ``_`` is a blank one."""
    rows = [line.split() for line in text.strip().splitlines()]
    table = ["\t".join("" if cell == "_" else cell for cell in row) for row in rows]
    lines = ["示例县水务站2022年度单位决算", form, tail or "单位：万元", *table]
    path = tmp_path / "forms.txt"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return read(path)


def told(reading: Reading) -> dict[str, list[tuple[Selection, str, float]]]:
    """What each printed text is: its facts, unit and certainty."""
    space = standard_space(reading.year)
    found: dict[str, list[tuple[Selection, str, float]]] = {}
    for form in reading.forms:
        sheet = lay_out(form.form, reading.form_set, space, sorted(set(form.way.codes)), [])
        cells = {(cell.key.row, cell.key.column): cell.selection for cell in sheet.cells}
        for one in reading.observations:
            if one.form == form.no:
                meant = cells[one.row, one.column]
                here = (final_stage(meant, space).canonical(space), one.unit, one.certainty)
                found.setdefault(one.text, []).append(here)
    return found


def certain(reading: Reading, text: str, selection: str, unit: str = "万元") -> bool:
    """Whether a text is read for certain as some facts."""
    space = standard_space(reading.year)
    wanted = final_stage(parse_selection(selection, space), space).canonical(space)
    return (wanted, unit, 1.0) in told(reading).get(text, [])

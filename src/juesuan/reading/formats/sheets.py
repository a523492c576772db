"""The values of a workbook's sheets, by calamine.

On damaged or forged xls files calamine may ask for more memory than there is, which ends the
process (tafia/calamine#684, #693, #714). So those are read in a process of its own: this file
is also the script that runs there, and imports nothing of the project.
"""

from __future__ import annotations

import contextlib
import io
import pickle
import subprocess
import sys
from typing import Literal, NamedTuple

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

__all__ = ["Area", "Outcome", "Worksheet", "read_sheets", "read_sheets_apart"]

SECONDS = 120
"""After which the other process is given up."""
MEMORY = 4 * 1024**3
"""Bytes of memory the other process may have, where the system can tell it so."""

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0."""


class Worksheet(NamedTuple):
    """A sheet: its name, where its values begin, the values, and the merged ranges."""

    name: str
    start: tuple[int, int]
    rows: list[list[object]]
    merges: list[Area]


Outcome = tuple[Literal["sheets", "encrypted", "damaged", "too_large"], list[Worksheet], str]
"""How it went, the sheets if it went well, and the reason if not."""


def read_sheets(data: bytes, most: int) -> Outcome:
    """The sheets of a workbook that are no macros; a sheet of more than ``most`` places is
    too large."""
    sheets: list[Worksheet] = []
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            for entry in workbook.sheets_metadata:
                if entry.typ == SheetTypeEnum.ChartSheet:
                    sheets.append(Worksheet(entry.name, (0, 0), [], []))
                if entry.typ != SheetTypeEnum.WorkSheet:
                    continue
                sheet = workbook.get_sheet_by_name(entry.name)
                start, end = sheet.start or (0, 0), sheet.end or (0, 0)
                if (end[0] - start[0] + 1) * (end[1] - start[1] + 1) > most:
                    return "too_large", [], f"sheet {entry.name}"
                rows: list[list[object]] = [[*row] for row in sheet.to_python()]
                merges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
                sheets.append(Worksheet(entry.name, start, rows, merges))
    except PasswordError as error:
        return "encrypted", [], str(error)
    except (CalamineError, OSError, ValueError) as error:
        return "damaged", [], str(error)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of Rust, which is no Exception
            raise
        return "damaged", [], str(error)
    return "sheets", sheets, ""


def read_sheets_apart(data: bytes, most: int) -> Outcome:
    """``read_sheets`` in a process of its own; one that comes to grief means damage."""
    if not sys.executable:
        return read_sheets(data, most)
    command = [sys.executable, "-P", __file__, str(most)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=True)
        key, sheets, reason = pickle.loads(done.stdout)
    except (subprocess.SubprocessError, pickle.UnpicklingError, EOFError) as error:
        return "damaged", [], f"calamine: {type(error).__name__}"
    return key, [Worksheet(*sheet) for sheet in sheets], reason


def _main() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    key, sheets, reason = read_sheets(sys.stdin.buffer.read(), int(sys.argv[1]))
    outcome = key, [tuple(sheet) for sheet in sheets], reason
    sys.stdout.buffer.write(pickle.dumps(outcome))


if __name__ == "__main__":
    _main()

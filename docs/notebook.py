"""``python docs/notebook.py CORPUS`` makes ``five-questions.ipynb`` of ``five_questions.py``.

Cells of the script begin with ``# %%``, texts with ``# %% [markdown]``. The cells are run in order
on the corpus, and what the last line of each gives is kept beside it.
"""

from __future__ import annotations

import ast
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["cells", "notebook", "run"]

HERE = Path(__file__).resolve().parent
SCRIPT, NOTEBOOK = HERE / "five_questions.py", HERE / "five-questions.ipynb"
_MARK = "# %%"


def cells(text: str) -> Iterator[tuple[str, str]]:
    """The cells of a script: ``code`` or ``markdown``, and its text."""
    for part in text.split(_MARK)[1:]:
        head, _, body = part.partition("\n")
        if head.strip() == "[markdown]":
            lines = [line.removeprefix("#").removeprefix(" ") for line in body.splitlines()]
            yield "markdown", "\n".join(lines).strip()
        else:
            yield "code", body.strip()


def run(code: str, space: dict[str, Any]) -> Any:
    """What the last expression of some code gives, run in a name space; ``None`` without one."""
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, str(SCRIPT), "exec"), space)
    if last is None:
        return None
    return eval(compile(ast.Expression(last.value), str(SCRIPT), "eval"), space)


def notebook(corpus: Path) -> dict[str, Any]:
    """The notebook with what its cells give on a corpus."""
    os.environ["CORPUS"] = str(corpus)
    space: dict[str, Any] = {}
    made: list[dict[str, Any]] = []
    for kind, text in cells(SCRIPT.read_text("utf-8")):
        cell: dict[str, Any] = {"cell_type": kind, "id": f"c{len(made):02d}", "metadata": {}}
        cell["source"] = text.splitlines(keepends=True)
        if kind == "code":
            given = run(text, space)
            cell["execution_count"] = None
            cell["outputs"] = [] if given is None else [_output(given)]
        made.append(cell)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    head = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": made, "metadata": head, "nbformat": 4, "nbformat_minor": 5}


def _output(given: Any) -> dict[str, Any]:
    data = {"image/svg+xml": given._repr_svg_().splitlines(keepends=True)}
    return {"output_type": "display_data", "data": data, "metadata": {}}


if __name__ == "__main__":
    made = notebook(Path(sys.argv[1]))
    NOTEBOOK.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")

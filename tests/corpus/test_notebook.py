"""The notebook of five questions: its cells run on a corpus, and it is what its script says."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def maker() -> Any:
    spec = importlib.util.spec_from_file_location("notebook", DOCS / "notebook.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_five_questions_have_their_answers(
    maker: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CORPUS", str(folder))
    space: dict[str, Any] = {}
    code = [text for kind, text in maker.cells(maker.SCRIPT.read_text("utf-8")) if kind == "code"]
    pictures = [maker.run(text, space) for text in code]
    assert space["spent"][0] == ("丁局 2023", 171_010_000)
    assert ("甲局 2023", 233) in space["public"]
    assert space["changed"] == [("乙局 2023", 777), ("甲局 2023", 0)]
    assert space["carried"] == [("乙局 2023", 100_000_000)]
    assert space["common"][0][0].startswith("C103 ")
    assert pictures[0] is None and all("<rect" in one._repr_svg_() for one in pictures[1:])
    assert "没有" in space["Bars"]("无", [])._repr_svg_()
    space["corpus"].close()


def test_the_notebook_is_up_to_date_with_its_script(maker: Any) -> None:
    told = json.loads(maker.NOTEBOOK.read_text("utf-8"))
    printed = [(cell["cell_type"], "".join(cell["source"])) for cell in told["cells"]]
    assert printed == list(maker.cells(maker.SCRIPT.read_text("utf-8")))
    pictures = [cell for cell in told["cells"] if cell.get("outputs")]
    assert len(pictures) == 5

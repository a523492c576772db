"""What broke each time it was read: listed with its reason, and told as not read."""

import csv
from pathlib import Path
from types import SimpleNamespace

from juesuan.corpus import spark_reading
from juesuan.corpus.grouping import FileGroup
from juesuan.corpus.tasks import ReadingTask


def told(corpus: Path, *names: str) -> list[dict[str, object]]:
    """The rows that are stored for dead letters of these names, none of which wrote a part."""
    (corpus / "parts").mkdir(exist_ok=True)
    stored: list[dict[str, object]] = []
    audit = SimpleNamespace(
        corpus=corpus,
        folder=corpus,
        store=SimpleNamespace(add=lambda *row: stored.append({"row": row})),
    )
    groups = [FileGroup(name=name, files=(f"{name}.pdf",)) for name in names]
    left = {one.document: ReadingTask(one, ()) for one in groups}
    reasons = {one.document: "too_much" for one in groups}
    spark_reading._tell(audit, left, reasons, 3)  # type: ignore[arg-type]
    return stored


def test_dead_letters_are_listed_and_told_as_not_read(tmp_path: Path) -> None:
    assert len(told(tmp_path, "甲局", "乙局")) == 2
    lines = (tmp_path / spark_reading.DEAD_LETTERS).read_text("utf-8-sig").splitlines()
    rows = list(csv.DictReader(lines))
    assert [(row["file"], row["name"], row["attempts"], row["reason"]) for row in rows] == [
        ("甲局.pdf", "甲局", "3", "too_much"),
        ("乙局.pdf", "乙局", "3", "too_much"),
    ]


def test_where_nothing_broke_there_is_no_list(tmp_path: Path) -> None:
    assert told(tmp_path) == []
    assert not (tmp_path / spark_reading.DEAD_LETTERS).exists()

"""The data of an atlas to download: figures, documents, findings and projects as csv, Parquet
and one workbook."""

from __future__ import annotations

from pathlib import Path

from juesuan.corpus.answers import write_answer
from juesuan.corpus.figures import Values, figures
from juesuan.corpus.open import Corpus
from juesuan.corpus.parts import quoted

__all__ = ["write_tables"]

_QUERIES = {
    "figures": "SELECT d.unit, d.region, d.year, d.name AS document, f.figure, f.value, f.unit"
    " AS counted_in FROM _atlas AS f JOIN documents AS d USING (document)"
    " ORDER BY d.region, d.unit, d.year, f.place",
    "documents": "SELECT * EXCLUDE (files, unit_key, layout) FROM documents"
    " ORDER BY region, unit, year",
    "findings": "FROM findings ORDER BY region, unit, year, number",
    "projects": "FROM projects ORDER BY region, unit, year, project",
}


def write_tables(corpus: Corpus, values: Values, folder: Path) -> list[str]:
    """Write the tables; the names of the files. Amounts of ``figures`` are cents, percentages
    hundredths of a per cent, as ``counted_in`` says."""
    db = corpus.db
    db.execute(
        "CREATE OR REPLACE TEMP TABLE _atlas (document BIGINT, place INTEGER, figure VARCHAR,"
        " value BIGINT, unit VARCHAR)"
    )
    order = {name: place for place, name in enumerate(figures())}
    rows = [
        (document, order[name], name, value, "cents" if figures()[name].money else "0.01 %")
        for (document, name), value in values.items()
    ]
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        db.execute("INSERT INTO _atlas SELECT " + ", ".join(["unnest(?)"] * 5), columns)
    names = []
    for name, query in _QUERIES.items():
        write_answer(corpus, query, "csv", folder / f"{name}.csv")
        db.execute(f"COPY ({query}) TO {quoted(folder / name)[:-1]}.parquet' (FORMAT parquet)")
        names += [f"{name}.csv", f"{name}.parquet"]
    write_answer(corpus, _QUERIES["figures"], "xlsx", folder / "figures.xlsx")
    return [*names, "figures.xlsx"]

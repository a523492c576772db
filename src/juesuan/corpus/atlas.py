"""An atlas (图册): a corpus as a static site that works offline, of any number of units.

The first page finds a unit, an item, an amount or a project (the index is loaded when somebody
searches); each unit has a page with its years; one page compares, one is the bureau's report;
the data lie beside them as csv, Parquet and xlsx.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from juesuan import __version__
from juesuan.corpus.figures import Values, atlas_words, figures, gather, hundredths, outliers, shown
from juesuan.corpus.grades import grade_table
from juesuan.corpus.open import Corpus, open_corpus
from juesuan.corpus.pictures import largest, over_years, span
from juesuan.corpus.report import report_summary, report_tables, write_report
from juesuan.corpus.tables import write_tables
from juesuan.publishing import OutputFolder
from juesuan.publishing.page import environment
from juesuan.resources import load_text

__all__ = ["Atlas", "UnitHistory", "write_atlas"]

_FINDINGS = 60
_CHARTED = ("expenditure", "three_public", "closing")
_STYLES = ("page.css", "site.css", "atlas.css")


class UnitHistory(Struct):
    """A unit over its years: its number in the atlas and its disclosures as rows."""

    number: int
    name: str
    region: str
    documents: list[dict[str, Any]] = field(default_factory=list)


class Atlas(Struct, frozen=True):
    """What was written: the folder, how many units, bytes of the first page."""

    folder: Path
    units: int
    first_page: int


def write_atlas(
    corpus: str | Path,
    folder: str | Path,
    lang: str = "zh",
    progress: Callable[[str], None] = lambda name: None,
) -> Atlas:
    """Write the atlas of a corpus in a language. Raises ``CorpusError``, ``OutputError``."""
    with open_corpus(corpus, locked=False) as opened:
        head = {"program": "juesuan", "version": __version__, "kind": "atlas"}
        with OutputFolder(Path(folder), head) as output:
            writer = _Writer(opened, output.path, lang, progress)
            writer.write()
            size = (output.path / "index.html").stat().st_size
    return Atlas(Path(folder), len(writer.units), size)


class _Writer:
    def __init__(
        self, corpus: Corpus, folder: Path, lang: str, progress: Callable[[str], None]
    ) -> None:
        self.corpus, self.folder, self.lang, self.progress = corpus, folder, lang, progress
        data = atlas_words()
        self.words: Mapping[str, Any] = data.zh if lang == "zh" else data.en
        self.values: Values = gather(corpus)
        self.units = _units(corpus, lang)
        self.of = {d["document"]: unit for unit in self.units for d in unit.documents}
        self.years = sorted({d["year"] for unit in self.units for d in unit.documents})

    def write(self) -> None:
        for name in ("units", "regions", "data"):
            (self.folder / name).mkdir()
        styles = "\n".join(load_text(f"templates/{name}") for name in _STYLES)
        (self.folder / "atlas.css").write_text(styles, "utf-8")
        (self.folder / "atlas.js").write_text(load_text("templates/atlas.js"), "utf-8")
        files = write_tables(self.corpus, self.values, self.folder / "data")
        tables = report_tables(self.corpus, self.words, self.lang)
        summary = report_summary(self.corpus, self.words)
        files += write_report(tables, self.folder / "data", self.words, summary)
        self._units()
        self._search()
        self._page("compare.html", "atlas_compare.html", "", **self._compared())
        links = self._links()
        self._page(
            "report.html", "atlas_report.html", "", tables=tables, summary=summary, links=links
        )
        self._index(files)

    def _links(self) -> dict[str, int]:
        """The page of each name that only one unit has."""
        names = Counter(unit.name for unit in self.units)
        return {unit.name: unit.number for unit in self.units if names[unit.name] == 1}

    def _page(self, name: str, template: str, root: str, **said: Any) -> None:
        page = (
            environment()
            .get_template(template)
            .render(
                words=self.words,
                root=root,
                version=__version__,
                unit_words=self.words["wan"],
                **said,
            )
        )
        (self.folder / name).write_text(page, "utf-8")

    def _index(self, files: Sequence[str]) -> None:
        regions: dict[str, list[UnitHistory]] = {}
        for unit in self.units:
            regions.setdefault(unit.region, []).append(unit)
        only = len(self.units) > atlas_words().listed
        if only:
            for number, (region, units) in enumerate(regions.items(), 1):
                page = f"regions/{number}.html"
                self._page(page, "atlas_region.html", "../", region=region, units=units)
        totals = [self._total(year) for year in self.years]
        sums = [total for total, _ in totals]
        shown_years = [
            self.words["units_shown"].format(year=year, count=count)
            for year, (_, count) in zip(self.years, totals, strict=True)
        ]
        name = figures()["expenditure"]
        self._page(
            "index.html",
            "atlas_index.html",
            "",
            count=len(self.units),
            documents=len(self.of),
            years=span(self.years),
            regions=list(regions.items()),
            regions_only=only,
            files=files,
            drawing=over_years("total", self.words["total"], name, shown_years, sums, self.lang),
        )

    def _total(self, year: int) -> tuple[int, int]:
        """The expenditure of all units of a year, and how many they are; of a unit's several
        disclosures the first."""
        total, seen = 0, set()
        for unit in self.units:
            for document in unit.documents:
                value = self.values.get((document["document"], "expenditure"))
                if document["year"] == year and value is not None and unit.number not in seen:
                    seen.add(unit.number)
                    total += value
        return total, len(seen)

    def _units(self) -> None:
        findings = self._by_unit(
            "SELECT document, year, code, severity, message, message_en FROM findings"
            " ORDER BY document, number"
        )
        projects = self._by_unit(
            "SELECT document, year, name, executed, score, grade FROM projects"
            " WHERE project > 0 ORDER BY document, project"
        )
        for unit in self.units:
            self._unit(unit, findings.get(unit.number, []), projects.get(unit.number, []))
            self.progress(unit.name)

    def _by_unit(self, query: str) -> dict[int, list[dict[str, Any]]]:
        names, rows = self.corpus.stream(query)
        found: dict[int, list[dict[str, Any]]] = {}
        for row in rows:
            said = dict(zip(names, row, strict=True))
            found.setdefault(self.of[said["document"]].number, []).append(said)
        return found

    def _unit(
        self, unit: UnitHistory, findings: list[dict[str, Any]], projects: list[dict[str, Any]]
    ) -> None:
        documents = [d["document"] for d in unit.documents]
        rows = []
        for name, figure in figures().items():
            values = [self.values.get((document, name)) for document in documents]
            if any(value is not None for value in values):
                rows.append((getattr(figure, self.lang), [shown(figure, v) for v in values]))
        drawings = []
        years = [d["year"] for d in unit.documents]
        for name in _CHARTED:
            values = [self.values.get((document, name)) for document in documents]
            if len(set(years)) > 1 and any(values):
                figure = figures()[name]
                title = self.words["over_years"].format(figure=getattr(figure, self.lang))
                drawings.append(over_years(name, title, figure, years, values, self.lang))
        key = "message" if self.lang == "zh" else "message_en"
        grave = {"error": 0, "warning": 1, "info": 2}
        findings.sort(key=lambda found: (grave[found["severity"]], -found["year"]))
        listed = [{**found, "message": found[key]} for found in findings[:_FINDINGS]]
        amount = figures()["expenditure"]
        told = [
            {
                **project,
                "executed": shown(amount, project["executed"]),
                "score": "" if project["score"] is None else format(project["score"], "f"),
            }
            for project in projects
        ]
        self._page(
            f"units/{unit.number}.html",
            "atlas_unit.html",
            "../",
            unit=unit,
            rows=rows,
            drawings=drawings,
            findings=listed,
            more=max(0, len(findings) - _FINDINGS),
            projects=told,
        )

    def _search(self) -> None:
        """The index: units, their projects, their items with amounts."""
        found = [[f"{unit.name} {unit.region}", unit.number] for unit in self.units]
        money = figures()["expenditure"]
        queries = (
            "SELECT document, name, executed FROM projects WHERE project > 0",
            "SELECT document, row || ' ' || any_value(label), max(value) FROM cells"
            " WHERE measure = 'expenditure' AND stage = 'final' AND function <> ''"
            " AND fund || nature || economic = '' AND length(row) = 7 AND state = 'number'"
            " GROUP BY document, row",
        )
        for query in queries:
            for document, text, value in self.corpus.rows(f"{query} ORDER BY 1, 2"):
                unit = self.of[document]
                year = next(d["year"] for d in unit.documents if d["document"] == document)
                amount = "" if value is None else shown(money, value)
                found.append([f"{text} {amount} {unit.name} {year}".strip(), unit.number])
        content = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        (self.folder / "search.js").write_text(f"window.ATLAS={content};\n", "utf-8")

    def _compared(self) -> dict[str, Any]:
        drawings = []
        last = self._fullest()
        for name, figure in figures().items():
            best = sorted(
                (
                    (value, self.of[document].name)
                    for (document, of), value in self.values.items()
                    if of == name and self._year_of(document) == last
                ),
                reverse=True,
            )
            if len(best) > 1 and best[0][0] > 0:  # one alone is not a comparison
                words = {"figure": getattr(figure, self.lang), "year": last}
                title = self.words["largest" if figure.money else "highest"].format(**words)
                drawings.append(largest(name, title, figure, best, self.lang))
        return {"drawings": drawings, "questions": self._questions(), "tables": self._tables()}

    def _fullest(self) -> int:
        """The year of which most units can be compared; the last of several."""
        counts = Counter(self._year_of(d) for d, of in self.values if of == "expenditure")
        return max(counts, key=lambda year: (counts[year], year), default=0)

    def _year_of(self, document: int) -> int:
        unit = self.of[document]
        return next(int(d["year"]) for d in unit.documents if d["document"] == document)

    def _questions(self) -> list[dict[str, Any]]:
        told = []
        for one in outliers(self.corpus, self.values)[:100]:
            figure, unit = figures()[one.figure], self.of[one.document]
            text = self.words["question"].format(
                unit=unit.name,
                year=self._year_of(one.document),
                figure=getattr(figure, self.lang),
                value=shown(figure, one.value),
                median=shown(figure, one.median),
            )
            told.append({"number": unit.number, "text": text})
        return told

    def _tables(self) -> list[tuple[str, list[tuple[str, ...]]]]:
        quantified = self.corpus.rows(
            "SELECT year, count(*) FILTER (quantified), count(*) FROM indicators"
            " GROUP BY year ORDER BY year"
        )
        rate = figures()["carried"]
        tables: list[tuple[str, list[tuple[str, ...]]]] = []
        if quantified:
            shares = [(str(y), shown(rate, hundredths(n, every))) for y, n, every in quantified]
            tables.append((self.words["quantified"], list[tuple[str, ...]](shares)))
        if grades := self._grades():
            tables.append((self.words["grades"], grades))
        return tables

    def _grades(self) -> list[tuple[str, ...]]:
        where = "WHERE project > 0 AND grade <> ''"
        counts = self.corpus.rows(
            f"SELECT year, grade[1:1], count(*) FROM projects {where} GROUP BY ALL ORDER BY ALL"
        )
        scores = self.corpus.rows(
            f"SELECT year, avg(score)::DECIMAL(9, 2)::VARCHAR FROM projects {where}"
            " AND score IS NOT NULL GROUP BY year"
        )
        return grade_table(counts, dict(scores), self.words)


def _units(corpus: Corpus, lang: str) -> list[UnitHistory]:
    """The units in order of region and name, each with its disclosures by year."""
    reason = "reason" if lang == "zh" else "reason_en"
    names, rows = corpus.stream(
        "SELECT document, unit, unit_key, coalesce(scope, '') AS scope, region, year, name,"
        f" coalesce(held, 0) AS held, coalesce(broken, 0) AS broken,"
        f" coalesce({reason}, '') AS reason"
        " FROM documents ORDER BY region, unit_key, scope, year, name"
    )
    found: dict[tuple[str, str, str], UnitHistory] = {}
    for row in rows:
        said = dict(zip(names, row, strict=True))
        key = (said["region"], said["unit_key"], said["scope"])
        if key not in found:
            found[key] = UnitHistory(len(found) + 1, said["unit"] or said["name"], said["region"])
        found[key].documents.append(said)
    return list(found.values())

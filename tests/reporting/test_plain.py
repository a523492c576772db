"""Reports as JSON: one shape, described by a schema, without floats."""

import io
import json
from datetime import date
from importlib import resources
from pathlib import Path

from jsonschema import Draft202012Validator

from juesuan.reporting.model import Acceptance, DocumentReport, Failure
from juesuan.reporting.plain import JsonWriter, Summary
from juesuan.reporting.running import CheckRequest, check_file
from juesuan.reporting.settings import Settings
from support.reports import BASIC, TOTAL, finding, report, write_forms

SCHEMA = json.loads((resources.files("juesuan") / "data" / "report.schema.json").read_text("utf-8"))
ACCEPTED = Acceptance(1, "财务科", "年底统一调整", date(2026, 12, 31))


def no_floats(text: str) -> float:
    raise AssertionError(f"a float: {text}")


def written(*reports: DocumentReport) -> dict:
    stream, summary = io.StringIO(), Summary()
    writer = JsonWriter(stream, "zh")
    for one in reports:
        writer.document(one)
        summary.add(one)
    writer.end(summary)
    return json.loads(stream.getvalue(), parse_float=no_floats)


def errors(data: dict) -> list[str]:
    Draft202012Validator.check_schema(SCHEMA)
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(data)]


def test_a_report_with_everything_in_it_fits_the_schema() -> None:
    everything = report(
        finding(candidates=((BASIC, "990,000.00"),), status="new", expired=ACCEPTED),
        accepted=(finding("K102", accepted=ACCEPTED),),
        mended=(finding("N101"),),
        unchecked=(finding("Y101"),),
        compared=True,
    )
    unusable = report(unit="", year=0, problem=Failure("unreadable.damaged", "坏了"))
    data = written(everything, unusable)
    assert errors(data) == []
    assert data["summary"] == {
        "documents": 2,
        "unusable": 1,
        "error": 1,
        "warning": 0,
        "info": 0,
        "accepted": 1,
        "new": 1,
        "remaining": 0,
        "mended": 1,
    }


def test_a_report_of_nothing_fits_the_schema() -> None:
    assert errors(written()) == []


def test_the_schema_refuses_what_it_does_not_know() -> None:
    data = written(report(finding()))
    data["documents"][0]["findings"][0]["amount"] = 12
    data["documents"][0]["findings"][0]["where"][0]["evidence"]["box"] = [1, 2]
    assert len(errors(data)) == 2


def test_a_place_carries_its_keys_its_words_and_its_evidence() -> None:
    (place,) = written(report(finding()))["documents"][0]["findings"][0]["where"]
    assert place == {
        "form": "03",
        "form_title": "支出决算表",
        "row": "2010301",
        "row_label": "2010301 行政运行",
        "column": "1",
        "column_label": "本年支出合计",
        "printed": "1,190,000.00",
        "evidence": {"file": "a.pdf", "page": 4, "box": [10, 20, 61, 30]},
    }


def test_an_identity_tells_every_operand_and_the_difference_as_texts() -> None:
    (told,) = written(report(finding()))["documents"][0]["findings"][0]["identities"]
    assert [(o["coefficient"], o["row"], o["column"], o["printed"]) for o in told["operands"]] == [
        (1, TOTAL.row, "1", "1,190,000.00"),
        (-1, BASIC.row, "2", "1,090,000.00"),
    ]
    assert (told["difference"], told["unit"]) == ("100000.00", "元")


def test_a_checked_workbook_fits_the_schema_and_names_its_cells(tmp_path: Path) -> None:
    path = write_forms(tmp_path / "draft.xlsx", {"03:2010301:1": 1190000})
    data = written(check_file(path, CheckRequest(settings=Settings(select=("K", "N")))))
    assert errors(data) == []
    (document,) = data["documents"]
    (found,) = (f for f in document["findings"] if f["code"] == "K101")
    assert found["key"] == "K101 03:2010301:1"
    assert found["where"][0]["row_label"] == "2010301 行政运行"
    assert found["where"][0]["column_label"] == "本年支出合计"
    assert found["where"][0]["evidence"]["sheet"] == "03 支出决算表"
    coverage = document["coverage"]
    assert "K101" in coverage["rules"]["checked"] and "K101" not in coverage["rules"]["held"]
    assert coverage["forms"]["missing"] == []
    assert coverage["identities"]["broken"] > 0
    assert {"N"} <= {n["code"][0] for n in coverage["rules"]["not_checked"]}

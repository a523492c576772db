"""Reports as SARIF 2.1.0."""

import io
import json
from datetime import date

from juesuan.checks import Where, all_rules
from juesuan.reading import Spot
from juesuan.reporting.model import Acceptance, Failure
from juesuan.reporting.plain import Summary
from juesuan.reporting.sarif import SarifWriter, fingerprint
from support.reports import TOTAL, finding, report


def run(*reports, lang: str = "zh") -> dict:
    stream, summary = io.StringIO(), Summary()
    writer = SarifWriter(stream, lang)
    for one in reports:
        writer.document(one)
        summary.add(one)
    writer.end(summary)
    log = json.loads(stream.getvalue())
    assert log["version"] == "2.1.0" and len(log["runs"]) == 1
    return log["runs"][0]


def test_every_rule_of_the_catalogue_is_told_with_its_clause() -> None:
    rules = run()["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(all_rules())
    first = all_rules()[rules[0]["id"]]
    assert first.source in rules[0]["help"]["text"]


def test_a_result_points_at_its_rule_and_says_what_should_stand_there() -> None:
    told = run(report(finding()))
    (result,) = told["results"]
    assert told["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "K101"
    assert result["level"] == "error"
    assert "第4页" in result["message"]["text"] and "应为 1,090,000.00" in result["message"]["text"]


def test_lines_of_text_become_regions_and_pages_stay_properties() -> None:
    line = Where(spot=Spot(file="某局.txt", line=12), section="一、", printed="1")
    told = run(report(finding(where=(line, TOTAL)), file="某局.txt"))
    (result,) = told["results"]
    (place,) = result["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "%E6%9F%90%E5%B1%80.txt"},
        "region": {"startLine": 12},
    }
    (other,) = result["relatedLocations"]
    assert "region" not in other["physicalLocation"]
    assert other["properties"]["page"] == 4 and other["properties"]["box"] == [10, 20, 61, 30]


def test_severities_become_levels_and_a_finding_without_a_place_has_its_file() -> None:
    told = run(report(finding(severity="info", where=())))
    assert told["results"][0]["level"] == "note"
    location = told["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"].startswith("2023/")


def test_a_finding_keeps_its_fingerprint_wherever_its_file_lies() -> None:
    here, there = report(finding(), file="a/1.pdf"), report(finding(message="又"), file="b/2.pdf")
    assert fingerprint(here, finding()) == fingerprint(there, finding())
    assert fingerprint(here, finding()) != fingerprint(report(unit="别局"), finding())


def test_accepted_findings_are_suppressed_with_their_reason() -> None:
    accepted = finding(accepted=Acceptance(1, "财务科", "年底调整", date(2026, 12, 31)))
    (result,) = run(report(accepted=(accepted,)))["results"]
    (suppression,) = result["suppressions"]
    assert suppression["status"] == "accepted" and "年底调整" in suppression["justification"]


def test_the_second_round_is_told_in_the_words_of_sarif() -> None:
    told = run(
        report(
            finding(status="new"),
            finding(status="remaining"),
            mended=(finding(),),
            compared=True,
        )
    )
    assert [r["baselineState"] for r in told["results"]] == ["new", "unchanged", "absent"]


def test_a_file_that_could_not_be_checked_is_a_notification_not_a_result() -> None:
    told = run(report(problem=Failure("unreadable.damaged", "坏了")))
    assert told["results"] == []
    (invocation,) = told["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "坏了"

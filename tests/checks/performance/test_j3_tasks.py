"""J3, totals of tasks: the row of the total is the sum of the tasks above it."""

from checks.performance.self_evaluation import booklet, department, found, places, task
from juesuan.checks import Finding, check, message, selected


def tasks(*rows: str) -> list[Finding]:
    """What J315 finds in tasks of name, approved, spent and rate."""
    cells = (row.split("|") for row in rows)
    told = [task(name, granted, "", "", spent, rate) for name, granted, spent, rate in cells]
    return found("J315", departments=[department(tasks=told)])


PARTS = ("农田建设|4120.00|3987.50|96.78%", "疫病防控|2467.90|2448.49|99.21%")


def test_j315_finds_a_total_that_is_not_the_sum_and_proposes_what_its_rate_tells() -> None:
    (one,) = tasks(*PARTS, "金额合计|6707.90|6435.99|97.69%")
    assert (one.variant, one.expected) == ("approved", "6587.90")
    assert places(one)[0] == ("金额合计", "6707.90") and "应为6,587.90万元" in message(one)


def test_j315_finds_a_total_spent_without_a_proposal_where_no_rate_tells() -> None:
    (one,) = tasks(*PARTS, "合计|6587.90|6453.99|")
    assert (one.variant, one.expected, places(one)[0]) == ("", "", ("合计", "6453.99"))


def test_j315_finds_the_total_once_and_its_rate_agrees_with_it() -> None:
    rows = [row.split("|") for row in (*PARTS, "金额合计|6707.90|6435.99|97.69%")]
    told = [task(name, granted, "", "", spent, rate) for name, granted, spent, rate in rows]
    document = booklet(departments=[department(tasks=told)])
    (one,) = check(document, selected(["J315", "J303"])).findings
    assert one.code == "J315" and [(each.finding.code, each.agrees) for each in one.follows] == [
        ("J303", True)
    ]


def test_j315_passes_the_sum() -> None:
    assert tasks(*PARTS, "金额合计|6587.90|6435.99|97.69%") == []


def test_j315_spares_tasks_without_money_and_a_single_task() -> None:
    assert tasks(PARTS[0], "疫病防控|||", "合计|6707.90|6435.99|97.69%") == []
    assert tasks(PARTS[0], "合计|6707.90|6435.99|") == []
    assert tasks(PARTS[0], "疫病防控|2467.91|2448.49|", "合计|6587.90|6435.99|") == []

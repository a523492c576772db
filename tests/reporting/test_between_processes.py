"""A report that comes from another process is the one that was sent."""

import pickle
import pickletools

import pytest

from juesuan.checks import Where
from juesuan.checks.accounting import Accounted
from juesuan.reading import Spot
from juesuan.reporting import DocumentReport
from juesuan.reporting.model import ReportedCoverage

SPOTS = [
    Spot(file="决算.pdf", page=3, box=(1.5, 2.0, 30.25, 4.0)),
    Spot(file="forms.xlsx", sheet="表1", cell="B7"),
    Spot(),
]


def report(*spots: Spot) -> DocumentReport:
    numbers = tuple(
        Accounted(
            text=f"{n}.00",
            figure_class="compared",
            kind="form",
            area="forms",
            where=Where(spot=spot, form="01", row="1", column="2", printed=f"{n}.00"),
        )
        for n, spot in enumerate(spots)
    )
    coverage = ReportedCoverage(rules={"K101": "合计"}, broken=frozenset({"K101"}), numbers=numbers)
    return DocumentReport(file="决算.pdf", unit="某局", year=2023, coverage=coverage)


@pytest.mark.parametrize("file", ["决算.pdf", "\udcb2\udcbb.pdf"])
def test_a_report_comes_as_it_was_sent(file: str) -> None:
    sent = report(*SPOTS, Spot(file=file, line=4))
    assert pickle.loads(pickle.dumps(sent)) == sent


def test_its_numbers_come_in_one_piece() -> None:
    steps = [sum(1 for _ in pickletools.genops(pickle.dumps(report(*SPOTS * n)))) for n in (1, 100)]
    assert steps[1] < steps[0] + 10

"""Excerpts: paragraphs of a narrative alone, with no form to be held to."""

from juesuan.checks import Finding, Subject, check, severity_of
from juesuan.reading import Document, Grid, GridText, Paragraph, Spot
from juesuan.reading.reading import read_documents

TITLE = "临江市水务局2023年度部门决算情况说明"
"""What an excerpt begins with, so that it is known for final accounts."""


Rows = tuple[tuple[str, ...], ...]


def excerpt(*parts: str | Rows, title: str = TITLE) -> Subject:
    """The paragraphs under check, headings and rows of tables among them."""
    laid: list[Paragraph | Grid] = []
    for line, part in enumerate((title, *parts), 1):
        spot = Spot(file="a.txt", line=line)
        if isinstance(part, str):
            laid.append(Paragraph(part, spot))
        else:
            rows = [tuple(GridText(text, spot) for text in row) for row in part]
            laid.append(Grid(rows, spot))
    return Subject.of(read_documents([Document("a.txt", "text", laid)]))


def accused(*parts: str | Rows) -> list[Finding]:
    """The errors and warnings found in an excerpt, in which no rule fails."""
    checked = check(excerpt(*parts))
    assert [n.details for n in checked.coverage.not_checked if n.reason == "rule_failed"] == []
    return [finding for finding in checked.findings if severity_of(finding) != "info"]

"""Excerpts: paragraphs of a narrative alone, with no form to be held to."""

from juesuan.checks import Finding, Subject, check, severity_of
from juesuan.reading import Document, Paragraph, Spot
from juesuan.reading.reading import read_documents

TITLE = "临江市水务局2023年度部门决算情况说明"
"""What an excerpt begins with, so that it is known for final accounts."""


def excerpt(*paragraphs: str, title: str = TITLE) -> Subject:
    """The paragraphs under check, headings among them."""
    texts = [
        Paragraph(t, Spot(file="a.txt", line=n)) for n, t in enumerate((title, *paragraphs), 1)
    ]
    return Subject.of(read_documents([Document("a.txt", "text", list(texts))]))


def accused(*paragraphs: str) -> list[Finding]:
    """The errors and warnings found in an excerpt."""
    found = check(excerpt(*paragraphs)).findings
    return [finding for finding in found if severity_of(finding) != "info"]

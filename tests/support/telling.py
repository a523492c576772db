"""The small unit's forms with a narrative told about them; the forms are read only once."""

from functools import cache

from msgspec.structs import replace

from juesuan.checks import Finding, Subject, check, selected
from juesuan.facts import YUAN, MoneyUnit
from juesuan.reading import Document, Paragraph, Spot
from juesuan.reading.narrative import read_narrative
from support.disclosures import printed_book

OPENING = "第一部分 部门概况"
PART = "第三部分 2023年度部门决算情况说明"
"""The heading that a narrative begins with."""


@cache
def _forms(form_set: str, money: MoneyUnit) -> Subject:
    return printed_book(form_set, money=money)


def told(*narrative: str, form_set: str = "yunnan-2023", money: MoneyUnit = YUAN) -> Subject:
    """The small unit under check with these paragraphs, headings among them."""
    forms = _forms(form_set, money)
    texts = [
        Paragraph(text, Spot(file="a.txt", line=n))
        for n, text in enumerate((OPENING, PART, *narrative), 1)
    ]
    assert forms.reading is not None
    said = read_narrative([Document("a.txt", "text", list(texts))])
    return Subject(disclosure=forms.disclosure, reading=replace(forms.reading, narrative=said))


def found(code: str, *narrative: str, money: MoneyUnit = YUAN) -> list[Finding]:
    """What a rule finds in the small unit with these paragraphs."""
    return findings(told(*narrative, money=money), code)


def findings(subject: Subject, code: str) -> list[Finding]:
    """What a rule finds in a document; that it breaks down is no answer."""
    checked = check(subject, selected([code], preview=True))
    assert [n.details for n in checked.coverage.not_checked if n.reason == "rule_failed"] == []
    return checked.findings


def shown(finding: Finding) -> list[tuple[str, str]]:
    """The places of a finding in order, each with what is printed there."""
    return [(place.anchor, place.printed.strip()) for place in finding.where]

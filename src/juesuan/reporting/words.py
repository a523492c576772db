"""Words that all reports share: a place for a person, where it is in the file, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from juesuan.checks import BrokenIdentity, Consequence, Where, title
from juesuan.messages import say
from juesuan.reading import Spot
from juesuan.reporting.model import Acceptance, ReportedFinding

__all__ = [
    "SIGNS",
    "accepted_words",
    "cell_words",
    "cut",
    "difference_words",
    "expected_words",
    "expired_words",
    "explained_words",
    "follow_words",
    "following",
    "identity_words",
    "place_words",
    "places_words",
    "printed_words",
    "proposal",
    "sign",
    "spot_words",
    "todo",
    "todo_lines",
    "with_separators",
]

SIGNS = {"error": "✗", "warning": "!", "info": "?"}
"""A sign beside each colour, for those who do not see it and for paper."""

_SHORT = 24
"""Characters of what is printed that a proposal repeats."""


def place_words(place: Where, lang: str) -> str:
    """A place as a person names it: form, row and column by their printed words."""
    parts = []
    if place.form:
        parts.append(say("place.cell_form", lang, form=place.form, title=place.form_title))
    if place.row or place.column:
        parts.append(cell_words(place, lang))
    if place.project:
        parts.append(say("place.project", lang, project=place.project))
    if place.part:
        parts.append(say(f"part.{place.part}", lang))
    if place.section:
        parts.append(say("place.section", lang, section=place.section))
        if place.heading and place.heading not in place.section:
            parts.append(place.heading)
    if place.item:
        parts.append(place.item)
    if place.role:
        parts.append(say(f"role.{place.role}", lang))
    return " ".join(parts) or say("place.document", lang)


def cell_words(place: Where, lang: str) -> str:
    """The row and the column of a cell in words."""
    parts = []
    if row := place.row_label or _printed_key(place.row):
        parts.append(say("place.cell_row", lang, label=row))
    if column := place.column_label or _printed_key(place.column):
        parts.append(say("place.cell_column", lang, label=column))
    return " ".join(parts)


def _printed_key(key: str) -> str:
    """The key of a row or column that forms print, a number or a code; empty for other keys."""
    return key if key[:1].isdigit() else ""


def spot_words(spot: Spot, lang: str, file: str = "") -> str:
    """Where in the file: its name (unless it is ``file``), page, line, sheet and cell."""
    parts = [spot.file] if spot.file and spot.file != file else []
    if spot.page:
        parts.append(say("place.page", lang, page=spot.page))
    if spot.sheet:
        parts.append(f"{spot.sheet}!{spot.cell}")
    if spot.table:
        details = {"table": spot.table, "row": spot.row, "column": spot.column}
        parts.append(say("place.table", lang, **details))
    if spot.line:
        parts.append(say("place.line", lang, line=spot.line))
    return " ".join(parts)


def with_separators(number: str) -> str:
    """A plain decimal with thousands separators, as the figures above it are printed.

    >>> with_separators("-1234567.80")
    '-1,234,567.80'
    """
    whole, point, rest = number.partition(".")
    digits = whole.lstrip("-")
    return f"{whole[: -len(digits)]}{int(digits):,}{point}{rest}" if digits.isdigit() else number


def like_printed(number: str, places: Iterable[Where]) -> str:
    """A plain decimal as the figures at these places are printed: with separators, if one of
    them has some."""
    separated = any("," in place.printed for place in places)
    return with_separators(number) if separated else number


def expected_words(found: ReportedFinding) -> str:
    """What should stand there, written as what stands there is. Empty where that is what
    stands there already: then something else is to be changed."""
    first = found.where[0].printed if found.where else ""
    if _figure(first) is not None and _figure(first) == _figure(found.expected):
        return ""
    return like_printed(found.expected, found.where[:1])


def _figure(text: str) -> Decimal | None:
    """A printed figure's value; ``None`` for other texts."""
    try:
        return Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        return None


def difference_words(told: BrokenIdentity) -> str:
    """The difference of an identity, written as its operands are."""
    return like_printed(told.difference, (operand.where for operand in told.operands))


def printed_words(place: Where, lang: str) -> str:
    """What stands at a place; words for a blank."""
    return place.printed.strip() or say("report.blank", lang)


def sign(coefficient: int, first: bool) -> str:
    """The sign before an operand: none before a first one that is added."""
    mark = "−" if coefficient < 0 else "" if first else "+"
    times = f"{abs(coefficient)} × " if abs(coefficient) != 1 else ""
    return f"{mark} {times}".strip()


def identity_words(told: BrokenIdentity, lang: str) -> str:
    """An identity's kind and dimension in words."""
    kind = say(f"kind.{told.kind}", lang)
    return f"{kind}·{say(f'dimension.{told.dimension}', lang)}" if told.dimension else kind


def todo(found: ReportedFinding, lang: str) -> str:
    """What to do about a finding in this case (怎么办). A note (提示) asks for nothing."""
    if found.severity == "info":
        return ""
    first = found.where[0] if found.where else Where()
    place, expected = place_words(first, lang), expected_words(found)
    if found.candidates and not expected:
        return say("report.do_candidates", lang)
    if found.candidates:
        details = {"place": place, "printed": printed_words(first, lang), "expected": expected}
        return say("report.do_likely", lang, **details)
    if found.advice:
        return found.advice
    if not expected:
        return say("report.do_check", lang, place=place)
    printed = cut(printed_words(first, lang), _SHORT)
    if not found.identities:
        return say("report.do_change", lang, printed=printed, expected=expected)
    key = "do_expected" if first.printed.strip() else "do_fill"
    details = {"place": place, "printed": printed, "expected": expected}
    return say(f"report.{key}", lang, count=len(found.identities), **details)


def proposal(place: Where, expected: str, lang: str) -> str:
    """One of several changes that would do: the place, what stands there, what should."""
    printed, expected = printed_words(place, lang), like_printed(expected, [place])
    details = {"place": place_words(place, lang), "printed": printed, "expected": expected}
    return say("report.candidate", lang, **details)


def cut(text: str, most: int) -> str:
    """A text of at most so many characters."""
    return f"{text[:most]}…" if len(text) > most else text


def todo_lines(found: ReportedFinding, lang: str) -> list[str]:
    """What to do, each change that would do, and what follows from the finding."""
    proposals = [proposal(place, value, lang) for place, value in found.candidates]
    return [line for line in (todo(found, lang), *proposals, *following(found, lang)) if line]


def following(found: ReportedFinding, lang: str) -> list[str]:
    """What follows from a finding (由此而来), each in a line."""
    lines = [follow_words(one, lang) for one in found.follows]
    return [say("report.follows", lang), *(f"· {line}" for line in lines)] if lines else []


def follow_words(told: Consequence, lang: str) -> str:
    """One thing that follows: the rule, the place, and what becomes of it."""
    finding = told.finding
    first = finding.where[0] if finding.where else Where()
    expected = like_printed(told.expected, [first])
    key = "follows_changes" if expected else "follows_to_check"
    if told.agrees:
        key = "follows_agrees"
    return say(
        f"report.{key}",
        lang,
        code=finding.code,
        title=title(finding, lang),
        place=place_words(first, lang),
        printed=cut(printed_words(first, lang), _SHORT),
        expected=expected,
    )


def places_words(found: ReportedFinding, lang: str, file: str, most: int) -> str:
    """The finding's places with where they are in the file, one a line, at most so many."""
    name = file.replace("\\", "/").rpartition("/")[2]
    lines = [
        f"{place_words(place, lang)} {spot_words(place.spot, lang, name)}".strip()
        for place in found.where[:most]
    ]
    if (more := len(found.where) - most) > 0:
        lines.append(say("report.more_places", lang, count=more))
    return "\n".join(lines)


def explained_words(found: ReportedFinding, lang: str) -> str:
    """Who explained a finding, and how."""
    if not found.explained:
        return ""
    return say("report.explained_by", lang, who=found.explained.who, why=found.explained.why)


def accepted_words(acceptance: Acceptance, lang: str) -> str:
    """Who accepted a finding, why, until when."""
    text = say("report.accepted_by", lang, who=acceptance.who, why=acceptance.why)
    until = acceptance.until
    return text + (say("report.accepted_until", lang, until=until.isoformat()) if until else "")


def expired_words(acceptance: Acceptance, lang: str) -> str:
    """That an acceptance is over."""
    until = acceptance.until.isoformat() if acceptance.until else ""
    return say("report.expired", lang, until=until, who=acceptance.who, why=acceptance.why)

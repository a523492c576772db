"""What was carried over or left unsaid (照抄、漏写): D501, D503 to D505."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, NotChecked, Where
from juesuan.checks.rules.document.leftovers import unfilled
from juesuan.checks.speech.changes.years import compared_years
from juesuan.checks.speech.meaning.times import narrative_year
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import section_path, sections, shortened
from juesuan.resources import Pattern
from juesuan.text import fold, unspaced

__all__ = ["RULES", "SETTINGS"]


class AsOf(RuleSettings, frozen=True):
    """D501: ``date`` has the year as its group; ``counted`` is what the end of a year counts;
    words right ``before`` or ``after`` the date by which another year is rightly meant."""

    date: Pattern
    counted: Pattern
    before: Pattern
    after: Pattern


class Unsaid(RuleSettings, frozen=True):
    """D503: words after which something must be said, with nothing behind them, ends of
    texts that go on in a list; reasons that only say the change once more."""

    unsaid: Pattern
    listed: Pattern
    hollow: Pattern


class Doubled(RuleSettings, frozen=True):
    """D504: words printed twice on end; names in which they rightly are."""

    doubled: Pattern
    spared: tuple[str, ...]


class OverYears(RuleSettings, frozen=True):
    """D505: ``longer`` finds that a sentence speaks of several years."""

    longer: Pattern


SETTINGS = {"D501": AsOf, "D503": Unsaid, "D504": Doubled, "D505": OverYears}


def _sentences(subject: Subject) -> Iterator[tuple[str, Where, str]]:
    """The sentences of the text and of the glossary, without blanks, with their places, and as
    they are printed."""
    for section in sections(subject):
        if section.kind not in ("text", "glossary"):
            continue
        path = section_path(subject, section)
        for sentence in section.sentences:
            text = unspaced(sentence.text)
            where = Where(spot=sentence.spot, section=path, printed=shortened(text))
            yield text, where, sentence.text


def another_years_end(subject: Subject) -> Iterator[Finding]:
    """D501: cars, rooms or staff as of the end of another year."""
    row, year = AsOf.of("D501"), subject.disclosure.year
    for text, where, _ in _sentences(subject):
        dates = list(row.date.finditer(text))
        if not dates or any(int(date[1]) == year for date in dates):
            continue
        for date in dates:
            if row.before.search(text[: date.start()]) or row.after.match(text[date.end() :]):
                continue
            if int(date[1]) > year or not row.counted.search(text[date.end() :]):
                continue
            right = date[0].replace(date[1], str(year))
            details = {"said": date[0], "right": right, "year": year}
            yield Finding(code="D501", where=(where,), details=details, expected=right)
            break


def unsaid(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D503: a reason or purpose that is announced and not given."""
    if unfilled(subject):
        yield NotChecked("D503", "unfilled_template")
        return
    row = Unsaid.of("D503")
    every = [(text, where) for text, where, _ in _sentences(subject)]
    for number, (text, where) in enumerate(every):
        if match := row.unsaid.search(text):
            after = every[number + 1][1] if number + 1 < len(every) else Where()
            if row.listed.search(text) and after.section.startswith(where.section):
                continue  # the lines below say it
            yield Finding(code="D503", where=(where,), details={"text": match[0]})
        elif match := row.hollow.search(text):
            details = {"text": match[0]}
            yield Finding(
                code="D503",
                where=(where,),
                details=details,
                variant="hollow",
                severity="warning",
            )


def doubled(subject: Subject) -> Iterator[Finding]:
    """D504: a word printed twice on end; not two cells that a blank sets apart."""
    row = Doubled.of("D504")
    for text, where, printed in _sentences(subject):
        for match in row.doubled.finditer(text):
            half = match[0][: len(match[0]) // 2]
            if any(name in match[0] for name in row.spared) or f"{half} {half}" in printed:
                continue
            details = {
                "text": match[0],
                "around": text[max(0, match.start() - 4) : match.end() + 4],
            }
            yield Finding(code="D504", where=(where,), details=details)


def compared_with_another_year(subject: Subject) -> Iterator[Finding]:
    """D505: a change said to be that to another year than the one before."""
    last = str(narrative_year(subject) - 1)
    for one in compared_years(subject):
        if OverYears.of("D505").longer.finds_in(unspaced(fold(one.sentence.text))):
            continue
        right = one.said.replace(str(one.year), last)
        details = {"said": one.said, "right": right, "year": int(last) + 1}
        where = one.within.where(one.sentence)
        yield Finding(code="D505", where=(where,), details=details, expected=right)


RULES = {
    "D501": another_years_end,
    "D503": unsaid,
    "D504": doubled,
    "D505": compared_with_another_year,
}

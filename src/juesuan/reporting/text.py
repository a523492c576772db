"""Reports on a terminal: by cause, the gravest first, figures aligned, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, Protocol

from juesuan.checks import SEVERITIES, BrokenIdentity, Severity, Where
from juesuan.messages import say
from juesuan.reading import Spot
from juesuan.reporting.coverage_words import coverage_lines
from juesuan.reporting.lines import (
    Indented,
    Labelled,
    Laid,
    Line,
    Ruled,
    Stacked,
    Strung,
    StyledText,
    Summing,
)
from juesuan.reporting.model import DocumentReport, ReportedFinding
from juesuan.reporting.overview import gravest_findings, shortened, unchecked, verdict
from juesuan.reporting.plain import Summary
from juesuan.reporting.quoting import PRINTED, quoted
from juesuan.reporting.words import (
    SIGNS,
    accepted_words,
    difference_words,
    expected_words,
    expired_words,
    explained_words,
    following,
    identity_words,
    place_words,
    printed_words,
    proposal,
    sign,
    spot_words,
    todo,
)

__all__ = ["Printed", "TextWriter"]

STYLES: dict[str, str] = {"error": "red", "warning": "yellow", "info": "cyan"}
_PLACES, _IDENTITIES, _OPERANDS, _ACCEPTED = 5, 3, 14, 20
"""Most places, identities, operands and accepted findings printed; the rest are counted."""
_SUMMARY_ROWS = 200
"""Documents listed in the table at the end; beyond that, only counted."""


class Printed(Protocol):
    """Where a report is printed: a console of the terminal library, or what makes one when it is
    needed."""

    @property
    def file(self) -> Any:
        """The stream that it is written to."""

    @property
    def width(self) -> int:
        """Characters of a line."""

    @property
    def is_terminal(self) -> bool:
        """Whether people see at once what is printed, in colours."""

    @property
    def print(self) -> Callable[..., None]:
        """Print something of the terminal library."""


class TextWriter:
    """Writes each document as it comes, and a table of all at the end."""

    def __init__(self, console: Printed, lang: str) -> None:
        self.console, self.lang = console, lang
        self._rows: list[tuple[str, ...]] = []
        self._left_out = 0

    def document(self, report: DocumentReport) -> None:
        """Print a document's findings and coverage."""
        width = self.console.width
        lines = (line for part in self._parts(report) for line in part.lines(width))
        if self.console.is_terminal:
            self._coloured(lines)
        else:
            texts = ("".join(text for text, _ in line).rstrip() for line in lines)
            self.console.file.write("".join(f"{text}\n" for text in texts))
        self._remember(report)

    def _coloured(self, lines: Iterable[Line]) -> None:
        from rich.text import Text  # only where there is a terminal to colour

        for line in lines:
            self.console.print(Text.assemble(*line), no_wrap=True, overflow="ignore", crop=False)

    def end(self, summary: Summary) -> None:
        """Print the table of documents, if there are several."""
        if summary.documents < 2:
            return
        from rich.table import Table  # only where there are several
        from rich.text import Text

        table = Table(title=say("report.documents", self.lang, count=summary.documents))
        table.add_column(say("report.document", self.lang), overflow="fold")
        table.add_column(say("report.unit", self.lang), overflow="fold")
        for severity in SEVERITIES:
            table.add_column(say(f"severity.{severity}", self.lang), justify="right", no_wrap=True)
        table.add_column(say("report.result", self.lang), overflow="fold")
        names = [row[0].replace("\\", "/").rpartition("/")[2] for row in self._rows]
        short = len(set(names)) == len(names)
        for name, whole in zip(names, self._rows, strict=True):
            row = (name, *whole[1:]) if short else whole
            style = "red" if row[-1].startswith("✗") else ""
            table.add_row(*(Text(text) for text in row), style=style)
        table.add_section()
        total = [str(summary.counts[severity]) for severity in SEVERITIES]
        table.add_row(
            say("report.all", self.lang), "", *total, Text(self._compared(summary)), style="bold"
        )
        self.console.print(table)
        if self._left_out:
            self._print(say("report.rows_left_out", self.lang, count=self._left_out))

    # One document.

    def _parts(self, report: DocumentReport) -> Iterator[Laid]:
        lang = self.lang
        if report.problem is not None:
            yield Ruled(report.file, "red")
            yield Indented(
                StyledText(f"✗ {say('report.not_read', lang)}  {report.problem.text}", "red")
            )
            yield StyledText()
            return
        unit = report.unit or say("report.unknown_unit", lang)
        year = say("report.year", lang, year=report.year)
        yield Ruled(f"{unit} {year}", "bold")
        yield Indented(Strung((report.file, report.form_set_name, report.money), "dim"))
        yield Indented(self._counts(report))
        yield Indented(self._overview(report), above=1, below=1)
        for (severity, code), group in groupby(
            report.findings, lambda found: (found.severity, found.code)
        ):
            yield from self._group(severity, code, list(group), report.file)
        for key, found in (("mended", report.mended), ("not_checked_again", report.unchecked)):
            yield from self._listed(key, found, "green" if key == "mended" else "yellow")
        yield from self._listed("accepted", report.accepted, "dim")
        yield from self._coverage(report)
        if report.findings:
            words = say("report.explain", lang, code=report.findings[0].code)
            yield Indented(StyledText(words, "dim"))
        yield StyledText()

    def _counts(self, report: DocumentReport) -> StyledText:
        """The line that says at once how it stands."""
        text = StyledText()
        for severity, count in report.counts.items():
            if count:
                words = say(f"severity.{severity}", self.lang)
                text.append(f"{SIGNS[severity]} {words} {count}   ", f"bold {STYLES[severity]}")
        if report.accepted:
            text.append(f"{say('report.accepted', self.lang)} {len(report.accepted)}   ", "dim")
        if report.compared:
            one = Summary()
            one.add(report)
            text.append(self._compared(one))
        return text

    def _overview(self, report: DocumentReport) -> Laid:
        """The summary: verdict, the gravest findings, what could not be checked."""
        rows = Labelled()
        words, style = verdict(report, self.lang)
        rows.add_row(say("report.verdict", self.lang), StyledText(words, f"bold {style}"))
        label = say("report.gravest", self.lang)
        for one in gravest_findings(report):
            sign = SIGNS[one.found.severity]
            text = StyledText(f"{sign} {one.found.code} ", STYLES[one.found.severity])
            text.append(one.said, "default")
            if one.count > 1:
                text.append(say("report.of_rule", self.lang, count=one.count), "dim")
            rows.add_row(label, text)
            label = ""
        if why := list(unchecked(report.coverage, self.lang)):
            joined = ("；" if self.lang == "zh" else "; ").join(why)
            rows.add_row(say("report.not_checked", self.lang), StyledText(joined, "dim"))
        return rows

    def _compared(self, summary: Summary) -> str:
        if not summary.compared:
            return ""
        told = (("mended", summary.mended), ("remaining", summary.remaining), ("new", summary.new))
        return "  ".join(f"{say(f'report.{key}', self.lang)} {count}" for key, count in told)

    def _group(
        self, severity: Severity, code: str, group: list[ReportedFinding], file: str
    ) -> Iterator[Laid]:
        """Findings of one rule: its name once, then each finding."""
        head = StyledText(f"{SIGNS[severity]} {code} {group[0].title}", f"bold {STYLES[severity]}")
        count = f" ×{len(group)}" if len(group) > 1 else ""
        yield head.append(f"  {say(f'severity.{severity}', self.lang)}{count}", "dim")
        for found in group:
            yield Indented(self._finding(found, file), below=1)

    def _finding(self, found: ReportedFinding, file: str) -> Laid:
        lang = self.lang
        message = StyledText(found.message)
        if found.status:
            message.append(f"  [{say(f'report.{found.status}', lang)}]", "magenta")
        message.append(explained_words(found, lang), "green")
        rows = Labelled()
        places = _places(found)
        for number, place in enumerate(places[:_PLACES]):
            key = "where" if number == 0 else "also"
            rows.add_row(say(f"report.{key}", lang), self._place(place, file, number > 0))
        if (more := len(places) - _PLACES) > 0:
            rows.add_row("", StyledText(say("report.more_places", lang, count=more), "dim"))
        if found.where and (found.where[0].printed or expected_words(found)):
            first = found.where[0]
            rows.add_row(say("report.printed", lang), quoted(first, lang))
        if expected := expected_words(found):
            rows.add_row(say("report.expected", lang), StyledText(expected, "bold green"))
        for told in found.identities[:_IDENTITIES]:
            rows.add_row(say("report.broken", lang), self._identity(told, found))
        if (more := len(found.identities) - _IDENTITIES) > 0:
            rows.add_row("", StyledText(say("report.more_identities", lang, count=more), "dim"))
        if found.expired:
            rows.add_row("", StyledText(expired_words(found.expired, lang), "yellow"))
        if words := todo(found, lang):
            rows.add_row(say("report.todo", lang), self._todo(found, words))
        if lines := following(found, lang):
            rows.add_row("", Stacked(*map(StyledText, lines)))
        return Stacked(message, rows)

    def _place(self, place: Where, file: str, with_printed: bool) -> StyledText:
        text = StyledText(place_words(place, self.lang))
        name = file.replace("\\", "/").rpartition("/")[2]
        if place.spot != Spot() and (spot := spot_words(place.spot, self.lang, name)):
            text.append(f"  {spot}", "dim")
        if with_printed and place.printed:
            text.append(f"  {shortened(place.printed, PRINTED)}")
        return text

    def _identity(self, told: BrokenIdentity, found: ReportedFinding) -> Laid:
        """The operands under one another as a sum, and what is left. Blanks that the finding
        does not speak of are only counted."""
        table = Summing()
        spoken = [o for o in told.operands if o.where.printed.strip() or o.where in found.where]
        shown = spoken[:_OPERANDS]
        for number, operand in enumerate(shown):
            table.add_row(
                sign(operand.coefficient, number == 0).replace("−", "-"),
                StyledText(_operand(operand.where, self.lang)),
                StyledText(printed_words(operand.where, self.lang)),
            )
        if (more := len(spoken) - len(shown)) > 0:
            table.add_row(
                "",
                StyledText(say("report.more_places", self.lang, count=more), "dim"),
                StyledText(),
            )
        if (blanks := len(told.operands) - len(spoken)) > 0:
            table.add_row(
                "", StyledText(say("report.blanks", self.lang, count=blanks), "dim"), StyledText()
            )
        name = say("report.difference", self.lang)
        if told.unit:
            name += f"（{told.unit}）" if self.lang == "zh" else f" ({told.unit})"
        table.add_row("=", StyledText(name, "bold"), StyledText(difference_words(told), "bold red"))
        return Stacked(StyledText(identity_words(told, self.lang), "dim"), table)

    def _todo(self, found: ReportedFinding, words: str) -> Laid:
        proposals = [proposal(place, value, self.lang) for place, value in found.candidates]
        return Stacked(StyledText(words), *(StyledText(f"• {one}") for one in proposals))

    def _listed(
        self, key: str, findings: tuple[ReportedFinding, ...], style: str
    ) -> Iterator[Laid]:
        """Findings that need no more than a line: mended, accepted."""
        if not findings:
            return
        yield StyledText(f"{say(f'report.{key}', self.lang)} {len(findings)}", f"bold {style}")
        for found in findings[:_ACCEPTED]:
            line = f"{found.code} {found.message}"
            if found.accepted:
                line += f"  {accepted_words(found.accepted, self.lang)}"
            yield Indented(StyledText(line, style))
        if (more := len(findings) - _ACCEPTED) > 0:
            yield Indented(StyledText(say("report.more_places", self.lang, count=more), "dim"))
        yield StyledText()

    def _coverage(self, report: DocumentReport) -> Iterator[Laid]:
        yield StyledText(say("report.coverage", self.lang), "bold")
        table = Labelled()
        for name, line, style in coverage_lines(report, self.lang):
            table.add_row(name, StyledText(line, style))
        yield Indented(table)

    # The table at the end.

    def _remember(self, report: DocumentReport) -> None:
        if len(self._rows) >= _SUMMARY_ROWS:
            self._left_out += 1
            return
        counts = [str(count) if count else "·" for count in report.counts.values()]
        if report.problem is not None:
            result = f"✗ {say('report.not_read', self.lang)}"
            counts = ["—"] * len(counts)
        elif report.findings:
            one = Summary()
            one.add(report)
            result = self._compared(one)
        else:
            result = verdict(report, self.lang)[0]
        self._rows.append((report.file, report.unit, *counts, result))

    def _print(self, text: str) -> None:
        self.console.print(text, markup=False)


def _places(found: ReportedFinding) -> list[Where]:
    """The first place, and those that the identities shown below it do not name."""
    shown = {operand.where for told in found.identities for operand in told.operands}
    return [*found.where[:1], *(place for place in found.where[1:] if place not in shown)]


def _operand(place: Where, lang: str) -> str:
    """An operand's name, without quotation marks, whose width differs between terminals: its
    row and column, and its form."""
    if not (place.row or place.column):
        return place_words(place, lang)
    words = [place.row_label or place.row, place.column_label or place.column]
    named = " / ".join(filter(None, words)).replace(" · ", "/")
    return f"{named}  {say('place.form_short', lang, form=place.form)}"

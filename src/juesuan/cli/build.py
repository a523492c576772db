"""``juesuan build``: a book's forms, and a summary a person likes to read."""

from __future__ import annotations

import time
from pathlib import Path

from rich.table import Table

from juesuan.cli.asked import ask_for, tell_asked
from juesuan.cli.console import err, out, progress
from juesuan.cli.errors import UsageError
from juesuan.cli.surveying import survey
from juesuan.facts import YUAN, MoneyUnit, Region, format_amount, money_unit
from juesuan.forms import available_form_sets
from juesuan.ledger import Book, read_book
from juesuan.messages import say
from juesuan.publishing import ROUNDINGS, Built, build

__all__ = ["run"]

_SUMMARY = {
    "income": ("income",),
    "expenditure": ("expenditure",),
    "total_in": ("income", "opening", "surplus_used", "special_surplus_used"),
    "total_out": ("expenditure", "closing", "surplus_distributed"),
}
"""Measures whose sums the summary prints."""


def run(
    path: Path, folder: Path, form_set: str, unit: str, rounding: str, look: str, lang: str
) -> int:
    """Build a book's forms into a folder; the exit status."""
    began = time.perf_counter()
    money = _money(unit)
    if rounding not in ROUNDINGS:
        raise UsageError("build.bad_rounding", found=rounding, allowed=ROUNDINGS)
    with progress(lang) as tell:
        survey(path, tell)
        book = read_book(path, tell)
        read = time.perf_counter() - began
        if not form_set and not book.description.form_set:
            raise UsageError("build.no_form_set", known=available_form_sets())
        built = build(book, folder, form_set, money, lang, tell, rounding, look)
    _notices(book, built, lang)
    ask_for(path, built.asked, lang)
    tell_asked("advice", built.advice, lang)
    _summary(book, built, read, time.perf_counter() - began, lang)
    return 0


def _money(unit: str) -> MoneyUnit | None:
    try:
        return money_unit(unit) if unit else None
    except KeyError:
        raise UsageError("book.bad_money", found=unit, allowed=("yuan", "wan")) from None


def _notices(book: Book, built: Built, lang: str) -> None:
    disclosure = built.disclosure
    lines = [notice.text(lang) for notice in book.notices]
    if not any(filled.values for filled in disclosure.forms):
        lines.append(say("build.nothing", lang))
    forms, year = disclosure.form_set, disclosure.year
    if not forms.first_year <= year <= forms.last_year:
        lines.append(
            say(
                "build.form_set_year",
                lang,
                form_set=forms.id,
                first=forms.first_year,
                last=forms.last_year,
                year=year,
            )
        )
    lines += [
        say("build.appended", lang, form=no, code=row.code or row.key, name=row.label)
        for no, row in disclosure.appended
    ]
    lines += [
        say(
            "build.mapped",
            lang,
            form=no,
            code=code,
            name=book.space.label("economic", frozenset({code})),
            target=target,
        )
        for no, code, target in disclosure.mapped
    ]
    if built.conflicts:
        lines.append(say("build.conflict", lang, identities="；".join(built.conflicts)))
    if lines:
        err.print(say("build.notices", lang), style="yellow")
        for line in lines:
            err.print(f"  ! {line}", markup=False)


def _summary(book: Book, built: Built, read: float, total: float, lang: str) -> None:
    disclosure = built.disclosure
    table = Table(title=f"{disclosure.unit} · {disclosure.year} · {disclosure.form_set.id}")
    for key, justify in (
        ("form", "left"),
        ("title", "left"),
        ("figures", "right"),
        ("state", "left"),
    ):
        table.add_column(say(f"build.{key}", lang), justify=justify)  # type: ignore[arg-type]
    for filled in disclosure.forms:
        title = filled.form.title if lang == "zh" else filled.form.title_en
        state = say("build.empty" if filled.empty else "build.filled", lang)
        style = "dim" if filled.empty else ""
        table.add_row(filled.form.no, title, str(len(filled.values)), state, style=style)
    out.print(table)
    facts = Table(box=None, show_header=False, pad_edge=False)
    facts.add_column()
    facts.add_column(justify="right")
    wanted = {
        key: Region.of({"measure": measures, "stage": ("final",)})
        for key, measures in _SUMMARY.items()
    }
    sums = book.store.evaluate(wanted.values())
    for key, region in wanted.items():
        facts.add_row(say(f"build.{key}", lang), _amount(sums[region] or 0, disclosure.money))
    out.print(facts)
    out.print(f"{say('build.identities', lang)}  {_held(built, lang)}", style="green")
    rows = say(
        "build.rows_read",
        lang,
        entries=f"{book.rows.get('entries', 0):,}",
        rows=f"{sum(book.rows.values()):,}",
    )
    times = say(
        "build.seconds",
        lang,
        seconds=total,
        read=read,
        fill=built.fill_seconds,
        write=built.write_seconds,
    )
    out.print(f"{say('build.rows', lang)}  {rows}")
    out.print(f"{say('build.time', lang)}  {times}")
    out.print(
        say("build.open_next", lang, path=built.folder / "index.html"), style="bold", markup=False
    )


def _held(built: Built, lang: str) -> str:
    """How the identities hold: exactly, balanced, or but for a last digit."""
    checked, unheld = len(built.residuals), len(built.disclosure.unheld)
    if built.disclosure.rounding == "balanced" and built.disclosure.rounded:
        return say("build.held_balanced", lang, checked=checked)
    if unheld:
        return say("build.held_nearest", lang, checked=checked, unheld=unheld)
    if built.tails:
        return say("build.held_tail", lang, checked=checked, tail=built.tails)
    return say("build.held", lang, checked=checked)


def _amount(value: int, money: MoneyUnit) -> str:
    """An amount in its unit; in 元 where that would print rounded, to say one thing only."""
    unit = YUAN if value % money.print_step else money
    return f"{format_amount(value, unit)} {unit.zh}"

"""``juesuan start``: this year's book begun from last year's booklet, book or published folder."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from juesuan.cli.console import err, out, progress
from juesuan.cli.errors import UsageError
from juesuan.ledger import BookError, answers_of, write_answers, write_template
from juesuan.ledger.schema import sheet
from juesuan.messages import Message, say
from juesuan.publishing import replace_file, whole_file
from juesuan.starting import Beginning, LastYear, begin, former_reasons, open_last_year

__all__ = ["run"]


def run(
    source: Path, path: Path, form_set: str, last_form_set: str, year: int, unit: str, lang: str
) -> int:
    """Write the new book to ``path``, say what came over and what is open; the exit status."""
    if path.suffix.lower() != ".xlsx":
        raise UsageError("new.ends_in_xlsx", path=path)
    answers = answers_of(path)
    if answers.problems:
        raise BookError(answers.problems)
    with progress(lang) as tell:
        last = open_last_year(source, last_form_set, year - 1 if year else 0, tell)
        if unit:
            last = replace(last, unit=unit)
        begun = begin(last, path, form_set, year)
    came, asked = list(_came(begun, lang)), list(_open(begun, lang))
    told = [
        (say("start.told", lang), "\n".join(came)),
        (say("start.asked", lang), "\n".join(asked)),
    ]
    filling = replace(begun.filling, told=told)
    with whole_file(path) as target:
        write_template(target, begun.form_set, begun.year, lang, filling)
    if former := former_reasons(last):
        with replace_file(answers.path) as target:
            write_answers(target, answers.with_wordings(former), lang)
    _tell(last, begun, path, came, asked, lang)
    return 0


def _came(begun: Beginning, lang: str) -> list[str]:
    lines = []
    for key, count in begun.came.items():
        spec = sheet(key)
        title = spec.title if lang == "zh" else spec.title_en
        if key == "balances":
            amounts = (row["amount"] for row in begun.filling.rows[key])
            total = sum((a for a in amounts if isinstance(a, Decimal)), Decimal())
            money = f"{total:,.2f} {begun.filling.head['money']}"
            lines.append(say("start.openings", lang, sheet=title, sum=money))
        else:
            lines.append(say("start.came", lang, sheet=title, count=count))
    return lines


def _open(begun: Beginning, lang: str) -> list[str]:
    asked = list(begun.open)
    if not begun.came.get("balances") and not any(m.key == "start.no_openings" for m in asked):
        asked.append(Message("start.zero_openings", {"sheet": sheet("balances").title}))
    for key in ("entries", "budgets"):
        asked.append(Message(f"start.{key}", {"sheet": sheet(key).title, "year": begun.year}))
    return [message.text(lang) for message in asked]


def _tell(
    last: LastYear, begun: Beginning, path: Path, came: list[str], asked: list[str], lang: str
) -> None:
    details = {"last": last.path.name, "last_year": last.year, "year": begun.year, "path": path}
    said = say("start.done", lang, unit=last.unit, form_set=begun.form_set.id, **details)
    out.print(said, soft_wrap=True)
    for line in came:
        out.print(f"  · {line}", soft_wrap=True)
    err.print(say("start.open", lang, count=len(asked)), style="yellow")
    for line in asked:
        err.print(f"  ? {line}", markup=False)
    step = say("start.next", lang, path=path, out=path.with_suffix(""))
    out.print(step, style="bold", soft_wrap=True)

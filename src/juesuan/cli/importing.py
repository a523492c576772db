"""``juesuan import``: a file of an office into a book, or held against it."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from juesuan.cli.console import err, out, report_stream
from juesuan.cli.errors import UsageError
from juesuan.importing import ImportRefusedError, Plan, plan_import, write_import, write_questions
from juesuan.importing.report import SHOWN, as_json, lines
from juesuan.messages import say
from juesuan.publishing import replace_file

__all__ = ["run"]

_FORMATS = ("text", "json")


def run(
    path: Path,
    book: Path,
    kind: str,
    mapping: Path | None,
    suggested: bool,
    comparing: bool,
    dry_run: bool,
    yes: bool,
    form: str,
    output: str,
    lang: str,
) -> int:
    """Preview, ask, write; the exit status: 1 where something is open, wrong or differs."""
    form = form or ("json" if output.endswith(".json") else "text")
    if form not in _FORMATS:
        raise UsageError("import.bad_format", found=form, allowed=_FORMATS)
    try:
        plan = plan_import(path, book, kind, mapping or "", suggested, comparing)
    except ImportRefusedError as error:
        if error.mapping is not None and not dry_run:
            write_questions(error.mapping, lang)
            where = error.mapping.path
            err.print(say("import.columns_asked", lang, path=where), style="yellow", markup=False)
        raise
    if form == "text" and output == "-":
        for line in lines(plan, lang):
            out.print(line, markup=False, soft_wrap=True)
    written = _write(plan, dry_run, yes, lang)
    if form == "json" or output != "-":
        _report(plan, written, form, output, lang)
    return 1 if plan.wrong or plan.open or plan.differences else 0


def _write(plan: Plan, dry_run: bool, yes: bool, lang: str) -> bool:
    """Write what may be written; whether the book was changed."""
    if dry_run:
        err.print(say("import.dry_run", lang))
        return False
    if plan.wrong:
        err.print(say("import.wrong", lang, path=plan.path.name), style="red")
    if plan.open or len(plan.faults) > SHOWN:
        write_questions(plan.mapping, lang, plan.faults)
    if plan.open:
        err.print(say("import.open", lang, path=plan.mapping.path), style="yellow", markup=False)
        if all(question.suggestion for question in plan.open):
            err.print(say("import.all_suggested", lang), style="yellow", markup=False)
    if not plan.ready:
        return False
    if not plan.rows:
        if not plan.compared:
            err.print(say("import.nothing_new", lang))
        return False
    if not yes and sys.stdin.isatty() and err.is_terminal:
        question = say("import.confirm", lang, count=len(plan.rows), book=plan.book.path)
        if not typer.confirm(question, err=True):
            err.print(say("import.dry_run", lang))
            return False
    write_import(plan, lang)
    err.print(
        say("import.done", lang, count=len(plan.rows), book=plan.book.path),
        style="green",
        markup=False,
    )
    return True


def _report(plan: Plan, written: bool, form: str, output: str, lang: str) -> None:
    text = as_json(plan, written, lang) if form == "json" else "\n".join(lines(plan, lang))
    if output == "-":
        report_stream().write(text + "\n")
        return
    with replace_file(output) as hidden:
        hidden.write_text(text + "\n", "utf-8")

"""``juesuan explain K101``: a rule with its clause, why it matters, a wrong and a right
example; ``juesuan explain rules`` and ``explain K`` list them."""

from __future__ import annotations

import re

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from juesuan.checks import Rule, all_rules, categories
from juesuan.cli.console import out
from juesuan.messages import say
from juesuan.reporting import SettingsError, near_codes

__all__ = ["explain_rule", "is_about_rules"]

_CODE = re.compile(r"[A-Za-z]{1,3}\d{1,4}")
_PLACE = re.compile(r"{\w*}")
_STYLES = {"error": "red", "warning": "yellow", "info": "cyan"}
_ALL = "rules"


def is_about_rules(what: str) -> bool:
    """Whether what is to be explained is a rule's code, a family of rules, or all of them."""
    return bool(_CODE.fullmatch(what)) or what.upper() in categories() or what.lower() == _ALL


def explain_rule(what: str, lang: str) -> int:
    """Explain a rule, or list rules; the exit status."""
    code = what.upper()
    if rule := all_rules().get(code):
        _print(rule, lang)
        return 0
    if what.lower() == _ALL or code in categories():
        _list("" if what.lower() == _ALL else code, lang)
        return 0
    raise SettingsError("unknown_code", code=code, near=near_codes(code))


def _print(rule: Rule, lang: str) -> None:
    head = Text.assemble((rule.code, "bold"), "  ", (rule.title[lang], "bold"), "  ")
    head.append(say(f"severity.{rule.severity}", lang), f"bold {_STYLES[rule.severity]}")
    out.print(head)
    out.print(Text(f"{rule.category.name[lang]} · {_in_force(rule, lang)}", "dim"))
    out.print()
    table = Table(box=None, show_header=False, padding=(0, 2, 1, 0), pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    messages = "\n".join(_PLACE.sub("…", texts[lang]) for texts in rule.message.values())
    for key, text, style in (
        ("why", rule.why[lang], ""),
        ("source", rule.source, ""),
        ("wrong", rule.wrong[lang], "red"),
        ("right", rule.right[lang], "green"),
        ("says", messages, "dim"),
    ):
        table.add_row(Text(say(f"rule.{key}", lang), "cyan"), Text(text, style))
    out.print(Padding(table, (0, 0, 0, 2), expand=False))


def _in_force(rule: Rule, lang: str) -> str:
    """What a document must have for the rule to apply, and where and when it is in force."""
    needs = [say(f"rule.need_{need}", lang) for need in rule.needs]
    said = [say("rule.needs", lang, needs=("、" if lang == "zh" else ", ").join(needs))]
    if rule.form_sets:
        said.append(", ".join(rule.form_sets))
    if rule.first_year or rule.last_year:
        said.append(f"{rule.first_year or ''}—{rule.last_year or ''}")
    return " · ".join(said)


def _list(prefix: str, lang: str) -> None:
    for letter, category in categories().items():
        rules = [rule for rule in all_rules().values() if rule.category.prefix == letter]
        if not rules or not letter.startswith(prefix):
            continue
        out.print(Text(f"{letter}  {category.name[lang]}", "bold"))
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
        for rule in rules:
            severity = say(f"severity.{rule.severity}", lang)
            table.add_row(rule.code, Text(severity, _STYLES[rule.severity]), rule.title[lang])
        out.print(Padding(table, (0, 0, 1, 2), expand=False))

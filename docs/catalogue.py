"""Writes docs/book.md and docs/rules.md from the package's data. Run after changing the tables
or rules of a book, or the rules of checks:

python docs/catalogue.py
"""

from __future__ import annotations

import re
from pathlib import Path

from juesuan.checks import Rule, all_rules, categories
from juesuan.ledger.rules import row_rules
from juesuan.ledger.schema import choices, sheets
from juesuan.messages import say

HEAD = """# The book 账套

<!-- Written by docs/catalogue.py from the package's data; do not edit by hand. -->

A book is what a unit's accountant has at the end of the year: a folder with a `book.toml` and
CSV files, or one workbook (`juesuan new` writes an empty one). UTF-8 (with or without BOM), UTF-16
and GBK are read; commas, tabs or semicolons separate. Tables that do not concern a unit may be
missing.

Amounts may have thousands separators, full-width digits, and negatives as `-1`, `(1)` or `负1`;
they must be whole cents. Codes may be split or spaced (`201|37|04`). Headings are Chinese or
English.

## book.toml

```toml
year = 2023
unit = "曲靖市数字经济发展中心"      # 部门名称，印在各表上
money = "万元"                       # 账套中金额的单位：元 或 万元
form_set = "yunnan-2023"             # 套表
print = "万元"                       # 打印单位；可省，省则按套表
zeros = ["02:*:3-4", "05:*:1-3"]     # 可省：没有数时打印0的格（表:行:栏）
previous = "../2022"                 # 可省：上年账套，用于与上年比较

[[units]]                            # 账中各单位；决定机关运行经费
code = "01"
name = "曲靖市数字经济发展中心"
kind = "事业"                        # 行政、参公 或 事业
```

A unit with codes of its own lists them in `codes.csv`. An unknown code is an error that names the
nearest known ones; a code of another year says so.

## Balance

The book is refused, naming the identity and its figures, unless for fiscal money (per unit, fund,
functional code and nature) and for other money (per unit)

> 年初结转和结余 + 本年收入 + 使用结余 = 本年支出 + 结余分配 + 年末结转和结余

Closing balances that are not given are computed, as 结转, with a notice.

## Tables
"""


def table_section() -> str:
    """One section a table: its columns, what they hold."""
    parts = []
    for spec in sheets():
        lines = [f"### {spec.title} · {spec.title_en} (`{spec.file}.csv`)", "", spec.about, ""]
        lines += ["| 列 | column | 填什么 | |", "| --- | --- | --- | --- |"]
        for column in spec.columns:
            allowed = ""
            if column.type == "choice":
                allowed = "、".join(choice.zh for choice in choices(column.values)[:20])
            must = "必填" if column.required else ""
            about = "；".join(text for text in (column.about, allowed) if text)
            lines.append(f"| {column.zh} | `{column.key}` | {about} | {must} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def kinds_section() -> str:
    """The documented list of entry kinds."""
    lines = ["## Kinds of entry 分录类型", "", "| 类型 | kind |", "| --- | --- |"]
    lines += [f"| {kind.zh} | `{kind.id}` |" for kind in choices("kinds")]
    return "\n".join(lines)


def rules_section() -> str:
    """The rules rows must satisfy, with their sources."""
    lines = ["## Rules 逐行规则", "", "| 规则 | 表 | 说明 | 依据 |", "| --- | --- | --- | --- |"]
    titles = {spec.key: spec.title for spec in sheets()}
    for key, rule in row_rules().items():
        where = "、".join(titles[sheet] for sheet in rule["sheets"])
        lines.append(f"| `{key}` | {where} | {say(f'book.{key}', 'zh')} | {rule['source']} |")
    return "\n".join(lines)


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, table_section(), "", kinds_section(), "", rules_section(), ""])


RULES_HEAD = """# Rules of checks 审核规则

<!-- Written by docs/catalogue.py from the package's data; do not edit by hand. -->

What `juesuan check` looks for, by family. `juesuan explain K101` shows a rule on the terminal, in
Chinese or English; how to choose rules and change their severity is on [checking](checking.md).
Each rule is one row of data in `src/juesuan/data/rules`, with its source.
"""

_SEVERITY = {"error": "错误 error", "warning": "警告 warning", "info": "提示 note"}


def rules_page() -> str:
    """The catalogue of checks: a table of all, then each with its clause and examples."""
    parts = [RULES_HEAD]
    for prefix, category in categories().items():
        rules = [rule for rule in all_rules().values() if rule.category.prefix == prefix]
        if rules:
            parts.append(f"## {prefix} {category.name['zh']} · {category.name['en']}\n")
            parts += ["| 规则 | 名称 | title | 轻重 |", "| --- | --- | --- | --- |"]
            parts += [
                f"| [{r.code}](#{r.code.lower()}) | {_text(r.title['zh'])} |"
                f" {_text(r.title['en'])} | {_SEVERITY[r.severity]} |"
                for r in rules
            ]
            parts += ["", *(_rule(rule) for rule in rules)]
    return "\n".join(parts)


def _rule(rule: Rule) -> str:
    needs = "、".join(say(f"rule.need_{need}", "zh") for need in rule.needs)
    limits = [", ".join(f"`{form_set}`" for form_set in rule.form_sets)]
    if rule.first_year or rule.last_year:
        limits.append(f"{rule.first_year or ''}—{rule.last_year or ''}")
    said = "；".join(part for part in (f"查{needs}", *limits) if part)
    lines = [
        f"### {rule.code}",
        "",
        f"**{_text(rule.title['zh'])}** · {_text(rule.title['en'])} — {_SEVERITY[rule.severity]}",
        "",
        f"{_text(rule.why['zh'])} {_text(rule.why['en'])}",
        "",
        f"- 依据 source：{_text(rule.source)}",
        f"- 错的 wrong：{_text(rule.wrong['zh'])}",
        f"- 对的 right：{_text(rule.right['zh'])}",
        f"- 适用 applies：{said}",
        f"- 凭据 ground：{_ground(rule)}",
        "",
    ]
    return "\n".join(lines)


_GROUNDS = {
    "law": "条款和表式 law",
    "arithmetic": "算术和逻辑 arithmetic",
    "evidence": "只凭已见的材料 evidence",
}


def _ground(rule: Rule) -> str:
    """What a rule rests on, and how many real booklets showed it."""
    said = f"{_GROUNDS[rule.ground]}；{rule.evidence} 份公开件 booklets"
    return f"{said}；试行，加 `--preview` 才查 on trial" if rule.preview else said


def _text(text: str) -> str:
    """A text that Markdown shows as it stands, on one line."""
    return re.sub(r"([\\`*_<>\[\]|])", r"\\\1", " ".join(text.split()))


if __name__ == "__main__":
    Path(__file__).with_name("book.md").write_text(page(), encoding="utf-8")
    Path(__file__).with_name("rules.md").write_text(rules_page(), encoding="utf-8")

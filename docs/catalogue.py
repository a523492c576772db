"""Writes the pages on the book and on the rules of checks, in both languages, from the package's
data. Run after changing the tables or rules of a book, or the rules of checks:

python docs/catalogue.py
"""

from __future__ import annotations

import re
from pathlib import Path

from juesuan.checks import Rule, all_rules, categories
from juesuan.checks.catalogue import Texts
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

## A book begun from last year

`juesuan start last-year.pdf -o mybook.xlsx` takes last year's booklet (pdf, docx, xlsx, html, text,
a folder or zip), the folder that `build` wrote, or last year's book. In the new workbook stand:

- the openings: what was left last year by fund, functional code and nature, as far as the
  forms tell it apart; a row that lacks something is named, and nothing is made up;
- last year's figures at the places of this year's forms (上年数), or the path of its book;
- codes of the unit's own, its name, duties and organisation, projects, indicators without results.

It ends by saying what came over, what is open (sheet and row), and the next command. `--form-set`,
`--last-form-set`, `--year` and `--name` say what is not recognised.

## What only the author knows

A build does not make up reasons and texts. What it still needs is written to one file, `待填.xlsx`
in the book's folder, or `NAME-待填.xlsx` beside a workbook or filled forms: one row for each thing,
with its place, its figures, last year's words and the items that moved most. Write into the column
请填在这里, save, run the same command. Answers stay in the file; what the book itself
says counts first.

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

HEAD_ZH = """# 账套

<!-- 由 docs/catalogue.py 根据程序自带的数据写成，请勿手改。 -->

账套就是单位会计年底手里的东西：一个文件夹，里面有 `book.toml` 和若干 CSV 文件；或者一个工作簿
（`juesuan new` 写出一个空的）。UTF-8（有无 BOM 均可）、UTF-16、GBK 都能读；
分隔符可以是逗号、制表符或分号。与本单位无关的表可以没有。

金额可以带千分位、全角数字，负数可写成 `-1`、`(1)` 或 `负1`，但必须正好是整数分。科目编码可以拆开写
（`201|37|04`）。表头中文、英文都可以。

## 由上年开新账套

`juesuan start 上年公开册.pdf -o mybook.xlsx`：上年的公开册（pdf、docx、xlsx、html、文本、
文件夹、zip）、`build` 写出的公开文件夹，或上年的账套。新账套里已有：

- 年初结转和结余：上年年末余额，按资金性质、功能科目、支出性质分到上年公开表所能分到的程度；
  分不清的，指明哪一行要补哪一列，不编造；
- 上年数：填在本年套表的相应位置；上年是账套的，写明它的路径；
- 自设科目、部门名称、职能和机构的文字、项目和绩效指标（不含完成情况）。

最后说明带入了什么、还缺什么（哪张表哪一行）、下一条命令。认不出时用 `--form-set`、
`--last-form-set`、`--year`、`--name` 写明。

## 待填：只有作者知道的

原因和文字，程序不编造。还缺的都写在一个文件里：账套文件夹中的 `待填.xlsx`，或工作簿、报表旁的
`名称-待填.xlsx`。一处一行，有位置、数字、上年的写法和变动最大的几项。填“请填在这里”一列，保存后再运行
同一条命令。填过的一直保留；账套里自己写了的，以账套为准。

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

单位自己的科目写在 `codes.csv` 里。不认识的科目会报错并列出最接近的；是别的年度的科目，会直接说明。

## 平衡

财政拨款按单位、资金性质、功能科目和支出性质，其他资金按单位，都必须满足

> 年初结转和结余 + 本年收入 + 使用结余 = 本年支出 + 结余分配 + 年末结转和结余

否则不生成，并列出这条关系和其中每个数。没有填年末结转和结余的，按结转计算，并提示。

## 各表
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


def kinds_section(lang: str) -> str:
    """The documented list of entry kinds."""
    head = {"en": "## Kinds of entry 分录类型", "zh": "## 分录类型"}[lang]
    lines = [head, "", "| 类型 | kind |", "| --- | --- |"]
    lines += [f"| {kind.zh} | `{kind.id}` |" for kind in choices("kinds")]
    return "\n".join(lines)


def rules_section(lang: str) -> str:
    """The rules rows must satisfy, with their sources."""
    head = {"en": "## Rules 逐行规则", "zh": "## 逐行规则"}[lang]
    lines = [head, "", "| 规则 | 表 | 说明 | 依据 |", "| --- | --- | --- | --- |"]
    titles = {spec.key: spec.title for spec in sheets()}
    for key, rule in row_rules().items():
        where = "、".join(titles[sheet] for sheet in rule.sheets)
        lines.append(f"| `{key}` | {where} | {say(f'book.{key}', 'zh')} | {rule.source} |")
    return "\n".join(lines)


def page(lang: str = "en") -> str:
    """The whole page on the book, in a language."""
    head = {"en": HEAD, "zh": HEAD_ZH}[lang]
    return "\n".join([head, table_section(), "", kinds_section(lang), "", rules_section(lang), ""])


RULES_HEAD = """# Rules of checks 审核规则

<!-- Written by docs/catalogue.py from the package's data; do not edit by hand. -->

What `juesuan check` looks for, by family. `juesuan explain K101` shows a rule on the terminal, in
Chinese or English; how to choose rules and change their severity is on [checking](checking.md).
Each rule is one row of data in `src/juesuan/data/rules`, with its source.
"""

RULES_HEAD_ZH = """# 审核规则

<!-- 由 docs/catalogue.py 根据程序自带的数据写成，请勿手改。 -->

`juesuan check` 查什么，按类别列出。`juesuan explain K101` 在终端里显示一条规则；
怎样选择规则、调整轻重，见[审核](checking.md)。
每条规则是 `src/juesuan/data/rules` 里的一行数据，都注明依据。
"""

_SEVERITY = {"error": "错误 error", "warning": "警告 warning", "info": "提示 note"}


def rules_page(lang: str = "en") -> str:
    """The catalogue of checks: a table of all, then each with its clause and examples. The page
    for English readers shows the Chinese words, too."""
    parts = [{"en": RULES_HEAD, "zh": RULES_HEAD_ZH}[lang]]
    for prefix, category in categories().items():
        rules = [rule for rule in all_rules().values() if rule.category.prefix == prefix]
        if rules:
            parts.append(f"## {prefix} {_both(category.name, lang)}\n")
            parts += [
                "| 规则 | 名称 | title | 轻重 |" if lang == "en" else "| 规则 | 名称 | 轻重 |",
                "| --- | --- | --- | --- |" if lang == "en" else "| --- | --- | --- |",
            ]
            parts += [
                f"| [{r.code}](#{r.code.lower()}) | {_both(r.title, lang, ' | ')} |"
                f" {_in(lang, _SEVERITY[r.severity])} |"
                for r in rules
            ]
            parts += ["", *(_rule(rule, lang) for rule in rules)]
    return "\n".join(parts)


def _both(texts: Texts, lang: str, between: str = " · ") -> str:
    """A text in Chinese, for English readers in both languages."""
    return between.join(_text(texts[one]) for one in (("zh",) if lang == "zh" else ("zh", "en")))


def _in(lang: str, written: str) -> str:
    """A label written in both languages (错误 error), in Chinese or as it stands."""
    return written.split(" ")[0] if lang == "zh" else written


def _rule(rule: Rule, lang: str) -> str:
    needs = "、".join(say(f"rule.need_{need}", "zh") for need in rule.needs)
    limits = [", ".join(f"`{form_set}`" for form_set in rule.form_sets)]
    if rule.first_year or rule.last_year:
        limits.append(f"{rule.first_year or ''}—{rule.last_year or ''}")
    said = "；".join(part for part in (f"查{needs}", *limits) if part)
    title = _text(rule.title["zh"])
    beside = f" · {_text(rule.title['en'])}" if lang == "en" else ""
    lines = [
        f"### {rule.code}",
        "",
        f"**{title}**{beside} — {_in(lang, _SEVERITY[rule.severity])}",
        "",
        _both(rule.why, lang, " "),
        "",
        f"- {_in(lang, '依据 source')}：{_text(rule.source)}",
        f"- {_in(lang, '错的 wrong')}：{_text(rule.wrong['zh'])}",
        f"- {_in(lang, '对的 right')}：{_text(rule.right['zh'])}",
        f"- {_in(lang, '适用 applies')}：{said}",
        f"- {_in(lang, '凭据 ground')}：{_ground(rule, lang)}",
        "",
    ]
    return "\n".join(lines)


_GROUNDS = {
    "law": "条款和表式 law",
    "arithmetic": "算术和逻辑 arithmetic",
    "evidence": "只凭已见的材料 evidence",
}


def _ground(rule: Rule, lang: str) -> str:
    """What a rule rests on, and how many real booklets showed it."""
    books = _in(lang, "份公开件 booklets")
    said = f"{_in(lang, _GROUNDS[rule.ground])}；{rule.evidence} {books}"
    trial = "试行，加 `--preview` 才查" + (" on trial" if lang == "en" else "")
    return f"{said}；{trial}" if rule.preview else said


def _text(text: str) -> str:
    """A text that Markdown shows as it stands, on one line."""
    return re.sub(r"([\\`*_<>\[\]|])", r"\\\1", " ".join(text.split()))


PAGES = {
    "book.md": lambda: page("en"),
    "book.zh.md": lambda: page("zh"),
    "rules.md": lambda: rules_page("en"),
    "rules.zh.md": lambda: rules_page("zh"),
}
"""What is written, and by what."""

if __name__ == "__main__":
    for name, written in PAGES.items():
        Path(__file__).with_name(name).write_text(written(), encoding="utf-8")

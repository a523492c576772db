"""A synthetic book of any size, the same on every machine, written by the engine itself.

Every entry is drawn from a list of *points* (unit, fund, function, economic code, nature,
project) by arithmetic on its number; no random source is used. Income is what was spent, so
that the book balances and is accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from juesuan.classification import CodeList, code_list

__all__ = ["ENTRIES", "YEAR", "generate"]

ENTRIES = 5_000_000
YEAR = 2023
LINES = 4
"""Lines of one voucher."""
PROJECTS = 200

_BOOK = f"""\
year = {YEAR}
money = "元"
form_set = "yunnan-2023"
print = "元"
unit = "示例市数字服务局"

[[units]]
code = "01"
name = "示例市数字服务局本级"
kind = "行政"

[[units]]
code = "02"
name = "示例市数字服务执法队"
kind = "参公"

[[units]]
code = "03"
name = "示例市数字服务中心"
kind = "事业"
"""
_UNITS = ("01", "02", "03")
_GENERAL, _FUNDS = "一般公共预算财政拨款", "政府性基金预算财政拨款"
_CAPITAL, _BUSINESS = "国有资本经营预算财政拨款", "事业收入"
_FUNCTIONS = {_GENERAL: ("", 54), _FUNDS: ("government_funds", 4), _CAPITAL: ("state_capital", 2)}
"""Fund → what the classification says of its functional items, and how many are used."""


def _codes(text: str) -> list[str]:
    return text.split()


_PERSONNEL = _codes("""
30101 30102 30103 30106 30107 30108 30109 30110 30111 30112 30113 30199
30301 30302 30304 30305 30309 30399
""")
_RUNNING = _codes("""
30201 30202 30204 30205 30206 30207 30208 30209 30211 30212 30213 30215 30216 30217 30226 30228
30229 30231 30239 30299 31002 31013
""")
_ONLY_PROJECT = _codes("30227 30902 30905 30906 31005 31007 31022 31199 31204 31205 39999")
_RECEPTIONS = ("国内接待", "外事接待", "国（境）外接待")
_WEIGHTS = (7, 5, 8, 8, 8, 9, 8, 8, 9, 8, 10, 14)
"""How much of the year falls into each month: little in February, much in December."""

_MIX = """
CREATE MACRO mix(number, salt) AS
    ((number * 1103515245 + salt * 12345 + 3141592653) % 2147483647)::BIGINT;
CREATE MACRO draw(number, salt) AS
    (xor(mix(mix(number, salt), salt + 7), mix(number, salt) // 32768) % 1000003) / 1000003.0
"""
_DAYS = f"""
CREATE TABLE days AS
WITH each AS (
    SELECT day::DATE AS day, {list(_WEIGHTS)}[month(day)] AS weight
    FROM generate_series(DATE '{YEAR}-01-01', DATE '{YEAR}-12-31', INTERVAL 1 DAY) AS year(day)
    WHERE isodow(day) < 6
), running AS (
    SELECT day, weight, sum(weight) OVER (ORDER BY day) AS upto, sum(weight) OVER () AS whole
    FROM each
)
SELECT day, ($vouchers * (upto - weight) // whole)::BIGINT AS first,
    ($vouchers * upto // whole)::BIGINT AS after
FROM running ORDER BY day
"""
_LINES = f"""
CREATE TABLE lines AS
WITH vouchers AS (
    SELECT day, min(first) OVER (PARTITION BY month(day)) AS month_first,
        unnest(range(first, after)) AS voucher
    FROM days
), numbered AS (
    SELECT day, voucher - month_first + 1 AS no, voucher,
        unnest(range(1, {LINES + 1})) AS line
    FROM vouchers
), kept AS (
    SELECT day, no, line, voucher * {LINES} + line - 1 AS number FROM numbered
    WHERE voucher * {LINES} + line <= $entries
)
SELECT day, no, line::INTEGER AS line,
    floor(pow(draw(number, 11), 1.7) * (SELECT count(*) FROM points))::INTEGER AS point,
    (100 + pow(draw(number, 23), 6) * 30000000)::BIGINT AS cents,
    draw(number, 31) < 0.01 AS refund
FROM kept ORDER BY day, no, line
"""
_ENTRIES = """
COPY (
    SELECT day AS 日期, format('记-{:07d}', no) AS 凭证号, line AS 分录号,
        CASE WHEN refund THEN '支出收回' ELSE '支出' END AS 类型, unit AS 单位, fund AS 资金性质,
        function AS 功能科目, economic AS 经济科目, nature AS 支出性质, nullif(project, '') AS 项目,
        nullif(detail, '') AS 明细, (cents / 100)::DECIMAL(18, 2) AS 金额,
        month(day) || '月' || {names}[economic] AS 摘要
    FROM lines JOIN points USING (point) ORDER BY day, no, line
) TO {path} (HEADER)
"""
_INCOME = """
COPY (
    SELECT unit AS 单位, fund AS 资金性质, function AS 功能科目, nature AS 支出性质,
        (sum(CASE WHEN refund THEN -cents ELSE cents END) / 100)::DECIMAL(18, 2) AS 金额
    FROM lines JOIN points USING (point) GROUP BY unit, fund, function, nature
    ORDER BY unit, fund, function, nature
) TO {path} (HEADER)
"""
_BALANCES = """
COPY (
    SELECT moment AS 时点, unit AS 单位, fund AS 资金性质, function AS 功能科目, nature AS 支出性质,
        carry AS 结转结余, amount::DECIMAL(18, 2) AS 金额
    FROM (
        SELECT DISTINCT unit, fund, function, nature,
            CASE WHEN nature = '项目支出' AND function[-1] = '9' THEN '结余' ELSE '结转' END
                AS carry,
            (function::BIGINT % 9973) * 100 + unit::INTEGER / 4 AS amount
        FROM points WHERE function::BIGINT % 3 = 0
    ), (VALUES (1, '年初'), (2, '年末')) AS moments(number, moment)
    ORDER BY number, unit, fund, function, nature
) TO {path} (HEADER)
"""
_BUDGETS = """
COPY (
    SELECT stage AS 阶段, unit AS 单位, fund AS 资金性质, economic AS 经济科目, amount AS 金额
    FROM (VALUES ('年初预算', 100), ('预算调整', -15)) AS stages(stage, share),
        (SELECT DISTINCT unit, fund FROM points WHERE fund = '一般公共预算财政拨款'),
        (VALUES ('30212'), ('30217'), ('30231'), ('31013')) AS codes(economic),
        LATERAL (SELECT (share * (economic::BIGINT % 97) * 1.25)::DECIMAL(18, 2) AS amount)
    ORDER BY 1, 2, 4
) TO {path} (HEADER)
"""


@dataclass(frozen=True)
class _Point:
    """Where entries may fall."""

    unit: str
    fund: str
    function: str
    economic: str
    nature: str
    project: str
    detail: str


def generate(folder: Path, entries: int = ENTRIES) -> Path:
    """Write a book of ``entries`` entries into ``folder`` and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "book.toml").write_text(_BOOK, encoding="utf-8")
    economics = code_list("economic", YEAR)
    with duckdb.connect() as db:
        db.execute("SET enable_progress_bar = false")
        db.execute(_MIX)
        _list_points(db, economics)
        db.execute(_DAYS, {"vouchers": -(-entries // LINES)})
        db.execute(_LINES, {"entries": entries})
        names = ", ".join(f"'{c}': '{economics.name(c)}'" for c in _economic_codes())
        statements = {
            "entries": _ENTRIES.replace("{names}", f"MAP {{{names}}}"),
            "income": _INCOME,
            "balances": _BALANCES,
            "budgets": _BUDGETS,
        }
        for name, statement in statements.items():
            target = "'" + str(folder / f"{name}.csv").replace("'", "''") + "'"
            db.execute(statement.replace("{path}", target))
    return folder


def _list_points(db: duckdb.DuckDBPyConnection, economics: CodeList) -> None:
    wrong = [code for code in _economic_codes() if not economics.is_leaf(code)]
    if wrong:
        raise ValueError(f"not lowest codes of {YEAR}: {wrong}")
    points = sorted(_points(), key=_scattered)
    db.execute(
        "CREATE TABLE points (point INTEGER, unit VARCHAR, fund VARCHAR, function VARCHAR,"
        " economic VARCHAR, nature VARCHAR, project VARCHAR, detail VARCHAR)"
    )
    columns = [
        list(range(len(points))),
        *([getattr(p, name) for p in points] for name in _Point.__dataclass_fields__),
    ]
    marks = ", ".join("unnest(?)" for _ in columns)
    db.execute(f"INSERT INTO points SELECT {marks}", columns)


def _scattered(point: _Point) -> tuple[int, str]:
    """An order that has nothing to do with the codes, so that each has busy points."""
    text = "|".join(getattr(point, name) for name in _Point.__dataclass_fields__)
    mixed = 0
    for byte in text.encode():
        mixed = (mixed * 31 + byte) % 1_000_003
    return mixed * 7919 % 1_000_003, text


def _economic_codes() -> list[str]:
    return [*_PERSONNEL, *_RUNNING, *_ONLY_PROJECT]


def _functions(fund: str) -> list[str]:
    """Functional items of a fund, spread evenly over the year's list."""
    belongs, count = _FUNCTIONS[fund]
    codes = code_list("function", YEAR)
    found = [
        c.code for c in codes if len(c.code) == 7 and c.fund == belongs and codes.is_leaf(c.code)
    ]
    return [found[n * len(found) // count] for n in range(count)]


def _points() -> Iterator[_Point]:
    general = _functions(_GENERAL)
    for number, function in enumerate(general):
        yield from _basic(_UNITS[number % 3], _GENERAL, function)
        if number % 4 == 0:
            yield from _basic(_UNITS[(number + 1) % 3], _GENERAL, function)
    for function in general[2::9]:
        yield from _basic(_UNITS[2], _BUSINESS, function)
    funds = [_GENERAL] * 17 + [_FUNDS] * 2 + [_CAPITAL]
    for number in range(PROJECTS):
        fund = funds[number % len(funds)]
        items = _functions(fund)
        function = items[(number + number // len(funds)) * 7 % len(items)]
        yield from _project(number, _UNITS[number % 3], fund, function)


def _basic(unit: str, fund: str, function: str) -> Iterator[_Point]:
    for economic in [*_PERSONNEL, *_RUNNING]:
        for detail in _details(economic):
            yield _Point(unit, fund, function, economic, "基本支出", "", detail)


def _project(number: int, unit: str, fund: str, function: str) -> Iterator[_Point]:
    codes = [*_RUNNING, *_ONLY_PROJECT]
    for economic in dict.fromkeys(codes[(number + 5 * n) % len(codes)] for n in range(8)):
        for detail in _details(economic):
            name = f"示例项目{number + 1:03d}专项资金"
            yield _Point(unit, fund, function, economic, "项目支出", name, detail)


def _details(economic: str) -> Iterable[str]:
    return _RECEPTIONS if economic == "30217" else ("",)

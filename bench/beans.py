"""The same entries for beancount: a plain-text ledger, and the balances of its accounts."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import duckdb

__all__ = ["Balances", "balances", "write_ledger"]

Balances = dict[str, int]
"""Account → cents."""

_ENTRIES = """
CREATE VIEW entries AS
SELECT 日期 AS day, 凭证号 AS voucher, 分录号 AS line, 摘要 AS summary,
    'Expenses:' || CASE 资金性质 WHEN '一般公共预算财政拨款' THEN 'General'
        WHEN '政府性基金预算财政拨款' THEN 'GovernmentFunds'
        WHEN '国有资本经营预算财政拨款' THEN 'StateCapital' ELSE 'Business' END
        || ':F' || 功能科目 || ':E' || 经济科目 AS account,
    CASE WHEN 类型 = '支出收回' THEN -金额 ELSE 金额 END AS amount
FROM read_csv({path}, header = true, types = {
    '功能科目': 'VARCHAR', '经济科目': 'VARCHAR', '单位': 'VARCHAR', '金额': 'DECIMAL(18, 2)'})
"""
_LEDGER = """
COPY (
    SELECT text FROM (
        SELECT 0 AS part, '' AS voucher, 0 AS line, DATE '2023-01-01' AS day,
            '2023-01-01 open ' || account || ' CNY' AS text
        FROM (SELECT DISTINCT account FROM entries UNION ALL SELECT 'Assets:Money')
        UNION ALL
        SELECT 1, voucher, line, day, format(E'{} * "{}/{}" "{}"\n  {}  {} CNY\n  {}  {} CNY\n',
            day, voucher, line, summary, account, amount, 'Assets:Money', -amount)
        FROM entries
    ) ORDER BY part, day, voucher, line, text
) TO {path} (HEADER false, QUOTE '', ESCAPE '', DELIMITER E'\x01')
"""


def write_ledger(book: Path, ledger: Path) -> None:
    """Write a book's entries as a beancount ledger, one transaction an entry."""
    with duckdb.connect() as db:
        db.execute(_ENTRIES.replace("{path}", _quoted(book / "entries.csv")))
        db.execute(_LEDGER.replace("{path}", _quoted(ledger)))


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def balances(ledger: Path) -> Balances:
    """Load a ledger with beancount, which checks that every transaction balances, and sum
    its accounts. Needs ``BEANCOUNT_DISABLE_LOAD_CACHE`` in the environment to be fair."""
    from beancount import loader
    from beancount.core.data import Transaction

    entries, errors, _ = loader.load_file(str(ledger))
    if errors:
        raise ValueError(f"beancount refuses the ledger: {errors[0]}")
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for entry in entries:
        if isinstance(entry, Transaction):
            for posting in entry.postings:
                if posting.units is not None and posting.units.number is not None:
                    sums[posting.account] += posting.units.number
    return {account: int(amount * 100) for account, amount in sums.items()}

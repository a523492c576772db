"""What holds for every book: two ways of reading an amount agree; order and parts do not matter."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_book import facts, write_book

from juesuan.facts import WAN, YUAN, AmountError, MoneyUnit, Space, connect, parse_amount
from juesuan.ledger.schema import sheets
from juesuan.ledger.source import RawTable
from juesuan.ledger.typed import Typing, type_table

INCOME = next(spec for spec in sheets() if spec.key == "income")
SPACE = Space(2023)
ENGINE = connect("500MB")

digits = st.text("0123456789", max_size=20)
plain = st.tuples(
    st.sampled_from(["", "-", "+", "负", "−", "－", "¥", "-¥", "(", "（", " "]),
    st.one_of(
        digits, st.integers(0, 10**20).map("{:,}".format), st.integers(0, 10**9).map("{:_}".format)
    ),
    st.one_of(st.just(""), digits.map(".{}".format)),
    st.sampled_from(["", "", "", ")", "）", " ", "元", "\u3000"]),
).map("".join)
odd = st.text("0123456789,.-+ ()（）０１９，．－−–—负¥￥eE\u3000\u00a0\t²①", max_size=12)
texts = st.lists(st.one_of(plain, odd, st.text(max_size=6)), min_size=1, max_size=40)


def by_engine(written: list[str], money: MoneyUnit) -> list[int | str | None]:
    """What ``type_table`` makes of each text: cents, or the key of the refusal."""
    db = ENGINE.cursor()
    db.execute(
        "CREATE OR REPLACE TABLE raw_income AS SELECT CAST(NULL AS VARCHAR) AS unit,"
        " 'other' AS fund, NULL AS function, NULL AS nature, NULL AS project,"
        " unnest(?::VARCHAR[]) AS amount, NULL AS note, NULL AS source, unnest(range(2, ?)) AS row",
        [written, len(written) + 2],
    )
    typing = Typing(SPACE, 2023, money)
    type_table(
        db,
        RawTable(
            spec=INCOME, name="raw_income", file="income.csv", sheet="", headings={}, positions={}
        ),
        typing,
    )
    found: dict[int, int | str | None] = dict(
        db.execute("SELECT row, amount FROM typed_income").fetchall()
    )
    for problem in typing.problems:
        if problem.key != "missing_value":
            same = [n for n, text in enumerate(written, 2) if text == problem.details["text"]]
            assert problem.place.row == same[0]
            assert problem.count == len(same)
            found.update(dict.fromkeys(same, problem.key))
    return [found[row] for row in sorted(found)]


def by_hand(text: str, money: MoneyUnit) -> int | str | None:
    if not text.strip(" \t\u00a0\u3000"):
        return None
    try:
        return parse_amount(text, money)
    except AmountError as error:
        return error.key


@settings(max_examples=30, deadline=None)
@given(texts.filter(lambda t: not any("\0" in text for text in t)), st.sampled_from([YUAN, WAN]))
@example(
    ["1,234.56", "12,34", "+1.5", "-0", "1.50", "1.005", "99999999999", "999999999999999"], WAN
)
@example(["999,999,999,999,999.99", "1,000,000,000,000,000", "0" * 30 + "1", "9" * 5000], YUAN)
@example(["1\n", "1\r2", "１２", "٣", "1_000"], YUAN)
def test_the_engine_and_python_read_amounts_alike(written: list[str], money: MoneyUnit) -> None:
    assert by_engine(written, money) == [by_hand(text, money) for text in written]


HEAD = (
    "日期",
    "凭证号",
    "分录号",
    "类型",
    "资金性质",
    "功能科目",
    "经济科目",
    "支出性质",
    "项目",
    "金额",
)
entry = st.tuples(
    st.sampled_from(["支出", "支出", "支出", "支出收回"]),
    st.sampled_from(["一般公共预算财政拨款", "其他收入"]),
    st.sampled_from(["2013701", "2013704", "2080505"]),
    st.sampled_from(["30101", "30201", "30217", "30305"]),
    st.sampled_from(["基本支出", "项目支出"]),
    st.sampled_from(["", "项目甲"]),
    st.integers(1, 10**9),
)


def table(rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def book_of(entries: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """The facts of a book with these entries and plenty of income."""
    rows: list[tuple[str, ...]] = [HEAD]
    for number, (*texts, cents) in enumerate(entries, 1):
        assert isinstance(cents, int)
        amount = f"{cents // 100}.{cents % 100:02d}"
        rows.append(("2023-05-05", "记-1", str(number), *map(str, texts), amount))
    income = [("资金性质", "功能科目", "支出性质", "金额")] + [
        ("一般公共预算财政拨款", function, nature, "1000000000")
        for function in ("2013701", "2013704", "2080505")
        for nature in ("基本支出", "项目支出")
    ]
    with TemporaryDirectory() as folder:
        path = write_book(
            Path(folder) / "book",
            entries=table(rows),
            income=table([*income, ("其他收入", "", "", "1000000000")]),
        )
        return facts(path, "* EXCLUDE value, value")


@settings(max_examples=4, deadline=None)
@given(st.lists(entry, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_facts_do_not_depend_on_the_order_or_division_of_entries(
    entries: list[tuple[object, ...]], chance: random.Random
) -> None:
    divided = []
    for *rest, cents in entries:
        assert isinstance(cents, int)
        part = chance.randrange(cents + 1)
        divided += [(*rest, part), (*rest, cents - part)]
    chance.shuffle(divided)
    assert book_of(divided) == book_of(entries)

"""A folder of small disclosures for the tests of corpora: units, years, formats mixed, faults."""

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from juesuan.facts import WAN, YUAN, MoneyUnit
from support.balanced import fact, filled
from support.disclosures import facts
from support.printing import write_text

HUNDRED_WAN = 100_000_000  # 100 万元 in cents
ADMIN = {"fund": "general", "function": "2010301", "nature": "basic.public"}


def rows(opening: int = 0, closing: int = 0, cars: int = 0) -> list[tuple]:
    """The small unit's facts, its car ``cars`` cents dearer, with balances of its project."""
    project = {"fund": "general", "function": "2010302", "nature": "project"}
    found = facts()
    found.append(fact("expenditure", cars, **{**ADMIN, "economic": "30231"}))
    found.append(fact("income", cars, **{**ADMIN, "nature": "basic"}))
    if opening or closing:
        found.append(fact("opening", opening, carry="carryover", **project))
        found.append(fact("closing", closing, carry="carryover", **project))
        found.append(fact("income", closing - opening, **project))
    return found


def disclose(
    path: Path,
    unit: str,
    year: int = 2023,
    *,
    money: MoneyUnit = YUAN,
    wrong: Mapping[str, str] | None = None,
    **said: int,
) -> Path:
    """A unit's forms as a text file. ``wrong`` prints other texts for those that stand there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    disclosure = replace(filled(rows(**said), "yunnan-2023", money), unit=unit, year=year)
    write_text(disclosure, path)
    for text, other in (wrong or {}).items():
        content = path.read_text("utf-8")
        assert text in content
        path.write_text(content.replace(text, other, 1), "utf-8")
    return path


def disclose_all(folder: Path) -> Path:
    """Eight disclosures of five units in two regions, and a file that cannot be read."""
    yunnan, shanxi = folder / "云南省", folder / "山西省"
    disclose(yunnan / "甲局2022年度部门决算.txt", "甲局", 2022, closing=HUNDRED_WAN)
    disclose(yunnan / "甲局2023年度部门决算.txt", "甲局", opening=HUNDRED_WAN)
    disclose(yunnan / "乙局2022年度部门决算.txt", "乙局", 2022, closing=HUNDRED_WAN)
    disclose(yunnan / "乙局2023年度部门决算.txt", "乙局", opening=2 * HUNDRED_WAN, cars=777)
    disclose(
        yunnan / "丙局2023年度部门决算公开" / "附件1 公开表.txt",
        "丙局",
        wrong={"\t100,000.00\t": "\t109,000.00\t"},
    )
    (yunnan / "丙局2023年度部门决算公开" / "附件2 情况说明.txt").write_text(
        "一、收入决算情况说明\n丙局2023年度收入合计171万元。\n", "utf-8"
    )
    disclose(shanxi / "丁局2023年度部门决算.txt", "丁局", money=WAN, cars=12_345)
    disclose(shanxi / "戊局2023年度部门决算.txt", "戊局")
    disclose(shanxi / "修订" / "戊局2023年度部门决算.txt", "戊局", cars=10_000)
    (shanxi / "己局2023年度部门决算.pdf").write_bytes(b"%PDF-1.4 broken")
    return folder

"""Random facts that balance: spending and openings, and the income and closing they imply."""

from collections import defaultdict
from typing import Any

from hypothesis import strategies as st

from juesuan.facts import COLUMNS, YUAN, FactStore, MoneyUnit, Space
from juesuan.forms import Disclosure, available_form_sets, fill, load_form_set

YEAR = 2023
SPACE = Space(YEAR)
SETS = tuple(name for name in available_form_sets() if load_form_set(name).last_year >= 2018)
"""The form sets with the economic classification that holds since 2018, as these facts have."""
FUNCTIONS = ("2010301", "2010302", "2013750", "2080505", "2120899", "2210201")
BASIC = ("30101", "30113", "30201", "30217", "30231", "30305", "31002")
PROJECT = ("30227", "30212", "30217", "30913", "31013", "31204", "30999")


def fact(measure: str, value: int, **point: str) -> tuple[Any, ...]:
    """A row of the facts table; what is not said is empty."""
    said = {"unit": "01", "measure": measure, "stage": "final", "unit_kind": "admin", **point}
    return tuple(
        YEAR if name == "year" else value if name == "value" else said.get(name, "")
        for name in COLUMNS
    )


@st.composite
def balanced_facts(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """Random spending and openings; income and closing follow so that all balances."""
    rows, net = [], defaultdict(int)
    for _ in range(draw(st.integers(1, 12))):
        nature = draw(st.sampled_from(("basic", "project")))
        economic = draw(st.sampled_from(BASIC if nature == "basic" else PROJECT))
        fund = draw(st.sampled_from(("general", "government_funds", "state_capital", "other")))
        function = draw(st.sampled_from(FUNCTIONS))
        value = draw(st.integers(-10_000_000, 10**11))
        group = SPACE.codes["economic"].lineage(economic)[-1]
        item = draw(st.sampled_from(("reception.domestic", "reception.overseas")))
        rows.append(
            fact(
                "expenditure",
                value,
                fund=fund,
                function=function,
                economic=economic,
                nature=f"basic.{group}" if nature == "basic" else nature,
                item=item if economic == "30217" else "",
            )
        )
        net[fund, function, nature] -= value
    for (fund, function, nature), left in net.items():
        carry = (
            draw(st.sampled_from(("carryover", "surplus"))) if nature == "project" else "carryover"
        )
        opening, closing = draw(st.integers(0, 10**8)), draw(st.integers(0, 10**8))
        point = {"fund": fund, "function": function, "nature": nature}
        rows.append(fact("opening", opening, carry=carry, **point))
        rows.append(fact("closing", closing, carry=carry, **point))
        rows.append(fact("income", closing - opening - left, **point))
    return rows


def filled(rows: list[tuple[Any, ...]], form_set: str, money: MoneyUnit = YUAN) -> Disclosure:
    store = FactStore(SPACE)
    store.add(rows)
    return fill(load_form_set(form_set, SPACE), store, "某局", YEAR, money)

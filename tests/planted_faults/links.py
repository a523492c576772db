"""One slip at each link of a self-evaluation's chain (执行数 → 执行率 → 得分 → 总分 → 等次).

``python -m planted_faults.links --each 3`` (from the folder ``tests``) makes one figure of a
made-up table wrong as people do it and prints, link by link: told as one finding, with the right
value at its place (``right``), with several readings and nothing proposed (``open``), or with a
value for another place (``misled``).
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from juesuan.checks import Finding, message
from planted_faults.evaluated import Table, several
from planted_faults.layouts import LAYOUTS
from planted_faults.one_cause import wrong_number
from planted_faults.self_evaluating import findings

__all__ = ["LINKS", "Links", "try_links"]

Change = Callable[[str], str]


def _money(place: int) -> Callable[[Table, Change, random.Random], tuple[str, str]]:
    def change(table: Table, slip: Change, draw: random.Random) -> tuple[str, str]:
        was = table.amount(0, place)
        whole = slip(str(table.money[0][place]))
        table.money[0][place] = int(whole)
        return table.amount(0, place), was

    return change


def _cell(name: str) -> Callable[[Table, Change, random.Random], tuple[str, str]]:
    def change(table: Table, slip: Change, draw: random.Random) -> tuple[str, str]:
        was = getattr(table, name)
        setattr(table, name, slip(was))
        return getattr(table, name), was

    return change


def _item(name: str) -> Callable[[Table, Change, random.Random], tuple[str, str]]:
    def change(table: Table, slip: Change, draw: random.Random) -> tuple[str, str]:
        item = draw.choice(table.items)
        was = getattr(item, name)
        setattr(item, name, slip(was))
        return getattr(item, name), was

    return change


def _grade(table: Table, slip: Change, draw: random.Random) -> tuple[str, str]:
    was = table.grade
    table.grade = draw.choice([grade for grade in "优良中差" if grade != was])
    return table.grade, was


LINKS = {
    "budget": _money(2),
    "spent": _money(3),
    "rate": _cell("rate"),
    "points": _cell("points"),
    "score": _item("score"),
    "weight": _item("weight"),
    "total": _cell("total"),
    "grade": _grade,
}
"""What a slip is made in, from the first link of the chain to the last."""


@dataclass
class Links:
    """By link: planted, found, told as one, ``right``, ``open``, ``misled``."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    worst: list[str] = field(default_factory=list)

    def add(
        self, link: str, layout: str, printed: str, right: str, found: Sequence[Finding]
    ) -> None:
        """Count what was made of a slip."""
        count = self.counts[link]
        count["planted"] += 1
        count["found"] += bool(found)
        count["one"] += len(found) == 1
        proposed = [(one.where[0].printed, one.expected) for one in found if one.expected]
        plain = [(a.replace(",", ""), b.replace(",", "")) for a, b in proposed]
        hit = plain == [(printed, right)]
        count["right"] += hit
        count["open"] += bool(found) and not plain
        count["misled"] += bool(plain) and not hit
        if found and (len(found) > 1 or (plain and not hit)):
            told = [
                f"{one.code}.{one.variant} {message(one)[:150]} -> {one.expected}" for one in found
            ]
            self.worst.append(f"{layout} {link}: {right} -> {printed}: {told}")


def try_links(
    links: Links, seed: int, each: int, layouts: Sequence[str] = (), number_of_tables: int = 2
) -> None:
    """Make a slip at every link in every layout, so many times."""
    for title in layouts or LAYOUTS:
        layout = LAYOUTS[title]
        for number in range(each):
            draw = random.Random(f"{seed} {title} {number}")
            sound = several(draw, number_of_tables, in_yuan=number % 2 == 1)
            before = {(one.key, message(one)) for one in findings(sound, layout)}
            for link, change in LINKS.items():
                tables = [table.copy() for table in sound]
                printed, right = change(tables[0], partial(wrong_number, draw), draw)
                cells = [text for row in layout(tables[0]) for text in row]
                if not any(printed in text for text in cells):
                    continue  # a layout that does not print it
                found = [
                    one for one in findings(tables, layout) if (one.key, message(one)) not in before
                ]
                links.add(link, title, printed, right, found)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--each", type=int, default=2)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--show", type=int, default=20)
    asked.add_argument("--layouts", default="")
    said = asked.parse_args()
    links = Links()
    try_links(links, said.seed, said.each, [name for name in said.layouts.split(",") if name])
    names = ("planted", "found", "one", "right", "open", "misled")
    print(f"{'':10}" + "".join(f"{name:>9}" for name in names))
    for link, count in links.counts.items():
        print(f"{link:10}" + "".join(f"{count[name]:9}" for name in names))
    for text in links.worst[: said.show]:
        print(text)


if __name__ == "__main__":
    main()

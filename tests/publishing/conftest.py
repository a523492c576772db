"""The small unit's facts, and its forms filled from them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_unit import FACTS, Fill

from juesuan.facts import WAN, YUAN, FactStore, MoneyUnit, Space
from juesuan.forms import Disclosure, fill, load_form_set
from juesuan.publishing import manifest_head


@pytest.fixture(scope="session")
def space() -> Space:
    return Space(2023)


@pytest.fixture(scope="session")
def store(space: Space) -> FactStore:
    found = FactStore(space)
    found.add(FACTS)
    return found


@pytest.fixture(scope="session")
def filled(space: Space, store: FactStore) -> Fill:
    """Fills a form set from the small unit's facts, by default Yunnan's of 2023 in 万元."""

    def make(
        form_set: str = "yunnan-2023", money: MoneyUnit = WAN, unit: str = "示例市数字中心"
    ) -> Disclosure:
        return fill(load_form_set(form_set, space), store, unit, 2023, money)

    return make


@pytest.fixture(scope="session")
def disclosure(filled: Fill) -> Disclosure:
    return filled()


@pytest.fixture(
    scope="session",
    params=[("yunnan-2023", WAN), ("yunnan-2021", YUAN), ("shanghai-2024", WAN)],
    ids=lambda param: f"{param[0]}-{param[1].id}",
)
def any_disclosure(request: pytest.FixtureRequest, filled: Fill) -> Disclosure:
    """The small unit in several form sets and both money units."""
    return filled(*request.param)


@pytest.fixture
def head(disclosure: Disclosure) -> dict[str, Any]:
    return manifest_head(disclosure, {"entries": 10})


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"

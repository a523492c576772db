"""Scoring policies (评分办法) as data: points of execution, weights by level, bands, grades."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from juesuan.forms import FormSet, FormSetError, load_form_set

__all__ = [
    "Grade",
    "Policy",
    "PolicyError",
    "available_policies",
    "load_policy",
    "policy_for",
]


class PolicyError(Exception):
    """A policy that cannot be used: ``key`` is a message key of ``[policy]``."""

    def __init__(self, place: str, key: str, **details: object) -> None:
        super().__init__(f"{place}: {key} {details}")
        self.place = place
        self.key = key
        self.details = details


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade (等次) and the least total that earns it."""

    name: str
    least: Decimal


@dataclass(frozen=True)
class Policy:
    """How projects are scored.

    ``total`` is the full score. ``execution`` are the points of budget execution, at most so
    many; ``low_execution`` the percentage below which a reason is due. ``base`` is the role of
    the amount that execution is measured on (``full``: 全年预算数). ``levels`` are the weights
    of the first-level indicators, ``cost_levels`` those where cost is a first level of its
    own, as ``cost_is_level`` allows. ``missing`` says which level takes the weight of one that
    is left out (others share it in proportion). ``review_above`` is the percentage of the
    target from which a target may have been set too low. ``bands`` are the highest and lowest
    share of a weight for a qualitative indicator that was ``met``, ``partly`` or ``not``
    reached. ``grades`` run from the best.
    """

    id: str
    name: str
    name_en: str
    source: str
    total: Decimal
    execution: Decimal
    low_execution: Decimal
    base: str
    levels: Mapping[str, Decimal]
    cost_is_level: bool
    cost_levels: Mapping[str, Decimal]
    missing: Mapping[str, str]
    review_above: Decimal
    bands: Mapping[str, tuple[Decimal, Decimal]]
    grades: tuple[Grade, ...]
    form_sets: tuple[str, ...] = ()

    def grade(self, total: Decimal) -> str:
        """The grade that a total earns."""
        return next((g.name for g in self.grades if total >= g.least), self.grades[-1].name)

    def weights(self, present: frozenset[str]) -> dict[str, Decimal]:
        """The weights of the levels that a project has; those of missing levels go to the
        level the policy names, else to all in proportion. They sum to ``total - execution``.

        ``present`` are first levels without 指标 (产出, 效益). Empty if none is known.
        """
        cost = self.cost_is_level and "成本" in present
        usual = self.cost_levels if cost else self.levels
        weights = {level: weight for level, weight in usual.items() if level in present}
        if not weights:
            return {}
        for level, weight in usual.items():
            heir = self.missing.get(level, "")
            if level not in present and heir in weights:
                weights[heir] += weight
        whole, left = self.total - self.execution, sum(weights.values())
        if left != whole:
            shares = {k: Fraction(w) * Fraction(whole) / Fraction(left) for k, w in weights.items()}
            weights = {k: _decimal(share) for k, share in shares.items()}
            first = max(weights, key=lambda level: weights[level])
            weights[first] += whole - sum(weights.values())
        return weights


def _decimal(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"))


def _root() -> Any:
    return resources.files("juesuan") / "data" / "policies"


def available_policies() -> list[str]:
    """Ids of the policies that come with the package."""
    return sorted(e.name.removesuffix(".toml") for e in _root().iterdir() if e.is_file())


def _read(name: str) -> dict[str, Any]:
    own = Path(name)
    path = own if own.suffix == ".toml" and own.is_file() else _root() / f"{name}.toml"
    if not path.is_file():
        raise PolicyError(name, "no_such_policy", known="、".join(available_policies()))
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyError(name, "not_toml", why=error) from None


def _merged(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in change.items():
        old = merged.get(key)
        same = isinstance(value, dict) and isinstance(old, dict) and key != "levels"
        merged[key] = _merged(old, value) if same and isinstance(old, dict) else value
    return merged


def _data(name: str, seen: tuple[str, ...] = ()) -> dict[str, Any]:
    own = _read(name)
    if parent := own.get("inherits"):
        if parent in seen:
            raise PolicyError(name, "inherits_itself")
        return _merged(_data(parent, (*seen, name)), own)
    return own


@cache
def load_policy(name: str) -> Policy:
    """The policy with this id, or in this toml file. Raises ``PolicyError``."""
    data = _data(name)
    try:
        return Policy(
            id=data["id"],
            name=data["name"],
            name_en=data["name_en"],
            source=data["source"],
            total=_points(name, data["total"]),
            execution=_points(name, data["execution"]["points"]),
            low_execution=_points(name, data["execution"]["low"]),
            base=data["execution"]["base"],
            levels={k: _points(name, v) for k, v in data["levels"].items()},
            cost_is_level=data["cost"]["own_level"],
            cost_levels={k: _points(name, v) for k, v in data["cost"]["levels"].items()},
            missing=data["missing"],
            review_above=_points(name, data["quantitative"]["review_above"]),
            bands={
                band: (_points(name, most), _points(name, least))
                for band, (most, least) in data["qualitative"].items()
            },
            grades=tuple(
                Grade(entry["name"], _points(name, entry["from"]))
                for entry in sorted(data["grades"], key=lambda e: -e["from"])
            ),
            form_sets=tuple(data.get("form_sets", ())),
        )
    except KeyError as error:
        raise PolicyError(name, "missing_entry", entry=error.args[0]) from None
    except (TypeError, ValueError, AttributeError) as error:
        raise PolicyError(name, "malformed", why=error) from None


def _points(place: str, value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise PolicyError(place, "malformed", why=value)
    return Decimal(value)


@cache
def _by_form_set() -> Mapping[str, str]:
    return {
        form_set: name
        for name in available_policies()
        for form_set in _read(name).get("form_sets", ())
    }


def policy_for(form_set: FormSet, name: str = "") -> Policy:
    """The policy of a form set, or of the nearest one it builds on; ``name`` chooses another.

    Raises ``PolicyError`` for a name that is not known.
    """
    if name:
        return load_policy(name)
    known = _by_form_set()
    current = form_set
    for _ in range(20):
        for candidate in (current.id, current.inherits):
            if candidate in known:
                return load_policy(known[candidate])
        if not current.inherits:
            break
        try:
            current = load_form_set(current.inherits)
        except (FormSetError, KeyError):
            break
    return load_policy("mof-2020")

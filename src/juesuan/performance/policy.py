"""Scoring policies (评分办法) as data: points of execution, weights by level, bands, grades."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Literal

import msgspec
from msgspec import Struct

from juesuan.forms import FormSet
from juesuan.performance.choosing import by_form_set, chosen_for
from juesuan.resources import (
    DataError,
    Record,
    data_names,
    find_data,
    inherited,
    merged,
    read_toml,
    typed,
)

__all__ = [
    "Grade",
    "Policy",
    "PolicyError",
    "available_policies",
    "load_policy",
    "policy_for",
]

_FOLDER = "policies"
_DEFAULT = "mof-2020"
"""The policy of a form set that builds on none that is known."""


class PolicyError(DataError):
    """A policy that cannot be used. Keys besides those of any data file: ``no_such_policy``."""

    section = "policy"


class Grade(Record):
    """A grade (等次) and the least total that earns it."""

    name: str
    least: Decimal = msgspec.field(name="from")


class Policy(Struct, frozen=True, kw_only=True):
    """How projects are scored.

    ``total`` is the full score. ``execution`` are the points of budget execution, at most so
    many; ``low_execution`` the percentage below which a reason is due. ``base`` is the role of
    the amount that execution is measured on (``full``: 全年预算数). ``levels`` are the weights
    of the first-level indicators, ``cost_levels`` those where cost is a first level of its
    own (``cost_level``; empty where it may be none). ``missing`` says which level takes the
    weight of one that is left out (others share it in proportion). ``review_above`` is the
    percentage of the target from which a target may have been set too low. ``bands`` are the
    highest and lowest share of a weight for a qualitative indicator that was ``met``,
    ``partly`` or ``not`` reached. ``grades`` run from the best.
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
    cost_level: str
    cost_levels: Mapping[str, Decimal]
    missing: Mapping[str, str]
    review_above: Decimal
    bands: Mapping[str, tuple[Decimal, Decimal]]
    grades: tuple[Grade, ...]
    form_sets: tuple[str, ...] = ()

    @property
    def cost_is_level(self) -> bool:
        """Whether cost may be a first level of its own."""
        return bool(self.cost_level)

    def grade(self, total: Decimal) -> str:
        """The grade that a total earns."""
        return next((g.name for g in self.grades if total >= g.least), self.grades[-1].name)

    def weights(self, present: frozenset[str]) -> dict[str, Decimal]:
        """The weights of the levels that a project has; those of missing levels go to the
        level the policy names, else to all in proportion. They sum to ``total - execution``.

        ``present`` are first levels without 指标 (产出, 效益). Empty if none is known.
        """
        usual = self.cost_levels if self.cost_level in present else self.levels
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


class _Execution(Record):
    points: Decimal
    base: Literal["initial", "full"]
    low: Decimal


class _Cost(Record):
    name: str
    own_level: bool
    levels: dict[str, Decimal]


class _Quantitative(Record):
    missed: Literal["in proportion"]
    review_above: Decimal


class _Qualitative(Record):
    met: tuple[Decimal, Decimal]
    partly: tuple[Decimal, Decimal]
    not_: tuple[Decimal, Decimal] = msgspec.field(name="not")


class _Written(Record):
    """What the file of a policy says."""

    id: str
    name: str
    name_en: str
    source: str
    form_sets: tuple[str, ...] = ()
    total: Decimal
    execution: _Execution
    levels: dict[str, Decimal]
    cost: _Cost
    missing: dict[str, str]
    quantitative: _Quantitative
    qualitative: _Qualitative
    grades: tuple[Grade, ...]


def available_policies() -> list[str]:
    """Ids of the policies that come with the package."""
    return data_names(_FOLDER)


def _read(name: str) -> dict[str, Any] | None:
    file = find_data(_FOLDER, name)
    return None if file is None else read_toml(file, PolicyError)


def _laid_over(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """A policy's weights are a whole: those of the one it inherits do not show through."""
    levels = {"levels": {"anew": True, **change["levels"]}} if "levels" in change else {}
    return merged(base, {**change, **levels})


@cache
def load_policy(name: str) -> Policy:
    """The policy with this id, or in this toml file. Raises ``PolicyError``."""
    if find_data(_FOLDER, name) is None:
        raise PolicyError("no_such_policy", name, known=available_policies())
    data = inherited(name, _read, PolicyError, _laid_over)
    said = typed(_Written, data, name, error=PolicyError)
    return Policy(
        id=said.id,
        name=said.name,
        name_en=said.name_en,
        source=said.source,
        total=said.total,
        execution=said.execution.points,
        low_execution=said.execution.low,
        base=said.execution.base,
        levels=said.levels,
        cost_level=said.cost.name if said.cost.own_level else "",
        cost_levels=said.cost.levels,
        missing=said.missing,
        review_above=said.quantitative.review_above,
        bands={
            "met": said.qualitative.met,
            "partly": said.qualitative.partly,
            "not": said.qualitative.not_,
        },
        grades=tuple(sorted(said.grades, key=lambda grade: -grade.least)),
        form_sets=said.form_sets,
    )


@cache
def _by_form_set() -> Mapping[str, str]:
    return by_form_set(_FOLDER)


def policy_for(form_set: FormSet, name: str = "") -> Policy:
    """The policy of a form set, or of the nearest one it builds on; ``name`` chooses another.

    Raises ``PolicyError`` for a name that is not known.
    """
    return load_policy(name or chosen_for(form_set, _by_form_set()) or _DEFAULT)

"""Facts (事实): one exact amount at one point of the dimensions of public accounts."""

from juesuan.facts.dimensions import (
    CODED,
    DIMENSIONS,
    Node,
    Region,
    Space,
    UnknownNodeError,
    named_dimensions,
    standard_space,
)
from juesuan.facts.money import (
    WAN,
    YUAN,
    AmountError,
    MoneyUnit,
    format_amount,
    money_unit,
    parse_amount,
    plain_amount,
    round_half_away,
)
from juesuan.facts.store import COLUMNS, FactStore, connect

__all__ = [
    "CODED",
    "COLUMNS",
    "DIMENSIONS",
    "WAN",
    "YUAN",
    "AmountError",
    "FactStore",
    "MoneyUnit",
    "Node",
    "Region",
    "Space",
    "UnknownNodeError",
    "connect",
    "format_amount",
    "money_unit",
    "named_dimensions",
    "parse_amount",
    "plain_amount",
    "round_half_away",
    "standard_space",
]

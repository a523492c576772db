"""Facts (事实): one exact amount at one point of the dimensions of public accounts."""

from juesuan.facts.dimensions import (
    CODED,
    DIMENSIONS,
    EVERY_OBJECT,
    LISTED,
    OBJECT,
    Node,
    UnknownNodeError,
    named_dimensions,
)
from juesuan.facts.expression import (
    ALL,
    ExpressionError,
    Selection,
    final_stage,
    parse_selection,
    settled,
)
from juesuan.facts.money import (
    WAN,
    YUAN,
    AmountError,
    MoneyUnit,
    format_amount,
    is_money,
    money_unit,
    parse_amount,
    plain_amount,
    round_half_away,
)
from juesuan.facts.regions import Region
from juesuan.facts.space import Space, standard_space
from juesuan.facts.store import COLUMNS, FactStore, connect

__all__ = [
    "ALL",
    "CODED",
    "COLUMNS",
    "DIMENSIONS",
    "EVERY_OBJECT",
    "LISTED",
    "OBJECT",
    "WAN",
    "YUAN",
    "AmountError",
    "ExpressionError",
    "FactStore",
    "MoneyUnit",
    "Node",
    "Region",
    "Selection",
    "Space",
    "UnknownNodeError",
    "connect",
    "final_stage",
    "format_amount",
    "is_money",
    "money_unit",
    "named_dimensions",
    "parse_amount",
    "parse_selection",
    "plain_amount",
    "round_half_away",
    "settled",
    "standard_space",
]

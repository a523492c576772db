"""How many decimals the number formats of a workbook show (数字格式)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from decimal import ROUND_HALF_UP, Decimal

from juesuan.reading.formats.package import local, value

__all__ = ["MAX_DECIMALS", "decimals_of", "shown_text", "style_decimals"]

MAX_DECIMALS = 10
"""Beyond which a format is not followed."""
_LARGEST = 18
"""Digits before the point, from which on a number is no amount and is left as it stands."""
_NOISE = Decimal("0.0000001")
_BUILT_IN = {
    **dict.fromkeys((1, 3, 37, 38, 41, 42), 0),
    **dict.fromkeys((2, 4, 39, 40, 43, 44), 2),
}
_ASIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')
_FIXED = re.compile(r"[^0-9#?.%/a-zA-Z]*[#,0]*0(?:\.(0+))?[^0-9#?.%/a-zA-Z]*")


def decimals_of(code: str) -> int | None:
    """The decimals a number format always shows; ``None`` for any that may show fewer, and for
    dates, fractions and percentages.

    >>> decimals_of("#,##0.00"), decimals_of("0;-0"), decimals_of("0.0#"), decimals_of("0.00%")
    (2, 0, None, None)
    >>> decimals_of('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ')
    2
    """
    section = _ASIDE.sub("", code).split(";")[0]
    found = _FIXED.fullmatch(section)
    if found is None:
        return None
    decimals = len(found[1] or "")
    return decimals if decimals <= MAX_DECIMALS else None


def style_decimals(styles: ET.Element) -> list[int | None]:
    """The decimals of each cell style (``cellXfs``) of a workbook's styles, in order."""
    codes = {
        value(entry, "numFmtId"): decimals_of(value(entry, "formatCode"))
        for entry in styles.iter()
        if local(entry.tag) == "numFmt"
    }
    known = {**{str(number): decimals for number, decimals in _BUILT_IN.items()}, **codes}
    formats = next((entry for entry in styles if local(entry.tag) == "cellXfs"), None)
    return [known.get(value(entry, "numFmtId")) for entry in formats] if formats is not None else []


def shown_text(text: str, decimals: int | None) -> str:
    """A plain decimal with at least the decimals its format shows; what a computer's binary
    fractions leave beyond them is dropped, digits that are really there are kept.

    >>> shown_text("985.6", 2), shown_text("0.300000000000004", 2), shown_text("12.345", 2)
    ('985.60', '0.30', '12.345')
    """
    if decimals is None:
        return text
    number = Decimal(text)
    if not number.is_finite() or number.adjusted() > _LARGEST:
        return text
    shown = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    if abs(number - shown) >= _NOISE:
        return text
    return format(shown if shown else abs(shown), "f")

"""What may have been meant by a figure (笔误): all that one slip away from it."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["is_turned", "may_have_meant"]

_NUMBER = re.compile(r"(\D*)(\d[\d,]*)(?:\.(\d+))?(\D*)")


def may_have_meant(text: str) -> Iterator[str]:
    """The figures that differ from a printed one by a digit, by two neighbours in each other's
    place, by a digit lost or doubled, or by the decimal point; in the same writing.

    >>> [said for said in may_have_meant("14%") if said in {"18%", "41%", "4%", "140%", "25%"}]
    ['18%', '41%', '4%', '140%']
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return
    before, whole, rest, after = (
        found.group(1),
        found.group(2),
        found.group(3) or "",
        found.group(4),
    )
    digits, places = whole.replace(",", "") + rest, len(rest)
    seen = {digits}
    for other in _changed(digits):
        if other not in seen and len(other) > places:
            seen.add(other)
            at = len(other) - places
            number = other[:at] + ("." + other[at:] if places else "")
            if at == 1 or not number.startswith("0"):
                yield f"{before}{number}{after}"


def is_turned(text: str, other: str) -> bool:
    """Whether two figures have the same digits in another order.

    >>> is_turned("304.53万元", "304.35万元"), is_turned("14%", "16%")
    (True, False)
    """
    return text != other and sorted(text) == sorted(other)


def _changed(digits: str) -> Iterator[str]:
    for n, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit:
                yield digits[:n] + other + digits[n + 1 :]
    for n in range(len(digits) - 1):
        yield digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :]
    for n in range(len(digits)):
        yield digits[:n] + digits[n + 1 :]
        yield digits[: n + 1] + digits[n] + digits[n + 1 :]
    yield digits + "0"

"""Names of functional codes with a code beside them (名称与代码), and whose the code is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.named.misplaced import is_called
from juesuan.checks.speech.named.paths import spelled_alike
from juesuan.classification import CodeList
from juesuan.text import unquoted

__all__ = ["code_of_another", "names_with_codes"]


def names_with_codes(said: str, codes: CodeList) -> Iterator[tuple[str, str, bool]]:
    """Names beside codes, and whether the name begins the sentence: 农村供水（2130335）; behind a
    code (2130335农村供水) only a name that the list has."""
    patterns = claim_words().patterns
    for match in patterns.name_and_code.finditer(said):
        yield unquoted(match[1]), match[2], not match.start()
    for match in patterns.code_and_name.finditer(said):
        right = tuple(spelled_alike(codes.name(match[1]))) if match[1] in codes else ()
        known = [c.name for c in codes if match[2].startswith(c.name)]
        if known and not match[2].startswith(right):
            yield max(known, key=len), match[1], False


def code_of_another(
    said: str, code: str, printed: Mapping[str, str], codes: CodeList
) -> tuple[str, str] | None:
    """The one code of a level that forms print with the name said beside a code that they do not
    print, and that name; of names that several codes of the list have, only within a section."""
    named = {
        other: name
        for other, name in printed.items()
        if len(other) == len(code) and said.endswith(tuple(spelled_alike(name)))
    }
    if len(named) != 1:
        return None
    ((right, name),) = named.items()
    listed = {c.code for c in codes if len(c.code) == len(code) and is_called(name, c.code, codes)}
    near = {one for one in listed if one[:-2] == code[:-2]}
    return (right, name) if (near if len(listed) > 1 else listed) == {right} else None

"""Names that forms print beside functional codes (科目名称)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from juesuan.checks.subject.document import Subject
from juesuan.classification import code_list
from juesuan.text import fold, unspaced

__all__ = ["names_printed"]


def names_printed(subject: Subject) -> Mapping[str, str]:
    """The name of each functional code, folded and without blanks, where all forms that were
    surely read print the same; once a document."""
    return subject.once(_names_printed)


def _names_printed(subject: Subject) -> Mapping[str, str]:
    codes = code_list("function", subject.disclosure.year)
    names: dict[str, set[str]] = defaultdict(set)
    for read in subject.reading.forms if subject.reading else ():
        for row in read.table.rows if read.certainty == 1 else ():
            texts = [unspaced(fold(cell.text)) for cell in row if cell]
            for code, name in _pairs(texts):
                if code in codes and name:
                    names[code].add(name)
    return {code: said.pop() for code, said in names.items() if len(said) == 1}


def _pairs(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Codes of a row and the words behind each, in its cell or in the next."""
    for number, text in enumerate(texts):
        words = text.lstrip("0123456789")
        code = text[: len(text) - len(words)]
        behind = words or next((t for t in texts[number + 1 : number + 2]), "")
        if code and not any(sign.isdigit() for sign in behind):
            yield code, behind

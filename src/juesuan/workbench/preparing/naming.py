"""What the words of a draft are called: a line's cell by its table, its own name, its column."""

from __future__ import annotations

from collections.abc import Mapping

from juesuan.drafts import EVIDENCE, LINE_TABLES, MONEY_TABLE, text_key
from juesuan.ledger.schema import called, sheet
from juesuan.workbench.words import language, word

__all__ = ["is_of_line", "key_words"]


def is_of_line(key: str) -> bool:
    """Whether words stand in a line of the self-evaluation."""
    return key.partition("|")[0] in {*LINE_TABLES, MONEY_TABLE, EVIDENCE}


def key_words(texts: Mapping[str, str], key: str) -> str:
    """What a key of words is called, in the language of the request."""
    table, line, column = (*key.split("|", 2), "", "")[:3]
    if table == MONEY_TABLE:
        source, _, role = column.partition(".")
        whose = texts.get(text_key("projects", line, "name"), "") or word("evaluation.department")
        return _joined(whose, word(f"money_source.{source}"), word(f"money_role.{role}"))
    if table == EVIDENCE:
        return _joined(_named(texts, "indicators", line), word("evaluation.evidence"))
    if table in LINE_TABLES:
        return _joined(_named(texts, table, line), _column(table, column))
    if table == "texts":
        return _joined(called("text_places", line, language()), column)
    if table == "reasons":
        code, _, against = column.partition("|")
        about = called(sheet(table).column("about").values, line, language())
        return _joined(about, code, _against(against))
    return _joined(*key.split("|")[1:])


def _against(key: str) -> str:
    return called(sheet("reasons").column("against").values, key, language()) if key else ""


def _named(texts: Mapping[str, str], table: str, line: str) -> str:
    """A line by its own name, an indicator with its project."""
    own = texts.get(text_key(table, line, "name")) or texts.get(text_key(table, line, "year"), "")
    project = texts.get(text_key(table, line, "project"), "")
    return _joined(texts.get(text_key("projects", project, "name"), ""), own)


def _column(table: str, column: str) -> str:
    if column == "order":
        return word("evaluation.line")
    spec = sheet(table).column(column)
    return spec.zh if language() == "zh" else spec.en


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))

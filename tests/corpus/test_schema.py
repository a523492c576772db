"""The schema is documented in both languages, column by column."""

from pathlib import Path

import pytest

from juesuan.corpus.schema import schema_version, tables

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize(("page", "lang"), [("corpus.md", "en"), ("corpus.zh.md", "zh")])
def test_every_column_is_documented(page: str, lang: str) -> None:
    lines = (DOCS / page).read_text("utf-8").splitlines()
    for table in tables().values():
        assert f"### {table.name}" in lines
        for column in table.columns:
            assert f"| `{column.name}` | `{column.type}` | {getattr(column, lang)} |" in lines
    version = {"en": f"Version {schema_version()}.", "zh": f"第 {schema_version()} 版。"}
    assert any(line.startswith(version[lang]) for line in lines)

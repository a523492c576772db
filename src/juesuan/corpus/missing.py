"""Who is missing (缺报): a roster (应公开名单) against what was found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

__all__ = ["create_views"]


def create_views(db: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The view ``missing``; empty where no roster was given."""
    del folder
    db.execute(
        "CREATE VIEW missing AS SELECT NULL::VARCHAR AS unit, NULL::INTEGER AS year,"
        " NULL::VARCHAR AS region WHERE false"
    )

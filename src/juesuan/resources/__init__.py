"""The package's data files (数据文件): found, read, inherited and typed in one way.

Data is TOML that a finance officer can read. What a file may say is a ``msgspec.Struct``; an
entry that is not known is refused with the file, the place and the nearest known one.
"""

from juesuan.resources.errors import DataError
from juesuan.resources.loading import (
    data_folder,
    data_names,
    files_in,
    find_data,
    load,
    load_rows,
    load_text,
    parse_toml,
    read_toml,
)
from juesuan.resources.merging import inherited, merged
from juesuan.resources.patterns import Pattern, alternatives
from juesuan.resources.typing import Record, load_typed, part_of, typed

__all__ = [
    "DataError",
    "Pattern",
    "Record",
    "alternatives",
    "data_folder",
    "data_names",
    "files_in",
    "find_data",
    "inherited",
    "load",
    "load_rows",
    "load_text",
    "load_typed",
    "merged",
    "parse_toml",
    "part_of",
    "read_toml",
    "typed",
]

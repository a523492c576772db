"""The package's data files (数据文件): found, read, inherited and typed in one way.

Data is TOML that a finance officer can read. What a file may say is a ``msgspec.Struct``; an
entry that is not known is refused with the file, the place and the nearest known one.
"""

from juesuan.resources.loading import DataError, data_folder, files_in, load, load_text, read_toml
from juesuan.resources.merging import merged
from juesuan.resources.typing import Record, typed

__all__ = [
    "DataError",
    "Record",
    "data_folder",
    "files_in",
    "load",
    "load_text",
    "merged",
    "read_toml",
    "typed",
]

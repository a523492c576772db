from .baseline import read_baseline
from .composing import document_report
from .explanations import read_explanations
from .file_names import FileNames
from .formats import (
    FORMATS,
    PAGE_FORMATS,
    WHOLE_FORMATS,
    page_writer,
    text_writer,
    whole_writer,
    writer,
)
from .keeping import BaselineKeeper
from .model import DocumentReport, ReportedFinding
from .notice import needs_notice, write_notice
from .opening import is_book, open_subject
from .pages import pages_folder
from .plain import Summary
from .running import CheckRequest, check_file, check_files
from .settings import (
    CONFIG_NAME,
    FAIL_ON,
    Settings,
    SettingsError,
    known_codes,
    load_settings,
    near_codes,
)
from .since import read_earlier

__all__ = [
    "CONFIG_NAME",
    "FAIL_ON",
    "FORMATS",
    "PAGE_FORMATS",
    "WHOLE_FORMATS",
    "BaselineKeeper",
    "CheckRequest",
    "DocumentReport",
    "FileNames",
    "ReportedFinding",
    "Settings",
    "SettingsError",
    "Summary",
    "check_file",
    "check_files",
    "document_report",
    "is_book",
    "known_codes",
    "load_settings",
    "near_codes",
    "needs_notice",
    "open_subject",
    "page_writer",
    "pages_folder",
    "read_baseline",
    "read_earlier",
    "read_explanations",
    "text_writer",
    "whole_writer",
    "write_notice",
    "writer",
]

"""Reports (审核报告): checked documents told as text, JSON, web page, workbook and SARIF."""

from juesuan.reporting.baseline import read_baseline
from juesuan.reporting.formats import FORMATS, PAGE_FORMATS, page_writer, text_writer, writer
from juesuan.reporting.keeping import BaselineKeeper
from juesuan.reporting.model import DocumentReport, ReportedFinding
from juesuan.reporting.opening import is_book, open_subject
from juesuan.reporting.pages import pages_folder
from juesuan.reporting.plain import Summary
from juesuan.reporting.running import Task, check_file, check_files
from juesuan.reporting.settings import (
    CONFIG_NAME,
    FAIL_ON,
    Settings,
    SettingsError,
    known_codes,
    load_settings,
    near_codes,
)
from juesuan.reporting.since import read_earlier

__all__ = [
    "CONFIG_NAME",
    "FAIL_ON",
    "FORMATS",
    "PAGE_FORMATS",
    "BaselineKeeper",
    "DocumentReport",
    "ReportedFinding",
    "Settings",
    "SettingsError",
    "Summary",
    "Task",
    "check_file",
    "check_files",
    "is_book",
    "known_codes",
    "load_settings",
    "near_codes",
    "open_subject",
    "page_writer",
    "pages_folder",
    "read_baseline",
    "read_earlier",
    "text_writer",
    "writer",
]

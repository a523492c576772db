"""Publishing (公开): filled forms as a workbook, a web page and open data, in one folder."""

from juesuan.publishing.build import ROUNDINGS, BrokenIdentitiesError, Built, build, fill_book
from juesuan.publishing.open_data import write_cells, write_facts
from juesuan.publishing.origin import BuiltSet, NotBuiltError, Origin, open_built, trace
from juesuan.publishing.output import OutputError, OutputFolder, manifest_head
from juesuan.publishing.readings import reading_json, write_reading
from juesuan.publishing.single import replace_file, whole_file
from juesuan.publishing.site import write_site
from juesuan.publishing.wording import anchor, describe
from juesuan.publishing.workbook import write_workbook

__all__ = [
    "ROUNDINGS",
    "BrokenIdentitiesError",
    "Built",
    "BuiltSet",
    "NotBuiltError",
    "Origin",
    "OutputError",
    "OutputFolder",
    "anchor",
    "build",
    "describe",
    "fill_book",
    "manifest_head",
    "open_built",
    "reading_json",
    "replace_file",
    "trace",
    "whole_file",
    "write_cells",
    "write_facts",
    "write_reading",
    "write_site",
    "write_workbook",
]

from .building import ROUNDINGS, Built, build, fill_book
from .errors import (
    BrokenIdentitiesError,
    NotBuiltError,
    NotPublishedError,
    OutputError,
    SignatureError,
)
from .given import BuiltForms, GivenForms, build_forms, given_forms
from .given_words import given_reasons, given_texts, given_words
from .open_data import write_cells, write_facts
from .origin import BuiltSet, Origin, open_built, trace
from .output import OutputFolder, manifest_head
from .readings import reading_json, write_reading
from .signing import Signed, Statement, fingerprint, manifest_digest, new_key, public_key, sign
from .single import replace_file, whole_file
from .site import write_site
from .verifying import verify
from .wording import anchor, describe
from .workbook import write_workbook

__all__ = [
    "ROUNDINGS",
    "BrokenIdentitiesError",
    "Built",
    "BuiltForms",
    "BuiltSet",
    "GivenForms",
    "NotBuiltError",
    "NotPublishedError",
    "Origin",
    "OutputError",
    "OutputFolder",
    "SignatureError",
    "Signed",
    "Statement",
    "anchor",
    "build",
    "build_forms",
    "describe",
    "fill_book",
    "fingerprint",
    "given_forms",
    "given_reasons",
    "given_texts",
    "given_words",
    "manifest_digest",
    "manifest_head",
    "new_key",
    "open_built",
    "public_key",
    "reading_json",
    "replace_file",
    "sign",
    "trace",
    "verify",
    "whole_file",
    "write_cells",
    "write_facts",
    "write_reading",
    "write_site",
    "write_workbook",
]

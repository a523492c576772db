"""Disclosure hygiene (公开安全), H101 to H209: private data, what files carry."""

from juesuan.checks.rules.hygiene import files, privacy

__all__ = ["RULES", "SETTINGS"]

RULES = {**privacy.RULES, **files.RULES}
SETTINGS = privacy.SETTINGS

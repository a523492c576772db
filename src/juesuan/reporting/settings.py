"""How a check is run: which rules, how grave, what fails it. Options of the command line
stand above ``juesuan.toml``, and that above what is usual.

Source of the keys: this module and docs/checking.md; a test holds them together.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, get_args

from msgspec import Struct, field
from msgspec.structs import replace

from juesuan.checks import SEVERITIES, Finding, Rule, Severity, all_rules, selected, severity_of
from juesuan.messages import LANGUAGES, JuesuanError
from juesuan.reading.limits import Limits
from juesuan.resources import DataError, read_toml

__all__ = [
    "CONFIG_NAME",
    "FAIL_ON",
    "KEYS",
    "FailOn",
    "Settings",
    "SettingsError",
    "known_codes",
    "load_settings",
    "near_codes",
    "toml_of",
]

CONFIG_NAME = "juesuan.toml"
"""The configuration file that is looked for in the current folder."""

FailOn = Literal["error", "warning", "info", "never"]
FAIL_ON: tuple[FailOn, ...] = get_args(FailOn)
"""From which severity on findings give the exit status 1."""

KEYS = ("select", "ignore", "preview", "fail_on", "baseline", "lang", "severity", "limits")
"""Keys of the configuration file."""


class SettingsError(JuesuanError):
    """A configuration, a list of codes, a baseline or an earlier report that cannot be used."""

    section = "settings"


class Settings(Struct, frozen=True, kw_only=True):
    """What was asked of a check; small, and sent to every process that checks."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    fail_on: FailOn = "error"
    baseline: Path | None = None
    lang: str = ""
    severity: Mapping[str, Severity] = field(default_factory=dict)
    limits: Limits | None = None

    @property
    def rules(self) -> list[Rule]:
        """The rules asked for."""
        return selected(self.select, self.ignore, preview=self.preview)

    @property
    def on_trial(self) -> list[Rule]:
        """The rules on trial that would be asked with ``preview``."""
        if self.preview:
            return []
        return [r for r in selected(self.select, self.ignore, preview=True) if r.preview]

    def severity_of(self, finding: Finding) -> Severity:
        """How grave a finding is: as set here for its code or the longest prefix of it, else
        its own."""
        fits = [code for code in self.severity if finding.code.startswith(code)]
        return self.severity[max(fits, key=len)] if fits else severity_of(finding)

    def fails(self, counts: Mapping[Severity, int]) -> bool:
        """Whether so many findings by severity are a failure."""
        if self.fail_on == "never":
            return False
        grave = SEVERITIES[: SEVERITIES.index(self.fail_on) + 1]
        return any(counts.get(severity, 0) for severity in grave)

    def with_options(self, **options: Any) -> Settings:
        """These settings with the options that were given (not empty, ``None`` or false)."""
        given = {
            name: value for name, value in options.items() if value not in (None, (), "", False)
        }
        return replace(self, **given)


def near_codes(code: str) -> list[str]:
    """Codes of rules that look like this one, at most five."""
    known, wanted = list(all_rules()), code.strip().upper()
    for length in range(len(wanted), 0, -1):
        if found := [name for name in known if name.startswith(wanted[:length])]:
            return difflib.get_close_matches(wanted, found, 5, 0.0)
    return known[:5]


def known_codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes and prefixes, in capitals. Raises ``SettingsError`` (``unknown_code``) for
    one that no rule begins with."""
    written = tuple(code.strip().upper() for code in codes if code.strip())
    for code in written:
        if not any(known.startswith(code) for known in all_rules()):
            raise SettingsError("unknown_code", code=code, near=near_codes(code))
    return written


def load_settings(path: str | Path) -> Settings:
    """Read a configuration file. Raises ``SettingsError`` naming the file and the key."""
    path = Path(path)
    data = toml_of(path)
    for key in data:
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, 1, 0.3)
            known = near or KEYS
            raise SettingsError("unknown_key", path=path, entry=key, known=known)
    try:
        return Settings(**{key: _READERS[key](path, key, value) for key, value in data.items()})
    except SettingsError as error:
        if error.key == "unknown_code":
            raise SettingsError("unknown_code_in", path=path, **error.details) from None
        raise


def toml_of(path: Path) -> dict[str, Any]:
    """A TOML file of the user's. Raises ``SettingsError`` naming it."""
    try:
        return read_toml(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise SettingsError("unreadable", path=path, why=why) from error
    except DataError as error:
        raise SettingsError(error.key, path=path, **error.details) from error


def _codes(path: Path, key: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise SettingsError("not_a_list", path=path, entry=key, like=f'{key} = ["K", "C101"]')
    return known_codes(tuple(value))


def _one_of(*allowed: str) -> Callable[[Path, str, object], str]:
    def read(path: Path, key: str, value: object) -> str:
        if value not in allowed:
            details = {"found": value, "allowed": allowed}
            raise SettingsError("not_a_choice", path=path, entry=key, **details)
        return str(value)

    return read


def _truth(path: Path, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise SettingsError("not_a_truth", path=path, entry=key, like=f"{key} = true")
    return value


def _baseline(path: Path, key: str, value: object) -> Path:
    if not isinstance(value, str) or not value.strip():
        raise SettingsError("not_a_text", path=path, entry=key, like='baseline = "accepted.toml"')
    return path.parent / value


def _severity(path: Path, key: str, value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise SettingsError("not_a_table", path=path, entry=key, like='[severity]  P = "info"')
    read = _one_of(*SEVERITIES)
    known = {code: known_codes((code,))[0] for code in value}
    return {known[code]: read(path, f"severity.{code}", said) for code, said in value.items()}


def _limits(path: Path, key: str, value: object) -> Limits:
    if not isinstance(value, dict):
        raise SettingsError("not_a_table", path=path, entry=key, like="[limits]  seconds = 300")
    try:
        return Limits.usual(value)
    except DataError as error:
        raise SettingsError("bad_limits", path=path, why=error.text()) from None


_READERS: Mapping[str, Callable[[Path, str, Any], Any]] = {
    "select": _codes,
    "ignore": _codes,
    "preview": _truth,
    "fail_on": _one_of(*FAIL_ON),
    "baseline": _baseline,
    "lang": _one_of(*LANGUAGES),
    "severity": _severity,
    "limits": _limits,
}

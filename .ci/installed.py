"""The package as a user installs it: a wheel, the newest versions its ranges allow, no lock.

``make newest`` (or ``python .ci/installed.py``) builds the wheel, installs it into a new
environment, builds an example outside the checkout, parses what ``check`` prints as JSON, and
verifies the published folder. Anything else on standard output than the report is a fault.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "yuxi-internet-office-2021"


def run(*command: object, into: Path, fine: tuple[int, ...] = (0,)) -> str:
    """What a command prints; ends everything when its exit status is not among the fine ones."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=into, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    if done.returncode not in fine:
        sys.exit(f"{' '.join(words)}: exit status {done.returncode}\n{done.stdout}")
    return done.stdout


def main() -> None:
    """Install and try."""
    with tempfile.TemporaryDirectory(prefix="juesuan-installed-") as name:
        here = Path(name)
        pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
        run(*pip, "wheel", "--no-deps", "--wheel-dir", here, ROOT, into=here)
        (wheel,) = here.glob("juesuan-*.whl")
        venv.create(here / "venv", with_pip=True)
        tools = here / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
        pip = (tools / "python", "-m", "pip", "--disable-pip-version-check", "--quiet")
        run(*pip, "install", wheel, into=here)
        print(run(*pip, "list", "--format", "freeze", into=here))
        book = here / "book"
        shutil.copytree(EXAMPLE, book)
        juesuan = tools / "juesuan"
        for unit in ("yuan", "wan"):
            out = here / unit
            run(juesuan, "build", book, "-o", out, "--unit", unit, into=here)
            run(juesuan, "verify", out, into=here)
            for file in ("forms.xlsx", "booklet.pdf", "booklet.docx", "index.html"):
                said = run(juesuan, "check", out / file, "--format", "json", into=here, fine=(0, 1))
                report = json.loads(said)  # the report, and nothing beside it
                read = report["documents"][0]["coverage"]["identities"]
                if read["broken"] or not read["held"]:
                    sys.exit(f"{unit}/{file}: {read}")
                print(f"{unit}/{file}: {read}")
    print("installed with the newest versions: 8 passed, 0 failed")


if __name__ == "__main__":
    main()

"""Simulated preparers at the workbench: answer times, and that no edit is lost.

``python -m bench.preparers`` (``make preparers``) starts ``juesuan serve`` on this machine, with a
draft of an example's figures for every two preparers, who edit at the same time. Each reads a form,
then enters figures, one every few seconds; where another was faster, the figure is sent again
with the version that stands. At the end every figure acknowledged last must stand.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["Preparer", "Served", "filled", "lost", "main"]

_EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "yuxi-internet-office-2021"
_FORM = "03"
_FILL = """
import json, sys
from pathlib import Path
from juesuan.workbench.place import Place
from juesuan.workbench.serving import prepare
prepare(Place(Path(sys.argv[1])))
from juesuan.drafts import from_book
from juesuan.ledger import read_book
from juesuan.workbench.api.tokens import make_token
from juesuan.workbench.filings.models import Filing, State
from juesuan.workbench.people.models import Grant, Role, Unit, User
from juesuan.workbench.preparing.beginning import begin
from juesuan.workbench.preparing.models import Draft, Figure
opened = from_book(read_book(Path(sys.argv[2])))
first, made = None, []
for n in range(int(sys.argv[3])):
    unit = Unit.objects.create(code=f"{n:04}", name=f"Unit {n}")
    filing = Filing.objects.create(unit=unit, year=opened.draft.head.year, state=State.PREPARING)
    for who in range(2):
        user = User.objects.create(username=f"preparer-{n}-{who}")
        Grant.objects.create(user=user, role=Role.PREPARER, unit=unit)
        made.append([filing.pk, make_token(user, "bench", True)[1]])
    if first is None:
        first = begin(user, filing, opened, "")
        figures = list(Figure.objects.filter(draft=first))
        continue
    copied = Draft.objects.get(pk=first.pk)
    copied.pk, copied._state.adding, copied.filing = None, True, filing
    copied.save()
    for figure in figures:
        figure.pk, figure.draft = None, copied
    Figure.objects.bulk_create(figures)
print(json.dumps(made))
"""


def filled(folder: Path, drafts: int) -> list[tuple[int, str]]:
    """A workbench with drafts for two preparers each: the number of the unit's year and a token
    for every preparer."""
    command = [sys.executable, "-c", _FILL, str(folder), str(_EXAMPLE), str(drafts)]
    said = subprocess.run(command, capture_output=True, text=True, env=_environment(), check=True)
    return [(int(filing), str(token)) for filing, token in json.loads(said.stdout)]


def _environment() -> dict[str, str]:
    """Ours, without what names another workbench."""
    kept = os.environ.items()
    return {name: value for name, value in kept if not name.startswith(("DJANGO", "JUESUAN"))}


class Served:
    """``juesuan serve`` in a process of its own, on any free port of this machine."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "juesuan", "serve", str(folder), "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=_environment(),
        )
        assert self.process.stdout is not None
        self.port = 0
        for line in self.process.stdout:
            if found := re.search(r":(\d+)/", line):
                self.port = int(found[1])
                break
        if not self.port:
            raise RuntimeError("the workbench did not start")

    def kill(self) -> None:
        """End it without a word (``kill -9``); its worker ends by itself."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self) -> None:
        """End it as Ctrl-C does."""
        self.process.terminate()
        self.process.wait(20)


@dataclass(kw_only=True)
class Preparer:
    """Somebody who enters figures into a draft by the interface. ``acknowledged`` are the edits
    that were answered with 200: number, cell, value; ``seconds`` how long each answer took."""

    port: int
    filing: int
    token: str
    seed: int = 0
    acknowledged: list[tuple[int, str, str]] = field(default_factory=list)
    unanswered: list[tuple[str, str]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    conflicts: int = 0
    failures: int = 0

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._connection: http.client.HTTPConnection | None = None
        self._cells: list[dict[str, Any]] = []

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Call the interface; status and answer. Raises ``OSError`` where the server is gone."""
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        sent = None if body is None else json.dumps(body)
        try:
            self._connection.request(method, f"/api/filings/{self.filing}{path}", sent, headers)
            answer = self._connection.getresponse()
            return answer.status, json.loads(answer.read())
        except (http.client.HTTPException, ValueError) as error:
            raise OSError(str(error)) from error

    def meet(self, port: int) -> None:
        """Turn to another server."""
        self.port, self._connection = port, None

    def look(self) -> list[dict[str, Any]]:
        """The form's entered cells as they stand now."""
        status, said = self.ask("GET", f"/draft/cells?form={_FORM}")
        if status != 200:
            raise OSError(f"{status} {said}")
        self._cells = [cell for cell in said["cells"] if not cell["follows"]]
        return self._cells

    def enter(self) -> None:
        """Enter a figure into some cell."""
        cell = self._random.choice(self._cells)
        value = f"{self._random.randrange(10**8) / 100:.2f}"
        place = {name: cell[name] for name in ("form", "row", "column")}
        for _ in range(5):
            sent = {"cells": [{**place, "value": value, "seen": cell["seen"]}]}
            began = time.perf_counter()
            self.unanswered.append((f"{cell['row']}|{cell['column']}", value))
            status, said = self.ask("PATCH", "/draft/cells", sent)
            self.unanswered.pop()
            self.seconds.append(time.perf_counter() - began)
            if status == 200:
                cell["seen"] = said["edit"]
                self.acknowledged.append((said["edit"], f"{cell['row']}|{cell['column']}", value))
                return
            if status != 409 or not said["conflicts"]:
                self.failures += 1
                return
            self.conflicts += 1
            cell["seen"] = said["conflicts"][0]["seen"]

    def work(self, until: float, pause: float) -> None:
        """Enter figures until a time, with a pause of about so many seconds before each."""
        time.sleep(self._random.uniform(0, 2) * pause)  # they do not all come at once
        try:
            self.look()
            while time.monotonic() < until:
                time.sleep(self._random.uniform(0.5, 1.5) * pause)
                self.enter()
        except OSError:
            self.failures += 1


def lost(people: Sequence[Preparer]) -> int:
    """How many figures that were acknowledged last do not stand in the drafts now."""
    missing = 0
    for filing in {one.filing for one in people}:
        of_draft = [one for one in people if one.filing == filing]
        last: dict[str, tuple[int, str]] = {}
        for edit, cell, value in sorted(a for one in of_draft for a in one.acknowledged):
            last[cell] = (edit, value)
        open_still = {sent for one in of_draft for sent in one.unanswered}
        now = {f"{c['row']}|{c['column']}": c["value"] for c in of_draft[0].look()}
        missing += sum(
            now.get(cell) != value and (cell, now.get(cell)) not in open_still
            for cell, (_, value) in last.items()
        )
    return missing


def main(arguments: Sequence[str] | None = None) -> int:
    """Print answer times; the exit status is 1 where an edit was lost or failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--preparers", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--pause", type=float, default=5.0)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "workbench"
        tokens = filled(folder, max(1, asked.preparers // 2))
        served = Served(folder)
        try:
            people = [
                Preparer(port=served.port, filing=filing, token=token, seed=number)
                for number, (filing, token) in enumerate(tokens)
            ]
            until = time.monotonic() + asked.seconds
            threads = [
                threading.Thread(target=one.work, args=(until, asked.pause)) for one in people
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            for one in people:
                one.meet(served.port)
            missing = lost(people)
        finally:
            served.end()
    times = sorted(second for one in people for second in one.seconds)
    failures = sum(one.failures for one in people)
    done = sum(len(one.acknowledged) for one in people)
    print(f"{len(people)} preparers, {len(people) // 2} drafts, {asked.seconds} s")
    print(f"{done} edits stored, {sum(one.conflicts for one in people)} conflicts told")
    for share in (0.5, 0.95, 0.99):
        if times:
            at = times[min(len(times) - 1, int(share * len(times)))]
            print(f"{share:4.0%} of answers within {at * 1000:,.0f} ms")
    print(f"{missing} edits lost, {failures} answers that were none")
    return int(bool(missing or failures or not done))


if __name__ == "__main__":
    sys.exit(main())

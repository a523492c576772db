"""A workbench served for tests in a real browser, and what its pages are held to."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from support.once import made_once

_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, _NAMES)), None)
SHOTS = os.environ.get("JUESUAN_SHOTS", "")
"""A folder for pictures of what is seen, to be looked at."""
ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "春江花月夜连海平-2026"
EXAMPLE = ROOT / "examples" / "qujing-digital-economy-centre-2023"

MAKE = f"""
import sys
from pathlib import Path
from juesuan.workbench.place import Place
from juesuan.workbench.serving import prepare
prepare(Place(Path(sys.argv[1])))
from juesuan.drafts import from_book
from juesuan.ledger import read_book
from juesuan.starting import texts_of_book
from juesuan.workbench.filings.models import Filing
from juesuan.workbench.people.models import Grant, Unit, User
from juesuan.workbench.preparing.beginning import begin
unit = Unit.objects.create(code="001", name="示例中心")
for name in ("zhang", "li"):
    user = User.objects.create_user(name, password="{PASSWORD}")
    Grant.objects.create(user=user, role="preparer", unit=unit)
filing = Filing.objects.create(unit=unit, year=2023)
book = read_book(sys.argv[2])
begin(user, filing, from_book(book), "book", texts=texts_of_book(book))
from juesuan import drafts
filing = Filing.objects.create(unit=unit, year=2024)
head = drafts.blank("示例中心", 2024, "mof-2022").draft.head
codes = [one.code for one in head.space.codes["function"] if len(one.code) == 7][:1300]
rows = {{("03", code[:n]) for code in codes for n in (3, 5, 7)}}
begin(user, filing, drafts.OpenedDraft(drafts.Draft(head, rows)), "book")
"""
"""A workbench with two drafts of a unit and two who prepare them: the first was begun from a book;
the second is of another year, and one of its forms has some 1,500 rows."""


PREPARE = """
import sys
from pathlib import Path
from juesuan.workbench.place import Place
from juesuan.workbench.serving import prepare
prepare(Place(Path(sys.argv[1])))
"""


def migrated(folder: Path, factory: pytest.TempPathFactory) -> Path:
    """An empty workbench in a folder, its database up to date: a copy of one that is made once for
    all workers, as all migrations take seconds."""

    def make(made: Path) -> None:
        command = [sys.executable, "-c", PREPARE, str(made / "workbench")]
        subprocess.run(command, check=True, env=environment())

    folder.mkdir(parents=True, mode=0o700)
    made = made_once("migrated-workbench", make, factory)
    shutil.copy2(made / "workbench" / "workbench.sqlite3", folder)
    return folder


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}


class Served:
    """A workbench on a port of its own, that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.start()

    @classmethod
    def with_drafts(cls, name: str, factory: pytest.TempPathFactory) -> Served:
        """One with the drafts of ``MAKE``."""
        return cls.copied(name, "workbench-with-drafts", MAKE, (str(EXAMPLE),), factory)

    @classmethod
    def copied(
        cls,
        name: str,
        kind: str,
        program: str,
        said: Sequence[str],
        factory: pytest.TempPathFactory,
    ) -> Served:
        """One that holds what a program puts into a workbench, given its folder and what is
        ``said``: a copy of what is made once for all workers."""

        def make(folder: Path) -> None:
            workbench = migrated(folder / "workbench", factory)
            command = [sys.executable, "-c", program, str(workbench), *said]
            subprocess.run(command, check=True, env=environment())

        folder = factory.mktemp(name) / "workbench"
        shutil.copytree(made_once(kind, make, factory) / "workbench", folder)
        return cls(folder)

    def start(self) -> None:
        command = [sys.executable, "-m", "juesuan", "serve", str(self.folder)]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
            start_new_session=True,
        )
        for _ in range(300):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def signed_in(self, browser: Any, name: str) -> Any:
        """What a preparer's browser keeps of signing in."""
        context = browser.new_context(locale="zh-CN")
        page = context.new_page()
        page.goto(f"{self.address}/sign-in/")
        page.fill("[name=username]", name)
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        state = context.storage_state()
        context.close()
        return state


WIDE = {"width": 1440, "height": 900}


class Seats:
    """The browsers of people who are signed in. Their pages are used again by the next test, with
    nothing left of the last: to start one takes a second."""

    def __init__(self, browser: Any, served: Served) -> None:
        self.browser, self.served = browser, served
        self.kept: dict[str, tuple[Any, Any]] = {}
        self.free: dict[str, list[Any]] = {}
        self.used: list[tuple[str, Any]] = []

    def page(self, who: str, viewport: Any = WIDE, color_scheme: str = "light") -> Any:
        """A page of somebody; another one where he has some already."""
        if who not in self.kept:
            state = self.served.signed_in(self.browser, who)
            how = {"locale": "zh-CN", "bypass_csp": True}  # waits need eval
            self.kept[who] = state, self.browser.new_context(storage_state=state, **how)
        free = self.free.setdefault(who, [])
        page = free.pop() if free else self.kept[who][1].new_page()
        self.used.append((who, page))
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=color_scheme)
        return page

    def leave(self) -> None:
        """What pages hold and remember is gone, and none asks the server."""
        for who, page in self.used:
            if not page.is_closed():
                page.once("dialog", lambda asked: asked.accept())  # to leave what is not saved
                page.goto(f"{self.served.address}/static/workbench/workbench.css")
                page.evaluate("localStorage.clear(); sessionStorage.clear()")
                self.free[who].append(page)
        for state, context in self.kept.values():
            context.clear_cookies()
            context.add_cookies(state["cookies"])
            for page in context.pages:
                if all(page not in free for free in self.free.values()):
                    page.close()
        self.used = []


def stored(page: Any) -> None:
    """Wait until a draft's page has nothing left to save."""
    page.wait_for_function(
        "document.querySelector('#saved').textContent.startsWith('已保存')"
        " && !document.querySelector('td.pending')",
        polling=50,  # not at every frame: one would be drawn for each look
    )


def keystrokes(page: Any, typed: str, follows: str, first: int, times: int = 9) -> float:
    """Enter figures in a cell until one that follows is shown. Print how long it took, and give the
    median as a part of the time in which the page had opened: on a machine that is busy both take
    longer."""
    opened = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    took = []
    for number in range(times):
        page.locator(f'td[data-p="{typed}"]').click()
        page.keyboard.type(str(first + number))
        took.append(
            page.evaluate(
                """async place => {
                  const cell = document.querySelector(`td[data-p="${place}"]`);
                  const was = cell.textContent, began = performance.now();
                  document.querySelector('.grid input').dispatchEvent(
                    new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}));
                  while (cell.textContent === was) await new Promise(r => setTimeout(r, 1));
                  return performance.now() - began;
                }""",
                follows,
            )
        )
        stored(page)
    median = sorted(took)[times // 2]
    print(f"keystroke to dependent cells: {median:.0f} ms, the page: {opened:.0f} ms")
    return float(median / opened)


VIOLATIONS = """async few => {
  const grounds = new Map(), met = new Map(), alike = [];
  const ground = element => {
    if (!element) return '';
    if (!grounds.has(element)) {
      const s = getComputedStyle(element);
      const own = [s.backgroundColor, s.backgroundImage, s.opacity, s.filter, s.mixBlendMode];
      grounds.set(element, own.join('|') + '<' + ground(element.parentElement));
    }
    return grounds.get(element);
  };
  for (const element of document.body.querySelectorAll('*')) {
    const text = element.textContent.trim();
    if (element.firstElementChild || !text || !element.checkVisibility()) continue;
    const s = getComputedStyle(element);
    const own = [s.color, s.fontSize, s.fontWeight, s.textShadow, s.webkitTextStroke, s.position];
    const off = element.closest(':disabled, [aria-disabled], [inert]') !== null;
    const kind = [element.tagName, ...own, off, text.length > 1, ground(element)].join('|');
    met.set(kind, (met.get(kind) ?? 0) + 1);
    if (met.get(kind) > few) alike.push(element);
  }
  const told = { resultTypes: ['violations'] };
  const where = { include: [document], exclude: alike };
  const contrast = await axe.run(where, { ...told, runOnly: ['color-contrast'] });
  const others = await axe.run({ ...told, rules: { 'color-contrast': { enabled: false } } });
  return [...contrast.violations, ...others.violations];
}"""
"""What axe finds wrong with a page. Of what shows text in the same colour, size and weight on the
same grounds, the contrast of so many is measured: a form's cells would take seconds."""


def violations(page: Any) -> list[dict[str, Any]]:
    """What axe finds wrong with a page."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe here")
    page.evaluate(axe.Axe().axe_script)
    found: list[dict[str, Any]] = page.evaluate(VIOLATIONS, 3)
    return found


def shot(page: Any, name: str, wrong: list[str] | None = None, full: bool = False) -> None:
    """Hold a page to accessibility, and keep a picture of it where asked."""
    before = list(wrong or ())  # what axe itself does against the policy is no fault of the page
    found = violations(page)
    grave = {
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
        for one in found
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    }
    assert not grave, (name, grave)
    if wrong is not None:
        wrong[:] = before
    if SHOTS:
        Path(SHOTS).mkdir(exist_ok=True)
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=full)

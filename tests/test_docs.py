"""The documentation keeps its word: links lead somewhere, examples run, pages have their twins."""

import importlib.util
import re
from pathlib import Path

import pytest

from juesuan.forms import available_form_sets

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*/README.md")])
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
FOR_ACCOUNTANTS = (
    "book",
    "importing",
    "checking",
    "reading",
    "publishing",
    "rules",
    "index",
    "corpus",
    "form-sets",
)
"""Pages that accountants and reviewers read: Chinese beside English."""


def anchors(page: Path) -> set[str]:
    """What headings of a page can be pointed at."""
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for link, picture in LINK.findall(text):
        target, _, anchor = (link or picture).partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), f"{page.name}: {link or picture}"
        if anchor and path.suffix == ".md":
            assert anchor in anchors(path), f"{page.name}: {link}"


@pytest.mark.parametrize("name", FOR_ACCOUNTANTS)
def test_what_accountants_and_reviewers_read_is_there_in_chinese(name: str) -> None:
    page = ROOT / "docs" / f"{name}.zh.md"
    heads = [
        len(re.findall(r"^## ", p.read_text("utf-8"), re.M))
        for p in (page, page.with_name(f"{name}.md"))
    ]
    assert heads[0] == heads[1], "the two languages have the same sections"


def test_both_pages_on_form_sets_show_the_same_files_and_list_the_same_sets() -> None:
    pages = [(ROOT / "docs" / f"form-sets{of}.md").read_text("utf-8") for of in ("", ".zh")]
    shown = [re.findall(r"```toml\n.*?```", page, re.DOTALL) for page in pages]
    assert shown[0] == shown[1] != []
    rows = [re.findall(r"^\| `(\w+-[\d-]+)` \| (.+?) \|", page, re.MULTILINE) for page in pages]
    assert rows[0] == rows[1] != []


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_first_page_names_every_form_set(name: str) -> None:
    named = set(re.findall(r"`([a-z]+-[\d-]+)`", (ROOT / name).read_text("utf-8")))
    assert named == set(available_form_sets())


def test_the_architecture_names_every_package_and_all_data() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    package = ROOT / "src" / "juesuan"
    packages = [folder.name for folder in package.iterdir() if (folder / "__init__.py").is_file()]
    data = [
        entry.name + "/" * entry.is_dir()
        for entry in (package / "data").iterdir()
        if entry.suffix in ("", ".toml")
    ]
    assert [name for name in [*packages, *data] if f"`{name}`" not in page] == []


@pytest.mark.parametrize("name", ["book.md", "book.zh.md", "rules.md", "rules.zh.md"])
def test_pages_written_from_data_are_up_to_date(name: str) -> None:
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "docs" / "catalogue.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (ROOT / "docs" / name).read_text("utf-8")
    assert written == module.PAGES[name](), "run: python docs/catalogue.py"


def test_the_examples_of_the_page_on_python_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "python.md").read_text("utf-8")
    examples = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(examples) >= 4
    for example in examples:
        exec(compile(example, "docs/python.md", "exec"), {})
    said = capsys.readouterr().out
    assert "支出决算表" in said and "yunnan-2021" in said and "not_found" in said

"""The project holds to its own rules: imports, messages, documents."""

import ast
import importlib
import inspect
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeGuard

from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.ledger.rules import row_rules
from juesuan.messages import LANGUAGES, catalogue

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "juesuan"
MODULES = sorted(PACKAGE.rglob("*.py"))

LAYERS = (
    {"keeping"},
    {"text"},
    {"messages"},
    {"resources"},
    {"classification"},
    {"facts"},
    {"lexicon"},
    {"forms"},
    {"ledger", "reading", "rounding"},
    {"performance"},
    {"checks"},
    {"narrative"},
    {"publishing", "importing"},
    {"drafts"},
    {"reporting"},
    {"consolidating", "corpus"},
    {"starting"},
    {"workbench"},
    {"cli"},
)
"""Packages from the lowest to the highest: imports run down, never sideways or up."""


@dataclass(frozen=True)
class Written:
    """What tests ask of a module: one parsing answers all."""

    source: str
    imports: list[tuple[str, list[str]]]
    """What is imported: of ``from a import b`` the module and the names, else no names."""
    classes: list[ast.ClassDef]
    own_classes: list[str]
    """The names of those that stand in no class or function."""
    texts: list[str]
    """All but docstrings."""
    roles: list[ast.expr]
    """Whatever is given as ``role=``."""


@cache
def written(path: Path) -> Written:
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    told = {id(n.value) for n in nodes if isinstance(n, ast.Expr)}
    found = Written(
        source, [], [], [n.name for n in tree.body if isinstance(n, ast.ClassDef)], [], []
    )
    for n in nodes:
        if isinstance(n, ast.ImportFrom) and n.module:
            found.imports.append((n.module, [alias.name for alias in n.names]))
        elif isinstance(n, ast.Import):
            found.imports.extend((alias.name, []) for alias in n.names)
        elif isinstance(n, ast.ClassDef):
            found.classes.append(n)
        elif isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in told:
            found.texts.append(n.value)
        elif isinstance(n, ast.keyword) and n.arg == "role":
            found.roles.append(n.value)
    return found


def short(path: Path) -> str:
    """A module as its path within the package."""
    return path.relative_to(PACKAGE).as_posix()


def layer(package: str) -> int:
    return next(n for n, packages in enumerate(LAYERS) if package in packages)


def imported(path: Path) -> set[str]:
    """Packages of the project that a module imports."""
    names = (name for name, _ in written(path).imports)
    return {name.split(".")[1] for name in names if name.startswith("juesuan.")}


def test_imports_run_downward() -> None:
    above = {
        short(path): sideways
        for path in MODULES
        if (package := path.relative_to(PACKAGE).parts[0]) not in {"__init__.py", "__main__.py"}
        and (sideways := {n for n in imported(path) - {package} if layer(n) >= layer(package)})
    }
    assert above == {}


READING_LAYERS = (
    {"errors"},
    {"limits"},
    {"document", "figures", "words", "steps", "collecting"},
    {"way"},
    {"formats", "narrative", "apart"},
    {"recognise"},
    {"performance", "place"},
    {"decide"},
    {"unread"},
    {"reading"},
    {"opening", "kinds", "laying_out"},
    {"__init__"},
)
"""Rooms of ``reading`` from the lowest to the highest: a table is recognised, its cells placed,
the ways to read it decided between."""


def reading_room(parts: Sequence[str]) -> int:
    """The layer of a module of ``reading``, by its path below the package."""
    return next(n for n, rooms in enumerate(READING_LAYERS) if parts[0] in rooms)


def test_rooms_of_reading_are_entered_downward() -> None:
    known = {name_of(module) for module in MODULES}
    above = []
    for path in (PACKAGE / "reading").rglob("*.py"):
        own = path.relative_to(PACKAGE / "reading").with_suffix("").parts
        named = modules_named(path, known)
        rooms = [name.split(".")[2:] or ["__init__"] for name in named if ".reading" in name]
        above += [
            f"{short(path)}: {'.'.join(room)}"
            for room in rooms
            if room[0] != own[0] and reading_room(room) >= reading_room(own)
        ]
    assert above == []


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules_named(path: Path, known: set[str]) -> set[str]:
    """The modules of the project that a module imports, wherever in it, by their full names."""
    found = set()
    for module, names in written(path).imports:
        found |= {f"{module}.{name}" for name in names} & known or {module}
    return found & known


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {name_of(path): path for path in MODULES}
    left = {name: modules_named(path, set(names)) for name, path in names.items()}
    while free := {name for name, needs in left.items() if not needs & left.keys() - {name}}:
        left = {name: needs for name, needs in left.items() if name not in free}
    assert {name: sorted(needs & left.keys()) for name, needs in left.items()} == {}


def test_a_module_can_be_held_in_ones_head() -> None:
    lengths = {short(path): len(written(path).source.splitlines()) for path in MODULES}
    assert {path: length for path, length in lengths.items() if length > 350} == {}


def test_records_are_structs() -> None:
    """A dataclass costs a thousandth of a second where it is defined, and ten times a struct's
    time wherever one is made, compared or looked up: every start of a command pays for it."""
    imported = [
        f"{path.relative_to(PACKAGE)}"
        for path in MODULES
        if re.search(r"^(from|import) dataclasses\b", written(path).source, re.MULTILINE)
    ]
    assert imported == []


def test_records_of_more_than_five_fields_are_keyword_only() -> None:
    """Six figures in a row say nothing to those who read a call."""
    wide = [
        f"{path.relative_to(PACKAGE)}: {node.name}"
        for path in MODULES
        for node in written(path).classes
        if "Struct" in map(ast.unparse, node.bases)
        and "kw_only=True" not in map(ast.unparse, node.keywords)
        and sum(isinstance(line, ast.AnnAssign) for line in node.body) > 5
    ]
    assert wide == []


FOLDING_OF_THEIR_OWN = {
    "facts/money.py": "signs of amounts only: a ² or ① is no digit",
    "reading/figures.py": "the blanks within a figure tell whether it is one",
    "reading/formats/archive.py": "names are put in order, their blanks and cases too",
    "reading/formats/ocr_text.py": "letters that recognition takes for digits; widths of signs",
    "reading/formats/pdf_chars.py": "single signs, radicals among them",
    "ledger/typed.py": "dates, with a time behind a blank",
    "checks/subject/passages.py": "signs of the end of a sentence, too",
}
"""Modules that fold texts in a way that ``juesuan.text`` has not, and why."""


CHINESE_IN_CODE = 148
"""Texts with Chinese words that stand in modules, and belong in data: may only fall."""
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")


def chinese_in(path: Path) -> list[str]:
    """The texts of a module with Chinese words; numerals, marks and docstrings are none."""
    texts = written(path).texts
    return [text for text in texts if set(re.findall("[\u4e00-\u9fff]", text)) - _NUMERALS]


def test_chinese_words_move_from_code_to_data() -> None:
    """Commands say both languages where they stand; migrations say what models once said."""
    modules = [m for m in MODULES if not {"cli", "migrations"} & set(m.parts)]
    count = sum(len(chinese_in(module)) for module in modules)
    assert count <= CHINESE_IN_CODE
    assert count > CHINESE_IN_CODE - 10, "fewer than the limit: lower it"


def test_no_two_classes_share_a_name() -> None:
    """One word has one meaning. Models of the database keep theirs (``Draft``, ``Finding``): a
    name there is a table, and shapes of the interface are named like what they show."""
    modules = [m for m in MODULES if "workbench" not in m.parts]
    places: dict[str, set[Path]] = {}
    for module in modules:
        for name in written(module).own_classes:
            if not name.startswith("_"):
                places.setdefault(name, set()).add(module)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_texts_are_folded_in_one_room() -> None:
    own = {
        short(path)
        for path in MODULES
        if re.search(r"\bmaketrans\(|unicodedata\.normalize", written(path).source)
        and path.relative_to(PACKAGE).parts[0] != "text"
    }
    assert own == FOLDING_OF_THEIR_OWN.keys()


def test_every_door_takes_a_path_as_text() -> None:
    """Every function that a package offers and that takes a path takes its text as well."""
    strict = set()
    for package in {package for packages in LAYERS for package in packages} - {"cli"}:
        module = importlib.import_module(f"juesuan.{package}")
        for name in module.__all__:
            offered = getattr(module, name)
            if inspect.isfunction(offered):
                taken = inspect.signature(offered).parameters.values()
                strict |= {
                    f"{package}.{name}({one.name})"
                    for one in taken
                    if "Path" in str(one.annotation) and "str" not in str(one.annotation)
                }
    assert strict == set()


def test_every_message_is_there_in_every_language_with_the_same_places() -> None:
    for key, texts in catalogue().items():
        assert set(texts) == set(LANGUAGES), key
        places = [set(re.findall(r"{(\w+)", text)) for text in texts.values()]
        assert places[0] >= places[1] or places[1] >= places[0], key


def test_every_message_that_is_said_exists_and_every_one_is_said() -> None:
    source = "\n".join(written(path).source for path in MODULES)
    said = set(re.findall(r'say\(\s*f?"([\w.]+)"', source))
    assert said - set(catalogue()) == set()
    keys = {key.rpartition(".")[2] for key in catalogue()}
    assert all(re.fullmatch(r"[\w-]+", key) for key in keys)
    words = set(re.findall(r"[\"'.]([\w-]+)(?=[\"'{])", source))
    unsaid = {key for key in keys - set(row_rules()) - words if not key.startswith("step")}
    # Said through a family of names: dimensions, languages of a template's entries.
    families = set(catalogue()) - {
        f"{f}.{k}" for f in ("dimension", "template", "stage", "coverage", "rule") for k in keys
    }
    assert {key for key in unsaid if any(name.endswith(f".{key}") for name in families)} == set()


def test_every_role_that_a_place_may_have_has_words() -> None:
    given = set(claim_words().roles) | {"share", "average", "other", "change", "growth"}
    for path in MODULES:
        if path.relative_to(PACKAGE).parts[0] in {"checks", "reading"}:
            for role in written(path).roles:
                given |= {c.value for c in ast.walk(role) if _names_a_role(c)}
    assert {role for role in given if f"role.{role}" not in catalogue()} == set()


def _names_a_role(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value != ""


def test_every_row_rule_has_words() -> None:
    assert {f"book.{key}" for key in row_rules()} <= set(catalogue())


def test_the_worked_example_of_a_form_set_works(tmp_path: Path) -> None:
    """The files shown in the docs, taken from the page, make a set that builds a real book."""
    from juesuan.checks import check_identities
    from juesuan.ledger import read_book
    from juesuan.publishing import fill_book

    text = (ROOT / "docs" / "form-sets.md").read_text("utf-8")
    files = re.findall(r"`([\w-]+\.toml)` — .*?```toml\n(.*?)```", text, re.DOTALL)
    assert [name for name, _ in files] == ["set.toml", "expenditure.toml", "three-public.toml"]
    folder = tmp_path / "hunan-2023"
    folder.mkdir()
    for name, content in files:
        (folder / name).write_text(content, encoding="utf-8")
    book = read_book(ROOT / "examples" / "qujing-digital-economy-centre-2023")
    disclosure = fill_book(book, str(folder))
    residuals = check_identities(disclosure)
    assert [str(r.identity) for r in residuals if not r.holds] == []
    found = {str(r.identity) for r in residuals}
    assert "10:total:1 = 10:total:2 + 10:total:3 + 10:total:6" in found
    assert "01:57:2 = 03:total:1" in found
    form = disclosure.form("10")
    (reception,) = (c for c in form.sheet.cells if c.key.column == "6")
    assert disclosure.text(form, reception) == "4.08"


def test_tests_named_for_damaged_code_and_data_are_there() -> None:
    named = tomllib.loads((ROOT / "tests" / "mutants" / "map.toml").read_text("utf-8"))
    assert all((PACKAGE / place).exists() for place in named["tests"])
    for patterns in (named["without"], *named["tests"].values()):
        assert all(any(ROOT.glob(f"tests/{pattern}")) for pattern in patterns)


def test_no_two_files_of_tests_have_one_name() -> None:
    """Files of tests stand in no packages, so pytest knows them by their names alone."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    names = [path.name for path in files]
    assert [str(path) for path in files if names.count(path.name) > 1] == []

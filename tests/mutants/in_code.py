"""Small damages to Python code: comparisons, bounds, decisions, numbers, results."""

import ast
import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Mutant", "Site", "Where", "of_code", "probed", "sites", "where"]

_INVERTED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_BESIDE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
}  # fmt: skip
_OTHER_SIGN: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
}  # fmt: skip
_NOTHING = {
    "bool": ("True", "False"), "str": ("''",), "int": ("0",), "list": ("[]",), "dict": ("{}",),
    "set": ("set()",), "frozenset": ("frozenset()",), "tuple": ("()",), "Sequence": ("()",),
    "Mapping": ("{}",), "Collection": ("()",), "Iterable": ("()",), "None": ("None",),
}  # fmt: skip
"""What a function of a result type gives when it gives up."""
_CLOCK = re.compile(r"\bmonotonic\(|\bperf_counter\(|\.until < now\b")
"""Seconds of a clock: that two are the same to the last digit does not happen."""


@dataclass(frozen=True)
class Where:
    """Where a place of a module stands: in which function that stands in no other, and in which
    part of it. Parts begin with bodies and behind statements that may leave them."""

    function: str = ""
    part: int = -1


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """One damage of one file: ``text`` is the whole file with it."""

    file: str
    """Below the package's folder."""
    line: int
    kind: str
    change: str
    text: str
    where: Where = Where()

    @property
    def package(self) -> str:
        return self.file.split("/")[0]

    def __str__(self) -> str:
        return f"src/juesuan/{self.file}:{self.line}  {self.kind}  {self.change}"


@dataclass(frozen=True)
class Site:
    """A place in code that can be damaged."""

    file: str
    number: int
    line: int
    kind: str
    choice: int


def sites(root: Path, file: str) -> list[Site]:
    """All places of one module."""
    tree = ast.parse((root / file).read_text("utf-8"))
    return [
        Site(file, number, node.lineno, kind, choice)
        for number, node in enumerate(_nodes(tree))
        for choice, (kind, _) in enumerate(_variants(node))
    ]


def of_code(root: Path, site: Site) -> Mutant:
    """The damage of a place."""
    tree = ast.parse((root / site.file).read_text("utf-8"))
    node = list(_nodes(tree))[site.number]
    kind, changed = list(_variants(node))[site.choice]
    was, now = _short(node), _short(changed)
    node.__dict__.clear()
    node.__class__ = changed.__class__  # in place: the parents need not be known
    node.__dict__.update(changed.__dict__)
    text = ast.unparse(ast.fix_missing_locations(tree))
    change = f"{was} → {now}"
    stands = where((root / site.file).read_text("utf-8"))[site.number]
    return Mutant(file=site.file, line=site.line, kind=kind, change=change, text=text, where=stands)


def where(text: str) -> dict[int, Where]:
    """Of every place; what runs when the module is imported stands in no function."""
    tree = ast.parse(text)
    parts: dict[int, int] = {}
    for number, (body, start, end) in enumerate(_parts(tree)):
        for statement in body[start:end]:
            for node in ast.walk(statement):
                parts[id(node)] = number  # outer parts come first
    names: dict[int, str] = {}
    for name, function in _outermost(tree, ""):
        for statement in function.body:
            names |= {id(node): name for node in ast.walk(statement)}
        names[id(function)] = name
        inner = (parts[id(one)] for one in function.body if id(one) in parts)
        parts[id(function)] = next(inner, -1)
    return {
        number: Where(names.get(id(node), ""), parts.get(id(node), -1))
        for number, node in enumerate(_nodes(tree))
    }


def probed(text: str, first: int) -> tuple[str, int]:
    """A module whose parts tell that they run, numbered from ``first``; and how many. It loads
    what it tells them with itself: a module may run as a script."""
    tree = ast.parse(text)
    parts = list(_parts(tree))
    for number, (body, start, _) in reversed([*enumerate(parts)]):
        body.insert(start, ast.parse(f"juesuan_seen[{first + number}] = 1").body[0])
    future = [n for n, one in enumerate(tree.body, 1) if getattr(one, "module", "") == "__future__"]
    tree.body[max(future, default=0) : 0] = ast.parse("import seen").body
    return ast.unparse(ast.fix_missing_locations(tree)), len(parts)


def _outermost(tree: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield prefix + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from _outermost(node, f"{prefix}{node.name}.")
        elif isinstance(node, ast.stmt):
            yield from _outermost(node, prefix)


def _parts(tree: ast.AST) -> Iterator[tuple[list[ast.stmt], int, int]]:
    """The lists of statements in functions, cut behind what may leave them."""
    for _, function in _outermost(tree, ""):
        for node in ast.walk(function):
            for field in ("body", "orelse", "finalbody"):
                body = getattr(node, field, None)
                if not (isinstance(body, list) and body) or isinstance(node, ast.ClassDef):
                    continue
                start = int(isinstance(node, ast.FunctionDef) and bool(ast.get_docstring(node)))
                for at, statement in enumerate(body[:-1], 1):
                    leaves = (ast.If, ast.For, ast.While, ast.Try, ast.With, ast.Match)
                    if at > start and isinstance(statement, leaves):
                        yield body, start, at
                        start = at
                if start < len(body):
                    yield body, start, len(body)


def _short(node: ast.AST) -> str:
    if isinstance(node, ast.FunctionDef):
        return f"def {node.name}: {ast.unparse(node.body[-1]).splitlines()[0]}"
    return ast.unparse(node).splitlines()[0][:90]


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Nodes worth damaging, in order: no annotations, no docstrings, no lists of names, nothing
    that decides nothing."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {
            "__all__",
            "__slots__",
            "_WIDTHS",  # of a sheet's columns: a matter of looks
        }:
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Call) and ast.unparse(node) == "datetime(1980, 1, 1)":
            continue  # the moment in files that stands for none: any other would do
        if isinstance(node, ast.Assert):
            continue  # tells the type checker what is so; it decides nothing
        if isinstance(node, ast.Compare) and ast.unparse(node.left) == "sys.platform":
            continue  # what another system does is seen there only (also in ``_variants``)
        if isinstance(node, ast.arg) or node is getattr(tree, "returns", None):
            continue
        if node is getattr(tree, "annotation", None):
            continue
        if isinstance(node, ast.stmt | ast.expr):
            yield node
        yield from _nodes(node)


def _variants(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for kind, table in (("inverted", _INVERTED), ("bound", _BESIDE)):
            other = table.get(type(node.ops[0]))
            if other and not (kind == "bound" and _CLOCK.search(ast.unparse(node))):
                yield kind, _with(node, ops=[other()])
    elif isinstance(node, ast.BoolOp):
        yield "logic", _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "logic", node.operand
    elif isinstance(node, ast.BinOp) and (sign := _OTHER_SIGN.get(type(node.op))):
        if not _text(node.left) and not _text(node.right):
            yield "sign", _with(node, op=sign())
    elif isinstance(node, ast.If | ast.IfExp):
        if "sys.platform" in ast.unparse(node.test):
            return  # what another system does is seen there only
        yield "decision", _with(node, test=ast.Constant(False))
        yield "decision", _with(node, test=ast.Constant(True))
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield "number", ast.Constant(node.value * 2 if node.value not in (0, 1) else 2)
    elif isinstance(node, ast.Continue):
        yield "decision", ast.Pass()
    elif isinstance(node, ast.FunctionDef):
        yield from _given_up(node)


def _given_up(node: ast.FunctionDef) -> Iterator[tuple[str, ast.AST]]:
    """The function with its work left out."""
    told = ast.unparse(node.returns) if node.returns else ""
    yields = any(isinstance(part, ast.Yield | ast.YieldFrom) for part in ast.walk(node))
    if yields:
        yield "silenced", _with(node, body=ast.parse("return\nyield").body)
        return
    kinds = [part.split("[")[0].strip() for part in told.split("|")]
    results = _NOTHING["None"] if "None" in kinds and len(kinds) > 1 else _NOTHING.get(kinds[0], ())
    body = node.body[1:] if ast.get_docstring(node) else node.body
    for result in results:
        if not (len(body) == 1 and ast.unparse(body[0]) == f"return {result}"):
            yield "result", _with(node, body=[ast.Return(ast.parse(result, mode="eval").body)])


def _text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _with(node: ast.AST, **fields: object) -> ast.AST:
    made = copy.copy(node)
    for name, value in fields.items():
        setattr(made, name, value)
    return made

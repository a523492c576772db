"""Commands whose help and whose options need no library: texts, paths, numbers as they are.

Typer has every value judged by pydantic, whose import alone takes a tenth of a second. What the
command line hands over as it is goes past it; anything else is still judged, and told, by typer.
A command is made of its function when it is asked for: one is, of a dozen and a half.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, ClassVar, get_args, get_origin

from typer import Typer, echo
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from juesuan.cli.option_records import taken_apart

__all__ = ["Command", "Commands", "MadeWhenAsked"]

_JUDGED = ("exists", "resolve_path", "allow_dash", "path_type", "parser", "click_type", "formats")
"""What an option may ask of its value that only typer judges. Bounds of numbers are not among
them: only a default is a number already."""

_USAGE = 2
"""Exit status of a wrong usage."""


class _NotPlainError(Exception):
    """A value that typer must judge."""


class Command(TyperCommand):
    """A command whose plain values are taken as they are, with our own help."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The options and arguments, the one for help among them."""
        return _taking_plain_values(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        from juesuan.cli.help import help_of

        formatter.write(help_of(self, ctx))


class MadeWhenAsked(Mapping[str, TyperCommand]):
    """Commands by name, each made of its function when it is first asked for."""

    def __init__(self, functions: Mapping[str, Callable[..., None]]) -> None:
        self.functions = functions
        self.made: dict[str, TyperCommand] = {}

    def __getitem__(self, name: str) -> TyperCommand:
        if name not in self.made:
            alone = Typer(add_completion=False, rich_markup_mode="rich")
            alone.command(name, cls=Command)(taken_apart(self.functions[name]))
            self.made[name] = get_command(alone)  # type: ignore[assignment]
        return self.made[name]

    def __contains__(self, name: object) -> bool:
        return name in self.functions

    def __iter__(self) -> Iterator[str]:
        return iter(self.functions)

    def __len__(self) -> int:
        return len(self.functions)


class Commands(TyperGroup):
    """Commands whose common options are taken as they are; ``functions`` are what they are made
    of, by name, in the order of the help."""

    functions: ClassVar[Mapping[str, Callable[..., None]]] = {}

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands: Any = MadeWhenAsked(self.functions)

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the help."""
        return list(self.functions)

    def described(self) -> Iterator[tuple[str, str]]:
        """Each command with what its function says of itself."""
        for name, function in self.functions.items():
            yield name, function.__doc__ or ""

    def get_params(self, ctx: Any) -> list[Any]:
        """The options and arguments, the one for help among them."""
        return _taking_plain_values(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        from juesuan.cli.help import help_of

        formatter.write(help_of(self, ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What is asked; where nothing is, the help, and that it was used wrongly."""
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            echo(ctx.get_help(), color=ctx.color)
            ctx.exit(_USAGE)
        return super().parse_args(ctx, args)


def _taking_plain_values(params: list[Any]) -> list[Any]:
    for param in params:
        told = getattr(param, "type_descriptor", None)
        usual = getattr(param, "get_runtime_param", None)
        if told is None or usual is None or isinstance(usual, _Plain):
            continue  # another version of typer, or seen before
        if not any(getattr(told.parameter_info, name, None) for name in _JUDGED):
            param.get_runtime_param = _Plain(told.annotation, usual)
    return params


class _Plain:
    """In the place of typer's conversion of one option, which is asked for where it is needed."""

    def __init__(self, annotation: Any, usual: Any) -> None:
        self.annotation, self.usual = annotation, usual

    def __call__(self) -> _Plain:
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value as the command takes it."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        try:
            return _plain(value, self.annotation)
        except _NotPlainError:
            return self.usual().coerce(value, param=param, ctx=ctx)


def _plain(value: Any, kind: Any) -> Any:
    if get_origin(kind) is list and isinstance(value, (list, tuple)):
        return [_plain(each, get_args(kind)[0]) for each in value]
    if isinstance(kind, type) and isinstance(value, kind):
        return value
    if kind is Path and isinstance(value, str) and value:
        return Path(value)
    if isinstance(kind, type) and issubclass(kind, Enum) and value in {each.value for each in kind}:
        return kind(value)
    raise _NotPlainError

"""Commands whose help and whose options need no library: texts, paths, numbers as they are.

Typer has every value judged by pydantic, whose import alone takes a tenth of a second. What the
command line hands over as it is goes past it; anything else is still judged, and told, by typer.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin

from typer import echo
from typer.core import TyperCommand, TyperGroup

__all__ = ["Command", "Commands"]

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


class Commands(TyperGroup):
    """Commands whose common options are taken as they are."""

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

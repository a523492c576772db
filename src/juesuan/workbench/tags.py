"""What templates may ask: words, and how times are told."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.timezone import localtime

from juesuan.messages import catalogue
from juesuan.messages import say as said
from juesuan.resources import load
from juesuan.workbench import words

__all__ = ["register"]

register = template.Library()


@register.simple_tag
def say(key: str, **details: object) -> str:
    """Words for a key, in the language of the request."""
    return words.word(key, **details)


@register.filter
def worded(value: str, section: str) -> str:
    """The words for a value of a fixed set, such as a state: ``{{ state|worded:"state" }}``."""
    return words.word(f"{section}.{value}")


@register.filter
def moment(value: datetime | None) -> str:
    """A time to the minute, as 2026-03-01 09:30."""
    return localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""


@register.filter
def problem(value: str) -> str:
    """Why a job failed: a key of words, or words already."""
    return words.word(f"problem.{value}") if value.isidentifier() else value


@register.filter
def stage(value: str) -> str:
    """The stage of a job in words: the pages' own, else the program's."""
    own = value in load("workbench/words.toml")["stage"]
    if own:
        return words.word(f"stage.{value}")
    return said(f"stage.{value}", words.language()) if f"stage.{value}" in catalogue() else ""


@register.filter
def action(value: str) -> str:
    """What an entry of the journal says was done, in words where it has some."""
    known = load("workbench/words.toml")["action"]
    key = value.replace(".", "_")
    return words.word(f"action.{key}") if key in known else value

"""The labels of a form's fixed rows, by row key."""

from __future__ import annotations

from juesuan.forms import Form, Side
from juesuan.forms.formset import listed_classes

__all__ = ["row_labels"]


def row_labels(form: Form, side: Side) -> dict[str, str]:
    """Row key → printed label of every fixed row of a side; numbered classes included."""
    labels: dict[str, str] = {}
    for source in side.sources:
        if source.row is not None:
            labels[source.key] = source.row.label
        elif source.each == "function classes":
            for number, (_, label) in enumerate(listed_classes(form.classes), source.first or 1):
                labels[str(number)] = label
    return labels

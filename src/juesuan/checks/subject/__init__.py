"""The document under check (被审文件): its figures, its passages, the facts its forms print."""

from juesuan.checks.subject.document import State, Subject, of_the_text

__all__ = ["State", "Subject", "of_the_text"]

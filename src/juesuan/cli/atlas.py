"""``juesuan atlas``: a corpus as a static site."""

from __future__ import annotations

from pathlib import Path

from juesuan.cli.console import out
from juesuan.corpus import write_atlas
from juesuan.messages import say

__all__ = ["run"]


def run(corpus: Path, site: Path, lang: str) -> int:
    """Write the atlas; the exit status."""
    made = write_atlas(corpus, site, lang)
    size = -(-made.first_page // 1000)
    said = say("corpus.atlas", lang, units=made.units, path=made.folder / "index.html", size=size)
    out.print(said, soft_wrap=True)
    return 0

"""Pages of a pdf as pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2

__all__ = ["draw_pages"]

_MOST = 600
_WIDE = 1240
"""Pixels of a picture's width: text of 8 points can be read on it."""


def draw_pages(
    path: Path, folder: Path, tell: Callable[[int, int], None]
) -> list[tuple[float, float]]:
    """Draw each page of a pdf into ``folder`` (``1.webp`` …); the sizes of all pages in points.
    ``tell`` hears how many of how many are done. At most the first 600 are drawn."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    sizes: list[tuple[float, float]] = []
    pdf = pypdfium2.PdfDocument(path)
    try:
        for number in range(min(len(pdf), _MOST)):
            page = pdf[number]
            width, height = page.get_size()
            scale = _WIDE / max(width, height * 0.5, 1)
            picture = page.render(scale=scale).to_pil()
            picture.save(folder / f"{number + 1}.webp", quality=70, method=2)
            sizes.append((round(width, 1), round(height, 1)))
            page.close()
            tell(number + 1, len(pdf))
    finally:
        pdf.close()
    return sizes

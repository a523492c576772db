"""Pages that are pictures, and pictures of pages, read by recognition: extra ``juesuan[ocr]``.

Nothing here is imported unless a picture is met, and what the extra brings is imported only
when it is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from juesuan.reading.document import Document, Spot
from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats.pdf_composed import ONE_AT_A_TIME, add_page
from juesuan.reading.formats.pdf_library import pypdfium2

if TYPE_CHECKING:
    from juesuan.reading.formats.ocr_grid import Picture, Scan

__all__ = ["is_available", "read_image", "read_scanned", "told"]

NEEDED = ("rapidocr", "onnxruntime", "cv2")
LONGEST = 6_000
"""Pixels of a page's longer side; larger pages are looked at in less detail."""
MOST_PIXELS = 200_000_000
MOST_PAGES = 2_000
A4 = (595.0, 842.0)


def is_available() -> bool:
    """Whether the extra is installed."""
    return all(find_spec(name) for name in NEEDED)


def read_scanned(path: Path, pages: Iterable[int]) -> Iterator[tuple[int, Scan]]:
    """Read pages (from 1) of a pdf from their pictures, one after another."""
    from juesuan.reading.formats.ocr_grid import DPI, scan

    for number in pages:
        with ONE_AT_A_TIME, pypdfium2.PdfDocument(path) as opened:
            page = opened[number - 1]
            width, height = page.get_size()
            scale = min(DPI / 72, LONGEST / max(width, height, 1))
            picture = page.render(scale=scale, grayscale=True).to_numpy().copy()
        shown = _sized(picture.reshape(picture.shape[:2]), width, height)
        yield number, scan(shown, width, height)


def read_image(path: Path) -> Document:
    """An image file (png, jpg, tiff): each of its pictures is a page.

    Raises UnreadableError ``needs_ocr`` without the extra, ``too_large`` or ``damaged``.
    """
    if not is_available():
        raise UnreadableError("needs_ocr", file=path.name)
    from juesuan.reading.formats.ocr_grid import scan

    document = Document(path.name, "image")
    for picture, width, height in _pictures(path):
        document.pages += 1
        found = scan(_sized(picture, width, height), width, height)
        add_page(found.page, document.pages, document)
        spot = Spot(file=document.file, page=document.pages)
        document.unread.append(told(found, spot) if found.texts else ("scanned_page", spot, {}))
    return document


def told(found: Scan, spot: Spot) -> tuple[str, Spot, dict[str, object]]:
    """That a page was recognised from its picture, with how many doubts."""
    return ("read_by_ocr", spot, {"texts": found.texts, "doubtful": found.doubtful})


def _pictures(path: Path) -> Iterator[tuple[Picture, float, float]]:
    """The pictures of a file, upright and grey, with their sizes in points."""
    import numpy as np
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(path) as opened:
            if getattr(opened, "n_frames", 1) > MOST_PAGES:
                raise UnreadableError("too_large", most=MOST_PAGES)
            for frame in ImageSequence.Iterator(opened):
                if frame.width * frame.height > MOST_PIXELS:
                    raise UnreadableError("too_large", pixels=frame.width * frame.height)
                upright = ImageOps.exif_transpose(frame)
                width, height = _size_of(upright.width, upright.height, frame.info.get("dpi"))
                if "A" in upright.getbands() or "transparency" in upright.info:
                    ground = Image.new("RGBA", upright.size, "white")
                    upright = Image.alpha_composite(ground, upright.convert("RGBA"))
                yield np.asarray(upright.convert("L"), np.uint8), width, height
    except Image.DecompressionBombError as error:
        raise UnreadableError("too_large", most=MOST_PIXELS) from error
    except (UnidentifiedImageError, SyntaxError, ValueError, EOFError, OSError) as error:
        if isinstance(error, (FileNotFoundError, PermissionError)):
            raise
        raise UnreadableError("damaged", reason=str(error)) from error


def _size_of(wide: int, high: int, dpi: Any) -> tuple[float, float]:
    """A picture's size in points by its resolution, or as a sheet of A4 where that is not
    told or makes no page."""
    if dpi and float(dpi[0]) > 0 and float(dpi[1]) > 0:
        width, height = wide / float(dpi[0]) * 72, high / float(dpi[1]) * 72
        if 0.5 < max(width, height) / A4[1] < 3:
            return width, height
    scale = A4[1] / max(wide, high, 1)
    return wide * scale, high * scale


def _sized(picture: Any, width: float, height: float) -> Picture:
    """The picture in the resolution at which pictures are looked at."""
    import cv2
    import numpy as np

    from juesuan.reading.formats.ocr_grid import DPI

    wide, high = max(8, round(width * DPI / 72)), max(8, round(height * DPI / 72))
    if (high, wide) == picture.shape:
        return np.asarray(picture, np.uint8)
    shrink = wide < picture.shape[1]
    how = cv2.INTER_AREA if shrink else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, (wide, high), interpolation=how), np.uint8)

"""Store the pictures of the explorers beside them, for where a notebook is shown and nothing moves in it.

``python -m book.stills _build/html`` takes the pictures that `book.pictures` has made for the built site, in a quarter
of the bytes, and puts each into the folder of its explorer or among the stills of the figures. A picture that shows
what the stored one shows is left alone, so another browser or font renderer changes no file.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import numpy as np
from PIL import Image

from book import built
from book.extension.no_script import FOLDER
from book.pictures import texts_of
from widgets import explorers, figures
from widgets.explorers.kit.still import Still, still

ROOT = Path(__file__).parents[1]
#: Colors of a picture: charts and letters need no more.
COLORS = 48
#: Pixels of a square, and how far its mean color may be off (of 255) from all that stands there or beside it.
SQUARE, OFF = 4, 32


def place(name: str) -> Path:
    """Return where the picture of an explorer or a figure is stored."""
    if name in explorers.NAMES:
        return ROOT / f"widgets/explorers/{name}/still.png"
    return ROOT / f"widgets/figures/stills/{name}.png"


def pictures_of(site: Path) -> dict[str, Still]:
    """Return the pictures of the built site by the name of their explorer or figure, the first of each."""
    known = {*explorers.NAMES, *figures.names()}
    found: dict[str, Still] = {}
    for path in sorted((site / FOLDER).glob("*-[0-9].png")):
        picture = still(path)
        if picture.name in known:
            found.setdefault(picture.name, picture)
    return found


def alike(one: Still, other: Still) -> bool:
    """Whether two pictures say and show the same, but for the edges of letters and lines, and a square to the side."""
    if (one.sentence, one.values) != (other.sentence, other.values):
        return False
    first, second = squares(one.png), squares(other.png)
    if first.shape != second.shape:
        return False
    return all(beyond(*pair) <= OFF for pair in ((first, second), (second, first)))


def beyond(one: np.ndarray, other: np.ndarray) -> float:
    """Return how far the squares of one picture are at most from what the other has there or beside it."""
    height, width = other.shape[:2]
    wide = np.pad(other, ((1, 1), (1, 1), (0, 0)), mode="edge")
    around = np.stack([wide[y : y + height, x : x + width] for y in range(3) for x in range(3)])
    return float(np.maximum(one - around.max(axis=0), around.min(axis=0) - one).max())


def squares(png: bytes) -> np.ndarray:
    """Return the mean colors of a picture's squares (height, width, 3), of 255."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    height, width = image.height // SQUARE * SQUARE, image.width // SQUARE * SQUARE
    pixels = np.asarray(image, dtype=float)[:height, :width]
    return pixels.reshape(height // SQUARE, SQUARE, width // SQUARE, SQUARE, 3).mean(axis=(1, 3))


def small(picture: Still) -> bytes:
    """Return a picture with few colors, and with what it carries."""
    image = Image.open(io.BytesIO(picture.png)).convert("RGB")
    few = image.quantize(COLORS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    written = io.BytesIO()
    texts = texts_of(picture.name, picture.sentence, picture.values)
    few.save(written, "PNG", optimize=True, pnginfo=texts)
    return written.getvalue()


def store(site: Path) -> None:
    """Store the pictures that are missing or show something else, and drop those of what is no more."""
    pictures = pictures_of(site)
    for name, picture in pictures.items():
        path = place(name)
        if not (path.exists() and alike(picture, still(path))):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(small(picture))
            print(f"stored: {path.relative_to(ROOT)}")
    for path in (ROOT / "widgets/figures/stills").glob("*.png"):
        if path.stem not in pictures:
            path.unlink()


if __name__ == "__main__":
    store(built.site(sys.argv[1:]))

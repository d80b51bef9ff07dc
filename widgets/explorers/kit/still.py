"""An explorer where nothing moves: a picture of how it opens, and words.

A notebook's live view is preferred wherever it can run. An export to HTML, Markdown or LaTeX, and a host that shows
notebooks without running them, take what stands beside it. ``book.stills`` makes the pictures from those of the built
site; each carries in itself what the explorer says there and how its sliders stand.
"""

from __future__ import annotations

import json
import struct
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from widgets.explorers.kit.words import kit_words

#: What a picture carries: the explorer's name, its sentence, and its sliders as JSON.
NAME, SENTENCE, VALUES = "Title", "Description", "Comment"


@dataclass(frozen=True)
class Still:
    """A picture of an explorer as it opens.

    Attributes
    ----------
    png : bytes
    name : str
        ``data-explorer`` on the page.
    sentence : str
        What the explorer says in the picture.
    values : dict of str to float
        How its sliders stand in the picture.
    """

    png: bytes
    name: str
    sentence: str
    values: dict[str, float]


@cache
def still(path: Path) -> Still:
    """Return the picture in a file.

    Parameters
    ----------
    path : Path
        A PNG that ``book.pictures`` or ``book.stills`` has made.

    Raises
    ------
    ValueError
        If the file is no such picture.
    """
    png = path.read_bytes()
    texts = _texts(png)
    missing = [part for part in (NAME, SENTENCE, VALUES) if part not in texts]
    if missing:
        raise ValueError(
            f"{path} has no {missing[0]!r}; allowed: a picture that `make stills` made"
        )
    return Still(png, texts[NAME], texts[SENTENCE], json.loads(texts[VALUES]))


def shown_still(path: Path, title: str, chart: str, values: Mapping[str, float]) -> dict[str, str]:
    """Return what stands for an explorer where nothing moves, by its MIME type.

    Parameters
    ----------
    path : Path
        Its picture, which a new explorer has not yet.
    title, chart : str
        What it is about, and what its charts show.
    values : mapping of str to float
        How its sliders stand when it opens; the caption says so where the picture shows them otherwise.
    """
    said = kit_words()["still"]
    if not path.exists():
        return {"text/plain": said["words"].format(title=title)}
    picture = still(path)
    other = {name: value for name, value in values.items() if picture.values.get(name) != value}
    settings = ", ".join(f"{name}={value:g}" for name, value in other.items())
    caption = said["moved" if other else "opens"].format(title=title, settings=settings)
    png = b64encode(picture.png).decode()
    return {
        "text/plain": f"{caption}\n{chart}\n{picture.sentence}",
        "text/html": (
            f'<figure><img src="data:image/png;base64,{png}" style="max-width:100%"'
            f' alt="{escape(f"{chart} {picture.sentence}")}">'
            f"<figcaption>{escape(caption)}</figcaption></figure>"
        ),
        "image/png": png,
    }


def _texts(png: bytes) -> dict[str, str]:
    """Return the texts that a PNG carries (its chunks iTXt, as they are written without compression)."""
    texts, at = {}, 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"iTXt":
            keyword, rest = png[at + 8 : at + 8 + length].split(b"\0", 1)
            texts[keyword.decode("latin-1")] = rest[2:].split(b"\0", 2)[2].decode("utf-8")
        at += length + 12
    return texts

"""What remains of a student's outputs: text and pictures."""

from __future__ import annotations

import base64
import binascii
import json
import math
import re
import struct
from typing import Any

from nbformat import NotebookNode, v4

from widgets.patients import MIME
from widgets.patients.handing_in import LARGEST

#: Escapes that color a terminal's text, and characters that no page may hold.
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_PNG = b"\x89PNG\r\n\x1a\n"
_PICTURE_BYTES, _PICTURE_PIXELS, _MOST_PICTURES, _MOST_OUTPUTS = 1_000_000, 25_000_000, 10, 200
_DEEPEST, _LARGEST_NUMBER = 20, 1e300


def text(value: Any, most: int) -> str:
    """A value as text that a page can show, cut where it is too long."""
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str):
        return ""
    cleaned = _CONTROLS.sub("", _ESCAPES.sub("", value[: most * 4].replace("\r\n", "\n")))
    if len(cleaned) <= most:
        return cleaned
    return f"{cleaned[:most]}\n… (cut here: there was more)\n"


def plain(outputs: list[Any], most: int) -> list[NotebookNode]:
    """Outputs as text and pictures; what else there was is named and left out.

    Parameters
    ----------
    outputs : list
        As a kernel sent them, or as somebody made it look.
    most : int
        Characters of text kept of all together.
    """
    kept: list[NotebookNode] = []
    pictures, left, dropped = 0, most, 0
    for output in outputs:
        made = _plain(output, left) if isinstance(output, dict) else None
        if made is None:
            continue
        is_picture = "image/png" in made.get("data", {})
        if len(kept) >= _MOST_OUTPUTS or left <= 0 or (is_picture and pictures >= _MOST_PICTURES):
            dropped += 1
            continue
        pictures += is_picture
        left -= 0 if is_picture else len(json.dumps(made))
        kept.append(made)
    if dropped:
        kept.append(v4.new_output("stream", name="stdout", text=f"({dropped} more outputs)\n"))
    return kept


def _plain(output: dict[str, Any], most: int) -> NotebookNode | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return v4.new_output("stream", name=name, text=text(output.get("text"), most))
    if kind == "error":
        return v4.new_output(
            "error",
            ename=text(output.get("ename"), 200),
            evalue=text(output.get("evalue"), 2000),
            traceback=[text(line, 4000) for line in _list(output.get("traceback"))[-12:]],
        )
    data = output.get("data")
    if kind not in ("display_data", "execute_result") or not isinstance(data, dict):
        return None
    if picture := png(data.get("image/png")):
        return v4.new_output("display_data", data={"image/png": picture})
    words = text(data.get("text/plain"), most)
    if not words:
        shown = ", ".join(
            sorted(name for name in map(str, data) if re.fullmatch(r"[\w.+/-]{1,60}", name))
        )
        words = f"(not shown here: {shown or 'an output of an unknown kind'})"
    return v4.new_output("display_data", data={"text/plain": words})


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def png(value: Any) -> str:
    """A picture in base64, if it is one and not too large; else nothing."""
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str) or len(value) > _PICTURE_BYTES * 3 // 2:
        return ""
    try:
        content = base64.b64decode("".join(value.split()), validate=True)
    except (binascii.Error, ValueError):
        return ""
    if len(content) > _PICTURE_BYTES or content[:8] != _PNG or content[12:16] != b"IHDR":
        return ""
    if len(content) < 33:
        return ""
    width, height = struct.unpack(">II", content[16:24])
    return base64.b64encode(content).decode() if 0 < width * height <= _PICTURE_PIXELS else ""


def handed_in(outputs: list[Any]) -> dict[str, Any] | None:
    """What a cell handed in last: id and answers, as plain data; nothing where it is not that.

    Parameters
    ----------
    outputs : list
        Of the cell of one question. What they say about themselves is not believed: the question is the cell's.
    """
    for output in reversed(outputs):
        data = output.get("data") if isinstance(output, dict) else None
        payload = data.get(MIME) if isinstance(data, dict) else None
        if _is_sound(payload):
            return payload
    return None


def _is_sound(payload: Any) -> bool:
    if not isinstance(payload, dict) or not isinstance(payload.get("answers"), dict):
        return False
    if not isinstance(payload.get("id"), str) or not _is_data(payload["answers"]):
        return False
    return len(json.dumps(payload)) <= LARGEST + 1000


def _is_data(value: Any, depth: int = 0) -> bool:
    """Finite numbers that a float can hold, texts, and lists and dicts of these, not nested too deeply."""
    if depth > _DEEPEST:
        return False
    if isinstance(value, dict):
        return all(isinstance(k, str) and _is_data(v, depth + 1) for k, v in value.items())
    if isinstance(value, list):
        return all(_is_data(inner, depth + 1) for inner in value)
    if isinstance(value, bool | str):
        return True
    return (
        isinstance(value, int | float)
        and -_LARGEST_NUMBER <= value <= _LARGEST_NUMBER
        and math.isfinite(value)
    )

"""The drawing of the explorer of the body: organs around the blood, arrows between them.

Everything is stated in the units of the drawing, and in colors of `widgets.palette.PALETTE` as the custom
properties of the page. ``kit/picture.js`` draws it and sets the width of the arrows.
"""

from __future__ import annotations

from typing import Any

#: Width and height, and the size of type where room is wide and where it is narrow.
SIZE = {"width": 520, "height": 376}
TYPE = {"wide": 14, "narrow": 18}

#: Width of an arrow for each mg of glucose a minute, and for each unit of insulin an hour.
SCALES = {"glucose": 0.07, "insulin": 3.0}

#: What the two arrows of the key stand for, in the same units.
KEY = {"key_glucose": 200, "key_insulin": 5}

#: Height of the key, and where its parts and their texts begin.
_KEY = 361
_KEY_PLACES = {"key_glucose": (12, 54), "key_insulin": (208, 250), "key_listens": (368, 379)}

_TOP, _BOTTOM = 52, 288  # middle of the organs above and below the blood
_BLOOD = (148, 196)  # its edges

#: Where each organ stands, and its color.
_PLACES: dict[str, tuple[int, int, str]] = {
    "gut": (78, _TOP, "quiet"),
    "liver": (232, _TOP, "liver"),
    "pancreas": (420, _TOP, "pancreas"),
    "muscle": (86, _BOTTOM, "muscle"),
    "fat": (262, _BOTTOM, "fat"),
    "brain": (430, _BOTTOM, "brain"),
}

#: Organs that insulin tells to take glucose, or to hold it back; where the mark of it stands.
_LISTENING = {"liver": (40, 8), "muscle": (42, -2), "fat": (36, -2)}


def _circle(x: float, y: float, radius: float) -> str:
    return f"M{x - radius} {y}a{radius} {radius} 0 1 0 {2 * radius} 0a{radius} {radius} 0 1 0 {-2 * radius} 0Z"


#: Outline of each organ around its middle, and the lines inside it.
_OUTLINES: dict[str, tuple[str, str]] = {
    "gut": (
        "M-30 -16H16A9 9 0 0 1 16 2H-16A9 9 0 0 0 -16 20H30",
        "",
    ),
    "liver": (
        "M-38 -6C-38 -22 -12 -26 8 -22C22 -19 36 -18 40 -10C38 0 22 2 8 8C0 20 -16 26 -26 21C-34 16 -38 4 -38 -6Z",
        "M4 -22C1 -12 3 -2 8 8",
    ),
    "pancreas": (
        "M-40 10C-42 -2 -30 -12 -18 -7C-4 -12 14 -16 36 -13C43 -10 38 -2 28 0C10 3 -2 8 -12 15C-22 23 -38 21 -40 10Z",
        "",
    ),
    "muscle": (
        "M-44 -4H-34C-20 -22 20 -22 34 -4H44V4H34C20 22 -20 22 -34 4H-44Z",
        "M-28 -3C-12 -11 12 -11 28 -3M-30 1H30M-28 5C-12 12 12 12 28 5",
    ),
    "fat": (
        _circle(-17, -5, 13) + _circle(9, -9, 14) + _circle(19, 13, 11) + _circle(-5, 14, 10),
        "",
    ),
    "brain": (
        "M-32 5C-37 -9 -23 -24 -6 -23C13 -27 32 -15 33 2C33 12 25 17 16 15L13 24H5L3 15C-9 20 -30 17 -32 5Z",
        "M-22 -13C-14 -9 -14 -1 -24 2M-6 -23C0 -14 -4 -7 -11 -4M13 -20C11 -11 17 -5 26 -7M-8 7C0 0 12 4 16 15",
    ),
}

#: Islands of the pancreas, which make the insulin.
_ISLETS = "".join(
    _circle(*place, 2.6) for place in ((-28, 6), (-16, 3), (-2, -1), (12, -6), (26, -8))
)


def _color(name: str) -> str:
    return f"var(--explorer-{name})"


def _line(color: str, width: float = 2) -> str:
    return f"fill:none;stroke:{_color(color)};stroke-width:{width};stroke-linejoin:round"


def _moved(path: str, place: tuple[float, float], style: str) -> dict[str, str]:
    return {"d": path, "transform": f"translate({place[0]} {place[1]})", "style": style}


def _organ(name: str) -> list[dict[str, str]]:
    x, y, color = _PLACES[name]
    outline, inside = _OUTLINES[name]
    if name == "gut":  # a tube: a broad line with a narrower one of paper on it
        round_ends = "stroke-linecap:round;"
        return [
            _moved(outline, (x, y), round_ends + _line(color, 15)),
            _moved(outline, (x, y), round_ends + _line("paper", 11)),
        ]
    filled = f"fill:{_color(color)};fill-opacity:.14;stroke:{_color(color)};stroke-width:2"
    drawn = [_moved(outline, (x, y), f"{filled};stroke-linejoin:round")]
    if inside:
        drawn.append(_moved(inside, (x, y), _line(color, 1.25)))
    return drawn


def _shapes() -> list[dict[str, str]]:
    blood = f"M12 {_BLOOD[0]}H508V{_BLOOD[1]}H12Z"
    wash = f"fill:{_color('wash')};stroke:{_color('line')};stroke-width:2;stroke-linejoin:round"
    dot = f"fill:{_color('insulin')};stroke:{_color('paper')};stroke-width:1.5"
    shapes = [{"d": blood, "style": wash}]
    for name in _PLACES:
        shapes += _organ(name)
    shapes.append(_moved(_ISLETS, _PLACES["pancreas"][:2], f"fill:{_color('insulin')}"))
    for name, (x, y) in _LISTENING.items():
        shapes.append(_moved(_circle(x, y, 5), _PLACES[name][:2], dot))
    shapes.append(_moved(_circle(0, 0, 5), (_KEY_PLACES["key_listens"][0], _KEY), dot))
    return shapes


def _arrow(
    name: str, scale: str, start: tuple[float, float], end: tuple[float, float]
) -> dict[str, Any]:
    style = f"fill:{_color(scale)};stroke:{_color(scale)}"
    return {"name": name, "scale": scale, "from": start, "to": end, "style": style}


def _arrows() -> list[dict[str, Any]]:
    above, below = _BLOOD
    top, low = _TOP + 32, _BOTTOM - 30

    def down(name: str, organ: str, aside: int = 0) -> dict[str, Any]:
        x = _PLACES[organ][0] + aside
        return _arrow(name, "glucose", (x, top), (x, above + 6))

    def out(organ: str) -> dict[str, Any]:
        x = _PLACES[organ][0]
        return _arrow(organ, "glucose", (x, below - 6), (x, low))

    gut, liver, pancreas = (_PLACES[name][0] for name in ("gut", "liver", "pancreas"))
    return [
        down("gut", "gut"),
        _arrow("kept", "glucose", (gut + 52, _TOP), (liver - 44, _TOP)),
        down("made", "liver", -18),
        _arrow("liver", "glucose", (liver + 22, above - 2), (liver + 22, top - 2)),
        _arrow("insulin", "insulin", (pancreas, top - 4), (pancreas, above + 6)),
        *(out(organ) for organ in ("muscle", "fat", "brain")),
    ]


def _text(
    name: str, x: float, y: float, color: str = "ink", anchor: str = "middle", size: float = 1
) -> dict[str, Any]:
    weight = 400 if color == "quiet" else 600
    style = f"fill:{_color(color)};font-weight:{weight};font-size:{size}em"
    return {"name": name, "x": x, "y": y, "text-anchor": anchor, "style": style}


def _texts() -> list[dict[str, Any]]:
    names = [_text(name, x, 17 if y == _TOP else 332) for name, (x, y, _) in _PLACES.items()]
    middle = (_BLOOD[0] + _BLOOD[1]) / 2 + 5
    return [
        *names,
        _text("blood", 26, middle, anchor="start"),
        _text("glucose", 220, middle, "glucose-text"),
        _text("insulin", 414, middle, "insulin-text"),
        *(
            _text(name, x, _KEY + 5, "quiet", "start", size=0.9)
            for name, (_, x) in _KEY_PLACES.items()
        ),
    ]


def picture() -> dict[str, Any]:
    """State the drawing.

    Returns
    -------
    dict
        ``width``, ``height``, ``type`` (sizes), ``scales`` (units of the drawing for one of what
        flows), ``shapes``, ``arrows`` and ``texts``; the words of the texts stand in the strings.
    """
    key = [
        _arrow(name, name.removeprefix("key_"), (x, _KEY), (text - 7, _KEY))
        for name, (x, text) in _KEY_PLACES.items()
        if name in KEY
    ]
    return {
        **SIZE,
        "type": TYPE,
        "scales": SCALES,
        "key": KEY,
        "shapes": _shapes(),
        "arrows": [*_arrows(), *key],
        "texts": _texts(),
    }

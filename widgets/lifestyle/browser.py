"""What the browser computes a way of living from, as a JavaScript module.

``python -m widgets.lifestyle.browser`` writes ``javascript/generated/table.js``; the build runs it before it bundles
the explorers. So the table travels once, whatever number of explorers read it.
"""

from __future__ import annotations

import json
from pathlib import Path

from .beginning import BEFORE, HABITS, PERSON, WEIGHT_KG
from .sharing import table

PATH = Path(__file__).parent / "javascript" / "generated" / "table.js"

#: What the browser computes a way of living from; the rest of the table is words, which the sliders carry.
_COMPUTED = (
    "name",
    "label",
    "unit",
    "lowest",
    "highest",
    "reference",
    "kind",
    "lasts_days",
    "acts_on",
    "group",
    "driven_by",
    "energy_per_unit",
    "effects",
    "rise_days",
    "fade_days",
    "moves_nothing",
)


def module() -> str:
    """Text of the JavaScript module: what ``javascript/index.js`` computes from, and the person of the practices."""
    whole = table()
    rows = [{field: row[field] for field in _COMPUTED} for row in whole["factors"]]
    shared = {
        "table": {part: whole[part] for part in ("weight_rule", "limits", "parts")}
        | {"organ_fat": {organ: {"days": fat["days"]} for organ, fat in whole["organ_fat"].items()}}
        | {"factors": rows},
        "beginning": {
            "person": PERSON,
            "weight_kg": WEIGHT_KG,
            "habits": HABITS,
            "before": BEFORE,
        },
    }
    lines = [
        f"export const {name} = {json.dumps(value, ensure_ascii=False)};"
        for name, value in shared.items()
    ]
    return "\n".join(
        [
            "// Generated from the table of factors (widgets/lifestyle/factors.yaml). Do not edit.",
            *lines,
            "",
        ]
    )


def write() -> Path:
    """Write the module to :data:`PATH`."""
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_text(module(), encoding="utf-8")
    return PATH


if __name__ == "__main__":
    print(f"wrote {write().name}")

"""What axe, Deque's checker of WCAG's rules, finds in a page."""

from __future__ import annotations

from conftest import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"

#: The rules that depend on colors, which alone differ between the light and the dark page.
OF_COLORS = ("color-contrast", "link-in-text-block")


def grave(page, part="html", *, practices=False, rules=()):
    """What axe finds serious or critical in a part of the page; with `practices` also what is against its own.

    By all of its rules, or by some.
    """
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=AXE)
    some = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    asked = [part, {"resultTypes": ["violations"], **some}]
    found = page.evaluate("([part, options]) => axe.run(part, options)", asked)
    return [
        (rule["id"], node["target"], node["failureSummary"])
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
        or (practices and "best-practice" in rule["tags"])
        for node in rule["nodes"]
    ]

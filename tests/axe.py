"""What axe, Deque's checker of WCAG's rules, finds in a page."""

from __future__ import annotations

from conftest import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"


def grave(page, part="html", *, practices=False):
    """What axe finds serious or critical in a part of the page; with `practices` also what is against its own."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=AXE)
    found = page.evaluate("(part) => axe.run(part, {resultTypes: ['violations']})", part)
    return [
        (rule["id"], node["target"], node["failureSummary"])
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
        or (practices and "best-practice" in rule["tags"])
        for node in rule["nodes"]
    ]

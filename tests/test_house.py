"""The picture of the house: who imports whom is what the README says, and what starts with an underscore stays home."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("widgets", "book", "classroom")

#: Rooms that each have rooms of their own.
HALLS = ("model", "explorers")

#: Modules that stand alone: whoever wants them may be told so, and they use nobody.
SINGLE = ("bundled", "extras", "palette", "results", "tables")


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


PATHS = {module_name(path): path for name in PACKAGES for path in (ROOT / name).rglob("*.py")}


def room(module: str) -> str:
    """Room of a module, by the README's name: the package below `widgets`, or in a hall the package below that."""
    if module in ("widgets", *HALLS):
        return module
    parts = module.removeprefix("widgets.").split(".")
    return ".".join(parts[:2]) if parts[0] in HALLS else parts[0]


def picture() -> dict[str, set[str]]:
    """Room to rooms that it may import, as the README draws it."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```text\n(model\.statement .*?)```", text, re.DOTALL)
    lines = (re.split(r"\s{2,}", line) for line in block.splitlines())
    return {name: set(others.split(", ")) - {"nothing"} for name, others in lines}


def imports(module: str) -> Iterator[tuple[str, str | None]]:
    """What a module imports of the house: modules, and the names it takes from them (None: the module itself)."""
    path = PATHS[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: 1 - node.level or None] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield (inner, None) if inner in PATHS else (base, alias.name)


ARROWS = [
    (module, target, name)
    for module in PATHS
    for target, name in imports(module)
    if target.split(".")[0] in PACKAGES and target != "widgets"
]


def allowed(own: str, other: str, rooms: dict[str, set[str]]) -> bool:
    """Whether a room may import another."""
    if own == other:
        return True
    line = rooms.get(own, rooms["explorers.*"])
    return any(
        other == name
        or other.startswith(f"{name}.")
        or (name.endswith(".*") and other.startswith(name[:-1]))
        for name in line
    )


def test_the_picture_has_every_room():
    rooms = {room(module) for module in PATHS} - {"widgets", *SINGLE}
    drawn = picture()
    explorers = {name for name in rooms if name.startswith("explorers.")} - {"explorers.kit"}
    assert explorers
    assert drawn.keys() == rooms - explorers | {"explorers.*"}


def test_no_arrow_is_missing_from_the_picture():
    rooms = picture()
    assert [
        f"{module} imports {target}"
        for module, target, _ in ARROWS
        if not allowed(room(module), room(target), rooms)
    ] == []


@pytest.mark.parametrize("single", SINGLE)
def test_what_all_use_uses_nobody(single):
    assert [target for module, target, _ in ARROWS if module == f"widgets.{single}"] == []


def test_what_starts_with_an_underscore_stays_in_its_module():
    assert [
        f"{module} takes {name} from {target}"
        for module, target, name in ARROWS
        if name and name.startswith("_")
    ] == []


def test_no_arrow_of_the_picture_runs_back():
    """A room never reaches itself over others."""
    rooms = picture()

    def reached(name: str, seen: frozenset[str] = frozenset()) -> set[str]:
        nexts = {other for other in rooms if other != name and allowed(name, other, rooms)} - seen
        return nexts.union(*(reached(other, seen | nexts) for other in nexts))

    for name in rooms:
        assert name not in reached(name), name


# Where hand-written JavaScript says again what Python says, each file names the other, and a test holds the two.
MIRRORS = {
    "widgets/model/body/years.py": "widgets/model/browser/years.js",
    "widgets/model/body/drift.py": "widgets/model/browser/course.js",
    "widgets/model/body/experiments.py": "widgets/model/browser/index.js",
    "widgets/model/solver/rodas.py": "widgets/model/browser/rodas.js",
    "widgets/model/solver/solve.py": "widgets/model/browser/body.js",
    "widgets/model/thought/loop.py": "widgets/model/browser/loop.js",
    "widgets/model/thought/uptake.py": "widgets/model/browser/uptake.js",
    "widgets/lifestyle/lifestyle.py": "widgets/lifestyle/javascript/index.js",
    "widgets/lifestyle/energy.py": "widgets/lifestyle/javascript/energy.js",
    "widgets/lifestyle/loading.py": "widgets/lifestyle/javascript/edges.js",
    "widgets/bets/answers.py": "widgets/bets/javascript/answer.js",
    "widgets/results.py": "widgets/javascript/numbers.js",
}


@pytest.mark.parametrize(("python", "javascript"), MIRRORS.items())
def test_mirrors_name_each_other(python, javascript):
    assert javascript in (ROOT / python).read_text(encoding="utf-8")
    assert python in (ROOT / javascript).read_text(encoding="utf-8")


# What readers read stands in the words of a room. Errors for whoever writes code may stand where they are thrown.
COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$|\s//\s.*?$", re.DOTALL | re.MULTILINE)
FOR_AUTHORS = re.compile(r"new \w*Error\(.*?\);|console\.\w+\(.*?\);", re.DOTALL)
TEXT = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`")
SENTENCE = re.compile(r"\b[A-Z][a-z]+(?: [a-z]+)+|[a-z]{3,} [a-z]{2,} [a-z]{2,}")
CONTENT = re.compile(r"content:\s*((?:[^;\"]|\"[^\"]*\")*);")
ESCAPED = re.compile(r"\\[0-9a-fA-F]+")


def own_files(kind: str) -> list[Path]:
    rooms = (ROOT / "widgets", ROOT / "book")
    found = (path for folder in rooms for path in folder.rglob(f"*.{kind}"))
    return sorted(path for path in found if not {"generated", "bundle"} & set(path.parts))


def test_no_words_for_readers_stand_in_scripts():
    said = {
        f"{path.relative_to(ROOT)}: {text}"
        for path in own_files("js")
        for parts in TEXT.findall(FOR_AUTHORS.sub("", COMMENT.sub("", path.read_text("utf-8"))))
        if SENTENCE.search(text := "".join(parts))
    }
    assert said == set()


def test_no_words_for_readers_stand_in_styles():
    said = {
        f"{path.relative_to(ROOT)}: {text}"
        for path in own_files("css")
        for content in CONTENT.findall(COMMENT.sub("", path.read_text("utf-8")))
        for text in re.findall(r"\"([^\"]*)\"", content)
        if re.search(r"[A-Za-z]{2}", ESCAPED.sub("", text))
    }
    assert said == set()

"""Tables in YAML, checked against a schema: the questions of the quizzes, the ways of living.

A schema is a class of pydantic, made from `Row`. Where a file breaks a rule, `read` says so in one
line, which names the file, the entry, the field, the value found and what is allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

Steps = tuple[str | int, ...]
MISSING = object()


def refusal(field: str, value: object, allowed: str) -> PydanticCustomError:
    """Return the error for a value that a rule of a schema does not allow.

    Parameters
    ----------
    field : str
        Name of the field within the entry that is checked; "" for the entry itself.
    value : object
        What was found.
    allowed : str
        What is allowed, in a few words.
    """
    return PydanticCustomError(
        "refused", "refused", {"field": field, "value": value, "allowed": allowed}
    )


def _words(value: str) -> str:
    if not value.strip():
        raise refusal("", value, "text that is not empty (in quotes)")
    return value.strip()


Text = Annotated[str, AfterValidator(_words)]
Number = Annotated[float, Field(allow_inf_nan=False)]
#: The two ends of a range; null is no end.
Ends = Annotated[list[Number | None], Field(min_length=2, max_length=2)]


class Row(BaseModel):
    """A set of fields: each of its own type, none unknown, none left out unless it has a default."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _has_known_fields(cls, value: object) -> object:
        allowed = f"a set of fields: {', '.join(_names(cls))}"
        if not isinstance(value, dict):
            raise refusal("", value, allowed)
        known = {name.removesuffix(" (optional)") for name in _names(cls)}
        for name in value:
            if name not in known:
                raise refusal(str(name), value[name], f"left out; there is {allowed}")
        return value


def _names(schema: type[BaseModel]) -> list[str]:
    return [
        f"{field.validation_alias or name}{'' if field.is_required() else ' (optional)'}"
        for name, field in schema.model_fields.items()
    ]


class Place(NamedTuple):
    """The entry of a table that a value stands in, as it is called, and the way to it from there."""

    entry: str
    steps: Steps


def by_name(steps: Steps, _content: Any) -> Place:
    """Return the place of a value in a table whose entries are told by their names."""
    return Place(f'"{steps[0]}"', steps[1:]) if steps else Place("", ())


Entry = TypeVar("Entry")


def entry(
    table: Mapping[str, Entry], name: str, error: type[ValueError], kind: str, kinds: str
) -> Entry:
    """Return an entry of a table by its name.

    Parameters
    ----------
    table : mapping
    name : str
    error : type
        What is raised where there is none of that name.
    kind, kinds : str
        What an entry is called, and what all are.

    Raises
    ------
    ValueError
        Of the type `error`, if there is none; names all that there are.
    """
    if not isinstance(name, str) or name not in table:
        known = ", ".join(f'"{one}"' for one in table)
        raise error(f"There is no {kind} {name!r}. {kinds}: {known}.")
    return table[name]


Table = TypeVar("Table", bound=BaseModel)


def read(
    path: Path,
    schema: type[Table],
    error: type[ValueError],
    place: Callable[[Steps, Any], Place],
    context: Any = None,
    name: str | None = None,
) -> tuple[Table, Any]:
    """Return a table, and what is written in its file.

    Parameters
    ----------
    path : Path
        The YAML file.
    schema : type of BaseModel
        What it must be.
    error : type of ValueError
        What is raised where it is not.
    place : callable
        Gives, for the steps to a value and the content of the file, the entry that it stands in.
    context : object, optional
        What the schema's own rules need to know (pydantic's ``info.context``).
    name : str, optional
        What an error calls the file; its own name unless told.

    Raises
    ------
    ValueError
        Of the class `error`, with one line.
    """
    name = name or path.name
    content = _parse(path, error, name)
    try:
        return schema.model_validate(content, context=context), content
    except ValidationError as found:
        steps, value, allowed = _told(found.errors()[0], content)
        entry, rest = place(steps, content)
        where = f"{name}, {entry}" if entry else name
        what = f'"{_written(rest)}"' if rest else "the content"
        raise error(f"{where}: {what} is {_shown(value)}; allowed: {allowed}.") from None


#: In C where PyYAML was built with it, which is several times faster.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Loader):
    """YAML that refuses a field given twice, where plain YAML keeps the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[object] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(
                    problem="a field's name is no text", problem_mark=key.start_mark
                )
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f'the field "{key.value}" is given twice', problem_mark=key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _plain(loader: _StrictLoader, node: yaml.ScalarNode) -> object:
    """Return a date or a number; the text that stands there where YAML takes it for one and there is none.

    What is allowed in its place, only the schema can say: 2026-02-30 looks like a date.
    """
    try:
        return _Loader.yaml_constructors[node.tag](loader, node)
    except (ValueError, AttributeError):
        return node.value


for _kind in ("timestamp", "int", "float"):
    _StrictLoader.add_constructor(f"tag:yaml.org,2002:{_kind}", _plain)


def _parse(path: Path, error: type[ValueError], name: str) -> Any:
    text = _text(path, error, name)
    try:
        # _StrictLoader is a SafeLoader: it builds plain values only.
        return yaml.load(text, _StrictLoader)
    except yaml.MarkedYAMLError as found:
        mark = found.problem_mark
        # What is never closed is found amiss after the last line.
        line = f", line {min(mark.line + 1, len(text.splitlines()))}" if mark else ""
        raise error(f"{name}{line}: this is not sound YAML: {found.problem}.") from None
    except yaml.reader.ReaderError as found:
        raise error(f"{name} holds the character U+{found.character:04X}; allowed: text.") from None


def _text(path: Path, error: type[ValueError], name: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as found:
        byte = found.object[found.start]
        raise error(f"{name} holds the byte 0x{byte:02X}; allowed: text in UTF-8.") from None


# --- one line from what pydantic found ------------------------------------------------------------

_ALLOWED = {
    "missing": "given",
    "extra_forbidden": "left out",
    "string_type": "text that is not empty (in quotes)",
    "bool_type": "true or false",
    "float_type": "a number",
    "finite_number": "a number",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a set of fields",
    "model_type": "a set of fields",
    "model_attributes_type": "a set of fields",
    "greater_than": "a number, more than {gt:g}",
    "greater_than_equal": "a number, {ge:g} or more",
    "less_than_equal": "a number, {le:g} or less",
    "too_short": "a list of {min_length} or more",
    "literal_error": "{expected}",
    "union_tag_invalid": "{expected_tags}",
    "union_tag_not_found": "given",
}


def _told(found: ErrorDetails, content: Any) -> tuple[Steps, object, str]:
    """Return where a value stands, what it is and what is allowed instead."""
    kind, context = found["type"], found.get("ctx", {})
    steps = _without_tags(found["loc"], content)
    if kind == "refused":
        field = (context["field"],) if context["field"] else ()
        return (*steps, *field), context["value"], context["allowed"]
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        tag = context["discriminator"].strip("'")
        steps, value = (*steps, tag), found["input"].get(tag, MISSING)
    else:
        value = MISSING if kind == "missing" else found["input"]
    allowed = _ALLOWED.get(kind, found["msg"]).format(**context)
    if kind in ("literal_error", "union_tag_invalid"):
        allowed = allowed.replace("'", "").replace(" or ", ", ")
    return steps, value, allowed


def _without_tags(steps: Steps, content: Any) -> Steps:
    """Drop the name of its kind, which pydantic puts behind the way to an entry that has kinds."""
    way: list[str | int] = []
    tagged: Any = None
    for step in steps:
        if isinstance(content, dict) and content is not tagged and step == content.get("kind"):
            tagged = content
            continue
        way.append(step)
        inside = isinstance(content, list) or (isinstance(content, dict) and step in content)
        content = content[step] if inside else None
    return tuple(way)


def _written(steps: Steps) -> str:
    """Write the way to a value, counting from one: ``choices[2].text``."""
    text = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in steps)
    return text.removeprefix(".")


def _shown(value: object) -> str:
    """Write a value into a message, short enough to read."""
    if value is MISSING:
        return "missing"
    written = f'"{value}"' if isinstance(value, str) else repr(value)
    return written if len(written) <= 60 else f"{written[:57]}…"

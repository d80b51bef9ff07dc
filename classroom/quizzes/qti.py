"""A QTI 1.2 package: the version and the shape that Canvas exports, which both of its quiz engines import.

QTI lets each wrong number have its own feedback, Canvas does not: it takes every number with a condition of its own for
a right one. So what is said of wrong numbers stands together, each with which number it is for.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from xml.dom.minidom import Element
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from .elements import document, element
from .items import Band, Choice, Item, Quiz, number, strings

_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_PACKAGING = "http://www.imsglobal.org/xsd/imscp_v1p1"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"

#: Time of every file in a package, so that the same questions give the same bytes.
_TIME = (2026, 1, 1, 0, 0, 0)

# Names of feedback that Canvas takes for that of the whole question.
_RIGHT, _WRONG = "correct_fb", "general_incorrect_fb"


def package(quiz: Quiz) -> bytes:
    """The package of a quiz, as the bytes of a zip file."""
    name = _identifier(quiz.chapter)
    files = {
        "imsmanifest.xml": _manifest(name),
        f"{name}/assessment_meta.xml": _settings(quiz, name),
        f"{name}/{name}.xml": _assessment(quiz, name),
    }
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for path, root in files.items():
            archive.writestr(ZipInfo(path, _TIME), document(root), ZIP_DEFLATED)
    return packed.getvalue()


def _identifier(name: str) -> str:
    """Identifier that stays the same from one package to the next, so that a second import replaces the first."""
    return f"quiz-{name.replace('.', '-')}"


def _manifest(name: str) -> Element:
    meta = f"{name}-meta"
    kind = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
    return element(
        "manifest",
        {"xmlns": _PACKAGING, "identifier": f"{name}-package"},
        element(
            "metadata",
            None,
            element("schema", None, "IMS Content"),
            element("schemaversion", None, "1.1.3"),
        ),
        element("organizations"),
        element(
            "resources",
            None,
            _resource(name, "imsqti_xmlv1p2", f"{name}/{name}.xml", meta),
            _resource(meta, kind, f"{name}/assessment_meta.xml"),
        ),
    )


def _resource(name: str, kind: str, path: str, *needs: str) -> Element:
    return element(
        "resource",
        {"identifier": name, "type": kind, "href": path},
        element("file", {"href": path}),
        *(element("dependency", {"identifierref": needed}) for needed in needs),
    )


def _settings(quiz: Quiz, name: str) -> Element:
    """Canvas's own settings: for practice, as often as one likes, answers in any order."""
    settings = {
        "title": strings()["title"].format(chapter=quiz.title),
        "description": f"<p>{strings()['description']}</p>",
        "shuffle_answers": "true",
        "scoring_policy": "keep_highest",
        "quiz_type": "practice_quiz",
        "points_possible": f"{len(quiz.items)}.0",
        "show_correct_answers": "false",
        "allowed_attempts": "-1",
    }
    return element(
        "quiz",
        {"xmlns": _CANVAS, "identifier": name},
        *(element(setting, None, value) for setting, value in settings.items()),
    )


def _assessment(quiz: Quiz, name: str) -> Element:
    title = strings()["title"].format(chapter=quiz.title)
    section = element("section", {"ident": "root_section"}, *map(_item, quiz.items))
    assessment = element("assessment", {"ident": name, "title": title}, section)
    return element("questestinterop", {"xmlns": _QTI}, assessment)


def _item(item: Item) -> Element:
    conditions, feedback = _chosen(item) if item.choices else _typed(item.bands)
    outcome = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    return element(
        "item",
        {"ident": _identifier(item.name), "title": item.title},
        element("itemmetadata", None, element("qtimetadata", None, *_metadata(item))),
        element("presentation", None, _material(item.prompt), _response(item)),
        element(
            "resprocessing",
            None,
            element("outcomes", None, element("decvar", outcome)),
            *conditions,
        ),
        *(_feedback(name, text) for name, text in feedback.items()),
    )


def _metadata(item: Item) -> Iterator[Element]:
    choice = "multiple_answers_question" if item.several else "multiple_choice_question"
    fields = {
        "question_type": choice if item.choices else "numerical_question",
        "points_possible": "1.0",
        "assessment_question_identifierref": f"{_identifier(item.name)}-bank",
    }
    for label, entry in fields.items():
        yield element(
            "qtimetadatafield",
            None,
            element("fieldlabel", None, label),
            element("fieldentry", None, entry),
        )


def _response(item: Item) -> Element:
    if item.choices:
        labels = [
            element("response_label", {"ident": _choice(place)}, _material(choice.text))
            for place, choice in enumerate(item.choices, 1)
        ]
        several = "Multiple" if item.several else "Single"
        shown = element("render_choice", {"shuffle": "Yes"}, *labels)
        return element("response_lid", {"ident": "response1", "rcardinality": several}, shown)
    label = element("response_label", {"ident": "answer1"})
    shown = element("render_fib", {"fibtype": "Decimal"}, label)
    return element("response_str", {"ident": "response1", "rcardinality": "Single"}, shown)


def _choice(place: int) -> str:
    return f"choice_{place}"


def _chosen(item: Item) -> tuple[list[Element], dict[str, str]]:
    """Conditions and feedback of choices: first what is said of each, then what scores."""
    named = {_choice(place): choice for place, choice in enumerate(item.choices, 1)}
    told = [_condition([_equal(name)], shows=f"{name}_fb", on=True) for name in named]
    if item.several:
        right = [element("and", None, *_ticked(named))]
    else:
        right = [_equal(name) for name, choice in named.items() if choice.right]
    scored = _condition(right, scores=True)
    return [*told, scored], {f"{name}_fb": choice.feedback for name, choice in named.items()}


def _ticked(named: dict[str, Choice]) -> Iterator[Element]:
    for name, choice in named.items():
        yield _equal(name) if choice.right else element("not", None, _equal(name))


def _typed(bands: tuple[Band, ...]) -> tuple[list[Element], dict[str, str]]:
    """Conditions and feedback of a number: one condition a right band, and one for all other numbers."""
    right = [band for band in bands if band.right]
    scored = [_condition([_within(band)], scores=True, shows=_RIGHT) for band in right]
    others = _condition([element("other")], shows=_WRONG, on=True)
    return [*scored, others], {_RIGHT: right[0].feedback, _WRONG: _told(bands)}


def _told(bands: Iterable[Band]) -> str:
    """What is said of wrong numbers, each once."""
    wrong = dict.fromkeys((band.when, band.feedback) for band in bands if band.when)
    return "".join(f"<p><em>{when}</em></p>{feedback}" for when, feedback in wrong)


def _within(band: Band) -> Element:
    """Within a range; around a value, where the band has one."""
    ends = [
        element(name, {"respident": "response1"}, number(end))
        for name, end in (("vargte", band.low), ("varlte", band.high))
        if end is not None
    ]
    between = element("and", None, *ends)
    return (
        between if band.value is None else element("or", None, _equal(number(band.value)), between)
    )


def _equal(value: str) -> Element:
    return element("varequal", {"respident": "response1"}, value)


def _condition(
    when: list[Element], *, scores: bool = False, shows: str = "", on: bool = False
) -> Element:
    """A condition; `on` if the conditions after it are looked at as well."""
    parts = [element("conditionvar", None, *when)]
    if scores:
        parts.append(element("setvar", {"action": "Set", "varname": "SCORE"}, "100"))
    if shows:
        parts.append(element("displayfeedback", {"feedbacktype": "Response", "linkrefid": shows}))
    return element("respcondition", {"continue": "Yes" if on else "No"}, *parts)


def _feedback(name: str, text: str) -> Element:
    return element("itemfeedback", {"ident": name}, element("flow_mat", None, _material(text)))


def _material(text: str) -> Element:
    return element("material", None, element("mattext", {"texttype": "text/html"}, text))

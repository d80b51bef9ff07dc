"""The words of an explorer: a file that would not work is refused, in one line that says where."""

import copy

import plotly.graph_objects as go
import pytest
import yaml

from widgets import explorers
from widgets.explorers.kit.base import Control, Explorer
from widgets.explorers.kit.words import WordsError, words, words_of

SAMPLE = {
    "title": "A drink",
    "chart": "One chart.",
    "time": "**Now:** a drink.",
    "sentence": {
        "now": "Right now: {grams} g of {term}`glucose`, **{term}`high <hyperglycemia>`**."
    },
    "presets": {"small": "Small"},
    "table": {"peak": "Highest glucose"},
    "figure": {"glucose": "Glucose, {unit}", "people": {"robust": "more<br>release"}},
    "controls": {"grams": {"label": "Glucose", "marks": {75: "the test drink"}}},
    "details": {"blood": {"summary": "Blood", "chart": "A chart.", "note": "A note."}},
}

DROP = object()
# What is changed in the sample (a path and a value), and what the error must say.
BROKEN = {
    "unknown part": (["sentense"], {"now": "x"}, ['"sentense"', "left out", "sentence, presets"]),
    "unknown field": (["details", "blood", "text"], "x", ["details", '"blood.text"', "summary"]),
    "no title": (["title"], DROP, ['"title" is missing', "given"]),
    "a number": (["sentence", "now"], 5, ["sentence", '"now" is 5', "text"]),
    "no words": (["presets", "small"], "  ", ["presets", '"small"', "not empty"]),
    "stars left open": (["sentence", "now"], "**Right now", ["sentence", '"now"', "closed"]),
    "stars within": (["time"], "a * b", ['"time"', "closed"]),
    "tag left open": (["figure", "glucose"], "<b>Glucose", ['"glucose"', '"<b>Glucose"', "closed"]),
    "tag closed for another": (
        ["figure", "people", "robust"],
        "a</b>",
        ['"people.robust"', "closed"],
    ),
    "tags that cross": (["time"], "**a<b>b**</b>", ['"time"', "closed"]),
    "other markup": (["time"], "<i>a</i>", ['"time"', "no other markup"]),
    "gap left open": (["sentence", "now"], "{grams g.", ['"now"', "closed"]),
    "a word that leads nowhere": (["title"], "{term}`drink`", ['"title"', "no other markup"]),
    "a word left open": (["sentence", "now"], "{term}`drink", ['"now"', "of the glossary"]),
    "a word with a gap": (["time"], "{term}`{grams} g`", ['"time"', "of the glossary"]),
    "mark of no text": (["controls", "grams", "marks"], {75: 1}, ["controls", "grams.marks.75"]),
}


def changed(path, value):
    content = copy.deepcopy(SAMPLE)
    *way, last = path
    part = content
    for step in way:
        part = part[step]
    if value is DROP:
        del part[last]
    else:
        part[last] = value
    return content


def room_of(tmp_path, text):
    room = tmp_path / "drink"
    room.mkdir()
    (room / "words.yaml").write_text(text, encoding="utf-8")
    return room


def test_the_sample_works(tmp_path):
    assert words_of(room_of(tmp_path, yaml.safe_dump(SAMPLE))) == SAMPLE


@pytest.mark.parametrize("case", BROKEN)
def test_words_that_would_not_work_are_refused(tmp_path, case):
    path, value, parts = BROKEN[case]
    with pytest.raises(WordsError) as refused:
        words_of(room_of(tmp_path, yaml.safe_dump(changed(path, value))))
    message = str(refused.value)
    assert message.startswith("drink/words.yaml")
    assert "\n" not in message
    for part in parts:
        assert part in message


def test_words_given_twice_are_refused(tmp_path):
    text = yaml.safe_dump(SAMPLE) + 'title: "Another"\n'
    with pytest.raises(WordsError, match=r'drink/words.yaml, line \d+: .*"title" is given twice'):
        words_of(room_of(tmp_path, text))


def test_words_that_are_not_there_are_refused(tmp_path):
    with pytest.raises(WordsError, match=r"nowhere/words\.yaml is missing"):
        words_of(tmp_path / "nowhere")


@pytest.mark.parametrize("name", explorers.NAMES)
def test_every_explorer_has_words(name):
    assert words(name)["title"]


def test_an_explorer_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(AttributeError, match=r"no explorer 'sugar'; there are: body, .*, years"):
        _ = explorers.sugar


@pytest.mark.parametrize(
    ("part", "name", "asked"),
    [
        ("controls", "salt.label", {"controls": (Control("salt", 0, 1, 1, 0, "g"),)}),
        ("presets", "salty", {"presets": {"salty": {}}}),
        ("details", "salt", {"details": {"salt": (go.Figure(), {})}}),
        ("panels", "salt", {"panels": {"salt": (go.Figure(), {})}}),
    ],
)
def test_words_of_what_is_shown_must_be_given(part, name, asked):
    usual = {
        "controls": (),
        "values": {"salt": 0},
        "presets": {},
        "figure": go.Figure(),
        "axes": {},
    }
    refusal = rf'resistance/words\.yaml, {part}: "{name}" is missing'
    with pytest.raises(WordsError, match=refusal):
        Explorer("resistance", **{**usual, **asked})

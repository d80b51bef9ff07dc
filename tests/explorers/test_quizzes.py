"""Quizzes: a file that would not work is refused, and everyone can answer the rest."""

import copy
import json
import math
import re
from pathlib import Path

import pytest
import yaml
from axe import AXE

from widgets import quizzes
from widgets.model import THRESHOLDS, Drift, Person, ogtt, years
from widgets.model.body.person import RESERVES
from widgets.model.statement.measures import HYPOGLYCEMIA
from widgets.quizzes import loading, markup, readable
from widgets.quizzes.loading import asked_twice
from widgets.quizzes.order import order

ROOT = Path(__file__).parents[2]

NUMBER = r"\d+(?:\.\d+)?"
#: Lines of glucose that are named in many questions, mg/dL; and what else a number may count.
LINES = {
    f"{line:g}" for line in (*THRESHOLDS["fasting"].values(), *THRESHOLDS["two_hour"].values())
}
LINES |= {f"{line:g}" for line in HYPOGLYCEMIA.values()}
LOWEST = 40  # mg/dL; what is lower is a difference
COUNTED = "percent|to |people|g\\b|grams|mg\\b|U\\b|units|minutes|hours|years|days|times|kg|a year"

FEEDBACK = {"correct": "Yes, so it is.", "low": "More than that.", "high": "Less than that."}
SAMPLE = {
    "chapter": "sample",
    "questions": [
        {
            "id": "one",
            "kind": "choice",
            "prompt": "Who *makes* insulin?",
            "choices": [
                {"text": "The **pancreas**", "correct": True, "feedback": "Its beta cells do."},
                {"text": "The liver", "feedback": "The liver hears insulin."},
                {"text": "Muscle", "feedback": "Muscle takes glucose."},
            ],
        },
        {
            "id": "many",
            "kind": "several",
            "prompt": "Who hears insulin?",
            "choices": [
                {"text": "Muscle", "correct": True, "feedback": "It opens its doors."},
                {"text": "Fat", "correct": True, "feedback": "It stores."},
                {"text": "Brain", "feedback": "The brain takes glucose without asking."},
            ],
        },
        {
            "id": "line",
            "kind": "number",
            "prompt": "Where does prediabetes begin at two hours?",
            "unit": "mg/dL",
            "answer": {"value": 140, "tolerance": 0.5},
            "feedback": FEEDBACK,
            "mistakes": [{"value": 7.8, "tolerance": 0.1, "feedback": "That is in mmol/L."}],
        },
        {
            "id": "double",
            "kind": "explorer",
            "explorer": "resistance",
            "prompt": "Let fasting insulin double.",
            "target": {"result": "fasting_insulin_ratio", "min": 1.9, "max": 2.1},
            "link": {"ask": "muscle"},
            "feedback": FEEDBACK,
        },
    ],
}


# --- a file that would not work is refused, with one clear error --------------------------------

DROP = object()
# What is changed in the sample (a path and a value), and what the error must say.
BROKEN = {
    "other chapter": (["chapter"], "06-other", ['"chapter"', '"06-other"', '"sample"']),
    "unknown field": (["title"], "Hi", ['"title"', "chapter, questions"]),
    "no questions": (["questions"], [], ['"questions"', "1 or more"]),
    "question is text": (["questions", 0], "Why?", ['"questions[1]"', '"Why?"']),
    "no id": (["questions", 0, "id"], DROP, ['"questions[1].id"', "missing"]),
    "bad id": (["questions", 0, "id"], "The One", ['"The One"', "small letters"]),
    "id twice": (["questions", 1, "id"], "one", ['"one"', "once"]),
    "no kind": (["questions", 0, "kind"], DROP, ['"questions[1].kind"', "missing"]),
    "unknown kind": (["questions", 0, "kind"], "essay", ['"essay"', "several, number, explorer"]),
    "no prompt": (["questions", 0, "prompt"], DROP, ['"prompt"', "missing"]),
    "empty prompt": (["questions", 0, "prompt"], " ", ['"prompt"', "not empty"]),
    "stray asterisk": (["questions", 0, "prompt"], "a **b", ['"a **b"', "pairs"]),
    "misspelt field": (["questions", 0, "chioces"], [], ['"chioces"', "choices"]),
    "one choice": (["questions", 0, "choices", slice(1, None)], DROP, ['"choices"', "2 or more"]),
    "number as text": (["questions", 0, "choices", 1, "text"], 7, ['"choices[2].text"', "7"]),
    "same choice": (["questions", 0, "choices", 2, "text"], "The liver", ["different"]),
    "no feedback": (
        ["questions", 0, "choices", 1, "feedback"],
        DROP,
        ['"choices[2].feedback"', "missing"],
    ),
    "correct as text": (
        ["questions", 0, "choices", 0, "correct"],
        "yes",
        ['"choices[1].correct"', '"yes"', "true or false"],
    ),
    "none correct": (
        ["questions", 0, "choices", 0, "correct"],
        False,
        ["0 correct", "exactly one"],
    ),
    "two correct": (["questions", 0, "choices", 1, "correct"], True, ["2 correct", "exactly one"]),
    "several without": (
        ["questions", 1, "choices", slice(0, 2)],
        [{"text": "Hair", "feedback": "No."}],
        ["0 correct", "one or more"],
    ),
    "no unit": (["questions", 2, "unit"], DROP, ['"unit"', "missing"]),
    "answer is text": (["questions", 2, "answer", "value"], "140", ['"answer.value"', "a number"]),
    "answer is true": (["questions", 2, "answer", "value"], True, ["True", "a number"]),
    "answer is infinite": (["questions", 2, "answer", "value"], float("inf"), ["inf", "a number"]),
    "tolerance below 0": (["questions", 2, "answer", "tolerance"], -1, ["-1", "0 or more"]),
    "no low": (["questions", 2, "feedback", "low"], DROP, ['"feedback.low"', "missing"]),
    "mistake is right": (
        ["questions", 2, "mistakes", 0, "value"],
        140.4,
        ['"mistakes[1].value"', "140.4", "farther"],
    ),
    "bad explorer": (["questions", 3, "explorer"], "", ['"explorer"', "small letters"]),
    "unknown result": (
        ["questions", 3, "target", "result"],
        "sweetness",
        ['"target.result"', '"sweetness"', "fasting_insulin_ratio"],
    ),
    "no link": (["questions", 3, "link"], DROP, ['"link"', "missing"]),
    "no slider to ask for": (["questions", 3, "link", "ask"], DROP, ['"link.ask"', "missing"]),
    "slider set to a word": (
        ["questions", 3, "link", "set"],
        {"liver": "half"},
        ['"link.set.liver"', '"half"', "a number"],
    ),
    "empty range": (["questions", 3, "target", "max"], 1.9, ['"target.max"', "1.9", "more than"]),
}


def changed(path, value):
    quiz = copy.deepcopy(SAMPLE)
    holder = quiz
    for step in path[:-1]:
        holder = holder[step]
    if value is DROP:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return quiz


def written(folder, quiz):
    path = folder / "sample.yaml"
    path.write_text(yaml.safe_dump(quiz), encoding="utf-8")
    return path


def test_sound_file_is_read_as_written(tmp_path):
    assert loading.read(written(tmp_path, SAMPLE)) == SAMPLE


@pytest.mark.parametrize("name", BROKEN)
def test_each_broken_rule_gives_one_clear_error(tmp_path, name):
    path, value, said = BROKEN[name]
    with pytest.raises(quizzes.QuizError) as error:
        loading.read(written(tmp_path, changed(path, value)))
    message = str(error.value)
    assert "sample.yaml" in message
    assert "\n" not in message
    for words in said:
        assert words in message
    if path[0] == "questions" and len(path) > 2 and path[2] not in ("id", "kind"):
        assert f'question "{SAMPLE["questions"][path[1]]["id"]}"' in message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a set of fields"),
        ("- a", "a set of fields"),
        ("chapter: [", "line 1"),
        ("chapter: sample\nchapter: sample", 'line 2: this is not sound YAML: the field "chapter"'),
        ('chapter: "\x9f"', "the character U+009F"),
        ('chapter: "für"'.encode("latin-1"), "the byte 0xFC; allowed: text in UTF-8"),
    ],
)
def test_broken_yaml_gives_one_clear_error(tmp_path, text, said):
    path = tmp_path / "sample.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(quizzes.QuizError, match=r"sample\.yaml") as error:
        loading.read(path)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("chapter", ["99-nowhere", "", None, "../05-insulin-resistance"])
def test_unknown_chapter_names_the_known(chapter):
    with pytest.raises(quizzes.QuizError) as error:
        quizzes.show(chapter)
    assert repr(chapter) in str(error.value)
    assert "05-insulin-resistance" in str(error.value)


def test_markup_is_bold_and_italic_only():
    assert markup.runs("a **b** *c* 2 * 3 <i>") == [
        ("", "a "),
        ("strong", "b"),
        ("", " "),
        ("em", "c"),
        ("", " 2 * 3 <i>"),
    ]
    assert markup.html("**a** <i>") == "<strong>a</strong> &lt;i&gt;"
    assert markup.plain("**a** *b*") == "a b"


# --- the quizzes of the book --------------------------------------------------------------------

CHAPTERS = quizzes.chapters()


def wrong_feedback(question):
    """Every text that a wrong answer of a question can meet."""
    if "choices" in question:
        return [choice["feedback"] for choice in question["choices"] if not choice.get("correct")]
    mistakes = [mistake["feedback"] for mistake in question.get("mistakes", [])]
    return [question["feedback"]["low"], question["feedback"]["high"], *mistakes]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_quiz_of_a_chapter_is_complete(chapter):
    questions = quizzes.load(chapter)["questions"]
    kinds = {question["kind"] for question in questions}
    assert len(questions) >= 5
    assert kinds >= {"choice", "several", "number"}
    for question in questions:
        said = wrong_feedback(question)
        assert said or question["kind"] == "several", f"{question['id']} cannot be missed"
        assert len(set(said)) == len(said), f"{question['id']}: two mistakes, one explanation"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_quiz_belongs_to_a_chapter_that_shows_it(chapter):
    notebook = json.loads((ROOT / f"chapters/{chapter}.ipynb").read_text(encoding="utf-8"))
    code = "".join("".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code")
    assert f'quizzes.show("{chapter}")' in code
    for question in quizzes.load(chapter)["questions"]:
        if question["kind"] == "explorer":
            assert f"explorers.{question['explorer']}(" in code


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_quiz_can_be_read_without_a_script(chapter):
    bundle, _ = quizzes.show(chapter)._repr_mimebundle_()
    text = " ".join(bundle["text/plain"].split())
    for question in quizzes.load(chapter)["questions"]:
        assert markup.plain(question["prompt"]) in text
        assert markup.html(question["prompt"]) in bundle["text/html"]
        for choice in question.get("choices", []):
            assert markup.plain(choice["text"]) in text
        for said in wrong_feedback(question):
            assert markup.plain(said) not in text


def everything(chapter):
    """The questions of a chapter, those that are asked twice as they are asked before the story."""
    quiz = quizzes.load(chapter)
    twice = asked_twice(chapter, "before")["questions"] if "twice" in quiz else []
    return [*quiz["questions"], *twice]


CHOICES = [
    (chapter, question)
    for chapter in CHAPTERS
    for question in everything(chapter)
    if "choices" in question
]
SINGLE = [(chapter, question) for chapter, question in CHOICES if question["kind"] == "choice"]


def right_of(question):
    """Place in the file of the right choice of a question with one."""
    return next(k for k, choice in enumerate(question["choices"]) if choice.get("correct"))


def test_order_is_known_beforehand():
    """The order holds for years and on any machine. Counted apart from Python, by the program sha256sum."""
    asked = {"id": "one", "choices": ["a", "b", "c", "d"]}
    assert order("sample", asked) == [1, 3, 0, 2]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_page_and_print_have_the_same_order(draw, chapter):
    quiz = quizzes.load(chapter)
    bundle, _ = quizzes.show(chapter)._repr_mimebundle_()
    page = draw(quiz)
    for asked in quiz["questions"]:
        if "choices" not in asked:
            continue
        shown = question(page, asked["id"]).locator(".quiz-choice").all_inner_texts()
        texts = [asked["choices"][place]["text"] for place in order(chapter, asked)]
        assert [text.strip() for text in shown] == [markup.plain(text) for text in texts]
        listed = "".join(f"<li>{markup.html(text)}</li>" for text in texts)
        assert f"<ul>{listed}</ul>" in bundle["text/html"]
        plain = " ".join(bundle["text/plain"].split())
        box = "( )" if asked["kind"] == "choice" else "[ ]"
        assert " ".join(f"{box} {markup.plain(text)}" for text in texts) in plain


def test_the_place_of_a_choice_gives_nothing_away():
    """By chance the right one stands at each of k places in one of k questions; 40% is chance and two deviations."""
    places = [order(chapter, asked).index(right_of(asked)) for chapter, asked in SINGLE]
    last = [
        place == len(asked["choices"]) - 1 for place, (_, asked) in zip(places, SINGLE, strict=True)
    ]
    shares = [places.count(place) / len(places) for place in range(3)]
    assert max(*shares, sum(last) / len(last)) <= 0.4
    for chapter in CHAPTERS:
        own = {place for place, (other, _) in zip(places, SINGLE, strict=True) if other == chapter}
        assert len(own) > 1, f"{chapter}: the right one always stands at the same place"


def letters(choice):
    return len(markup.plain(choice["text"]))


def test_the_length_of_a_choice_gives_nothing_away():
    """Neither "take the longest" nor "take the shortest" does better than chance.

    With three or four choices chance is 25 to 33%; two deviations of 37 questions are 15%. And a right choice that is
    the longest is so by less than a third, which the eye does not tell before it reads; one that is the shortest, too.
    """
    longest = shortest = 0
    for chapter, asked in SINGLE:
        right = letters(asked["choices"][right_of(asked)])
        wrong = [letters(choice) for choice in asked["choices"] if not choice.get("correct")]
        longest += right > max(wrong)
        shortest += right < min(wrong)
        assert right <= 1.3 * max(wrong), (
            f"{chapter}, {asked['id']}: the right one is much the longest"
        )
        assert 1.3 * right >= min(wrong), (
            f"{chapter}, {asked['id']}: the right one is much the shortest"
        )
    assert longest <= 0.4 * len(SINGLE)
    assert shortest <= 0.4 * len(SINGLE)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_glucose_that_has_a_unit_once_has_it_always(chapter):
    """Else a reader of another unit cannot tell what it is: the unit beside a number is what is converted."""
    unit = r"(?:mg/dL|mmol/L)"
    for question in asked_of(chapter):
        said = " | ".join(readers_texts(question)).replace("*", "")
        if "glucose" not in said:
            continue
        pairs = re.findall(rf"({NUMBER})(?: (?:to|and|or) ({NUMBER}))? {unit}", said)
        levels = {number for pair in pairs for number in pair if number and float(number) > LOWEST}
        bare = re.sub(rf"{NUMBER}(?: (?:to|and|or) {NUMBER})? {unit}", "", said)
        left = re.findall(rf"(?<![\w.,]){NUMBER}(?![\w.,]*\d)(?!%| ?(?:{COUNTED}))", bare)
        assert not (levels | LINES) & set(left), question["id"]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_range_with_a_unit_is_all_bold_or_not_at_all(chapter):
    """What is marked up is a text of its own, and both ends of a range are converted together."""
    for question in asked_of(chapter):
        for text in readers_texts(question):
            assert not re.search(r"\d\*+ (?:to|and|or) \d|\d (?:to|and|or) \*+\d", text), text


def asked_of(chapter):
    quiz = quizzes.load(chapter)
    return [*quiz["questions"], *quiz.get("twice", [])]


def readers_texts(part, name=""):
    if isinstance(part, dict):
        for inner, value in part.items():
            yield from readers_texts(value, name if name == "feedback" else inner)
    elif isinstance(part, list):
        for value in part:
            yield from readers_texts(value, name)
    elif isinstance(part, str) and name in {"prompt", "text", "feedback"}:
        yield part


def test_readable_questions_fit_a_page():
    lines = readable.as_text(quizzes.load(CHAPTERS[0])).splitlines()
    assert max(map(len, lines)) <= 76


# --- numbers of the questions that no explorer answers ---------------------------------------------


def value_of(chapter, name):
    """The right number of a question."""
    asked = next(one for one in quizzes.load(chapter)["questions"] if one["id"] == name)
    return asked["answer"]["value"]


def test_a_rise_in_the_other_unit():
    """A mole of glucose is 180.156 g (PubChem)."""
    assert value_of("02-from-food-to-blood", "rise-in-units") == pytest.approx(
        3.0 * 18.0156, abs=0.1
    )
    drink = ogtt(Person()).glucose_mgdl
    assert drink.max() - drink[0] == pytest.approx(54, abs=2)  # "a rise like that"


def test_slower_removal_leaves_twice_the_insulin():
    minutes = 3 * math.log2(64 / 8)
    left = 64 * 2 ** (-minutes / 4.5)
    assert value_of("04-the-off-switch", "slower-removal") == pytest.approx(left)


def test_lines_of_the_questions_are_those_of_the_model():
    """Values that two questions judge in words, by the thresholds that the explorers draw."""
    fasting, two_hour = THRESHOLDS["fasting"], THRESHOLDS["two_hour"]
    assert fasting["prediabetes"] > 96
    assert two_hour["prediabetes"] <= 158 < two_hour["diabetes"]
    assert HYPOGLYCEMIA["level_1"] > 58 >= HYPOGLYCEMIA["level_2"]


def test_a_straight_line_is_slower_than_the_cliff():
    course = Drift().then(
        day=0, muscle=0.20, liver=0.90, days=1053
    )  # the susceptible person of chapter 8
    life = years(Person(reserve=0.33 * RESERVES["robust"]), course)
    start, fourth = (round(life.value(life.fasting_glucose_mgdl, year)) for year in (0, 4))
    assert (start, fourth) == (94, 102)
    line = 4 * (THRESHOLDS["fasting"]["diabetes"] - start) / (fourth - start)
    assert value_of("08-hyperglycemia", "straight-line") == pytest.approx(line)
    crossed = life.onset(life.fasting_glucose_mgdl, THRESHOLDS["fasting"]["diabetes"])
    assert crossed == pytest.approx(7.7, abs=0.05)


# --- in the browser -----------------------------------------------------------------------------

ADDRESS = "http://quiz.test/"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Quiz</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="quizzes.css"></head>
<body><main><h1>Quiz</h1><div id="here"></div></main><script type="module">
  import quiz from "./quizzes.js";
  const spec = SPEC;
  window.gone = quiz.render({ model: { get: () => spec }, el: document.getElementById("here") });
</script></body></html>"""
# An explorer says its results like this; the first line is its place on the page.
EXPLORER = """value => {
  document.querySelector(".explorer")
    ?? document.body.insertAdjacentHTML("afterbegin",
      '<div class="explorer" data-explorer="resistance">' +
      '<div data-control="muscle"><i role="slider" tabindex="0"></i></div></div>');
  if (value !== null) document.querySelector(".explorer").dispatchEvent(
    new CustomEvent("explorer:change", { bubbles: true, detail: {
      explorer: "resistance", values: {}, results: { fasting_insulin_ratio: value } } }));
}"""


@pytest.fixture
def draw(browser):
    """Draw a quiz on an otherwise empty page, from the files that the site and Lab are made of."""
    from widgets.quizzes.view import QuizView

    errors = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))

        def _draw(quiz=SAMPLE, before=""):
            view = QuizView(quiz)
            html = PAGE.replace("SPEC", json.dumps(view.spec).replace("<", "\\u003c"))
            files = {
                "": (html, "text/html"),
                "quizzes.js": (view._esm, "text/javascript"),
                "quizzes.css": (view._css, "text/css"),
            }

            def serve(route):
                body, kind = files.get(route.request.url.removeprefix(ADDRESS), ("", "text/plain"))
                route.fulfill(body=body, content_type=f"{kind}; charset=utf-8")

            page.add_init_script(before)
            page.route(f"{ADDRESS}**", serve)
            page.goto(ADDRESS)
            page.wait_for_selector(".quiz-question")
            return page

        yield _draw
    assert errors == []


def question(page, name):
    return page.locator(f'[data-question="{name}"]')


def check(page, name):
    question(page, name).get_by_role("button", name="Check").click()
    return said(page, name)


def said(page, name):
    """The words of a question's live region, spaces evened out."""
    status = question(page, name).get_by_role("status")
    return " ".join(status.inner_text().split())


def type_number(page, typed):
    page.get_by_role("textbox", name="Your answer in mg/dL").fill(typed)
    return check(page, "line")


def test_keyboard_alone_answers_and_the_answer_is_announced(draw):
    page = draw()
    first, second, _ = choices = in_order("one")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Check question 1"
    page.keyboard.press("Enter")
    assert said(page, "one") == told(second)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowUp")
    assert said(page, "one") == ""
    page.keyboard.press("Enter")
    assert said(page, "one") == told(first)
    for _ in range(next(k for k, choice in enumerate(choices) if choice.get("correct"))):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert said(page, "one") == "✓ Correct Its beta cells do."
    for _ in range(2):  # Check, then the first box of the next question
        page.keyboard.press("Tab")
    for choice in in_order("many"):
        if choice.get("correct"):
            page.keyboard.press("Space")
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert said(page, "many").startswith("✓ Correct")
    page.keyboard.press("Tab")
    page.keyboard.type("140")
    page.keyboard.press("Enter")
    assert said(page, "line").startswith("✓ Correct")
    assert page.locator(".quiz-progress").inner_text() == "3 of 4 answered correctly"


def in_order(name):
    """The choices of a question of the sample, as a reader meets them."""
    asked = next(one for one in SAMPLE["questions"] if one["id"] == name)
    return [asked["choices"][place] for place in order(SAMPLE["chapter"], asked)]


def told(choice):
    """What the page says to a choice of one."""
    verdict = "✓ Correct" if choice.get("correct") else "↻ Not quite"
    return f"{verdict} {choice['feedback']}"


def test_feedback_is_a_live_region_tied_to_its_question(draw):
    page = draw()
    for name in ("one", "many", "line", "double"):
        status = question(page, name).get_by_role("status")
        assert status.count() == 1
        group = question(page, name).get_by_role("group")
        assert group.get_attribute("aria-describedby") == status.get_attribute("id")
    ids = page.evaluate("[...document.querySelectorAll('.quiz [id]')].map(e => e.id)")
    assert len(set(ids)) == len(ids)


def test_nothing_chosen_asks_for_a_choice(draw):
    page = draw()
    assert check(page, "one") == "→ Please choose an answer first."
    assert check(page, "many") == "→ Please choose at least one answer first."


def test_several_tells_each_choice_and_what_is_missing(draw):
    page = draw()
    boxes = question(page, "many")
    boxes.get_by_label("Muscle").check()
    assert check(page, "many").endswith("→ At least one right answer is still missing.")
    boxes.get_by_label("Brain").check()
    told = check(page, "many")
    assert "✓ Right: Muscle It opens its doors." in told
    assert "✗ Not this one: Brain The brain takes glucose without asking." in told
    boxes.get_by_label("Fat").check()
    told = check(page, "many")
    assert "missing" not in told
    places = [told.index(choice["feedback"]) for choice in in_order("many")]
    assert places == sorted(places), "explained in another order than asked"
    boxes.get_by_label("Brain").uncheck()
    assert check(page, "many").startswith("✓ Correct")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("140", "✓ Correct Yes, so it is."),
        ("139,5", "✓ Correct Yes, so it is."),
        (" 140.5 ", "✓ Correct Yes, so it is."),
        ("140.51", "↻ Not quite Less than that."),
        ("7,9", "↻ Not quite That is in mmol/L."),
        ("−3", "↻ Not quite More than that."),
        ("–3", "↻ Not quite More than that."),
        ("1’400", "↻ Not quite Less than that."),
        ("1.400,5", "↻ Not quite Less than that."),
        ("", "→ Please enter a number, such as 12.5."),
        ("many", "→ Please enter a number, such as 12.5."),
        ("1e2", "→ Please enter a number, such as 12.5."),
        ("1,40.5", "→ Please enter a number, such as 12.5."),
    ],
)
def test_number_takes_point_and_comma_and_refuses_the_rest(draw, typed, answer):
    page = draw()
    assert type_number(page, typed) == answer
    invalid = page.get_by_role("textbox").get_attribute("aria-invalid")
    assert invalid == str(answer.startswith("→")).lower()


def test_explorer_question_follows_the_explorer(draw):
    page = draw()
    value = question(page, "double").locator(".quiz-value")
    handle = {"results": {"fasting_insulin_ratio": 1.0}}  # drawn before the quiz was there
    page.get_by_role("button", name="Go to the explorer").click()
    assert "not on this page" in said(page, "double")
    assert "not on this page" in check(page, "double")
    page.evaluate(EXPLORER, None)
    assert check(page, "double").startswith("→ Please move a slider")
    page.evaluate(f"document.querySelector('.explorer').explorer = {json.dumps(handle)}")
    assert check(page, "double") == "↻ Not quite More than that."
    page.evaluate(EXPLORER, 1.5)
    assert value.inner_text() == "Fasting insulin is now 1.5 times the healthy value."
    assert check(page, "double") == "↻ Not quite More than that."
    page.evaluate(EXPLORER, 3.0)
    assert said(page, "double") == ""
    assert check(page, "double") == "↻ Not quite Less than that."
    page.evaluate(EXPLORER, 2.14)  # judged as it reads: 2.1
    assert check(page, "double") == "✓ Correct Yes, so it is."
    page.get_by_role("button", name="Go to the explorer").click()
    assert page.evaluate("document.activeElement.role") == "slider"
    page.evaluate("gone()")
    page.evaluate(EXPLORER, 1.0)
    assert value.inner_text() == "Fasting insulin is now 2.1 times the healthy value."


def test_right_answers_are_remembered_and_can_be_cleared(draw):
    page = draw()
    question(page, "one").get_by_label("pancreas").check()
    check(page, "one")
    type_number(page, "12")
    page.reload()
    page.wait_for_selector(".quiz-question")
    assert question(page, "one").get_by_label("pancreas").is_checked()
    assert said(page, "one").startswith("✓ Correct")
    assert page.get_by_role("textbox").input_value() == ""
    assert page.locator(".quiz-progress").inner_text() == "1 of 4 answered correctly"
    page.get_by_role("button", name="Start again").click()
    assert page.locator(".quiz-progress").inner_text() == "0 of 4 answered correctly"
    assert said(page, "one") == ""
    page.reload()
    page.wait_for_selector(".quiz-question")
    assert not question(page, "one").get_by_label("pancreas").is_checked()


@pytest.mark.parametrize(
    "storage",
    [
        "Object.defineProperty(window, 'localStorage', { get() { throw Error('forbidden'); } })",
        "localStorage.setItem('cells-listening:quiz:/:sample', '{broken')",
        "localStorage.setItem('cells-listening:quiz:/:sample', JSON.stringify("
        "{ one: 'x', many: 5, line: null, double: {}, gone: 1 }))",
    ],
)
def test_quiz_works_whatever_the_storage_holds(draw, storage):
    page = draw(before=storage)
    assert page.locator(".quiz-progress").inner_text() == "0 of 4 answered correctly"
    assert type_number(page, "140").startswith("✓ Correct")
    assert page.locator(".quiz-progress").inner_text() == "1 of 4 answered correctly"


def test_plain_keys_stay_in_the_quiz_and_combinations_go_on(draw):
    page = draw()
    page.evaluate(
        "() => { window.heard = []; addEventListener('keydown', event => heard.push(event.key)); }"
    )
    question(page, "one").get_by_label("liver").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+s")
    assert page.evaluate("heard.filter(key => key !== 'Control')") == ["s"]


def test_text_is_never_taken_for_html(draw):
    quiz = changed(["questions", 0, "prompt"], "<img src=x onerror=alert(1)> **bold**")
    page = draw(quiz)
    assert page.locator(".quiz img").count() == 0
    assert question(page, "one").locator("legend strong").inner_text() == "bold"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_choice_of_the_book_shows_its_own_feedback(draw, chapter):
    quiz = quizzes.load(chapter)
    page = draw(quiz)
    for asked in quiz["questions"]:
        for index, choice in enumerate(asked.get("choices", [])):
            place = order(chapter, asked).index(index)
            box = question(page, asked["id"]).locator("input").nth(place)
            box.check()
            assert markup.plain(choice["feedback"]) in check(page, asked["id"])
            if asked["kind"] == "several":
                box.uncheck()
    shown = page.locator(".quiz").inner_text()
    assert "undefined" not in shown
    assert "{" not in shown


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_quiz_is_accessible_in_both_lights_and_widths(draw, theme, width):
    page = draw()
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(
        "theme => { document.documentElement.dataset.theme = theme;"
        " document.body.style.background = theme === 'dark' ? '#14191e' : '#fffdf9';"
        " document.querySelector('h1').style.color = theme === 'dark' ? 'white' : 'black'; }",
        theme,
    )
    question(page, "one").get_by_label("pancreas").check()
    question(page, "many").get_by_label("Brain").check()
    for name in ("one", "many", "line", "double"):
        check(page, name)
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        "[...document.querySelectorAll('.quiz :is(button, .quiz-choice, [type=text])')]"
        ".filter(e => e.checkVisibility()).map(e => [e.className, e.getBoundingClientRect()])"
        ".filter(([, box]) => box.width < 44 || box.height < 44).map(([name]) => name)"
    )
    assert small == []


def test_quiz_of_the_site_is_answered_with_its_explorer(page, site_url):
    page.goto(f"{site_url}chapters/05-insulin-resistance.html")
    asked = page.locator('.quiz [data-question="double-fasting"]')
    value = asked.locator(".quiz-value")
    value.get_by_text("now 1.0 times the healthy value").wait_for()
    asked.get_by_role("button", name="Go to the explorer").click()
    page.keyboard.press("Home")  # muscle, as deaf as it can be
    value.get_by_text("now 1.0 times").wait_for(state="detached")
    asked.get_by_role("button", name="Check").click()
    assert "Past it" in asked.get_by_role("status").inner_text()

"""Questions asked before a story and again after it: what a reader sees of the gain, and what a teacher is given.

The page is empty but for the two quizzes, and runs the very scripts of the site.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from axe import AXE

from book import asked
from widgets import quizzes
from widgets.model import Person, meal, ogtt
from widgets.quizzes import markup
from widgets.quizzes.loading import asked_twice, read
from widgets.quizzes.order import order

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "_build/site-assets/book"
NAME = "04-the-off-switch"
TWICE = quizzes.load(NAME)["twice"]
ADDRESS = "http://quiz.test/"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Quiz</title>
<link rel="stylesheet" href="quizzes.css"></head><body><main><h1>Quiz</h1><div id="before"></div>
<section id="check-yourself"><h2>Check yourself</h2><div id="after"></div></section></main>
<script src="page.js"></script><script type="module">
  import quiz from "./quizzes.js";
  for (const [part, spec] of Object.entries(SPECS))
    quiz.render({ model: { get: () => spec }, el: document.getElementById(part) });
</script></body></html>"""
CLASS = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Class</title></head>
<body><main><h1>Class</h1><div id="class-room"></div></main><script src="page.js"></script></body></html>"""


def right_place(question):
    """Where the right choice of a question stands in its file."""
    return next(place for place, choice in enumerate(question["choices"]) if choice.get("correct"))


def wrong_place(question):
    return next(
        place for place, choice in enumerate(question["choices"]) if not choice.get("correct")
    )


@pytest.fixture
def page(browser):
    """The page with both quizzes."""
    views = {"before": quizzes.before(NAME), "after": quizzes.after(NAME)}
    specs = json.dumps({part: view.spec for part, view in views.items()})
    files = {
        "": (PAGE.replace("SPECS", specs.replace("<", "\\u003c")), "text/html"),
        "class": (CLASS, "text/html"),
        "quizzes.js": (views["before"]._esm, "text/javascript"),
        "quizzes.css": (views["before"]._css, "text/css"),
        "page.js": ((SCRIPTS / "page.js").read_text("utf-8"), "text/javascript"),
        "record.js": ((SCRIPTS / "record.js").read_text("utf-8"), "text/javascript"),
        "record.css": ((SCRIPTS / "record.css").read_text("utf-8"), "text/css"),
    }

    def serve(route):
        body, kind = files.get(route.request.url.removeprefix(ADDRESS), ("", "text/plain"))
        route.fulfill(body=body, content_type=f"{kind}; charset=utf-8")

    with browser.new_context() as context:
        shown = context.new_page()
        errors = []
        shown.on("pageerror", lambda error: errors.append(str(error)))
        shown.route(f"{ADDRESS}**", serve)
        shown.goto(ADDRESS)
        shown.locator(".quiz-question").first.wait_for()
        yield shown
        assert errors == []


def answer(page, part, index, place):
    """Answer one of the questions, before or after; returns what the page says to it."""
    named = asked_twice(NAME, part)["questions"][index]
    form = page.locator(f'[data-question="{named["id"]}"]')
    form.locator("input").nth(order(NAME, named).index(place)).check()
    form.get_by_role("button").click()
    return " ".join(form.get_by_role("status").inner_text().split())


def gain(page):
    return page.locator("[data-part=after] .quiz-gain").inner_text()


def record(page):
    return json.loads(page.evaluate("localStorage.getItem('cells-listening:record')"))


def go_through(page):
    """Two of the four right before the story, all right after it, one of them at the second try."""
    for index, question in enumerate(TWICE):
        place = right_place(question) if index < 2 else wrong_place(question)
        answer(page, "before", index, place)
    answer(page, "after", 0, wrong_place(TWICE[0]))
    for index, question in enumerate(TWICE):
        answer(page, "after", index, right_place(question))


def test_before_the_story_an_answer_is_kept_and_not_judged(page):
    question = TWICE[0]
    said = answer(page, "before", 0, wrong_place(question))
    assert "Kept" in said
    # The button that was pressed is gone: the focus is on what is said instead.
    form = page.locator(f'[data-question="{question["id"]}-before"]')
    assert form.get_by_role("status").evaluate("(at) => at === document.activeElement")
    shown = page.locator("[data-part=before]").inner_text()
    for choice in question["choices"]:
        assert markup.plain(choice["feedback"]) not in shown
    for verdict in ("Correct", "Not quite", "✓"):
        assert verdict not in shown
    assert form.locator("input:enabled").count() == 0
    assert not form.get_by_role("button", name="Keep my answer").is_visible()
    page.reload()
    form.get_by_text("Kept").wait_for()
    assert page.evaluate("document.activeElement === document.body")
    assert form.locator("input:enabled").count() == 0
    assert "1 of 4 answers kept" in page.locator("[data-part=before]").inner_text()


def test_after_the_story_the_reader_sees_the_gain_of_first_answers(page):
    for index, question in enumerate(TWICE):
        assert gain(page) == ""
        answer(page, "before", index, right_place(question) if index < 2 else wrong_place(question))
    first = answer(page, "after", 0, wrong_place(TWICE[0]))
    assert markup.plain(TWICE[0]["choices"][wrong_place(TWICE[0])]["feedback"]) in first
    for index, question in enumerate(TWICE):
        assert gain(page) == ""
        answer(page, "after", index, right_place(question))
    told = "At the first try: 2 of 4 right before the story, 3 of 4 right after it."
    assert gain(page) == told
    page.reload()
    page.get_by_text(told).wait_for()
    page.locator("[data-part=after]").get_by_role("button", name="Start again").click()
    assert gain(page) == told  # first answers stay


def test_who_left_them_out_before_sees_no_comparison(page):
    for index, question in enumerate(TWICE):
        answer(page, "after", index, right_place(question))
    assert "4 of 4 right after" in gain(page)
    assert "nothing to compare" in gain(page)


def test_the_record_tells_the_gain_and_can_be_deleted(page):
    go_through(page)
    kept = record(page)["chapters"][NAME]["answers"]
    assert [*kept] == [f"{q['id']}-{part}" for part in ("before", "after") for q in TWICE]
    assert [entry["right"] for entry in kept.values()] == [
        True,
        True,
        False,
        False,
        False,
        True,
        True,
        True,
    ]
    assert kept[f"{TWICE[0]['id']}-after"]["tries"] == 2
    page.locator("details.record > summary").click()
    box = page.locator(".record-holds")
    box.get_by_text(
        "The questions asked twice: 2 of 4 right before the story, 3 of 4 right after it."
    ).wait_for()
    total = len(quizzes.load(NAME)["questions"])
    assert f"0 of {total} questions answered" in box.inner_text()
    page.get_by_role("button", name="Delete my record").click()
    page.get_by_role("button", name="Yes, delete it all").click()
    assert gain(page) == ""
    assert page.locator("input:checked").count() == 0
    assert page.locator("[data-part=before] input:enabled").count() == sum(
        len(q["choices"]) for q in TWICE
    )
    left = "Object.keys(localStorage).filter(key => key.startsWith('cells-listening:'))"
    assert page.evaluate(left) == []


def test_a_teacher_sees_the_gain_of_the_class(page, tmp_path):
    go_through(page)
    one = record(page)
    better = json.loads(json.dumps(one))
    for entry in better["chapters"][NAME]["answers"].values():
        entry |= {"first": entry["last"], "right": entry["solved"], "tries": 1}
    unfinished = json.loads(json.dumps(one))
    del unfinished["chapters"][NAME]["answers"][f"{TWICE[1]['id']}-before"]
    page.goto(f"{ADDRESS}class")
    page.get_by_text("Choose files").wait_for()
    files = []
    for place, content in enumerate((one, better, unfinished)):
        files.append(tmp_path / f"{place}.json")
        files[-1].write_text(json.dumps(content), "utf-8")
    page.locator("input[accept]").set_input_files(files)
    told = "2 students answered all 4 questions both times: on average 2 right before the story, 3.5 right after it."
    page.locator(".class-gain").get_by_text(told).wait_for()
    cards = page.locator(".class-card h3").all_inner_texts()
    for words in ("Before the story: ", "After the story: "):
        assert words + markup.plain(TWICE[0]["prompt"]) in cards


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_quizzes_are_accessible(page, theme):
    page.evaluate(
        "theme => { document.documentElement.dataset.theme = theme;"
        " document.body.style.background = theme === 'dark' ? '#14191e' : '#fffdf9';"
        " document.body.style.color = theme === 'dark' ? 'white' : 'black'; }",
        theme,
    )
    go_through(page)
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run('[data-part]', { resultTypes: ['violations'] })")
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]] == []


def test_the_record_asks_for_both_times_and_platforms_for_neither():
    names = {question["id"] for question in asked.chapter(NAME)["questions"]}
    both = {f"{question['id']}-{part}" for question in TWICE for part in ("before", "after")}
    assert both < names
    assert not both & {question["id"] for question in quizzes.load(NAME)["questions"]}


@pytest.mark.parametrize("show", [quizzes.before, quizzes.after])
def test_a_chapter_that_asks_nothing_twice_says_so(show):
    with pytest.raises(
        quizzes.QuizError,
        match=r'^05-insulin-resistance\.yaml: "twice" is missing; allowed: [^\n]+$',
    ):
        show("05-insulin-resistance")


def test_a_name_is_used_once_in_both_lists(tmp_path):
    text = (ROOT / f"widgets/quizzes/questions/{NAME}.yaml").read_text("utf-8")
    path = tmp_path / f"{NAME}.yaml"
    path.write_text(text.replace("id: calm-night", "id: feedback"), "utf-8")
    with pytest.raises(
        quizzes.QuizError, match=r'twice\[1\]\.id.*"feedback".*used once in the file'
    ):
        read(path)


def test_what_the_questions_say_is_so_in_the_model():
    """After a night the liver gives and insulin is there; on the way down insulin follows glucose."""
    night = meal(Person(), 75)
    assert night.flow_gh("HGP")[0] > 0
    assert night.insulin_uUml[0] > 0
    course = ogtt(Person())
    glucose, insulin = course.glucose_mgdl, course.insulin_uUml
    falling = slice(int(glucose.argmax()), int(glucose.argmin()))
    at = falling.start + int((glucose[falling] < 110).argmax())
    assert insulin[0] < insulin[at] < insulin.max()
    assert insulin[at + 5] < insulin[at]

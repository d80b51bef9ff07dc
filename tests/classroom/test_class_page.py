"""How it went, and the class: kept on the device, handed over by the student, read without a request."""

from __future__ import annotations

import base64
import csv
import gzip
import json
import random
import re
from collections import Counter

import numpy as np
import pytest
from axe import grave
from conftest import CHAPTER, Watch, open_page

from book import asked
from widgets import quizzes
from widgets.bets.answers import moments
from widgets.model import Person, meal
from widgets.quizzes.order import order

CLASS = "book/the-class.html"
NAME = "05-insulin-resistance"
KEY = "cells-listening:record"
BOOK = "When Cells Stop Listening"
ASKED = asked.chapter(NAME)
QUESTIONS = {question["id"]: question for question in ASKED["questions"]}
ONE = next(q for q in ASKED["questions"] if q["kind"] == "choice")
MANY = next(q for q in ASKED["questions"] if q["kind"] == "several")
NUMBER = next(q for q in ASKED["questions"] if q["kind"] == "number")


def right_place(question):
    """Where the right choice of a question stands."""
    return next(i for i, choice in enumerate(question["choices"]) if choice.get("correct"))


WRONG = next(i for i, choice in enumerate(ONE["choices"]) if not choice.get("correct"))


# --- a student ------------------------------------------------------------------------------------


def entry(**changes):
    """How a question went."""
    return {"first": 0, "right": False, "tries": 1, "last": 0, "solved": False} | changes


def open_chapter(page, address):
    """Open the chapter of a site and wait for its quiz."""
    page.goto(address + CHAPTER, wait_until="commit")
    page.locator(".quiz-question").first.wait_for()


def record(page):
    """What the page has stored."""
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))


def answer(page, question, place):
    """Choose an answer and check it."""
    form = page.locator(f'[data-question="{question["id"]}"]')
    form.locator(".quiz-choices input").nth(order(NAME, question).index(place)).check()
    form.get_by_role("button", name="Check").click()


def bet(page, place):
    """Pick an answer under *Predict*, and commit to it."""
    page.locator(".bet-choice input").nth(place).check()
    page.get_by_role("button", name="This is my bet").click()


def open_box(page):
    page.locator("details.record > summary").click()
    page.locator(".record-holds").wait_for()
    return page.locator("details.record")


def saved(page):
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    return json.loads(download.value.path().read_text("utf-8"))


def test_a_student_answers_bets_saves_and_deletes(page, site_url):
    open_chapter(page, site_url)
    bet(page, 1)
    answer(page, ONE, WRONG)
    answer(page, ONE, right_place(ONE))
    answer(page, ONE, WRONG)  # after a right answer: curiosity
    box = open_box(page)
    assert f"1 of {len(QUESTIONS)} questions answered, 0 of them right" in box.inner_text()
    assert f"Your bet: {ASKED['bet']['bets'][1]}" in box.inner_text()
    box.get_by_role("textbox").first.fill("group 4")
    content = saved(page)
    went = entry(first=WRONG, tries=2, last=right_place(ONE), solved=True)
    drawn = content["chapters"][NAME].pop("curves")
    assert [*drawn] == ["glucose"]
    assert re.fullmatch(r"[a-z0-9]{12}", content.pop("id"))
    assert content == {
        "book": BOOK,
        "form": 1,
        "alias": "group 4",
        "chapters": {NAME: {"answers": {ONE["id"]: went}, "bet": 1}},
    }
    box.get_by_role("button", name="Delete my record").click()
    box.get_by_role("button", name="Keep it").click()
    assert NAME in record(page)["chapters"]
    box.get_by_role("button", name="Delete my record").click()
    box.get_by_role("button", name="Yes, delete it all").click()
    box.get_by_text("Nothing of your answers, bets and drawings is left").wait_for()
    assert (
        page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('cells-listening:'))")
        == []
    )
    assert page.locator(".curve-answer").count() == 0
    assert "0 of" in page.locator(".quiz-progress").inner_text()
    open_chapter(page, site_url)
    page.get_by_role("button", name="This is my bet").wait_for()
    assert page.locator(".curve-answer").count() == 0


def test_first_answers_stay_and_an_empty_answer_is_no_try(page, site_url):
    open_chapter(page, site_url)
    form = page.locator(f'[data-question="{NUMBER["id"]}"]')
    check = form.get_by_role("button", name="Check")
    check.click()
    form.get_by_role("textbox").fill("a lot")
    check.click()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None
    form.get_by_role("textbox").fill(" 1234,5 ")
    check.click()
    answer(page, ONE, right_place(ONE))
    page.get_by_role("button", name="Start again").click()
    answer(page, ONE, WRONG)
    right = right_place(ONE)
    assert record(page)["chapters"][NAME]["answers"] == {
        NUMBER["id"]: entry(first=1234.5, last=1234.5),
        ONE["id"]: entry(first=right, right=True, last=right, solved=True),
    }


def test_a_bet_stands_in_the_record_until_it_is_forgotten(page, site_url):
    open_chapter(page, site_url)
    bet(page, 2)
    chapter = record(page)["chapters"][NAME]
    assert chapter["bet"] == 2
    assert len(chapter["curves"]["glucose"]) == len(moments("glucose"))
    page.get_by_role("button", name="Forget it").click()
    assert record(page)["chapters"][NAME] == {}


# What a book kept whose pads reached higher: the curve is at home on no pad of now.
OLDER = {
    NAME: {
        "answers": {ONE["id"]: entry(first=WRONG, last=WRONG)},
        "bet": 1,
        "drawn": {"glucose": [350] * 13},
    }
}


def test_a_record_of_an_older_book_keeps_all_but_its_curves(page, site_url):
    page.goto(f"{site_url}{CHAPTER}")
    older = json.dumps({"form": 1, "id": "abcdef012345", "chapters": OLDER})
    page.evaluate("([key, older]) => localStorage.setItem(key, older)", [KEY, older])
    open_chapter(page, site_url)
    answer(page, MANY, 0)
    kept = record(page)
    assert kept["id"] == "abcdef012345"
    assert kept["chapters"][NAME].pop("answers").keys() == {ONE["id"], MANY["id"]}
    assert kept["chapters"][NAME] == {"bet": 1}


REFUSE = """for (const name of NAMES) {
  const own = Storage.prototype[name];
  Storage.prototype[name] = function (key, ...rest) {
    if (key.startsWith("cells-listening:")) throw new DOMException("", "QuotaExceededError");
    return own.call(this, key, ...rest);
  };
}"""
STORAGES = {
    "forbidden": REFUSE.replace("NAMES", "['getItem', 'setItem', 'removeItem']"),
    "full": REFUSE.replace("NAMES", "['setItem']"),
    "not ours": f"localStorage.setItem('{KEY}', '{{broken')",
    "hostile": f"localStorage.setItem('{KEY}', JSON.stringify({{form: 1, chapters: {{x: 7}}}}))",
}


@pytest.mark.parametrize("storage", STORAGES)
def test_all_goes_on_whatever_the_storage_does(page, site_url, storage):
    page.add_init_script(STORAGES[storage])
    open_chapter(page, site_url)
    bet(page, 1)
    answer(page, ONE, WRONG)
    assert page.locator(".curve-answer").count() == 1
    open_box(page)
    content = saved(page)
    assert content["chapters"][NAME]["bet"] == 1
    assert content["chapters"][NAME]["answers"][ONE["id"]]["first"] == WRONG
    page.get_by_role("button", name="Delete my record").click()
    page.get_by_role("button", name="Yes, delete it all").click()
    assert page.locator(".curve-answer").count() == 0


def test_the_code_is_the_compressed_record(page, site_url):
    open_chapter(page, site_url)
    answer(page, ONE, WRONG)
    box = open_box(page)
    box.get_by_role("button", name="Show as a short code").click()
    code = box.get_by_role("textbox", name="The code of your record").input_value()
    mark, letters = code.split(".")
    assert mark == "CELLS1"
    packed = base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
    assert json.loads(gzip.decompress(packed))["chapters"] == record(page)["chapters"]


def test_where_no_file_comes_the_text_can_be_copied(browser, site_url):
    context = browser.new_context(accept_downloads=False)
    page = context.new_page()
    frame_page = f'<iframe sandbox="allow-scripts" width="1200" height="900" src="{site_url}{CHAPTER}"></iframe>'
    page.route(
        f"{site_url}frame.html",
        lambda route: route.fulfill(body=frame_page, content_type="text/html"),
    )
    page.goto(f"{site_url}frame.html")
    frame = page.frame_locator("iframe")
    frame.locator(".bet-choice input").first.check()
    frame.get_by_role("button", name="This is my bet").click()
    frame.locator("details.record > summary").click()
    frame.get_by_role("button", name="Save as a file").click()
    text = frame.get_by_role("textbox", name="The text of your record").input_value()
    assert json.loads(text)["chapters"][NAME]["bet"] == 0
    context.close()


# --- a class --------------------------------------------------------------------------------------


def judged(question, given):
    """Whether an answer is right, by the book's own questions."""
    if question["kind"] == "choice":
        return given == right_place(question)
    if question["kind"] == "several":
        right = [i for i, choice in enumerate(question["choices"]) if choice.get("correct")]
        return sorted(given) == right
    if question["kind"] == "number":
        return abs(given - question["answer"]["value"]) <= question["answer"]["tolerance"] + 1e-9
    return question["target"]["min"] - 1e-9 <= given <= question["target"]["max"] + 1e-9


def given_by(chance, question):
    """Some answer to a question."""
    if question["kind"] == "choice":
        return chance.randrange(len(question["choices"]))
    if question["kind"] == "several":
        places = range(len(question["choices"]))
        return sorted(chance.sample(places, chance.randint(1, len(places))))
    if question["kind"] == "number":
        mistakes = [mistake["value"] for mistake in question.get("mistakes", [])]
        return chance.choice([question["answer"]["value"], 3, 17.5, *mistakes])
    middle = (question["target"]["min"] + question["target"]["max"]) / 2
    return round(middle * chance.choice([0.5, 1, 1, 1.5]), 1)


def student(number):
    """The record of one student of a class that exists nowhere."""
    chance = random.Random(number)
    answers = {}
    for name, question in QUESTIONS.items():
        if chance.random() < 0.8:
            first, last = given_by(chance, question), given_by(chance, question)
            right = judged(question, first)
            if right:
                last = first
            answers[name] = {
                "first": first,
                "right": right,
                "tries": 1 if right else chance.randint(2, 5),
                "last": last,
                "solved": judged(question, last),
            }
    drawn = [chance.randint(60, 220) for _ in moments("glucose")]
    return {
        "book": BOOK,
        "form": 1,
        "id": f"student{number:05}",
        "alias": "",
        "chapters": {NAME: {"answers": answers, "bet": number % 3, "curves": {"glucose": drawn}}},
    }


STUDENTS = [student(number) for number in range(30)]


def edited(**changes):
    return json.dumps(student(77) | {"id": "hostile00000"} | changes)


def edited_chapter(chapter):
    return edited(chapters={NAME: chapter})


BOMB = base64.urlsafe_b64encode(gzip.compress(b" " * 20_000_000)).decode().rstrip("=")
SCRIPT = "<img src=x onerror=window.hacked=1>"
# What no class may be disturbed by: the file, and what the page says of it.
HOSTILE = {
    "photo.json": (b"\x89PNG\r\n\x1a\n\x00\xff\xfe", "neither a record nor a code"),
    "list.json": ("[1, 2]", "not a record of this book"),
    "package.json": (
        '{"name": "x", "chapters": {}, "book": "Another"}',
        "not a record of this book",
    ),
    "later.json": (edited(form=99), "another form"),
    "large.json": (edited(alias="x" * 70_000), "larger than a record"),
    "alias.json": (edited(alias=SCRIPT * 2), "alias is not"),
    "proto.json": (
        edited(chapters=0).replace('"chapters": 0', '"chapters": {"__proto__": {"bet": 1}}'),
        "chapters is not",
    ),
    "tries.json": (
        edited_chapter({"answers": {"one": entry(tries=-5)}}),
        "answers.one.tries is not",
    ),
    "first.json": (
        edited_chapter({"answers": {"one": entry(first=SCRIPT)}}),
        "answers.one.first is not",
    ),
    "many.json": (
        edited_chapter({"answers": {f"q{i}": entry() for i in range(500)}}),
        "answers is not",
    ),
    "curves.json": (
        edited_chapter({"curves": {"glucose": [1e300] * 13}}),
        "curves.glucose is not",
    ),
    "deep.json": ("[" * 30_000 + "]" * 30_000, ""),
    "field.json": (edited(**{SCRIPT: 1}), "a field’s name is not"),
    "bomb.txt": (f"CELLS1.{BOMB}", "damaged"),
    f"{SCRIPT}.json": ("{}", "not a record of this book"),
    "copy of 1.json": (json.dumps(STUDENTS[0] | {"chapters": {}}), "the same student’s record as"),
}


def write_class(folder, hostile=()):
    for number, content in enumerate(STUDENTS):
        (folder / f"{number}.json").write_text(json.dumps(content), "utf-8")
    for name in hostile:
        content = HOSTILE[name][0]
        path = folder / name.replace("/", "")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def read_class(page, folder, count=30):
    page.locator("input[webkitdirectory]").set_input_files(folder)
    page.get_by_text(f"{count} records read.").wait_for()


@pytest.fixture
def opened(page, site_url, tmp_path):
    """The page with a class of thirty on it."""
    open_page(page, site_url + CLASS)
    write_class(tmp_path)
    read_class(page, tmp_path)
    return page


def card(page, question):
    return page.locator(f'[data-chapter="{NAME}"] [data-question="{question["id"]}"]')


def entries(name):
    found = (content["chapters"][NAME]["answers"].get(name) for content in STUDENTS)
    return [entry for entry in found if entry]


def rows(table):
    return [
        [cell.strip() for cell in row.locator("th, td").all_inner_texts()]
        for row in table.locator("tbody tr").all()
    ]


def test_each_question_shows_how_many_were_right_before_and_after(opened):
    for name, question in QUESTIONS.items():
        kept = entries(name)
        shown = card(opened, question)
        assert shown.locator("h3").inner_text() == question["prompt"]
        facts = shown.locator(".class-facts").inner_text()
        first, last = (sum(entry[key] for entry in kept) for key in ("right", "solved"))
        assert f"{len(kept)} students answered" in facts
        assert re.search(rf"\b{first} \(\d+%\) right on the first try", facts)
        assert re.search(rf"\b{last} \(\d+%\) right in the end", facts)


@pytest.mark.parametrize("question", [ONE, MANY], ids=lambda question: question["kind"])
def test_choices_are_counted_and_the_right_one_is_marked_in_words(opened, question):
    counts = {
        key: Counter(p for e in entries(question["id"]) for p in np.atleast_1d(e[key]).tolist())
        for key in ("first", "last")
    }
    shown = rows(card(opened, question).locator("table").first)
    for place, choice in enumerate(question["choices"]):
        text, first, last = shown[place]
        assert text.startswith(choice["text"])
        assert text.endswith("✓ right") == bool(choice.get("correct"))
        assert (int(first), int(last)) == (counts["first"][place], counts["last"][place])
    if question is ONE:
        wrong = {p: n for p, n in counts["first"].items() if p != right_place(ONE)}
        worst = max(wrong.values())
        said = card(opened, ONE).locator(".class-wrong li").first.inner_text()
        assert said in [
            f"“{ONE['choices'][p]['text']}” ({n} students)" for p, n in wrong.items() if n == worst
        ]


def test_numbers_stand_on_a_strip_with_the_range_that_is_right(opened):
    values = [entry["first"] for entry in entries(NUMBER["id"])]
    shown = card(opened, NUMBER)
    far = [
        value
        for value in values
        if abs(value) > 3 * (NUMBER["answer"]["value"] + NUMBER["answer"]["tolerance"])
    ]
    assert shown.locator("svg circle").count() == len(values) - len(far)
    told = shown.locator("svg").get_attribute("aria-label")
    inside = sum(judged(NUMBER, value) for value in values)
    assert f"{len(values)} first answers" in told
    assert f"{inside} are in that range" in told
    shown.get_by_text("All values as a table").first.click()
    assert sum(int(n) for _, n in rows(shown.locator("details table"))) == len(values)


def test_bets_are_counted_and_drawn_ones_laid_over_each_other(opened):
    part = opened.locator(f'[data-chapter="{NAME}"] .class-bets')
    shown = rows(part.locator("table").first)
    assert [row[:2] for row in shown] == [[bet, "10"] for bet in ASKED["bet"]["bets"]]
    figure = part.locator('[data-pad="glucose"]')
    assert figure.locator(".curve-drawn").count() == len(STUDENTS)
    assert "Upward: mg/dL. Across: min." in figure.locator("figcaption").inner_text()
    assert figure.locator(".curve-model").count() == 1
    figure.get_by_text("The drawn curves as a table").first.click()
    curves = np.array([content["chapters"][NAME]["curves"]["glucose"] for content in STUDENTS])
    model = meal(Person(liver=0.4), 75).glucose_mgdl  # what the chapter asks for
    for index, (moment, *quarters, answer) in enumerate(rows(figure.locator("table"))):
        assert int(moment) == 20 * index
        expected = np.percentile(curves[:, index], [25, 50, 75])
        assert (
            np.abs(np.array(quarters, float) - expected).max() <= 0.5 + 1e-9
        )  # shown as whole numbers
        assert abs(int(answer) - model[20 * index]) <= 0.5 + 0.05 + 1e-9  # rounded twice


def test_what_is_not_a_sound_record_is_named_and_left_out(page, site_url, tmp_path):
    open_page(page, site_url + CLASS)
    write_class(tmp_path, HOSTILE)
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    read_class(page, tmp_path)
    lines = page.locator(".class-left-out li").all_inner_texts()
    assert len(lines) == len(HOSTILE)
    for name, (_, why) in HOSTILE.items():
        assert [line for line in lines if f"/{name}: " in line and why in line], name
    assert page.evaluate("window.hacked") is None
    assert page.locator(".class img").count() == 0
    assert requests == []
    facts = card(page, ONE).locator(".class-facts").inner_text()
    assert f"{len(entries(ONE['id']))} students answered" in facts


def test_of_two_records_of_a_student_the_fuller_counts(page, site_url, tmp_path):
    open_page(page, site_url + CLASS)
    early = STUDENTS[0] | {"chapters": {NAME: {"bet": 2}}}
    for name, content in {"a.json": early, "b.json": STUDENTS[0]}.items():
        (tmp_path / name).write_text(json.dumps(content), "utf-8")
    read_one = page.get_by_text("1 record read.")
    page.locator("input[webkitdirectory]").set_input_files(tmp_path)
    read_one.wait_for()
    assert "a.json: the same student’s record as" in page.locator(".class-left-out").inner_text()
    assert (
        card(
            page, next(QUESTIONS[name] for name in STUDENTS[0]["chapters"][NAME]["answers"])
        ).count()
        == 1
    )


def test_answers_to_another_edition_are_not_counted(page, site_url):
    open_page(page, site_url + CLASS)
    answers = {
        ONE["id"]: entry(first=right_place(ONE), last=right_place(ONE)),  # "wrong", says the record
        MANY["id"]: entry(first=[0, 99], last=[0]),
        "no-such-question": entry(),
    }
    page.get_by_role("textbox").fill(edited_chapter({"answers": answers}))
    page.get_by_role("button", name="Add the codes").click()
    page.get_by_text("3 answers were given to questions of another edition").wait_for()
    assert page.locator(".class-card").count() == 0


def test_codes_are_pasted_and_a_damaged_one_is_refused(page, site_url):
    open_chapter(page, site_url)
    answer(page, ONE, WRONG)
    open_box(page).get_by_role("button", name="Show as a short code").click()
    code = page.get_by_role("textbox", name="The code of your record").input_value()
    middle = len(code) // 2
    damaged = code[:middle] + ("A" if code[middle] != "A" else "B") + code[middle + 1 :]
    open_page(page, site_url + CLASS)
    page.get_by_role("textbox").fill(f"{damaged}\n\n {code} \n{code[:-20]}\n")
    page.get_by_role("button", name="Add the codes").click()
    page.get_by_text("1 record read.").wait_for()
    assert page.locator(".class-left-out li").all_inner_texts() == [
        f"pasted code {n}: not a code of this book, or damaged in copying" for n in (1, 3)
    ]
    assert card(page, ONE).count() == 1
    # What could not be read stays, to be mended; all else may stand around a code.
    field = page.locator(".class-paste textarea")
    assert field.input_value() == f"{damaged}\n{code[:-20]}"
    page.get_by_role("button", name="Forget all records").click()
    assert field.input_value() == "" and page.locator(".class-done").is_hidden()
    field.fill(f"1. Anna: “{code}”.\n> Ben: {code}, {code}\nRegards")
    page.get_by_role("button", name="Add the codes").click()
    page.get_by_text("1 record read.").wait_for()
    assert page.locator(".class-left-out li").count() == 2  # the same record again
    assert field.input_value() == ""


def test_a_small_group_is_warned_of(page, site_url, tmp_path):
    open_page(page, site_url + CLASS)
    write_class(tmp_path)
    paths = sorted(tmp_path.iterdir())
    choose = page.locator("input[accept]")
    choose.set_input_files(paths[:4])
    page.get_by_text("Fewer than five records").wait_for()
    choose.set_input_files(paths[4:5])
    page.get_by_text("5 records read.").wait_for()
    assert page.get_by_text("Fewer than five records").count() == 0


def test_what_an_older_book_saved_is_read_without_its_curves(page, site_url, tmp_path):
    open_page(page, site_url + CLASS)
    (tmp_path / "older.json").write_text(json.dumps(STUDENTS[0] | {"chapters": OLDER}), "utf-8")
    page.locator("input[webkitdirectory]").set_input_files(tmp_path)
    page.get_by_text("1 record read.").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save everything as CSV").click()
    lines = list(csv.DictReader(download.value.path().read_text("utf-8").splitlines()))
    assert [line["kind"] for line in lines] == ["bet", "question"]


def test_files_can_be_dropped(page, site_url):
    open_page(page, site_url + CLASS)
    page.evaluate(
        """texts => {
          const data = new DataTransfer();
          texts.forEach((text, n) => data.items.add(new File([text], `${n}.json`)));
          document.querySelector(".class").dispatchEvent(
            new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        [json.dumps(content) for content in STUDENTS[:7]],
    )
    page.get_by_text("7 records read.").wait_for()


def test_a_dropped_file_that_cannot_be_read_takes_no_other_along(page, site_url):
    open_page(page, site_url + CLASS)
    page.evaluate(
        """text => {
          const sound = { isFile: true, file: (resolve) => resolve(new File([text], "sound.json")) };
          const refuse = (_, reject) => reject(new Error());
          const refused = { isFile: true, fullPath: "/refused.json", file: refuse };
          const folder = { fullPath: "/closed", createReader: () => ({ readEntries: refuse }) };
          const items = [refused, sound, folder].map((entry) => ({ webkitGetAsEntry: () => entry }));
          const drop = new Event("drop", { bubbles: true, cancelable: true });
          document.querySelector(".class").dispatchEvent(Object.assign(drop, { dataTransfer: { items } }));
        }""",
        json.dumps(STUDENTS[0]),
    )
    page.get_by_text("1 record read.").wait_for()
    left_out = page.locator(".class-left-out li")
    assert [line.split(":")[0] for line in left_out.all_inner_texts()] == ["refused.json", "closed"]


def test_everything_comes_out_as_csv_and_formulas_are_defused(page, site_url, tmp_path):
    open_page(page, site_url + CLASS)
    write_class(tmp_path)
    (tmp_path / "0.json").write_text(json.dumps(STUDENTS[0] | {"alias": '=1+1,"x"'}), "utf-8")
    read_class(page, tmp_path)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save everything as CSV").click()
    with download.value.path().open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    kinds = Counter(line["kind"] for line in lines)
    assert kinds["bet"] == kinds["drawn"] == len(STUDENTS)
    assert kinds["question"] == sum(len(entries(name)) for name in QUESTIONS)
    assert {line["alias"] for line in lines} == {"", """'=1+1,"x\""""}
    assert {line["right_at_first"] for line in lines if line["kind"] == "question"} == {
        "true",
        "false",
    }


def test_forgetting_leaves_nothing_on_the_page(opened):
    opened.get_by_role("button", name="Forget all records").click()
    assert opened.locator(".class-card").count() == 0
    assert opened.get_by_text("This page holds no record now.").is_visible()


def test_a_class_is_read_from_disk_without_a_network(browser, site_dir, tmp_path):
    write_class(tmp_path)
    context = browser.new_context(offline=True)
    page, watch = context.new_page(), Watch(own="file://")
    watch.follow(page)
    open_page(page, (site_dir / CLASS).as_uri())
    read_class(page, tmp_path)
    open_chapter(page, f"{site_dir.as_uri()}/")
    answer(page, ONE, WRONG)
    open_box(page)
    assert saved(page)["chapters"][NAME]["answers"][ONE["id"]]["tries"] == 1
    context.close()
    assert watch.problems == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1920, 390])
def test_the_class_is_accessible_and_fits(opened, scheme, width):
    opened.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    opened.set_viewport_size({"width": width, "height": 900})
    assert grave(opened, ".class") == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_box_and_the_pads_are_accessible_and_fit_a_phone(page, site_url, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": 390, "height": 844})
    open_chapter(page, site_url)
    bet(page, 1)
    answer(page, ONE, WRONG)
    box = open_box(page)
    for name in ("Show as a short code", "Delete my record"):
        box.get_by_role("button", name=name).click()
    box.get_by_text("See every line of it").click()
    for part in ("#predict", "details.record"):
        assert grave(page, part) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_every_chapter_can_be_asked_about():
    told = [asked.chapter(name) for name in quizzes.chapters()]
    assert all(len(chapter["bet"]["bets"]) >= 2 for chapter in told)
    drawn = {
        chapter["name"]: set(chapter["bet"]["drawn"]) for chapter in told if chapter["bet"]["drawn"]
    }
    model = asked.curves()
    assert all(pads <= set(model[name]) for name, pads in drawn.items())
    assert sorted(drawn) == sorted(model)


def test_pages_without_a_record_stay_light(site_dir):
    # The record's first part and a search without forms: a few kilobytes; the rest comes when it is opened.
    size = len(gzip.compress((site_dir / "_static/book/page.js").read_bytes(), 9))
    assert size <= 4_400
    assert "record.js" not in (site_dir / CHAPTER).read_text("utf-8")

// What a reader answers with. Each kind of question has one: its nodes, its answer now,
// a way to put an answer back, and what to undo when the quiz goes.

import { element, fill } from "../../javascript/page.js";
import { nodes, unseen } from "./dom.js";
import * as explorers from "./explorers.js";
import { asShown } from "./judge.js";
import * as units from "./units.js";

/** @import { Question, Strings } from "./types.js" */

/**
 * @typedef {object} Input
 * @property {Node[]} nodes
 * @property {() => any} answer what `judge` takes
 * @property {(answer: any) => void} restore puts an earlier answer back; null empties
 * @property {() => string | null} obstacle a key of `strings.notice` if nothing can be answered
 * @property {(outcome: string) => void} mark tells the input how its answer was judged
 * @property {() => void} stop
 */

const NOTHING = { obstacle: () => null, mark: () => {}, stop: () => {} };

/**
 * @param {Question} question
 * @param {{strings: Strings, id: string, feedback: string, changed: () => void,
 *   notice: (key: string) => void}} context `id` is unique on the page, `feedback` the id of the
 *   live region; `changed` is called when the answer changes, `notice` says a `strings.notice`
 * @returns {Input}
 */
export function makeInput(question, context) {
  return INPUTS[question.kind](question, context);
}

const INPUTS = {
  choice: (question, context) => {
    const { boxes, rows } = choices(question, context, "radio");
    return {
      ...NOTHING,
      nodes: [rows],
      answer: () => {
        const chosen = boxes.findIndex((box) => box.checked);
        return chosen < 0 ? null : chosen;
      },
      restore: (answer) => {
        for (const [index, box] of boxes.entries()) box.checked = index === answer;
      },
    };
  },

  several: (question, context) => {
    const { boxes, rows } = choices(question, context, "checkbox");
    return {
      ...NOTHING,
      nodes: [element("p", { class: "quiz-hint" }, context.strings.several_hint), rows],
      answer: () => boxes.flatMap((box, index) => (box.checked ? [index] : [])),
      restore: (answer) => {
        for (const [index, box] of boxes.entries()) box.checked = Boolean(answer?.includes(index));
      },
    };
  },

  number: (question, { strings, id, feedback, changed }) => {
    // Not type="number": that refuses a decimal comma in many browsers, and says nothing.
    const field = element("input", {
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      id: `${id}-number`,
      "aria-describedby": feedback,
    });
    field.addEventListener("input", changed);
    const spoken = unseen("");
    const label = element("label", { for: field.id }, strings.answer, spoken);
    const unit = element("span", { class: "quiz-unit", "aria-hidden": "true" });
    const fixed = units.named(question);
    const show = () => {
      unit.textContent = fixed ? question.unit : units.shown(question.unit);
      spoken.textContent = ` ${fill(strings.answer_unit, { unit: unit.textContent })}`;
    };
    show();
    return {
      ...NOTHING,
      nodes: [element("div", { class: "quiz-number" }, label, field, unit)],
      answer: () => (fixed ? field.value : units.meant(field.value, question.unit)),
      stop: onUnits(show),
      restore: (answer) => (field.value = answer ?? ""),
      mark: (outcome) => field.setAttribute("aria-invalid", String(outcome === "notice")),
    };
  },

  explorer: (question, { strings, id, changed, notice }) => {
    const { explorer: name, target } = question;
    const { text, digits } = strings.results[target.result];
    const line = element("p", { class: "quiz-value", id: `${id}-value` });
    const value = () => {
      const now = explorers.value(name, target.result);
      return now === null ? null : asShown(now, digits);
    };
    const show = () => {
      const now = value();
      line.textContent = now === null ? strings.explorer.waiting : inChosen(text, now, digits);
    };
    const go = element("button", { type: "button", class: "quiz-quiet" }, strings.explorer.go);
    const obstacle = () => (explorers.find(name) ? null : "no_explorer");
    go.addEventListener("click", () => {
      if (obstacle()) notice(obstacle());
      else goTo(explorers.find(name));
    });
    show();
    return {
      nodes: [element("div", { class: "quiz-explorer" }, line, go)],
      answer: value,
      restore: () => {},
      obstacle,
      mark: () => {},
      stop: explorers.follow(name, () => {
        const before = line.textContent;
        show();
        if (line.textContent !== before) changed();
      }),
    };
  },
};

/** Call a listener after another unit was chosen; returns what stops it. */
function onUnits(listener) {
  document.addEventListener("quiz:units", listener);
  return () => document.removeEventListener("quiz:units", listener);
}

/** A text about a value, in the chosen unit. */
function inChosen(text, value, digits) {
  const [, stated] = /\{value\} (\S+?)\.?$/.exec(text) ?? [];
  return fill(text.replace(stated ?? "", stated ? units.shown(stated) : ""), {
    value: units.converted(value, stated, digits),
  });
}

function choices(question, { id, changed }, type) {
  const boxes = question.choices.map(() => element("input", { type, name: id }));
  const rows = question.choices.map((choice, index) =>
    element("label", { class: "quiz-choice" }, boxes[index], element("span", {}, ...nodes(choice.text))),
  );
  for (const box of boxes) box.addEventListener("change", changed);
  const placed = question.order.map((index) => rows[index]);
  return { boxes, rows: element("div", { class: "quiz-choices" }, ...placed) };
}

/**
 * Bring an explorer into view, with the keyboard on its first slider.
 * @param {HTMLElement} explorer
 */
function goTo(explorer) {
  explorer.scrollIntoView({ block: "start" });
  /** @type {HTMLElement} */
  const slider = explorer.querySelector("[role=slider]");
  slider?.focus({ preventScroll: true });
}

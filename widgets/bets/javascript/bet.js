// A bet: drawn or picked, committed, and only then answered.
import { Units } from "../../explorers/kit/units.js";
import { button, element } from "../../javascript/page.js";
import { answersOf, shapeOf } from "./answer.js";
import { drawChoices } from "./choices.js";
import { enough, keeping } from "./keeping.js";
import { DrawnPad } from "./pad.js";
import { drawScene } from "./scene.js";
import { told } from "./told.js";

/** @import { Made } from "./keeping.js" */

let drawn = 0; // one bet may be shown several times in a notebook: ids must differ

/**
 * @param {any} spec
 * @returns {{root: HTMLElement, place: () => void, stop: () => void}}
 */
export function drawBet(spec) {
  const { chapter, bet, pads: stated, words } = spec;
  const kept = keeping(spec);
  const units = new Units(spec.quantities, redraw);
  const curves = bet.curves.map(({ pad }) => pad);
  drawn += 1;
  const help = `bet-${drawn}-help`;
  /** The bet as committed; null as long as there is none. */
  let made = kept.read();
  let skipped = false;
  const answers = answersOf(bet, stated);
  const scene = bet.scene ? drawScene(spec, answers, units) : null;

  const choices = drawChoices(spec, {
    name: `bet-${drawn}`,
    shapes: curves.length ? shapes() : null,
    ghosts: bet.ghost ? shapesOf(() => ({ times: 1, points: null })) : {},
    picked: pick,
  });
  const around = { words, units, help, ghostName: bet.ghost?.name, scene, changed, bets: commit };
  const pads = curves.map((name) => new DrawnPad(name, stated[name], { ...around, ghost: answers.ghost[name] }));
  const said = element("p", { class: "bet-said", role: "status" });
  const sentence = element("p", { class: "bet-gap" });
  const hint = element("p", { class: "bet-hint" });
  const back = button("", forget, { class: "bet-back" });
  const note = element("p", { class: "bet-note" });
  const answer = element("div", { class: "bet-answer", role: "status" }, sentence, hint);
  const buttons = element(
    "div",
    { class: "bet-buttons" },
    button(words.commit, commit, { class: "bet-commit" }),
    ...(curves.length ? [button(words.again, clear)] : []),
    button(words.skip, skip, { class: "bet-skip" }),
  );
  const root = element(
    "section",
    { class: scene ? "bet is-scene" : "bet", "data-bet": chapter, "aria-label": words.title },
    element("p", { class: "bet-head" }, words.title),
    ...(curves.length ? [element("p", { class: "bet-help", id: help }, words.help)] : []),
    element("div", { class: "bet-pads" }, ...pads.map((pad) => pad.root), ...(scene ? [scene.ground] : [])),
    ...(scene ? [scene.caption] : []),
    ...(curves.length ? [buttons, choices.root] : [choices.root, buttons]),
    said,
    answer,
    ...(scene ? [scene.numbers] : []),
    note,
  );

  function shapesOf(shape) {
    return Object.fromEntries(curves.map((name) => [name, shapeOf(stated[name], shape(name), answers.ghost[name])]));
  }

  function shapes() {
    return bet.choices.map((choice) => shapesOf((name) => choice.shapes[name]));
  }

  /** A curve that was drawn is none of those to pick. */
  function changed() {
    choices.pick(undefined);
    said.textContent = "";
  }

  function pick(index) {
    said.textContent = "";
    const picked = shapes()[index];
    for (const [at, name] of curves.entries()) pads[at].put(picked[name]);
  }

  function commit() {
    if (made || skipped) return;
    const choice = choices.picked();
    const ready = curves.length ? pads.every((pad) => enough(pad.values)) : choice !== undefined;
    if (!ready) {
      said.textContent = curves.length ? words.nothing_yet : words.nothing_chosen;
      return;
    }
    made = { ...(choice !== undefined && { choice }) };
    show(true);
    if (curves.length) made.drawn = Object.fromEntries(curves.map((name, at) => [name, [...pads[at].values]]));
    tell();
    kept.keep(made, root);
    back.focus({ preventScroll: true });
  }

  function skip() {
    skipped = true;
    clear();
    show(true);
    tell();
    back.focus({ preventScroll: true });
  }

  function clear() {
    choices.pick(undefined);
    for (const pad of pads) pad.put(null);
    said.textContent = "";
  }

  function forget() {
    const was = made;
    open();
    if (was) {
      kept.forget(root);
      said.textContent = words.forgotten;
    }
    if (pads.length) pads[0].focus();
    else choices.focus();
  }

  /** Open to bet again. */
  function open() {
    [made, skipped] = [null, false];
    clear();
    for (const pad of pads) pad.open();
    show(false);
  }

  /** Show the answer, or what there is to do before it. */
  function show(sweeps) {
    const done = Boolean(made) || skipped;
    const moves = sweeps && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    root.classList.toggle("is-answered", done);
    root.classList.toggle("is-sweeping", done && moves && curves.length > 0);
    buttons.hidden = done;
    answer.hidden = note.hidden = !done;
    choices.lock(done);
    if (done) for (const [at, name] of curves.entries()) pads[at].reveal(answers.now[name], moves);
    layScene();
  }

  function layScene() {
    scene?.show(Boolean(made) || skipped, Object.fromEntries(curves.map((name, at) => [name, pads[at].values])));
  }

  function tell() {
    if (!made && !skipped) return;
    sentence.replaceChildren(...told(spec, made, answers, units, false));
    hint.textContent = [
      made && made.choice !== undefined && !made.drawn ? bet.choices[made.choice].hint : "",
      words.try,
    ]
      .filter(Boolean)
      .join(" ");
    back.textContent = made ? words.forget : words.back;
    note.replaceChildren(...(made ? [words.kept, " "] : []), back);
  }

  function redraw() {
    for (const pad of pads) pad.redraw();
    layScene();
    tell();
  }

  function restore() {
    if (!made) return;
    choices.pick(made.choice);
    for (const [at, name] of curves.entries()) pads[at].put(made.drawn[name]);
  }

  // A reader may delete all that was kept, and another view of the same bet may have changed it.
  const elsewhere = ({ detail, target }) => {
    if (detail.chapter !== chapter || root.contains(/** @type {Node} */ (target))) return;
    open();
    made = detail.made;
    restore();
    show(false);
    tell();
  };
  document.addEventListener("record:delete", open);
  document.addEventListener("bet:change", elsewhere);

  return {
    root,
    place() {
      for (const pad of pads) pad.redraw();
      restore();
      show(false);
      tell();
    },
    stop() {
      document.removeEventListener("record:delete", open);
      document.removeEventListener("bet:change", elsewhere);
      units.remove();
      for (const pad of pads) pad.stop();
    },
  };
}

// A bet: drawn or picked, committed, and only then answered.
import { Units } from "../../explorers/kit/units.js";
import { button, element } from "../../javascript/page.js";
import { answersOf, shapeOf } from "./answer.js";
import { drawChoices } from "./choices.js";
import { enough, keeping } from "./keeping.js";
import { DrawnPad } from "./pad.js";
import { Paper } from "./paper.js";
import { drawScene } from "./scene.js";
import { told } from "./told.js";

/** @import { Made } from "./keeping.js" */

let drawn = 0; // one bet may be shown several times in a notebook: ids must differ

/** A bet on the page. */
export class DrawnBet {
  #spec;
  #kept;
  #units;
  #answers;
  #scene;
  #choices;
  /** @type {DrawnPad[]} */
  #pads;
  /** The names of the pads. @type {string[]} */
  #curves;
  /** The bet as committed; null as long as there is none. @type {Made | null} */
  #made;
  #skipped = false;
  #paper = new Paper((on) => this.#print(on));

  #said = element("p", { class: "bet-said", role: "status" });
  #sentence = element("p", { class: "bet-gap" });
  #hint = element("p", { class: "bet-hint" });
  #answer = element("div", { class: "bet-answer", role: "status" }, this.#sentence, this.#hint);
  #note = element("p", { class: "bet-note" });
  #back = button("", () => this.#forget(), { class: "bet-back" });
  #buttons;

  /**
   * @param {any} spec
   * @param {Map<object, any>} solved what is solved already of what it shows
   */
  constructor(spec, solved) {
    const { bet, pads, quantities } = spec;
    drawn += 1;
    const id = `bet-${drawn}`;
    this.#spec = spec;
    this.#kept = keeping(spec);
    this.#made = this.#kept.read();
    this.#units = new Units(quantities, () => this.#redraw());
    this.#curves = bet.curves.map(({ pad }) => pad);
    this.#answers = answersOf(bet, pads, solved);
    this.#scene = bet.scene ? drawScene(spec, this.#answers, this.#units) : null;
    this.#choices = this.#drawChoices(id);
    this.#pads = this.#drawPads(`${id}-help`);
    this.#buttons = this.#drawButtons();
    this.root = this.#layOut(`${id}-help`);
    document.addEventListener("record:delete", this.#open);
    document.addEventListener("bet:change", this.#elsewhere);
  }

  /** Draw for the first time, once the root has its place on the page. */
  place() {
    for (const pad of this.#pads) pad.redraw();
    this.#restore();
    this.#show(false);
    this.#tell();
  }

  stop() {
    document.removeEventListener("record:delete", this.#open);
    document.removeEventListener("bet:change", this.#elsewhere);
    this.#units.remove();
    this.#paper.remove();
    this.#scene?.stop();
    for (const pad of this.#pads) pad.stop();
  }

  // --- its parts ---

  #drawChoices(name) {
    const { bet } = this.#spec;
    return drawChoices(this.#spec, {
      name,
      shapes: this.#curves.length ? this.#shapes() : null,
      ghosts: bet.ghost ? this.#shapesOf(() => ({ times: 1, points: null })) : {},
      picked: (index) => this.#pick(index),
    });
  }

  #drawPads(help) {
    const { bet, pads, words } = this.#spec;
    const around = {
      words,
      help,
      units: this.#units,
      ghostName: bet.ghost?.name,
      scene: this.#scene,
      changed: () => this.#changed(),
      bets: () => this.#commit(),
    };
    const { ghost } = this.#answers;
    return this.#curves.map((name) => new DrawnPad(name, pads[name], { ...around, ghost: ghost[name] }));
  }

  #drawButtons() {
    const { words } = this.#spec;
    return element(
      "div",
      { class: "bet-buttons" },
      button(words.commit, () => this.#commit(), { class: "bet-commit" }),
      ...(this.#curves.length ? [button(words.again, () => this.#clear())] : []),
      button(words.skip, () => this.#skip(), { class: "bet-skip" }),
    );
  }

  #layOut(help) {
    const { chapter, words } = this.#spec;
    const { ground, caption, numbers } = this.#scene ?? {};
    const draws = this.#curves.length > 0;
    const parts = [
      draws && element("p", { class: "bet-help", id: help }, words.help),
      element("div", { class: "bet-pads" }, ...[...this.#pads.map((pad) => pad.root), ground].filter(Boolean)),
      caption,
      ...(draws ? [this.#buttons, this.#choices.root] : [this.#choices.root, this.#buttons]),
      this.#said,
      this.#answer,
      numbers,
      this.#note,
    ];
    const look = { class: this.#scene ? "bet is-scene" : "bet", "data-bet": chapter, "aria-label": words.title };
    return element("section", look, ...parts.filter(Boolean));
  }

  /** The curves of all choices, by pad. */
  #shapes() {
    return this.#spec.bet.choices.map((choice) => this.#shapesOf((name) => choice.shapes[name]));
  }

  #shapesOf(shape) {
    const { pads } = this.#spec;
    const { ghost } = this.#answers;
    return this.#byPad((name) => shapeOf(pads[name], shape(name), ghost[name]));
  }

  /** Something of each curve, by its pad. */
  #byPad(part) {
    return Object.fromEntries(this.#curves.map((name, at) => [name, part(name, at)]));
  }

  // --- what a reader does ---

  /** A curve that was drawn is none of those to pick. */
  #changed() {
    this.#choices.pick(undefined);
    this.#said.textContent = "";
  }

  #pick(index) {
    this.#said.textContent = "";
    this.#put(this.#shapes()[index]);
  }

  #put(curves) {
    for (const [at, name] of this.#curves.entries()) this.#pads[at].put(curves[name]);
  }

  #commit() {
    if (this.#done) return;
    const { words } = this.#spec;
    const draws = this.#curves.length > 0;
    const choice = this.#choices.picked();
    const ready = draws ? this.#pads.every((pad) => enough(pad.values)) : choice !== undefined;
    if (!ready) {
      this.#said.textContent = draws ? words.nothing_yet : words.nothing_chosen;
      return;
    }
    this.#made = { ...(choice !== undefined && { choice }) };
    this.#show(true); // which fills what was left out between two points
    if (draws) this.#made.drawn = this.#byPad((_, at) => [...this.#pads[at].values]);
    this.#tell();
    this.#kept.keep(this.#made, this.root);
    this.#turnToAnswer();
  }

  #skip() {
    this.#skipped = true;
    this.#clear();
    this.#show(true);
    this.#tell();
    this.#turnToAnswer();
  }

  /** The page moves only as far as the sentence needs to be seen, and with it the curves, where both have room. */
  #turnToAnswer() {
    this.#back.focus({ preventScroll: true });
    this.#answer.scrollIntoView({ block: "nearest" });
    const curves = this.root.querySelector(".bet-pads");
    const { top } = curves.getBoundingClientRect();
    const header = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
    if (this.#sentence.getBoundingClientRect().bottom - top <= innerHeight - header)
      curves.scrollIntoView({ block: "nearest" });
  }

  #clear() {
    this.#changed();
    for (const pad of this.#pads) pad.put(null);
  }

  #forget() {
    const was = this.#made;
    this.#open();
    if (was) {
      this.#kept.forget(this.root);
      this.#said.textContent = this.#spec.words.forgotten;
    }
    (this.#pads[0] ?? this.#choices).focus();
  }

  /** Open to bet again; a reader may delete all that was kept. */
  #open = () => {
    [this.#made, this.#skipped] = [null, false];
    this.#clear();
    for (const pad of this.#pads) pad.open();
    this.#show(false);
  };

  /** Another view of the same bet has changed it. */
  #elsewhere = ({ detail, target }) => {
    if (detail.chapter !== this.#spec.chapter || this.root.contains(/** @type {Node} */ (target))) return;
    this.#open();
    this.#made = detail.made;
    this.#restore();
    this.#show(false);
    this.#tell();
  };

  #restore() {
    if (!this.#made) return;
    this.#choices.pick(this.#made.choice);
    this.#put(this.#made.drawn);
  }

  // --- what is to see ---

  get #done() {
    return Boolean(this.#made) || this.#skipped;
  }

  /** Show the answer, or what there is to do before it. */
  #show(sweeps) {
    const done = this.#done;
    const moves = sweeps && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.root.classList.toggle("is-answered", done);
    this.root.classList.toggle("is-sweeping", done && moves && this.#curves.length > 0);
    this.#buttons.hidden = done;
    this.#answer.hidden = this.#note.hidden = !done;
    this.#choices.lock(done);
    if (done) for (const [at, name] of this.#curves.entries()) this.#pads[at].reveal(this.#answers.now[name], moves);
    this.#layScene();
  }

  #layScene() {
    const drawn = this.#byPad((_, at) => this.#pads[at].values);
    this.#scene?.show(this.#done, drawn);
  }

  #tell() {
    if (!this.#done) return;
    const { bet, words } = this.#spec;
    const made = this.#made;
    const picked = made && made.choice !== undefined && !made.drawn;
    this.#sentence.replaceChildren(...told(this.#spec, made, this.#answers, this.#units, false));
    this.#hint.textContent = [...(picked ? [bet.choices[made.choice].hint] : []), words.try].filter(Boolean).join(" ");
    this.#back.textContent = made ? words.forget : words.back;
    this.#note.replaceChildren(...(made ? [words.kept, " "] : []), this.#back);
  }

  /** For paper, on which the answer has come, and for the screen again. */
  #print(on) {
    this.root.toggleAttribute("data-printing", on);
    this.root.classList.remove("is-sweeping");
    for (const pad of this.#pads) pad.print(on);
  }

  #redraw() {
    for (const pad of this.#pads) pad.redraw();
    this.#layScene();
    this.#tell();
  }
}

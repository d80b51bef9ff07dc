/**
 * Buttons that lead one slider through its range: play and pause, and steps. Who asks the system for less motion gets
 * the steps alone.
 */

import { element } from "../../javascript/page.js";
import { snapped } from "./controls.js";
import { toolButton } from "./text.js";

const STILL = "(prefers-reduced-motion: reduce)";

/** Longest time between two frames that counts, in milliseconds: a page that was out of sight must not leap. */
const LONGEST = 100;

/** @import { Mounted } from "./explorer.js" */

export class Player {
  #explorer;
  #control;
  #pace;
  #words;
  #play;
  #still = matchMedia(STILL);
  #heard = () => this.#respect();
  #exact;
  #last;
  #at;
  #frame;

  /**
   * @param {Mounted} explorer whose `spec.player` names the slider and the way it goes in a second
   * @param {HTMLElement} parent
   */
  constructor(explorer, parent) {
    const { spec, words } = explorer;
    this.#explorer = explorer;
    this.#control = spec.controls.find(({ name }) => name === spec.player.control);
    this.#pace = spec.player.pace;
    this.#words = words.player;
    this.playing = false;
    const step = this.#control.step * this.#control.page;
    this.#play = toolButton(this.#words.play, () => (this.playing ? this.#pause() : this.#start()), "play");
    const back = toolButton(this.#words.back, () => this.#move(-step), "back");
    const forward = toolButton(this.#words.forward, () => this.#move(step), "forward");
    parent.append(
      element(
        "div",
        { class: "explorer-player", role: "group", "aria-label": this.#words.label },
        back,
        this.#play,
        forward,
      ),
    );
    this.#still.addEventListener("change", this.#heard);
    this.#respect();
  }

  get #value() {
    return this.#explorer.values[this.#control.name];
  }

  #respect() {
    this.#play.hidden = this.#still.matches;
    if (this.#still.matches) this.#pause();
  }

  /** From the end it starts anew. */
  #start() {
    const { min, max } = this.#control;
    this.#exact = this.#value < max ? this.#value : min;
    this.#last = performance.now();
    this.#to(this.#exact);
    this.#say(true);
    this.#tick(this.#last);
  }

  #tick(now) {
    if (this.#value !== this.#at) {
      this.#pause(); // a reader who moves the slider takes over
      return;
    }
    this.#exact += (Math.min(now - this.#last, LONGEST) / 1000) * this.#pace;
    this.#last = now;
    this.#to(this.#exact);
    if (this.#at >= this.#control.max) this.#pause();
    else this.#frame = requestAnimationFrame((next) => this.#tick(next));
  }

  #to(value) {
    this.#at = snapped(value, this.#control);
    if (this.#at !== this.#value) this.#explorer.set({ [this.#control.name]: this.#at });
  }

  #move(by) {
    this.#pause();
    this.#to(this.#value + by);
  }

  #pause() {
    cancelAnimationFrame(this.#frame);
    if (!this.playing) return;
    this.#say(false);
    this.#explorer.schedule(); // to have the last moment told
  }

  #say(playing) {
    this.playing = playing;
    this.#play.textContent = playing ? this.#words.pause : this.#words.play;
  }

  remove() {
    cancelAnimationFrame(this.#frame);
    this.#still.removeEventListener("change", this.#heard);
  }
}

import { Curve } from "./curve.js";
import { centralOf, centralTogether, none, strongest, together } from "./edges.js";

/** What all factors of a way of living do together: x on a day. */
export class Effects {
  /** Courses of the factors that are set, in their groups. @type {Piece[][][]} */
  #groups;
  /** Factors that follow weight or the energy left over; they act whatever moved those. */
  #driven;
  #weight;

  /**
   * @param {any[]} factors  of the table
   * @param {import("./settings.js").Settings} settings
   * @param {import("./weight.js").Weight} weight
   * @param {boolean} diabetes
   */
  constructor(factors, settings, weight, diabetes) {
    const curveOf = (row) => new Curve(row, diabetes, settings.habit(row.name));
    const groups = new Map();
    for (const row of settings.touched.filter(({ driven_by }) => driven_by === "setting")) {
      const name = row.group ?? row.name;
      groups.set(name, [...(groups.get(name) ?? []), courseOf(row, settings, curveOf(row))]);
    }
    this.#groups = [...groups.values()];
    const driven = weight.moves ? factors.filter(({ driven_by }) => driven_by !== "setting") : [];
    this.#driven = driven.map((row) => ({ driver: row.driven_by, curve: curveOf(row) }));
    this.#weight = weight;
  }

  /** The sum of all, with its interval. */
  at(day) {
    day = Math.max(day, 0);
    const set = this.#groups.map((members) => strongest(members.map((pieces) => newest(pieces, day).at(day))));
    return together([...set, ...this.#drivenAt(day)]);
  }

  /** The central x only: years ask for it hundreds of times. */
  centralAt(day) {
    day = Math.max(day, 0);
    const set = this.#groups.map((members) => members.map((pieces) => newest(pieces, day).centralAt(day)));
    return centralTogether([...set, ...this.#drivenAt(day).map((x) => [centralOf(x)])]);
  }

  #drivenAt(day) {
    if (!this.#driven.length) return [];
    const dose = this.#weight.doses(day);
    return this.#driven.map(({ driver, curve }) => curve.at((fat) => dose(driver, fat)));
  }
}

/** From a day on, x moves to a target with a time constant. */
class Piece {
  #all;
  #central;
  #days;

  constructor(day, x, target, days) {
    this.day = day;
    this.#all = { x, target };
    this.#central = { x: centralOf(x), target: centralOf(target) };
    this.#days = days;
  }

  at(day) {
    return this.#moved(this.#all, day);
  }

  centralAt(day) {
    return this.#moved(this.#central, day);
  }

  #moved({ x, target }, day) {
    const left = Math.exp(-(day - this.day) / this.#days);
    return target.map((to, i) => to + (x[i] - to) * left);
  }
}

/** Pieces of one factor's x, in order of time, the first from day 0. */
function courseOf(row, settings, curve) {
  const pieces = [];
  let before = settings.habit(row.name);
  for (const day of settings.daysOf([row.name])) {
    const now = settings.value(row.name, day);
    const back = Math.abs(now - row.reference) < Math.abs(before - row.reference);
    const x = pieces.at(-1)?.at(day) ?? none();
    pieces.push(
      new Piece(
        day,
        x,
        curve.at(() => now),
        back ? row.fade_days : row.rise_days,
      ),
    );
    before = now;
  }
  return pieces;
}

function newest(pieces, day) {
  return pieces.findLast((piece) => piece.day <= day);
}

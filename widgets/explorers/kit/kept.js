/** What was solved, by what it was solved for: a cursor that moves along a run solves none anew. */

/** @template Found */
export class Kept {
  #solve;
  #count;
  /** @type {Map<string, Found>} */
  #found = new Map();

  /**
   * @param {(...settings: number[]) => Found} solve
   * @param {number} count how many are kept; the one that was asked for longest ago goes first
   */
  constructor(solve, count) {
    this.#solve = solve;
    this.#count = count;
  }

  /**
   * @param {...number} settings
   * @returns {Found}
   */
  of(...settings) {
    const found = this.#found.get(settings.join()) ?? this.#solve(...settings);
    this.keep(found, ...settings);
    return found;
  }

  /** Whether it is there. */
  has(...settings) {
    return this.#found.has(settings.join());
  }

  /**
   * @param {Found} found what was solved elsewhere, such as in pieces
   * @param {...number} settings
   */
  keep(found, ...settings) {
    const key = settings.join();
    this.#found.delete(key);
    this.#found.set(key, found);
    if (this.#found.size > this.#count) this.#found.delete(this.#found.keys().next().value);
  }
}

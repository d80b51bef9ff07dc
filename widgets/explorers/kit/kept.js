/** What was solved, by what it was solved for: a cursor that moves along a run solves none anew. */

/** @template Found */
export class Kept {
  #solve;
  #count;
  /** @type {Map<string, Found>} */
  #found = new Map();

  /**
   * @param {(...settings: number[]) => any} solve at once, or in pieces
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
    const key = settings.join();
    return this.#keep(key, this.#found.get(key) ?? this.#solve(...settings));
  }

  /**
   * The same where it is solved in pieces.
   * @param {...number} settings
   * @returns {Generator<void, Found>}
   */
  *inPieces(...settings) {
    const key = settings.join();
    return this.#keep(key, this.#found.get(key) ?? (yield* this.#solve(...settings)));
  }

  #keep(key, found) {
    this.#found.delete(key);
    this.#found.set(key, found);
    if (this.#found.size > this.#count) this.#found.delete(this.#found.keys().next().value);
    return found;
  }
}

import { EnergyCourse } from "./energy.js";

/** Body weight of a way of living, and the doses of what follows it or the energy left over. */
export class Weight {
  /** Whether any setting eats or spends. */
  moves;
  #startKg;
  #course;
  #followers;

  /**
   * @param {{weight_rule: any, organ_fat: any, parts: any}} table
   * @param {import("./settings.js").Settings} settings
   * @param {number} startKg
   */
  constructor({ weight_rule, organ_fat, parts }, settings, startKg) {
    const spenders = settings.touched.filter((row) => row.energy_per_unit || row.kind === "goal");
    // What follows weight and the energy left over, each by its own days.
    const lags = {
      weight: settings.row(parts.weight).rise_days,
      imbalance: settings.row(parts.imbalance).rise_days,
      liver: organ_fat.liver.days,
      pancreas: organ_fat.pancreas.days,
    };
    const days = settings.daysOf(spenders.map(({ name }) => name));
    const demands = days.map((day) => demandOn(day, settings, spenders, settings.on(parts.weight, day), startKg));
    this.moves = spenders.length > 0;
    this.#startKg = startKg;
    this.#followers = Object.keys(lags);
    this.#course = new EnergyCourse(weight_rule, startKg, Object.values(lags), demands);
  }

  /** Days on which something changes. */
  get days() {
    return this.#course.days;
  }

  kilograms(day) {
    return this.#startKg + this.#course.at(day).weight;
  }

  /** Energy left over (missing, if negative), kcal a day. */
  balance(day) {
    return this.#course.at(day).balance;
  }

  /** Of a day: the dose of an effect by what drives it, percent of weight or energy, and by the fat that it goes through. */
  doses(day) {
    const { laggedBalance, laggedWeight } = this.#course.at(day);
    return (drivenBy, fat) => {
      const place = this.#followers.indexOf(fat ?? drivenBy);
      return drivenBy === "imbalance" ? laggedBalance[place] : (100 * laggedWeight[place]) / this.#startKg;
    };
  }
}

/** @returns {import("./energy.js").Demand} */
function demandOn(day, settings, spenders, goal, startKg) {
  const paying = spenders.filter(({ kind }) => kind !== "goal");
  const spent = (row) => row.energy_per_unit * (settings.value(row.name, day) - row.reference);
  const energy = paying.reduce((sum, row) => sum + spent(row), 0);
  return { day, energy, goal: goal ? (goal.value / 100) * startKg : null, goalDay: goal?.start ?? 0 };
}

import { DIRECTIONS, TARGETS } from "./edges.js";

/** Logarithm of a factor's multipliers by dose, of each target the way that helps: straight lines between reference and doses, flat beyond them. */
export class Curve {
  #lines;
  #before;

  /** What counts is the change from the `habit`. */
  constructor(factor, diabetes, habit) {
    const people = diabetes ? ["all", "diabetes"] : ["all"];
    this.#lines = TARGETS.map((target, i) => lineOf(factor, target, people, DIRECTIONS[i]));
    this.#before = this.#read(() => habit);
  }

  /** x at a dose, which may depend on the fat through which a target is reached. */
  at(doseOf) {
    // Giving up what harmed most may help most: the edges change places.
    return this.#read(doseOf).flatMap((logs, target) =>
      logs.map((log, edge) => log - this.#before[target][edge]).sort((a, b) => a - b),
    );
  }

  #read(doseOf) {
    return this.#lines.map(({ fat, doses, logs }) => between(doseOf(fat), doses, logs));
  }
}

/** The line of one target; what was seen in these people, the later before the earlier. */
function lineOf({ reference, effects, moves_nothing }, target, people, direction) {
  const seen = people.flatMap((who) => effects.filter((effect) => effect.target === target && effect.people === who));
  const points = new Map([[reference, [1, 1, 1]]]);
  if (!moves_nothing) for (const { dose, multipliers } of seen) points.set(dose, multipliers);
  const doses = [...points.keys()].sort((a, b) => a - b);
  const logs = doses.map((dose) => points.get(dose).map((multiplier) => direction * Math.log(multiplier)));
  return { fat: seen.at(-1)?.fat ?? null, doses, logs };
}

function between(dose, doses, logs) {
  if (dose <= doses[0]) return logs[0];
  const last = doses.length - 1;
  if (dose >= doses[last]) return logs[last];
  let i = 1;
  while (doses[i] < dose) i++;
  const share = (dose - doses[i - 1]) / (doses[i] - doses[i - 1]);
  return logs[i].map((log, edge) => logs[i - 1][edge] + share * (log - logs[i - 1][edge]));
}

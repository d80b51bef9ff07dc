/**
 * Effects with their intervals: arrays of x, logarithms of multipliers, that hold [low, central, high] of muscle, then of
 * the liver, then of the release of insulin, then of the liver's output.
 */

export const TARGETS = ["muscle", "liver", "release", "output"];
/** Which way of each target helps: more of it, or less. Python has the same (widgets/lifestyle/loading.py). */
export const DIRECTIONS = [1, 1, 1, -1];
export const EDGES = ["low", "central", "high"];
const CENTRAL = EDGES.indexOf("central");
const SIZE = EDGES.length * TARGETS.length;
const MIDDLES = TARGETS.map((_, target) => target * EDGES.length + CENTRAL);

/** An effect that is none. */
export const none = () => new Array(SIZE).fill(0);

/** x of each target at one edge of an effect. */
export const edgeOf = (effect, edge) => MIDDLES.map((i) => effect[i - CENTRAL + edge]);

export const centralOf = (effect) => edgeOf(effect, CENTRAL);

/** Of a group: the strongest central x, with the widest of its members' intervals. */
export function strongest(members) {
  const x = new Array(SIZE);
  for (const i of MIDDLES) {
    let below = 0;
    let above = 0;
    for (const member of members) {
      below = Math.max(below, member[i] - member[i - 1]);
      above = Math.max(above, member[i + 1] - member[i]);
    }
    const central = furthest(members, i);
    x[i - 1] = central - below;
    x[i] = central;
    x[i + 1] = central + above;
  }
  return x;
}

/** Sum of independent effects: central values add, distances to the edges add as squares. */
export function together(effects) {
  const x = new Array(SIZE);
  for (const i of MIDDLES) {
    let central = 0;
    let below = 0;
    let above = 0;
    for (const effect of effects) {
      central += effect[i];
      below += (effect[i] - effect[i - 1]) ** 2;
      above += (effect[i + 1] - effect[i]) ** 2;
    }
    x[i - 1] = central - Math.sqrt(below);
    x[i] = central;
    x[i + 1] = central + Math.sqrt(above);
  }
  return x;
}

/** The central x alone of what `strongest` and `together` make of groups. */
export function centralTogether(groups) {
  const sum = TARGETS.map(() => 0);
  for (const members of groups)
    for (let target = 0; target < sum.length; target++) sum[target] += furthest(members, target);
  return sum;
}

/** Of the numbers at a place, the first of those furthest from 0. */
function furthest(members, i) {
  let most = members[0][i];
  for (const member of members) if (Math.abs(member[i]) > Math.abs(most)) most = member[i];
  return most;
}

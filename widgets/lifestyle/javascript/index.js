/**
 * A way of living in the browser: the same computation as widgets/lifestyle/lifestyle.py and energy.py, from the same
 * table.
 *
 * `table` is that of generated/table.js, or what `widgets.lifestyle.table()` answers in Python. A setting is {factor,
 * value, start, end}: days, `start` 0 and `end` never unless stated. What comes back offers what the years need
 * (`breaks`, `at`, `portion`) and what a chart shows (`bands`, `weight_kg`, `balance_kcal`, `carbohydrate_g`). All of it
 * is in closed form: no step, no error.
 *
 * Arrays of x hold [low, central, high] of muscle, then of the liver, then of the release of insulin.
 */

const TARGETS = ["muscle", "liver", "release"];
const EDGES = 3;
const SIZE = EDGES * TARGETS.length;
const CENTRAL = 1;
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/**
 * Logarithm of a factor's multipliers by dose: straight lines between reference and doses, flat beyond them. What
 * counts is the change from the habit. The dose may depend on the fat through which a target is reached.
 */
function curve(factor, diabetes, habit) {
  const lines = TARGETS.map((target) => {
    const points = new Map([[factor.reference, [1, 1, 1]]]);
    let fat = null;
    for (const who of diabetes ? ["all", "diabetes"] : ["all"])
      for (const effect of factor.effects)
        if (effect.target === target && effect.people === who) {
          if (!factor.moves_nothing) points.set(effect.dose, effect.multipliers);
          fat = effect.fat;
        }
    const doses = [...points.keys()].sort((a, b) => a - b);
    return { fat, doses, logs: doses.map((dose) => points.get(dose).map(Math.log)) };
  });
  const read = (doseOf) => lines.map(({ fat, doses, logs }) => between(doseOf(fat), doses, logs));
  const before = read(() => habit);
  // Giving up what harmed most may help most: the edges change places.
  const change = (logs, target) => logs.map((log, edge) => log - before[target][edge]).sort((a, b) => a - b);
  return (doseOf) => read(doseOf).flatMap(change);
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

/** Body weight from the energy balance; see widgets/lifestyle/energy.py, whose steps these are. */
function energyCourse(rule, startKg, lags, demands) {
  const unit = rule.kcal_per_day_per_kg;
  const lightest = (rule.lightest_percent / 100) * startKg;
  const heaviest = (rule.heaviest_percent / 100) * startKg;
  const stretches = [];

  function within(stretch, day) {
    const passed = day - stretch.day;
    const final = stretch.energy / unit;
    const slow = Math.exp(-passed / rule.days);
    const apart = stretch.weight - final;
    const balance = -unit * apart;
    // What follows, with each lag, a value that goes from `now` to `end` as weight does.
    const lagged = (before, now, end) =>
      lags.map((lag, i) => {
        const follow = ((now - end) * rule.days) / (rule.days - lag);
        return end + follow * slow + (before[i] - end - follow) * Math.exp(-passed / lag);
      });
    return {
      weight: final + apart * slow,
      laggedWeight: lagged(stretch.laggedWeight, stretch.weight, final),
      balance: balance * slow,
      laggedBalance: lagged(stretch.laggedBalance, balance, 0),
    };
  }

  const time = (weight, reached, final) => -rule.days * Math.log((reached - final) / (weight - final));

  function towards(state, goal, due) {
    const hold = goal * unit;
    if (Math.abs(goal - state.weight) < 1e-9) return [hold, Infinity];
    const share = 1 - Math.exp(-Math.max(due - state.day, 1e-3) / rule.days);
    const largest = rule.goal_kcal_per_day / unit;
    const final = clamp(state.weight + (goal - state.weight) / share, -largest, largest);
    return [final * unit, state.day + time(state.weight, goal, final)];
  }

  function energyFrom(state, demand) {
    if (demand.goal !== null) return towards(state, demand.goal, demand.goalDay + rule.goal_days);
    const final = demand.energy / unit;
    const limit = final > state.weight ? heaviest : lightest;
    if ((final - limit) * (final - state.weight) <= 0) return [demand.energy, Infinity];
    if (Math.abs(state.weight - limit) < 1e-9) return [limit * unit, Infinity];
    return [demand.energy, state.day + time(state.weight, limit, final)];
  }

  function live(state, demand, until) {
    for (;;) {
      const [energy, met] = energyFrom(state, demand);
      const stretch = { ...state, energy };
      if (!stretches.length || energy !== stretches.at(-1).energy) stretches.push(stretch);
      const end = Math.min(met, until);
      if (end === Infinity) return stretch;
      const { weight, laggedWeight, laggedBalance } = within(stretch, end);
      state = { day: end, energy, weight, laggedWeight, laggedBalance };
      if (end === until) return state;
    }
  }

  const atRest = lags.map(() => 0);
  let state = { day: 0, energy: 0, weight: 0, laggedWeight: atRest, laggedBalance: atRest };
  demands.forEach((demand, i) => {
    state = live(state, demand, i + 1 < demands.length ? demands[i + 1].day : Infinity);
  });
  return {
    days: stretches.map((stretch) => stretch.day),
    at: (day) => within(stretches.findLast((stretch) => stretch.day <= day) ?? stretches[0], Math.max(day, 0)),
  };
}

/** Of a group: the strongest central x, with the widest of its members' intervals. */
function strongest(members) {
  const x = new Array(SIZE);
  for (let i = CENTRAL; i < SIZE; i += EDGES) {
    let central = members[0][i];
    let below = 0;
    let above = 0;
    for (const member of members) {
      if (Math.abs(member[i]) > Math.abs(central)) central = member[i];
      below = Math.max(below, member[i] - member[i - 1]);
      above = Math.max(above, member[i + 1] - member[i]);
    }
    x[i - 1] = central - below;
    x[i] = central;
    x[i + 1] = central + above;
  }
  return x;
}

/** Sum of independent effects: central values add, distances to the edges add as squares. */
function together(effects) {
  const x = new Array(SIZE);
  for (let i = CENTRAL; i < SIZE; i += EDGES) {
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

function checked(rows, { factor, value, start = 0, end = Infinity }) {
  const row = rows.get(factor);
  if (!row) throw new RangeError(`factor is ${factor}; allowed: ${[...rows.keys()].join(", ")}`);
  if (!(value >= row.lowest && value <= row.highest)) {
    const unit = row.unit === "1" ? "" : ` ${row.unit}`;
    const span = `${row.lowest} to ${row.highest}${unit}`;
    throw new RangeError(`${factor} (${row.label}) is ${value}${unit}; allowed: ${span}`);
  }
  if (row.kind === "once") end = start + (row.lasts_days === "value/24" ? value / 24 : row.lasts_days);
  if (!(start >= 0 && end > start))
    throw new RangeError(`${factor} is set from day ${start} to ${end}; allowed: 0 or later, then later`);
  return { factor, value, start, end };
}

/** What moves meals or weight would make another body, not another response. */
function checkedHabit(rows, name, value) {
  const row = rows.get(checked(rows, { factor: name, value }).factor);
  const other = row.acts_on.some((organ) => organ === "carbohydrate" || organ === "weight");
  if (row.kind !== "held" || row.driven_by !== "setting" || row.energy_per_unit || other)
    throw new RangeError(`habit ${name} is ${value}; allowed: a factor that is held and acts on muscle and liver only`);
}

function refuseTwoGoals(settings, weight, imbalance) {
  for (const goal of settings.filter(({ factor }) => factor === weight.name))
    for (const other of settings.filter(({ factor }) => factor === imbalance.name))
      if (other.start < goal.end && goal.start < other.end)
        throw new RangeError(
          `${imbalance.name} is ${other.value} ${imbalance.unit} while ${weight.name} is set to ${goal.value} ${weight.unit}; allowed: one of the two at a time`,
        );
}

const HEALTHY = { breaks: [], at: () => ({ muscle: 1, liver: 1 }) };

/**
 * A way of living.
 * @param {{weight_rule: any, organ_fat: any, limits: any, parts: any, factors: any[]}} table
 * @param {{factor: string, value: number, start?: number, end?: number}[]} settings  a later one covers an earlier one
 * @param {{base?: {breaks: number[], at: (day: number) => {muscle: number, liver: number, release?: number}},
 *          weight_kg?: number, diabetes?: boolean, habits?: Object<string, number>}} options  responses without this way of living; weight
 *          at the start; type 2 diabetes; how this person has lived so far, which is in `base` already
 * @throws {RangeError}  naming factor, value, unit and what is allowed
 */
export function lifestyle(table, settings, { base = HEALTHY, weight_kg, diabetes = false, habits = {} } = {}) {
  const rule = table.weight_rule;
  const startKg = weight_kg ?? rule.start_kg;
  const rows = new Map(table.factors.map((factor) => [factor.name, factor]));
  const [weight, imbalance, eaten, fasted] = ["weight", "imbalance", "eaten", "fasted"].map((part) =>
    rows.get(table.parts[part]),
  );
  const chosen = settings.map((setting) => checked(rows, setting));
  refuseTwoGoals(chosen, weight, imbalance);
  for (const [name, value] of Object.entries(habits)) checkedHabit(rows, name, value);
  const touched = [...new Set(chosen.map(({ factor }) => factor))].map((name) => rows.get(name));

  const setting = (name, day) => chosen.findLast((s) => s.factor === name && s.start <= day && day < s.end);
  const habit = (name) => habits[name] ?? rows.get(name).reference;
  const value = (name, day) => setting(name, day)?.value ?? habit(name);
  const daysOf = (names) => {
    const days = new Set([0]);
    for (const s of chosen) if (names.includes(s.factor)) days.add(s.start).add(s.end);
    return [...days].filter(Number.isFinite).sort((a, b) => a - b);
  };

  const pieceAt = (piece, day) => {
    const left = Math.exp(-(day - piece.day) / piece.days);
    return piece.target.map((target, i) => target + (piece.x[i] - target) * left);
  };

  const newest = (pieces, day) => {
    let i = pieces.length - 1;
    while (pieces[i].day > day) i--;
    return pieces[i];
  };

  function courseOf(row) {
    const at = curve(row, diabetes, habit(row.name));
    const pieces = [];
    let before = habit(row.name);
    for (const day of daysOf([row.name])) {
      const now = value(row.name, day);
      const back = Math.abs(now - row.reference) < Math.abs(before - row.reference);
      const x = pieces.length ? pieceAt(pieces.at(-1), day) : new Array(SIZE).fill(0);
      pieces.push({ day, x, target: at(() => now), days: back ? row.fade_days : row.rise_days });
      before = now;
    }
    return pieces;
  }

  const spenders = touched.filter((row) => row.energy_per_unit || row.kind === "goal");
  const demands = daysOf(spenders.map((row) => row.name)).map((day) => {
    const goal = setting(weight.name, day);
    const paying = spenders.filter((row) => row.kind !== "goal");
    const energy = paying.reduce((sum, row) => sum + row.energy_per_unit * (value(row.name, day) - row.reference), 0);
    return { day, energy, goal: goal ? (goal.value / 100) * startKg : null, goalDay: goal?.start ?? 0 };
  });
  const { liver, pancreas } = table.organ_fat;
  // What follows weight and the energy left over, each by its own days.
  const lags = { weight: weight.rise_days, imbalance: imbalance.rise_days, liver: liver.days, pancreas: pancreas.days };
  const followers = Object.keys(lags);
  const energy = energyCourse(rule, startKg, Object.values(lags), demands);
  const groups = new Map();
  for (const row of touched.filter((row) => row.driven_by === "setting")) {
    const name = row.group ?? row.name;
    groups.set(name, [...(groups.get(name) ?? []), courseOf(row)]);
  }
  const driven = spenders.length
    ? table.factors
        .filter((row) => row.driven_by !== "setting")
        .map((row) => ({ row, at: curve(row, diabetes, habit(row.name)) }))
    : [];

  /** What an effect follows: weight (percent) or the energy left over, each with the lag that is its own. */
  const driver = (row, point) => (fat) => {
    const place = followers.indexOf(fat ?? row.driven_by);
    return row.driven_by === "imbalance" ? point.laggedBalance[place] : (100 * point.laggedWeight[place]) / startKg;
  };

  function edgesAt(day) {
    day = Math.max(day, 0);
    const effects = [];
    for (const members of groups.values())
      effects.push(strongest(members.map((pieces) => pieceAt(newest(pieces, day), day))));
    if (driven.length) {
      const point = energy.at(day);
      for (const { row, at } of driven) effects.push(at(driver(row, point)));
    }
    return together(effects);
  }

  /** The central x only: years ask for it hundreds of times. */
  function centralAt(day) {
    day = Math.max(day, 0);
    const sum = TARGETS.map(() => 0);
    for (const members of groups.values()) {
      const most = TARGETS.map(() => 0);
      for (const pieces of members) {
        const piece = newest(pieces, day);
        const left = Math.exp(-(day - piece.day) / piece.days);
        for (let i = 0; i < most.length; i++) {
          const place = i * EDGES + CENTRAL;
          const x = piece.target[place] + (piece.x[place] - piece.target[place]) * left;
          if (Math.abs(x) > Math.abs(most[i])) most[i] = x;
        }
      }
      for (let i = 0; i < sum.length; i++) sum[i] += most[i];
    }
    if (driven.length) {
      const point = energy.at(day);
      for (const { row, at } of driven) {
        const x = at(driver(row, point));
        for (let i = 0; i < sum.length; i++) sum[i] += x[i * EDGES + CENTRAL];
      }
    }
    return sum;
  }

  const beforeAt = (day) => ({ release: 1, ...base.at(day) });

  function bands(day) {
    const before = beforeAt(day);
    const x = edgesAt(day);
    const band = (name, i) =>
      Array.from({ length: EDGES }, (_, edge) =>
        clamp(before[name] * Math.exp(x[i * EDGES + edge]), ...table.limits[name]),
      );
    return Object.fromEntries(TARGETS.map((name, i) => [name, band(name, i)]));
  }

  const carbohydrate_g = (day) => (setting(fasted.name, day) ? 0 : value(eaten.name, day));
  const portion = (day) => carbohydrate_g(day) / eaten.reference;
  const changes = [...chosen.flatMap((s) => [s.start, s.end]), ...energy.days, ...base.breaks];
  const breaks = [...new Set(changes)].filter((day) => day > 0 && day < Infinity).sort((a, b) => a - b);

  const edge = (index) => ({
    breaks,
    portion,
    at: (day) => {
      const { muscle, liver, release } = bands(day);
      return { muscle: muscle[index], liver: liver[index], release: release[index] };
    },
  });
  const central = {
    breaks,
    portion,
    at: (day) => {
      const before = beforeAt(day);
      const [muscle, liver, release] = centralAt(day);
      return {
        muscle: clamp(before.muscle * Math.exp(muscle), ...table.limits.muscle),
        liver: clamp(before.liver * Math.exp(liver), ...table.limits.liver),
        release: clamp(before.release * Math.exp(release), ...table.limits.release),
      };
    },
  };
  return {
    /** Lives to hand to the years; `central` is the one to draw, `low` and `high` its band. */
    low: edge(0),
    central,
    high: edge(2),
    breaks,
    portion,
    /** Responses of muscle and liver, and release of insulin, on a day, each [low, central, high]. */
    bands,
    carbohydrate_g,
    weight_kg: (day) => startKg + energy.at(day).weight,
    /** Energy left over (missing, if negative), kcal a day. */
    balance_kcal: (day) => energy.at(day).balance,
    value,
  };
}

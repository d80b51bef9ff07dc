/** Body weight from the energy balance; see widgets/lifestyle/energy.py, whose steps these are. */

/**
 * What is asked of the body from a day on: `energy` in kcal/d, or a `goal` in kg that is followed from `goalDay`.
 * @typedef {{day: number, energy: number, goal: number | null, goalDay: number}} Demand
 */

export class EnergyCourse {
  #rule;
  #lags;
  #lightest;
  #heaviest;
  #stretches = [];

  /**
   * @param {any} rule
   * @param {number} startKg
   * @param {number[]} lags  time constants with which something follows weight and the left-over energy, days
   * @param {Demand[]} demands  in order of time, the first on day 0
   */
  constructor(rule, startKg, lags, demands) {
    this.#rule = rule;
    this.#lags = lags;
    this.#lightest = (rule.lightest_percent / 100) * startKg;
    this.#heaviest = (rule.heaviest_percent / 100) * startKg;
    const atRest = lags.map(() => 0);
    let state = { day: 0, energy: 0, weight: 0, laggedWeight: atRest, laggedBalance: atRest };
    demands.forEach((demand, i) => {
      state = this.#live(state, demand, demands[i + 1]?.day ?? Infinity);
    });
  }

  /** Days on which a stretch of constant energy begins. */
  get days() {
    return this.#stretches.map((stretch) => stretch.day);
  }

  /** Energy on a day: kg gained and kcal/d left over, each also with every lag. */
  at(day) {
    const stretch = this.#stretches.findLast((one) => one.day <= day) ?? this.#stretches[0];
    return this.#within(stretch, Math.max(day, 0));
  }

  #within(stretch, day) {
    const rule = this.#rule;
    const passed = day - stretch.day;
    const final = stretch.energy / rule.kcal_per_day_per_kg;
    const slow = Math.exp(-passed / rule.days);
    const apart = stretch.weight - final;
    const balance = -rule.kcal_per_day_per_kg * apart;
    // What follows, with each lag, a value that goes from `now` to `end` as weight does.
    const lagged = (before, now, end) =>
      this.#lags.map((lag, i) => {
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

  /** From one demand to the next, split where a goal or a limit of weight is met. */
  #live(state, demand, until) {
    for (;;) {
      const [energy, met] = this.#energyFrom(state, demand);
      const stretch = { ...state, energy };
      if (energy !== this.#stretches.at(-1)?.energy) this.#stretches.push(stretch);
      const end = Math.min(met, until);
      if (end === Infinity) return stretch;
      const { weight, laggedWeight, laggedBalance } = this.#within(stretch, end);
      state = { day: end, energy, weight, laggedWeight, laggedBalance };
      if (end === until) return state;
    }
  }

  /** Energy from this state on, and the day until which it stays so. */
  #energyFrom(state, demand) {
    const { kcal_per_day_per_kg: unit, goal_days } = this.#rule;
    if (demand.goal !== null) return this.#towards(state, demand.goal, demand.goalDay + goal_days);
    const final = demand.energy / unit;
    const limit = final > state.weight ? this.#heaviest : this.#lightest;
    if ((final - limit) * (final - state.weight) <= 0) return [demand.energy, Infinity];
    if (Math.abs(state.weight - limit) < 1e-9) return [limit * unit, Infinity];
    return [demand.energy, state.day + this.#time(state.weight, limit, final)];
  }

  /** Eat so that the goal is met when due, or later where that asks too much. */
  #towards(state, goal, due) {
    const { kcal_per_day_per_kg: unit, days, goal_kcal_per_day } = this.#rule;
    if (Math.abs(goal - state.weight) < 1e-9) return [goal * unit, Infinity];
    const share = 1 - Math.exp(-Math.max(due - state.day, 1e-3) / days);
    const largest = goal_kcal_per_day / unit;
    const wanted = state.weight + (goal - state.weight) / share;
    const final = Math.min(Math.max(wanted, -largest), largest);
    return [final * unit, state.day + this.#time(state.weight, goal, final)];
  }

  /** Days from one weight to another on the way to a third. */
  #time(weight, reached, final) {
    return -this.#rule.days * Math.log((reached - final) / (weight - final));
  }
}

/** Which factor is at which value from when to when: checked, and asked by day. */
export class Settings {
  /** Rows of the factors that were ever set, each once. */
  touched;
  /** Days on which a setting starts or ends. */
  days;
  #rows;
  #all;
  #habits;

  /**
   * @param {{parts: any, factors: any[]}} table
   * @param {{factor: string, value: number, start?: number, end?: number}[]} settings  a later one covers an earlier one
   * @param {Object<string, number>} habits
   */
  constructor({ parts, factors }, settings, habits) {
    this.#rows = new Map(factors.map((factor) => [factor.name, factor]));
    this.#all = settings.map((setting) => this.#checked(setting));
    this.#habits = habits;
    refuseTwoGoals(this.#all, this.row(parts.weight), this.row(parts.imbalance));
    for (const [name, value] of Object.entries(habits)) this.#checkHabit(name, value);
    this.touched = [...new Set(this.#all.map(({ factor }) => factor))].map((name) => this.row(name));
    this.days = this.#all.flatMap(({ start, end }) => [start, end]);
  }

  row(name) {
    return this.#rows.get(name);
  }

  /** The last setting of a factor that covers a day. */
  on(name, day) {
    return this.#all.findLast(({ factor, start, end }) => factor === name && start <= day && day < end);
  }

  value(name, day) {
    return this.on(name, day)?.value ?? this.habit(name);
  }

  habit(name) {
    return this.#habits[name] ?? this.row(name).reference;
  }

  /** The first day, and those on which one of these factors changes. */
  daysOf(names) {
    const own = this.#all.filter(({ factor }) => names.includes(factor));
    const days = new Set([0, ...own.flatMap(({ start, end }) => [start, end])]);
    return [...days].filter(Number.isFinite).sort((a, b) => a - b);
  }

  #checked({ factor, value, start = 0, end = Infinity }) {
    const row = this.row(factor);
    if (!row) throw new RangeError(`factor is ${factor}; allowed: ${[...this.#rows.keys()].join(", ")}`);
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
  #checkHabit(name, value) {
    const row = this.row(this.#checked({ factor: name, value }).factor);
    const other = row.acts_on.some((organ) => organ === "carbohydrate" || organ === "weight");
    if (row.kind !== "held" || row.driven_by !== "setting" || row.energy_per_unit || other)
      throw new RangeError(
        `habit ${name} is ${value}; allowed: a factor that is held and moves neither meals nor body weight`,
      );
  }
}

function refuseTwoGoals(settings, weight, imbalance) {
  for (const goal of settings.filter(({ factor }) => factor === weight.name))
    for (const other of settings.filter(({ factor }) => factor === imbalance.name))
      if (other.start < goal.end && goal.start < other.end)
        throw new RangeError(
          `${imbalance.name} is ${other.value} ${imbalance.unit} while ${weight.name} is set to ${goal.value} ${weight.unit}; allowed: one of the two at a time`,
        );
}

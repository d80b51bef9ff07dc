/**
 * The models of a page's widgets: values by name, and who wants to hear of a change. It is what an anywidget module
 * is handed (https://anywidget.dev), for a page without a kernel.
 */

const REFERENCE = "IPY_MODEL_";

export class Model {
  /** @param {Object<string, any>} values */
  constructor(values) {
    this.values = { ...values };
    this.listeners = new Map();
  }

  get(name) {
    return this.values[name];
  }

  set(name, value) {
    if (Object.is(this.values[name], value)) return;
    this.values[name] = value;
    for (const listener of [...(this.listeners.get(`change:${name}`) ?? [])]) listener();
  }

  /** There is nobody to send them to. */
  save_changes() {}

  on(event, listener) {
    if (!this.listeners.has(event)) this.listeners.set(event, new Set());
    this.listeners.get(event).add(listener);
  }

  off(event, listener) {
    this.listeners.get(event)?.delete(listener);
  }
}

/**
 * Make the models of a widget state, tied to each other as its links say.
 * @param {Object<string, {model_name: string, state: object}>} state
 * @returns {Map<string, Model>} by id; a model's `kind` is the name of its class in Python's ipywidgets
 */
export function modelsOf(state) {
  const stated = Object.entries(state);
  const models = new Map(
    stated.map(([id, { model_name: kind, state: values }]) => [id, Object.assign(new Model(values), { kind })]),
  );
  for (const model of models.values()) if (model.kind === "LinkModel") tie(model, models);
  return models;
}

/** The model that a value of another one refers to. */
export function referred(reference, models) {
  return models.get(reference.slice(REFERENCE.length));
}

/** What one end of a link is set to, the other one is too. */
function tie(link, models) {
  const ends = ["source", "target"].map((name) => {
    const [reference, value] = link.get(name);
    return { model: referred(reference, models), value };
  });
  for (const [from, to] of [ends, [...ends].reverse()]) {
    from.model.on(`change:${from.value}`, () => to.model.set(to.value, from.model.get(from.value)));
  }
}

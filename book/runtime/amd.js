// anywidget's front end is published as an AMD module. This one-line `define` catches its factory,
// so that no module loader has to be served. It goes away again in anywidget.js.
export const caught = {};
globalThis.define = (_dependencies, factory) => {
  caught.factory = factory;
};

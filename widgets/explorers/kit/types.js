/**
 * What the parts of an explorer hand to each other. Nothing here runs: a checker of types reads it (`make lint`).
 *
 * @import { Value } from "../../javascript/page.js"
 * @import { Units } from "./units.js"
 *
 * @typedef {Object<string, number>} Values settings of the sliders, by name
 * @typedef {Float64Array | number[]} Curve
 *
 * @typedef {object} Run what one solve gives; an explorer may keep more in it for itself
 * @property {Values} values the settings it was solved for
 * @property {Object<string, Curve>} series curves by name, in the model's units
 * @property {Object<string, any>} results single numbers and names, in the model's units
 * @property {object} [across] what the run says of the horizontal axes, such as range and ticks: one object of the
 *   facts, so that the same is the same
 *
 * @typedef {{series: Object<string, Curve>, across?: object}} Drawn the part of a run that a chart reads
 * @typedef {{now: any, health: any, pinned: any, measured?: any}} Runs the runs of an explorer, each a Run; none is
 *   pinned, or no people are shown: null
 * @typedef {{now: Drawn, health: ?Drawn, pinned: ?Drawn, measured?: ?Drawn}} DrawnRuns
 * @typedef {(runs: Runs, facts: any) => DrawnRuns} Selection what a further chart shows of the runs
 *
 * @typedef {object} Context what texts and drawings of the moment are made from
 * @property {Runs} runs
 * @property {any} results of the run of now, by name
 * @property {Units} units
 * @property {any} words of the explorer
 * @property {any} facts
 *
 * @typedef {[string, Object<string, Value>]} Part a part of the sentence: the name of its template, and its values
 *
 * @typedef {object} Gauge one bar
 * @property {string} name of its words
 * @property {string} color name of a color of the palette
 * @property {number} now
 * @property {number} health of the ghost
 *
 * @typedef {object} GaugeTable
 * @property {Object<string, Value>} values for the gaps of the caption
 * @property {number} full value of a full bar
 * @property {number} reference value that is marked on each bar
 * @property {Gauge[]} rows
 *
 * @typedef {object} CircuitPlan a loop as parts and wires, in the units of its own size (kit/circuit.js)
 * @property {number[]} size
 * @property {{name: string, color: string, at: number[]}[]} parts
 * @property {{curve: number[][], color: string, control?: string, at?: number[]}[]} wires `curve` is start, two handles
 *   and tip, `control` the slider, in percent, of a wire that can be cut, `at` the place of what cuts it
 *
 * @typedef {object} Moment what the drawing of the body shows (kit/body/drawing.js)
 * @property {Object<string, number>} flows of each arrow: glucose in mg/min, insulin in U/h (kit/body/flows.js)
 * @property {?Object<string, number>} health the same in health; null where the body is in health
 * @property {number} glucose in the blood, mg/dL
 * @property {number} insulin in the blood, µU/mL
 * @property {{muscle: number, liver: number}} hears how well each hears insulin, of health
 * @property {string} when the moment in words
 *
 * @typedef {object} Explorer what an explorer's own module provides
 * @property {(values: any, facts: any) => Run} solve
 * @property {(values: any, facts: any) => Generator<void, Run>} [pieces] the same in pieces, where it takes long: it is
 *   then solved in steps at first, and what a drag comes to next in idle time (kit/ahead.js)
 * @property {(values: any, facts: any) => any} healthy settings of the run that stays behind as a ghost
 * @property {(runs: Runs, facts: any) => object} results of the run of now, by name; they are what
 *   `explorer:change` tells
 * @property {(context: Context) => Part[]} sentence
 * @property {(context: Context) => Part[]} [rest] what the sentence leaves out, line by line
 * @property {Array<[string, string | ((value: any, words: any) => string)]>} table results that are compared with a
 *   pinned run, each with its quantity; what has none, with what writes it
 * @property {Object<string, Selection>} [details] what the charts show that open on demand
 * @property {Object<string, Selection>} [panels] what the charts show that are always in view below the first
 * @property {CircuitPlan} [circuit] a drawn loop whose wires can be cut
 * @property {(context: Context) => GaugeTable} [gauges] a table of states with bars
 * @property {(runs: Runs, measured: MeasuredSpec) => MeasuredSpec} [measured] where people stand, if that hangs on the runs
 * @property {(context: Context) => Object<string, Part[]>} [misses] what the model misses of the people who are shown,
 *   by study
 * @property {(context: Context) => Moment} [body] what the drawing of the body shows, where `spec.body` asks for it
 * @property {() => void} [warmUp] have the browser compile the solver in idle time
 *
 * @typedef {object} Control a slider, as `Control` of kit/base.py states it
 * @property {string} name
 * @property {number} min
 * @property {number} max
 * @property {number} step
 * @property {number} page steps of a page key
 * @property {number} reference
 * @property {number} initial
 * @property {string} unit
 * @property {number} digits
 * @property {boolean} named whether its values have names
 * @property {?number} clock minute of the day at which its 0 stands
 * @property {?number[]} ticks
 * @property {boolean} axis whether it stands along the charts' horizontal axis
 * @property {string} color
 *
 * @typedef {{name: string, title: string, controls: string[]}} Group sliders below one heading
 * @typedef {{unit: string, factor: number, digits: number, column: string}} Unit
 *
 * @typedef {object} MeasuredSpec people, as `Measured` of kit/measured.py states them
 * @property {{study: string, source: string, doi: string, n: number}[]} studies
 * @property {Object<string, any[]>} series
 * @property {Object<string, number | [number, string]>} gaps of the texts
 * @property {string[]} details charts that show only people
 *
 * @typedef {object} Spec what Python tells an explorer's view (kit/base.py)
 * @property {string} name
 * @property {any} words
 * @property {Control[]} controls
 * @property {Group[]} [groups]
 * @property {{name: string, values: Values}[]} presets
 * @property {Object<string, Unit[]>} quantities units of each quantity, the model's own first
 * @property {Object<string, Axis>} axes
 * @property {?{place: string, key: boolean}} body how the body is drawn
 * @property {?{control: string, pace: number}} player
 * @property {any} facts
 * @property {?MeasuredSpec} measured
 *
 * @typedef {object} Small what Python tells the view of an explorer that is seen small (kit/small.py)
 * @property {string} name
 * @property {string} explorer
 * @property {any} words
 * @property {Control[]} controls
 * @property {Values} held all settings as it opens
 * @property {Object<string, Unit[]>} quantities
 * @property {Object<string, Axis>} axes
 * @property {any} facts
 * @property {{kind?: "details" | "panels", name?: string}} chart which selection of runs it shows; the main one: neither
 * @property {{text: string, when: Object<string, [?number, ?number]>}[]} sentences the first that holds is said
 *
 * @typedef {object} Axis
 * @property {string} quantity
 * @property {Object<string, number[][]>} [tops] by unit: each top with the distance of its ticks
 * @property {Object<string, object>} [fixed] by unit
 * @property {number[]} [marks]
 *
 * @typedef {{data: any[], layout: any}} Figure of Plotly
 * @typedef {HTMLElement & Figure & {pause?: () => Promise<void> | undefined, _fullLayout?: any}} Plot the element of a
 *   chart, with what Plotly keeps there; while it is drawn for the first time, it asks for a pause between two steps
 *   (plotly.mjs)
 *
 * @typedef {object} Model the anywidget model of a view
 * @property {(name: string) => any} get
 * @property {(name: string, value: any) => void} set
 * @property {() => void} [save_changes]
 * @property {(event: string, listener: () => void) => void} on
 * @property {(event: string, listener: () => void) => void} [off]
 *
 * @typedef {object} Handle `document.querySelector(".explorer").explorer`: for the page's text, tests, quizzes and benchmarks
 * @property {Values} values
 * @property {object} results
 * @property {Object<string, string>} units names of the chosen units that are not the model's own
 * @property {{values: Values, results: object, units: Object<string, string>, query: string}} state all of it, and what
 *   an address says to open the explorer like this
 * @property {(values: Values) => void} set
 * @property {(values: Values) => void} open set these, within their ranges, and all others as the page opened
 * @property {(name: ?string) => boolean} light let the curves of a series or quantity stand out, if there are some; null:
 *   none
 * @property {() => void} draw
 *
 * @typedef {HTMLElement & {explorer?: Handle}} Root the box around an explorer
 */

export {};

/**
 * Where the organs stand around the blood, and what flows from where to where: one plan for a wide place and one for a
 * narrow one. The marks are the same in both; the wide one has room for what each organ does, in words.
 */

/** @typedef {[number, number]} Point */

/**
 * @typedef {object} Plan everything in units of the drawing
 * @property {number} width
 * @property {number} height
 * @property {number} scale of the organs
 * @property {Object<string, number>} type sizes of type by look, in pixels
 * @property {Object<string, Point>} organs the middle of each
 * @property {Object<string, Point>} gauges the middle of each gauge of how well an organ hears insulin
 * @property {{x: number, y: number, width: number, height: number, band: number}} blood its outer box, and how broad it is
 * @property {Object<string, Point[]>} flows start, two handles and tip of each arrow
 * @property {Label[]} labels
 * @property {number} keyHeight what the key needs below, where it is wanted
 * @property {{arrows: Object<string, Point[]>, gauge: Point, labels: Label[]}} key
 *
 * @typedef {[string, number, number, string, string]} Label name, place, anchor, and look
 */

/** @type {Plan} */
export const WIDE = {
  width: 920,
  height: 222,
  scale: 1.2,
  type: { name: 15, note: 13, flow: 14, level: 20, unit: 13 },
  organs: {
    gut: [184, 46],
    liver: [184, 168],
    pancreas: [446, 26],
    muscle: [706, 32],
    fat: [706, 110],
    brain: [706, 187],
  },
  gauges: { liver: [118, 157], muscle: [778, 22], fat: [778, 100] },
  blood: { x: 292, y: 80, width: 308, height: 136, band: 31 },
  flows: {
    gut: point(220, 67, 266, 67, 270, 102, 314, 110),
    kept: point(184, 76, 184, 94, 184, 112, 184, 136),
    made: point(222, 156, 250, 150, 270, 150, 296, 150),
    liver: point(302, 176, 280, 179, 258, 178, 230, 174),
    insulin: point(446, 40, 446, 52, 446, 66, 446, 82),
    muscle: point(574, 108, 640, 104, 596, 38, 652, 32),
    fat: point(594, 142, 626, 140, 636, 114, 668, 111),
    brain: point(586, 180, 612, 187, 634, 188, 664, 187),
  },
  labels: [
    ["gut", 124, 40, "end", "name"],
    ["gut_does", 124, 59, "end", "note"],
    ["liver", 106, 162, "end", "name"],
    ["liver_does", 124, 181, "end", "note"],
    ["liver_takes", 124, 198, "end", "note"],
    ["pancreas", 388, 23, "end", "name"],
    ["pancreas_does", 388, 42, "end", "note"],
    ["insulin_does", 470, 58, "start", "flow"],
    ["insulin_health", 470, 75, "start", "note"],
    ["muscle", 792, 27, "start", "name"],
    ["muscle_does", 771, 46, "start", "note"],
    ["muscle_health", 771, 63, "start", "note"],
    ["fat", 792, 105, "start", "name"],
    ["fat_does", 771, 124, "start", "note"],
    ["brain", 771, 182, "start", "name"],
    ["brain_does", 771, 201, "start", "note"],
    ["moment", 446, 127, "middle", "note"],
    ["level_glucose_named", 446, 153, "middle", "level"],
    ["level_insulin_named", 446, 179, "middle", "level"],
  ],
  keyHeight: 24,
  key: {
    arrows: {
      glucose: point(20, 236, 30, 236, 40, 236, 52, 236),
      insulin: point(166, 236, 176, 236, 186, 236, 198, 236),
    },
    gauge: [312, 236],
    labels: [
      ["key_glucose", 60, 241, "start", "note"],
      ["key_insulin", 206, 241, "start", "note"],
      ["key_hears", 324, 241, "start", "note"],
    ],
  },
};

/** @type {Plan} */
export const NARROW = {
  width: 360,
  height: 222,
  scale: 0.92,
  type: { name: 14, note: 12.5, flow: 14, level: 17, unit: 12 },
  organs: {
    gut: [46, 44],
    liver: [44, 158],
    pancreas: [174, 21],
    muscle: [314, 52],
    fat: [314, 117],
    brain: [314, 180],
  },
  gauges: { liver: [20, 192], muscle: [339, 85], fat: [339, 149] },
  blood: { x: 106, y: 62, width: 152, height: 110, band: 23 },
  flows: {
    gut: point(72, 60, 94, 60, 98, 76, 122, 82),
    kept: point(44, 66, 44, 80, 44, 100, 44, 133),
    made: point(74, 145, 84, 140, 96, 133, 112, 128),
    liver: point(124, 152, 112, 163, 96, 166, 78, 165),
    insulin: point(182, 30, 182, 42, 182, 52, 182, 64),
    muscle: point(238, 84, 266, 84, 254, 56, 277, 52),
    fat: point(254, 116, 262, 117, 270, 117, 283, 117),
    brain: point(240, 150, 258, 166, 266, 176, 286, 179),
  },
  labels: [
    ["gut", 16, 14, "start", "name"],
    ["liver", 31, 197, "start", "name"],
    ["pancreas", 218, 16, "start", "name"],
    ["ratio", 204, 54, "start", "flow"],
    ["muscle", 328, 90, "end", "name"],
    ["fat", 328, 154, "end", "name"],
    ["brain", 352, 219, "end", "name"],
    ["moment", 8, 220, "start", "note"],
    ["level_glucose", 182, 115, "middle", "level"],
    ["level_insulin", 182, 138, "middle", "level"],
  ],
  keyHeight: 24,
  key: {
    arrows: {
      glucose: point(6, 236, 14, 236, 20, 236, 34, 236),
      insulin: point(134, 236, 142, 236, 148, 236, 162, 236),
    },
    gauge: [230, 236],
    labels: [
      ["key_glucose", 40, 241, "start", "note"],
      ["key_insulin", 168, 241, "start", "note"],
      ["key_hears", 242, 241, "start", "note"],
    ],
  },
};

/** @returns {Point[]} */
function point(...numbers) {
  return [0, 2, 4, 6].map((at) => [numbers[at], numbers[at + 1]]);
}

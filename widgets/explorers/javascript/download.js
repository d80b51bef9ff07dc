/** Files for a reader to keep: the numbers that are drawn, and the picture with its sentence. */
import { PICTURE_SCALE } from "./charts.js";

/** Type, distance of lines and edge of the text below a picture, in its pixels. */
const TYPE = 14 * PICTURE_SCALE;
const LINE = 1.4 * TYPE;
const EDGE = 12 * PICTURE_SCALE;

/**
 * The curves as drawn, in the units they are drawn in, as a table.
 * @param {{across: string, x: ArrayLike<number>, curves: object[]}} drawn
 * @param {import("./units.js").Units} units
 * @returns {string} one line for each x; columns such as now_glucose_mgdl
 */
export function csv({ across, x, curves }, units) {
  const head = [across, ...curves.map(({ meta }) => column(meta, units))];
  const lines = Array.from(x, (at, index) => [at, ...curves.map(({ y }) => y[index].toPrecision(6))]);
  return `${[head, ...lines].map((cells) => cells.join(",")).join("\n")}\n`;
}

/**
 * The chart with lines of text below it.
 * @param {string} picture data address of the chart
 * @param {string[]} texts
 * @param {{paper: string, ink: string}} palette
 * @returns {Promise<Blob>}
 */
export async function captioned(picture, texts, palette) {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  const font = `${TYPE}px sans-serif`;
  pen.font = font;
  const lines = texts.flatMap((text) => wrapped(text, pen, image.width - 2 * EDGE));
  canvas.width = image.width;
  canvas.height = image.height + lines.length * LINE + EDGE;
  pen.fillStyle = palette.paper;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0);
  Object.assign(pen, { font, fillStyle: palette.ink, textBaseline: "top" });
  lines.forEach((line, index) => pen.fillText(line, EDGE, image.height + index * LINE));
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** Hand a file to the browser. */
export function save(name, content) {
  const link = document.createElement("a");
  link.download = name;
  link.href = URL.createObjectURL(content);
  link.click();
  // The browser reads it after the click; soon enough it may forget it.
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function column({ run, series, quantity }, units) {
  const { column: own } = units.of(quantity);
  return `${run}_${series === quantity ? own : own.replace(quantity, series)}`;
}

function wrapped(text, pen, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (pen.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** Files for a reader to keep: the numbers that are drawn, and the picture with its sentence. */
import { PICTURE_SCALE } from "./charts.js";

/** Type and distance of lines of the text around a picture, and the edge around both, in its pixels. */
const TYPE = 14 * PICTURE_SCALE;
const TITLE = 20 * PICTURE_SCALE;
const LINE_HEIGHT = 1.4;
const MARGIN = 12 * PICTURE_SCALE;

/**
 * The curves as drawn, in the units they are drawn in, as a table.
 * @param {{across: string, x: ArrayLike<number>, curves: any[]}} drawn
 * @param {any[]} people marks of people, which have lines and columns of their own
 * @param {import("./units.js").Units} units
 * @returns {string} one line for each x; columns such as now_glucose_mgdl
 */
export function csv({ across, x, curves }, people, units) {
  const marks = people.map(({ meta, x, y }) => {
    const place = meta.x_quantity
      ? column({ run: meta.run, series: meta.x, quantity: meta.x_quantity }, units)
      : across;
    return { place, height: column(meta, units), x, y };
  });
  const names = new Set([across, ...curves.map(({ meta }) => column(meta, units))]);
  for (const { place, height } of marks) names.add(place).add(height);
  const head = [...names];
  const number = (value) => value.toPrecision(6);
  const lines = Array.from(x, (at, index) => [at, ...curves.map(({ y }) => number(y[index]))]);
  for (const { place, height, x, y } of marks) {
    const told = (name, index) => (name === height ? number(y[index]) : name === place ? number(x[index]) : "");
    for (let index = 0; index < x.length; index += 1) lines.push(head.map((name) => told(name, index)));
  }
  const whole = lines.map((cells) => head.map((_, index) => cells[index] ?? ""));
  return `${[head, ...whole].map((cells) => cells.join(",")).join("\n")}\n`;
}

/**
 * Pictures one above the other, below their title, and with lines of text below them.
 * @param {string[]} pictures their data addresses; the widest sets the width
 * @param {{title: string, below: string[]}} texts
 * @param {{palette: {paper: string, ink: string}, family: string}} look the colors, and the type of the page
 * @returns {Promise<Blob>}
 */
export async function captioned(pictures, { title, below }, { palette, family }) {
  const images = await Promise.all(pictures.map(loaded));
  const width = Math.max(...images.map((image) => image.width)) + 2 * MARGIN;
  const canvas = document.createElement("canvas");
  const pen = honest(canvas.getContext("2d"), palette.paper);
  const set = (texts, font, size) => {
    pen.font = `${font} ${size}px ${family}`;
    const lines = texts.flatMap((text) => wrapped(text, pen, width - 2 * MARGIN));
    return { lines, font: pen.font, size, height: lines.length * LINE_HEIGHT * size + MARGIN };
  };
  const [head, foot] = [set([title], "600", TITLE), set(below, "400", TYPE)];
  const height = images.reduce((sum, image) => sum + image.height, 0);
  canvas.width = width;
  canvas.height = MARGIN + head.height + height + MARGIN + foot.height;
  pen.fillStyle = palette.paper;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const write = ({ lines, font, size }, top) => {
    Object.assign(pen, { font, fillStyle: palette.ink, textBaseline: "top" });
    for (const [index, line] of lines.entries()) pen.fillText(line, MARGIN, top + index * LINE_HEIGHT * size);
  };
  write(head, MARGIN);
  let top = MARGIN + head.height;
  for (const image of images) {
    pen.drawImage(image, (width - image.width) / 2, top);
    top += image.height;
  }
  write(foot, top + MARGIN);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
  });
}

/**
 * A pen whose canvas gives back what was painted. Some browsers guard against being recognized by it, and give noise.
 * @throws {Error} where it does not
 */
function honest(pen, color) {
  pen.fillStyle = color;
  pen.fillRect(0, 0, 1, 1);
  const shown = Array.from(pen.getImageData(0, 0, 1, 1).data.slice(0, 3), (part) => part.toString(16).padStart(2, "0"));
  if (`#${shown.join("")}` !== color.toLowerCase()) throw new Error("the canvas is guarded");
  return pen;
}

async function loaded(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  return image;
}

/** Whether the page stands in a frame, or without an origin of its own: there a browser may refuse a file and not say so. */
export function framed() {
  return window.top !== window.self || (globalThis.origin === "null" && location.protocol.startsWith("http"));
}

function column({ run, series, quantity }, units) {
  const { column: name } = units.of(quantity);
  return `${run}_${series === quantity ? name : name.replace(quantity, series)}`;
}

/** A text in lines; what has no spaces, such as an address, is broken after its parts. */
function wrapped(text, pen, width) {
  const lines = [""];
  for (const part of text.match(/[^ /?&]*[ /?&]?/g)) {
    const longer = lines.at(-1) + part;
    if (pen.measureText(longer.trimEnd()).width > width && lines.at(-1)) lines.push(part);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

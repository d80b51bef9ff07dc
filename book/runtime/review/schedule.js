// When a question comes back: FSRS, the free spaced repetition scheduler, says so from the days and grades alone.
import { createEmptyCard, fsrs } from "ts-fsrs";

/** @import { Graded } from "./log.js" */

/** Whole days only: the library's first steps are minutes, for who learns a hundred cards in one sitting. */
const scheduler = fsrs({ enable_short_term: false });

/** In UTC all days have 24 hours, wherever the reader is. */
const moment = (day) => new Date(`${day}T00:00:00Z`);
const inUTC = (moment) => moment.toISOString().slice(0, 10);

/**
 * The day on which a question comes back.
 * @param {Graded} graded
 * @returns {string} of one without any grade: long ago
 */
export function dueOn(graded) {
  return graded.length ? inUTC(cardOf(graded).due) : "";
}

function cardOf(graded) {
  const [[first]] = graded;
  return graded.reduce(
    (card, [day, grade]) => scheduler.next(card, moment(day), grade).card,
    createEmptyCard(moment(first)),
  );
}

/**
 * Days from one day to a later one.
 * @param {string} from
 * @param {string} to
 */
function daysBetween(from, to) {
  return Math.round((Number(moment(to)) - Number(moment(from))) / 86_400_000);
}

const CALENDAR = new Intl.DateTimeFormat("en-US", { weekday: "long", month: "long", day: "numeric", timeZone: "UTC" });
const AWAY = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/**
 * A day in words.
 * @param {string} day
 * @param {string} today
 * @returns {{away: string, date: string}} such as "in 3 days" and "Tuesday, December 1"
 */
export function inWords(day, today) {
  return { away: AWAY.format(daysBetween(today, day), "day"), date: CALENDAR.format(moment(day)) };
}

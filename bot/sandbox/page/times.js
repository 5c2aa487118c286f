// Moments as people read them: in Kyiv time, in the page's language.

import { now } from "./state.js";
import { language, say } from "./words.js";

const ZONE = zone("Europe/Kyiv") ?? "Europe/Kiev";
const formats = new Map();

/** Hours and minutes: 14:05. */
export const clockTime = (moment) => format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(moment);

/** Weekday and date in short: сб, 21 лист. */
export const shortDate = (moment) => format({ weekday: "short", day: "numeric", month: "short" }).format(moment);

/** A day that can be compared: 21.11.2026. */
export const dayOf = (moment) => format({ day: "2-digit", month: "2-digit", year: "numeric" }).format(moment);

/** A day as a separator between messages: today, yesterday, 21 листопада. */
export function dayName(moment) {
  const today = now();
  if (dayOf(moment) === dayOf(today)) return say("today");
  if (dayOf(moment) === dayOf(new Date(today - 86_400_000))) return say("yesterday");
  return format({ day: "numeric", month: "long" }).format(moment);
}

function format(options) {
  const key = language() + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale(), { timeZone: ZONE, ...options }));
  return formats.get(key);
}

const locale = () => ({ uk: "uk-UA", ru: "ru-RU", en: "en-GB" })[language()];

function zone(name) {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) && name;
  } catch {
    return null;
  }
}

// What the owner of a phone does, sent to the sandbox.

import { notify, state } from "./state.js";
import { say, saidOrElse } from "./words.js";

const LARGEST_PHOTO = 10 * 1024 * 1024;

/** Send one action; a refusal is shown and answered with null. */
async function post(path, body = {}) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const result = await answer.json();
    if (answer.ok) return result;
    notify(saidOrElse(`refused_${answer.status}`, result.error));
  } catch {
    notify(say("offline"));
  }
  return null;
}

const on = (phone, deed) => `/phones/${encodeURIComponent(phone)}/${deed}`;

export const addPhone = (wish) => post("/phones", wish);
export const moveClock = (hours) => post("/clock", { hours });
export const write = (phone, text, reply, author) => post(on(phone, "write"), { text, reply_to: reply, author });
export const edit = (phone, bubble, text) => post(on(phone, "edit"), { bubble, text });
export const press = (phone, bubble, row, column, author) => post(on(phone, "press"), { bubble, row, column, author });
export const start = (phone, code) => post(on(phone, "start"), { code });
export const moveMember = (phone, deed, author) => post(on(phone, deed), { author });
export const toggleBlock = (phone) => post(on(phone, state.phones.get(phone).blocked ? "unblock" : "block"));

export const sendOther = (phone, kind, author) => post(on(phone, "other"), { kind, author });

/** Send a picture file with what was written beside it. */
export async function sendPhoto(phone, file, caption, reply, author) {
  if (file.size > LARGEST_PHOTO) return notify(say("too_large"));
  return post(on(phone, "photo"), { data: await base64(file), caption, reply_to: reply, author });
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

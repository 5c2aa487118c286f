// The bar above the phones: the clock and its jumps, the page's language, tabs, and one more phone.

import { addPhone, moveClock } from "./actions.js";
import { closeIcon, markIcon, plusIcon } from "./icons.js";
import { drawBrokenRules, fullName } from "./phone.js";
import { now, redraw, state, view } from "./state.js";
import { clockTime, shortDate } from "./times.js";
import { html, nothing } from "./vendor/lit-html.js";
import { LANGUAGES, language, say, speak } from "./words.js";

const JUMPS = { hour: 1, day: 24, week: 168 };

/** Draw the bar. */
export function drawTop() {
  return html`<header class="top">
    <h1 class="wordmark">${markIcon()} Kolo <small>${say("sandbox")}</small></h1>
    ${drawClock()}
    <select class="language" aria-label=${say("language")} @change=${(event) => choose(event.currentTarget.value)}>
      ${Object.entries(LANGUAGES).map(([code, name]) =>
        html`<option value=${code} lang=${code} ?selected=${code === language()}>${name}</option>`)}
    </select>
    <nav class="tabs" aria-label=${say("phones")}>
      ${[...state.phones.values()].map(drawTab)}
      <button type="button" class="add" aria-label=${say("add_label")} @click=${openDialog}>${plusIcon()}<span>${say("add")}</span></button>
    </nav>
    ${state.online ? nothing : html`<p class="offline" role="status">${say("offline")}</p>`}
    ${state.notice ? html`<p class="notice" role="alert">${state.notice}</p>` : nothing}
    ${state.violations.length ? drawBrokenRules(state.violations) : nothing}
  </header> ${drawDialog()}`;
}

function drawClock() {
  return html`<div class="clock" role="group" aria-label=${say("clock")}>
    <time datetime=${now().toISOString()}><span>${shortDate(now())}</span> <b>${clockTime(now())}</b></time>
    ${Object.entries(JUMPS).map(([name, hours]) => html`<button type="button" title=${say(`${name}_label`)}
      ?disabled=${state.jumping} @click=${() => jump(hours)}>${say(name)}</button>`)}
  </div>`;
}

/** Let time pass; a week takes some seconds, since everything in it happens. */
async function jump(hours) {
  state.jumping = true;
  redraw();
  await moveClock(hours);
  state.jumping = false;
  redraw();
}

function drawTab(phone) {
  const { unread } = view(phone.id);
  return html`<button type="button" class="tab ${phone.channel}" aria-label=${fullName(phone)}
    aria-controls="phone-${phone.id}" aria-current=${phone.id === state.active} @click=${() => bringIntoSight(phone.id)}>${phone.title}
    ${phone.violations.length ? html`<span class="badge wrong">!</span>` : nothing}
    ${unread ? html`<span class="badge" aria-label=${say("unread", { n: unread })}>${unread}</span>` : nothing}
  </button>`;
}

/** Scroll to a phone. */
export function bringIntoSight(id) {
  document.getElementById(`phone-${id}`)?.scrollIntoView({ inline: "center", block: "nearest", behavior: "smooth" });
}

function choose(code) {
  speak(code);
  redraw();
}

function openDialog() {
  document.querySelector("dialog").showModal();
}

function drawDialog() {
  return html`<dialog aria-label=${say("add_label")}><form @submit=${add}>
    <button type="button" class="round" aria-label=${say("close")} @click=${(event) => event.currentTarget.closest("dialog").close()}>
      ${closeIcon()}</button>
    ${drawChoice("role", say("whose"), { returnee: say("returnee"), helper: say("helper"), relative: say("relative") })}
    ${drawChoice("channel", say("messenger"), { telegram: "Telegram", viber: "Viber" })}
    ${drawChoice("language", say("app_language"), LANGUAGES)}
    <button type="submit" class="strong">${say("put")}</button>
  </form></dialog>`;
}

function drawChoice(name, title, choices) {
  return html`<fieldset><legend>${title}</legend>${Object.entries(choices).map(([value, label], index) => html`
    <label><input type="radio" name=${name} value=${value} ?checked=${index === 0} /><span>${label}</span></label>`)}
  </fieldset>`;
}

async function add(event) {
  event.preventDefault();
  const wish = Object.fromEntries(new FormData(event.currentTarget));
  event.currentTarget.closest("dialog").close();
  const added = await addPhone(wish);
  if (added) setTimeout(() => bringIntoSight(added.id), 200);
}

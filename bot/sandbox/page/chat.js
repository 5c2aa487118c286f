// The messages of a phone: days, bubbles, the way to the newest, and choosing a message to answer.

import { drawBubble } from "./bubble.js";
import { chooseReply } from "./composer.js";
import { downIcon } from "./icons.js";
import { drawInvitation } from "./invitation.js";
import { markSeen, redraw, view } from "./state.js";
import { dayName, dayOf } from "./times.js";
import { repeat } from "./vendor/directives/repeat.js";
import { html, nothing } from "./vendor/lit-html.js";
import { say } from "./words.js";

const LONG_PRESS = 450;
let pressTimer = 0;

/** Draw the part of a phone that scrolls. */
export function drawChat(phone) {
  const look = view(phone.id);
  // The browser itself keeps a reversed column at its end, also when a photo loads late.
  return html`<div class="chat">
    <div class="log ${look.atBottom ? "at-newest" : ""}" role="log" aria-live="polite" aria-label=${say("chat", { name: phone.title })} tabindex="0"
      @scroll=${(event) => scrolled(phone.id, event.currentTarget)} @click=${(event) => clicked(phone, event)}
      @pointerdown=${(event) => pressed(phone, event)} @pointerup=${released} @pointermove=${released}
      @pointercancel=${released} @keydown=${(event) => walk(phone, event)}>
      <div class="bubbles">${repeat(withDays(phone.bubbles), (item) => item.key, (item) => drawItem(phone, item))}
        ${phone.bubbles.length || look.inviting || phone.authors.length ? nothing : drawInvitation(phone)}</div>
    </div>
    ${look.atBottom ? nothing : drawWayDown(phone, look)}
    <p class="toast" role="status" ?hidden=${!look.toast}>${look.toast}</p>
  </div>`;
}

/** Bring the newest message of a phone into sight. */
export function toNewest(id) {
  const log = document.querySelector(`[data-phone="${CSS.escape(id)}"] .log`);
  if (log) log.scrollTop = 0;
}

function withDays(bubbles) {
  const items = [];
  let last = "";
  for (const bubble of bubbles) {
    const day = dayOf(new Date(bubble.at));
    if (day !== last) items.push({ key: `day ${day}`, day: new Date(bubble.at) });
    items.push({ key: bubble.id, bubble });
    last = day;
  }
  return items;
}

function drawItem(phone, { day, bubble }) {
  return day ? html`<p class="day"><span>${dayName(day)}</span></p>` : drawBubble(phone, bubble);
}

function drawWayDown(phone, { unread }) {
  return html`<button type="button" class="way-down" aria-label=${say("to_newest")} @click=${() => toNewest(phone.id)}>
    ${downIcon()} ${unread ? html`<span class="badge" aria-label=${say("unread", { n: unread })}>${unread}</span>` : nothing}
  </button>`;
}

function scrolled(id, log) {
  const look = view(id);
  const atBottom = Math.abs(log.scrollTop) < 40;
  if (atBottom !== look.atBottom) redraw();
  look.atBottom = atBottom;
  markSeen(id);
}

const bubbleAt = (event) => event.target.closest("button") ? null : event.target.closest("article[data-bubble]:not(.deleted)");

// A click of the mouse answers a message; a tap must not, or scrolling fingers would answer all the time.
function clicked(phone, event) {
  const bubble = bubbleAt(event);
  if (bubble && event.pointerType !== "touch" && !String(getSelection())) chooseReply(phone, bubble.dataset.bubble);
}

function pressed(phone, event) {
  const bubble = bubbleAt(event);
  if (!bubble || event.pointerType !== "touch") return;
  pressTimer = setTimeout(() => chooseReply(phone, bubble.dataset.bubble), LONG_PRESS);
}

function released() {
  clearTimeout(pressTimer);
}

function walk(phone, event) {
  const here = document.activeElement.closest("[data-bubble]");
  if (event.key === "Enter" && here === event.target) return chooseReply(phone, here.dataset.bubble);
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step) return;
  const all = [...event.currentTarget.querySelectorAll("article[data-bubble]")];
  const next = all.at(here ? Math.min(Math.max(all.indexOf(here) + step, 0), all.length - 1) : -1);
  next?.focus();
  event.preventDefault();
}

// One phone: its frame, the chat's head, the chat, the line for writing, and the bot's keyboard.

import { press, toggleBlock } from "./actions.js";
import { drawChat } from "./chat.js";
import { drawComposer } from "./composer.js";
import { blockIcon, linkIcon, markIcon, statusIcons } from "./icons.js";
import { drawInvitation, toggleInvitation } from "./invitation.js";
import { authorOf, closeMenus, now, showToast, view } from "./state.js";
import { drawPinned } from "./pinned.js";
import { clockTime } from "./times.js";
import { html, nothing } from "./vendor/lit-html.js";
import { say } from "./words.js";

const MESSENGERS = { telegram: "Telegram", viber: "Viber" };

/** Draw a phone. */
export function drawPhone(phone) {
  return html`<section class="phone ${phone.channel}" data-phone=${phone.id} id="phone-${phone.id}" aria-label=${fullName(phone)}>
    <h2 class="caption"><b>${phone.title}</b> <span>${say(phone.role)}</span> <small>${MESSENGERS[phone.channel]}</small></h2>
    <div class="case">
      <div class="status-bar" aria-hidden="true"><span>${clockTime(now())}</span>${statusIcons()}</div>
      ${drawHead(phone)} ${drawViolations(phone)} ${drawPinned(phone)} ${drawChat(phone)}
      <footer class="foot" @keydown=${(event) => event.key === "Escape" && closeMenus(phone.id)}>${drawFoot(phone)}</footer>
    </div>
  </section>`;
}

/** Whose phone it is, for people who hear the page. */
export const fullName = (phone) => [phone.title, say(phone.role), MESSENGERS[phone.channel]].join(", ");

function drawHead(phone) {
  const group = phone.authors.length > 0;
  return html`<header class="head">
    <span class="avatar">${markIcon()}</span>
    <p class="peer"><b>${group ? phone.title : "Kolo"}</b><span>${underName(phone)}</span></p>
    ${group ? nothing : html`
      <button type="button" class="round" aria-label=${say("invitation")} title=${say("invitation")}
        aria-expanded=${view(phone.id).inviting} @click=${() => toggleInvitation(phone.id)}>${linkIcon()}</button>
      <button type="button" class="round block" role="switch" aria-checked=${phone.blocked} aria-label=${say("block")}
        title=${say("block")} @click=${() => toggleBlock(phone.id)}>${blockIcon()}</button>`}
  </header>`;
}

function underName(phone) {
  if (phone.typing) return say("typing");
  return phone.authors.length ? say("members", { n: phone.authors.length + 1 - phone.gone.length }) : say("bot");
}

function drawViolations(phone) {
  return phone.violations.length ? drawBrokenRules(phone.violations) : nothing;
}

/** Draw the red bar: what the bot did against the messenger's rules. */
export function drawBrokenRules(sentences) {
  return html`<div class="violations" role="alert"><b>${say("violations")}: ${sentences.length}</b>
    <ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul></div>`;
}

function drawFoot(phone) {
  const inviting = view(phone.id).inviting && !phone.blocked;
  return html`${inviting ? drawInvitation(phone) : nothing} ${drawComposer(phone)} ${drawKeyboard(phone)}`;
}

function drawKeyboard(phone) {
  if (!phone.keyboard.length || phone.blocked) return nothing;
  return html`<div class="keyboard" role="group" aria-label=${say("keyboard")}>
    ${phone.keyboard.flatMap((buttons, row) => buttons.map((button, column) => html`<button type="button"
      class="key span-${span(phone, button, buttons)}" .style=${ownColours(button)}
      @click=${() => pressKey(phone, button, row, column)}>${button.text}</button>`))}
  </div>`;
}

const span = (phone, button, row) =>
  phone.channel === "viber" ? Math.min(Math.max(button.columns, 1), 6) : Math.max(1, Math.floor(6 / row.length));

// Viber lets a bot colour its keys; the words stay readable on any colour.
function ownColours({ style }) {
  if (!/^#[0-9a-f]{6}$/i.test(style ?? "")) return "";
  const [red, green, blue] = [1, 3, 5].map((place) => parseInt(style.slice(place, place + 2), 16));
  const light = red * 0.3 + green * 0.59 + blue * 0.11 > 140;
  return `background-color: ${style}; color: ${light ? "#16131f" : "#ffffff"}`;
}

function pressKey(phone, button, row, column) {
  if (button.url) showToast(phone.id, say("link", { url: button.url }));
  return press(phone.id, undefined, row, column, authorOf(phone));
}

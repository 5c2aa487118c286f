// The first step on a phone: start, perhaps by an invitation.

import { start } from "./actions.js";
import { markIcon } from "./icons.js";
import { redraw, view } from "./state.js";
import { html, nothing } from "./vendor/lit-html.js";
import { say } from "./words.js";

/** Draw the card of a phone that has not started yet, or that follows an invitation. */
export function drawInvitation(phone) {
  return html`<form class="invitation" @submit=${(event) => open(phone, event)}>
    ${phone.bubbles.length ? nothing : html`${markIcon()}<p>${say("greeting")}</p>`}
    <label>${say("code")} <small>${say("optional")}</small>
      <input name="code" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="400" /></label>
    <button type="submit" class="strong">${say("start")}</button>
  </form>`;
}

/** Show or hide the card above the line for writing. */
export function toggleInvitation(id) {
  view(id).inviting = !view(id).inviting;
  redraw();
}

function open(phone, event) {
  event.preventDefault();
  view(phone.id).inviting = false;
  start(phone.id, codeOf(event.currentTarget.elements.code.value.trim()));
  redraw();
}

// A whole link is as good as its code: t.me/name?start=CODE, viber://pa?chatURI=name&context=CODE.
function codeOf(text) {
  return /[?&](?:start|context)=([^&\s]+)/.exec(text)?.[1] ?? text;
}

// Telegram's menu button: the bot's commands, one press each.

import { write } from "./actions.js";
import { menuIcon } from "./icons.js";
import { redraw, view } from "./state.js";
import { html, nothing } from "./vendor/lit-html.js";
import { say } from "./words.js";

/** Draw the button that opens the list. */
export function drawMenuButton(phone) {
  const open = view(phone.id).commandsOpen;
  if (!phone.commands?.length) return nothing;
  return html`<button type="button" class="menu-button" aria-expanded=${open} @click=${() => toggle(phone)}>
    ${menuIcon()}<span>${say("menu")}</span></button>`;
}

/** Draw the list while it is open. */
export function drawCommands(phone) {
  if (!view(phone.id).commandsOpen) return nothing;
  return html`<ul class="commands" aria-label=${say("commands")} @keydown=${(event) => event.key === "Escape" && toggle(phone)}>
    ${phone.commands.map(({ command, description }) => html`<li>
      <button type="button" @click=${() => choose(phone, command)}><span>${description}</span> <b>/${command}</b></button></li>`)}
  </ul>`;
}

function toggle(phone) {
  view(phone.id).commandsOpen = !view(phone.id).commandsOpen;
  redraw();
}

function choose(phone, command) {
  toggle(phone);
  write(phone.id, `/${command}`, "", view(phone.id).author || phone.authors[0]);
}

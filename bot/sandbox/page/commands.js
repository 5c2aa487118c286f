// Telegram's menu button: the bot's commands, one press each.

import { write } from "./actions.js";
import { menuIcon } from "./icons.js";
import { closeMenus, toggleMenu, view } from "./state.js";
import { html, nothing } from "./vendor/lit-html.js";
import { say } from "./words.js";

/** Draw the button that opens the list. */
export function drawMenuButton(phone) {
  const open = view(phone.id).menu === "commands";
  if (!phone.commands.length) return nothing;
  return html`<button type="button" class="menu-button" aria-expanded=${open} @click=${() => toggleMenu(phone.id, "commands")}>
    ${menuIcon()}<span>${say("menu")}</span></button>`;
}

/** Draw the list while it is open. */
export function drawCommands(phone, author) {
  if (view(phone.id).menu !== "commands") return nothing;
  return html`<ul class="menu" aria-label=${say("commands")}>
    ${phone.commands.map(({ command, description }) => html`<li>
      <button type="button" @click=${() => choose(phone, command, author)}><span>${description}</span> <b>/${command}</b></button></li>`)}
  </ul>`;
}

function choose(phone, command, author) {
  closeMenus(phone.id);
  write(phone.id, `/${command}`, "", author);
}

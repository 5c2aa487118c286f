// The message that is pinned on top of a chat: one line of it, and all of it with its buttons at a press.

import { drawButtons } from "./bubble.js";
import { drawText } from "./pieces.js";
import { redraw, view } from "./state.js";
import { html, nothing } from "./vendor/lit-html.js";
import { say } from "./words.js";

/** Draw what is pinned in a phone's chat, if anything is. */
export function drawPinned(phone) {
  const bubble = phone.pinned;
  if (!bubble) return nothing;
  const open = view(phone.id).pinnedOpen;
  return html`<section class="pinned-top" aria-label=${say("pinned")}>
    <button type="button" class="pinned-line" aria-expanded=${open} @click=${() => toggle(phone.id)}>
      <b>📌 ${say("pinned")}</b><span>${inOneLine(bubble.text)}</span>
    </button>
    ${open ? html`<div class="pinned-whole" data-pinned=${bubble.id}>
      <p class="words" dir="auto">${drawText(bubble.text, bubble.entities)}</p>${drawButtons(phone, bubble)}
    </div>` : nothing}
  </section>`;
}

const inOneLine = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean).join(" · ");

function toggle(id) {
  view(id).pinnedOpen = !view(id).pinnedOpen;
  redraw();
}

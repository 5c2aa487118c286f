// One bubble: who wrote it, what it answers, words or a photo, marks, and the buttons under it.

import { press } from "./actions.js";
import { ticksIcon } from "./icons.js";
import { drawText } from "./pieces.js";
import { authorOf, redraw, showToast, view } from "./state.js";
import { clockTime } from "./times.js";
import { html, nothing } from "./vendor/lit-html.js";
import { say } from "./words.js";

/** Draw a bubble of a phone. */
export function drawBubble(phone, bubble) {
  if (bubble.deleted) return drawDeleted(bubble);
  if (bubble.kind === "left" || bubble.kind === "came") {
    return html`<p class="said-by-app" data-bubble=${bubble.id}>${say(bubble.kind, { name: bubble.author })}</p>`;
  }
  if (bubble.kind === "system") return html`<p class="said-by-app" data-bubble=${bubble.id}>${bubble.text}</p>`;
  return html`<article class="message ${bubble.mine ? "mine" : "theirs"}" data-bubble=${bubble.id} tabindex="-1">
    <div class="bubble ${bubble.photo ? "with-photo" : ""}">
      ${bubble.topic ? html`<p class="topic"># ${bubble.topic}</p>` : nothing}
      ${bubble.author ? html`<p class="author author-${colour(phone, bubble)}">${bubble.author}</p>` : nothing}
      ${drawQuote(phone, bubble)} ${drawPhoto(phone, bubble)} ${drawFile(bubble)} ${drawWords(bubble)} ${drawMarks(bubble)}
    </div>
    ${bubble.reaction ? html`<span class="reaction">${bubble.reaction}</span>` : nothing}
    ${drawButtons(phone, bubble)}
  </article>`;
}

/** The first words of a bubble, or what it is. */
export function excerpt(bubble) {
  if (bubble.deleted) return say("deleted");
  return bubble.text.slice(0, 90) || bubble.file_name || (bubble.photo ? say("photo") : say("kind"));
}

function drawDeleted(bubble) {
  return html`<article class="message deleted ${bubble.mine ? "mine" : "theirs"}" data-bubble=${bubble.id}>
    <div class="bubble"><p class="words">${say("deleted")}</p></div>
  </article>`;
}

function drawQuote(phone, bubble) {
  if (!bubble.reply_to) return nothing;
  const answered = phone.bubbles.find((one) => one.id === bubble.reply_to);
  if (!answered) return nothing;
  return html`<p class="quote"><b>${whoWrote(phone, answered)}</b><span>${excerpt(answered)}</span></p>`;
}

/** The name over a quoted message. */
export const whoWrote = (phone, bubble) => bubble.author ?? (bubble.mine ? phone.title : "Kolo");

function drawPhoto(phone, bubble) {
  if (!bubble.photo) return nothing;
  const look = view(phone.id);
  if (bubble.spoiler && !look.revealed.has(bubble.id)) {
    return html`<button type="button" class="covered" @click=${() => reveal(look, bubble)}>${say("show_photo")}</button>`;
  }
  return html`<img class="photo" src=${bubble.photo} alt=${say("photo")} />`;
}

function drawFile(bubble) {
  if (!bubble.file) return nothing;
  return html`<a class="file" href=${bubble.file} download=${bubble.file_name}>${bubble.file_name}</a>`;
}

function reveal(look, bubble) {
  look.revealed.add(bubble.id);
  redraw();
}

function drawWords(bubble) {
  const seen = ["text", "photo"].includes(bubble.kind) || bubble.photo || bubble.file;
  const kind = seen ? nothing : html`<span class="kind">${say(bubble.kind)}</span> `;
  if (!bubble.text && kind === nothing) return nothing;
  return html`<p class="words" dir="auto">${kind}${drawText(bubble.text, bubble.entities)}</p>`;
}

function drawMarks(bubble) {
  return html`<p class="marks">
    ${bubble.failed ? html`<span class="failed">${say("failed")}</span>` : nothing}
    ${bubble.pinned ? html`<span>${say("pinned")}</span>` : nothing}
    ${bubble.edited ? html`<span class="edited">${say("edited")}</span>` : nothing}
    <time datetime=${bubble.at}>${clockTime(new Date(bubble.at))}</time>
    ${bubble.mine ? html`<span class="ticks" role="img" aria-label=${say("sent")}>${ticksIcon()}</span>` : nothing}
  </p>`;
}

/** Draw the buttons under a bubble. */
export function drawButtons(phone, bubble) {
  if (!bubble.buttons.length) return nothing;
  return html`<div class="inline-keyboard">
    ${bubble.buttons.map((buttons, row) => html`<div class="inline-row">
      ${buttons.map((button, column) => html`<button type="button" class="inline-button ${button.style ?? ""}"
        @click=${() => pressInline(phone, bubble, button, row, column)}>${button.text}</button>`)}
    </div>`)}
  </div>`;
}

// A link or a text to copy never reaches the bot: the app deals with it on the phone.
function pressInline(phone, bubble, button, row, column) {
  if (button.url) return showToast(phone.id, say("link", { url: button.url }));
  if (button.copy) return copy(phone, button.copy);
  return press(phone.id, bubble.id, row, column, authorOf(phone));
}

async function copy(phone, text) {
  await navigator.clipboard?.writeText(text).catch(() => {});
  showToast(phone.id, `${say("copied")}: ${text}`);
}

function colour(phone, bubble) {
  return (Math.max(0, phone.authors.indexOf(bubble.author)) % 4) + 1;
}

// The line for writing: text, photo, commands, who writes in a group, and what is being answered or changed.

import { edit, moveMember, toggleBlock, write } from "./actions.js";
import { drawAttachButton, drawAttachments } from "./attach.js";
import { excerpt, whoWrote } from "./bubble.js";
import { drawCommands, drawMenuButton } from "./commands.js";
import { closeIcon, pencilIcon, replyIcon, sendIcon } from "./icons.js";
import { authorOf, closeMenus, redraw, view } from "./state.js";
import { html, nothing } from "./vendor/lit-html.js";
import { say } from "./words.js";

/** Draw the line for writing, or what stands there while the bot is blocked. */
export function drawComposer(phone) {
  if (phone.blocked) return drawBlocked(phone);
  return html`${drawAuthors(phone)} ${drawAnswering(phone)} ${drawCommands(phone, authorOf(phone))} ${drawAttachments(phone, authorOf(phone))}
    <form class="composer" @submit=${(event) => submitted(phone, event)}>
      ${drawMenuButton(phone)}
      <textarea name="text" rows="1" autocomplete="off" placeholder=${phone.placeholder || say("message")}
        aria-label="${say("message")}: ${phone.title}" @keydown=${(event) => typed(phone, event)}></textarea>
      ${drawAttachButton(phone, takeAnswering)}
      <button type="submit" class="round send" aria-label=${say("send")}>${sendIcon()}</button>
    </form>`;
}

/** Answer a message from now on, and write. */
export function chooseReply(phone, id) {
  if (phone.channel !== "telegram" || phone.blocked) return;
  Object.assign(view(phone.id), { reply: id, editing: "" });
  redraw();
  line(phone).focus();
}

function chooseEdit(phone, bubble) {
  Object.assign(view(phone.id), { reply: "", editing: bubble.id });
  redraw();
  line(phone).value = bubble.text;
  line(phone).focus();
}

function stopAnswering(phone) {
  const look = view(phone.id);
  if (look.editing) line(phone).value = "";
  Object.assign(look, { reply: "", editing: "" });
  redraw();
  line(phone).focus();
}

const line = (phone) => document.querySelector(`[data-phone="${CSS.escape(phone.id)}"] textarea`);

function drawBlocked(phone) {
  return html`<div class="composer is-blocked"><p>${say("blocked")}</p>
    <button type="button" class="strong" @click=${() => toggleBlock(phone.id)}>${say("unblock")}</button></div>`;
}

function drawAuthors(phone) {
  if (!phone.authors.length) return nothing;
  const chosen = authorOf(phone);
  const deed = phone.gone.includes(chosen) ? "join" : "leave";
  return html`<fieldset class="authors"><legend>${say("author")}</legend>
    ${phone.authors.map((author, index) => html`<label class="author-${(index % 4) + 1} ${phone.gone.includes(author) ? "is-gone" : ""}">
      <input type="radio" name="author-${phone.id}" value=${author} .checked=${author === chosen}
        @change=${() => chooseAuthor(phone, author)} /><span>${author}</span></label>`)}
    <button type="button" class="plain" @click=${() => moveMember(phone.id, deed, chosen)}>${say(deed)}</button>
  </fieldset>
  ${deed === "join" ? html`<p class="late">${say("late", { name: chosen })}</p>` : nothing}`;
}

function chooseAuthor(phone, author) {
  view(phone.id).author = author;
  redraw();
}

function drawAnswering(phone) {
  const { reply, editing } = view(phone.id);
  const bubble = phone.bubbles.find((one) => one.id === (reply || editing));
  if (!bubble) return nothing;
  return html`<div class="answering" role="group" aria-label=${say(editing ? "editing" : "replying")}>
    ${editing ? pencilIcon() : replyIcon()}
    <p><b>${editing ? say("editing") : whoWrote(phone, bubble)}</b><span>${excerpt(bubble)}</span></p>
    ${reply && bubble.mine && bubble.kind === "text"
      ? html`<button type="button" class="plain" @click=${() => chooseEdit(phone, bubble)}>${say("change")}</button>` : nothing}
    <button type="button" class="round" aria-label=${say("cancel")} @click=${() => stopAnswering(phone)}>${closeIcon()}</button>
  </div>`;
}

function typed(phone, event) {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    event.currentTarget.form.requestSubmit();
  } else if (event.key === "Escape") {
    stopAnswering(phone);
  } else if (event.key === "ArrowUp" && !event.currentTarget.value) {
    reachBack(phone, event);
  }
}

// As in Telegram's own app: up changes one's last message, control and up answers the newest of the others.
function reachBack(phone, event) {
  const newest = phone.bubbles.findLast((bubble) => bubble.mine !== event.ctrlKey && !bubble.deleted && bubble.kind === "text");
  if (!newest || phone.channel !== "telegram") return;
  event.preventDefault();
  if (event.ctrlKey) chooseReply(phone, newest.id);
  else chooseEdit(phone, newest);
}

async function submitted(phone, event) {
  event.preventDefault();
  const field = event.currentTarget.elements.text;
  const text = field.value.trim();
  if (!text) return;
  field.value = "";
  const { reply, editing, author } = takeAnswering(phone);
  const sent = editing ? await edit(phone.id, editing, text) : await write(phone.id, text, reply, author);
  if (!sent && !field.value) field.value = text; // nothing that was written is lost
}

// What this message answers or changes, and who writes it; the line is then free for the next one.
function takeAnswering(phone) {
  const { reply, editing } = view(phone.id);
  Object.assign(view(phone.id), { reply: "", editing: "" });
  closeMenus(phone.id);
  return { reply, editing, author: authorOf(phone) };
}

// What can be sent besides words: a photo, and the kinds of message that a bot of words must cope with.

import { sendOther, sendPhoto } from "./actions.js";
import { cameraIcon, clipIcon } from "./icons.js";
import { closeMenus, toggleMenu, view } from "./state.js";
import { html, nothing } from "./vendor/lit-html.js";
import { say } from "./words.js";

const KINDS = {
  telegram: ["voice", "video_note", "sticker", "location", "live_location", "contact", "poll", "document", "forward", "unknown"],
  viber: ["voice", "sticker", "location", "contact", "video", "file", "url", "unknown"],
};

/** Draw the button that opens the list, and the hidden field that a photo is chosen with. */
export function drawAttachButton(phone, answerOf) {
  return html`<input type="file" name="file" accept="image/*" hidden @change=${(event) => pictureChosen(phone, event, answerOf)} />
    <button type="button" class="round" aria-label=${say("attach")} title=${say("attach")}
      aria-expanded=${view(phone.id).menu === "attach"} @click=${() => toggleMenu(phone.id, "attach")}>
      ${phone.channel === "telegram" ? clipIcon() : cameraIcon()}</button>`;
}

/** Draw the list while it is open. */
export function drawAttachments(phone, author) {
  if (view(phone.id).menu !== "attach") return nothing;
  return html`<ul class="menu in-columns" aria-label=${say("attach")}>
    <li><button type="button" @click=${() => choosePicture(phone)}>${say("photo")}</button></li>
    ${KINDS[phone.channel].map((kind) => html`<li>
      <button type="button" @click=${() => choose(phone, kind, author)}>${say(kind)}</button></li>`)}
  </ul>`;
}

function choose(phone, kind, author) {
  closeMenus(phone.id);
  sendOther(phone.id, kind, author);
}

function choosePicture(phone) {
  closeMenus(phone.id);
  document.querySelector(`[data-phone="${CSS.escape(phone.id)}"] [name=file]`).click();
}

async function pictureChosen(phone, event, answerOf) {
  const { form, files } = event.currentTarget;
  const { reply, author } = answerOf(phone);
  if (!files.length) return;
  const sent = await sendPhoto(phone.id, files[0], form.elements.text.value.trim(), reply, author);
  if (sent) form.elements.text.value = "";
  form.elements.file.value = "";
}

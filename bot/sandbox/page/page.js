// The page: draws what the sandbox tells, and notices which phones can be seen.

import { listen } from "./events.js";
import { drawPhone } from "./phone.js";
import { markSeen, onRedraw, redraw, state, view } from "./state.js";
import { drawTop } from "./top.js";
import { repeat } from "./vendor/directives/repeat.js";
import { html, nothing, render } from "./vendor/lit-html.js";
import { language, say, speak } from "./words.js";

const narrow = matchMedia("(max-width: 760px)");
const sight = new IntersectionObserver(seen, { threshold: 0.6 });

function draw() {
  const phones = [...state.phones.values()];
  render(html`${drawTop()}
    <main class="phones">
      ${phones.length || !state.online ? nothing : html`<p class="nothing-yet">${say("empty")}</p>`}
      ${repeat(phones, (phone) => phone.id, drawPhone)}
    </main>`, document.body);
  for (const phone of document.querySelectorAll("[data-phone]")) sight.observe(phone);
  fit();
}

// Tabs appear only where the phones do not fit side by side.
function fit() {
  const strip = document.querySelector(".phones");
  document.body.classList.toggle("crowded", strip.scrollWidth > strip.clientWidth + 1);
}

function seen(changes) {
  for (const { target, isIntersecting } of changes) {
    const id = target.dataset.phone;
    view(id).onScreen = isIntersecting;
    if (isIntersecting) markSeen(id);
    if (isIntersecting && narrow.matches) bringForward(id);
  }
  redraw();
}

function bringForward(id) {
  state.active = id;
  document.querySelector(`.tab[aria-controls="phone-${CSS.escape(id)}"]`)?.scrollIntoView({ inline: "nearest", block: "nearest" });
}

onRedraw(draw);
speak(language());
draw();
listen();
addEventListener("resize", fit);
setInterval(redraw, 10_000);

// The line to the sandbox: server-sent events, opened again whenever it breaks.

import { redraw, state, takeNews, takePhone, takeSnapshot } from "./state.js";

const RETRY = 1500;
const SILENCE = 40_000; // the sandbox speaks at least every 15 seconds

let source = null;
let watch = 0;

/** Listen from now on; after a break everything is read anew. */
export function listen() {
  source?.close();
  source = new EventSource("/events");
  on("snapshot", takeSnapshot);
  on("phone", takePhone);
  on("clock", () => {});
  source.onerror = broken;
  stayAwake();
}

function on(name, take) {
  source.addEventListener(name, (event) => {
    const news = JSON.parse(event.data);
    take(news);
    takeNews(news);
    redraw();
    stayAwake();
  });
}

// A browser gives up for good after an error answer, so we never leave the second try to it.
function broken() {
  source.close();
  state.online = false;
  redraw();
  clearTimeout(watch);
  watch = setTimeout(listen, RETRY);
}

function stayAwake() {
  clearTimeout(watch);
  watch = setTimeout(broken, SILENCE);
}

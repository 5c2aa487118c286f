// What the page knows: phones as the server last showed them, and how each of them is looked at here.

export const state = {
  phones: new Map(),
  views: new Map(),
  online: true,
  ahead: 0, // milliseconds between this machine's clock and the sandbox's
  active: "", // the phone in front on a narrow screen
  jumping: false, // the clock of the sandbox is being moved
  notice: "",
  violations: [], // what the bot did against the rules, said by the emulated messengers
};

let draw = () => {};
let waiting = false;

/** Name the function that draws the page. */
export function onRedraw(drawing) {
  draw = drawing;
}

/** Draw soon, once, however many changes come together. */
export function redraw() {
  if (waiting) return;
  waiting = true;
  queueMicrotask(() => {
    waiting = false;
    draw();
  });
}

/** How this browser looks at one phone: the reply being written, what is unread, and so on. */
export function view(id) {
  if (!state.views.has(id)) {
    state.views.set(id, {
      reply: "", editing: "", author: "", toast: "", toastTimer: 0, unread: 0,
      atBottom: true, onScreen: true, menu: "", inviting: false, pinnedOpen: false, revealed: new Set(),
    });
  }
  return state.views.get(id);
}

/** Who writes now on this phone; nobody in particular in a private chat. */
export const authorOf = (phone) => view(phone.id).author || phone.authors[0];

/** The sandbox's present moment. */
export const now = () => new Date(Date.now() + state.ahead);

/** Take over all phones, at the first sight and after every lost connection. */
export function takeSnapshot({ phones }) {
  // Whoever opens the page begins with a person; the moderators' chat, empty at first, stands behind them.
  phones.sort((one, other) => Math.sign(one.authors.length) - Math.sign(other.authors.length));
  state.phones = new Map(phones.map((phone) => [phone.id, phone]));
  state.active = state.phones.has(state.active) ? state.active : phones[0]?.id ?? "";
}

/** Take over one phone that changed. */
export function takePhone({ phone }) {
  const before = state.phones.get(phone.id);
  state.phones.set(phone.id, phone);
  if (!before) return;
  countUnread(before, phone);
  if (phone.toast && phone.toast !== before.toast) showToast(phone.id, phone.toast);
}

/** Take over what every event tells: the sandbox's moment, and broken rules that belong to no phone. */
export function takeNews({ now: moment, violations }) {
  const shown = new Set([...state.phones.values()].flatMap((phone) => phone.violations));
  state.online = true;
  state.ahead = Date.parse(moment) - Date.now();
  state.violations = violations.filter((sentence) => !shown.has(sentence));
}

/** Open one of the lists above the line for writing, or close it. */
export function toggleMenu(id, name) {
  view(id).menu = view(id).menu === name ? "" : name;
  redraw();
}

/** Close the lists above the line for writing. */
export function closeMenus(id) {
  view(id).menu = "";
  redraw();
}

/** Show a short message over the chat of a phone for a while, as Telegram does after a press. */
export function showToast(id, text) {
  const look = view(id);
  clearTimeout(look.toastTimer);
  look.toast = text;
  look.toastTimer = setTimeout(() => {
    look.toast = "";
    redraw();
  }, 4000);
  redraw();
}

/** Show a short message of the sandbox itself. */
export function notify(text) {
  state.notice = text;
  setTimeout(() => {
    if (state.notice === text) state.notice = "";
    redraw();
  }, 6000);
  redraw();
}

/** Forget what is unread on a phone whose newest message can be seen. */
export function markSeen(id) {
  const look = view(id);
  if (!look.unread || !look.atBottom || !look.onScreen) return;
  look.unread = 0;
  redraw();
}

function countUnread(before, after) {
  const look = view(after.id);
  if (look.atBottom && look.onScreen) return;
  const known = new Set(before.bubbles.map((bubble) => bubble.id));
  look.unread += after.bubbles.filter((bubble) => !bubble.mine && !known.has(bubble.id)).length;
}

// Small drawings for buttons; their names are said by the buttons' labels.

import { html } from "./vendor/lit-html.js";

const icon = (line, look = "icon") =>
  html`<svg class=${look} viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${line}></path></svg>`;

export const sendIcon = () => icon("M3.4 20.4 21 12 3.4 3.6v6.6L15 12 3.4 13.8z", "icon filled");
export const clipIcon = () => icon("M20 11.5 12 19.4a5.2 5.2 0 0 1-7.4-7.4l8.3-8.2a3.5 3.5 0 0 1 4.9 4.9l-8.2 8.2a1.7 1.7 0 0 1-2.5-2.5l7.5-7.4");
export const cameraIcon = () => icon("M4 8h3.2L9 5.5h6L16.8 8H20v11H4zM12 16.3a3.1 3.1 0 1 0 0-6.2 3.1 3.1 0 0 0 0 6.2z");
export const replyIcon = () => icon("M10 5 3.5 11.5 10 18v-4c5 0 8.3 1.4 10.5 5-.4-6-3.8-10.3-10.5-10.6z");
export const pencilIcon = () => icon("m4 20 1-4.5L16.2 4.3a1.7 1.7 0 0 1 2.4 0l1.1 1.1a1.7 1.7 0 0 1 0 2.4L8.5 19z");
export const closeIcon = () => icon("m6 6 12 12M18 6 6 18");
export const downIcon = () => icon("m6 9.5 6 6 6-6");
export const linkIcon = () => icon("M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.2 1.2M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.2-1.2");
export const blockIcon = () => icon("M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM6 6l12 12");
export const plusIcon = () => icon("M12 5v14M5 12h14");
export const menuIcon = () => icon("M4 7h16M4 12h16M4 17h16");
export const ticksIcon = () => icon("m2 13 4 4 8.5-9.5M11 16.6l.5.4L20 7.500");

/** The mark of Kolo: an open circle and the one who joins it. */
export const markIcon = () => html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <circle class="disc" cx="16" cy="16" r="16"></circle>
  <path d="M16 6.5a9.5 9.5 0 1 0 9.3 7.6"></path>
  <circle class="dot" cx="22.8" cy="9.2" r="2.6"></circle>
</svg>`;

/** Signal, network and battery of a phone's status bar. */
export const statusIcons = () => html`<svg class="signals" viewBox="0 0 54 12" aria-hidden="true" focusable="false">
  <rect x="0" y="8" width="3" height="4" rx="1"></rect><rect x="5" y="5.5" width="3" height="6.5" rx="1"></rect>
  <rect x="10" y="3" width="3" height="9" rx="1"></rect><rect x="15" y="0" width="3" height="12" rx="1"></rect>
  <rect class="shell" x="28.5" y=".5" width="21" height="11" rx="3"></rect><rect x="30.5" y="2.5" width="14" height="7" rx="1.5"></rect>
  <rect x="51" y="4" width="2" height="4" rx="1"></rect>
</svg>`;

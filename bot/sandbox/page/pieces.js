// Formatted text: a message cut into pieces, each with the kinds of formatting that cover it.

import { html } from "./vendor/lit-html.js";

/** Draw a text with its entities; offsets count UTF-16 units, as JavaScript strings do. */
export function drawText(text, entities = []) {
  if (!entities.length) return text;
  return cut(text, entities).map(({ piece, kinds }) => (kinds ? html`<span class=${kinds}>${piece}</span>` : piece));
}

function cut(text, entities) {
  const edges = entities.flatMap((entity) => [entity.offset, entity.offset + entity.length]);
  const marks = [...new Set([0, ...edges, text.length])].sort((a, b) => a - b);
  return marks.slice(0, -1).map((from, index) => ({
    piece: text.slice(from, marks[index + 1]),
    kinds: covering(entities, from).map((entity) => `as-${entity.type}`).join(" "),
  }));
}

function covering(entities, place) {
  return entities.filter((entity) => entity.offset <= place && place < entity.offset + entity.length);
}

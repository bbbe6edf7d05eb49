// Left: the notice's text with the words of each card marked in it.
import { byId, make } from "./dom.js";

const LABELS = { section: "部分", category: "方面（类别）", item: "事项", measure: "措施", continuation: "接到上一行", paragraph: "普通段落", aside: "放到一边" };

export const SHAPES = Object.entries(LABELS);

let drawn = { blocks: null, signatures: [], cuts: [], states: [] }; // what stands on the page, by block

// Cards by the block in which their words stand; words of a paper stand in none.
function byBlock(view) {
  const found = new Map();
  for (const card of view.cards) {
    if (card.stop <= card.start || card.state === "rejected" || (card.steps.length && card.where)) continue;
    if (!found.has(card.block)) found.set(card.block, []);
    found.get(card.block).push(card);
  }
  return found;
}

// The text of a block cut where claims begin and end; each piece knows its claims.
function pieces(text, cards) {
  const chars = [...text]; // the server counts in characters
  const cuts = [...new Set([0, chars.length, ...cards.flatMap((card) => [card.start, card.stop])])].filter((at) => at <= chars.length).sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, n) => {
    const stop = cuts[n + 1];
    const own = cards.filter((card) => card.start <= start && stop <= card.stop);
    const words = chars.slice(start, stop).join("");
    if (!own.length) return words;
    const open = own.some((card) => card.state === "open");
    return make("mark", { "data-claim": own.map((card) => card.id).join(" "), "data-state": open ? "open" : "accepted" }, words);
  });
}

function block(view, index, item, cards) {
  const { kind, text, level } = view.blocks[index];
  const measure = item?.measures.find((each) => each.start <= index && index < each.stop);
  const name = kind === "heading" ? `h${Math.max(2, Math.min(6, level))}` : "p";
  const number = item && item.start === index ? make("span", { class: "item-number", "aria-hidden": "true" }, `第${item.number}项`) : null;
  const gutter = measure && measure.start === index ? make("span", { class: "measure-number", "aria-hidden": "true" }, measure.id.slice(1)) : null;
  const handle = view.draft && kind !== "row"
    ? make("button", { type: "button", class: "handle", "data-handle": index, "aria-label": `这一行是什么：${text.slice(0, 12)}`, title: "这一行是什么" }, "¶")
    : null;
  const element = make(name, { class: `block block--${kind}`, "data-block": index, "data-item": item?.id, "data-level": level }, ...pieces(text, cards));
  return make("div", { class: `line${item ? " line--item" : ""}${item && item.start === index ? " line--first" : ""}`, "data-line": index }, handle, number, gutter, element);
}

export function drawText(view, whole) {
  const root = byId("text");
  const items = new Map();
  for (const item of view.items) for (let n = item.start; n < item.stop; n += 1) items.set(n, item);
  const cards = byBlock(view);
  const own = (index) => cards.get(index) ?? [];
  const cut = (index) => own(index).map((card) => `${card.id} ${card.start} ${card.stop}`).join("|");
  const states = (index) => own(index).map((card) => card.state).join("|");
  const fresh = (index) => block(view, index, items.get(index), own(index));
  const indices = view.blocks.map((_, index) => index);
  const now = { blocks: view.blocks, cuts: indices.map(cut), states: indices.map(states), signatures: drawn.signatures };
  if (view.blocks !== drawn.blocks) now.signatures = indices.map((index) => signature(view, index, items.get(index))); // the server has told of it anew
  if (whole || indices.length !== drawn.signatures.length) root.replaceChildren(...indices.map(fresh));
  else {
    for (const index of indices) { // only what differs is made again, and a judgement changes a colour alone
      if (now.signatures[index] !== drawn.signatures[index] || now.cuts[index] !== drawn.cuts[index]) root.children[index].replaceWith(fresh(index));
      else if (now.states[index] !== drawn.states[index]) colour(root.children[index], own(index));
    }
  }
  drawn = now;
}

// What `block` draws of a block, but for its marks.
function signature(view, index, item) {
  const { text, kind, level } = view.blocks[index];
  const measure = item?.measures.find((each) => each.start === index);
  return JSON.stringify([text, kind, level, view.draft, item?.id, item?.number, item?.start === index, measure?.id]);
}

function colour(line, cards) {
  const open = new Set(cards.filter((card) => card.state === "open").map((card) => card.id));
  for (const mark of line.querySelectorAll("mark[data-claim]")) mark.dataset.state = mark.dataset.claim.split(" ").some((id) => open.has(id)) ? "open" : "accepted";
}

export function markCurrent(id) {
  const own = new Set(id ? document.querySelectorAll(`#text mark[data-claim~="${CSS.escape(id)}"]`) : []);
  for (const mark of document.querySelectorAll("#text mark[data-current]")) if (!own.has(mark)) mark.removeAttribute("data-current");
  for (const mark of own) mark.setAttribute("data-current", "");
}

// Scrolls to the words of the current card, else to a block.
export function showBlock(index) {
  const target = document.querySelector("#text mark[data-current]") ?? (index >= 0 ? document.querySelector(`#text [data-block="${index}"]`) : null);
  target?.scrollIntoView({ block: "center", inline: "nearest" });
}

// The selection as characters of one block; null where there is none in the text. What runs on into the next block is cut.
export function selection(root = byId("text")) {
  const chosen = window.getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  const from = (range.startContainer.nodeType === 3 ? range.startContainer.parentElement : range.startContainer)?.closest?.("[data-block]");
  if (!from || !root.contains(from)) return null;
  const start = offset(from, range.startContainer, range.startOffset);
  const stop = from.contains(range.endContainer) ? offset(from, range.endContainer, range.endOffset) : from.textContent.length;
  if (stop <= start) return null;
  return { block: Number(from.dataset.block), start, stop, words: from.textContent.slice(start, stop), box: range.getBoundingClientRect() };
}

// JavaScript counts in UTF-16, the server in characters: rare signs make the difference.
export function inCharacters(text, at) {
  return [...text.slice(0, at)].length;
}

function offset(element, node, at) {
  const range = document.createRange();
  range.selectNodeContents(element);
  range.setEnd(node, at);
  return range.toString().length;
}

export function select(blockIndex, start, stop) {
  const element = document.querySelector(`[data-block="${blockIndex}"]`);
  const range = document.createRange();
  let seen = 0;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.data.length;
    if (seen <= start && start <= seen + length) range.setStart(node, start - seen);
    if (seen <= stop && stop <= seen + length) { range.setEnd(node, stop - seen); break; }
    seen += length;
  }
  const chosen = window.getSelection();
  chosen.removeAllRanges();
  chosen.addRange(range);
}

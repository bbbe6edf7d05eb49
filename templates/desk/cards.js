// Right: the cards in the order of the text; the current one is open, the others are a line each.
import { byId, make } from "./dom.js";
import { SHAPES } from "./text.js";

export const KINDS = { structure: "存疑", head: "基本信息", status: "状态", log: "进展", due: "时限", responsible: "责任单位", fact: "数字", document: "文件", target: "指标", commitment: "承诺" };
const STATES = { open: "待校核", accepted: "已采纳", rejected: "不采纳", changed: "已改" };

const drawn = new Map(); // id → signature
let shown = null; // id of the current card

export function drawCards(view, current, act) {
  const list = byId("cards");
  const wanted = view.cards.map((card) => card.id);
  const there = new Map([...list.children].map((child) => [child.dataset.card, child]));
  const elements = view.cards.map((card, index) => {
    const signature = card.id === current ? JSON.stringify([card, index, view.cards.length, view.draft]) : `${card.id} ${card.state} ${card.title}`;
    const old = there.get(card.id);
    if (old && drawn.get(card.id) === signature) return old;
    drawn.set(card.id, signature);
    return element(view, card, index, card.id === current, act);
  });
  place(list, elements);
  for (const id of [...drawn.keys()]) if (!wanted.includes(id)) drawn.delete(id);
}

// What stands in the list already is left alone, so that only new cards are laid out.
function place(list, elements) {
  const wanted = new Set(elements.map((each) => each.dataset.card));
  for (const child of [...list.children]) if (!wanted.has(child.dataset.card)) child.remove();
  elements.forEach((each, at) => {
    const there = list.children[at];
    if (there === each) return;
    if (there?.dataset.card === each.dataset.card) there.replaceWith(each);
    else list.insertBefore(each, there ?? null);
  });
}

// After all is drawn: scrolling needs the layout, and a page that is drawn further would have to be laid out twice.
export function showCard(current) {
  if (shown === current) return;
  shown = current;
  document.querySelector('#cards > [aria-current="true"]')?.scrollIntoView({ block: "nearest" });
}

function element(view, card, index, isCurrent, act) {
  const item = view.items.find((each) => each.id === card.item);
  const where = item ? `第${item.number}项` : card.kind === "head" ? "" : "全文";
  const attributes = {
    class: "card", "data-card": card.id, "data-kind": card.kind, "data-item": card.item ?? "", "data-state": card.state,
    "aria-current": isCurrent ? "true" : null,
  };
  if (!isCurrent) {
    return make("li", attributes, make("button", { type: "button", class: "card__line", onclick: () => act("go", card) },
      make("span", { class: "card__kind" }, KINDS[card.kind] ?? card.kind),
      make("span", { class: "card__title" }, card.title),
      make("span", { class: "card__where" }, where),
      make("span", { class: "card__state" }, STATES[card.state])));
  }
  return make("li", attributes,
    make("p", { class: "card__top" },
      make("span", { class: "card__kind" }, KINDS[card.kind] ?? card.kind),
      make("span", { class: "card__where" }, item ? `${where}　${item.title}` : where),
      make("span", { class: "card__number" }, `${index + 1} / ${view.cards.length}`)),
    make("h2", { class: "card__title", "data-tone": card.kind === "status" ? card.value : null }, card.title),
    card.note ? make("p", { class: "card__note" }, card.note) : null,
    quotation(card),
    card.fields.length ? make("dl", { class: "card__fields" }, card.fields.map(([term, words]) => make("div", {}, make("dt", {}, term), make("dd", {}, words)))) : null,
    card.state === "open" || (view.draft && card.steps.length) ? choices(view, card, act) : judged(card, act));
}

function quotation(card) {
  if (!card.words) return card.kind === "head" ? null : make("p", { class: "card__note" }, card.where || "");
  const from = card.where && card.kind !== "head" ? make("cite", {}, card.where) : null;
  return make("blockquote", { class: "card__quote" }, card.before, make("mark", {}, card.words), card.after, from);
}

function key(letter) {
  return make("kbd", { "aria-hidden": "true" }, letter);
}

function choices(view, card, act) {
  const rows = [];
  const yes = { structure: "没有问题", head: "对" }[card.kind] ?? "采纳";
  const no = { structure: "有问题，已改好", head: "原文没有" }[card.kind] ?? "不采纳";
  const main = [
    card.state !== "open" ? make("span", { class: "card__judged" }, "已采纳，公开以前还可以改：") : make("button", { type: "button", class: "button button--yes", "aria-keyshortcuts": "Y", onclick: () => act("accept", card) }, yes, key("Y")),
    make("button", { type: "button", class: "button button--no", "aria-keyshortcuts": "N", disabled: card.kind === "head" && card.where === "kind", onclick: () => act("reject", card) }, no, key("N")),
  ];
  if (card.steps.length || card.kind === "head") {
    main.push(make("button", { type: "button", class: "button", "aria-keyshortcuts": "E", onclick: () => act("edit", card) }, card.kind === "head" ? "改" : "改引别的话", key("E")));
  }
  rows.push(make("p", { class: "card__acts" }, main));
  if (card.steps[1] === "entries") {
    rows.push(make("div", { class: "card__choice", role: "group", "aria-label": "状态" },
      Object.entries(view.statuses).map(([code, said], n) => make("button", { type: "button", class: "chip", "data-choose": code, "aria-pressed": String(card.value === code), "aria-keyshortcuts": String(n + 1), onclick: () => act("status", card, code) }, key(String(n + 1)), said.replace(/（.*/, "")))));
  }
  if (card.abouts.length > 1) {
    rows.push(make("div", { class: "card__choice", role: "group", "aria-label": "说的是" },
      make("span", { class: "card__label" }, "说的是", key("M")),
      card.abouts.map((about) => make("button", { type: "button", class: "chip", "aria-pressed": String((card.about ?? null) === about), onclick: () => act("about", card, about) }, aboutSaid(about)))));
  } else if (card.about_said) rows.push(make("p", { class: "card__note" }, `说的是：${card.about_said}`));
  if (card.kind === "structure" && card.block >= 0 && view.draft) {
    rows.push(make("details", { class: "card__more" }, make("summary", {}, "这一行分错了"), make("div", { class: "card__choice", role: "group", "aria-label": "这一行是" }, make("span", { class: "card__label" }, "这一行是"),
      SHAPES.map(([shape, said]) => make("button", { type: "button", class: "chip", "data-shape": shape, onclick: () => act("shape", card, shape) }, said)))));
  }
  return rows;
}

export function aboutSaid(about) {
  if (about === null) return "整个事项";
  return /^m\d+$/.test(about) ? `第${about.slice(1)}条措施` : `其中“${about.replaceAll("“", "‘").replaceAll("”", "’")}”`;
}

function judged(card) {
  if (card.kind === "structure" && card.state !== "open") return make("p", { class: "card__judged" }, card.state === "accepted" ? "看过了，没有问题。" : "看过了，有问题，已改好。");
  if (card.kind === "head" && card.state !== "open") return make("p", { class: "card__judged" }, "看过了。要再改，按 U 撤销。");
  return make("p", { class: "card__judged" }, { accepted: "已采纳。记错了的，用“办理”里的更正。", rejected: "没有采纳。要收回，按 U 撤销。", changed: "改动后采纳。" }[card.state]);
}

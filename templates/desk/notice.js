// A notice at the desk: what stands on the page, and what becomes of it. See text.js, cards.js, offers.js, forms.js.
import { byId, data, make, say } from "./dom.js";
import { ask, Queue, showState } from "./wire.js";
import { drawText, markCurrent, showBlock, selection, select, SHAPES } from "./text.js";
import { drawCards, showCard } from "./cards.js";
import { editHead } from "./head.js";
import * as offers from "./offers.js";
import { drawLater, drawFindings, drawSource, conflict, publishDialog, help, correctForm } from "./forms.js";
import { wireKeys } from "./keys.js";
import { showPane, showPanel } from "./panes.js";

const first = data();
let told = null; // findings as they are drawn

export const page = {
  view: first,
  queue: new Queue(first.slug, first.state),
  current: null,
  picking: null,

  card() { return this.view.cards.find((card) => card.id === this.current) ?? null; },

  // Draws what differs, then scrolls: scrolling needs the layout, so what is drawn after it would be laid out a second time.
  draw({ whole = false, move = false } = {}) {
    const { view } = this;
    if (!view.readable) return drawBroken(view);
    const left = view.cards.filter((card) => card.state === "open").length;
    byId("title").textContent = view.title;
    byId("desk-left").dataset.open = String(left);
    byId("desk-left").textContent = left ? `还有 ${left} 条` : "都校核过了";
    byId("publish").hidden = !view.draft;
    byId("undo").disabled = !view.undo;
    byId("undo").title = view.undo ? `撤销：${view.undo}` : "没有可以撤销的";
    drawText(view, whole);
    drawCards(view, this.current, act);
    markCurrent(this.current);
    if (told !== view.findings) { // what only the server changes
      told = view.findings;
      drawFindings(this);
      drawSource(this);
    }
    const done = byId("all-done");
    done.hidden = left > 0;
    done.replaceChildren(view.draft ? "这一份都校核过了。看一遍“检查”，就可以发布。" : view.cards.length ? "没有要校核的了。" : "这一份没有卡片。在左边的正文里选中几个字，就能记下状态、时限、责任单位、数字、文件。");
    showCard(this.current);
    if (move) showBlock(this.card()?.block ?? -1);
    return undefined;
  },

  go(id, move = true) {
    this.stopPicking();
    this.current = id;
    this.draw({ move });
  },

  step(by) {
    const { cards } = this.view;
    if (!cards.length) return;
    const at = cards.findIndex((card) => card.id === this.current);
    this.go(cards[Math.max(0, Math.min(cards.length - 1, at + by))].id);
  },

  // The next open card after a place, else the first one that is open.
  nextOpen(after) {
    const { cards } = this.view;
    return (cards.slice(after + 1).find((card) => card.state === "open") ?? cards.find((card) => card.state === "open"))?.id ?? null;
  },

  // A judgement shows at once and goes on to the next card; it is saved meanwhile.
  judge(told, state) {
    const card = this.card();
    if (!card) return;
    const again = this.view.draft && card.steps.length && state !== "accepted"; // nobody has read a draft yet
    if (card.state !== "open" && !again) return say("这一条已经判断过了；要改回去，按 U 撤销", "hint");
    const at = this.view.cards.indexOf(card);
    this.view = { ...this.view, cards: this.view.cards.map((each) => each === card ? { ...each, state } : each) };
    const next = this.nextOpen(at) ?? card.id;
    this.go(next);
    return this.change("act", { card: card.id, ...told });
  },

  async change(what, told) {
    let view;
    try {
      view = await this.queue.send(what, told);
    } catch (error) {
      return this.failed(error);
    }
    if (this.queue.waiting) { // others are on their way: what they show already stays
      this.view = { ...this.view, undo: view.undo };
      return view;
    }
    this.adopt(view, what === "undo" || !told?.card ? view.act?.card : null);
    if (view.said && !["accept", "reject", "status", "words"].includes(told?.do)) say(view.said, "done");
    return view;
  },

  adopt(view, at) {
    const old = this.view.cards?.findIndex((card) => card.id === this.current) ?? -1;
    const whole = view.blocks?.length !== this.view.blocks?.length || view.draft !== this.view.draft;
    this.view = view;
    if (at && view.cards?.some((card) => card.id === at)) this.current = at;
    else if (view.cards && !view.cards.some((card) => card.id === this.current)) this.current = (view.cards[Math.min(Math.max(old, 0), view.cards.length - 1)])?.id ?? null;
    this.draw({ whole, move: Boolean(at) });
    if (view.readable) drawLater(this, false);
  },

  async failed(error) {
    if (error.status === -1) return;
    if (error.conflict) { conflict(this, error); return; }
    this.refusal = error.message;
    say(error.message);
    showState("refused");
    if (error.status) await this.reload();
  },

  async reload() {
    const view = await ask(`notices/${this.view.slug}`).catch(() => null);
    if (!view) return;
    this.queue.state = view.state;
    this.adopt(view, null);
    this.draw({ whole: true });
  },

  undo() { return this.change("undo", {}); },

  async about() {
    const card = this.card();
    if (!card || (card.state !== "open" && !this.view.draft) || card.abouts.length < 2) return;
    const at = card.abouts.indexOf(card.about ?? null);
    act("about", card, card.abouts[(at + 1) % card.abouts.length]);
  },

  pick() {
    const card = this.card();
    if (!card || (card.state !== "open" && !this.view.draft)) return;
    if (card.kind === "head") return editHead(this, card.where, card);
    if (!card.steps.length) return;
    this.picking = card;
    byId("picking").hidden = false;
    byId("picking").textContent = "在左边的正文里选出新的引语，按回车。用键盘：→ ← 移动末尾，Shift+→ ← 移动开头。Esc 不改。";
    document.body.dataset.picking = "";
    showPane("text");
    if (card.block >= 0 && card.stop > card.start && !card.where) select(card.block, utf16(card.block, card.start), utf16(card.block, card.stop));
    return undefined;
  },

  stopPicking() {
    this.picking = null;
    byId("picking").hidden = true;
    delete document.body.dataset.picking;
  },

  pickKey(event) {
    if (event.key === "Enter") {
      const found = selection();
      if (found) this.use(offers.asked(this, found));
      return true;
    }
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return false;
    const found = selection();
    if (!found) return false;
    const text = this.view.blocks[found.block].text;
    const by = event.key === "ArrowRight" ? 1 : -1;
    let { start, stop } = found;
    if (event.shiftKey) start = Math.max(0, Math.min(stop - 1, start + by));
    else stop = Math.max(start + 1, Math.min(text.length, stop + by));
    select(found.block, start, stop);
    return true;
  },

  use(place) {
    const card = this.picking;
    this.stopPicking();
    offers.close();
    window.getSelection().removeAllRanges();
    this.current = card.id;
    this.judge({ do: "words", ...place }, "changed");
  },

  correct(place, words) {
    offers.close();
    showPanel("later");
    correctForm(this, place, words);
  },

  escape() {
    if (offers.isOpen()) offers.close();
    else if (this.picking) { this.stopPicking(); window.getSelection().removeAllRanges(); }
    for (const menu of document.querySelectorAll(".shapes")) menu.remove();
    return undefined;
  },

  keys: {
    j: () => page.step(1),
    k: () => page.step(-1),
    ArrowDown: () => page.step(1),
    ArrowUp: () => page.step(-1),
    y: () => page.judge({ do: "accept" }, "accepted"),
    n: () => reject(),
    e: () => page.pick(),
    m: () => page.about(),
    u: () => page.undo(),
    "?": () => help(),
    "？": () => help(),
    ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [String(n), () => status(n)])),
  },
};

const utf16 = (block, at) => [...page.view.blocks[block].text].slice(0, at).join("").length;

function reject() {
  const card = page.card();
  if (card?.kind === "head" && card.where === "kind") return say("种类总要有一个；按 E 改成别的", "hint");
  return page.judge({ do: "reject" }, "rejected");
}

function status(number) {
  const card = page.card();
  if (card?.steps?.[1] !== "entries") return undefined;
  return page.judge({ do: "status", status: Object.keys(page.view.statuses)[number - 1] }, "changed");
}

// What buttons of a card do.
function act(what, card, more) {
  page.current = card.id;
  if (what === "go") return page.go(card.id);
  if (what === "accept") return page.judge({ do: "accept" }, "accepted");
  if (what === "reject") return reject();
  if (what === "status") return page.judge({ do: "status", status: more }, "changed");
  if (what === "edit") return page.pick();
  if (what === "about") {
    page.view = { ...page.view, cards: page.view.cards.map((each) => each.id === card.id ? { ...each, about: more } : each) };
    page.draw();
    return page.change("act", { do: "about", card: card.id, about: more ?? "" });
  }
  if (what === "shape") return page.change("act", { do: "shape", block: card.block, shape: more });
  return undefined;
}

function drawBroken(view) {
  byId("text").replaceChildren(make("p", {}, "这一份的基本信息（开头两行 --- 之间）读不出来，请管文件的人照“检查”里的话改正。"));
  drawFindings({ view });
  showPanel("findings");
}

function shapeMenu(handle) {
  for (const menu of document.querySelectorAll(".shapes")) menu.remove();
  const block = Number(handle.dataset.handle);
  const menu = make("div", { class: "shapes", role: "group", "aria-label": "这一行是" }, make("span", { class: "card__label" }, "这一行是"),
    SHAPES.map(([shape, said]) => make("button", { type: "button", class: "chip", "data-shape": shape, onclick: () => { menu.remove(); page.change("act", { do: "shape", block, shape }); } }, said)));
  if (page.view.items.some((item) => item.start === block)) {
    menu.append(make("span", { class: "card__label" }, "标题说的是"),
      ...Object.entries(page.view.states).map(([states, said]) => make("button", { type: "button", class: "chip", "data-states": states, onclick: () => { menu.remove(); page.change("act", { do: "states", block, states }); } }, said)));
  }
  handle.parentElement.append(menu);
  menu.querySelector("button").focus();
}

function start() {
  for (const tab of document.querySelectorAll("[data-pane]")) tab.addEventListener("click", () => { showPane(tab.dataset.pane); drawSource(page); });
  for (const tab of document.querySelectorAll("[data-panel]")) tab.addEventListener("click", () => { showPanel(tab.dataset.panel); if (tab.dataset.panel === "later") drawLater(page, true); });
  byId("undo").addEventListener("click", () => page.undo());
  byId("help").addEventListener("click", help);
  byId("publish").addEventListener("click", () => publishDialog(page));
  byId("text").addEventListener("click", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (handle) return shapeMenu(handle);
    const mark = event.target.closest("mark[data-claim]");
    if (mark && window.getSelection().isCollapsed && !page.picking) { showPanel("cards"); page.go(mark.dataset.claim.split(" ")[0], false); }
    return undefined;
  });
  if (!page.view.readable) return drawBroken(page.view);
  const asked = decodeURIComponent(location.hash.slice(1));
  const open = page.view.cards.find((card) => card.state === "open");
  page.current = (page.view.cards.find((card) => card.id === asked) ?? open ?? page.view.cards[0])?.id ?? null;
  page.draw({ whole: true, move: true });
  if (/^b\d+$/.test(asked)) document.querySelector(`[data-block="${asked.slice(1)}"]`)?.scrollIntoView({ block: "center" });
  if (!page.view.draft && !page.view.cards.some((card) => card.state === "open")) showPanel("later");
  if (asked === "findings") showPanel("findings");
  drawLater(page, true);
  offers.wire(page);
  wireKeys(page);
  window.addEventListener("beforeunload", (event) => { if (page.queue.waiting) event.preventDefault(); });
  return undefined;
}

start();

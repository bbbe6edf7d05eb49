// What selected words can become: offered beside them, with the quotation as it would stand.
import { byId, field, make, refusedIn, say, values } from "./dom.js";
import { ask } from "./wire.js";
import { aboutSaid } from "./cards.js";
import { inCharacters, select, selection } from "./text.js";

const KINDS = [["status", "状态"], ["due", "时限"], ["responsible", "责任单位"], ["fact", "数字"], ["document", "制度文件"]];
const ACTS = [["issued", "印发"], ["revised", "修订"], ["drafted", "起草"], ["abolished", "废止"], ["cited", "提及"]];

let chosen = null;

export const close = () => { byId("offers").hidden = true; chosen = null; };
export const isOpen = () => !byId("offers").hidden;

function place(box) {
  const offers = byId("offers");
  offers.hidden = false;
  const { offsetWidth: width, offsetHeight: height } = offers;
  const below = box.bottom + 8 + height < window.innerHeight;
  offers.style.top = `${Math.max(8, below ? box.bottom + 8 : box.top - height - 8)}px`;
  offers.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - width - 8))}px`;
}

// The selection as the server counts: in characters of the block.
export function asked(page, found) {
  const text = page.view.blocks[found.block].text;
  return { block: found.block, start: inCharacters(text, found.start), stop: inCharacters(text, found.stop) };
}

export function show(page) {
  const found = selection();
  if (!found) return close();
  chosen = found;
  const offers = byId("offers");
  const item = page.view.items.find((each) => each.start <= found.block && found.block < each.stop);
  const picking = page.picking;
  const buttons = picking
    ? [make("button", { type: "button", class: "button button--main", "data-use": true, onclick: () => page.use(asked(page, found)) }, "用这几个字", make("kbd", {}, "回车"))]
    : item ? KINDS.map(([kind, said]) => make("button", { type: "button", class: "button", "data-offer": kind, onclick: () => take(page, kind) }, said)) : [];
  if (!picking && page.view.draft === false) buttons.push(make("button", { type: "button", class: "button", "data-offer": "correct", onclick: () => page.correct(asked(page, found), found.words) }, "更正或删除…"));
  if (!buttons.length) return close();
  offers.replaceChildren(make("p", { class: "offers__row" }, buttons));
  place(found.box);
}

async function take(page, kind) {
  const { box } = chosen;
  const wanted = asked(page, chosen);
  let told;
  try {
    await page.queue.last;
    told = await ask(`notices/${page.view.slug}/offer`, { ...wanted, state: page.queue.state });
  } catch (error) {
    return page.failed(error);
  }
  const offers = byId("offers");
  const save = async (more, form) => {
    const claim = { do: "claim", kind, ...wanted, about: told.about, ...more };
    page.refusal = "";
    if (form && !await page.change("act", claim)) { refusedIn(form, page.refusal); return; } // what was typed stays
    close();
    window.getSelection().removeAllRanges();
    if (!form) page.change("act", claim);
  };
  const text = page.view.blocks[told.block].text;
  if (told.widened) select(told.block, [...text].slice(0, told.start).join("").length, [...text].slice(0, told.stop).join("").length);
  const head = [
    make("p", { class: "offers__said" }, `${told.itemSaid}，${aboutSaid(told.about)}`, told.widened ? make("strong", {}, "　已多选几个字，使引语只有一处") : null),
    make("blockquote", { class: "card__quote" }, make("mark", {}, told.words)),
  ];
  const whole = told.about === null ? null : make("p", { class: "offers__row" },
    make("button", { type: "button", class: "chip", onclick: (event) => { told.about = null; event.target.setAttribute("aria-pressed", "true"); } }, "说的是整个事项"));
  if (kind === "status") {
    offers.replaceChildren(...head, whole ?? "", make("p", { class: "offers__row", role: "group", "aria-label": "状态" },
      Object.entries(page.view.statuses).map(([code, said]) => make("button", { type: "button", class: "chip", "data-status": code, onclick: () => save({ status: code }) }, said.replace(/（.*/, "")))));
  } else {
    const fields = {
      due: () => [field("到哪天", "by", told.by, { note: "年、月或日：2026年、2026年12月、2026年12月31日" })],
      responsible: () => [field("单位", "unit", told.unit), field("职责", "role", told.role, { options: [["", "不写"], ["牵头", "牵头"], ["配合", "配合"], ["责任", "责任"]] })],
      fact: () => [field("这是什么数", "label", told.label), field("数字", "value", told.value, { inputmode: "decimal" }), field("单位", "figure", told.figure)],
      document: () => [field("文件名称", "title", told.title), field("做了什么", "act", told.act, { options: ACTS })],
    }[kind]();
    const form = make("form", { class: "offers__form", onsubmit: (event) => { event.preventDefault(); save(values(form), form); } }, fields, make("p", { class: "offers__row" }, make("button", { class: "button button--main" }, "记下")));
    offers.replaceChildren(...head, whole ?? "", form);
  }
  place(box);
  offers.querySelector("input, select, .chip[data-status]")?.focus();
}

export function wire(page) {
  let timer = 0, held = false; // while the pointer is down words are still being chosen: what is offered would be of some of them
  const later = () => { clearTimeout(timer); timer = setTimeout(() => { if (!held && selection()) show(page); }, 120); };
  byId("text").addEventListener("pointerdown", () => { held = true; clearTimeout(timer); });
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => { if (held) { held = false; later(); } });
  byId("text").addEventListener("keyup", (event) => { if (event.shiftKey) later(); });
  document.addEventListener("selectionchange", () => {
    if (window.getSelection().isCollapsed && isOpen() && !byId("offers").contains(document.activeElement)) close();
    else if (!held && !isOpen() && selection()) later(); // handles of a touch screen give no pointerup
  });
  byId("offers").addEventListener("pointerdown", (event) => { if (event.target.closest("button")) event.preventDefault(); });
  document.addEventListener("pointerdown", (event) => {
    if (isOpen() && !event.target.closest("#offers") && !event.target.closest("#text")) close();
  });
  if (!CSS.supports("selector(:focus-visible)")) say("浏览器太旧，请用新一些的 Chrome、Edge 或 Firefox");
}

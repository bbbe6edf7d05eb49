// What stands at the head of a notice: a list of it, and a dialog for each.
import { byId, field, formFields, make, refusedIn, saidDay, values } from "./dom.js";
import { ask } from "./wire.js";
import { showPanel } from "./panes.js";
import { drawLater } from "./forms.js";

const DAYS = new Set(["published", "written"]);

export function headList(page) {
  return make("ul", { class: "head-list" }, page.view.head.map((part) => make("li", { "data-head": part.name },
    make("span", { class: "card__label" }, part.label), make("span", {}, part.shown),
    make("button", { type: "button", class: "chip", "aria-label": `改${part.label}`, onclick: () => editHead(page, part.name, null) }, "改"))));
}

// The fields of one value. An organ that the register lacks is added to it by its full name.
function oneValue(page, part) {
  if (part.name === "organ") {
    return [field(part.label, "value", part.value, { options: [["", "原文未载明"], ...Object.entries(page.view.organs)] }),
      field("名册里没有的，写全称", "new", "", { note: "选了上面的就不写；写了，就加进单位名册" })];
  }
  if (part.name === "kind") return [field(part.label, "value", part.value, { options: Object.entries(page.view.kinds) })];
  const now = part.value && DAYS.has(part.name) ? `；现在是 ${saidDay(part.value.slice(0, 10))}` : "";
  const note = { published: `如 2026年12月31日；带时间的写成 2026-12-31 17:44${now}`, written: `年、月或日${now}`, display_title: "原文没有标题时本站拟的题目，页面上标明" }[part.name];
  return [field(part.label, "value", part.value, { note, kind: part.name.endsWith("title") ? "textarea" : "text" })];
}

async function asked(part, told) {
  if (part.fields.length) return { do: "head-form", part: part.name, ...told };
  const added = told.new?.trim() ? (await ask("organs", { name: told.new })).id : null;
  return { do: "head", field: part.name, value: added ?? told.value };
}

/** Takes   card: the card that is judged by it; null from the list */
export function editHead(page, name, card) {
  if (name === "window") { showPanel("later"); drawLater(page, true, "window"); return; }
  const part = page.view.head.find((each) => each.name === name);
  const dialog = byId("dialog");
  const form = make("form", { method: "dialog", onsubmit: async (event) => {
    event.preventDefault();
    page.refusal = "";
    const at = page.view.cards.findIndex((each) => each.id === card?.id);
    let view;
    try { view = await page.change("act", await asked(part, values(form))); }
    catch (error) { page.refusal = error.message; }
    if (!view) { refusedIn(form, page.refusal); return; } // what was typed stays
    dialog.close();
    if (card) page.go(page.nextOpen(at) ?? card.id);
    else drawLater(page, true, "head");
  } },
  make("h2", { id: "dialog-title" }, `改${part.label}`),
  part.fields.length ? [make("p", { class: "card__note" }, "原文没有的空着；全空着，就是原文未载明。"), formFields(part.fields)] : oneValue(page, part),
  make("p", { class: "dialog__acts" }, make("button", { class: "button button--main" }, "记下"), make("button", { type: "button", class: "button", onclick: () => dialog.close() }, "不改")));
  dialog.replaceChildren(form);
  dialog.showModal();
  form.querySelector("input, textarea, select").focus();
}

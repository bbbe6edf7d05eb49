// A workbook that an office has filled in: sent to its notice, and what became of it, in words.
import { make } from "./dom.js";
import { ask } from "./wire.js";

export const takeBack = (slug, name, content) => ask(`notices/${slug}/workbook?name=${encodeURIComponent(name)}`, content);

export const notTakenBack = (told) => [make("p", { class: "refused", role: "alert" }, `没有收回：${told.why}`), make("ul", {}, told.left.map((line) => make("li", {}, line)))];

export function takenBack(told) {
  const list = (title, lines) => (lines.length ? [make("p", {}, title), make("ul", {}, lines.map((line) => make("li", {}, line)))] : []);
  return [
    make("a", { href: `/_desk/${told.slug}/`, class: "button button--main" }, "看这一份"),
    make("strong", {}, `${told.title}：${told.added.length ? `收回 ${told.added.length} 条进展` : "没有新的进展"}${told.unchanged ? `，${told.unchanged} 项没有变化` : ""}`),
    make("div", { class: "taken" }, list("记下的：", told.added), list("没有记下的：", told.left), told.notes.map((each) => make("small", {}, each))),
  ];
}

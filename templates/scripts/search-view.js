// What the search page shows, as nodes: results, facets, the summary line, and what to do when nothing is found.

import { element } from "./element.js";
import { fold, markedNodes, merged, rangesOf } from "./search-text.js";

const BEFORE = 30; // characters of a block shown before the first match, and in all
const EXCERPT = 140;
const SHOWN = 8; // values of a facet before 更多
const OPEN = ["status", "mark"]; // facets that are not folded at first: together they fit a screen

const FACET_NAMES = {
  status: "状态", mark: "提示", window: "公开期限", organ: "单位", year: "年份", kind: "文种", inspection: "巡察轮次", theme: "主题",
};
const WINDOW_NAMES = {
  open: "公开期内", "last-day": "今日截止", upcoming: "尚未开始", closed: "公开期限已届满", unstated: "原文未载明", none: "不适用",
};
const WINDOW_ORDER = Object.keys(WINDOW_NAMES);

/** A block that is the title again, with its numbering perhaps. */
function sameAsTitle(block, title) {
  const [words, whole] = [fold(title), fold(block)];
  return whole.includes(words) && whole.length - words.length < 8;
}

const LABEL = 12; // characters of a block that only says what follows: 整改情况：

/** The block that has most of the terms, the first of these: its place, text and ranges. A label and the title's own come last. */
function bestBlock(text, terms) {
  let best = null;
  text.blocks.forEach((block, place) => {
    const has = terms.filter((term) => rangesOf(block, [term]).length > 0).length;
    const own = sameAsTitle(block, text.title);
    const worth = 3 * has + (own ? 0 : block.length < LABEL ? 1 : 2);
    if (has > 0 && (!best || worth > best.worth)) best = { worth, own, block, place };
  });
  return best && { ...best, ranges: merged(rangesOf(best.block, terms)) };
}

function excerptNodes(block, ranges) {
  const first = ranges[0]?.[0] ?? 0;
  const from = first > BEFORE + 10 ? first - BEFORE : 0;
  const to = Math.min(block.length, from + EXCERPT);
  const inside = ranges.filter(([start]) => start < to).map(([start, end]) => [start - from, Math.min(end, to) - from]);
  return [from > 0 ? "……" : "", ...markedNodes(block.slice(from, to), inside), to < block.length ? "……" : ""];
}

/** The address of the words on the page: ?hl= for our own marks, the block's anchor, and a text fragment. */
function addressOfWords(text, terms, best) {
  if (!best) return text.url;
  const [from, to] = best.ranges[0];
  const wanted = new URLSearchParams(terms.map((term) => ["hl", term]));
  const words = encodeURIComponent(best.block.slice(from, to)).replaceAll("-", "%2D");
  return `${text.url}?${wanted}#${text.anchors[best.place] ?? ""}:~:text=${words}`;
}

export function resultItem(text, entry, terms, labels) {
  const best = bestBlock(text, terms);
  const link = element("a", { href: addressOfWords(text, terms, best) });
  link.append(...markedNodes(text.title, rangesOf(text.title, terms)));
  const facts = element("p", { class: "search-result__facts" });
  if (text.organ) facts.append(element("span", { class: "search-result__organ" }, text.organ));
  if (text.status) {
    const shown = labels.status?.[text.status] ?? text.status;
    const code = entry.facets.status[0] ?? null;
    const shape = document.getElementById("status-shapes")?.content.querySelector(`[data-shape="${code}"] svg`)?.cloneNode(true);
    facts.append(element("span", { class: `search-result__status status--${code}`, "data-status": code }, ...(shape ? [shape] : []), shown));
  }
  const day = text.published
    ? element("time", { class: "search-result__date", datetime: text.published }, dayLabel(text.published))
    : element("span", { class: "search-result__date" }, "未署日期");
  facts.append(day);
  const block = best && !best.own ? best : { block: text.blocks.find((piece) => !sameAsTitle(piece, text.title) && piece.length > 12) ?? "", ranges: [] };
  const following = block.place !== undefined && block.block.length < LABEL ? text.blocks[block.place + 1] ?? "" : "";
  const item = element("li", { class: "search-result", "data-url": text.url });
  item.append(element("h2", { class: "search-result__title" }, link), facts);
  if (block.block) item.append(element("p", { class: "search-result__excerpt" }, ...excerptNodes(block.block + following, block.ranges)));
  return item;
}

/** One line on what was found; it is read out. */
export function summary(question, result, shown) {
  const asked = question.terms.length > 0 ? `“${question.query.trim()}”` : "所选条件下";
  if (result.total === 0) return question.terms.length > 0 ? `没有找到${asked}。` : "没有符合所选条件的内容。";
  if (question.spelt) return `没有与${asked}逐字相同的内容，按“${question.spelt.join(" ")}”等写法找到 ${result.total} 条${shown < result.total ? `，已显示前 ${shown} 条` : ""}。`;
  const parts = [];
  if (result.loose === result.total) parts.push(`没有与${asked}逐字相同的内容，找到${result.sure ? "" : "约"} ${result.total} 条仅标点不同的`);
  else {
    parts.push(question.terms.length > 0 ? `${asked}共找到 ${result.total} 条` : `${asked}共 ${result.total} 条`);
    if (result.loose > 0) parts.push(`其中${result.sure ? "" : "约"} ${result.loose} 条仅标点不同`);
  }
  if (result.apart > 0) parts.push(`${result.apart} 条的各个词不在同一段`);
  if (shown < result.total) parts.push(`已显示前 ${shown} 条`);
  return `${parts.join("，")}。`;
}

export function loadMore(left, act) {
  const button = element("button", { type: "button", id: "search-more", class: "search-more" }, `更多（还有 ${left} 条）`);
  button.addEventListener("click", act);
  return button;
}

/** What else one may look for when there is no result: each term, or the parts of it that are somewhere; fewer filters. */
export async function nothingFound(search, question, addressOf) {
  const offers = [];
  for (const term of question.terms) {
    const { exact } = await search.verbatim(term);
    if (exact.size > 0) offers.push({ term, count: exact.size });
    else offers.push(...(await search.partsFound(term, 4)));
  }
  const links = offers.map(({ term, count }) => element("li", {}, element(
    "a", { href: addressOf(question, { query: term, filters: emptied(question.filters), limit: 20 }) }, `${term}（${count} 条）`,
  )));
  const box = element("div", { id: "search-nothing", class: "search-nothing" });
  if (question.filtered) {
    const href = addressOf(question, { filters: emptied(question.filters) });
    box.append(element("p", {}, element("a", { href }, "去掉所有条件再找")));
  }
  if (links.length > 0) box.append(element("p", {}, "可以分开查找："), element("ul", {}, ...links));
  return box.childNodes.length > 0 ? [box] : [];
}

/** Results that only differ in how something is written: 二〇二四年 for 2024年. */
export function otherList(terms, total, items) {
  const box = element("section", { id: "search-other", class: "search-other", "aria-labelledby": "search-other-heading" });
  box.append(element("h2", { id: "search-other-heading" }, `写法不同的 ${total} 条：“${terms.join(" ")}”等`), element("ol", { class: "search-results" }, ...items));
  return box;
}

/** Words that name a mark or a status lead to its page. */
export function namedHere(terms, labels, base) {
  const links = [];
  for (const [facet, folder] of [["mark", "marks"], ["status", "status"]]) {
    for (const [code, label] of Object.entries(labels[facet] ?? {})) {
      const names = [label, ...label.split(/[·（）]/u)].map(fold).filter((name) => name.length > 1);
      if (terms.some((term) => names.includes(term))) links.push(element("a", { href: `${base}${folder}/${code}/` }, `${facet === "mark" ? "标为" : "状态为"}“${label}”的事项`));
    }
  }
  if (links.length === 0) return null;
  return element("p", { id: "search-names", class: "search-names" }, "逐项列出：", ...links.flatMap((link, at) => (at > 0 ? ["、", link] : [link])));
}

/** Where to go on when nothing is found. */
export function leads(base) {
  const link = (path, words) => element("li", {}, element("a", { href: base + path }, words));
  return element("div", { id: "search-lead", class: "search-lead" },
    element("p", {}, "也可以从这里找起："),
    element("ul", {}, link("titles/", "全部标题"), link("organs/", "按单位"), link("status/ongoing/", "按状态"), link("due/", "整改时限"), link("documents/", "制度文件")));
}

/** "2024-10-17" → "2024年10月17日", as on every page. */
function dayLabel(day) {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

const emptied = (filters) => Object.fromEntries(Object.keys(filters).map((facet) => [facet, new Set()]));

function nameOf(facet, value, labels) {
  if (facet === "window") return WINDOW_NAMES[value] ?? value;
  if (facet === "year") return value === "undated" ? "未署日期" : `${value}年`;
  return labels[facet]?.[value] ?? value;
}

/** Values in the order of the field's own list, years newest first: nothing is ranked by its number of results. */
function inOrder(facet, counts, labels) {
  const values = [...counts.keys()];
  if (facet === "year") return values.sort((a, b) => (a === "undated") - (b === "undated") || b.localeCompare(a));
  const known = facet === "window" ? WINDOW_ORDER : Object.keys(labels[facet] ?? {});
  return values.sort((a, b) => known.indexOf(a) - known.indexOf(b) || a.localeCompare(b));
}

export function facetGroups(counted, chosen, labels) {
  return Object.keys(FACET_NAMES).filter((facet) => counted[facet].size > 0).map((facet) => {
    const group = element("fieldset", { class: "search-facet", "data-facet": facet });
    group.append(element("legend", { class: "visually-hidden" }, FACET_NAMES[facet]));
    const folded = element("details", { class: "search-facet__fold" }, element("summary", {}, FACET_NAMES[facet]), group);
    folded.open = OPEN.includes(facet) || chosen[facet].size > 0;
    const lines = inOrder(facet, counted[facet], labels).map((value, place) => {
      const id = `facet-${facet}-${value}`;
      const input = element("input", { type: "checkbox", name: facet, value, id });
      input.checked = chosen[facet].has(value);
      const count = element("span", { class: "search-facet__count" }, String(counted[facet].get(value)));
      const line = element("div", { class: "search-facet__value" }, input, element("label", { for: id }, nameOf(facet, value, labels), " ", count));
      return { line, always: place < SHOWN || input.checked };
    });
    group.append(...lines.filter((each) => each.always).map((each) => each.line));
    const rest = lines.filter((each) => !each.always).map((each) => each.line);
    if (rest.length > 0) group.append(element("details", {}, element("summary", {}, `其余 ${rest.length} 项`), ...rest));
    return folded;
  });
}

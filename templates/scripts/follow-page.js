// /follow/: what has changed of the followed pages since the last visit. Titles are read from the pages, never kept.

import { element } from "./element.js";
import { followed, today, write } from "./follow-store.js";

const app = document.querySelector("[data-follow-app]");
const list = app.querySelector("[data-follow-list]");
const { base } = app.dataset;
const now = today();
const store = followed();
const since = (store.visited === now ? store.before : store.visited) ?? now;

/** As the site has it now: what a browser kept may be what was there at the last visit. */
const fresh = (url) => fetch(url, { cache: "no-cache" });

const json = async (path) => {
  const answer = await fresh(base + path);
  if (!answer.ok) throw new Error(`${answer.status} ${path}`);
  return answer.json();
};

/** Everything of that day or a later one. */
async function changesSince(day) {
  const months = (await json("changes/index.json")).filter((month) => month >= day.slice(0, 7));
  const all = await Promise.all(months.map((month) => json(`changes/${month}.json`)));
  return all.flat().filter((change) => change.day >= day);
}

/** What a followed page is now; null where it is gone or withdrawn. */
async function pageAt(url) {
  const answer = await fresh(url);
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const kind = page.body.dataset.page;
  if (["tombstone", "notfound", "redirect"].includes(kind)) return null;
  const own = [...page.querySelectorAll("main [data-item], main .notice-card__title a")].map((each) => each.dataset.item ?? each.getAttribute("href"));
  const feed = page.querySelectorAll('link[type="application/atom+xml"]');
  return {
    kind,
    title: page.querySelector("h1").textContent.trim(),
    hash: page.querySelector("[data-follow]")?.dataset.hash ?? "",
    marks: kind === "problem" ? [...new Set([...page.querySelectorAll(".answer [data-mark]")].map((each) => each.textContent.trim()))] : [],
    parts: kind === "organ" || kind === "theme" ? new Set(own) : new Set(),
    feed: feed.length > 1 ? feed[feed.length - 1].getAttribute("href") : null,
  };
}

const KINDS = { problem: "事项", notice: "通报", organ: "单位", theme: "专题" };

function rowOf(url, hash, page, changes) {
  const row = element("li", { "data-followed": url });
  const news = changes.filter((change) => {
    const place = change.url.split("#")[0];
    return place === url || (page?.kind === "notice" && place.startsWith(url)) || page?.parts.has(place);
  });
  const rewritten = Boolean(page && hash && page.hash && page.hash !== hash);
  row.dataset.changed = String(!page || rewritten || news.length > 0);
  row.append(element("p", { class: "followed__title" }, page ? element("a", { href: url }, page.title) : element("a", { href: url }, "已撤下，或者已不在这个网址")));
  if (rewritten) row.append(element("p", {}, "原文与关注时不同：校验值变了。"));
  if (news.length > 0) {
    row.append(element("ul", { class: "followed__news" }, ...news.map((change) => element("li", {},
      element("time", { datetime: change.day }, dayLabel(change.day)), " ", element("a", { href: change.url }, change.kind_label ?? change.title)))));
  }
  // A day that has passed is no news of anybody, but a reader waits for it.
  if (page?.marks.length) row.append(element("p", {}, `现在标着：${page.marks.join("、")}`));
  const tools = element("p", { class: "followed__tools" }, page ? KINDS[page.kind] ?? "" : "");
  if (!row.dataset.changed || row.dataset.changed === "false") tools.append(" 没有新的公开内容");
  if (page?.feed) tools.append(element("a", { href: page.feed }, "订阅"));
  const button = element("button", { type: "button", class: "tool" }, "取消关注");
  button.addEventListener("click", () => {
    const kept = followed();
    delete kept.pages[url];
    write(kept);
    row.remove();
    app.querySelector("[data-follow-empty]").hidden = list.children.length > 0;
  });
  tools.append(button);
  row.append(tools);
  return row;
}

const dayLabel = (day) => day.replace(/^(\d{4})-0?(\d{1,2})-0?(\d{1,2})$/, "$1年$2月$3日");

async function show() {
  const urls = Object.keys(store.pages);
  app.hidden = false;
  app.querySelector("[data-follow-empty]").hidden = urls.length > 0;
  if (urls.length > 0) app.querySelector("[data-follow-since]").textContent = `${dayLabel(since)} 以来`;
  const [changes, pages] = await Promise.all([urls.length > 0 ? changesSince(since) : [], Promise.all(urls.map(pageAt))]);
  list.replaceChildren(...urls.map((url, at) => rowOf(url, store.pages[url], pages[at], changes)));
  const kept = Object.fromEntries(urls.map((url, at) => [url, pages[at]?.hash ?? store.pages[url]]));
  write({ pages: kept, visited: now, before: since });
}

show().catch((error) => {
  console.error(error);
  list.replaceChildren(element("li", {}, "没有载入成功，请刷新再试。"));
});

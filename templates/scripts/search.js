// The search page: its address is the question, its list the answer. Works on the markup named in docs/search.md.

import { FACETS, SearchEngine } from "./search-engine.js";
import { facetGroups, leads, loadMore, namedHere, nothingFound, otherList, resultItem, summary } from "./search-view.js";
import { ranked } from "./search-rank.js";
import { fold, termsOf } from "./search-text.js";
import { choices, inOtherScript, isLatin, readSo, runsReadSo, spellings, tableAt, titlesAt } from "./search-variants.js";

const STEP = 20;
const EARLY = 4; // results shown before the texts of the others are here

const place = document.querySelector("[data-bundle]").dataset;
const form = document.querySelector("#q").form;
const box = document.querySelector("#q");
const status = document.querySelector("#search-status");
const list = document.querySelector("#search-results");
const facets = document.querySelector("#search-facets");
const sorting = document.querySelector('select[name="sort"]');

let engine = null;
let turn = 0;

/** What the address asks for. */
function readQuestion() {
  const wanted = new URLSearchParams(location.search);
  const filters = Object.fromEntries(FACETS.map((facet) => [facet, new Set(wanted.getAll(facet))]));
  const limit = Number.parseInt(wanted.get("limit") ?? "", 10);
  return {
    query: wanted.get("q") ?? "",
    terms: termsOf(wanted.get("q") ?? ""),
    filters,
    filtered: FACETS.some((facet) => filters[facet].size > 0),
    sort: ["newest", "oldest"].includes(wanted.get("sort")) ? wanted.get("sort") : "",
    limit: limit > 0 ? limit : STEP,
  };
}

/** The address of a question that differs in some parts. */
function addressOf(question, change = {}) {
  const next = { ...question, ...change };
  const wanted = new URLSearchParams();
  if (next.query.trim()) wanted.set("q", next.query.trim());
  for (const facet of FACETS) for (const value of next.filters[facet]) wanted.append(facet, value);
  if (next.sort) wanted.set("sort", next.sort);
  if (next.limit !== STEP) wanted.set("limit", String(next.limit));
  const text = wanted.toString();
  return location.pathname + (text ? `?${text}` : "");
}

function go(address, { replace = false } = {}) {
  history[replace ? "replaceState" : "pushState"](null, "", address);
  return answer();
}

/** The engine with its tables. `asking`: with Pagefind under way. */
async function ready(asking) {
  if (!engine) {
    const zone = place.timezone || "Asia/Shanghai";
    const today = document.documentElement.dataset.day || new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date());
    const next = new SearchEngine(new URL(place.bundle, location.href).pathname, today);
    engine = next.load(asking).then(() => next);
    engine.catch(() => { engine = null; });
  }
  return engine;
}

const passes = (entry, filters, except = "") => FACETS.every((facet) => facet === except
  || filters[facet].size === 0 || entry.facets[facet].some((value) => filters[facet].has(value)));

/** Documents found, in three parts of falling closeness, each in the order of the site. */
async function found(search, question) {
  const all = new Set(search.documents.keys());
  const sets = question.terms.length > 0
    ? await search.find(question.terms)
    : { exact: question.filtered ? all : new Set(), title: new Set(), loose: new Set() };
  const keep = (set) => [...set].filter((number) => passes(search.documents[number], question.filters)).sort((a, b) => a - b);
  const exact = keep(sets.exact);
  return {
    reached: [...sets.exact, ...sets.loose],
    title: exact.filter((number) => sets.title.has(number)),
    rest: exact.filter((number) => !sets.title.has(number)),
    loose: keep(sets.loose),
  };
}

/** For each facet how many results each value would give, the facet's own choice left aside. */
function counted(search, question, reached) {
  const numbers = question.terms.length > 0 ? reached : [...search.documents.keys()];
  return Object.fromEntries(FACETS.map((facet) => {
    const counts = new Map();
    for (const number of numbers) {
      const entry = search.documents[number];
      if (!passes(entry, question.filters, facet)) continue;
      for (const value of entry.facets[facet]) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    for (const value of question.filters[facet]) if (!counts.has(value)) counts.set(value, 0);
    return [facet, counts];
  }));
}

async function answer() {
  turn += 1;
  spelt.clear();
  const mine = turn;
  const question = readQuestion();
  if (box.value !== question.query) box.value = question.query;
  if (sorting) sorting.value = question.sort;
  const asked = question.terms.length > 0 || question.filtered;
  if (asked) {
    status.dataset.state = "busy";
    status.textContent = "正在查找……";
  }
  try {
    const search = await ready(question.terms.length > 0);
    let parts = await found(search, question);
    let result = await ranked(search, question, parts);
    if (result.total === 0 && question.terms.length > 0) {
      const other = await bySpelling(search, question, await everySpelling(question.terms));
      if (mine !== turn) return;
      if (other) [question.spelt, parts, result] = [other.terms, other.parts, other.result];
    }
    const wanted = result.order.slice(0, question.limit);
    const early = await search.textsOf(wanted.slice(0, EARLY));
    if (mine !== turn) return;
    showResults(search, question, result, early);
    const texts = await search.textsOf(wanted);
    const offers = asked && result.total === 0 ? await nothingFound(search, question, addressOf) : [];
    if (mine !== turn) return;
    show(search, question, parts, result, texts, offers, asked);
    comeBack();
    if (result.total > 0 && !question.spelt) await alsoSpelt(search, question, parts, mine);
  } catch (error) {
    if (mine !== turn) return;
    console.error(error);
    (await engine?.catch(() => null))?.restore?.();
    engine = null; // the next question starts anew
    list.replaceChildren();
    delete status.dataset.total;
    status.dataset.state = "done";
    status.dataset.error = "true";
    status.textContent = "搜索没有载入成功，请刷新再试，或从栏目中查找。";
  }
}

/** For each term its other spellings; the table is fetched for them. Names, and words of titles, that are read so stand for what is Latin. */
async function everySpelling(terms) {
  const table = await tableAt(bundle()).catch(() => null);
  const latin = table && terms.some(isLatin);
  const names = latin ? await fetch(`${bundle()}suggest.json`).then((answer) => answer.json()) : [];
  const titles = latin ? await titlesAt(bundle()).catch(() => null) : null;
  const named = (term) => (isLatin(term)
    ? [...readSo(term, names.map((name) => name.text), table), ...(titles ? runsReadSo(term, titles.titles, titles) : [])] : []);
  return terms.map((term) => (table ? [...spellings(term), ...inOtherScript(term, table).flatMap((other) => [other, ...spellings(other)]), ...named(term).map(fold)] : spellings(term)).slice(0, 12));
}

/** What the first of other spellings that is somewhere finds, verbatim: {terms, parts, result}; null where none is. */
async function bySpelling(search, question, others, without = new Set()) {
  const reached = new Set();
  let terms = null;
  for (const chosen of choices(question.terms, others)) {
    const { exact } = await search.find(chosen);
    const kept = [...exact].filter((number) => !without.has(number) && passes(search.documents[number], question.filters));
    if (kept.length > 0) terms ??= chosen;
    for (const number of kept) reached.add(number);
    for (const number of kept) spelt.set(number, spelt.get(number) ?? chosen);
  }
  if (!terms) return null;
  const order = [...reached].sort((a, b) => a - b);
  return { terms, parts: { reached: order, title: [], rest: order, loose: [] }, result: { order, total: order.length, loose: 0, sure: true, apart: 0 } };
}

const spelt = new Map(); // document → the spelling that found it

/** What only differs in its spelling, in a list of its own below the exact one; looked for when that is shown. */
async function alsoSpelt(search, question, parts, mine) {
  const others = question.terms.map(spellings);
  if (others.every((each) => each.length === 0)) return;
  spelt.clear();
  const other = await bySpelling(search, question, others, new Set(parts.reached));
  if (mine !== turn || !other) return;
  const numbers = other.result.order.slice(0, STEP);
  const texts = await search.textsOf(numbers);
  if (mine !== turn) return;
  const items = texts.map((text, at) => resultItem(text, search.documents[numbers[at]], spelt.get(numbers[at]), search.labels));
  (document.querySelector("#search-more") ?? list).after(otherList(other.terms, other.result.total, items));
}

const bundle = () => new URL(place.bundle, location.href).pathname;

function showResults(search, question, result, texts) {
  list.replaceChildren(...texts.map((text, at) => {
    const number = result.order[at];
    return resultItem(text, search.documents[number], question.spelt ? spelt.get(number) ?? question.spelt : question.terms, search.labels);
  }));
}

/** Back from a result: to the place in the list where one was. */
function comeBack() {
  const left = history.state?.scroll;
  if (!left) return;
  history.replaceState({ ...history.state, scroll: 0 }, "");
  scrollTo(0, left);
}
list.addEventListener("click", (event) => {
  if (event.target.closest("a")) history.replaceState({ ...history.state, scroll: scrollY }, "");
});

function show(search, question, parts, result, texts, offers, asked) {
  showResults(search, question, result, texts);
  facets.replaceChildren(...facetGroups(counted(search, question, parts.reached), question.filters, search.labels));
  document.querySelector("#search-more")?.remove();
  if (result.total > texts.length) list.after(loadMore(result.total - texts.length, () => more(question)));
  for (const id of ["search-nothing", "search-lead", "search-other", "search-names"]) document.getElementById(id)?.remove();
  const names = namedHere(question.terms, search.labels, place.base ?? "/");
  if (names) status.after(names);
  if (asked && result.total === 0) list.after(leads(place.base ?? "/"));
  if (offers.length > 0) list.after(...offers);
  delete status.dataset.error;
  status.dataset.total = String(asked ? result.total : 0);
  status.textContent = asked ? summary(question, result, texts.length) : "";
  status.dataset.state = asked ? "done" : "idle";
}

/** The next results, the focus on the first of them. */
async function more(question) {
  const before = list.children.length;
  await go(addressOf(question, { limit: question.limit + STEP }), { replace: true });
  list.children[before]?.querySelector("a")?.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go(addressOf(readQuestion(), { query: box.value, limit: STEP }));
});
sorting?.addEventListener("change", () => go(addressOf(readQuestion(), { sort: sorting.value, limit: STEP })));
facets.addEventListener("change", (event) => {
  const question = readQuestion();
  const { name, value, checked, id } = event.target;
  if (!FACETS.includes(name)) return;
  if (checked) question.filters[name].add(value);
  else question.filters[name].delete(value);
  go(addressOf(question, { limit: STEP })).then(() => document.getElementById(id)?.focus());
});
box.addEventListener("focus", () => engine?.then((search) => search.start()).catch(() => {}), { once: true }); // before the words are typed
addEventListener("popstate", answer);
answer();

// Finds documents: asks Pagefind for phrases, and keeps facets, order and texts of its own. Touches no page.

import { GAP, TITLE, code, fold, hasNumberMarks, isLetter, lettersOf, runsOf, wordsOf } from "./search-text.js";

const LONG_TERM = 12; // characters; a longer term is looked for by parts of it and then in the texts themselves
const PART = 5;
const AND_ITS_NOTICE = "n"; // at the end of the name of an indexed page: the text stands in the notice as well
const FEW = 60; // texts that may be fetched to make sure

export const FACETS = ["kind", "status", "mark", "organ", "year", "inspection", "theme", "window"];

async function packed(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  const plain = response.body.pipeThrough(new DecompressionStream("gzip"));
  return new Response(plain).json();
}

const both = (left, right) => new Set([...left].filter((member) => right.has(member)));

const either = (left, right) => new Set([...left, ...right]);

export class SearchEngine {
  /** bundle: the address of the index's folder; today: ISO day in the site's time zone. */
  constructor(bundle, today) {
    this.bundle = bundle;
    this.today = today;
    this.documents = []; // rank order of the whole site: newest first
    this.labels = {};
    this.texts = new Map();
    this.phrases = new Map();
    this.numbers = new Map(); // Pagefind's page name → place in documents
  }

  /** The tables of all shards; enough for a search by filters only. `asking`: words are asked for, so Pagefind starts as well. */
  async load(asking) {
    const catalogue = await packed(`${this.bundle}catalogue.pf_table`);
    this.labels = catalogue.labels;
    this.shards = catalogue.shards;
    if (asking) this.start().catch(() => {}); // whoever asks is told
    const tables = await Promise.all(this.shards.map((shard) => packed(`${this.bundle}${shard.folder}/documents.pf_table`)));
    tables.forEach((table, place) => this.#take(this.shards[place], table));
    this.documents.sort((a, b) => (b.published ?? "").localeCompare(a.published ?? "")); // stable: shards are in order
    this.documents.forEach((entry, number) => this.numbers.set(entry.name, number));
    for (const entry of this.documents) entry.notice = this.numbers.get(entry.notice);
  }

  /** Pagefind, its program and the index; started once. A page that is only opened does without. */
  start() {
    this.started ??= this.#startPagefind();
    return this.started;
  }

  async #startPagefind() {
    this.#watchFetches();
    const pagefind = await import(`${this.bundle}pagefind.js`);
    const instance = pagefind.createInstance({ basePath: this.bundle, noWorker: true, metaCacheTag: "0" });
    const folders = this.shards.map((shard) => shard.folder);
    await Promise.all(folders.map((folder) => instance.mergeIndex(`${this.bundle}${folder}/`, { language: "und", metaCacheTag: "0" })));
    return instance;
  }

  /** Pagefind takes a file it could not fetch for an empty one; then we say so instead of finding nothing. */
  #watchFetches() {
    const plain = globalThis.fetch;
    globalThis.fetch = async (...asked) => {
      try {
        const response = await plain(...asked);
        if (!response.ok) this.failure = new Error(`${response.status} ${asked[0]}`);
        return response;
      } catch (error) {
        this.failure = error;
        throw error;
      }
    };
    this.restore = () => { globalThis.fetch = plain; };
  }

  #take(shard, table) {
    const read = (name, row) => table[name].values[table[name].rows[row]];
    for (let row = 0; row < shard.size; row += 1) {
      const facets = {};
      for (const facet of FACETS) facets[facet] = facet === "window" ? [this.windowState(read(facet, row))] : read(facet, row);
      this.documents.push({
        name: `${shard.key}:${row}`,
        text: `${this.bundle}${shard.folder}/text/${row}.pf_table`,
        notice: `${shard.key}:${table.notice[row]}`, // its name; a place in documents once all are known
        published: read("published", row),
        facets,
      });
    }
  }

  /** State of a window today; both its days are in. */
  windowState([kind, opens, closes]) {
    if (kind === "none" || kind === "unstated") return kind;
    if (!opens && !closes) return "unstated";
    if (opens && this.today < opens) return "upcoming";
    if (!closes || this.today < closes) return "open";
    return this.today === closes ? "last-day" : "closed";
  }

  /** Documents in which the words follow each other; `alone`: not the notice that an item's text stands in as well. */
  phrase(words, alone = false) {
    const key = words.join(" ");
    if (!this.phrases.has(key)) this.phrases.set(key, this.#ask(key, alone));
    return this.phrases.get(key);
  }

  async #ask(key, alone) {
    const found = await (await this.start()).search(`"${key}"`);
    if (this.failure) throw this.failure;
    const numbers = new Set();
    for (const { id } of found.results) {
      const shared = id.endsWith(AND_ITS_NOTICE);
      const number = this.numbers.get(shared ? id.slice(0, -1) : id);
      numbers.add(number);
      if (shared && !alone) numbers.add(this.documents[number].notice);
    }
    return numbers;
  }

  /** Documents with a term in their blocks or title (`exact`), and of these the ones with it in the title. */
  async verbatim(term) {
    const size = Array.from(term).length;
    if (size > LONG_TERM) return this.#longVerbatim(term);
    const [blocks, title] = await Promise.all([this.phrase(wordsOf(term)), this.phrase(wordsOf(term, TITLE), true)]);
    return { exact: either(blocks, title), title };
  }

  async #longVerbatim(term) {
    const candidates = await this.#withAllParts(partsOf(term));
    if (candidates.size > FEW) {
      const [blocks, title] = await Promise.all([this.phrase(wordsOf(term)), this.phrase(wordsOf(term, TITLE), true)]);
      return { exact: either(blocks, title), title };
    }
    const texts = await this.textsOf([...candidates]);
    const having = (test) => new Set([...candidates].filter((number, place) => test(texts[place])));
    return {
      exact: having((text) => [text.title, ...text.blocks].some((block) => fold(block).includes(term))),
      title: having((text) => fold(text.title).includes(term)),
    };
  }

  async #withAllParts(parts) {
    const sets = await Promise.all(parts.map((part) => this.phrase(wordsOf(part))));
    return sets.reduce((left, right) => both(left, right));
  }

  /**
   * Documents in which the letters of a term may follow each other with at most punctuation between them: all that do,
   * and some that have the parts of it apart. The text tells.
   * `edges`: let go also what stands before the first and after the last letter.
   */
  async loose(term, edges) {
    const letters = lettersOf(term);
    const bare = Array.from(letters);
    if (bare.length < 2 || hasNumberMarks(term)) return new Set();
    if (!edges && (!isLetter(Array.from(term)[0]) || !isLetter(Array.from(term).at(-1)))) return new Set();
    if (bare.length > LONG_TERM) return this.#longLoose(term);
    const codes = bare.map(code);
    const gaps = await Promise.all(codes.slice(1).map((next, place) => this.phrase([codes[place] + next + GAP])));
    return this.#across(bare, gaps, 0, null);
  }

  /** From letter `start` on: either one run to the end, or a run up to a gap and the same from there. */
  async #across(letters, gaps, start, within) {
    const run = async (end) => {
      const set = end > start ? await this.phrase(wordsOf(letters.slice(start, end + 1).join(""))) : null;
      if (!set) return within;
      return within ? both(within, set) : set;
    };
    let found = (await run(letters.length - 1)) ?? new Set();
    for (let end = start; end < gaps.length; end += 1) {
      if (gaps[end].size === 0) continue;
      const before = await run(end);
      const next = before ? both(before, gaps[end]) : gaps[end];
      if (next.size > 0) found = either(found, await this.#across(letters, gaps, end + 1, next));
    }
    return found;
  }

  async #longLoose(term) {
    const runs = runsOf(term).filter((run) => Array.from(run).length > 1);
    if (runs.length < 2) return new Set();
    return this.#withAllParts(runs.slice(0, 6).map((run) => Array.from(run).slice(0, PART).join("")));
  }

  /** Everything the terms find: exact (all terms verbatim), title (all of them there), loose (only punctuation differs). */
  async find(terms) {
    const sets = await Promise.all(terms.map((term) => this.verbatim(term)));
    const exact = sets.map((set) => set.exact).reduce(both);
    const title = sets.map((set) => set.title).reduce(both);
    const loose = await Promise.all(
      terms.map(async (term, place) => either(sets[place].exact, await this.loose(term, sets[place].exact.size === 0))),
    );
    const more = loose.reduce(both);
    return { exact, title, loose: new Set([...more].filter((number) => !exact.has(number))) };
  }

  /** The longest parts of a term that are somewhere, at most `most`, in their order. */
  async partsFound(term, most) {
    const chars = Array.from(lettersOf(term)).slice(0, 40);
    const found = [];
    for (let start = 0; start < chars.length - 1 && found.length < most; ) {
      let end = start + 1;
      let hits = new Set();
      for (let next = start + 2; next <= chars.length; next += 1) {
        const set = await this.phrase(wordsOf(chars.slice(start, next).join("")));
        if (set.size === 0) break;
        [end, hits] = [next, set];
      }
      if (hits.size > 0) found.push({ term: chars.slice(start, end).join(""), count: hits.size });
      start = hits.size > 0 ? end : start + 1;
    }
    return found;
  }

  /** The texts of documents, fetched once each. */
  textsOf(numbers) {
    return Promise.all(numbers.map((number) => {
      if (!this.texts.has(number)) this.texts.set(number, packed(this.documents[number].text).then(asText));
      return this.texts.get(number);
    }));
  }
}

function asText([url, title, organ, status, published, blocks, anchors]) {
  return { url, title, organ, status, published, blocks, anchors };
}

/** First, middle and last part of a long term. */
function partsOf(term) {
  const chars = Array.from(term);
  const starts = [0, Math.floor((chars.length - PART) / 2), chars.length - PART];
  return starts.map((start) => chars.slice(start, start + PART).join(""));
}

// The order of what was found: verbatim before punctuation let go, title first, all terms in one block, then newest.

import { fold, lettersOf } from "./search-text.js";

const BATCH = 20;
const LOOK_AT = 240; // texts looked at, at most, to tell what the index cannot

const piecesOf = (text) => [text.title, ...text.blocks].map(fold);

/** All terms in one block. */
const inOneBlock = (terms) => (text) => piecesOf(text).some((piece) => terms.every((term) => piece.includes(term)));

/** Each term somewhere, verbatim or with punctuation let go. */
const withoutMarks = (terms) => (text) => {
  const pieces = piecesOf(text);
  const bare = pieces.map(lettersOf);
  return terms.every((term) => pieces.some((piece) => piece.includes(term)) || bare.some((piece) => piece.includes(lettersOf(term))));
};

/** Numbers looked at in turn until `enough` hold or `most` were seen: those that hold, those that do not. */
async function looked(search, numbers, holds, enough, most) {
  const yes = [];
  const no = [];
  for (let start = 0; start < Math.min(numbers.length, most) && yes.length < enough; start += BATCH) {
    const batch = numbers.slice(start, start + BATCH);
    const texts = await search.textsOf(batch);
    batch.forEach((number, place) => (holds(texts[place]) ? yes : no).push(number));
  }
  return { yes, no };
}

const byRank = (numbers) => [...numbers].sort((a, b) => a - b);

/**
 * Pages with all terms in one block, as far as the texts were looked at, before the others. Items come first: a notice
 * has every common word somewhere, and is likely to hold them together only where one of its items does (`titled` are
 * known to). Gives also the rest, that was not looked at.
 */
async function together(search, numbers, titled, terms, enough) {
  if (terms.length < 2) return { near: numbers, apart: [], rest: [] };
  const most = Math.max(LOOK_AT, enough);
  const holds = inOneBlock(terms);
  const isItem = (number) => search.documents[number].notice !== number;
  const items = await looked(search, numbers.filter(isItem), holds, enough, most);
  const likely = new Set([...titled, ...items.yes].map((number) => search.documents[number].notice));
  const before = items.yes[enough - 1] ?? Infinity;
  const notices = numbers.filter((number) => !isItem(number));
  const first = await looked(search, notices.filter((number) => likely.has(number) && number < before), holds, Infinity, most);
  const missing = enough - items.yes.length - first.yes.length;
  const others = notices.filter((number) => !likely.has(number));
  const last = await looked(search, missing > 0 ? others : [], holds, missing, most / 4);
  const near = byRank([...items.yes, ...first.yes, ...last.yes]);
  const apart = byRank([...items.no, ...first.no, ...last.no]);
  const seen = new Set([...near, ...apart]);
  return { near, apart, rest: numbers.filter((number) => !seen.has(number)) };
}

/** Only what is sure, as far as the page is to be filled; nothing when none of the first is. */
async function sureLoose(search, numbers, terms, enough) {
  if (enough <= 0) return { yes: [], rest: numbers };
  const { yes, no } = await looked(search, numbers, withoutMarks(terms), enough, Math.max(LOOK_AT, enough));
  return { yes, rest: yes.length > 0 ? numbers.slice(yes.length + no.length) : [] };
}

/**
 * The results of a question in order.
 * parts: title, rest, loose: numbers of documents in order of rank.
 * Gives  order, total; loose: how many differ in punctuation, sure: whether that is counted or near enough;
 *        apart: how many have the terms in different blocks, null where that was not looked at for all.
 */
export async function ranked(search, question, parts) {
  const { limit, terms, sort } = question;
  const blocks = await together(search, parts.rest, parts.title, terms, limit);
  const exact = [...parts.title, ...blocks.near, ...blocks.apart, ...blocks.rest];
  const loose = await sureLoose(search, parts.loose, terms, limit - exact.length);
  const order = [...exact, ...loose.yes, ...loose.rest];
  return {
    order: sort ? byDate(search, order, sort) : order,
    total: order.length,
    loose: loose.yes.length + loose.rest.length,
    sure: loose.rest.length === 0,
    apart: blocks.rest.length > 0 ? null : blocks.apart.length,
  };
}

/** By date alone; those without a date come last either way. */
function byDate(search, numbers, sort) {
  const day = (number) => search.documents[number].published;
  const dated = byRank(numbers.filter(day));
  if (sort === "oldest") dated.sort((a, b) => day(a).localeCompare(day(b)) || a - b);
  return [...dated, ...byRank(numbers.filter((number) => !day(number)))];
}

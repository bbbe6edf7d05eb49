// Text as it is compared, and as Pagefind's words: the same rules as site_builder/search/tokens.py.

const INVISIBLE = /[\s\u001c-\u001f\u0085\u00ad\u180e\u200b-\u200f\u2060\ufeff]+/gu;
const LETTER = /[\p{L}\p{M}\p{N}\u{20000}-\u{3fffd}]/u;
const NO_LETTERS = /[^\p{L}\p{M}\p{N}\u{20000}-\u{3fffd}]+/u;
const DIGIT = /\p{Nd}/u;
const LAST = 26 ** 4 - 1;

export const TITLE = "t";
export const GAP = "g";

export const fold = (text) => text.normalize("NFKC").toLowerCase().replace(INVISIBLE, "");

export const isLetter = (char) => LETTER.test(char);

/** A folded text cut wherever it has no letter. */
export const runsOf = (folded) => folded.split(NO_LETTERS);

export const lettersOf = (folded) => Array.from(folded).filter(isLetter).join("");

/** Four small letters for one character. */
export function code(char) {
  let number = Math.min(char.codePointAt(0), LAST);
  let letters = "";
  for (let place = 0; place < 4; place += 1) {
    letters = String.fromCharCode(97 + (number % 26)) + letters;
    number = Math.floor(number / 26);
  }
  return letters;
}

/** The words that a run of characters is in the index: its pairs, or the one character. */
export function wordsOf(folded, mark = "") {
  const codes = Array.from(folded, code);
  if (codes.length === 1) return [codes[0] + mark];
  return codes.slice(1).map((second, place) => codes[place] + second + mark);
}

/** The terms of a query, folded, each once, in the order they were typed. */
export function termsOf(query) {
  return [...new Set(query.split(/\s+/u).map(fold).filter(Boolean))];
}

/** Whether punctuation between two digits is part of the query: then it is never let go (20+8 is not 208). */
export function hasNumberMarks(folded) {
  const chars = Array.from(folded);
  const letters = chars.map((char, place) => (isLetter(char) ? place : -1)).filter((place) => place >= 0);
  return letters.some((place, n) => n > 0 && place - letters[n - 1] > 1
    && DIGIT.test(chars[place]) && DIGIT.test(chars[letters[n - 1]]));
}

/**
 * A text folded, with the way back: for each folded UTF-16 unit where its character begins and ends in the text.
 * `keep` leaves characters out (letters only, for matches that ignore punctuation).
 */
export function foldedWithPlaces(text, keep = null) {
  let folded = "";
  const begins = [];
  const ends = [];
  for (const cluster of text.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    let part = fold(cluster[0]);
    if (keep) part = Array.from(part).filter(keep).join("");
    folded += part;
    for (let unit = 0; unit < part.length; unit += 1) {
      begins.push(cluster.index);
      ends.push(cluster.index + cluster[0].length);
    }
  }
  return { folded, begins, ends };
}

/** All places of a folded term in a text, as [from, to) of the text itself. */
export function occurrences(text, term, keep = null) {
  const { folded, begins, ends } = foldedWithPlaces(text, keep);
  const found = [];
  if (!term) return found;
  for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
    found.push([begins[at], ends[at + term.length - 1]]);
  }
  return found;
}

/** Where a text has the terms: verbatim, else with punctuation let go. */
export function rangesOf(text, terms) {
  return terms.flatMap((term) => {
    const verbatim = occurrences(text, term);
    return verbatim.length > 0 || hasNumberMarks(term) ? verbatim : occurrences(text, lettersOf(term), isLetter);
  });
}

/** Ranges in order, none overlapping. */
export function merged(ranges) {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const result = [];
  for (const [from, to] of sorted) {
    const last = result[result.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/** The text as nodes, with <mark> around the ranges. */
export function markedNodes(text, ranges, markClass = "search-mark") {
  const nodes = [];
  let done = 0;
  for (const [from, to] of merged(ranges)) {
    if (from > done) nodes.push(document.createTextNode(text.slice(done, from)));
    const mark = document.createElement("mark");
    mark.className = markClass;
    mark.textContent = text.slice(from, to);
    nodes.push(mark);
    done = to;
  }
  if (done < text.length) nodes.push(document.createTextNode(text.slice(done)));
  return nodes;
}

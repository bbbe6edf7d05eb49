// Other spellings of what was asked: years and thousands, zeros, dashes; from a table, fetched only when it is needed,
// traditional and simplified characters, and names by their pinyin.

const DIGITS = "〇一二三四五六七八九";
const ZEROS = ["〇", "○", "◯", "零"];
const DASHES = ["-", "~", "—", "–", "至"];
const YEAR = /(?<![〇○◯零一二三四五六七八九十百千万])([〇○◯零一二三四五六七八九]{4})(?=年|$)/u;
const ARABIC_YEAR = /(?<!\d)([12]\d{3})(?=年)/u;
const RANGE = /(?<=[\d年月日号%])(?:[~—–-]{1,2}|至)(?=\d)/gu;
const THOUSANDS = /(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])/gu;
const PLAIN = /(?<![\d.,])\d{4,12}(?![\d年,])/gu;
const MOST = 8;

const digitOf = (char) => (ZEROS.includes(char) ? "0" : String(DIGITS.indexOf(char)));

/** Spellings of a folded term that mean the same, without itself; no table is needed for these. */
export function spellings(term) {
  const found = new Set();
  const add = (other) => { if (other !== term) found.add(other); };
  const year = YEAR.exec(term);
  if (year) add(term.replace(YEAR, Array.from(year[1], digitOf).join("")));
  const arabic = ARABIC_YEAR.exec(term);
  if (arabic) for (const zero of ZEROS) add(term.replace(ARABIC_YEAR, Array.from(arabic[1], (d) => (d === "0" ? zero : DIGITS[d])).join("")));
  if (/[〇○◯]|零(?=[一二三四五六七八九〇○◯零])/u.test(term)) for (const zero of ZEROS) add(term.replace(/[〇○◯零]/gu, zero));
  add(term.replace(THOUSANDS, (number) => number.replaceAll(",", "")));
  add(term.replace(PLAIN, (number) => Number(number).toLocaleString("en-US")));
  if (term.search(RANGE) >= 0) for (const dash of [...DASHES, "——"]) add(term.replace(RANGE, dash));
  return [...found].slice(0, MOST);
}

const pairsOf = (text) => {
  const chars = Array.from(text);
  return new Map(chars.flatMap((char, at) => (at % 2 === 0 ? [[char, chars[at + 1]]] : [])));
};

const known = new Map();

/** A file of the site's tables, fetched once. */
function fetched(address, read) {
  if (!known.has(address)) {
    const told = fetch(address).then((answer) => new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).json()).then(read);
    told.catch(() => known.delete(address));
    known.set(address, told);
  }
  return known.get(address);
}

/** The table of a site: {simplified, traditional: char → char; readings: char → syllables}. */
export const tableAt = (bundle) => fetched(`${bundle}spellings.pf_table`, (told) => (
  { simplified: pairsOf(told.simplified), traditional: pairsOf(told.traditional), readings: readingsOf(told.readings) }));

/** The titles of items: {titles; readings: char → syllables}. */
export const titlesAt = (bundle) => fetched(`${bundle}titles.pf_table`, (told) => ({ titles: told.titles, readings: readingsOf(told.readings) }));

function readingsOf(told) {
  const readings = new Map();
  for (const [syllable, chars] of Object.entries(told)) {
    for (const char of chars) readings.set(char, [...(readings.get(char) ?? []), syllable]);
  }
  return readings;
}

/** The term in the other script. */
export function inOtherScript(term, table) {
  const turned = (pairs) => Array.from(term, (char) => pairs.get(char) ?? char).join("");
  return [...new Set([turned(table.simplified), turned(table.traditional)])].filter((other) => other !== term);
}

/** Whether what is typed could be pinyin. */
export const isLatin = (typed) => /^[a-z' ]{2,40}$/.test(typed);

const lettersOf = (typed) => typed.replace(/[' ]/g, "");

/** Of texts those that hold a run of characters read so: by the first letters of all, by whole syllables, or by both mixed. */
export function readSo(typed, texts, table) {
  const wanted = lettersOf(typed);
  return texts.filter((text) => Array.from(text).some((_, start, chars) => endOf(wanted, chars, start, table.readings) > 0));
}

/** The runs of two and more characters of texts that are read so, those of most texts first. */
export function runsReadSo(typed, texts, table) {
  const wanted = lettersOf(typed);
  const found = new Map();
  for (const text of texts) {
    const chars = Array.from(text);
    const own = new Set(chars.map((_, start) => chars.slice(start, endOf(wanted, chars, start, table.readings)).join("")));
    for (const run of own) if (run.length > 1) found.set(run, (found.get(run) ?? 0) + 1);
  }
  return [...found.keys()].sort((a, b) => found.get(b) - found.get(a));
}

/** Where the run of characters that begins at `start` and is read so ends; 0 where none does. */
function endOf(wanted, chars, start, readings) {
  let ends = new Set([0]); // how much of what is wanted is used up
  for (let at = start; at < chars.length && ends.size > 0; at += 1) {
    const syllables = readings.get(chars[at]);
    if (!syllables) return 0;
    const next = new Set();
    for (const end of ends) {
      for (const syllable of syllables) {
        for (const part of [syllable, syllable[0]]) {
          if (wanted.startsWith(part, end)) next.add(end + part.length);
          else if (end > 0 && part.startsWith(wanted.slice(end))) return at + 1; // the last syllable is not finished yet
        }
      }
    }
    if (next.has(wanted.length)) return at + 1;
    ends = next;
  }
  return 0;
}

/** Every choice of one spelling for each term but the one that was asked, at most `most`. */
export function choices(terms, others, most = 12) {
  let found = [[]];
  terms.forEach((term, at) => {
    found = found.flatMap((chosen) => [term, ...others[at]].map((spelling) => [...chosen, spelling])).slice(0, most + 1);
  });
  return found.filter((chosen) => chosen.some((spelling, at) => spelling !== terms[at]));
}

// What a reader follows, in the reader's browser: addresses with the hash of their text, and the day of the last visit.

const KEY = "taizhang-follow";
const root = document.documentElement;

/** Today in the site's time zone as an ISO day; the day of a demonstration. */
export function today() {
  if (root.dataset.day) return root.dataset.day;
  const timeZone = root.dataset.timezone || "Asia/Shanghai";
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(new Date());
}

/** {pages: address → hash or "", visited: day or null, before: the visit before that, which a reload on the same day shows}. */
export function followed() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY)) ?? {};
    return { pages: kept.pages ?? {}, visited: kept.visited ?? null, before: kept.before ?? null };
  } catch {
    return { pages: {}, visited: null, before: null };
  }
}

export function write(store) {
  try { localStorage.setItem(KEY, JSON.stringify(store)); } catch { /* not kept: the button says so at the next visit */ }
}

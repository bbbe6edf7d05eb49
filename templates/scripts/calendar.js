// Shows today on lines and calendars: the page itself knows no day.

const NAMESPACE = "http://www.w3.org/2000/svg";
const root = document.documentElement;
const zone = root.dataset.timezone || "Asia/Shanghai";
const today = root.dataset.day || new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date());
const month = today.slice(0, 7);

for (const picture of document.querySelectorAll("svg[data-first]")) {
  const { first, last } = picture.dataset;
  if (today < first || today > last) continue;
  const { line } = picture.dataset;
  const part = (100 * (Date.parse(today) - Date.parse(first))) / Math.max(1, Date.parse(last) - Date.parse(first));
  const x = `${part}%`;
  picture.append(drawn("line", { class: "plot__today", x1: x, x2: x, y1: line ? "1.2em" : "0", y2: line ? `${Number(line) + 0.7}em` : "100%" }));
  if (!line && !picture.matches(".months")) continue;
  const [anchor, dx] = line ? [part < 5 ? "start" : part > 95 ? "end" : "middle", "0"] : part < 85 ? ["start", ".3em"] : ["end", "-.3em"];
  const words = drawn("text", { class: "plot__now", x, y: line ? ".9em" : "1.1em", "text-anchor": anchor, dx });
  words.textContent = "今天";
  picture.append(words);
}
for (const group of document.querySelectorAll(`[data-due-month="${month}"] h2`)) {
  const tag = document.createElement("span");
  tag.className = "today-tag";
  tag.textContent = "本月";
  group.append(tag);
}
for (const cell of document.querySelectorAll(`[data-month="${month}"] [data-day="${Number(today.slice(8))}"]`)) {
  cell.classList.add("today");
  cell.setAttribute("aria-current", "date");
}

function drawn(name, attributes) {
  const node = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

// Shows today on lines and calendars: the page itself knows no day.

const NAMESPACE = "http://www.w3.org/2000/svg";
const root = document.documentElement;
const zone = root.dataset.timezone || "Asia/Shanghai";
const today = root.dataset.day || new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date());
const month = today.slice(0, 7);

for (const picture of document.querySelectorAll("svg[data-first]")) {
  const { first, last } = picture.dataset;
  if (today < first || today > last) continue;
  const x = `${(100 * (Date.parse(today) - Date.parse(first))) / Math.max(1, Date.parse(last) - Date.parse(first))}%`;
  picture.append(drawn("line", { class: "plot__today", x1: x, x2: x, y1: "0", y2: picture.dataset.line ? `${Number(picture.dataset.line) + 0.9}em` : "100%" }));
  if (!picture.dataset.line) continue;
  const words = drawn("text", { class: "plot__now", x, y: "0.8em", dx: ".3em" });
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

// On every page: `/` goes to the search box, the box suggests as one types, and words that were searched are marked.

const SUGGESTED = 8;
const KINDS = { organ: "单位", notice: "通报", document: "文件" };

const base = document.querySelector("script[data-base]")?.dataset.base ?? "/";
const boxes = [...document.querySelectorAll('form[role="search"] input[type="search"]')];
boxes.sort((a, b) => (b.id === "q") - (a.id === "q")); // the search page's own before the one in the header

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const shown = boxes.find((box) => box.offsetParent !== null);
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || !shown) return;
  event.preventDefault();
  shown.focus();
  shown.select();
});

boxes.forEach((box, number) => {
  box.addEventListener("focus", () => suggestIn(box, number), { once: true });
});

const words = new URLSearchParams(location.search).getAll("hl");
if (words.length > 0) import("./search-marks.js").then((marks) => marks.markWords(words));

/** A combobox after the ARIA pattern: the list below the box, the focus stays in the box. */
async function suggestIn(box, number) {
  let turn = 0; // suggestions that come after the next key, after Enter or when the box is left are not shown
  let show = () => {};
  const close = () => {
    turn += 1;
    show([]);
  };
  box.form.addEventListener("submit", close);
  box.addEventListener("blur", close);
  let known;
  let text;
  let element;
  try {
    [known, text, { element }] = await Promise.all([
      fetch(`${base}pagefind/suggest.json`).then((answer) => answer.json()),
      import("./search-text.js"),
      import("./element.js"),
    ]);
  } catch {
    return; // a box without suggestions
  }
  const entries = known.map((entry) => ({
    ...entry,
    url: entry.url || `${base}search/?${new URLSearchParams({ q: entry.text })}`,
    folded: text.fold(entry.text),
  }));
  const list = element("ul", { id: `suggestions-${number}`, class: "suggestions", role: "listbox", "aria-label": "建议" });
  box.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["autocomplete", "off"]]) box.setAttribute(name, value);
  let chosen;
  const choose = (place) => {
    chosen = place;
    const options = [...list.children];
    options.forEach((option, at) => option.setAttribute("aria-selected", at === place));
    if (options[place]) box.setAttribute("aria-activedescendant", options[place].id);
    else box.removeAttribute("aria-activedescendant");
  };
  const optionOf = (entry, at) => element(
    "li",
    { id: `${list.id}-${at}`, class: "suggestions__option", "data-url": entry.url, role: "option" },
    `${entry.text} `,
    element("span", { class: "suggestions__kind" }, KINDS[entry.kind] ?? entry.kind ?? ""),
  );
  show = (found) => {
    list.replaceChildren(...found.map(optionOf));
    list.hidden = found.length === 0;
    box.setAttribute("aria-expanded", found.length > 0);
    choose(-1);
  };
  const suggest = async () => {
    const mine = (turn += 1);
    const typed = text.fold(box.value);
    show(suggestions(entries, typed));
    if (!/^[a-z' ]{2,40}$/.test(typed) || list.children.length > 0) return;
    const { readSo, tableAt } = await import("./search-variants.js"); // a name in pinyin
    const named = new Set(readSo(typed, entries.map((entry) => entry.text), await tableAt(`${base}pagefind/`)));
    if (turn === mine) show(entries.filter((entry) => named.has(entry.text)).slice(0, SUGGESTED));
  };
  show([]);
  if (turn === 0 && document.activeElement === box) suggest();
  box.addEventListener("input", suggest);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus until the click
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[data-url]");
    if (option) location.assign(option.dataset.url);
  });
  box.addEventListener("keydown", (event) => {
    const size = list.children.length;
    if (size === 0 || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) choose((chosen + 1 + step + size + 1) % (size + 1) - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.url);
    else return;
    event.preventDefault();
  });
}

function suggestions(entries, typed) {
  if (!typed) return [];
  const first = (entry) => entry.folded.startsWith(typed);
  return entries.filter((entry) => entry.folded.includes(typed)).sort((a, b) => first(b) - first(a)).slice(0, SUGGESTED);
}

// Elements from values: strings become text, so nothing of a record is ever read as markup.

export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "value") element.value = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const byId = (id) => document.getElementById(id);
export const data = () => JSON.parse(byId("data").textContent);

export function field(label, name, value = "", more = {}) {
  const { kind = "text", note, options, ...rest } = more;
  const id = `field-${name}-${Math.random().toString(36).slice(2, 7)}`;
  let input;
  if (options) {
    input = make("select", { id, name, ...rest }, options.map(([key, said]) => make("option", { value: key, selected: key === value }, said)));
  } else if (kind === "textarea") {
    input = make("textarea", { id, name, rows: 3, ...rest });
    input.value = value;
  } else {
    input = make("input", { id, name, type: kind, value, autocomplete: "off", ...rest });
  }
  if (note) input.setAttribute("aria-describedby", `${id}-note`);
  return make("p", { class: "field" }, make("label", { for: id }, label), input, note ? make("small", { id: `${id}-note` }, note) : null);
}

// The fields that the server describes: {name, label, kind, note, options, value}.
export function formFields(fields) {
  return fields.map(({ name, label, kind, note, options, value }) => {
    const asked = { note };
    // What is in the file is offered too, whatever it is: a choice that is not touched changes nothing.
    if (kind === "choice") asked.options = options.some(([key]) => key === value) ? options : [[value, value || "没有写，照默认的"], ...options];
    else if (kind === "names" || kind === "lines") Object.assign(asked, { kind: "textarea", rows: Math.max(1, value.split("\n").length) });
    else if (kind === "count") asked.inputmode = "numeric";
    return field(label, name, value, asked);
  });
}

export function values(form) {
  return Object.fromEntries([...new FormData(form).entries()].filter(([, value]) => typeof value === "string"));
}

// Says in the form itself why it was refused, below the field that the words name: what was typed stays there.
export function refusedIn(form, words) {
  form.querySelector(".form__refused")?.remove();
  if (!words) return;
  const fields = [...form.querySelectorAll(".field")];
  const named = fields.find((each) => words.startsWith(`${each.querySelector("label").textContent}：`));
  (named ?? fields.at(-1)).after(make("p", { class: "form__refused", role: "alert" }, words));
  (named ?? form).querySelector("input, textarea, select").focus();
}

export function say(words, kind = "refused") {
  const toast = byId("toast");
  if (!toast) return;
  toast.textContent = words;
  toast.dataset.kind = kind;
  toast.hidden = false;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { toast.hidden = true; }, kind === "refused" ? 9000 : 4000);
}

// 2026年12月31日 of 2026-12-31
export const saidDay = (day) => day.split("-").map((part, n) => `${Number(part)}${"年月日"[n]}`).join("");

const ON_WINDOWS = /Win/.test(navigator.platform);
// Which file is opened, and with what, as the system of this machine names both.
export const openedWith = (...path) => `用${ON_WINDOWS ? "记事本" : "文字编辑器"}打开 ${path.join(ON_WINDOWS ? "\\" : "/")}`;

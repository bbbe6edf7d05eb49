// The paper that words are taken from: dropped in, chosen, or another notice; its text stands left, words are selected there.
import { byId, make, say } from "./dom.js";
import { ask } from "./wire.js";
import { showPane } from "./panes.js";

export function evidenceFields(page, form) {
  const quote = make("textarea", { name: "quote", id: "evidence-quote", rows: 3, required: true });
  const chosen = make("p", { class: "evidence__chosen", "aria-live": "polite" });
  byId("evidence").replaceChildren(make("p", { class: "card__note" }, "放入文件以后，它的文字显示在这里。"));

  async function use(told, name) {
    chosen.textContent = `依据：${name}`;
    form.dataset.source = JSON.stringify(told);
    const { text } = await ask(`notices/${page.view.slug}/evidence`, told).catch(() => ({}));
    if (!text) { say("这个依据里读不出文字（可能是扫描件），不能核对引语；请换成有文字的文件"); return; }
    const paper = byId("evidence");
    paper.replaceChildren(make("h2", {}, name), ...text.split(/\n+/).filter((line) => line.trim()).map((line) => make("p", {}, line)));
    showPane("evidence");
  }

  async function drop(files) {
    const [file] = files;
    if (!file) return;
    try {
      const view = await ask(`notices/${page.view.slug}/files?name=${encodeURIComponent(file.name)}`, file);
      page.queue.state = view.state;
      page.view = { ...page.view, ...view };
      await use({ file: view.name }, view.name);
    } catch (error) { page.failed(error); }
  }

  const id = `evidence-file-${Math.random().toString(36).slice(2, 7)}`;
  const input = make("input", { type: "file", id, class: "unseen", "data-evidence": true, onchange: () => drop(input.files) });
  const zone = make("div", { class: "evidence__drop", ondragover: (event) => event.preventDefault(), ondrop: (event) => { event.preventDefault(); event.stopPropagation(); drop(event.dataTransfer.files); } },
    make("label", { class: "button", for: id }, "放入文件…"), input, make("span", {}, "或把文件拖到这里"));
  const known = page.view.files.length ? make("p", { class: "field" }, make("label", { for: `${id}-known` }, "已有的文件"),
    make("select", { id: `${id}-known`, onchange: (event) => event.target.value && use({ file: event.target.value }, event.target.value) }, make("option", { value: "" }, "……"), page.view.files.map((file) => make("option", { value: file.name }, file.name + (file.readable ? "" : "（读不出文字）"))))) : null;
  const known_ = make("datalist", { id: `${id}-list` });
  const list = async () => { // of all notices, once somebody wants one
    if (known_.childElementCount) return;
    const { notices } = await ask("home").catch(() => ({ notices: [] }));
    known_.replaceChildren(...notices.filter((each) => each.slug !== page.view.slug).map((each) => make("option", { value: each.slug }, each.title)));
  };
  const other = make("p", { class: "field" }, make("label", { for: `${id}-notice` }, "或本站另一份通报（编号，可从列表里选）"), known_,
    make("input", { id: `${id}-notice`, list: `${id}-list`, autocomplete: "off", placeholder: "如 2026-water", onfocus: list, onchange: (event) => event.target.value.trim() && use({ notice: event.target.value.trim() }, `通报 ${event.target.value.trim()}`) }));
  const pick = () => {
    const words = String(window.getSelection()).replace(/\s*\n\s*/g, "").trim();
    if (words && byId("evidence").contains(window.getSelection().anchorNode)) quote.value = words;
  };
  byId("evidence").onpointerup = () => setTimeout(pick, 0);
  byId("evidence").onkeyup = pick;
  return [
    make("fieldset", { class: "evidence" }, make("legend", {}, "依据"), zone, known, other, chosen,
      make("p", { class: "field" }, make("label", { for: "evidence-quote" }, "依据的话（在左边的依据里选）"), quote)),
  ];
}

export const sourceOf = (form) => JSON.parse(form.dataset.source ?? "{}");

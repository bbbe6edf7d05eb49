// Right, behind the cards: what is done with a notice later, what the rules find, and the dialogs.
import { byId, field, make, refusedIn, say, values } from "./dom.js";
import { evidenceFields, sourceOf } from "./evidence.js";
import { aboutSaid } from "./cards.js";
import { headList } from "./head.js";
import { notTakenBack, takeBack, takenBack } from "./returned.js";
import { ask } from "./wire.js";
import { showPane, showPanel } from "./panes.js";

const TASKS = [
  ["head", "基本信息", "标题、单位、日期、巡察、联系方式、落款、总数"],
  ["progress", "记进展", "单位又报来了进展：填好的台账，或者文件"],
  ["move-due", "改时限", "时限往后改了，写明为什么"],
  ["close", "销号", "别的单位核查后决定销号"],
  ["verdict", "核查意见", "督察、审计、巡察机构怎么说"],
  ["window", "公开期限", "第一天和最后一天"],
  ["withdraw", "撤下", "期满撤下，或马上撤下"],
  ["approve", "审批", "谁在哪一步同意"],
];
const DAY = "如 2026年12月31日";
const LEFT = "还写在公开的文件里"; // of a refusal to delete: the files that have the words too
let openTask = null;

const today = (page) => page.view.day;

function partFields(page, item) {
  const found = page.view.items.find((each) => each.id === item) ?? page.view.items[0];
  const options = [["", "整个事项"], ...(found?.measures ?? []).map((measure) => [measure.id, `${aboutSaid(measure.id)}：${measure.text.slice(0, 18)}…`])];
  for (const due of found?.dues ?? []) if (due && !options.some(([key]) => key === due)) options.push([due, aboutSaid(due)]);
  return options;
}

// Of a date that moves: the part that has one.
const partWithDue = (page, item) => page.view.items.find((each) => each.id === item)?.dues[0] ?? "";

function itemFields(page, moves = false) {
  const here = page.card()?.item ?? page.view.items[0]?.id ?? "";
  const part = field("说的是", "about", moves ? partWithDue(page, here) : "", { options: partFields(page, here) });
  const item = field("哪一项", "item", here, { options: page.view.items.map((each) => [each.id, `第${each.number}项　${each.title.slice(0, 26)}`]) });
  item.querySelector("select").addEventListener("change", (event) => {
    const select = part.querySelector("select");
    select.replaceChildren(...partFields(page, event.target.value).map(([key, said]) => make("option", { value: key }, said)));
    if (moves) select.value = partWithDue(page, event.target.value);
    document.querySelector(`[data-item="${event.target.value}"]`)?.scrollIntoView({ block: "start" });
  });
  return [item, part];
}

// The ledger goes to the office as a workbook and comes back filled in; a document is quoted item by item below.
function workbook(page) {
  const result = make("div", { class: "intake__results", "aria-live": "polite" });
  const input = make("input", { type: "file", id: "workbook-file", class: "unseen", accept: ".xlsx,.xls,.et,.ods,.csv", "data-workbook": true, onchange: async () => {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    result.replaceChildren(make("p", {}, "正在收回……"));
    try {
      const told = await takeBack(page.view.slug, file.name, file);
      result.replaceChildren(...(told.refused ? notTakenBack(told) : takenBack(told).slice(1)));
      await page.reload();
    } catch (error) { result.replaceChildren(make("p", { class: "refused", role: "alert" }, error.message)); }
  } });
  return make("fieldset", { class: "evidence" }, make("legend", {}, "用台账，一次记许多项"),
    make("p", { class: "card__note" }, "下载台账交给单位，填右边黄色的四列；填好的收回来，每一格就是一条进展。"),
    make("p", { class: "tasks__links" }, make("a", { class: "button", href: `/_desk/${page.view.slug}/workbook.xlsx`, download: true }, "下载台账"), make("label", { class: "button", for: "workbook-file" }, "收回填好的台账…"), input), result,
    make("p", { class: "card__note" }, "报来的是一份文件的，在下面一项一项地记。"));
}

const FORMS = {
  progress: (page, form) => [
    workbook(page), ...itemFields(page), ...evidenceFields(page, form),
    field("状态", "status", "", { options: [["", "只是一条消息，不带状态"], ...Object.entries(page.view.statuses).filter(([code]) => code !== "unstated" && code !== "closed")] }),
    field("这些话哪天公开的", "as_of", today(page)), field("事情哪天发生的（没说就不填）", "happened"),
    field("做完了又退回整改的，写原因", "reason"), field("依据的名称（可以不填）", "title"),
  ],
  "move-due": (page, form) => [
    ...itemFields(page, true), ...evidenceFields(page, form),
    field("改到哪天", "by", "", { note: "年、月或日：2027年、2027年3月、2027年3月31日" }), field("哪天改的", "as_of", today(page)),
    field("为什么改", "reason"), field("依据的名称（可以不填）", "title"),
  ],
  close: (page, form) => [
    itemFields(page)[0], ...evidenceFields(page, form),
    field("谁核销的", "by", "", { note: "不能是发布单位自己" }), field("哪天销号", "date", today(page), { note: DAY }), field("文号", "ref"), field("依据的名称（可以不填）", "title"),
  ],
  verdict: (page, form) => [
    itemFields(page)[0], ...evidenceFields(page, form),
    field("哪个单位核查", "by"), field("哪天", "date", today(page), { note: DAY }), field("结论（几个字）", "verdict"), field("依据的名称（可以不填）", "title"),
  ],
  window: (page) => {
    const window_ = page.view.window;
    const told = typeof window_ === "object" && window_ ? window_ : {};
    return [
      field("种类", "kind", told.kind ?? (typeof window_ === "string" ? window_ : "publication"), { options: [["publication", "公开期限（欢迎意见）"], ["objection", "公示期（可以提出异议）"], ["unstated", "原文未载明"], ["none", "不适用"]] }),
      field("第一天", "opens", told.opens ?? "", { note: DAY }), field("最后一天", "closes", told.closes ?? "", { note: DAY }),
      field("原文写期限的那句话", "quote", told.quote ?? "", { kind: "textarea", note: "在左边的正文里选中，复制到这里；没有就空着" }),
    ];
  },
  withdraw: (page) => [field("什么时候", "when", "closes", { options: [["closes", "公开期限届满以后"], ["now", "马上"]] }), make("p", { class: "card__note" }, "撤下以后，原来的网址上只剩一句说明，正文、数据和搜索里都不再有。")],
  approve: (page) => [
    steps(page.view.approval),
    field("哪一步", "step", page.view.approval.missing[0] ?? "审批", { options: ["审核", "保密审查", "审批", ...page.view.approval.missing].filter((each, n, all) => all.indexOf(each) === n).map((each) => [each, each]) }),
    field("谁（职务）", "by"), field("日期", "date", today(page), { note: DAY }),
    make("p", { class: "card__note" }, "记下的是现在的正文和台账；以后再改，这一步就要重新来。"),
  ],
};

function steps(approval) {
  if (!approval.steps.length) return make("p", { class: "card__note" }, "还没有审批记录。");
  return make("ol", { class: "steps" }, approval.steps.map((step) => make("li", { "data-holds": String(step.holds) }, `${step.step}：${step.by}，${step.date}`, step.holds ? "" : "（此后有改动，不再算数）")));
}

export function drawLater(page, whole, task = openTask) {
  const panel = byId("panel-later");
  if (!whole && openTask) return;
  openTask = task;
  const menu = make("div", { class: "tasks" }, TASKS.filter(([name]) => name === "head" ? page.view.head.length : page.view.items.length || ["window", "withdraw", "approve"].includes(name)).map(([name, said, help]) =>
    make("button", { type: "button", class: "task", "data-task": name, "aria-expanded": String(name === task), onclick: () => drawLater(page, true, name === task ? null : name) }, make("strong", {}, said), make("span", {}, help))));
  const links = make("p", { class: "tasks__links" }, make("a", { class: "button", href: `/_desk/${page.view.slug}/sheet/` }, "校核单"), make("a", { class: "button", href: `${page.view.base}notices/${page.view.slug}/`, target: "_blank", rel: "noopener" }, "看预览"),
    page.view.draft ? make("button", { type: "button", class: "button", "data-discard": true, onclick: () => discardDialog(page) }, "放弃这份草稿…") : null);
  panel.replaceChildren(...(task ? [make("button", { type: "button", class: "button", onclick: () => drawLater(page, true, null) }, "← 别的"), formOf(page, task)] : [menu, links]));
  if (task && whole) panel.querySelector("form select, form input:not([type=file])")?.focus({ preventScroll: true });
  if (!task && whole) byId("evidence").hidden || showPane("text");
}

function formOf(page, task) {
  const [, said, help] = TASKS.find(([name]) => name === task);
  if (task === "head") return make("section", { class: "form" }, make("h2", {}, said), make("p", { class: "card__note" }, `${help}；原文没有的不填。公开期限另有一处。`), headList(page));
  const form = make("form", { class: "form", "data-form": task, novalidate: true });
  form.append(make("h2", {}, said), make("p", { class: "card__note" }, help), ...FORMS[task](page, form), make("p", { class: "dialog__acts" }, make("button", { class: "button button--main" }, "记下")));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await putDown(page, form, { do: task, ...values(form), ...sourceOf(form) });
  });
  return form;
}

// Makes the change of a form, which goes; or says in it why not. Gives whether it was made.
async function putDown(page, form, told) {
  const before = wrongs(page.view);
  page.refusal = "";
  const view = await page.change("act", told);
  if (!view) { refusedIn(form, page.refusal); return false; }
  openTask = null;
  drawLater(page, true, null);
  newWrong(view, before);
  return true;
}

// What was just put down is saved, even where the rules object: then that is said at once, not found out when the site is generated.
const wrongs = (view) => new Set(view.findings.filter((each) => each.severity === "error").map((each) => each.what + each.why));

function newWrong(view, before) {
  const fresh = view.findings.find((each) => each.severity === "error" && !before.has(each.what + each.why));
  if (!fresh) return;
  showPanel("findings");
  say(`记下了，但是通不过：${fresh.what}。照右边的改法改，或者点“撤销”。`);
}

export function correctForm(page, place, words) {
  openTask = "correct";
  const shown = make("p", { class: "difference" });
  const show = () => shown.replaceChildren(make("del", {}, words), make("ins", {}, form.elements.after.value));
  const form = make("form", { class: "form", "data-form": "correct", novalidate: true });
  form.append(
    make("h2", {}, "更正或删除"),
    field("怎么办", "do", "", { options: [["", "请选一样"], ["correct", "更正：写错了的，前后差别公开"], ["redact", "删除：姓名等个人信息，原来的话不再出现"]] }),
    field("改成", "after", words, { kind: "textarea" }), shown,
    field("改了什么", "what", "", { note: "如：第10项回头检查的项目个数。删除的，这里不写原话" }), field("为什么", "why", "", { note: "会公开。如：录入时抄错" }), field("哪天改的", "date", page.view.day, { note: DAY }),
    make("p", { class: "dialog__acts" }, make("button", { class: "button button--main" }, "记下"), make("button", { type: "button", class: "button", onclick: () => drawLater(page, true, null) }, "不改")));
  form.elements.after.addEventListener("input", show);
  show();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!form.elements.do.value) { refusedIn(form, "怎么办：请选一样"); return; }
    if (await putDown(page, form, { ...values(form), ...place })) return;
    if (page.refusal.includes(LEFT) && !form.elements.left) form.querySelector(".form__refused").after(make("p", {}, make("label", {}, make("input", { type: "checkbox", name: "left", value: "yes" }), " 知道了，先删正文里的")));
  });
  byId("panel-later").replaceChildren(form);
  form.elements.after.focus();
}

export function drawFindings(page) {
  const { findings, blocks } = page.view;
  const wrong = findings.filter((each) => each.severity === "error").length;
  const count = byId("findings-count");
  count.textContent = wrong ? ` ${wrong} 处错误` : findings.length ? ` ${findings.length} 条提醒` : " 这一份没有错误";
  count.dataset.severity = wrong ? "error" : findings.length ? "warning" : "";
  const place = (each) => {
    if (!blocks || each.file !== "notice.md") return null;
    return blocks.reduce((best, block, index) => block.line <= each.line ? index : best, 0);
  };
  byId("panel-findings").replaceChildren(findings.length
    ? make("ol", { class: "findings" }, findings.map((each) => {
      const block = place(each);
      return make("li", { "data-severity": each.severity },
        make("p", { class: "findings__what" }, make("span", { class: "card__kind" }, each.severity === "error" ? "错误" : "提醒"), each.what),
        each.why ? make("p", {}, each.why) : null, each.mend ? make("p", { class: "card__note" }, `改法：${each.mend}`) : null,
        block === null ? make("p", { class: "card__note" }, `${each.where}${each.words ? `，写着：${each.words}` : ""}，${each.code}`)
          : make("button", { type: "button", class: "chip", onclick: () => { showPane("text"); document.querySelector(`[data-block="${block}"]`).scrollIntoView({ block: "center" }); } }, "看这一处"),
        each.can_stand ? [" ", make("button", { type: "button", class: "chip", "data-stand": each.code, onclick: () => standDialog(page, each) }, "核对过，不用改…")] : null);
    }))
    : make("p", { class: "done" }, "这一份没有错误，也没有提醒。网站本身的，列在首页的“今天要办的”里。"));
}

// A warning that is none, because the original has it so: the reason is kept beside the record.
function standDialog(page, each) {
  const dialog = byId("dialog");
  const form = make("form", { method: "dialog", onsubmit: async (event) => {
    event.preventDefault();
    page.refusal = "";
    const { code, file, line, column, length } = each;
    if (!await page.change("act", { do: "acknowledge", code, file, line, column, length, ...values(form) })) { refusedIn(form, page.refusal); return; }
    dialog.close();
    if (page.view.findings.some((other) => other.code === code && other.line === line && other.file === file)) say("记下了，但是同一处还有一条一样的提醒：照改法改，或者点“撤销”。");
  } },
  make("h2", { id: "dialog-title" }, "核对过，不用改"), make("p", {}, `${each.what}${each.why ? `：${each.why}` : ""}`),
  field("为什么不用改", "why", each.code.startsWith("P") ? "" : "原文如此", { note: "这句话与记录存在一起，提醒从此不再出现" }),
  make("p", { class: "dialog__acts" }, make("button", { class: "button button--main" }, "记下"), make("button", { type: "button", class: "button", onclick: () => dialog.close() }, "再看看")));
  dialog.replaceChildren(form);
  dialog.showModal();
  form.querySelector("input").select();
}

export function drawSource(page) {
  const { source, aside } = page.view;
  const gone = new Map((aside ?? []).map((each) => [each.line, each]));
  document.querySelector('[data-pane="source"]').hidden = !source?.length;
  const root = byId("source");
  if (!source?.length || root.hidden && root.dataset.state === page.view.state) return;
  root.dataset.state = page.view.state;
  root.replaceChildren(
    make("p", { class: "card__note" }, gone.size ? `原件有 ${source.length} 行；标出的 ${gone.size} 行没有收进正文。` : `原件有 ${source.length} 行，都在正文里。`),
    make("ol", { class: "source" }, source.map((each) => make("li", { value: each.line, "data-aside": gone.has(each.line) ? "" : null }, each.text,
      gone.has(each.line) && page.view.draft ? make("button", { type: "button", class: "chip", "data-back": each.line, onclick: () => page.change("act", { do: "back", line: each.line }) }, "放回正文") : null))));
}

export function conflict(page, error) {
  const dialog = byId("dialog");
  dialog.replaceChildren(
    make("h2", { id: "dialog-title" }, "文件刚才被别处改过"),
    make("p", {}, "这一次没有写进去。左边是您看到的，右边是现在文件里的："),
    error.rows.length ? make("div", { class: "sides" }, error.rows.map((row) => [make("pre", { class: "sides__before" }, row.before || "（没有）"), make("pre", { class: "sides__after" }, row.after || "（没有）")])) : "",
    make("p", { class: "dialog__acts" }, make("button", { type: "button", class: "button button--main", onclick: () => dialog.close() }, "照现在的文件继续")));
  dialog.dataset.conflict = "";
  dialog.addEventListener("close", () => { delete dialog.dataset.conflict; page.reload(); }, { once: true });
  if (!dialog.open) dialog.showModal();
}

export function publishDialog(page) {
  const { cards, findings, approval } = page.view;
  const open = cards.filter((card) => card.state === "open").length;
  const wrong = findings.filter((each) => each.severity === "error").length;
  const dialog = byId("dialog");
  const lines = [
    open ? `还有 ${open} 条没有校核；没有校核的建议不会公开。` : "全部校核过了。",
    wrong ? `检查有 ${wrong} 处错误，不改正网站就生成不了。` : "这一份检查没有错误。",
    approval.mode === "required" && approval.missing.length ? `审批还差：${approval.missing.join("、")}。` : null,
  ].filter(Boolean);
  dialog.replaceChildren(make("h2", { id: "dialog-title" }, "发布这份通报"), make("ul", {}, lines.map((line) => make("li", {}, line))),
    make("p", {}, "发布以后，它不再是草稿；下一次生成网站时公开。"),
    make("p", { class: "dialog__acts" },
      make("button", { type: "button", class: "button button--main", "data-publish": true, disabled: wrong > 0, onclick: async () => { dialog.close(); if (await page.change("act", { do: "publish" })) publishedDialog(); } }, "发布"),
      make("button", { type: "button", class: "button", onclick: () => dialog.close() }, "再看看"),
      wrong ? make("button", { type: "button", class: "button", onclick: () => { dialog.close(); showPanel("findings"); } }, "看错误") : null));
  dialog.showModal();
}

function publishedDialog() {
  const dialog = byId("dialog");
  dialog.replaceChildren(make("h2", { id: "dialog-title" }, "已经发布"), make("p", {}, "网站还要重新生成一次，大家才看得到它。点错了的，留在这一份，点“撤销”。"),
    make("p", { class: "dialog__acts" }, make("a", { class: "button button--main", href: "/_desk/#site" }, "去生成网站"), make("button", { type: "button", class: "button", onclick: () => dialog.close() }, "留在这一份")));
  dialog.showModal();
}

function discardDialog(page) {
  const dialog = byId("dialog");
  dialog.replaceChildren(make("h2", { id: "dialog-title" }, "放弃这份草稿"),
    make("p", {}, "重复导入的、不该导入的，可以放弃：它不再列在这里，也不会公开。文件没有删除，移到了网站文件夹的 .desk-journal 里。"),
    make("p", { class: "dialog__acts" },
      make("button", { type: "button", class: "button", "data-discarding": true, onclick: async () => {
        try { await ask(`notices/${page.view.slug}/discard`, {}); location.assign("/_desk/"); }
        catch (error) { dialog.close(); say(error.message); }
      } }, "放弃"),
      make("button", { type: "button", class: "button button--main", onclick: () => dialog.close() }, "留着")));
  dialog.showModal();
}

export function help() {
  const rows = [["J　K", "下一张、上一张"], ["Y", "采纳"], ["N", "不采纳"], ["E", "改引别的话：在左边选，回车"], ["1—6", "状态：未逐项标注、尚未、正在、基本完成、已完成、已销号"], ["M", "说的是：整个事项、一条措施、其中几个字"], ["U", "撤销上一步"], ["?", "这一页"], ["Esc", "收起"]];
  const dialog = byId("dialog");
  dialog.replaceChildren(make("h2", { id: "dialog-title" }, "按键和用法"),
    make("table", { class: "keys" }, make("tbody", {}, rows.map(([keys, said]) => make("tr", {}, make("th", { scope: "row" }, make("kbd", {}, keys)), make("td", {}, said))))),
    make("p", {}, "在左边的正文里选中几个字，就能把它们记成状态、时限、责任单位、数字或文件。每一步马上保存，都可以撤销。输入法正在拼字时，按键不起作用。"),
    make("p", { class: "dialog__acts" }, make("button", { type: "button", class: "button button--main", onclick: () => dialog.close() }, "知道了")));
  dialog.showModal();
  say("", "hint");
  byId("toast").hidden = true;
}

// The desk's first page: files come in, and all notices stand in the order in which they need a hand.
import { byId, data, field, make, openedWith, say, saidDay } from "./dom.js";
import { notTakenBack, takeBack, takenBack } from "./returned.js";
import { wireSettings } from "./settings.js";
import { ask, showState } from "./wire.js";

let view = data();
const SHOWN = 5; // lines of a notice before the rest is folded

function line(notice, todo) {
  const found = todo.kind === "error" || todo.kind === "warning"; // what the rules say stands in a panel of its own
  const anchor = todo.card ? `#${encodeURIComponent(todo.card)}` : todo.block >= 0 ? `#b${todo.block}` : found ? "#findings" : "";
  return make("li", { "data-todo": todo.kind }, make("a", { href: `/_desk/${notice.slug}/${anchor}` }, make("span", { class: "card__kind" }, view.kinds[todo.kind]), make("span", {}, todo.said)));
}

function row(notice) {
  const lines = notice.todo.map((todo) => line(notice, todo));
  return make("li", { class: "notice", "data-slug": notice.slug, "data-draft": String(notice.draft) },
    make("h3", {}, make("a", { href: `/_desk/${notice.slug}/` }, notice.title), notice.draft ? make("span", { class: "tag" }, "草稿") : null),
    make("p", { class: "notice__facts" }, [notice.organ, notice.published ? `${saidDay(notice.published.slice(0, 10))}公开` : "未署日期", `${notice.items} 个事项`].filter(Boolean).join(" · ")),
    lines.length ? make("ul", { class: "notice__todo" }, lines.slice(0, SHOWN)) : null,
    lines.length > SHOWN ? make("details", { class: "notice__more" }, make("summary", {}, `还有 ${lines.length - SHOWN} 条`), make("ul", { class: "notice__todo" }, lines.slice(SHOWN))) : null);
}

// What is wrong with the site itself: nothing of the desk leads there, so each says its file and how it is mended.
function siteRow(wrong) {
  const lines = view.site.map((todo) => make("li", { "data-todo": todo.kind }, make("p", {}, make("span", { class: "card__kind" }, view.kinds[todo.kind]), make("span", {}, todo.said)),
    todo.where.includes("/site.yaml") ? make("p", {}, make("a", { class: "button", href: "#settings" }, "在“网站设置”里改")) : null,
    make("p", { class: "notice__facts" }, [todo.mend ? `改法：${todo.mend}` : "", todo.where ? `${openedWith(...todo.where.split("/"))}，改好保存` : ""].filter(Boolean).join("；"))));
  return make("li", { class: "notice", "data-site": "" },
    make("h3", {}, "网站本身"),
    make("p", { class: "notice__facts" }, wrong ? "改好以前，“生成网站”生成不了；预览和校核照常。" : "不影响生成网站。"),
    make("ul", { class: "notice__todo" }, lines.slice(0, SHOWN)),
    lines.length > SHOWN ? make("details", { class: "notice__more" }, make("summary", {}, `还有 ${lines.length - SHOWN} 条`), make("ul", { class: "notice__todo" }, lines.slice(SHOWN))) : null);
}

const wrongInSite = () => view.site.filter((todo) => todo.kind === "error").length;

function draw() {
  byId("day").textContent = saidDay(view.day);
  const wanted = byId("find").value.trim();
  const matching = view.notices.filter((notice) => !wanted || `${notice.title}${notice.organ ?? ""}${notice.slug}`.includes(wanted));
  const urgentKinds = new Set(view.urgent);
  const urgent = matching.filter((notice) => notice.urgent);
  const rest = matching.filter((notice) => !urgent.includes(notice));
  const wrong = wrongInSite();
  const things = urgent.reduce((sum, notice) => sum + notice.todo.filter((todo) => urgentKinds.has(todo.kind)).reduce((n, todo) => n + todo.count, 0), 0);
  byId("todo-count").textContent = [wrong ? `网站本身 ${wrong} 处错误` : "", urgent.length ? `${urgent.length} 份通报，${things} 件事` : view.ready && !wrong ? "没有要办的事" : "", view.ready ? "" : `正在看别的通报（${view.notices.length}/${view.number}）`].filter(Boolean).join("；");
  byId("urgent").replaceChildren(...(view.site.length ? [siteRow(wrong)] : []), ...urgent.map(row));
  byId("rest").replaceChildren(...rest.slice(0, 200).map(row));
  byId("rest-title").textContent = `别的通报（${rest.length} 份）`;
  byId("rest-box").hidden = !rest.length;
  if (wanted) byId("rest-box").open = true;
}

async function refresh() {
  try { view = await ask("home"); } catch { return; }
  draw();
}

async function keepLooking() {
  for (let pause = 300; ; pause = view.ready ? 3000 : 300) {
    await new Promise((done) => { setTimeout(done, pause); });
    if (!document.hidden && !document.querySelector(".notices a:focus, .notices details[open]")) await refresh();
    else if (!view.ready) await refresh();
  }
}

// -- import

async function take(content, name, force = false) {
  const entry = make("li", { "aria-busy": "true" }, `${name}：正在导入…`);
  byId("intake-results").prepend(entry);
  showState("saving");
  try {
    const told = await ask(`import?name=${encodeURIComponent(name)}${force ? "&force=1" : ""}`, content);
    entry.removeAttribute("aria-busy");
    if (told.refused) {
      showState("refused");
      entry.dataset.state = "refused";
      entry.replaceChildren(make("strong", {}, `${name}：没有导入`), make("p", {}, told.why), told.evidence.length ? make("ul", {}, told.evidence.map((each) => make("li", {}, each))) : "",
        ...(told.likely ?? []).map((each) => make("p", {}, make("button", { type: "button", class: "button", onclick: () => progress(entry, content, name, each) }, `记作《${each.title}》的进展`), make("small", {}, ` ${each.published ? `${saidDay(each.published.slice(0, 10))}公开，` : ""}${each.of} 行里有 ${each.rows} 行是它的事项`))),
        told.final && !told.slug ? "" : told.slug ? make("p", {}, make("a", { href: `/_desk/${told.slug}/` }, "看已有的那一份")) : make("button", { type: "button", class: "button", onclick: () => { entry.remove(); take(content, name, true); } }, told.likely ? "是新的一份，导入" : "还是要导入"));
      return;
    }
    showState("saved");
    entry.dataset.state = "done";
    if (told.added) {
      entry.replaceChildren(...takenBack(told));
      await refresh();
      return;
    }
    entry.replaceChildren(make("a", { href: `/_desk/${told.slug}/`, class: "button button--main" }, "去校核"), make("span", {}, `${told.title ?? name}：${told.items} 个事项，${told.suggested} 条建议，${told.doubts} 处存疑`), ...told.notes.map((each) => make("small", {}, each)));
  } catch (error) {
    showState("refused");
    entry.dataset.state = "refused";
    entry.removeAttribute("aria-busy");
    entry.textContent = `${name}：${error.message}`;
  }
  await refresh();
}

// A table that is the progress of a notice which is here already.
async function progress(entry, content, name, notice) {
  entry.setAttribute("aria-busy", "true");
  try {
    const told = await takeBack(notice.slug, name, content);
    showState(told.refused ? "refused" : "saved");
    entry.dataset.state = told.refused ? "refused" : "done";
    entry.replaceChildren(...(told.refused ? [make("strong", {}, name), ...notTakenBack(told)] : takenBack(told)));
  } catch (error) {
    showState("refused");
    entry.replaceChildren(make("p", { class: "refused", role: "alert" }, error.message));
  }
  entry.removeAttribute("aria-busy");
  await refresh();
}

async function takeAll(files) {
  for (const file of [...files]) await take(file, file.name);
}

function wireIntake() {
  byId("intake-files").addEventListener("change", (event) => takeAll(event.target.files).then(() => { event.target.value = ""; }));
  byId("intake-paste").addEventListener("click", () => {
    const text = byId("intake-text").value;
    if (!text.trim()) return;
    byId("intake-text").value = "";
    take(new Blob([text], { type: "text/plain" }), "粘贴的文字.txt");
  });
  const over = (on) => document.body.classList.toggle("dropping", on);
  document.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) over(false); });
  document.addEventListener("drop", (event) => { event.preventDefault(); over(false); takeAll(event.dataTransfer.files); });
  document.addEventListener("paste", (event) => {
    if (event.target.closest("input, textarea")) return;
    if (event.clipboardData.files.length) takeAll(event.clipboardData.files);
    else if (event.clipboardData.getData("text/plain").trim().length > 20) take(new Blob([event.clipboardData.getData("text/plain")]), "粘贴的文字.txt");
  });
}

// -- the site

function notGenerated(told) {
  const wrong = wrongInSite() + view.notices.flatMap((notice) => notice.todo).filter((todo) => todo.kind === "error").length;
  const said = make("pre", {}, told.said.join("\n"));
  return make("div", { class: "refused" },
    make("p", {}, "没有生成，网站还是原样。", wrong ? make("a", { href: "#todo" }, `“今天要办的”里标着“错误”的 ${wrong} 处，先改正。`) : "程序的话是："),
    wrong ? make("details", {}, make("summary", {}, "程序的原话"), said) : said);
}

function generated(told) {
  if (!told.done) return notGenerated(told);
  return make("div", { class: "done" },
    make("p", {}, `生成好了：${told.notices} 份通报，${told.pages} 页，在文件夹 `, make("code", {}, told.folder), " 里。这个文件夹里的全部文件就是网站，交给管网站服务器的人放上去。"),
    told.withheld.length ? make("p", {}, `${told.withheld.length} 份没有公开：`) : null,
    told.withheld.length ? make("ul", {}, told.withheld.map((each) => make("li", {}, `${titleOf(each.slug)}：${view.notices.some((notice) => notice.slug === each.slug && notice.draft) ? "还是草稿" : each.why}`))) : null,
    told.next ? make("p", {}, `到${saidDay(told.next)}要再生成一次：那一天有期限开始、届满或到期。`) : null,
    told.said.filter((line) => line.startsWith("注意")).map((line) => make("p", { class: "refused" }, line)));
}

const titleOf = (slug) => view.notices.find((notice) => notice.slug === slug)?.title ?? slug;

function wireGenerate() {
  const button = byId("generate");
  button.addEventListener("click", async () => {
    button.disabled = true;
    byId("generated").replaceChildren(make("p", {}, "正在生成…… 通报多的要一两分钟。"));
    try {
      const told = await ask("generate", {});
      if (!told.done) await refresh();
      byId("generated").replaceChildren(generated(told));
      byId("generated").scrollIntoView({ block: "nearest" });
    }
    catch (error) { byId("generated").replaceChildren(make("p", { class: "refused", role: "alert" }, error.message)); }
    button.disabled = false;
  });
}

// -- git in plain words

async function drawGit() {
  const told = await ask("changed").catch(() => null);
  const section = byId("git");
  section.hidden = !told;
  if (!told) return;
  const box = byId("git-changes");
  if (!told.there) {
    box.replaceChildren(make("p", {}, "这个文件夹还没有用 git 管，所以这里没有“提交”；校核台的改动照样存下，照样可以撤销。要把每次改动的历史留住几年：装好 git，在这个文件夹里打一次 ", make("code", {}, "git init"), "，再打开这一页。"));
    return;
  }
  if (!told.changes.length) { box.replaceChildren(make("p", {}, "没有改动：内容与上次提交的一样。")); return; }
  const form = make("form", { class: "git__form", onsubmit: async (event) => {
    event.preventDefault();
    try {
      const done = await ask("commit", { message: form.elements.message.value });
      say(`已提交（${done.commit}）`, "done");
      await drawGit();
      box.prepend(make("p", { class: "done" }, `已提交（${done.commit}）。没有推送。`));
    } catch (error) { box.append(make("p", { class: "refused", role: "alert" }, error.message)); }
  } }, field("提交说明", "message", told.message, { kind: "textarea" }), make("button", { class: "button button--main" }, "提交这些改动"));
  box.replaceChildren(
    ...told.changes.map((change) => make("div", { class: "git__notice" }, make("h3", {}, change.slug ? make("a", { href: `/_desk/${change.slug}/` }, change.title) : change.title), make("ul", {}, change.said.slice(0, 12).map((said) => make("li", {}, said)), change.said.length > 12 ? make("li", {}, `还有 ${change.said.length - 12} 条`) : null))),
    make("details", {}, make("summary", { class: "button" }, "提交…"), form));
}

byId("find").addEventListener("input", draw);
wireIntake();
wireGenerate();
wireSettings(refresh);
draw();
if (location.hash === "#site") byId("site").scrollIntoView();
keepLooking();
drawGit();

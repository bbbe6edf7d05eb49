// What the preview adds to a page: findings over it, the day it shows, and whether the server is still there.
"use strict";
(() => {
  const loaded = document.currentScript.dataset.version;
  const FOLDED = "preview-folded"; // the errors that somebody folded: others come unfolded
  const UNFOLDED = "preview-unfolded"; // whether somebody wants to see warnings

  const SHEET = `
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483000; pointer-events: none;
      font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #1b1b1b; }
    * { box-sizing: border-box; margin: 0; }
    .badge { width: fit-content; max-width: calc(100% - 1rem); margin: .5rem; padding: .1rem .6rem; border-radius: 1rem; font-size: 13px;
      background: #1b1b1bcc; color: #fff; }
    .badge a { pointer-events: auto; color: #fff; margin-left: .8em; }
    .badge[data-state="gone"] { background: #8a4b00; }
    .panel { pointer-events: auto; max-height: 60vh; overflow: auto; background: #fffdf8; border-top: 4px solid #b3261e;
      box-shadow: 0 -4px 24px #0004; padding: 0 max(1rem, env(safe-area-inset-left)) 1rem; }
    .head { position: sticky; top: 0; display: flex; gap: 1rem; align-items: center; background: inherit; padding: .6rem 0; }
    .count { flex: 1; }
    h2 { font-size: 17px; }
    button { font: inherit; min-height: 44px; padding: 0 1rem; border: 1px solid #555; border-radius: 4px; background: #fff;
      color: inherit; cursor: pointer; }
    :focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; }
    ol { list-style: none; padding: 0; display: grid; gap: .8rem; }
    li { border-left: 4px solid #b3261e; padding-left: .8rem; }
    li.warning, .panel.soft { border-color: #8a6d00; }
    .place { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 14px; color: #0b57d0; text-decoration: underline;
      overflow-wrap: anywhere; }
    .what { font-weight: 600; }
    .code { font-family: ui-monospace, monospace; font-size: 13px; color: #555; font-weight: 400; }
    pre { overflow-x: auto; padding: .3rem .6rem; background: #f1efe8; font: 14px/1.6 ui-monospace, Menlo, monospace; }
    mark { background: #ffd9d6; color: inherit; text-decoration: underline wavy #b3261e; text-underline-offset: 3px; }
    dl { display: grid; grid-template-columns: auto 1fr; gap: 0 .8rem; }
    dt { color: #555; }
    dd { overflow-wrap: anywhere; }
    .message { white-space: pre-wrap; overflow-wrap: anywhere; }
    @media print { :host { display: none !important; } }
  `;

  const host = document.createElement("preview-panel");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet(); // made by script, so that the page's strict policy on styles stays as it is
  sheet.replaceSync(SHEET);
  root.adoptedStyleSheets = [sheet];

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children); // strings become text: nothing of a record is ever read as markup
    return element;
  }

  function item(finding) {
    const place = finding.editor
      ? make("a", { class: "place", href: finding.editor, title: "在编辑器中打开" }, finding.place)
      : make("span", { class: "place" }, finding.place);
    const reasons = [["原因", finding.why], ["改法", finding.mend]].filter(([, words]) => words);
    const line = finding.marked
      ? [make("pre", {}, finding.before, make("mark", {}, finding.marked), finding.after)]
      : [];
    return make("li", { class: finding.severity },
      make("p", {}, place),
      make("p", { class: "what" }, finding.what, " ", make("span", { class: "code" }, finding.code)),
      ...line,
      make("dl", {}, ...reasons.flatMap(([term, words]) => [make("dt", {}, term), make("dd", {}, words)])));
  }

  function panel(status) {
    const wrong = status.findings.filter((finding) => finding.severity === "error").length;
    const rest = status.findings.length - wrong;
    const out = status.left_out.length; // drafts with errors: the site was made without them
    const soft = (!wrong || out > 0) && !status.message; // warnings stop nothing: they wait folded until somebody asks
    const left = `${out ? `${out} 份草稿有错误，没有放进预览，其余的是最新的；` : ""}${status.gone.length ? `少了 ${status.gone.length} 处，` : ""}${out ? `${wrong} 处错误，` : ""}`;
    const count = soft ? `${left}${rest} 条提醒` : wrong ? `${wrong} 处错误${rest ? `，${rest} 条提醒` : ""}` : "出了问题";
    const stands = status.stands && !soft ? "：网站保持改动前的样子" : "";
    const signature = JSON.stringify([status.findings.map((finding) => [finding.place, finding.code]), status.message]);
    const body = make("div", { class: "body" },
      status.message ? make("p", { class: "message" }, status.message) : "",
      ...(out ? [make("p", { class: "what" }, `没有放进预览的草稿：${status.left_out.join("、")}`)] : []),
      ...(status.gone.length ? [make("p", { class: "what" }, `少了 ${status.gone.length} 处（先前有、现在没有）`)] : []),
      ...status.gone.map(({ url, why }) => make("p", { class: "gone" }, `${url}　${why}`)),
      make("ol", {}, ...status.findings.map(item)));
    const fold = make("button", { type: "button" });
    const show = (folded) => {
      body.hidden = folded;
      fold.textContent = folded ? "展开" : "收起";
      fold.setAttribute("aria-expanded", String(!folded));
      if (soft) sessionStorage.setItem(UNFOLDED, folded ? "" : "yes");
      else sessionStorage.setItem(FOLDED, folded ? signature : "");
    };
    fold.addEventListener("click", () => show(!body.hidden));
    show(soft ? !sessionStorage.getItem(UNFOLDED) : sessionStorage.getItem(FOLDED) === signature);
    const heading = make("div", { class: "count", role: soft ? "status" : "alert" }, make("h2", {}, count + stands));
    return make("section", { class: soft ? "panel soft" : "panel", "aria-label": "检查结果" }, make("div", { class: "head" }, heading, fold), body);
  }

  function badge(status) {
    const [stage, done, total] = status.progress;
    const building = status.building ? ` · 正在生成${stage ? `：${stage} ${done}/${total}` : ""}` : "";
    const drafts = status.drafts ? " · 含草稿" : "";
    const held = status.withheld ? ` · ${status.withheld} 份未公开` : "";
    const slug = location.pathname.match(/\/notices\/([^/]+)\/./)?.[1] ?? location.pathname.match(/\/notices\/([a-z][^/]*|\d[^/]*-[^/]*)\/$/)?.[1];
    const desk = status.desk ? make("a", { href: slug ? `/_desk/${slug}/` : "/_desk/" }, slug ? "校核这一份" : "校核台") : "";
    return make("div", { class: "badge", "data-state": "here" }, `预览 · 当作 ${status.day}${drafts}${held}${building}`, desk);
  }

  function gone() {
    root.querySelector(".badge")?.replaceWith(make("div", { class: "badge", "data-state": "gone" }, "预览已断开"));
  }

  async function refresh() {
    let status;
    try {
      status = await (await fetch("/_preview/status.json", { cache: "no-store" })).json();
    } catch {
      gone();
      return;
    }
    if (status.version !== loaded && status.stands) {
      location.reload();
      return;
    }
    const broken = status.message || status.findings.length || status.gone.length;
    root.replaceChildren(badge(status), ...(broken ? [panel(status)] : []));
    if (!host.isConnected) document.documentElement.append(host);
    if (status.building) setTimeout(refresh, 500);
  }

  // livereload asks its plugins before it loads the page again
  window.LiveReloadPluginPreview = class {
    static identifier = "preview";
    static version = "1";
    reload(path) {
      if (path !== "_preview") return false;
      refresh();
      return true;
    }
  };
  document.addEventListener("LiveReloadConnect", refresh); // also after the server was started again
  document.addEventListener("LiveReloadDisconnect", gone);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") root.querySelector('button[aria-expanded="true"]')?.click();
  });
  refresh();
})();

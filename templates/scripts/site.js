// Beside the text only: what day it is for a window, larger type, higher contrast, printing, a contents list that follows.
"use strict";

(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  const WORDS = {
    publication: { upcoming: "即将公开", open: "公开中", "last-day": "今天最后一天", closed: "公开期限已届满" },
    objection: { upcoming: "即将公示", open: "公示中", "last-day": "今天截止", closed: "公示期已截止" },
  };

  /** Today in the site's time zone as an ISO day; the day of a demonstration. */
  function today() {
    if (root.dataset.day) return root.dataset.day;
    const timeZone = root.dataset.timezone || "Asia/Shanghai";
    return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(new Date());
  }

  /** State of a window on a day; both its days are in. */
  function stateOn(day, opens, closes) {
    if (day < opens) return "upcoming";
    if (day > closes) return "closed";
    return day === closes ? "last-day" : "open";
  }

  const daysLeft = (day, closes) => Math.round((Date.parse(closes) - Date.parse(day)) / 86400000) + 1;

  function showWindows() {
    const day = today();
    for (const badge of all("[data-window-state][data-opens]")) {
      const { opens, closes, kind } = badge.dataset;
      const state = stateOn(day, opens, closes);
      const words = WORDS[kind][state];
      badge.classList.replace(`window--${badge.dataset.windowState}`, `window--${state}`);
      badge.dataset.windowState = state;
      const text = badge.querySelector("[data-window-text]");
      if (text) text.textContent = state === "open" ? `${words}，还有${daysLeft(day, closes)}天` : words;
    }
    all("[data-window-group] [data-window-entry]").forEach(regroup);
    for (const group of all("[data-window-group]")) tidy(group);
    for (const contact of all(".contact[data-opens]")) {
      const state = stateOn(day, contact.dataset.opens, contact.dataset.closes);
      for (const lead of all("[data-when]", contact)) lead.hidden = lead.dataset.when !== state;
    }
  }

  const groupOf = (code) => document.querySelector(`[data-window-group="${code}"]`) ?? document.querySelector('[data-window-group="rest"]');
  const closing = (entry) => entry.querySelector("[data-closes]")?.dataset.closes ?? "";

  /** A notice stands in the group of its badge's state: past ones latest first. */
  function regroup(entry) {
    const state = entry.querySelector("[data-window-state]").dataset.windowState;
    const target = groupOf(state === "last-day" ? "open" : state);
    if (!target || target === entry.closest("[data-window-group]")) return;
    entry.querySelector(".window-bar")?.remove(); // drawn on the calendar of the group it leaves
    const list = target.querySelector("[data-window-list]");
    list?.insertBefore(entry, all(":scope > li", list).find((other) => closing(other) <= closing(entry)) ?? null);
  }

  function tidy(group) {
    const size = all("[data-window-entry]", group).length;
    const empty = group.querySelector("[data-window-empty]");
    const number = group.querySelector("[data-window-size]");
    if (number) number.textContent = size + Number(number.dataset.windowSize);
    if (empty) empty.hidden = size > 0;
    else if (size > 0) group.hidden = false;
    if (size === 0) group.querySelector(".months")?.remove();
  }

  /** What a reader chose stays here: nothing is sent. */
  const memory = {
    get(name) { try { return localStorage.getItem(`taizhang-${name}`); } catch { return null; } },
    set(name, value) { try { localStorage.setItem(`taizhang-${name}`, value); } catch { /* not kept, still shown */ } },
  };

  const SWITCHES = { large: ["size", "large"], contrast: ["contrast", "high"] };

  function turn(name, on) {
    const [attribute, value] = SWITCHES[name];
    if (on) root.dataset[attribute] = value;
    else delete root.dataset[attribute];
    for (const button of all(`[data-switch="${name}"]`)) button.setAttribute("aria-pressed", String(on));
  }

  function showTools() {
    for (const name of Object.keys(SWITCHES)) turn(name, memory.get(name) === "on");
    for (const button of all("[data-switch]")) {
      button.addEventListener("click", () => {
        const on = button.getAttribute("aria-pressed") !== "true";
        turn(button.dataset.switch, on);
        memory.set(button.dataset.switch, on ? "on" : "off");
      });
    }
    for (const button of all("[data-print]")) button.addEventListener("click", () => print());
    for (const tools of all("[data-tools]")) tools.hidden = false;
  }

  /** Titles break before words, where the browser knows the words of Chinese; closing marks stay with the word before. */
  function breakTitles() {
    if (!globalThis.Intl?.Segmenter) return;
    const words = new Intl.Segmenter("zh", { granularity: "word" });
    for (const title of all("main h1, .notice-card__title, .item-card__title")) {
      const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      for (const text of texts) {
        const parts = [];
        for (const { segment, isWordLike } of words.segment(text.data)) {
          const before = parts.at(-1);
          if (isWordLike && before && !/[“‘（《【〔]$/.test(before)) parts.push(document.createElement("wbr"));
          parts.push(segment);
        }
        text.replaceWith(...parts);
      }
      title.classList.add("by-words");
    }
  }

  /** Contents and filters are open where they have a column of their own. */
  function openColumns() {
    const wide = matchMedia("(min-width: 56em)").matches && !root.dataset.size;
    for (const box of all("details[data-wide]")) box.open = wide;
  }

  /** The contents list shows where one reads. */
  function followContents() {
    const contents = document.querySelector("[data-contents]");
    if (!contents) return;
    const box = contents.querySelector("details");
    const column = contents.parentElement;
    const links = new Map(all("a", contents).map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    let current = null;
    const mark = () => {
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 4);
      const link = links.get(passed.at(-1)?.id) ?? null;
      if (link === current) return;
      current?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "true");
      current = link;
      if (link && box.open && column.scrollHeight > column.clientHeight) {
        column.scrollTop = link.offsetTop - column.clientHeight / 2;
      }
    };
    let waiting = false;
    addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; mark(); });
    }, { passive: true });
    mark();
  }

  showTools();
  breakTitles();
  showWindows();
  openColumns();
  followContents();
  document.addEventListener("visibilitychange", showWindows);
  addEventListener("pageshow", showWindows);
})();

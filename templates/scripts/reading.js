// On the pages that one reads: to follow them, to copy the frame of a letter, to link a sentence.

import { followed, today, write } from "./follow-store.js";

for (const button of document.querySelectorAll("[data-follow]")) {
  const { follow: url, hash = "" } = button.dataset;
  const show = () => {
    const on = url in followed().pages;
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? "已关注" : "关注";
  };
  button.addEventListener("click", () => {
    const store = followed();
    if (url in store.pages) delete store.pages[url];
    else store.pages[url] = hash;
    write({ ...store, visited: store.visited ?? today() });
    show();
  });
  show();
  button.hidden = false;
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue; // as over plain HTTP: the text can be selected
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.parentElement.querySelector("[data-letter]").textContent);
    button.textContent = "已复制";
  });
}

if (document.querySelector("[data-follow-app]")) import("./follow-page.js");
if (document.querySelector(".document")) import("./sentences.js");

// Which pane stands left, which panel right.
import { byId } from "./dom.js";

export function showPane(name) {
  for (const tab of document.querySelectorAll("[data-pane]")) {
    tab.setAttribute("aria-pressed", String(tab.dataset.pane === name));
    if (tab.dataset.pane === "evidence" && name === "evidence") tab.hidden = false;
  }
  for (const pane of ["text", "source", "evidence"]) byId(pane).hidden = pane !== name;
}

export function showPanel(name) {
  for (const tab of document.querySelectorAll("[data-panel]")) tab.setAttribute("aria-pressed", String(tab.dataset.panel === name));
  for (const panel of ["cards", "later", "findings"]) byId(`panel-${panel}`).hidden = panel !== name;
}

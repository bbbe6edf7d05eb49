// One key, one act. None acts in a field, with a modifier, in a dialog, or while an input method composes.
export function wireKeys(page) {
  let composing = false;
  document.addEventListener("compositionstart", () => { composing = true; }, true);
  document.addEventListener("compositionend", () => { composing = false; }, true);
  document.addEventListener("keydown", (event) => {
    if (composing || event.isComposing || event.keyCode === 229 || event.key === "Process") return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return page.escape();
    const target = event.target;
    if (target.closest?.("input, textarea, select, [contenteditable], dialog[open]")) return;
    if (page.picking && page.pickKey(event)) return event.preventDefault();
    if (event.repeat && !"jk".includes(event.key.toLowerCase())) return;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = page.keys[name];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

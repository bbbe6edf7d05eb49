// The settings of the site as a form on the desk's first page.
import { byId, formFields, make, refusedIn, say, values } from "./dom.js";
import { ask, showState } from "./wire.js";

function drawSettings(told, changed) {
  const send = (request) => async (event) => {
    event.preventDefault();
    showState("saving");
    try {
      const after = await ask("settings", request());
      showState("saved");
      drawSettings(after, changed);
      byId("settings-form").prepend(make("p", { class: "done", role: "status" }, `${after.said}。`),
        after.lacking.length ? make("p", { class: "refused" }, `公开以前还要补上：${after.lacking.join("；")}。`) : "");
      await changed();
    } catch (error) {
      showState("refused");
      refusedIn(form, error.message);
    }
  };
  const form = make("form", { class: "form", "data-form": "settings", novalidate: true, onsubmit: send(() => ({ values: values(form), state: told.state })) },
    formFields(told.fields),
    make("p", { class: "dialog__acts" }, make("button", { class: "button button--main" }, "记下"),
      told.undo ? make("button", { type: "button", class: "button", title: told.undo, onclick: send(() => ({ undo: true })) }, "撤销上一次") : null));
  byId("settings-form").replaceChildren(form);
}

/** Takes   changed: called once the file is another */
export function wireSettings(changed) {
  const box = byId("settings-box");
  box.addEventListener("toggle", async () => {
    if (!box.open) return;
    try { drawSettings(await ask("settings"), changed); }
    catch (error) { byId("settings-form").replaceChildren(make("p", { class: "refused", role: "alert" }, error.message)); }
  });
  const open = () => { if (location.hash === "#settings") { box.open = true; box.scrollIntoView(); } };
  window.addEventListener("hashchange", open);
  open();
}

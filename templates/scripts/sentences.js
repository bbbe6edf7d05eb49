// Selecting words of a text offers the address of their sentence, and the same words on the publisher's own page.

const source = document.querySelector("#text").dataset.source;
const box = document.createElement("div");
box.className = "sentence-link";
box.setAttribute("role", "group");
box.setAttribute("aria-label", "所选的话");
box.hidden = true;
document.body.append(box);

/** The element of the sentence in which a selection begins. */
function sentenceOf(selection) {
  const node = selection.anchorNode?.nodeType === Node.TEXT_NODE ? selection.anchorNode.parentElement : selection.anchorNode;
  const found = node?.closest?.('.document [id*="-s"]');
  return found && /-s\d+$/.test(found.id) ? found : null;
}

const fragmentOf = (words) => `:~:text=${encodeURIComponent(words).replaceAll("-", "%2D")}`;

function link(words, href) {
  const made = document.createElement("a");
  made.href = href;
  made.textContent = words;
  return made;
}

function offer() {
  const selection = getSelection();
  const words = selection.toString().trim();
  const sentence = words ? sentenceOf(selection) : null;
  box.hidden = sentence === null;
  if (sentence === null) return;
  const address = link("链接到这一句", `#${sentence.id}`);
  address.addEventListener("click", () => navigator.clipboard?.writeText(`${location.href.split("#")[0]}#${sentence.id}`));
  box.replaceChildren(address);
  if (source) {
    const there = link("在发布单位的网页上看", `${source.split("#")[0]}#${fragmentOf(sentence.textContent.trim().slice(0, 60))}`);
    there.rel = "noopener external";
    box.append(there);
  }
  const place = selection.getRangeAt(0).getBoundingClientRect();
  box.style.top = `${scrollY + place.bottom + 6}px`;
  box.style.left = `${Math.max(8, Math.min(scrollX + place.left, scrollX + document.documentElement.clientWidth - box.offsetWidth - 8))}px`;
}

let waiting = null;
document.addEventListener("selectionchange", () => {
  clearTimeout(waiting);
  waiting = setTimeout(offer, 200);
});

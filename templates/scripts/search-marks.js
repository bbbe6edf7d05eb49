// Marks the words that were searched, on the page that a result leads to.

import { fold, markedNodes, merged, rangesOf } from "./search-text.js";

const BLOCKS = "p,li,h1,h2,h3,h4,h5,h6,td,th,dd,dt,blockquote,figcaption,summary,pre,div,section,article,main";

/** Marks the words in the main part, also across elements, and goes to the first where the address names no place. */
export function markWords(wanted) {
  const terms = wanted.map(fold).filter(Boolean);
  const main = document.querySelector("main");
  if (!main || terms.length === 0) return;
  for (const nodes of textBlocks(main)) markBlock(nodes, terms);
  if (!location.hash) main.querySelector("mark.search-mark")?.scrollIntoView({ block: "center" });
}

/** Text nodes that stand in the same block, in order. */
function textBlocks(main) {
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const blocks = new Map();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest("script, style, form, nav, textarea, select, svg")) continue;
    const block = node.parentElement.closest(BLOCKS) ?? main;
    blocks.set(block, [...(blocks.get(block) ?? []), node]);
  }
  return blocks.values();
}

function markBlock(nodes, terms) {
  const whole = nodes.map((node) => node.data).join("");
  const ranges = merged(rangesOf(whole, terms));
  let end = whole.length;
  for (const node of nodes.reverse()) {
    const start = end - node.data.length;
    const inside = ranges.filter(([from, to]) => from < end && to > start)
      .map(([from, to]) => [Math.max(from, start) - start, Math.min(to, end) - start]);
    end = start;
    if (inside.length > 0) node.replaceWith(...markedNodes(node.data, inside));
  }
}

// A node of HTML as one expression, for every script that makes some.

/** An attribute that is null is left out. Children are nodes or words. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

// The head of notice.md by its schema: what may be written at a place, and what a key means. Nothing of the editor is in here.
"use strict";

const KEY = /^(\s*)((?:- )*)([A-Za-z_][\w-]*):(?:\s|$)/;

/** The lines of the head: [first, last), or null where the text has none. */
function headOf(lines) {
  if ((lines[0] ?? "").trimEnd() !== "---") return null;
  const end = lines.findIndex((line, number) => number > 0 && ["---", "..."].includes(line.trimEnd()));
  return [1, end < 0 ? lines.length : end];
}

/** A schema with its reference followed. */
function resolved(schema, root) {
  const one = schema.allOf?.length === 1 ? schema.allOf[0] : schema;
  return one.$ref ? root.$defs[one.$ref.split("/").pop()] : one;
}

/** Every schema a value may have; of a list, those of its elements. */
function choices(schema, root) {
  const own = resolved(schema, root);
  if (own.anyOf) return own.anyOf.flatMap((each) => choices(each, root));
  if (own.items) return choices(own.items, root);
  return [own];
}

/** The keys that may stand below a path of keys: name → schema. */
function keysBelow(path, root) {
  let schemas = [root];
  for (const key of path) {
    schemas = schemas.flatMap((each) => (each.properties?.[key] ? choices(each.properties[key], root) : []));
  }
  return Object.assign({}, ...schemas.map((each) => each.properties ?? {}));
}

/** The keys above a line, outermost first: those that are indented less. */
function pathTo(lines, number, first) {
  const path = [];
  let indent = indentOf(lines[number]);
  for (let above = number - 1; above >= first && indent > 0; above--) {
    const found = KEY.exec(lines[above]);
    if (!found) continue;
    const dashes = found[1].length + found[2].length; // the key in `- file:` stands where the next one of its record does
    if (found[1].length < indent && dashes < indent) {
      path.unshift(found[3]);
      indent = found[1].length;
    }
  }
  return path;
}

function indentOf(line) {
  const lead = /^\s*(?:- )*/.exec(line)[0];
  return lead.length;
}

/** The keys that the record of a line has already, on other lines. */
function keysBeside(lines, number, [first, last]) {
  const indent = indentOf(lines[number]);
  const begins = (line) => /^\s*- /.test(line) && indentOf(line) === indent; // a record of a list
  const found = new Set();
  const look = (line) => {
    const key = KEY.exec(line);
    if (key && indentOf(line) === indent) found.add(key[3]);
  };
  const outside = (line) => line.trim() && indentOf(line) < indent;
  for (let above = number; above >= first && !outside(lines[above]); above--) {
    if (above < number) look(lines[above]);
    if (begins(lines[above])) break;
  }
  for (let below = number + 1; below < last && !outside(lines[below]) && !begins(lines[below]); below++) look(lines[below]);
  return found;
}

/** What may be written where the cursor is: {kind: "key" | "value", options: [{name, says, required}]}; null outside the head. */
function completions(text, number, column, root) {
  const lines = text.split(/\r?\n/);
  const head = headOf(lines);
  if (!head || number < head[0] || number >= head[1]) return null;
  const before = lines[number].slice(0, column);
  const typed = /^(\s*(?:- )*)([\w-]*)$/.exec(before);
  const path = pathTo(lines, number, head[0]);
  const keys = keysBelow(path, root);
  if (typed) {
    const required = path.length ? [] : root.required;
    const beside = keysBeside(lines, number, head);
    const free = Object.entries(keys).filter(([name]) => !beside.has(name));
    const options = free.map(([name, schema]) => ({
      name,
      says: schema.description ?? "",
      required: required.includes(name),
    }));
    return { kind: "key", options };
  }
  const value = /^\s*(?:- )*([A-Za-z_][\w-]*):\s+"?([\w-]*)$/.exec(before);
  if (!value || !keys[value[1]]) return null;
  return { kind: "value", options: choices(keys[value[1]], root).flatMap(named) };
}

function named(schema) {
  if (schema.type === "boolean") return ["true", "false"].map((name) => ({ name, says: "", required: false }));
  return (schema.enum ?? []).map((name, place) => ({
    name,
    says: schema.enumDescriptions?.[place] ?? "",
    required: false,
  }));
}

/** What the key under the cursor means: {says, from, to}; null where there is none. */
function explanation(text, number, column, root) {
  const lines = text.split(/\r?\n/);
  const head = headOf(lines);
  if (!head || number < head[0] || number >= head[1]) return null;
  const found = KEY.exec(lines[number]);
  if (!found) return null;
  const from = found[1].length + found[2].length;
  const to = from + found[3].length;
  const schema = keysBelow(pathTo(lines, number, head[0]), root)[found[3]];
  if (!schema || column < from || column > to) return null;
  const options = choices(schema, root).flatMap(named).filter((each) => each.says);
  const says = [schema.description, ...options.map((each) => `- \`${each.name}\` ${each.says}`)].join("\n");
  return { says, from, to };
}

module.exports = { completions, explanation };

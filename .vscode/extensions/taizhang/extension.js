// Tells the editor what head.js knows, for every notice.md below a folder notices/.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");
const { completions, explanation } = require("./head.js");

const NOTICES = { language: "markdown", pattern: "**/notices/*/notice.md" };

/** schemas/head.json of the folder that is open; read again when `python build.py schema` has written it anew. */
function schemaFor(document) {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  try {
    return JSON.parse(fs.readFileSync(path.join(folder.uri.fsPath, "schemas", "head.json"), "utf8"));
  } catch {
    return null; // not written yet
  }
}

const completing = {
  provideCompletionItems(document, position) {
    const schema = schemaFor(document);
    const found = schema && completions(document.getText(), position.line, position.character, schema);
    if (!found) return [];
    const { Property, EnumMember } = vscode.CompletionItemKind;
    return found.options.map((option, place) => {
      const item = new vscode.CompletionItem(option.name, found.kind === "key" ? Property : EnumMember);
      item.detail = option.required ? "必填" : "";
      item.documentation = new vscode.MarkdownString(option.says);
      item.insertText = found.kind === "key" ? `${option.name}: ` : option.name;
      item.sortText = `${option.required ? 0 : 1}${String(place).padStart(3, "0")}`;
      return item;
    });
  },
};

const explaining = {
  provideHover(document, position) {
    const schema = schemaFor(document);
    const found = schema && explanation(document.getText(), position.line, position.character, schema);
    if (!found) return null;
    const range = new vscode.Range(position.line, found.from, position.line, found.to);
    return new vscode.Hover(new vscode.MarkdownString(found.says), range);
  },
};

exports.activate = (context) => {
  context.subscriptions.push(
    vscode.languages.registerCompletionItemProvider(NOTICES, completing, " ", "\n"),
    vscode.languages.registerHoverProvider(NOTICES, explaining),
  );
};

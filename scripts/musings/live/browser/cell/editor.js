/** The editor, fetched at the first Edit: CodeMirror in the page's colours. Tab moves on, as everywhere on the page. */
import {
  EditorState, EditorView, HighlightStyle, bracketMatching, closeBrackets, closeBracketsKeymap, defaultKeymap, drawSelection,
  highlightSpecialChars, history, historyKeymap, indentOnInput, indentUnit, keymap, python, syntaxHighlighting, tags,
} from "../vendor/editor.js";
import { unprompted } from "./pycon.js";

/** The names of Material's colours for code. */
const colours = HighlightStyle.define(
  [
    [[tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword], "keyword"],
    [[tags.string, tags.special(tags.string)], "string"],
    [[tags.number, tags.bool, tags.null], "number"],
    [[tags.comment], "comment"],
    [[tags.function(tags.variableName), tags.function(tags.definition(tags.variableName)), tags.className], "function"],
    [[tags.operator, tags.compareOperator, tags.arithmeticOperator], "operator"],
    [[tags.punctuation, tags.separator, tags.bracket], "punctuation"],
    [[tags.meta], "special"],
  ].map(([tag, name]) => ({ tag: /** @type {any} */ (tag), color: `var(--md-code-hl-${name}-color)` })),
);

const look = EditorView.theme({
  "&": { color: "var(--md-code-fg-color)", backgroundColor: "transparent", fontSize: "inherit" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "inherit" },
  ".cm-content": { padding: "0", caretColor: "var(--md-code-fg-color)" },
  ".cm-line": { padding: "0" },
  ".cm-cursor": { borderLeftColor: "var(--md-code-fg-color)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { background: "var(--md-typeset-mark-color) !important" },
  "&.cm-focused .cm-matchingBracket": { background: "transparent", outline: "1px solid var(--md-default-fg-color--light)" },
});

/** @typedef {ReturnType<typeof createEditor>} Editor */

/**
 * @param {object} options
 * @param {HTMLElement} options.parent
 * @param {string} options.code
 * @param {string} options.label
 * @param {(code: string) => void} options.onChange
 */
export function createEditor({ parent, code, label, onChange }) {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: code,
      extensions: [
        highlightSpecialChars(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
        indentUnit.of("    "), python(), syntaxHighlighting(colours), look, EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", autocapitalize: "off" }),
        EditorView.clipboardInputFilter.of(unprompted),
        // Ctrl+Enter is the cell's own.
        keymap.of([{ key: "Mod-Enter", run: () => true }, ...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    focus: () => view.focus(),
    destroy: () => view.destroy(),
    /** @param {string} text */
    replace: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
  };
}

import { printParseErrorCode, visit, type ParseErrorCode } from "jsonc-parser";

/** Where a text stops being JSON; line and column count from 1. */
export type JsonFault = { readonly line: number; readonly column: number; readonly message: string };

const STRICT = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };
/** Deeper nesting is none of the files we read, and would exhaust the parser's stack. */
const MAX_DEPTH = 500;

/**
 * The first fault in a JSON text, which `JSON.parse` tells in words that differ between browsers, and often without a
 * place; null where the text is JSON. Slower than `JSON.parse`: for texts that it refused.
 */
export function jsonFault(text: string): JsonFault | null {
  let first: JsonFault | null = null;
  const stop = new Error("the first fault is found");
  const found = (offset: number, line: number, column: number, message: string): never => {
    first = { line: line + 1, column: column + 1, message: offset >= text.trimEnd().length ? CUT_OFF : message };
    throw stop;
  };
  let depth = 0;
  const enter = (offset: number, _length: number, line: number, column: number): void => {
    depth++;
    if (depth > MAX_DEPTH) found(offset, line, column, `nested more than ${MAX_DEPTH} deep`);
  };
  const leave = (): void => {
    depth--;
  };
  try {
    visit(
      text,
      {
        onObjectBegin: enter,
        onArrayBegin: enter,
        onObjectEnd: leave,
        onArrayEnd: leave,
        onError: (code, offset, length, line, column) => found(offset, line, column, faultText(code, text.slice(offset, offset + length))),
      },
      STRICT,
    );
  } catch (error) {
    if (error !== stop) throw error;
  }
  return first;
}

const CUT_OFF = "the text ends too early";

function faultText(code: ParseErrorCode, found: string): string {
  const shown = (found.length > 20 ? `${found.slice(0, 20)}…` : found).replaceAll('"', "");
  if (/^[}\]]$/.test(found)) return `a comma before "${found}" is one too many, or a value is missing`;
  if (/^-?(NaN|Infinity)$/.test(found)) return "NaN and Infinity are not JSON numbers; Python writes them";
  const texts: Readonly<Record<string, string>> = {
    InvalidSymbol: `"${shown}" is not a JSON value; text needs double quotes`,
    InvalidNumberFormat: `"${shown}" is not a JSON number`,
    PropertyNameExpected: `a name in double quotes belongs here, not "${shown}"`,
    ValueExpected: `a value belongs here, not "${shown}"; look for a comma too many`,
    ColonExpected: "a colon belongs after the name",
    CommaExpected: `a comma or a closing bracket belongs here, not "${shown}"`,
    CloseBraceExpected: `a comma or "}" belongs here, not "${shown}"`,
    CloseBracketExpected: `a comma or "]" belongs here, not "${shown}"`,
    EndOfFileExpected: "more text follows the end of the document",
    InvalidCommentToken: "JSON has no comments",
    UnexpectedEndOfComment: "JSON has no comments",
    UnexpectedEndOfString: "a text in double quotes is not closed, or holds a line break",
    UnexpectedEndOfNumber: `"${shown}" is not a whole number`,
    InvalidUnicode: "\\u needs four hexadecimal digits",
    InvalidEscapeCharacter: `"${shown}" holds a backslash that begins no escape`,
    InvalidCharacter: "a text holds a control character",
  };
  return texts[printParseErrorCode(code)] ?? `unexpected "${shown}"`;
}

/** Lines (from 1) on which the values at some paths of a JSON text begin; a path is `3.bounding_box.x`. */
export function jsonLines(text: string, paths: Iterable<string>): Map<string, number> {
  const wanted = new Set(paths);
  const lines = new Map<string, number>();
  const note = (line: number, path: readonly (string | number)[]): void => {
    const name = path.join(".");
    if (wanted.has(name) && !lines.has(name)) lines.set(name, line + 1);
  };
  visit(text, {
    onObjectBegin: (_offset, _length, line, _column, path) => note(line, path()),
    onArrayBegin: (_offset, _length, line, _column, path) => note(line, path()),
    onLiteralValue: (_value, _offset, _length, line, _column, path) => note(line, path()),
  });
  return lines;
}

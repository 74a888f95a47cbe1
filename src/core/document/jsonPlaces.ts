import { printParseErrorCode, visit, type ParseErrorCode } from "jsonc-parser";

/** Where a text stops being JSON; line and column count from 1. `cutOff`: it is JSON as far as it goes, but ends too soon. */
export type JsonFault = { readonly line: number; readonly column: number; readonly message: string; readonly cutOff: boolean };

const STRICT = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };
/** Files we read are never nested more deeply, and the parser's stack could overflow. */
const MAX_DEPTH = 500;

/**
 * The first fault in a JSON text, which `JSON.parse` reports in words that differ between browsers, and often without a position; null if
 * the text is JSON. Slower than `JSON.parse`: for texts that it refused.
 */
export function jsonFault(text: string): JsonFault | null {
  let first: JsonFault | null = null;
  const stop = new Error("the first error is found");
  const end = text.trimEnd().length;
  const found = (offset: number, line: number, column: number, message: string, cutOff = offset >= end): never => {
    first = { line: line + 1, column: column + 1, message: cutOff ? "unexpected end of the text" : message, cutOff };
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
        onError: (code, offset, length, line, column) => {
          const token = text.slice(offset, offset + length);
          const isCut = offset + length >= end && endsInside(code, token);
          found(offset, line, column, faultText(code, token), isCut || offset >= end);
        },
      },
      STRICT,
    );
  } catch (error) {
    if (error !== stop) throw error;
  }
  return first;
}

/** Whether what is wrong with a text's last token is only that it has no end: `"ab`, `"a\u00`, `tru`, `-`, `1.`, `1e`. */
function endsInside(code: ParseErrorCode, token: string): boolean {
  switch (printParseErrorCode(code)) {
    case "UnexpectedEndOfString":
    case "UnexpectedEndOfNumber":
      return true;
    case "InvalidUnicode":
    case "InvalidEscapeCharacter":
      return /\\(u[0-9a-f]{0,3})?$/i.test(token);
    case "InvalidSymbol":
      return token === "-" || ["true", "false", "null"].some((literal) => literal.startsWith(token));
    default:
      return false;
  }
}

/** Why a text is not JSON, in one line with the place, for texts that `JSON.parse` refused. */
export function notJson(text: string): string {
  const fault = jsonFault(text);
  // The text at the fault is quoted: raw bytes, if the file is not text.
  const reason = fault
    ? `line ${fault.line}, column ${fault.column}: ${fault.message.replace(/[\p{C}\uFFFD]+/gu, "·")}`
    : "it cannot be read";
  return `not JSON (${reason})`;
}

function faultText(code: ParseErrorCode, found: string): string {
  const shown = (found.length > 20 ? `${found.slice(0, 20)}…` : found).replaceAll('"', "");
  if (/^[}\]]$/.test(found)) return `remove the comma before "${found}", or add the missing value`;
  if (/^-?(NaN|Infinity)$/.test(found)) return "NaN and Infinity (as written by Python) are not valid JSON numbers";
  const texts: Readonly<Record<string, string>> = {
    InvalidSymbol: `"${shown}" is not a JSON value; strings need double quotes`,
    InvalidNumberFormat: `"${shown}" is not a JSON number`,
    PropertyNameExpected: `expected a name in double quotes, not "${shown}"`,
    ValueExpected: `expected a value, not "${shown}"; look for an extra comma`,
    ColonExpected: "expected a colon after the name",
    CommaExpected: `expected a comma or a closing bracket, not "${shown}"`,
    CloseBraceExpected: `expected a comma or "}", not "${shown}"`,
    CloseBracketExpected: `expected a comma or "]", not "${shown}"`,
    EndOfFileExpected: "there is more text after the end of the document",
    InvalidCommentToken: "JSON does not allow comments",
    UnexpectedEndOfComment: "JSON does not allow comments",
    UnexpectedEndOfString: "a string is not closed, or contains a line break",
    UnexpectedEndOfNumber: `"${shown}" is not a whole number`,
    InvalidUnicode: "\\u needs four hexadecimal digits",
    InvalidEscapeCharacter: `"${shown}" contains an invalid escape (a backslash must start one)`,
    InvalidCharacter: "a string contains a control character",
  };
  return texts[printParseErrorCode(code)] ?? `unexpected "${shown}"`;
}

/** Lines (from 1) on which the values at the given paths of a JSON text begin; a path is `3.bounding_box.x`. */
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

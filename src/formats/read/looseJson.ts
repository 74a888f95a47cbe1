/**
 * A text in quotes, which stays as it is; a number that only Python's JSON has; an integer that a double cannot tell from its neighbours.
 */
const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\w.])-?(?:NaN|Infinity)\b|(?<![\w.+-])-?\d{16,}(?![\w.])/g;
const SUSPECT = /\b(?:NaN|Infinity)\b|(?<![\w.+-])\d{16,}(?![\w.])/;

/** A document's JSON, how many `NaN` and `Infinity` became null in it, and the line of the first. */
export type LooseJson = { json: unknown; missing: number; line: number };

/**
 * A document as other people's tools write it: bare `NaN`, `Infinity` and `-Infinity` become null, and integers too large to
 * be exact become texts of their digits, so that ids stay apart. Null where there is neither, or it is no JSON even so.
 */
export function parseLoosely(text: string): LooseJson | null {
  if (!SUSPECT.test(text)) return null;
  let missing = 0;
  let first = 0;
  const replaced = text.replace(TEXT_OR_NUMBER, (found, at: number) => {
    if (found.startsWith('"')) return found;
    if (/\d$/.test(found)) return Number.isSafeInteger(Number(found)) ? found : `"${found}"`;
    if (missing++ === 0) first = at;
    return "null";
  });
  try {
    return { json: JSON.parse(replaced), missing, line: text.slice(0, first).split("\n").length };
  } catch {
    return null;
  }
}

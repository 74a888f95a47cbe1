/**
 * A string in quotes, which stays as it is; a number that only Python's JSON has; an integer that a double cannot distinguish from its
 * neighbours.
 */
const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\w.])-?(?:NaN|Infinity)\b|(?<![\w.+-])-?\d{16,}(?![\w.])/g;
const SUSPECT = /\b(?:NaN|Infinity)\b|(?<![\w.+-])\d{16,}(?![\w.])/;

/** A document's JSON, how many `NaN` and `Infinity` became null in it, and the line of the first. */
export type LooseJson = { json: unknown; missing: number; line: number };

/**
 * A document as other tools write it: bare `NaN`, `Infinity` and `-Infinity` become null, and integers too large to be exact become
 * strings of their digits, so that ids stay distinct. Null if there are neither, or if it is still not JSON.
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

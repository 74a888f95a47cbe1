/** A text in quotes, which stays as it is, or a number that only Python's JSON has. */
const TEXT_OR_BARE = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

/**
 * A document that is JSON but for bare `NaN`, `Infinity` and `-Infinity`, with null in their place: how many there were and
 * the line of the first. Null where nothing of the kind was the fault.
 */
export function withoutBareNumbers(text: string): { json: unknown; count: number; line: number } | null {
  let count = 0;
  let first = 0;
  const replaced = text.replace(TEXT_OR_BARE, (found, at: number) => {
    if (found.startsWith('"')) return found;
    if (count++ === 0) first = at;
    return "null";
  });
  if (count === 0) return null;
  try {
    return { json: JSON.parse(replaced), count, line: text.slice(0, first).split("\n").length };
  } catch {
    return null;
  }
}

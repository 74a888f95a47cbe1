/** Lines of a text that comes in pieces, with their numbers from 1. */
export function* linesOf(chunks: Iterable<string>): Generator<{ line: number; text: string }> {
  let rest = "";
  let line = 0;
  for (const chunk of chunks) {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop() ?? "";
    for (const text of parts) yield { line: ++line, text };
  }
  if (rest) yield { line: line + 1, text: rest };
}

/** Objects of a JSON list that comes in pieces, however it is laid out, as texts with the line they begin on. */
export function* listedObjects(chunks: Iterable<string>): Generator<{ line: number; text: string }> {
  let depth = 0;
  let quoted = false;
  let escaped = false;
  let object = "";
  let start = 1;
  let line = 1;
  for (const chunk of chunks) {
    let from = 0;
    for (let place = 0; place < chunk.length; place++) {
      const code = chunk.charCodeAt(place);
      if (code === NEWLINE) line++;
      if (quoted) {
        if (escaped) escaped = false;
        else if (code === BACKSLASH) escaped = true;
        else if (code === QUOTE) quoted = false;
      } else if (code === QUOTE) quoted = true;
      else if (code === OPEN && depth++ === 0) {
        from = place;
        start = line;
      } else if (code === CLOSE && --depth === 0) {
        yield { line: start, text: object + chunk.slice(from, place + 1) };
        object = "";
      }
    }
    if (depth > 0) object += chunk.slice(from);
  }
  if (depth > 0) yield { line: start, text: object };
}

const NEWLINE = 10;
const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;

type JsonFault = { line: number; column: number; message: string };
type Expected = "value" | "value or ]" | "key" | "key or }" | "comma" | "end";

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const LITERAL = /true|false|null/y;
const PYTHON_NUMBER = /-?(?:NaN|Infinity)/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SPACE = /[ \t\r\n]*/y;
const CUT_OFF = "the file ends too early";

/**
 * Where a text stops being JSON. `JSON.parse` tells this in words that differ between browsers, and often without a place.
 * Only run on texts that it refused.
 */
export function locateJsonFault(text: string): JsonFault {
  /** Closing brackets still owed. */
  const open: ("]" | "}")[] = [];
  let position = 0;
  let expected: Expected = "value";

  for (;;) {
    take(SPACE);
    const character = text[position];
    if (character === undefined) return fault(CUT_OFF);
    const message = step(character);
    if (message !== null) return fault(message);
  }

  /** Reads one token; gives what is wrong with it, or null. */
  function step(character: string): string | null {
    switch (expected) {
      case "end":
        return `"${character}" after the end of the document`;
      case "comma":
        if (character === ",") return proceed(open.at(-1) === "}" ? "key" : "value");
        return character === open.at(-1) ? close() : `expected a comma or "${open.at(-1) ?? ""}", found "${character}"`;
      case "key or }":
        return character === "}" ? close() : key(character);
      case "key":
        return key(character);
      case "value or ]":
        return character === "]" ? close() : value(character);
      case "value":
        return value(character);
    }
  }

  function key(character: string): string | null {
    if (character !== '"') return `expected a name in double quotes, found "${character}"`;
    const broken = string();
    if (broken !== null) return broken;
    take(SPACE);
    if (position >= text.length) return CUT_OFF;
    return text[position] === ":" ? proceed("value") : "expected a colon after the name";
  }

  function value(character: string): string | null {
    if (character === "{" || character === "[") {
      open.push(character === "{" ? "}" : "]");
      return proceed(character === "{" ? "key or }" : "value or ]");
    }
    if (character === '"') {
      const broken = string();
      if (broken !== null) return broken;
    } else if (take(PYTHON_NUMBER)) return "NaN and Infinity are no JSON numbers";
    else if (!take(LITERAL) && !take(NUMBER)) return `unexpected "${character}"`;
    expected = afterValue();
    return null;
  }

  function string(): string | null {
    for (position++; position < text.length; ) {
      const character = text.charAt(position);
      if (character === '"') {
        position++;
        return null;
      }
      if (character < " ") return "a line break or control character within a text in quotes";
      if (character !== "\\") position++;
      else if (!take(ESCAPE)) return position + 6 > text.length ? CUT_OFF : "an unknown escape (\\) within a text in quotes";
    }
    return CUT_OFF;
  }

  function close(): null {
    open.pop();
    return proceed(afterValue());
  }

  function proceed(next: Expected): null {
    position++;
    expected = next;
    return null;
  }

  function afterValue(): Expected {
    return open.length === 0 ? "end" : "comma";
  }

  function take(pattern: RegExp): boolean {
    pattern.lastIndex = position;
    if (!pattern.test(text)) return false;
    position = pattern.lastIndex;
    return true;
  }

  function fault(message: string): JsonFault {
    const before = text.slice(0, position);
    return { line: before.split("\n").length, column: position - before.lastIndexOf("\n"), message };
  }
}

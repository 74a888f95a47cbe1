/** Where a JSON text is broken. */
export type JsonFault = { line: number; message: string };

/**
 * Finds the first fault in a JSON text and the lines on which the values at some paths begin (`3.bounding_box.x`), which
 * `JSON.parse` does not tell, or not alike in all browsers. Meant for the case that something is wrong: it is slower.
 */
export function jsonPlaces(
  text: string,
  paths: Iterable<string>,
): { fault: JsonFault | null; lines: Map<string, number> } {
  const scanner = new Scanner(text, new Set(paths));
  try {
    scanner.document();
    return { fault: null, lines: scanner.lines };
  } catch (error) {
    if (error instanceof Fault) return { fault: { line: error.line, message: error.message }, lines: scanner.lines };
    throw error;
  }
}

class Fault extends Error {
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

const MAX_DEPTH = 200;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const LITERAL = /true|false|null/y;

class Scanner {
  readonly lines = new Map<string, number>();
  private place = 0;
  private line = 1;
  private readonly path: (string | number)[] = [];

  constructor(
    private readonly text: string,
    private readonly wanted: ReadonlySet<string>,
  ) {}

  document(): void {
    this.value();
    this.space();
    if (this.place < this.text.length) this.fail("the value ends here, but more text follows; remove it");
  }

  private value(): void {
    this.space();
    const path = this.path.join(".");
    if (this.wanted.has(path)) this.lines.set(path, this.line);
    if (this.path.length > MAX_DEPTH) this.fail(`nested more than ${MAX_DEPTH} deep; this is no list of detections`);
    const first = this.text[this.place];
    if (first === "{") this.members("}", () => this.member());
    else if (first === "[") this.members("]", (index) => this.element(index));
    else if (first === '"') this.string();
    else if (first !== undefined && /[-\d]/.test(first)) this.token(NUMBER, "not a number as JSON writes them");
    else
      this.token(LITERAL, first === undefined ? "the file ends in the middle; it was cut off" : this.unexpected(first));
  }

  private members(close: string, read: (index: number) => void): void {
    this.place++;
    this.space();
    if (this.text[this.place] === close) return void this.place++;
    for (let index = 0; ; index++) {
      read(index);
      this.space();
      const next = this.text[this.place];
      if (next === close) return void this.place++;
      if (next === undefined) this.fail("the file ends in the middle; it was cut off");
      if (next !== ",") this.fail(`${this.unexpected(next)}; a comma or "${close}" belongs here`);
      this.place++;
      this.space();
      if (this.text[this.place] === close) this.fail(`a comma before "${close}"; remove it`);
    }
  }

  private element(index: number): void {
    this.path.push(index);
    this.value();
    this.path.pop();
  }

  private member(): void {
    this.space();
    const start = this.place;
    if (this.text[start] !== '"') this.fail("a key in double quotes belongs here");
    this.string();
    this.path.push(this.text.slice(start + 1, this.place - 1));
    this.space();
    if (this.text[this.place] !== ":") this.fail("a colon is missing after the key");
    this.place++;
    this.value();
    this.path.pop();
  }

  private string(): void {
    for (this.place++; ;) {
      const code = this.text.charCodeAt(this.place);
      if (code === 34) return void this.place++;
      if (code === 92) this.token(ESCAPE, "an unknown escape in a text");
      // NaN, past the end, is not at least 32 either.
      else if (code >= 32) this.place++;
      else this.fail("a text that is not closed, or holds a line break");
    }
  }

  private token(pattern: RegExp, message: string): void {
    pattern.lastIndex = this.place;
    if (!pattern.test(this.text)) this.fail(message);
    this.place = pattern.lastIndex;
  }

  private space(): void {
    for (; this.place < this.text.length; this.place++) {
      const code = this.text.charCodeAt(this.place);
      if (code === 10) this.line++;
      else if (code !== 32 && code !== 9 && code !== 13) return;
    }
  }

  private unexpected(character: string): string {
    return `unexpected ${JSON.stringify(character)}`;
  }

  private fail(message: string): never {
    throw new Fault(this.line, message);
  }
}

/** Puts the pieces of a stream together to lines, in time that grows with their length only. */
export class Lines {
  #parts: string[] = [];
  #length = 0;
  /** Whether the rest of a line that is too long is being skipped. */
  #isSkipping = false;
  readonly #decoder = new TextDecoder();

  /** @param longest of a line of more characters, `onLine` gets the beginning as soon as it is there; the rest is not kept */
  constructor(
    private readonly longest: number,
    private readonly onLine: (line: string) => void,
  ) {}

  add(piece: Uint8Array): void {
    this.#take(this.#decoder.decode(piece, { stream: true }));
  }

  /** A last line need not end with a line break. */
  end(): void {
    this.#take(this.#decoder.decode());
    if (!this.#isSkipping && this.#length > 0) this.#tell();
    this.#isSkipping = false;
  }

  #take(text: string): void {
    let from = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
      this.#append(text.slice(from, end));
      if (!this.#isSkipping) this.#tell();
      this.#isSkipping = false;
      from = end + 1;
    }
    this.#append(text.slice(from));
  }

  #append(part: string): void {
    if (this.#isSkipping || part === "") return;
    this.#parts.push(part);
    this.#length += part.length;
    if (this.#length <= this.longest) return;
    this.#tell();
    this.#isSkipping = true;
  }

  #tell(): void {
    const line = this.#parts.join("");
    this.#parts = [];
    this.#length = 0;
    this.onLine(line.endsWith("\r") ? line.slice(0, -1) : line);
  }
}

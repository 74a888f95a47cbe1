/** Puts the pieces of a stream together to lines. */
export class Lines {
  #rest = "";
  readonly #decoder = new TextDecoder();

  /** @param longest a line of more characters is not waited for: `onLine` gets what there is of it */
  constructor(
    private readonly longest: number,
    private readonly onLine: (line: string) => void,
  ) {}

  add(piece: Uint8Array): void {
    const pieces = (this.#rest + this.#decoder.decode(piece, { stream: true })).split(/\r?\n/);
    this.#rest = pieces.pop() ?? "";
    for (const line of pieces) this.onLine(line);
    if (this.#rest.length > this.longest) this.end();
  }

  /** A last line need not end with a line break. */
  end(): void {
    const line = this.#rest;
    this.#rest = "";
    if (line !== "") this.onLine(line);
  }
}

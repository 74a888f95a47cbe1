/** Passes on what comes in any order in the order of its indices, from 0. */
export class InOrder<Item> {
  readonly #passed: Item[] = [];
  readonly #early = new Map<number, Item>();

  constructor(private readonly pass: (item: Item) => void) {}

  put(index: number, item: Item): void {
    this.#early.set(index, item);
    for (;;) {
      const next = this.#early.get(this.#passed.length);
      if (next === undefined) return;
      this.#early.delete(this.#passed.length);
      this.#passed.push(next);
      this.pass(next);
    }
  }

  /** Everything passed on so far. */
  get all(): readonly Item[] {
    return this.#passed;
  }
}

const collator = new Intl.Collator("en", { numeric: true });

/** Compares numbers by value: `shot 2` before `shot 10`. The same everywhere, and two different names never tie. */
export function naturally(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

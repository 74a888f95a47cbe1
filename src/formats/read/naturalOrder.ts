const collator = new Intl.Collator("en", { numeric: true });

/** Compares as people count: `shot 2` before `shot 10`. The same everywhere, and never a tie between two names. */
export function naturally(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

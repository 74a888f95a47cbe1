import { SuiteError } from "./errors";

/** Part `index` (from 1) of `count`. */
export type Shard = { readonly index: number; readonly count: number };

/** Reads `2/3`. @throws SuiteError */
export function parseShard(text: string): Shard {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || index < 1 || index > count) throw new SuiteError(`"${text}" is not a shard; use i/n, such as 1/3, with i from 1 to n`);
  return { index, count };
}

/**
 * The items of one shard, in their order. The longest go first, each to the shard with the least so far (longest processing time; at most
 * 4/3 of the optimum: R. L. Graham, 1969). Ties are resolved by name and by the lower shard, so every machine finds the same split.
 */
export function itemsOfShard<Item extends { readonly name: string; readonly cost: number }>(
  items: readonly Item[],
  { index, count }: Shard,
): Item[] {
  const load = new Array<number>(count).fill(0);
  const shards = new Map<string, number>();
  const byCost = [...items].sort((a, b) => b.cost - a.cost || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const { name, cost } of byCost) {
    let least = 0;
    for (let shard = 1; shard < count; shard++) if ((load[shard] ?? 0) < (load[least] ?? 0)) least = shard;
    load[least] = (load[least] ?? 0) + cost;
    shards.set(name, least);
  }
  return items.filter(({ name }) => shards.get(name) === index - 1);
}

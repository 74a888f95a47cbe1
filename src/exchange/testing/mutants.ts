import { hashUnit } from "@/core/random";

const ODD = [
  "NaN",
  "1e308",
  "-1",
  "0",
  "",
  "Infinity",
  "9".repeat(400),
  "$x",
  "${",
  "${1/0}",
  "__proto__",
  "constructor",
  "<",
  "&",
  "é",
  "1e-320",
];

/** Files with small random faults, always the same for a seed: attributes with odd values, and parts that are gone, doubled or swapped. */
export async function everyMutant(
  texts: readonly string[],
  count: number,
  use: (mutants: readonly string[]) => Promise<void>,
  seed = 1,
): Promise<void> {
  for (let index = 0; index < count; index++) {
    const random = (...keys: readonly number[]) => hashUnit(seed, index, ...keys);
    const which = Math.floor(random(0) * texts.length);
    await use(texts.map((text, at) => (at === which ? mutant(text, random) : text)));
  }
}

function mutant(text: string, random: (...keys: readonly number[]) => number): string {
  let changed = text;
  const times = 1 + Math.floor(random(1) * 3);
  for (let time = 0; time < times; time++) {
    const pick = (key: number, count: number) => Math.floor(random(2, time, key) * count);
    const from = pick(0, changed.length);
    const to = Math.min(changed.length, from + 1 + pick(1, 60));
    switch (pick(2, 4)) {
      case 0:
        changed = changed.slice(0, from) + changed.slice(to);
        break;
      case 1:
        changed = changed.slice(0, to) + changed.slice(from);
        break;
      default: {
        const values = [...changed.matchAll(/="[^"]*"/g)];
        const value = values[pick(3, values.length)];
        if (value)
          changed = `${changed.slice(0, value.index)}="${ODD[pick(4, ODD.length)] ?? ""}"${changed.slice(value.index + value[0].length)}`;
      }
    }
  }
  return changed;
}

import { PURPOSE, hash32, hashUnit } from "@/core/random";

/** The purpose of a random number of the simulation. */
const USE = {
  session: 1,
  event: 2,
  falseEvent: 3,
  detect: 10,
  time: 11,
  confidence: 12,
  falseTime: 13,
  falseConfidence: 14,
  falseClass: 15,
  result: 16,
  boxX: 20,
  boxY: 21,
  boxWidth: 22,
  boxHeight: 23,
  latency: 24,
  drop: 25,
  repeat: 26,
  confuse: 27,
  otherClass: 28,
  idSwitch: 29,
  loss: 30,
  lossFrames: 31,
  ghost: 40,
  ghostPlace: 41,
  ghostSize: 42,
  ghostShape: 43,
  ghostFrames: 44,
} as const;
export type Use = keyof typeof USE;

/** Hashed random numbers of one run: each is derived from its purpose, so no object changes another's. */
export class Noise {
  /** @param stream distinguishes runs that share a seed */
  constructor(
    private readonly seed: number,
    private readonly stream = 0,
  ) {}

  /** [0, 1). */
  unit(use: Use, ...keys: readonly number[]): number {
    return hashUnit(this.seed, PURPOSE.detection, this.stream, USE[use], ...keys);
  }

  between(low: number, high: number, use: Use, ...keys: readonly number[]): number {
    return low + (high - low) * this.unit(use, ...keys);
  }

  pick<Item>(items: readonly Item[], fallback: Item, use: Use, ...keys: readonly number[]): Item {
    return items[Math.floor(this.unit(use, ...keys) * items.length)] ?? fallback;
  }

  /**
   * Mean 0, standard deviation 1, never beyond ±3: the sum of three uniform numbers (Irwin–Hall), which unlike Box–Muller needs no
   * logarithm or cosine, whose last digits differ between machines.
   */
  bell(use: Use, ...keys: readonly number[]): number {
    const sum = this.unit(use, ...keys, 0) + this.unit(use, ...keys, 1) + this.unit(use, ...keys, 2);
    return (sum - 1.5) * 2;
  }

  namespace(use: Use): number {
    return hash32(this.seed, PURPOSE.detection, this.stream, USE[use]);
  }
}

export function clamp(value: number, [low, high]: readonly [number, number]): number {
  return Math.min(high, Math.max(low, value));
}

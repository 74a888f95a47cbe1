/**
 * Counter-based randomness: every number is a hash of its purpose, so seeking, parallel segments and other actors never change it. The
 * mixing is MurmurHash3's 32-bit body and finaliser (Austin Appleby, public domain).
 */

/** What a random number is used for; keeps the streams of one actor and frame apart. */
export const PURPOSE = {
  jitterX: 1,
  jitterY: 2,
  flickerChance: 3,
  flickerAmount: 4,
  generatorSpeed: 5,
  crowdStart: 6,
  crowdPosition: 7,
  crowdPace: 8,
  crowdLook: 9,
  scenery: 20,
  particles: 21,
  light: 22,
  sensor: 23,
  blink: 24,
  detection: 40,
  dataset: 60,
  search: 80,
} as const;

function mix(state: number, key: number): number {
  let k = Math.imul(key, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  k = Math.imul(k, 0x1b873593);
  let h = state ^ k;
  h = (h << 13) | (h >>> 19);
  return (Math.imul(h, 5) + 0xe6546b64) | 0;
}

/** A 32-bit unsigned hash of integers (each taken modulo 2³²). */
export function hash32(...keys: readonly number[]): number {
  let h = 0;
  for (const key of keys) h = mix(h, key | 0);
  h ^= keys.length * 4;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return h >>> 0;
}

/** A number in [0, 1), uniformly distributed, in steps of 2⁻³². */
export function hashUnit(...keys: readonly number[]): number {
  return hash32(...keys) / 0x1_0000_0000;
}

/** A number in [low, high). */
export function hashBetween(low: number, high: number, ...keys: readonly number[]): number {
  return low + (high - low) * hashUnit(...keys);
}

/** An integer from `low` to `high`, both included. */
export function hashInteger(low: number, high: number, ...keys: readonly number[]): number {
  return low + Math.floor(hashUnit(...keys) * (high - low + 1));
}

/** A 32-bit key for a text, to be used among the integer keys (FNV-1a over UTF-16 units). */
export function textKey(text: string): number {
  let h = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) h = Math.imul(h ^ text.charCodeAt(index), 0x01000193);
  return h >>> 0;
}

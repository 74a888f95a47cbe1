import { hash32 } from "./hash";

/**
 * A UUID in the form of version 4, derived from three integers (taken modulo 2³²). Within a namespace no two pairs of `high` and `low`
 * share one: 64 of its bits are a one-to-one mixture of the pair, the rest a hash.
 */
export function hashUuid(namespace: number, high: number, low: number): string {
  // Rounds of a Feistel cipher: each is invertible, so different pairs stay different.
  const mixed = finalise(high ^ hash32(namespace, 1));
  const d = finalise(low ^ mixed ^ hash32(namespace, 2));
  const a = (mixed ^ hash32(namespace, d, 5)) >>> 0;
  const b = hex(hash32(namespace, a, d, 3));
  const c = hex(hash32(namespace, a, d, 4));
  const variant = VARIANTS[parseInt(c.charAt(0), 16) & 3] ?? "8";
  return `${hex(a)}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(1, 4)}-${c.slice(4)}${hex(d)}`;
}

const VARIANTS = ["8", "9", "a", "b"] as const;

/** MurmurHash3's finaliser: a one-to-one map of 32-bit numbers. */
function finalise(value: number): number {
  let h = value | 0;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return h >>> 0;
}

/** Two digits for each byte: ids are made by the million, and this is several times faster than `toString(16)`. */
const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function hex(value: number): string {
  const [a, b, c, d] = [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
  return `${BYTES[a] ?? ""}${BYTES[b] ?? ""}${BYTES[c] ?? ""}${BYTES[d] ?? ""}`;
}

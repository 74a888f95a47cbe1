import type { Dimensions } from "../document/dimensions";
import { bodyOf, type BodyKind } from "./body";
import { lookKey, type BodyLook } from "./look";

const MOST_KEPT = 2000;
const known = new Map<string, number | null>();

/**
 * Metres that a body travels in one cycle of its movement, whatever the phase of the look: two steps, two turns of a cyclist's pedals, or
 * the part of a turn after which a wheel looks the same. So planted feet keep their place, and wheels roll. Null if nothing moves.
 */
export function cycleOf(kind: BodyKind, dimensions: Dimensions, look: Omit<BodyLook, "phase" | "detail">): number | null {
  const first: BodyLook = { ...look, phase: 0, detail: 1 };
  const key = `${kind} ${dimensions.length} ${dimensions.width} ${dimensions.height} ${lookKey(first)}`;
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const { cycle } = bodyOf(kind, dimensions, first);
  if (known.size >= MOST_KEPT) known.clear();
  known.set(key, cycle);
  return cycle;
}

import type { Corners } from "../picture/placement";

/** A box that a model proposes, in pixels of its input. */
export type Candidate = Corners & { readonly score: number; readonly classNumber: number };

/** The most confident first; among equals, the order of the model. */
export const byScore = (candidates: readonly Candidate[]): Candidate[] => candidates.toSorted((one, other) => other.score - one.score);

/**
 * Keeps the most confident box of those of one class that overlap by more than `iou` (non-maximum suppression). The result is ordered by
 * confidence, and depends on nothing but the candidates and their order.
 */
export function suppress(candidates: readonly Candidate[], iou: number): Candidate[] {
  const kept: Candidate[] = [];
  const byClass = new Map<number, Candidate[]>();
  for (const candidate of byScore(candidates)) {
    const rivals = byClass.get(candidate.classNumber) ?? [];
    if (rivals.some((rival) => overlap(rival, candidate) > iou)) continue;
    rivals.push(candidate);
    byClass.set(candidate.classNumber, rivals);
    kept.push(candidate);
  }
  return kept;
}

function overlap(one: Corners, other: Corners): number {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (areaOf(one) + areaOf(other) - shared);
}

const areaOf = ({ left, top, right, bottom }: Corners): number => (right - left) * (bottom - top);

import { LIMITS, type ActorType, type IgnoreRegion } from "@/core/document";
import type { ImportedRegion } from "./imported";

export type IgnoreRegions = {
  regions: IgnoreRegion[];
  /** How many did not fit into a scenario. */
  leftOut: number;
};

/**
 * Imported regions to ignore as a scenario has them: equal ones in consecutive frames become one.
 *
 * @param typeOf the type that a label stands for, as for actors; null: no type, so that the region applies to all
 */
export function ignoreRegionsOf(imported: readonly ImportedRegion[], typeOf: (label: string) => ActorType | null): IgnoreRegions {
  const regions: { startFrame: number; endFrame: number; box: Omit<IgnoreRegion, "startFrame" | "endFrame"> }[] = [];
  const open = new Map<string, (typeof regions)[number]>();
  for (const { frame, x, y, width, height, label } of imported.toSorted((a, b) => a.frame - b.frame)) {
    const type = label === null ? null : typeOf(label);
    const key = [x, y, width, height, type].join();
    const earlier = open.get(key);
    if (earlier && frame <= earlier.endFrame) {
      earlier.endFrame = frame + 1;
      continue;
    }
    const region = { startFrame: frame, endFrame: frame + 1, box: { x, y, width, height, ...(type && { type }) } };
    open.set(key, region);
    regions.push(region);
  }
  const kept = regions.slice(0, LIMITS.ignoreRegions);
  return {
    regions: kept.map(({ startFrame, endFrame, box }) => ({ startFrame, endFrame, ...box })),
    leftOut: regions.length - kept.length,
  };
}

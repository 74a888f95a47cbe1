import { LIMITS, type ActorType, type IgnoreRegion, type Scenario } from "@/core/document";
import { command, type Command } from "./command";
import { clamp, clampCoordinate, clampFrame, mapWhere, tidy, withParts, without } from "./edit";

/** Smaller ones could not be seen. */
const LEAST = 1;

/** A region to ignore in the middle of the picture, for every type and the whole video. */
export function draftRegion({ video: { width, height, durationFrames } }: Scenario): IgnoreRegion {
  const [across, high] = [Math.round(width / 4), Math.round(height / 4)];
  return {
    startFrame: 0,
    endFrame: durationFrames,
    x: Math.round((width - across) / 2),
    y: Math.round((height - high) / 2),
    width: across,
    height: high,
  };
}

/** Adds copies of the regions: no two in a list are the same object, so that each can be told from the others. */
export function addRegions(regions: readonly IgnoreRegion[]): Command {
  const label = regions.length === 1 ? "Add region to ignore" : `Add ${regions.length} regions to ignore`;
  return command(label, (scenario) =>
    regions.length === 0
      ? scenario
      : { ...scenario, ignoreRegions: [...(scenario.ignoreRegions ?? []), ...regions.map((region) => ({ ...region }))] },
  );
}

/** Deletes regions by their places in the list; without any left, the scenario has no list. */
export function deleteRegions(indexes: readonly number[]): Command {
  return command("Delete region to ignore", (scenario) => {
    const before = scenario.ignoreRegions ?? [];
    const regions = before.filter((_, index) => !indexes.includes(index));
    if (regions.length === before.length) return scenario;
    return regions.length > 0 ? { ...scenario, ignoreRegions: regions } : without(scenario, "ignoreRegions");
  });
}

export function moveRegions(indexes: readonly number[], dx: number, dy: number): Command {
  return editRegions("Move region to ignore", indexes, (region) => ({
    ...region,
    x: clampCoordinate(region.x + dx),
    y: clampCoordinate(region.y + dy),
  }));
}

export type RegionChange = Partial<Pick<IgnoreRegion, "x" | "y" | "width" | "height" | "startFrame" | "endFrame">>;

/** Puts regions elsewhere or into other frames: at least a frame long and a pixel wide. */
export function changeRegions(indexes: readonly number[], change: RegionChange): Command {
  return editRegions("Change region to ignore", indexes, (region) => {
    const next = { ...region, ...change };
    const startFrame = clampFrame(change.startFrame === undefined ? next.startFrame : Math.min(next.startFrame, next.endFrame - 1));
    return {
      ...next,
      startFrame,
      endFrame: clampFrame(Math.max(next.endFrame, startFrame + 1)),
      x: clampCoordinate(next.x),
      y: clampCoordinate(next.y),
      width: tidy(clamp(next.width, LEAST, LIMITS.coordinate)),
      height: tidy(clamp(next.height, LEAST, LIMITS.coordinate)),
    };
  });
}

/** Sets the type whose detections are not judged there; null: every type's. */
export function setRegionType(indexes: readonly number[], type: ActorType | null): Command {
  return editRegions("Change region to ignore", indexes, (region) => ({ ...without(region, "type"), ...(type && { type }) }));
}

function editRegions(label: string, indexes: readonly number[], change: (region: IgnoreRegion) => IgnoreRegion): Command {
  return command(label, (scenario) => {
    const before = scenario.ignoreRegions;
    if (!before || indexes.length === 0) return scenario;
    const chosen = new Set(indexes);
    return withParts(scenario, { ignoreRegions: mapWhere(before, (_, index) => chosen.has(index), change) });
  });
}

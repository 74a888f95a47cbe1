import { LIMITS, type ActorType, type IgnoreRegion, type Point, type Scenario } from "@/core/document";
import { command, type Command } from "./command";
import { clamp, clampCoordinate, clampFrame, mapWhere, tidy, withParts, without } from "./edit";

/** Smaller ones could not be seen. */
const LEAST = 1;

/** Pixels from a region to the next that is put in the same place, right and down. */
const STEP = 20;
/** After so many they may lie on each other. */
const MOST_STEPS = 100;

/**
 * A region to ignore for every type and the whole video, with its middle at a place or else in the middle of the picture; beside
 * those that lie there already.
 */
export function draftRegion({ video, ignoreRegions = [] }: Pick<Scenario, "video" | "ignoreRegions">, at?: Point): IgnoreRegion {
  const [width, height] = [Math.round(video.width / 4), Math.round(video.height / 4)];
  const [right, bottom] = [video.width - width, video.height - height];
  const middle = at ?? { x: video.width / 2, y: video.height / 2 };
  const x = clamp(Math.round(middle.x - width / 2), 0, right);
  const y = clamp(Math.round(middle.y - height / 2), 0, bottom);
  const taken = new Set(ignoreRegions.map((region) => `${region.x} ${region.y}`));
  const isFree = (shift: number) =>
    !taken.has(`${x + shift} ${y + shift}`) && Math.min(x, y) + shift >= 0 && x + shift <= right && y + shift <= bottom;
  const shifts = Array.from({ length: MOST_STEPS }, (_, step) => step * STEP);
  const shift = [...shifts, ...shifts.map((value) => -value)].find(isFree) ?? 0;
  return { startFrame: 0, endFrame: video.durationFrames, x: x + shift, y: y + shift, width, height };
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

/** Duplicates regions by their places in the list, shifted by pixels. */
export function duplicateRegions(indexes: readonly number[], dx: number, dy: number): Command {
  return command("Duplicate", (scenario) => {
    const chosen = new Set(indexes);
    const originals = (scenario.ignoreRegions ?? []).filter((_, index) => chosen.has(index));
    return addRegions(originals.map((region) => movedBy(region, dx, dy))).apply(scenario);
  });
}

/** Deletes regions by their places in the list; without any left, the scenario has no list. */
export function deleteRegions(indexes: readonly number[]): Command {
  return command("Delete region to ignore", (scenario) => {
    const before = scenario.ignoreRegions ?? [];
    const deleted = new Set(indexes);
    const regions = before.filter((_, index) => !deleted.has(index));
    if (regions.length === before.length) return scenario;
    return regions.length > 0 ? { ...scenario, ignoreRegions: regions } : without(scenario, "ignoreRegions");
  });
}

export function moveRegions(indexes: readonly number[], dx: number, dy: number): Command {
  return editRegions("Move region to ignore", indexes, (region) => movedBy(region, dx, dy));
}

/** Leaves room for a frame after it. */
const firstFrame = (frame: number): number => Math.min(clampFrame(frame), 2 * LIMITS.durationFrames.max - 1);

/** A region elsewhere in the picture, and in other frames. */
export function movedBy(region: IgnoreRegion, dx: number, dy: number, frames = 0): IgnoreRegion {
  const startFrame = firstFrame(region.startFrame + frames);
  return {
    ...region,
    x: clampCoordinate(region.x + dx),
    y: clampCoordinate(region.y + dy),
    startFrame,
    endFrame: Math.max(startFrame + 1, clampFrame(region.endFrame + frames)),
  };
}

export type RegionChange = Partial<Pick<IgnoreRegion, "x" | "y" | "width" | "height" | "startFrame" | "endFrame">>;

/** Puts regions elsewhere or into other frames: at least a frame long and a pixel wide. */
export function changeRegions(indexes: readonly number[], change: RegionChange): Command {
  return editRegions("Change region to ignore", indexes, (region) => {
    const next = { ...region, ...change };
    const startFrame = firstFrame(change.startFrame === undefined ? next.startFrame : Math.min(next.startFrame, next.endFrame - 1));
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

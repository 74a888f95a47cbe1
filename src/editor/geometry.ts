import type { Actor, IgnoreRegion, Occluder, Point, Scenario } from "@/core/document";
import { scenePose } from "@/core/scene";
import type { Box } from "@/core/scene/frameStateTypes";

/** The actor's box in its scene at a frame, without jitter, as used for handles and hit tests. Pixels, not rounded. */
export function actorBox(scenario: Pick<Scenario, "scene" | "video">, actor: Actor, frame: number): Box {
  const { corner, width, height } = scenePose(scenario, actor, frame);
  return { x: corner.x, y: corner.y, width, height };
}

export const occluderBox = ({ x, y, size: { width, height } }: Occluder): Box => ({
  x: x - width / 2,
  y: y - height,
  width,
  height,
});

/** A region to ignore without the properties that are not its box. */
export const boxOfRegion = ({ x, y, width, height }: IgnoreRegion): Box => ({ x, y, width, height });

/** Whether a region to ignore applies at a frame. */
export const holdsAt = ({ startFrame, endFrame }: IgnoreRegion, frame: number): boolean => startFrame <= frame && frame < endFrame;

/** A region to ignore with its place in the scenario's list. */
export type PlacedRegion = readonly [index: number, region: IgnoreRegion];

const NO_REGIONS: readonly PlacedRegion[] = [];
/** Of each list, the regions at the frame that was last asked for. */
const lastAsked = new WeakMap<readonly IgnoreRegion[], { readonly frame: number; readonly found: readonly PlacedRegion[] }>();

/** The regions to ignore that hold at a frame, from back to front; asked again, it is the same list. */
export function regionsAt({ ignoreRegions }: Pick<Scenario, "ignoreRegions">, frame: number): readonly PlacedRegion[] {
  if (!ignoreRegions) return NO_REGIONS;
  const known = lastAsked.get(ignoreRegions);
  if (known?.frame === frame) return known.found;
  const found: PlacedRegion[] = [];
  ignoreRegions.forEach((region, index) => {
    if (holdsAt(region, frame)) found.push([index, region]);
  });
  lastAsked.set(ignoreRegions, { frame, found });
  return found;
}

export const isPresent = (actor: Actor, frame: number): boolean => !actor.hidden && actor.startFrame <= frame && frame < actor.endFrame;

export const contains = ({ x, y, width, height }: Box, point: Point, margin = 0): boolean =>
  point.x >= x - margin && point.x < x + width + margin && point.y >= y - margin && point.y < y + height + margin;

export const meets = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

/** The box with these two points at opposite corners. */
export const boxBetween = (one: Point, other: Point): Box => ({
  x: Math.min(one.x, other.x),
  y: Math.min(one.y, other.y),
  width: Math.abs(one.x - other.x),
  height: Math.abs(one.y - other.y),
});

/** The smallest box around all of them; undefined for none. */
export function unionBox(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

import type { Camera } from "../../camera";
import { Raster, type Silhouette } from "@/raster";
import type { FrameState, RoadView } from "../frameStateTypes";
import { NEAREST } from "./drawRoad";
import { drawRoadInstances } from "./pieces";

/** The rasteriser that counts pixels: one per thread, of the size used last. */
let counter: Raster | null = null;
/** The frame whose ids it contains. */
let held: FrameState | null = null;

/** Draws the ids of a frame. The result is valid until the next call. */
export function instancesOf(state: FrameState, view: RoadView): Raster {
  const { width, height } = state;
  if (counter?.width !== width || counter.height !== height) {
    counter = new Raster({ width, height, near: NEAREST });
    held = null;
  }
  if (held !== state) {
    drawRoadInstances(counter, state, view, held?.road !== undefined && isSameView(held.road.camera, view.camera));
    counter.renderInstances();
    held = state;
  }
  return counter;
}

/** Whether two cameras show a thing that stands in the same place of the picture. */
const isSameView = (one: Camera, other: Camera): boolean =>
  one.lens === other.lens && JSON.stringify(one.pose) === JSON.stringify(other.pose);

/** The ids of a frame as if random occlusion did not hide one of its bodies. Valid until the next call. */
export function instancesWith(state: FrameState, view: RoadView, shown: number): Raster {
  const bodies = state.bodies.map((body, index) => (index === shown && body.kind === "actor" ? { ...body, flicker: 1 } : body));
  return instancesOf({ ...state, bodies }, view);
}

/** Number of a silhouette's pixels inside the picture, visible or hidden. */
export function pixelsInFrame({ nearest }: Silhouette): number {
  let sum = 0;
  for (const pixels of nearest.values()) sum += pixels;
  return sum;
}

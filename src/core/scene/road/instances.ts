import { Raster, type Silhouette } from "@/raster";
import type { FrameState, RoadView } from "../frameStateTypes";
import { NEAREST, drawRoadInstances } from "./drawRoad";

/** The raster that counts pixels: one in each thread, of the size asked for last. */
let counter: Raster | null = null;
/** Whose ids it holds. */
let held: FrameState | null = null;

/** The ids of a frame, drawn. What it gives holds until another frame is asked for. */
export function instancesOf(state: FrameState, view: RoadView): Raster {
  const { width, height } = state;
  if (counter?.width !== width || counter.height !== height) {
    counter = new Raster({ width, height, near: NEAREST });
    held = null;
  }
  if (held !== state) {
    drawRoadInstances(counter, state, view);
    counter.renderInstances();
    held = state;
  }
  return counter;
}

/** The ids of a frame as they would be if random occlusion did not hide one of its bodies. Holds until another frame is asked for. */
export function instancesWith(state: FrameState, view: RoadView, shown: number): Raster {
  const bodies = state.bodies.map((body, index) => (index === shown && body.kind === "actor" ? { ...body, flicker: 1 } : body));
  return instancesOf({ ...state, bodies }, view);
}

/** Pixels of a silhouette in the picture, whether they are seen or hidden. */
export function pixelsInFrame({ nearest }: Silhouette): number {
  let sum = 0;
  for (const pixels of nearest.values()) sum += pixels;
  return sum;
}

import type { Condition } from "@/core/document";
import { frameState, placedFrame } from "@/core/scene";
import { RoadPicture } from "@/render";
import { roadScenario } from "./roadScenario";

const [FRAMES, STEP, WARM_UP] = [90, 10, 10];

/** Median milliseconds of a frame on one core: where everything is, its picture, that in YUV, and its truth. */
export function roadCosts(camera: "dashcam" | "roadside", condition?: Condition) {
  const scenario = roadScenario(camera, condition);
  const { width, height } = scenario.video;
  const picture = new RoadPicture(width, height);
  const target = new Uint8Array(width * height * 1.5);
  const times = { place: [] as number[], draw: [] as number[], i420: [] as number[], truth: [] as number[] };
  const take = <Result>(name: keyof typeof times, work: () => Result): Result => {
    const start = performance.now();
    const result = work();
    times[name].push(performance.now() - start);
    return result;
  };
  for (let round = 0; round < FRAMES; round++) {
    // Where the camera stands, frames in turn: then only what moves is drawn.
    const frame = camera === "dashcam" ? round * STEP : 300 + round;
    const state = take("place", () => placedFrame(scenario, frame));
    const regions = take("draw", () => (state.road ? picture.draw(state, state.road) : "whole"));
    take("i420", () => {
      if (regions === "whole") picture.raster.toI420(target);
      else for (const region of regions) picture.raster.toI420(target, region);
    });
    take("truth", () => frameState(scenario, frame));
  }
  const median = (values: readonly number[]) => values.slice(WARM_UP).sort((a, b) => a - b)[(FRAMES - WARM_UP) >> 1] ?? 0;
  return { place: median(times.place), draw: median(times.draw), i420: median(times.i420), truth: median(times.truth) };
}

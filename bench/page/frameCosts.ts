import { type PictureStyle, type Condition } from "@/core/document";
import { frameState } from "@/core/scene";
import { CONTEXT_SETTINGS, drawFrame, loadRenderAssets } from "@/render";
import { crowdedScenario } from "./crowd";

const FRAMES = 240;
const WARM_UP = 40;

/** Milliseconds, medians over frames. */
export type FrameCosts = { frameState: number; drawFrame: number; both: number };

/** The time taken to compute and draw a frame, on a canvas like the export's. */
export async function frameCosts(count: number, style: PictureStyle, weather: Condition): Promise<FrameCosts> {
  const scenario = crowdedScenario(count, style, weather, 30, FRAMES);
  const assets = await loadRenderAssets(scenario);
  const context = new OffscreenCanvas(scenario.video.width, scenario.video.height).getContext("2d", CONTEXT_SETTINGS);
  if (!context) throw new Error("The browser refused a canvas");
  const states: number[] = [];
  const drawings: number[] = [];
  for (let frame = 0; frame < FRAMES; frame++) {
    const start = performance.now();
    const state = frameState(scenario, frame);
    const stated = performance.now();
    drawFrame(context, state, assets);
    // Browsers defer drawing until the result is read.
    context.getImageData(0, 0, 1, 1);
    const drawn = performance.now();
    if (frame < WARM_UP) continue;
    states.push(stated - start);
    drawings.push(drawn - stated);
  }
  return {
    frameState: median(states),
    drawFrame: median(drawings),
    both: median(states.map((time, index) => time + (drawings[index] ?? 0))),
  };
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

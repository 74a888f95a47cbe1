import type { Scenario } from "@/core/document";
import { frameState } from "@/core/scene";

export type VisibilitySeries = { readonly frames: number[]; readonly visibility: (number | null)[] };

/** A plot of a few hundred pixels shows no more than this. */
const MAX_SAMPLES = 240;
/** Milliseconds of work before the page gets its turn. */
const SLICE_MS = 8;

/** Visibility of one track over the video, sampled; null where it is not annotated. Stops between samples when aborted. */
export async function visibilitySeries(scenario: Scenario, trackId: number, signal: AbortSignal): Promise<VisibilitySeries | null> {
  const { durationFrames } = scenario.video;
  const step = Math.max(1, Math.ceil(durationFrames / MAX_SAMPLES));
  const series: VisibilitySeries = { frames: [], visibility: [] };
  let sliceStart = performance.now();
  for (let frame = 0; frame < durationFrames; frame += step) {
    const body = frameState(scenario, frame).bodies.find((other) => other.kind === "actor" && other.trackId === trackId);
    series.frames.push(frame);
    series.visibility.push(body?.kind === "actor" ? body.visibility : null);
    if (performance.now() - sliceStart < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return null;
    sliceStart = performance.now();
  }
  return series;
}

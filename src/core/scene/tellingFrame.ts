import type { Scenario } from "../document/schema";
import { frameState } from "./frameState";

const SAMPLES = 16;

/** A frame that shows what a scenario is about: its first marker, or otherwise the sampled frame in which most actors are visible. */
export function tellingFrame(scenario: Scenario): number {
  const [marker] = scenario.markers;
  if (marker) return Math.min(marker.frame, scenario.video.durationFrames - 1);
  let best = { frame: 0, seen: 0 };
  for (let sample = 0; sample < SAMPLES; sample++) {
    const frame = Math.floor(((sample + 0.5) / SAMPLES) * scenario.video.durationFrames);
    let seen = 0;
    for (const body of frameState(scenario, frame).bodies) if (body.kind === "actor") seen += body.visibility * (1 - body.truncation);
    if (seen > best.seen + 0.01) best = { frame, seen };
  }
  return best.frame;
}

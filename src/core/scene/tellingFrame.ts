import type { Scenario } from "../document/schema";
import { frameState } from "./frameState";

const SAMPLES = 16;

/** How much of the actors is seen in a frame: 1 for each that is entirely in the picture, with nothing in front of it. */
function seenAt(scenario: Scenario, frame: number): number {
  let seen = 0;
  for (const body of frameState(scenario, frame).bodies) if (body.kind === "actor") seen += body.visibility * (1 - body.truncation);
  return seen;
}

/**
 * A frame that shows what a scenario is about: its first marker, or the sampled frame in which most actors are visible if it has none, or
 * the camera sees nobody there.
 */
export function tellingFrame(scenario: Scenario): number {
  const [marker] = scenario.markers;
  const marked = marker ? Math.min(marker.frame, scenario.video.durationFrames - 1) : 0;
  let best = { frame: marked, seen: 0 };
  if (marker && seenAt(scenario, marked) > 0) return marked;
  for (let sample = 0; sample < SAMPLES; sample++) {
    const frame = Math.floor(((sample + 0.5) / SAMPLES) * scenario.video.durationFrames);
    const seen = seenAt(scenario, frame);
    if (seen > best.seen + 0.01) best = { frame, seen };
  }
  return best.frame;
}

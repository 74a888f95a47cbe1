import { hashUuid } from "@/core/random";
import type { SimulationFrame, SimulationItem, SimulationRun } from "./events";
import { Noise } from "./noise";
import type { DetectionProfile } from "./profile";
import { simulateSensor } from "./sensor";
import { simulateSpecification } from "./specification";
import { simulateUnconditioned } from "./unconditioned";

/**
 * What an imperfect detector would have reported: events in order of time, and every injected fault with its cause. The same frames,
 * profile and run give the same items anywhere; an additional object in the scene changes nothing about the others except the new track
 * ids that a tracker assigns, unless one could be mistaken for the other.
 *
 * @param frames opens the frames in order; they are read twice
 */
export function simulateDetections(
  frames: () => Iterable<SimulationFrame>,
  profile: DetectionProfile,
  run: SimulationRun,
): Generator<SimulationItem> {
  const sessionId = run.sessionId ?? hashUuid(new Noise(run.seed).namespace("session"), 0, 0);
  switch (profile.model) {
    case "specification":
      return simulateSpecification(frames, profile, run, sessionId);
    case "unconditioned":
      return simulateUnconditioned(profile, run, sessionId);
    case "sensor":
      return simulateSensor(frames, profile, run, sessionId);
  }
}

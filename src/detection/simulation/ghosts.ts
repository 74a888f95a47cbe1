import type { Box } from "@/core/scene/frameStateTypes";
import type { TruthObject } from "../types";
import type { SimulationFrame, SimulationRun } from "./events";
import type { Noise } from "./noise";
import type { SensorProfile } from "./profile";
import { rampAt, rounded, weatherContrast } from "./sensorModel";

/** A false positive that may last several frames, always in one place. */
export type Ghost = {
  /** What its random numbers depend on: the frame it appeared at and its number there. */
  birth: number;
  number: number;
  /** First frame without it. */
  end: number;
  label: string;
  confidence: number;
  box: Box;
  /** What the ids of its events depend on. */
  key: number;
  /** The tracker's id, assigned when it is first reported. */
  trackId: number | null;
};

/** Chances for a new ghost in one frame; the expected number is divided equally among them. */
const CHANCES = 10;
const PLACES_TRIED = 16;
/** Above every track id of a real object. */
const GHOST_KEYS = 1_000_000_000_000;
/**
 * The false positives of one frame: those that last from earlier frames and new ones. None touches a true object's box, so none can be
 * mistaken for one. `lasting` is replaced by those that continue.
 */
export function ghostsAt(
  frame: SimulationFrame,
  lasting: readonly Ghost[],
  profile: SensorProfile,
  { video }: SimulationRun,
  noise: Noise,
): { alive: Ghost[]; seen: Ghost[] } {
  const { per_frame, worst_factor } = profile.false_positives;
  const contrast = rampAt(profile.detection.contrast, weatherContrast(frame.weather));
  const expected = per_frame * (1 + (worst_factor - 1) * (1 - contrast));
  const alive = lasting.filter(({ end }) => frame.frame < end);
  for (let number = 0; number < CHANCES; number++)
    if (noise.unit("ghost", frame.frame, number) < expected / CHANCES) {
      const ghost = newGhost(frame, number, profile, video, noise);
      if (ghost) alive.push(ghost);
    }
  return { alive, seen: alive.filter(({ box }) => !touchesAny(box, frame.truth)) };
}

function newGhost(
  { frame, truth }: SimulationFrame,
  number: number,
  { false_positives: { size_px, classes, confidence, frames } }: SensorProfile,
  video: SimulationRun["video"],
  noise: Noise,
): Ghost | null {
  const size = noise.between(size_px[0], size_px[1], "ghostSize", frame, number);
  const shape = noise.between(0.6, 1.6, "ghostShape", frame, number);
  const width = Math.min(size * shape, video.width);
  const height = Math.min(size / shape, video.height);
  const length = frames[0] + Math.floor(noise.unit("ghostFrames", frame, number) * (frames[1] - frames[0] + 1));
  for (let attempt = 0; attempt < PLACES_TRIED; attempt++) {
    const box = {
      x: rounded(noise.between(0, video.width - width, "ghostPlace", frame, number, attempt, 0), 100),
      y: rounded(noise.between(0, video.height - height, "ghostPlace", frame, number, attempt, 1), 100),
      width: rounded(width, 100),
      height: rounded(height, 100),
    };
    if (touchesAny(box, truth)) continue;
    return {
      birth: frame,
      number,
      end: frame + length,
      label: noise.pick(classes, "pedestrian", "falseClass", frame, number),
      confidence: rounded(noise.between(confidence[0], confidence[1], "falseConfidence", frame, number), 10_000),
      box,
      key: GHOST_KEYS + frame * CHANCES + number,
      trackId: null,
    };
  }
  // No free place: the frame is full of objects.
  return null;
}

function touchesAny(a: Box, truth: readonly TruthObject[]): boolean {
  return truth.some(({ bounding_box: b }) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height);
}

import { LIMITS, createScenario, validateScenario, type Actor, type IgnoreRegion, type Scenario } from "@/core/document";

export type ImportedParts = {
  readonly actors: readonly Actor[];
  readonly ignoreRegions: readonly IgnoreRegion[];
  /** Frames of the source, from 0 to its last. */
  readonly frames: number;
};

export type NewVideo = {
  readonly id: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
};

/** A new scenario for imported actors. Width and height are even. @throws ScenarioError if it could not be saved */
export function importedScenario(
  { actors, ignoreRegions, frames }: ImportedParts,
  { id, name, width, height, fps }: NewVideo,
): Scenario<never> {
  const checked = validateScenario(
    createScenario({
      id,
      name: name.trim().slice(0, 200) || "Imported annotations",
      video: { width, height, fps, durationFrames: importedDuration(frames) },
      actors,
      ...(ignoreRegions.length > 0 && { ignoreRegions }),
    }),
  );
  return { ...checked, assets: {} };
}

/** A frame count that a scenario can have. */
export function importedDuration(frames: number): number {
  return Math.min(LIMITS.durationFrames.max, Math.max(LIMITS.durationFrames.min, frames));
}

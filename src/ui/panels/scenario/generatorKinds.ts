import type { ActorType, Generator, Scenario } from "@/core/document";
import { newModelScale, type GeneratorSettings } from "@/editor";
import { secondsOf } from "@/core/timeline";

export const GENERATOR_KINDS = ["moving_pedestrian", "cyclist_crossing", "vehicle_sequence", "pedestrian_crowd"] as const;
export type GeneratorKind = (typeof GENERATOR_KINDS)[number];

export const GENERATOR_LABELS: Record<GeneratorKind, string> = {
  moving_pedestrian: "Moving pedestrian",
  cyclist_crossing: "Cyclist crossing",
  vehicle_sequence: "Vehicle sequence",
  pedestrian_crowd: "Crowd of pedestrians",
};

export const GENERATOR_TYPES: Record<GeneratorKind, ActorType> = {
  moving_pedestrian: "pedestrian",
  cyclist_crossing: "cyclist",
  vehicle_sequence: "vehicle",
  pedestrian_crowd: "pedestrian",
};

/** Initial settings, for a scenario's size and length and from the playhead onwards. */
export function newGenerator(kind: GeneratorKind, scenario: Scenario, frame: number): GeneratorSettings {
  const { video } = scenario;
  const x = video.width / 1280;
  const y = video.height / 720;
  const modelScale = newModelScale(scenario, GENERATOR_TYPES[kind]);
  const sized = { ...(x === 1 && y === 1 ? {} : { stretch: { x, y } }), ...(modelScale && { modelScale }) };
  const startSeconds = Math.round(secondsOf(frame, video.fps) * 100) / 100;
  const rest = Math.max(1, secondsOf(video.durationFrames, video.fps) - startSeconds);
  switch (kind) {
    case "moving_pedestrian":
      return {
        kind,
        ...sized,
        startSeconds,
        durationSeconds: Math.min(8, rest),
        from: { x: 50 * x, y: 300 * y },
        to: { x: 600 * x, y: 350 * y },
        confidenceBase: 0.87,
      };
    case "cyclist_crossing":
      return { kind, ...sized, startSeconds, durationSeconds: Math.min(4, rest), laneY: 350 * y, confidenceBase: 0.82 };
    case "vehicle_sequence":
      return { kind, ...sized, startSeconds, count: 3, laneY: 400 * y, spacing: 200 * x, speedVariation: 0.1 };
    case "pedestrian_crowd":
      return {
        kind,
        ...sized,
        startSeconds,
        durationSeconds: Math.min(8, rest),
        count: 8,
        from: { x: 200 * x, y: 460 * y },
        to: { x: 1080 * x, y: 500 * y },
        spread: 120 * x,
      };
  }
}

/** A generator in a few characters: `5, from 3 s`. */
export function describeGenerator(generator: Generator): string {
  const count = "count" in generator ? `${generator.count} · ` : "";
  return `${count}from ${generator.startSeconds} s`;
}

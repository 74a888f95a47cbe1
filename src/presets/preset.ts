import { createScenario, generateActors, type Actor, type Generator, type Scenario, type ScenarioParts } from "@/core/document";

/** A scenario ready to open or render, with its description for a gallery. */
export type Preset = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly group: PresetGroup;
  readonly scenario: Scenario<never>;
  /** The frame that a gallery shows; left out, one that tells what the scenario is about. */
  readonly pictureFrame?: number;
};

export type PresetGroup = "specification" | "suite" | "template" | "road" | "protocol";

/** A scenario whose actors come from generators, tracks numbered from 0 in their order. */
export function scenarioFromGenerators(parts: ScenarioParts, generators: readonly Generator[]): Scenario<never> {
  const scenario = createScenario({ ...parts, generators });
  const actors: Actor[] = [];
  for (const generator of generators) {
    const { seed, video } = scenario;
    actors.push(...generateActors(generator, { seed, video, firstTrackId: actors.length, noise: true }));
  }
  return { ...scenario, actors };
}

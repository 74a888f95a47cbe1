import type { Scenario } from "@/core/document";
import { frameState, umbrellasAreOpen } from "@/core/scene";
import {
  IgnoredRuns,
  groundTruthOf,
  ownIgnoreRegions,
  wholeRange,
  type GroundTruthIgnoreRegion,
  type GroundTruthRecord,
} from "@/core/truth";

/** What a detector's answer to a scenario is compared with. */
export type ScenarioTruth = {
  /** Of every n-th frame, in order of frame. */
  readonly truth: readonly GroundTruthRecord[];
  /** Where a detection is neither right nor wrong: regions of the scenario, and what is drawn but not labelled. */
  readonly ignored: readonly GroundTruthIgnoreRegion[];
};

/** Scenarios whose truth is kept: a search goes back and forth between few that differ in what is labelled. */
const KEPT = 12;

/** Truth of every n-th frame. It is computed once for all scenarios that differ only in light, weather or the camera's effects. */
export class TruthOfScenarios {
  private readonly known = new Map<string, ScenarioTruth>();

  constructor(private readonly every: number) {}

  of(scenario: Scenario): ScenarioTruth {
    const key = JSON.stringify(scenario, (name, value: unknown) => (UNLABELLED.has(name) ? undefined : value)) + this.weatherKey(scenario);
    const found = this.known.get(key);
    if (found) {
      // The most recently used is the last to be dropped.
      this.known.delete(key);
      this.known.set(key, found);
      return found;
    }
    const truth = this.compute(scenario);
    this.known.set(key, truth);
    for (const oldest of this.known.keys()) if (this.known.size > KEPT) this.known.delete(oldest);
    return truth;
  }

  private compute(scenario: Scenario): ScenarioTruth {
    const truth: GroundTruthRecord[] = [];
    const runs = new IgnoredRuns();
    for (const frame of this.frames(scenario)) {
      const state = frameState(scenario, frame);
      truth.push(...groundTruthOf(state));
      runs.add(frame, state.ignored);
    }
    return { truth, ignored: [...ownIgnoreRegions(scenario, wholeRange(scenario)), ...runs.regions] };
  }

  /** Of the weather, labels depend on umbrellas alone. */
  private weatherKey(scenario: Scenario): string {
    if (!scenario.road) return "";
    return [...this.frames(scenario)].map((frame) => (umbrellasAreOpen(scenario, frame) ? "1" : "0")).join("");
  }

  private *frames({ video }: Scenario): Generator<number> {
    for (let frame = 0; frame < video.durationFrames; frame += this.every) yield frame;
  }
}

/** Keys of the document that no label depends on; of weather, see `weatherKey`. */
const UNLABELLED: ReadonlySet<string> = new Set(["weather", "light", "sensor", "description", "markers", "assets", "color"]);

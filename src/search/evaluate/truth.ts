import type { Scenario } from "@/core/document";
import { frameState } from "@/core/scene";
import { groundTruthOf, type GroundTruthRecord } from "@/core/truth";

/** Scenarios whose truth is kept: a search goes back and forth between few that differ in what is labelled. */
const KEPT = 12;

/** Truth of every n-th frame. It does not depend on weather, light, style or the camera's effects, and is computed once for all of them. */
export class TruthOfScenarios {
  private readonly known = new Map<string, readonly GroundTruthRecord[]>();

  constructor(private readonly every: number) {}

  of(scenario: Scenario): readonly GroundTruthRecord[] {
    const key = JSON.stringify(scenario, (name, value: unknown) => (UNLABELLED.has(name) ? undefined : value));
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

  private compute(scenario: Scenario): GroundTruthRecord[] {
    const records: GroundTruthRecord[] = [];
    for (let frame = 0; frame < scenario.video.durationFrames; frame += this.every)
      records.push(...groundTruthOf(frameState(scenario, frame)));
    return records;
  }
}

/** Keys of the document that no label depends on. */
const UNLABELLED: ReadonlySet<string> = new Set(["weather", "light", "style", "sensor", "description", "markers", "assets", "color"]);

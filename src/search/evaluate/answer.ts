import type { WholeScenario } from "@/core/document";
import type { GroundTruthRecord } from "@/core/truth";
import type { Detection } from "@/detection";
import type { ScenarioTruth } from "./truth";

/** A detector's answer to a scenario, and what would have been right. */
export type Answer = {
  /** Of the frames that the detector was shown, in order of frame; of others, nothing is known. */
  readonly truth: ScenarioTruth["truth"];
  readonly ignored: ScenarioTruth["ignored"];
  readonly detections: readonly Detection[];
  /** The detector was shown every n-th frame, from frame 0. */
  readonly every: number;
};

/** Answers scenarios: a simulated detector, or a real one that is shown drawn frames. It gives the same answer whenever it is asked. */
export interface DetectorUnderTest {
  /** For reports and journals: the detector, its version and its settings. Two that differ may answer differently. */
  readonly description: string;
  /** Whatever its answers depend on, in full (a profile, a class map, options), as text. */
  readonly settings: string;
  /** How many scenarios it can answer at a time. */
  readonly parallel: number;
  /**
   * @param isWanted which objects the answer is needed for; frames without any may be left out. Without it, every frame counts.
   * @throws the signal's reason if it is aborted
   */
  answer(scenario: WholeScenario, signal: AbortSignal, isWanted?: (record: GroundTruthRecord) => boolean): Promise<Answer>;
}

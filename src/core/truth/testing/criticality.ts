import type { Scenario } from "../../document/schema";
import type { FrameRange } from "../../timeline";
import { groundTruthHeader } from "../records";
import { groundTruthJson } from "../json";
import { groundTruthRoad } from "../road";
import type { EncounterFrame, EncounterSummary } from "../road/criticality";

type Criticality = Record<string, EncounterSummary & { frames: EncounterFrame[] }>;

/** `criticality` as `ground_truth.json` of a scenario has it, by track id. */
export function criticalityTold(scenario: Scenario, range: FrameRange): Criticality {
  const text = [...groundTruthJson(groundTruthHeader(scenario, range), [], [], [], groundTruthRoad(scenario, range))].join("");
  const { criticality } = JSON.parse(text) as { criticality: Criticality };
  return criticality;
}

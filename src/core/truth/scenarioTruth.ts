import type { Scenario } from "../document/schema";
import { frameState } from "../scene";
import type { FrameRange } from "../timeline";
import { groundTruthWriter } from "./json";
import { groundTruthHeader, groundTruthOccluders, groundTruthOf } from "./records";
import { ownIgnoreRegions } from "./regions";
import { groundTruthRoad } from "./road";

/** `ground_truth.json` of a scenario or a part of it, in small pieces. */
export function* scenarioTruth(scenario: Scenario, range: FrameRange): Generator<string> {
  const writer = groundTruthWriter(
    groundTruthHeader(scenario, range),
    groundTruthOccluders(scenario),
    ownIgnoreRegions(scenario, range),
    groundTruthRoad(scenario, range),
  );
  yield* writer.start();
  for (let frame = range.start; frame < range.end; frame++) {
    const state = frameState(scenario, frame);
    yield writer.frame(groundTruthOf({ ...state, frame: frame - range.start }), state.ignored);
  }
  yield* writer.end();
}

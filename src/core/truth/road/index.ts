import type { Scenario } from "../../document/schema";
import type { FrameRange } from "../../timeline";
import { groundTruthCamera, type GroundTruthCamera } from "./camera";
import { encountersWithEgo, type Encounter } from "./criticality";

/** What `ground_truth.json` of a road scenario contains besides annotations: the camera, and encounters of actors with the ego. */
export type GroundTruthRoad = { camera: GroundTruthCamera; encounters: () => Iterable<Encounter> };

/** The road's part of a scenario's ground truth; null in the picture world. */
export function groundTruthRoad(scenario: Scenario, range: FrameRange): GroundTruthRoad | null {
  const { road } = scenario;
  return road ? { camera: groundTruthCamera(scenario, road, range), encounters: () => encountersWithEgo(scenario, road, range) } : null;
}

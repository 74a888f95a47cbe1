import type { WholeScenario } from "@/core/document";
import { recordedFrames, simulateDetections, type Detection, type DetectionProfile } from "@/detection";
import type { GroundTruthRecord } from "@/core/truth";
import { SearchError } from "../errors";
import type { Answer, DetectorUnderTest } from "./answer";
import { TruthOfScenarios } from "./truth";

/**
 * The simulated detector with a profile and a seed. It needs no pictures.
 * @param truths several detectors may share the truth they know
 * @throws SearchError for a profile that reports no boxes
 */
export function simulatedDetector(profile: DetectionProfile, seed: number, truths = new TruthOfScenarios(1)): DetectorUnderTest {
  if (profile.model !== "sensor")
    throw new SearchError(`the profile ${profile.name} reports no boxes; choose one of model "sensor", such as good_day_camera`);
  return {
    description: `simulated, profile ${profile.name}, seed ${seed}`,
    settings: JSON.stringify({ profile, seed }),
    parallel: 1,
    answer: (scenario, signal) => {
      signal.throwIfAborted();
      const known = truths.of(scenario);
      return Promise.resolve<Answer>({ ...known, detections: [...detectionsOf(scenario, known.truth, profile, seed)], every: 1 });
    },
  };
}

function* detectionsOf(
  scenario: WholeScenario,
  truth: readonly GroundTruthRecord[],
  profile: DetectionProfile,
  seed: number,
): Generator<Detection> {
  const { video } = scenario;
  for (const item of simulateDetections(() => recordedFrames(truth, video, scenario), profile, { seed, video })) {
    if (item.kind !== "event") continue;
    const { frame, timestamp, class_label, confidence, bounding_box, track_id } = item.event;
    yield { frame: frame ?? null, timestamp, class_label, confidence, bounding_box: bounding_box ?? null, track_id: track_id ?? null };
  }
}

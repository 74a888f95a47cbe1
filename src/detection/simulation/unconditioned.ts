import { hashUuid } from "@/core/random";
import { DEFAULT_START_TIME, type DetectionEvent, type SimulationItem, type SimulationRun, isoTime } from "./events";
import { Noise } from "./noise";
import type { UnconditionedProfile } from "./profile";
import { evenTimes } from "./specification";
import { frameShownAt, secondsOf } from "@/core/timeline";

export type RandomEvents = {
  count: number;
  durationSeconds: number;
  sessionId: string;
  startTime: number;
  /** Id of the n-th event made; they are returned in order of time. */
  idOf: (index: number) => string;
};

/** The specification's random events, which do not depend on ground truth, in order of time. */
export function* randomEvents(
  { weights, confidence, classes }: Pick<UnconditionedProfile, "weights" | "confidence" | "classes">,
  { count, durationSeconds, sessionId, startTime, idOf }: RandomEvents,
  noise: Noise,
): Generator<DetectionEvent> {
  const total = weights.TP + weights.FP + weights.FN;
  for (const { time, index } of evenTimes(count, durationSeconds, noise)) {
    const draw = noise.unit("result", index) * total;
    const result = draw < weights.TP ? "TP" : draw < weights.TP + weights.FP ? "FP" : "FN";
    const [low, high] = confidence[result];
    yield {
      id: idOf(index),
      test_session_id: sessionId,
      timestamp: time,
      confidence: noise.between(low, high, "confidence", index),
      class_label: noise.pick(classes, "pedestrian", "falseClass", index),
      validation_result: result,
      created_at: isoTime(startTime + time * 1000),
    };
  }
}

/** The same as a stream: events marked FP and FN are also faults. */
export function* simulateUnconditioned(
  profile: UnconditionedProfile,
  { seed, video, startTime = DEFAULT_START_TIME }: SimulationRun,
  sessionId: string,
): Generator<SimulationItem> {
  const noise = new Noise(seed);
  const namespace = noise.namespace("event");
  const settings = {
    count: profile.events,
    durationSeconds: secondsOf(video.durationFrames, video.fps),
    sessionId,
    startTime,
    idOf: (index: number) => hashUuid(namespace, 0, index),
  };
  for (const event of randomEvents(profile, settings, noise)) {
    const { id, timestamp, validation_result: result } = event;
    const frame = frameShownAt(timestamp, video.fps);
    const at = { cause: "random", frame, timestamp, track_id: null, event_id: id, detail: {} };
    if (result === "FP") yield { kind: "fault", fault: { kind: "false_positive", ...at } };
    if (result === "FN") yield { kind: "fault", fault: { kind: "miss", ...at } };
    yield { kind: "event", event };
  }
}

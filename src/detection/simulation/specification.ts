import { hashUuid } from "@/core/random";
import { DEFAULT_START_TIME, type DetectionEvent, type SimulationFrame, type SimulationItem, type SimulationRun, isoTime } from "./events";
import { InOrder } from "./inOrder";
import { Noise, clamp } from "./noise";
import type { SpecificationProfile } from "./profile";
import { frameShownAt, secondsOf } from "@/core/timeline";

/**
 * The specification's model given ground truth. Its false positives are a share of all annotations, spread over the whole video, so the
 * frames are read twice: once to count, once to report. Memory contains a number for each false positive and the events of the time
 * error's span.
 */
export function* simulateSpecification(
  frames: () => Iterable<SimulationFrame>,
  profile: SpecificationProfile,
  run: SimulationRun,
  sessionId: string,
): Generator<SimulationItem> {
  const noise = new Noise(run.seed);
  const { fps, durationFrames } = run.video;
  const startTime = run.startTime ?? DEFAULT_START_TIME;
  const error = profile.timing_error_ms / 1000;
  let annotations = 0;
  for (const { truth } of frames()) annotations += truth.length;
  const times = evenTimes(Math.floor(annotations * profile.false_positive_share), secondsOf(durationFrames, fps), noise);

  const events = new InOrder();
  let nextFalse = 0;
  for (const frame of frames()) {
    for (const truth of frame.truth) {
      const { track_id: track, timestamp: seconds } = truth;
      const at = { frame: frame.frame, timestamp: seconds, track_id: track };
      if (noise.unit("detect", track, frame.frame) >= profile.detection_rate) {
        yield { kind: "fault", fault: { kind: "miss", cause: "sensor", ...at, event_id: null, detail: {} } };
        continue;
      }
      const timeError = noise.between(-error, error, "time", track, frame.frame);
      const confidenceError = noise.between(-profile.confidence_error, profile.confidence_error, "confidence", track, frame.frame);
      const event: DetectionEvent = {
        id: hashUuid(noise.namespace("event"), track, frame.frame),
        test_session_id: sessionId,
        timestamp: seconds + timeError,
        confidence: clamp(truth.confidence + confidenceError, profile.confidence_range),
        class_label: truth.object_type,
        validation_result: "TP",
        created_at: isoTime(startTime + (seconds + timeError) * 1000),
      };
      events.add(event);
      const detail = { time_error_ms: timeError * 1000, confidence_error: event.confidence - truth.confidence };
      yield { kind: "fault", fault: { kind: "deviation", cause: "noise", ...at, event_id: event.id, detail } };
    }
    yield* falsePositivesBefore(frame.timestamp);
    for (const event of events.until(frame.timestamp - error)) yield { kind: "event", event };
  }
  yield* falsePositivesBefore(Infinity);
  for (const event of events.until(Infinity)) yield { kind: "event", event };

  function* falsePositivesBefore(time: number): Generator<SimulationItem> {
    for (; nextFalse < times.length && (times[nextFalse]?.time ?? 0) < time; nextFalse++) {
      const { time: timestamp, index } = times[nextFalse] ?? { time: 0, index: 0 };
      const [low, high] = profile.false_positive_confidence;
      const event: DetectionEvent = {
        id: hashUuid(noise.namespace("falseEvent"), 0, index),
        test_session_id: sessionId,
        timestamp,
        confidence: noise.between(low, high, "falseConfidence", index),
        class_label: noise.pick(profile.false_positive_classes, "pedestrian", "falseClass", index),
        validation_result: "FP",
        created_at: isoTime(startTime + timestamp * 1000),
      };
      events.add(event);
      const frame = frameShownAt(timestamp, fps);
      const at = { frame, timestamp, track_id: null, event_id: event.id, detail: { class_label: event.class_label } };
      yield { kind: "fault", fault: { kind: "false_positive", cause: "random", ...at } };
    }
  }
}

/** Times uniformly distributed over [0, duration), in order; `index` is what the other numbers of each depend on. */
export function evenTimes(count: number, duration: number, noise: Noise): { time: number; index: number }[] {
  return Array.from({ length: count }, (_, index) => ({
    time: noise.between(0, duration, "falseTime", index),
    index,
  })).sort((a, b) => a.time - b.time || a.index - b.index);
}

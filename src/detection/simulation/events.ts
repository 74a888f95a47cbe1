import type { Box, WeatherLayer } from "@/core/scene/frameStateTypes";
import type { TruthObject } from "../types";

/** Whether an event is right, in the specification's terms: found, reported without cause, or a record of a miss. */
export type ValidationResult = "TP" | "FP" | "FN";

/** One message of a detector. The first seven are the specification's fields; the sensor model adds the others. */
export type DetectionEvent = {
  id: string;
  test_session_id: string;
  /** Seconds of the video. Clock errors may put an event shortly before its start. */
  timestamp: number;
  confidence: number;
  class_label: string;
  validation_result: ValidationResult;
  /** ISO 8601: the run's start time plus the moment of the report. */
  created_at: string;
  frame?: number;
  bounding_box?: Box;
  track_id?: number;
};

type FaultKind =
  "miss" | "false_positive" | "class_confusion" | "id_switch" | "fragmentation" | "dropped_message" | "repeated_message" | "deviation";

/**
 * One injected fault: what an evaluator should find out about the stream.
 *
 * - `miss`: the object is not reported. Causes: `sensor` (chance), `size`, `visibility`, `contrast`, `weather`,
 *   `update_interval`, `track_lost`.
 * - `false_positive`: a report of nothing.
 * - `class_confusion`: reported as another class: a miss and a false positive.
 * - `id_switch`: the first report of an object under a new id.
 * - `fragmentation`: the first report after an interruption; its cause is the one that began the interruption.
 * - `dropped_message`: the report was lost: a miss, or (`track_id` null) a false positive that never came.
 * - `repeated_message`: the same message again: a false positive.
 * - `deviation`: what the report has wrong in box, time or confidence.
 */
export type Fault = {
  kind: FaultKind;
  cause: string;
  frame: number;
  /** Of the true object if there is one, otherwise of the report. */
  timestamp: number;
  /** Of the true object; null if there is none. */
  track_id: number | null;
  /** Null if it caused no event. */
  event_id: string | null;
  detail: Record<string, number | string>;
};

/** The simulation's output: events in order of `timestamp`, faults in order of frame. */
export type SimulationItem = { kind: "event"; event: DetectionEvent } | { kind: "fault"; fault: Fault };

/** The input of the simulated detector. */
export type SimulationFrame = {
  frame: number;
  /** Seconds. */
  timestamp: number;
  weather: readonly WeatherLayer[];
  truth: readonly TruthObject[];
};

export type SimulationRun = {
  seed: number;
  video: { width: number; height: number; fps: number; durationFrames: number };
  /** If omitted, it is derived from the seed. */
  sessionId?: string;
  /** Milliseconds since 1970 at which the video begins; `created_at` counts from it. Default: `DEFAULT_START_TIME`. */
  startTime?: number;
};

/** 2025-01-01T00:00:00Z: a fixed moment, so that the same seed gives the same bytes on any day. */
export const DEFAULT_START_TIME = 1_735_689_600_000;

/** ISO 8601 in UTC with milliseconds, as `Date` writes it; the date part is cached, since a day has millions of events. */
export function isoTime(milliseconds: number): string {
  const moment = Math.round(milliseconds);
  const day = Math.floor(moment / DAY);
  if (day !== latest.day) latest = { day, date: new Date(day * DAY).toISOString().slice(0, 11) };
  const ofDay = moment - day * DAY;
  const time = digits(Math.floor(ofDay / 3_600_000), 2);
  const minutes = digits(Math.floor(ofDay / 60_000) % 60, 2);
  const seconds = digits(Math.floor(ofDay / 1000) % 60, 2);
  return `${latest.date}${time}:${minutes}:${seconds}.${digits(ofDay % 1000, 3)}Z`;
}

const DAY = 86_400_000;
let latest = { day: NaN, date: "" };

function digits(value: number, count: number): string {
  if (count === 3 && value < 100) return value < 10 ? `00${value}` : `0${value}`;
  return value < 10 ? `0${value}` : `${value}`;
}

import { ACTOR_TYPES } from "@/core/document/constants";
import type { DetectionProfile, SensorProfile, SpecificationProfile, UnconditionedProfile } from "./profile";

/** The specification's `detection_classes`. */
const SPECIFIED_CLASSES = [...ACTOR_TYPES, "motorcycle"];

/** Figures of the specification's `generate_detection_events`, given ground truth. */
const SPEC_RASPBERRY_PI: SpecificationProfile = {
  name: "spec_raspberry_pi",
  description: "The specification's Raspberry Pi: 85 % found, ±100 ms, 15 % false positives; no boxes.",
  model: "specification",
  detection_rate: 0.85,
  timing_error_ms: 100,
  confidence_error: 0.1,
  confidence_range: [0.1, 1],
  false_positive_share: 0.15,
  false_positive_confidence: [0.3, 0.8],
  false_positive_classes: SPECIFIED_CLASSES,
};

/** Figures of the same function without ground truth. */
export const SPEC_UNCONDITIONED: UnconditionedProfile = {
  name: "spec_unconditioned",
  description: "The specification's random events, unrelated to the video: 70 % TP, 20 % FP, 10 % FN.",
  model: "unconditioned",
  events: 50,
  weights: { TP: 0.7, FP: 0.2, FN: 0.1 },
  confidence: { TP: [0.7, 0.95], FP: [0.3, 0.7], FN: [0.1, 0.5] },
  classes: SPECIFIED_CLASSES,
};

const ALWAYS = { from: 0, to: 0, floor: 1 };

/** Reports every visible object, exactly and immediately. */
const PERFECT: SensorProfile = {
  name: "perfect",
  description: "Finds every visible object, exactly and immediately.",
  model: "sensor",
  detection: {
    rate: 1,
    size_px: ALWAYS,
    visibility: ALWAYS,
    contrast: ALWAYS,
    weather: { sunny: 1, cloudy: 1, rainy: 1, night: 1, fog: 1, snow: 1, low_sun: 1, dusk: 1 },
  },
  confidence: { worst: 1, best: 1, spread: 0, range: [0, 1] },
  box: { position: 0, size: 0, worst_factor: 1 },
  false_positives: {
    per_frame: 0,
    worst_factor: 1,
    frames: [1, 1],
    confidence: [0.3, 0.8],
    size_px: [20, 80],
    classes: SPECIFIED_CLASSES,
  },
  classes: { confusion: 0, labels: SPECIFIED_CLASSES },
  tracking: { id_switch: 0, loss: 0, loss_frames: [5, 30] },
  timing: {
    update_interval_frames: 1,
    latency_ms: 0,
    latency_spread_ms: 0,
    timestamp_error_ms: 0,
    stamped_at: "capture",
  },
  messages: { drop: 0, repeat: 0 },
};

const GOOD_DAY_CAMERA: SensorProfile = {
  ...PERFECT,
  name: "good_day_camera",
  description: "A current detector behind a good camera by day: few misses, tight boxes, 40 ms latency.",
  detection: {
    rate: 0.985,
    size_px: { from: 8, to: 28, floor: 0 },
    visibility: { from: 0.1, to: 0.6, floor: 0 },
    contrast: { from: 0.2, to: 0.6, floor: 0.1 },
    weather: { sunny: 1, cloudy: 1, rainy: 0.95, night: 0.9, fog: 0.95, snow: 0.95, low_sun: 0.95, dusk: 0.95 },
  },
  confidence: { worst: 0.35, best: 0.93, spread: 0.04, range: [0.05, 0.99] },
  box: { position: 0.015, size: 0.02, worst_factor: 3 },
  false_positives: {
    ...PERFECT.false_positives,
    per_frame: 0.01,
    worst_factor: 3,
    frames: [1, 4],
    confidence: [0.2, 0.6],
  },
  classes: { confusion: 0.005, labels: SPECIFIED_CLASSES },
  tracking: { id_switch: 0.0005, loss: 0.001, loss_frames: [3, 10] },
  timing: { ...PERFECT.timing, latency_ms: 40, latency_spread_ms: 8, timestamp_error_ms: 2 },
};

const POOR_NIGHT_CAMERA: SensorProfile = {
  ...PERFECT,
  name: "poor_night_camera",
  description: "A noisy camera at night: small and half-hidden objects are missed, boxes drift, reflections are reported.",
  detection: {
    rate: 0.9,
    size_px: { from: 16, to: 60, floor: 0.05 },
    visibility: { from: 0.3, to: 0.95, floor: 0 },
    contrast: { from: 0.15, to: 0.95, floor: 0.1 },
    weather: { sunny: 1, cloudy: 0.97, rainy: 0.8, night: 0.75, fog: 0.75, snow: 0.78, low_sun: 0.8, dusk: 0.85 },
  },
  confidence: { worst: 0.2, best: 0.75, spread: 0.1, range: [0.05, 0.95] },
  box: { position: 0.04, size: 0.05, worst_factor: 3 },
  false_positives: {
    ...PERFECT.false_positives,
    per_frame: 0.02,
    worst_factor: 4,
    frames: [1, 15],
    confidence: [0.15, 0.7],
  },
  classes: { confusion: 0.04, labels: SPECIFIED_CLASSES },
  tracking: { id_switch: 0.005, loss: 0.01, loss_frames: [5, 30] },
  timing: { ...PERFECT.timing, latency_ms: 90, latency_spread_ms: 30, timestamp_error_ms: 10 },
};

const SLOW_EDGE_DEVICE: SensorProfile = {
  ...GOOD_DAY_CAMERA,
  name: "slow_edge_device",
  description: "A small computer that processes every sixth frame and timestamps its reports when they are ready, 250 ms later.",
  timing: {
    update_interval_frames: 6,
    latency_ms: 250,
    latency_spread_ms: 40,
    timestamp_error_ms: 15,
    stamped_at: "report",
  },
};

const LOSSY_NETWORK: SensorProfile = {
  ...GOOD_DAY_CAMERA,
  name: "lossy_network",
  description: "A good camera on a bad connection: one message in twenty is lost, one in fifty arrives twice, delays vary.",
  timing: { ...GOOD_DAY_CAMERA.timing, latency_ms: 120, latency_spread_ms: 100 },
  messages: { drop: 0.05, repeat: 0.02 },
};

const UNSTABLE_TRACKER: SensorProfile = {
  ...GOOD_DAY_CAMERA,
  name: "unstable_tracker",
  description: "Good boxes, but the tracker loses objects and gives them new ids.",
  tracking: { id_switch: 0.02, loss: 0.02, loss_frames: [2, 12] },
};

/** Profiles by name, in the order in which they are offered. */
export const DETECTION_PROFILES: readonly DetectionProfile[] = [
  SPEC_RASPBERRY_PI,
  SPEC_UNCONDITIONED,
  PERFECT,
  GOOD_DAY_CAMERA,
  POOR_NIGHT_CAMERA,
  SLOW_EDGE_DEVICE,
  LOSSY_NETWORK,
  UNSTABLE_TRACKER,
];

/** A named profile. @throws Error that lists the names */
export function detectionProfile(name: string): DetectionProfile {
  const found = DETECTION_PROFILES.find((profile) => profile.name === name);
  if (found) return found;
  const names = DETECTION_PROFILES.map((profile) => profile.name).join(", ");
  throw new Error(`There is no detection profile "${name}". Choose one of ${names}, or give a profile file.`);
}
